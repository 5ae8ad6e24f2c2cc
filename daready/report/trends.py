"""Which way each line is going: a row with a small line for scanning, and native charts of those that decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from daready.report.charts import points_told
from daready.report.months import (
    CENTRE,
    LOWER,
    MONTH,
    SHARE,
    SHEET,
    TARGET,
    UPPER,
    Charted,
    sign,
    tenth,
)
from daready.report.shapes import (
    NONE,
    NOT_COUNTED,
    Cell,
    Chart,
    Column,
    Link,
    Row,
    Series,
    Table,
    filled,
    row,
)
from daready.scoring.model import Course, Trend
from daready.scoring.reasons import percent
from daready.scoring.xmr import Assured

COURSES: dict[Course, str] = {
    "common": "nothing but the noise of chance",
    "improvement": "▲ a real change for the better",
    "concern": "▼ a real change for the worse",
    "rising": "a real rise",
    "falling": "a real fall",
}

ASSURED: dict[Assured, str] = {
    "consistent_pass": "always meets it",
    "consistent_fail": "never meets it",
    "inconsistent": "sometimes meets it and sometimes misses",
}

COLUMNS = (
    Column("Ref", 8),
    Column("Line of evidence", 38),
    Column("Month by month, first to last", 26, "spark"),
    Column("What its chart says", 24),
    Column("Latest month", 17),
    Column(CENTRE, 10, "share"),
    Column(LOWER, 10, "share"),
    Column(UPPER, 10, "share"),
    Column(TARGET, 10, "share"),
    Column("Against the cut point", 20),
    Column("Months marked", 16, "count"),
    Column("Numbers", 12),
    Column("Chart", 12),
)


def trends(table: Table, found: Sequence[Charted]) -> tuple[Table, Table]:
    """The Trends sheet, and the Months sheet that it is drawn from (``months`` makes both)."""
    charts = tuple(
        _chart(charted, charted.line.trend) for charted in found if charted.line.trend and drawn(charted)
    )
    keys = {chart.key for chart in charts}
    rows = [_row(charted, f"chart/{charted.key}" in keys) for charted in found]
    told = Table(
        sheet="Trends",
        title="Which way each audit question and figure is going",
        name="trends",
        columns=COLUMNS,
        rows=filled(COLUMNS, rows),
        notes=(
            "▲ and ▼ mark months that chance does not explain: outside the limits, or one of a run. All else is noise. "
            "Fewer than five months have no limits; fewer than twelve have limits on trial.",
            "The small lines run from 0% at the bottom of the cell to 100% at its top. Under the table stand "
            f"{len(charts)} charts: of each line that a criterion rests on, and of each with a month marked. "
            "The limits in the table are those of the latest month.",
        ),
        charts=charts,
    )
    return told, table


def drawn(charted: Charted) -> bool:
    """Whether a line has a chart of its own: its criterion rests on it, or a month of it is no chance."""
    criterion, line = charted.criterion, charted.line
    rests = line.required or line.id == criterion.deciding
    return line.trend is not None and (rests or any(sign(point) for point in line.trend.points))


def _row(charted: Charted, has_chart: bool) -> Row:
    criterion, line, trend = charted.criterion, charted.line, charted.line.trend
    counted = [point for point in line.points if point.of]
    said, against, marked = "not charted: too few months", NONE, NOT_COUNTED
    limits: tuple[float | str, ...] = (NOT_COUNTED,) * 3
    if trend is not None:
        last = trend.points[-1]
        said = "on trial: fewer than 12 months" if trend.trial else COURSES[trend.course]
        limits = tenth(last.mean), tenth(last.lower), tenth(last.upper)
        against = ASSURED[trend.assurance] if trend.assurance else NONE
    shares = [percent(point.met / point.of) for point in counted]
    return row(
        Cell(criterion.ref, link=Link("Lines", criterion.id)),
        f"{line.title} ({line.id})",
        Cell(_first_to_last(shares), spark=charted.span),
        said,
        f"{counted[-1].met} of {counted[-1].of} ({shares[-1]})" if counted else NOT_COUNTED,
        *limits,
        NONE if line.green_from is None else tenth(line.green_from),
        against,
        sum(bool(sign(point)) for point in trend.points) if trend else marked,
        Cell("see months", link=Link(SHEET, charted.key)),
        Cell("see chart", link=Link("Trends", f"chart/{charted.key}")) if has_chart else NONE,
        key=charted.key,
    )


def _first_to_last(shares: list[str]) -> str:
    if not shares:
        return NOT_COUNTED
    return shares[0] if len(shares) == 1 else f"{shares[0]} to {shares[-1]}"


# -- the charts ------------------------------------------------------------------------------------


def _chart(charted: Charted, trend: Trend) -> Chart:
    assert charted.span is not None
    line = charted.line
    seen = [point.met / point.of for point in trend.points]
    seen += [] if line.green_from is None else [line.green_from]
    target = (Series(TARGET, "target"),) if line.green_from is not None else ()
    return Chart(
        title=f"{charted.criterion.ref} {line.title}",
        told=" ".join(_told(charted, trend)),
        span=charted.span,
        across=MONTH,
        series=(
            Series(SHARE, "value"),
            Series(CENTRE, "centre"),
            Series(LOWER, "limit"),
            Series(UPPER, "limit"),
            *target,
        ),
        marks=tuple((at, sign(point)) for at, point in enumerate(trend.points) if sign(point)),
        least=_foot(min([*seen, *(point.lower for point in trend.points)])),
        key=f"chart/{charted.key}",
    )


def _foot(lowest: float) -> float:
    """The foot of a chart: a tenth under the lowest of what it shows, so that a fall can be seen."""
    return max(0, floor(10 * lowest + 1e-9) - 1) / 10


def _told(charted: Charted, trend: Trend) -> Iterator[str]:
    """The chart in words, for whoever does not see it."""
    line, last = charted.line, trend.points[-1]
    yield f"{line.title}: share met by month. {points_told(line.points)}."
    limits = f"{percent(last.lower)} to {percent(last.upper)}"
    yield f"Centre line {percent(last.mean)}, limits of the latest month {limits}."
    if line.green_from is not None:
        yield f"Green from {percent(line.green_from)}."
    marked = [f"{point.month.first:%b %Y} {sign(point)}" for point in trend.points if sign(point)]
    yield f"Months that chance does not explain: {', '.join(marked) or 'none'}."
