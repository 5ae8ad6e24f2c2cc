"""The XmR chart of durations, medians and other numbers without a denominator (R2.1, R2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from daready.scoring.trend_rules import special_causes
from daready.scoring.xmr import Assured, Improvement, Variation, assurance, point_type

_LIMIT = 2.66


_SCREEN = 3.267


@dataclass(frozen=True, slots=True)
class Segment:
    """The points from ``first`` on, up to the next rebase, and what they were judged against."""

    first: int
    mean: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart: its segments, each point's cause and type, and the two icons of R2.3."""

    segments: tuple[Segment, ...]
    causes: tuple[str, ...]
    types: tuple[Variation, ...]
    assurance: Assured | None

    @property
    def variation(self) -> Variation:
        """R2.3: the type of the last point."""
        return self.types[-1]


def xmr(
    values: Sequence[float],
    improvement: Improvement,
    *,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    screen_outliers: bool = True,
    fix_after: int | None = None,
) -> Chart:
    """R2.1 and R2.2, exactly as NHS "Making Data Count" (NHSRplotthedots 0.2.2).

    ``rebase_at``: the places where a new segment begins. ``fix_after``: only so many first points of a
    segment set its mean and limits. Moving ranges do not cross a rebase. Refuses a chart without points.
    """
    if not values:
        raise ValueError("a chart needs points")
    starts = sorted({0, *rebase_at})
    if starts[0] < 0 or starts[-1] >= len(values):
        raise ValueError("a rebase lies within the points")
    segments: list[Segment] = []
    causes: list[str] = []
    for first, end in zip(starts, [*starts[1:], len(values)], strict=True):
        points = values[first:end]
        mean, reach = _centre(points[:fix_after], screen_outliers)
        segments.append(Segment(first, mean, mean - reach, mean + reach))
        limits = [(mean - reach, mean + reach)] * len(points)
        near = [(mean - reach * 2 / 3, mean + reach * 2 / 3)] * len(points)
        causes += special_causes(points, mean, limits, near)
    last = segments[-1]
    return Chart(
        tuple(segments),
        tuple(causes),
        tuple(point_type(cause, improvement) for cause in causes),
        assurance(target, last.lower, last.upper, improvement),
    )


def _centre(points: Sequence[float], screen_outliers: bool) -> tuple[float, float]:
    """The mean, and how far the limits lie from it."""
    mean = sum(points) / len(points)
    ranges = [abs(after - before) for before, after in pairwise(points)]
    if not ranges:
        return mean, 0.0
    average = sum(ranges) / len(ranges)
    if screen_outliers:
        kept = [moved for moved in ranges if moved < _SCREEN * average] or ranges
        average = sum(kept) / len(kept)
    return mean, _LIMIT * average
