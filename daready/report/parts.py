"""The parts of each criterion's statement: what is shown, what is not, and what nobody asked about (A13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from daready.report.colours import coloured
from daready.report.shapes import Block, Cell, Column, Grid, Link, Table, filled, row
from daready.report.words import count, meaning
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.reasons import said

if TYPE_CHECKING:
    from daready.scoring.model import ClauseFinding

SHEET = "Parts"
SHOWN = 5


def never_asked(assessment: Assessment) -> str:
    """How much of what the criteria ask nobody asked about, in a sentence; empty where all of it was."""
    parts = [clause for finding in assessment.criteria for clause in finding.clauses]
    unasked = sum(not clause.asked for clause in parts)
    if not unasked:
        return ""
    held = sum(finding.notes[:1] == ("not_asked",) for finding in _lacking(assessment.criteria))
    told = f"Nobody asked about {unasked} of the {len(parts)} parts that the criteria are made of."
    if held:
        told += f" {count(held, 'criterion is', 'criteria are')} Green as far as asked, and Amber for that reason."
    return told


def not_asked_block(assessment: Assessment) -> Block | None:
    """The parts of page one that nobody asked about: criteria nearest to Green first, critical ones before others."""
    lacking = sorted(_lacking(assessment.criteria), key=_nearest)
    if not lacking:
        return None
    rows = [
        row(
            f"{finding.ref} {finding.title}",
            coloured(finding.colour, finding.amber),
            said(finding.not_asked),
            so_far(finding),
        )
        for finding in lacking[:SHOWN]
    ]
    lines = [never_asked(assessment), "A part that nobody asked about is never green."]
    if len(lacking) > SHOWN:
        lines.append(
            f"{count(len(lacking) - SHOWN, 'more criterion is', 'more criteria are')} on the sheet {SHEET}."
        )
    headings = ("Criterion", "Colour", "Not asked about", "So far")
    return Block(
        "What was never asked",
        tuple(lines),
        Grid("summary_not_asked", headings, tuple(rows)),
        link=Link(SHEET),
    )


def so_far(finding: CriterionFinding) -> str:
    """How many of a criterion's parts are Green, of how many."""
    return f"{len(finding.proven)} of {count(len(finding.clauses), 'part')} green"


def parts_table(assessment: Assessment) -> Table:
    """Every part of every criterion with its colour and what tests it."""
    columns = (
        Column("Ref", 8),
        Column("Criterion", 28),
        Column("The part", 44),
        Column("Colour", 14, "colour"),
        Column("What is behind it", 36),
        Column("Tested by", 40),
    )
    rows = [
        row(
            Cell(finding.ref, link=Link("Criteria", finding.id)),
            finding.title,
            clause.says,
            coloured(clause.colour),
            "nobody asked about it" if not clause.asked else meaning(clause.note).words,
            "; ".join(_titles(finding, clause)),
            key=finding.id,
        )
        for finding in assessment.criteria
        for clause in finding.clauses
    ]
    return Table(
        sheet=SHEET,
        title="Every part of every criterion",
        name="parts",
        columns=columns,
        rows=filled(columns, rows),
        notes=("A criterion is no better than the worst of its parts, and green needs every one of them.",),
    )


def told_parts(finding: CriterionFinding) -> Iterator[str]:
    """A criterion's parts as lines for the terminal."""
    if len(finding.clauses) < 2:
        return
    yield f"Its {len(finding.clauses)} parts, of which green needs every one"
    for clause in finding.clauses:
        why = "nobody asked about it" if not clause.asked else meaning(clause.note).words
        yield f"  {clause.colour.value:<5}  {clause.says.rstrip('.')}: {why}"


def _titles(finding: CriterionFinding, clause: ClauseFinding) -> list[str]:
    return [line.title for line in finding.lines if line.id in clause.lines]


def _lacking(criteria: Sequence[CriterionFinding]) -> list[CriterionFinding]:
    """The criteria of which something was asked, and not all."""
    return [c for c in criteria if c.not_asked and len(c.not_asked) < len(c.clauses)]


def _nearest(finding: CriterionFinding) -> tuple[bool, bool, int, str]:
    held = finding.notes[:1] == ("not_asked",) and finding.colour is Colour.AMBER
    return (not held, not finding.critical, len(finding.not_asked), finding.ref)
