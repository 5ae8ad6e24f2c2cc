"""The p-chart of a rate with its counts, exact where counts are small, widened where they are huge (R2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Literal

from daready.scoring.distributions import binomial
from daready.scoring.trend_rules import special_causes

TAIL = 0.00135
"""The chance beyond each limit, that of three standard deviations."""

_SMALL = 5
_D2 = 1.128


@dataclass(frozen=True, slots=True)
class PChart:
    """``limits``: each point's lower and upper, as shares. ``sigma_z``: Laney's ratio, above 1 where points
    scatter more than counting alone explains; the limits were widened by it then."""

    mean: float
    sigma_z: float
    limits: tuple[tuple[float, float], ...]
    near: tuple[tuple[float, float], ...]

    @property
    def kind(self) -> Literal["p", "p-prime"]:
        return "p-prime" if self.sigma_z > 1 else "p"


def p_chart(counts: Sequence[int], of: Sequence[int], *, prime: bool = True) -> PChart:
    """R2.4: centre and limits of met ``counts`` in ``of`` cases each, none of them nought.

    ``prime`` false leaves out Laney's widening, to show what it does. Limits are never narrowed.
    """
    if not counts or any(not 0 <= x <= n or n == 0 for x, n in zip(counts, of, strict=True)):
        raise ValueError("a p-chart needs points with cases, and no more met than there are")
    mean = sum(counts) / sum(of)
    spreads = [sqrt(mean * (1 - mean) / n) for n in of]
    ratio = laney([x / n for x, n in zip(counts, of, strict=True)], mean, spreads)
    widen = max(1.0, ratio) if prime else 1.0
    limits = tuple(_limits(mean, n, 3 * widen * s) for n, s in zip(of, spreads, strict=True))
    near = tuple(_near(mean, pair) for pair in limits)
    return PChart(mean, ratio, limits, near)


def laney(rates: Sequence[float], mean: float, spreads: Sequence[float]) -> float:
    """R2.4: Laney's σ_z (2002): the mean moving range of the points in standard deviations, over 1.128."""
    if len(rates) < 2 or not all(spreads):
        return 0.0
    z = [(rate - mean) / spread for rate, spread in zip(rates, spreads, strict=True)]
    moved = [abs(after - before) for before, after in pairwise(z)]
    return sum(moved) / len(moved) / _D2


def _limits(mean: float, n: int, reach: float) -> tuple[float, float]:
    if n * mean * (1 - mean) < _SMALL:
        low, high = exact_limits(mean, n)
        return low / n, high / n
    return max(0.0, mean - reach), min(1.0, mean + reach)


def _near(mean: float, limits: tuple[float, float]) -> tuple[float, float]:
    low, high = limits
    return mean - (mean - low) * 2 / 3, mean + (high - mean) * 2 / 3


@lru_cache(maxsize=4096)
def exact_limits(mean: float, n: int, tail: float = TAIL) -> tuple[int, int]:
    """R2.4: the fewest and the most of n cases that chance alone explains, each tail beyond ``tail``."""
    chances = [binomial(k, n, mean) for k in range(n + 1)]
    low = _first_beyond(chances, tail)
    return low, n - _first_beyond(chances[::-1], tail)


def _first_beyond(chances: Sequence[float], tail: float) -> int:
    total = 0.0
    for k, chance in enumerate(chances):
        total += chance
        if total > tail:
            return k
    return len(chances) - 1


def causes(chart: PChart, counts: Sequence[int], of: Sequence[int]) -> list[str]:
    """The rules of R2.2 over the chart's own limits."""
    rates = [x / n for x, n in zip(counts, of, strict=True)]
    return special_causes(rates, chart.mean, chart.limits, chart.near)
