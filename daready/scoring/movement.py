"""What has changed since the last assessment, and whether it is likely real or could be chance (R6.6, A22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from daready.scoring.beta import probability_less

Change = Literal["deteriorated", "improved", "no_clear_change"]


LIKELY = 0.8
"""R6.6: from here on a change may be real; with many criteria compared it takes more to call it so (A22).

What the words "may be" stand for in a comparison, and no cut point of a colour."""

_FALSE = 0.1
"""A22: so many false words a comparison are allowed in each direction, however many criteria it has."""


def bar(compared: int) -> float:
    """A22: how sure R6.6 must be to call a change real where so many criteria have a rate at both times."""
    return 1 - _FALSE / max(compared, 1)


@dataclass(frozen=True, slots=True)
class Movement:
    """How sure we are that practice is worse now than then, and what is called of it."""

    p_worse: float
    change: Change


def movement(
    then: tuple[float, float],
    now: tuple[float, float],
    *,
    conf: float = LIKELY,
    prior: tuple[float, float],
) -> Movement:
    """R6.6: P(rate now < rate then) for (s, n) then and now, each its own posterior.

    ``conf`` and more: deteriorated; 1 - ``conf`` and less: improved; between them no clear change.
    """
    for s, n in (then, now):
        if not 0 <= s <= n:
            raise ValueError(f"{s} compliant of {n} cases cannot be")
    worse = probability_less(_posterior(now, prior), _posterior(then, prior))
    if worse >= conf:
        return Movement(worse, "deteriorated")
    return Movement(worse, "improved" if worse <= 1 - conf else "no_clear_change")


def _posterior(counts: tuple[float, float], prior: tuple[float, float]) -> tuple[float, float]:
    s, n = counts
    return s + prior[0], n - s + prior[1]
