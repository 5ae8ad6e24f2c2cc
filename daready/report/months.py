"""Every month's point of every audit question and figure, beside what its chart expects of it (method R2)."""

from __future__ import annotations

from collections.abc import Iterator

from daready.report.shapes import NOT_COUNTED, Cell, Column, Link, Row, Table, filled, row
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, TrendPoint
from daready.scoring.reasons import percent, share_of

_CAUSES = (
    ("Above UCL", "above the limits"),
    ("Below LCL", "below the limits"),
    ("Increasing", "one of seven rises in a row"),
    ("Decreasing", "one of seven falls in a row"),
    ("2 in 3", "one of two in three near a limit"),
    ("7 Points", "one of seven in a row on one side"),
    ("Common Cause", "chance alone"),
)
"""The published names of the rules (R2.2) in words."""


def months(assessment: Assessment) -> Table:
    """One row for each month of each line; a month without cases says so, and has no share."""
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 40),
        Column("Month", 10),
        Column("Met", 9, "count"),
        Column("Of", 9, "count"),
        Column("Share", 9),
        Column("Chance alone gives", 18),
        Column("What the month says", 32),
    )
    rows = [made for c in assessment.criteria for line in c.lines for made in _line(c, line) if line.points]
    return Table(
        sheet="Months",
        title="Every month of every audit question and figure",
        name="months",
        columns=columns,
        rows=filled(columns, rows),
        notes=(
            "Chance alone gives: the limits of a control chart. A month outside them, or one of a run, is a signal; "
            "all else is noise. Limits take five months, and say nothing of a trend before twelve.",
        ),
    )


def _line(c: CriterionFinding, line: LineFinding) -> Iterator[Row]:
    charted = {point.month: point for point in line.trend.points} if line.trend else {}
    trial = line.trend is not None and line.trend.trial
    for point in line.points:
        on_chart = charted.get(point.month)
        yield row(
            Cell(c.ref, link=Link("Lines", c.id)),
            f"{line.title} ({line.id})",
            str(point.month),
            point.met,
            point.of,
            share_of(point.met, point.of),
            f"{percent(on_chart.lower)} to {percent(on_chart.upper)}" if on_chart else NOT_COUNTED,
            _said(on_chart, trial=trial),
            key=c.id,
        )


def _said(point: TrendPoint | None, *, trial: bool) -> str:
    if point is None:
        return "not charted"
    words = next(words for cause, words in _CAUSES if cause in point.cause)
    return f"{words} (on trial)" if trial else words
