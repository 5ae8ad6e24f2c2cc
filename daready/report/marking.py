"""How far two auditors of the same cases agree, question by question (method R3)."""

from __future__ import annotations

from daready.report.shapes import NOT_COUNTED, Cell, Column, Link, Row, Table, filled, row
from daready.report.words import where_it_stands
from daready.scoring.agreement import Reliability
from daready.scoring.model import Agreement, Assessment, CriterionFinding, LineFinding
from daready.scoring.reasons import percent

_SAID: dict[Reliability, str] = {
    "few_pairs": "too few pairs to tell",
    "fine": "fine",
    "watch": "watch: only fairly well",
    "unreliable": "too little to rely on: reword the question",
}

COLUMNS = (
    Column("Ref", 8),
    Column("Question", 44),
    Column("Cases marked twice", 12, "count"),
    Column("Alike", 18),
    Column("AC1", 14, "coefficient"),
    Column("Weighted kappa", 14, "coefficient"),
    Column("What it says", 40),
)


def agreement_table(assessment: Assessment, least_pairs: int) -> Table:
    """A row for each audit question that two auditors answered on the same cases."""
    rows = [_row(c, line, line.agreement) for c in assessment.criteria for line in c.lines if line.agreement]
    none = (
        () if rows else ("No case was marked by two auditors, so nothing is known of how alike they mark.",)
    )
    return Table(
        sheet="Agreement",
        title="How alike two auditors mark the same cases",
        name="auditor_agreement",
        columns=COLUMNS,
        rows=filled(COLUMNS, rows),
        notes=(
            *none,
            f"AC1 and kappa tell agreement beyond chance, and take {least_pairs} cases. AC1 leads: kappa collapses "
            "where nearly all answers are alike. A green does not stand on marks that agree too little.",
        ),
    )


def _advice(found: Agreement) -> str:
    """What the agreement says, and where it is written how the question is meant to be marked."""
    said = _SAID[found.reliability]
    in_doubt = found.reliability in ("watch", "unreliable")
    return f"{said}; its guide: {where_it_stands(found.question)}" if in_doubt else said


def _row(criterion: CriterionFinding, line: LineFinding, found: Agreement) -> Row:
    return row(
        Cell(criterion.ref, link=Link("Lines", criterion.id)),
        f"{line.title} ({line.id})",
        found.pairs,
        f"{found.agreed} of {found.pairs} ({percent(found.agreed / found.pairs)})" if found.pairs else None,
        NOT_COUNTED if found.ac1 is None else found.ac1,
        NOT_COUNTED if found.kappa is None else found.kappa,
        _advice(found),
        key=criterion.id,
    )
