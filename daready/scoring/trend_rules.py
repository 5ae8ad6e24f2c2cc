"""The published rules that tell a signal from noise on a control chart (R2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

RUN = 7
"""How many points make a run (NHS "Making Data Count")."""

_TIE = 1e-9

COMMON = "Common Cause"


def side(value: float, of: float) -> int:
    """1 above, -1 below, 0 on it: equal to within a tolerance, so that a last digit decides nothing."""
    apart = value - of
    if abs(apart) <= _TIE * max(1.0, abs(of)):
        return 0
    return 1 if apart > 0 else -1


def seven_point_trend(values: Sequence[float]) -> list[int]:
    """R2.2: at each point 1 if it ends seven rises in a row of points, -1 if falls, else 0; a tie breaks it."""
    steps = [side(after, before) for before, after in pairwise(values)]
    return [0, *_in_a_row(steps, RUN - 1)][: len(values)]


def seven_one_side(sides: Sequence[int]) -> list[int]:
    """R2.2: at each point 1 if it ends seven in a row on one side of the mean, else 0; on the mean breaks it."""
    return [abs(sign) for sign in _in_a_row(sides, RUN)]


def _in_a_row(signs: Sequence[int], length: int) -> list[int]:
    """At each place the sign that ends so many alike, else 0."""
    found: list[int] = []
    last = run = 0
    for sign in signs:
        run = run + 1 if sign == last else 1
        last = sign
        found.append(sign if run >= length else 0)
    return found


def whole_run(ends: Sequence[int]) -> list[bool]:
    """R2.2: which points belong to a run of seven, given the points at which one ends."""
    return [any(ends[at : at + RUN]) for at in range(len(ends))]


def two_in_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """R2.2: which near-limit points are two of three neighbours that all lie on the same side of the mean.

    ``near``: beyond the near limit yet inside the limit; a point beyond the limit itself does not count.
    """
    flagged = [False] * len(near)
    for at in range(len(near) - 2):
        if sum(near[at : at + 3]) >= 2 and abs(sum(sides[at : at + 3])) == 3:
            for i in range(at, at + 3):
                flagged[i] = flagged[i] or near[i]
    return flagged


def special_causes(
    values: Sequence[float],
    mean: float,
    limits: Sequence[tuple[float, float]],
    near: Sequence[tuple[float, float]],
) -> list[str]:
    """R2.2: the cause of each point of one segment, in the published words; the first rule that fires names it.

    ``limits`` and ``near`` are each point's own lower and upper ones.
    """
    sides = [side(value, mean) for value in values]
    outside = [_beyond(v, pair) for v, pair in zip(values, limits, strict=True)]
    close = [not out and bool(_beyond(v, pair)) for v, pair, out in zip(values, near, outside, strict=True)]
    trend = whole_run(seven_point_trend(values))
    pairs = two_in_three(close, sides)
    shift = whole_run(seven_one_side(sides))
    found: list[str] = []
    for at in range(len(values)):
        where = "Above" if sides[at] > 0 else "Below"
        if outside[at]:
            found.append("Above UCL" if outside[at] > 0 else "Below LCL")
        elif trend[at]:
            found.append(f"7 Point Trend ({_direction(values, trend, at)}creasing)")
        elif pairs[at]:
            found.append(f"2 in 3 {where} CL")
        elif shift[at]:
            found.append(f"7 Points {where} CL")
        else:
            found.append(COMMON)
    return found


def _beyond(value: float, limits: tuple[float, float]) -> int:
    low, high = limits
    if low <= value <= high:
        return 0
    if side(value, high) > 0:
        return 1
    return -1 if side(value, low) < 0 else 0


def _direction(values: Sequence[float], trend: Sequence[bool], at: int) -> str:
    """The next step where the next point is in a run too, otherwise the step before."""
    first = at if at + 1 < len(values) and trend[at + 1] else at - 1
    return "In" if side(values[first + 1], values[first]) > 0 else "De"
