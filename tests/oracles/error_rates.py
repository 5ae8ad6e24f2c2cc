"""How often the call is right and wrong, and how many cases it takes (R1.6, R1.8)."""

from __future__ import annotations

from math import ceil, log

from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, call
from daready.scoring.distributions import binomial
from daready.scoring.error_rates import chance_of_green


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


def cases_without_failure(standard: float, confidence: float) -> int:
    """R1.8: how many cases, none failing, make it so sure that the rate is at or above the standard.

    The flat statement of discovery sampling, not the rule of R1.4. Both between 0 and 1, ends out.
    """
    if not (0 < standard < 1 and 0 < confidence < 1):
        raise ValueError("a standard and a confidence lie between 0 and 1")
    return ceil(log(1 - confidence) / log(standard) - 1e-9)
