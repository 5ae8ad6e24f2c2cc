"""How often the call is right and wrong, how many cases it takes, how many Greens are not (R1.6, R1.8, R1.10)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil, log

from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, call, proves_green
from daready.scoring.distributions import binomial


def chance_of_each_call(true_rate: float, n: int, cuts: Cuts) -> dict[Colour, float]:
    """R1.6: how likely each colour is for n random cases of a force whose true rate is known."""
    chances = dict.fromkeys(Colour, 0.0)
    for s in range(n + 1):
        chances[call(s, n, cuts).colour] += binomial(s, n, true_rate)
    return chances


def cases_needed(true_rate: float, power: float, cuts: Cuts, *, most: int = 2000) -> tuple[int, float] | None:
    """R1.8: the first n, and its chance of Green there, at which Green is called as often as ``power`` asks.

    The chance rises like a saw: a few cases more may fall short again. None where ``most`` cases do not do.
    """
    for n in range(cuts.n_min, most + 1):
        chance = chance_of_green(true_rate, n, cuts)
        if chance >= power:
            return n, chance
    return None


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


def cases_without_failure(standard: float, confidence: float) -> int:
    """R1.8: how many cases, none failing, make it so sure that the rate is at or above the standard.

    The flat statement of discovery sampling, not the rule of R1.4. Both between 0 and 1, ends out.
    """
    if not (0 < standard < 1 and 0 < confidence < 1):
        raise ValueError("a standard and a confidence lie between 0 and 1")
    return ceil(log(1 - confidence) / log(standard) - 1e-9)


def expected_wrong(chances: Iterable[float]) -> float:
    """R1.10: of calls each right with such a chance, how many are expected to be wrong."""
    return sum(1 - chance for chance in chances)
