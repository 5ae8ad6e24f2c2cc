"""How likely Green is at a true rate, and how many calls are expected to be wrong (R1.6, R1.10)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from daready.scoring.classify import Cuts, proves_green
from daready.scoring.distributions import binomial


def chance_of_green(true_rate: float, n: int, cuts: Cuts) -> float:
    """R1.6 for Green alone: the chance that n random cases prove it."""
    least = _fewest_yes(n, cuts)
    return sum(binomial(s, n, true_rate) for s in range(least, n + 1))


@lru_cache(maxsize=4096)
def _fewest_yes(n: int, cuts: Cuts) -> int:
    """The fewest Yes of n that are Green, n + 1 where none are; Green only grows likelier with s."""
    if n < cuts.n_min:
        return n + 1
    low, high = 0, n + 1
    while low < high:
        middle = (low + high) // 2
        proves = proves_green(middle, n, cuts)
        low, high = (low, middle) if proves else (middle + 1, high)
    return low


def expected_wrong(chances: Iterable[float]) -> float:
    """R1.10: of calls each right with such a chance, how many are expected to be wrong."""
    return sum(1 - chance for chance in chances)
