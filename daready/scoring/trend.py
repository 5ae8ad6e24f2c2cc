"""A line's months as a control chart: signal or noise, and what that does to a measure's colour (R2.3 to R2.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daready.evidence.model import Month
from daready.rubric.model import Line
from daready.rubric.terms import Colour
from daready.scoring.model import Course, LineFinding, MonthPoint, Trend, TrendPoint
from daready.scoring.pchart import PChart, causes, p_chart
from daready.scoring.xmr import Assured, Improvement, assurance, point_type

LEAST_POINTS = 12
"""R2.5: fewer give trial limits and no colour."""

_DRAWN = 5
"""R2.5: fewer are dots, without limits."""

_COURSE: dict[str, Course] = {
    "common_cause": "common",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "rising",
    "special_cause_neutral_low": "falling",
}
"""Of a figure that is neither good nor bad in itself a change has a direction and no merit."""

_NINE: dict[Assured, dict[Course, Colour]] = {
    "consistent_pass": {"improvement": Colour.GREEN, "common": Colour.GREEN, "concern": Colour.AMBER},
    "inconsistent": {"improvement": Colour.AMBER, "common": Colour.AMBER, "concern": Colour.RED},
    "consistent_fail": {"improvement": Colour.AMBER, "common": Colour.RED, "concern": Colour.RED},
}

_LEVEL: dict[Colour, Assured] = {
    Colour.GREEN: "consistent_pass",
    Colour.AMBER: "inconsistent",
    Colour.RED: "consistent_fail",
}


def trend_colour(assurance: Assured, course: Course, points: int) -> Colour:
    """R2.6: the nine cells; Grey on fewer than 12 points (trial limits)."""
    return _NINE[assurance][course] if points >= LEAST_POINTS else Colour.GREY


def trend_of(
    points: Sequence[MonthPoint],
    target: float | None,
    rebased: Sequence[Month] = (),
    better: Improvement = "increase",
) -> Trend | None:
    """The p-chart of months that have cases, oldest first; None on fewer than five since the last rebase.

    ``better``: whether more or less is better, or neither. ``rebased``: the months from which the process
    is another (R2.5); older segments stay on the chart and judge nothing.
    """
    drawn = [point for point in points if point.of]
    starts = [at for at in (_first_from(drawn, month) for month in sorted(set(rebased), key=_when)) if at]
    segments = [drawn[a:b] for a, b in zip([0, *starts], [*starts, len(drawn)], strict=True) if a < b]
    if not segments or len(segments[-1]) < _DRAWN:
        return None
    charts = [p_chart([p.met for p in segment], [p.of for p in segment]) for segment in segments]
    told = [told for chart, part in zip(charts, segments, strict=True) for told in _told(chart, part)]
    last = charts[-1]
    return Trend(
        kind=last.kind,
        sigma_z=last.sigma_z,
        trial=len(segments[-1]) < LEAST_POINTS,
        course=_COURSE[point_type(told[-1].cause, better)],
        assurance=assurance(target, *last.limits[-1], better),
        points=tuple(told),
    )


def _when(month: Month) -> int:
    return month.ordinal


def _first_from(points: Sequence[MonthPoint], month: Month) -> int:
    return sum(point.month.ordinal < month.ordinal for point in points)


def _told(chart: PChart, points: Sequence[MonthPoint]) -> list[TrendPoint]:
    found = causes(chart, [p.met for p in points], [p.of for p in points])
    return [
        TrendPoint(point.month, point.met, point.of, chart.mean, low, high, cause)
        for point, (low, high), cause in zip(points, chart.limits, found, strict=True)
    ]


def with_trend(
    finding: LineFinding,
    rebased: Sequence[Month] = (),
    earlier: Sequence[MonthPoint] = (),
    *,
    census: bool = False,
    line: Line | None = None,
) -> LineFinding:
    """A line with its chart and, where it is a measure of 12 points or more, the colour of R2.6.

    The cut points say where a measure stands now (the table's rows), the chart which way it is going (its
    columns): a signal for the worse lowers the colour, one for the better lifts Red to Amber. An audit
    line's chart is shown; its months are weighed by R5.2 and A8. ``census``: each return counts all there
    is, so months repeat each other and no chart is drawn; nor is one of hand-picked cases. ``earlier``:
    points from before a rebase. ``line``: of a measure, what says whether more is better, less, or neither.
    """
    points = (*earlier, *finding.points)
    proves = finding.kind == "measure" or finding.p_green is not None
    better = _BETTER[line.direction] if line is not None else "increase"
    target = finding.green_to if better == "decrease" else finding.green_from
    trend = trend_of(points, target, rebased, better) if proves and not census else None
    finding = replace(finding, points=points, trend=trend)
    if finding.kind != "measure" or better == "neutral" or finding.colour is Colour.GREY:
        return finding
    if trend is None or trend.trial:
        return finding
    colour = trend_colour(_LEVEL[finding.colour], trend.course, LEAST_POINTS)
    if colour is finding.colour:
        return finding
    note = "worsening" if trend.course == "concern" else "improving"
    return replace(finding, colour=colour, note=note, rule="R2.6")


_BETTER: dict[str, Improvement] = {
    "up": "increase",
    "down": "decrease",
    "band": "neutral",
    "understand": "neutral",
}
