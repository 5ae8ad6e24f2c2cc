"""The restricted annex: which rows stand behind each finding, what was set aside, and who needs someone today."""

from __future__ import annotations

from collections.abc import Iterator

from daready.evidence.model import Evidence
from daready.report.colours import coloured
from daready.report.explain import ranges
from daready.report.reference import SELF_ASSESSMENT
from daready.report.shapes import Block, Column, Report, Row, Summary, Table, day, filled, row
from daready.report.words import count, nobody_waiting, set_aside
from daready.scoring.model import Assessment


def annex(assessment: Assessment, evidence: Evidence, *, version: str) -> Report:
    """Places only, never an answer, a name or a case reference."""
    waiting = len(assessment.needs_someone_today)
    said = f"{count(waiting, 'case needs', 'cases need')} someone today: see the Today sheet."
    lines = (
        said if waiting else nobody_waiting(assessment),
        f"As at {day(assessment.as_at)}. For the people who look cases up; not for committees or partners.",
        SELF_ASSESSMENT,
    )
    return Report(
        title=f"Domestic abuse readiness: restricted annex as at {day(assessment.as_at)}",
        as_at=assessment.as_at,
        version=version,
        summary=Summary(
            "About",
            "Where the evidence stands: restricted annex",
            (60, 20, 20, 25),
            (Block("What this is", lines),),
        ),
        tables=(_today(assessment), _rows(assessment), _quality(evidence)),
    )


def _today(assessment: Assessment) -> Table:
    columns = (
        Column("File", 40),
        Column("Sheet", 24),
        Column("Row", 10, "count"),
        Column("High risk", 12),
        Column("Questions failed", 30),
        Column("Criteria", 30),
    )
    refs = {c.id: c.ref for c in assessment.criteria}
    rows = [
        row(
            case.place.file,
            case.place.sheet,
            case.place.row,
            "high risk" if case.high_risk else "no",
            ", ".join(case.questions),
            ", ".join(refs.get(c, c) for c in case.criteria),
        )
        for case in sorted(assessment.needs_someone_today, key=lambda c: not c.high_risk)
    ]
    return Table("Today", "The cases that need someone today", "today", columns, filled(columns, rows))


def _rows(assessment: Assessment) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 40),
        Column("Colour", 14, "colour"),
        Column("What the rows did", 16),
        Column("File", 36),
        Column("Sheet", 22),
        Column("Rows", 60),
    )
    return Table(
        "Rows",
        "The rows behind each finding",
        "rows_behind_findings",
        columns,
        filled(columns, [*_supports(assessment)]),
        ("Row numbers are the sheet's own. The colour is the line's.",),
    )


def _supports(assessment: Assessment) -> Iterator[Row]:
    for c in assessment.criteria:
        for line in c.lines:
            for did, supports in (("failed", line.failures), ("rests on", line.sources)):
                for at in supports:
                    yield row(c.ref, line.title, coloured(line.colour), did, at.file, at.sheet, ranges(at))


def _quality(evidence: Evidence) -> Table:
    columns = (
        Column("File", 36),
        Column("Sheet", 22),
        Column("Kind", 12),
        Column("Cells", 26),
        Column("Rows", 8, "count"),
        Column("What was found", 60),
        Column("What to do", 50),
    )
    aside = [
        row(file.source.file, sheet.sheet, "set aside", "see the notices", number, set_aside(code), None)
        for file in evidence.files
        for sheet in file.sheets
        for code, number in sheet.set_aside.items()
        if number
    ]
    told = [
        row(n.file, n.sheet, n.severity, ", ".join(n.cells) or n.cell, "not counted", n.message, n.fix)
        for n in evidence.notices
    ]
    return Table(
        "Data quality",
        "Every row set aside with its reason, and every notice",
        "data_quality",
        columns,
        filled(columns, [*aside, *told]),
        (f"{evidence.rows_read - evidence.rows_used:,} of {evidence.rows_read:,} rows were set aside.",),
    )
