"""Every month's point of every audit question and figure, beside what its chart expects of it (method R2)."""

from __future__ import annotations

from collections.abc import Sequence

from daready.evidence.model import Month
from daready.report.shapes import NONE, NOT_COUNTED, Cell, Column, Link, Row, Table, filled, row
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, MonthPoint
from daready.scoring.reasons import percent

SHOWN = 24
"""How many months stand side by side; all of them are in the JSON."""

_COURSES = {
    "common": "nothing but the noise of chance",
    "improvement": "a real change for the better",
    "concern": "a real change for the worse",
}


def months(assessment: Assessment) -> Table:
    """One row for each line, its months side by side; a month without a return says none."""
    found = [(c, line) for c in assessment.criteria for line in c.lines if line.points]
    shown = sorted({point.month for _, line in found for point in line.points}, key=_when)[-SHOWN:]
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 40),
        Column("What its chart says", 24),
        Column("Chance alone gives", 14),
        *(Column(str(month), 13) for month in shown),
    )
    return Table(
        sheet="Months",
        title="Every month of every audit question and figure",
        name="months",
        columns=columns,
        rows=filled(columns, [_row(c, line, shown) for c, line in found]),
        notes=(
            "▲ and ▼ mark months that chance does not explain: outside the limits of the control chart, or one of a "
            "run. All else is noise. Limits take five months, and say nothing of a trend before twelve.",
            f"Chance alone gives: the limits of the latest month. Up to {SHOWN} months are shown; the JSON has all.",
        ),
    )


def _when(month: Month) -> int:
    return month.ordinal


def _row(c: CriterionFinding, line: LineFinding, shown: Sequence[Month]) -> Row:
    points = {point.month: point for point in line.points}
    causes = {point.month: point.cause for point in line.trend.points} if line.trend else {}
    said, limits = "not charted", NOT_COUNTED
    if line.trend is not None:
        last = line.trend.points[-1]
        said = "on trial: fewer than 12 months" if line.trend.trial else _COURSES[line.trend.course]
        limits = f"{percent(last.lower)} to {percent(last.upper)}"
    return row(
        Cell(c.ref, link=Link("Lines", c.id)),
        f"{line.title} ({line.id})",
        said,
        limits,
        *(_point(points[month], causes.get(month, "")) if month in points else NONE for month in shown),
        key=c.id,
    )


def _point(point: MonthPoint, cause: str) -> str:
    up, down = ("Above" in cause or "Increasing" in cause), ("Below" in cause or "Decreasing" in cause)
    mark = " ▲" if up else " ▼" if down else ""
    return f"{point.met} of {point.of}{mark}"
