"""The restricted annex: which rows stand behind each finding, what was set aside, and who needs someone today."""

from __future__ import annotations

from collections.abc import Iterator

from daready.evidence.model import UNDATED, Evidence, FileAccount, Notice, SheetAccount
from daready.messages.removal import REASONS
from daready.report import made_safe
from daready.report.bound import Report
from daready.report.colours import coloured
from daready.report.listed import runs_of, told_cells, told_runs
from daready.report.reference import SELF_ASSESSMENT
from daready.report.removal import HOW
from daready.report.shapes import Block, Column, Row, Summary, Table, day, filled, row
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
        tables=(
            _today(assessment),
            *((made_safe.table(assessment),) if assessment.made_safe else ()),
            *((_removed(assessment),) if assessment.removed else ()),
            _rows(assessment),
            _quality(evidence),
        ),
    )


def _today(assessment: Assessment) -> Table:
    columns = (
        Column("File", 40),
        Column("Sheet", 24),
        Column("Row", 10, "count"),
        Column("High risk", 12),
        Column("Questions failed", 30),
        Column("Criteria", 30),
        Column("What was failed, in words", 50),
        Column("Days since the audit", 12, "count"),
        Column(made_safe.FILLED, 16, "input"),
    )
    refs = {c.id: c.ref for c in assessment.criteria}
    titles = {line.id: line.title for c in assessment.criteria for line in c.lines}
    rows = [
        row(
            case.place.file,
            case.place.sheet,
            case.place.row,
            "high risk" if case.high_risk else "no",
            ", ".join(case.questions),
            ", ".join(refs.get(c, c) for c in case.criteria),
            "; ".join(titles.get(name, name) for name in case.questions),
            made_safe.days_waited(case, assessment.as_at),
            made_safe.NOT_YET,
        )
        for case in sorted(assessment.needs_someone_today, key=lambda c: not c.high_risk)
    ]
    return Table("Today", "The cases that need someone today", "today", columns, filled(columns, rows))


def _removed(assessment: Assessment) -> Table:
    columns = (
        Column("File", 36),
        Column("Load", 8, "count"),
        Column("Sheet", 22),
        Column("Row", 10, "count"),
        Column("Question", 24),
        Column("Month", 12),
        Column("What became of it", 34),
        Column("Unsafe", 16),
        Column("Reason", 44),
        Column("By whom", 24),
        Column("On", 14, "date"),
    )
    rows = [
        row(
            one.place.file,
            one.load,
            one.place.sheet,
            one.place.row or None,
            one.question,
            "no month" if one.month == UNDATED else str(one.month),
            HOW[one.how],
            ("high risk" if one.high_risk else "unsafe") if one.unsafe else "no",
            REASONS.get(one.reason.code, one.reason.code) if one.reason else "none given, so in doubt",
            one.reason.role if one.reason else None,
            one.reason.on if one.reason else None,
        )
        for one in assessment.removed
    ]
    return Table(
        "Removed",
        "What failed once and is gone or corrected, and why",
        "removed",
        columns,
        filled(columns, rows),
        ("Every answer that failed in a sheet that was loaded and fails nowhere now.",),
    )


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
                    for piece, _ in told_runs(runs_of(at.rows)):
                        yield row(c.ref, line.title, coloured(line.colour), did, at.file, at.sheet, piece)


NO_NUMBERS = "numbers not kept"
"""Rows that a ledger has deleted, or took in before it kept the numbers."""


def _quality(evidence: Evidence) -> Table:
    columns = (
        Column("File", 36),
        Column("Sheet", 22),
        Column("Kind", 12),
        Column("Rows or cells", 30),
        Column("How many rows", 12, "count"),
        Column("What was found", 60),
        Column("What to do", 50),
    )
    general = [line for notice in evidence.general for line in _notice(notice)]
    return Table(
        "Data quality",
        "Every row set aside with its reason, and every notice",
        "data_quality",
        columns,
        filled(columns, [*general, *(line for file in evidence.files for line in _file(file))]),
        (
            f"{evidence.rows_read - evidence.rows_used:,} of {evidence.rows_read:,} rows were set aside. Row "
            "numbers are the sheet's own. A cell that was not understood is left out; the rest of its row counts.",
        ),
    )


def _file(file: FileAccount) -> Iterator[Row]:
    """First the rows of a file that were set aside, then what else was noticed in it."""
    told: set[tuple[str | None, str]] = set()
    fixes = {(notice.sheet, notice.code): notice.fix for notice in file.notices}
    for sheet in file.sheets:
        for code, number in sheet.set_aside.items():
            fix = fixes.get((sheet.sheet, code), fixes.get((None, code)))
            told.add((sheet.sheet, code))
            for rows, of_them in _numbered(sheet, code, number):
                found = set_aside(code)
                yield row(file.source.file, sheet.sheet, "set aside", rows, of_them, found, fix)
    for notice in file.notices:
        if (notice.sheet, notice.code) not in told:
            yield from _notice(notice)


def _numbered(sheet: SheetAccount, code: str, number: int) -> Iterator[tuple[str, int]]:
    runs = sheet.rows_aside.get(code, ())
    yield from told_runs(runs)
    unnumbered = number - sum(last - first + 1 for first, last in runs)
    if unnumbered > 0:
        yield NO_NUMBERS, unnumbered


def _notice(notice: Notice) -> Iterator[Row]:
    for piece in [*told_cells(notice.cells)] or [notice.cell or ""]:
        yield row(
            notice.file, notice.sheet, notice.severity, piece, "not counted", notice.message, notice.fix
        )
