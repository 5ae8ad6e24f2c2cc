"""Who acts today: the cases that wait to be made safe, the high-risk ones first, then the longest (A2)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from daready.report.first.view import OpenCase, Owned, number
from daready.report.listed import told_cells
from daready.report.shapes import Column, Row, Table, row
from daready.report.words import nobody_waiting
from daready.scoring.model import Assessment, CriterionFinding, UnsafeCase

SHOWN = 4
ROWS_SHOWN = 200
"""Letters of row numbers in one line."""
HIGH = " (high risk)"
EVERY_CASE = "Cases today"


def heading(assessment: Assessment) -> str:
    """Never "unsafe": only what is recorded is known. With nobody waiting, on how many cases that rests."""
    waiting = len(assessment.needs_someone_today)
    if not waiting:
        return nobody_waiting(assessment)
    cases = f"{number(waiting)} {'case' if waiting == 1 else 'cases'}"
    return f"Act today: {cases} not recorded as made safe"


def open_cases(assessment: Assessment, owned: dict[str, Owned]) -> tuple[OpenCase, ...]:
    """Every case that waits; the page shows the first few, the sheet behind it has all."""
    found = {c.id: c for c in assessment.criteria}
    cases = [_case(case, assessment, found, owned) for case in assessment.needs_someone_today]
    return tuple(sorted(cases, key=lambda c: (not c.high_risk, -(c.days or 0), c.file, c.sheet, c.row)))


def _case(
    case: UnsafeCase,
    assessment: Assessment,
    found: dict[str, CriterionFinding],
    owned: dict[str, Owned],
) -> OpenCase:
    concerned = [found[name] for name in case.criteria if name in found]
    first = concerned[0] if concerned else None
    return OpenCase(
        high_risk=case.high_risk,
        failed=", ".join(c.short or c.ref for c in concerned),
        file=case.place.file,
        sheet=case.place.sheet,
        row=case.place.row,
        days=(assessment.as_at - case.day).days if case.day else None,
        owner=owned[first.id].owner if first else "",
    )


def every_case(assessment: Assessment) -> tuple[Table, ...]:
    """All cases that wait, on a sheet of their own, where the page has no room for them; else none."""
    cases = assessment.needs_someone_today
    if len(cases) <= SHOWN:
        return ()
    columns = (
        Column("File", 40),
        Column("Sheet", 24),
        Column("Rows", 60),
        Column("High risk among them", 16),
    )
    title = "Every case that is not recorded as made safe"
    return (Table(EVERY_CASE, title, "cases_today", columns, tuple(_places(cases))),)


def _places(cases: Iterable[UnsafeCase]) -> list[Row]:
    """One line a sheet, so that many cases stay readable; sheets with high-risk cases first."""
    ordered = sorted(cases, key=lambda c: (c.place.file, c.place.sheet, c.place.row))
    found: list[tuple[int, Row]] = []
    for (file, sheet), group in groupby(ordered, key=lambda c: (c.place.file, c.place.sheet)):
        here = list(group)
        high = sum(c.high_risk for c in here)
        one = "row" if len(here) == 1 else "rows"
        for rows in told_cells((f"{c.place.row}{HIGH if c.high_risk else ''}" for c in here), ROWS_SHOWN):
            found.append((-high, row(file, sheet, f"{one} {rows}", rows.count(HIGH))))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]
