"""Every month's point of every audit question and figure, beside what its chart expects of it (method R2)."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import NamedTuple

from daready.report.shapes import NONE, NOT_COUNTED, Cell, Column, Link, Row, Span, Table, filled, row
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, MonthPoint, TrendPoint

SHEET = "Months"
MONTH, SHARE, CENTRE, LOWER, UPPER, TARGET, DISTANCE = (
    *("Month", "Share met", "Centre line", "Lower limit", "Upper limit"),
    *("Green from", "Above or below it"),
)
"""The headings of the columns that charts are drawn from."""

COLUMNS = (
    Column("Ref", 8),
    Column("Line of evidence", 40),
    Column(MONTH, 12, "month"),
    Column("Met", 10, "count"),
    Column("Of", 10, "count"),
    Column(SHARE, 10, "share"),
    Column(CENTRE, 11, "share"),
    Column(LOWER, 11, "share"),
    Column(UPPER, 11, "share"),
    Column(TARGET, 11, "share"),
    Column(DISTANCE, 11, "share"),
    Column("What the chart says of the month", 34),
)

CAUSES: dict[str, str] = {
    "Common Cause": "chance alone explains it",
    "Above UCL": "▲ above the upper limit",
    "Below LCL": "▼ below the lower limit",
    "7 Point Trend (Increasing)": "▲ one of seven rising in a row",
    "7 Point Trend (Decreasing)": "▼ one of seven falling in a row",
    "2 in 3 Above CL": "▲ one of two in three near the upper limit",
    "2 in 3 Below CL": "▼ one of two in three near the lower limit",
    "7 Points Above CL": "▲ one of seven above the centre line",
    "7 Points Below CL": "▼ one of seven below the centre line",
}
"""The published rules (R2.2) in words; a month that chance does not explain carries its sign."""


class Charted(NamedTuple):
    """A line of evidence with months, and the rows in which its counted ones stand."""

    criterion: CriterionFinding
    line: LineFinding
    span: Span | None

    @property
    def key(self) -> str:
        return f"{self.criterion.id}/{self.line.id}"


def months(assessment: Assessment) -> tuple[Table, tuple[Charted, ...]]:
    """A row for each month of each line, and where each line stands among them.

    Months in which nothing counted come after the others of their line, so that a chart can leave them out:
    they are not nought.
    """
    rows: list[Row] = []
    found: list[Charted] = []
    for criterion in assessment.criteria:
        for line in criterion.lines:
            counted = [point for point in line.points if point.of]
            span = Span(SHEET, len(rows), len(rows) + len(counted) - 1) if counted else None
            if line.points:
                found.append(Charted(criterion, line, span))
                rows += _rows(found[-1], [*counted, *(point for point in line.points if not point.of)])
    table = Table(
        sheet=SHEET,
        title="Every month of every audit question and figure",
        name="months",
        columns=COLUMNS,
        rows=filled(COLUMNS, rows),
        notes=(
            "The charts of the Trends sheet are drawn from these cells. Shares are rounded down to a tenth of a "
            "percent and stand beside their counts.",
            "▲ and ▼ mark months that chance does not explain. Limits take five months, and say nothing of a trend "
            "before twelve.",
        ),
    )
    return table, tuple(found)


def _rows(charted: Charted, points: list[MonthPoint]) -> Iterator[Row]:
    """The first row of a line leads back to its trend."""
    line = charted.line
    title = f"{line.title} ({line.id})"
    target = NONE if line.green_from is None else tenth(line.green_from)
    judged = {point.month: point for point in line.trend.points} if line.trend else {}
    ref = Cell(charted.criterion.ref, link=Link("Trends", charted.key))
    for point in points:
        share = tenth(point.met / point.of) if point.of else NOT_COUNTED
        seen = _judged(judged.get(point.month), counted=bool(point.of))
        yield row(
            ref, title, point.month.first, point.met, point.of, share, *seen[:3], target, _distance(point, line),
            seen[3], key=charted.key,
        )  # fmt: skip
        ref = Cell(charted.criterion.ref)


def _distance(point: MonthPoint, line: LineFinding) -> float | str:
    """How far the month stands above its standard, or below it as a number less than none."""
    if line.green_from is None or not point.of:
        return NONE
    return tenth(point.met / point.of - line.green_from)


def _judged(point: TrendPoint | None, *, counted: bool) -> tuple[float | str, float | str, float | str, str]:
    if point is None:
        said = "not charted" if counted else "nothing counted"
        return NOT_COUNTED, NOT_COUNTED, NOT_COUNTED, said
    return (
        tenth(point.mean),
        tenth(point.lower),
        tenth(point.upper),
        CAUSES.get(point.cause, point.cause.lower()),
    )


def sign(point: TrendPoint) -> str:
    """▲ or ▼ where chance does not explain a month, else nothing."""
    return next((mark for mark in "▲▼" if mark in CAUSES.get(point.cause, "")), "")


def tenth(share: float) -> float:
    """A share rounded down to a tenth of a percent, so that it never flatters."""
    return floor(1000 * share + 1e-9) / 1000
