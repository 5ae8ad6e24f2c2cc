"""What happened in one month's cases, of which a sample was audited (R1.7, estimand "period").

Never used for a readiness colour: an inspector looks at next month's cases, not at last month's.
"""

from __future__ import annotations

from math import comb

from daready.scoring.classify import Cuts
from daready.scoring.distributions import beta_binomial


def period_posterior(s: int, n: int, population: int, cuts: Cuts) -> tuple[float, float, float]:
    """R1.7: the chances that the month's own rate is red, amber, green; a month audited whole is certain.

    s of the n audited met it; ``population`` is the month's cases, at least n.
    """
    if not 0 <= s <= n <= population or population == 0:
        raise ValueError(f"{s} of {n} audited from {population} cases cannot be")
    chances = beta_binomial(population - n, s + cuts.prior[0], n - s + cuts.prior[1])
    p_red = p_green = 0.0
    for unseen, chance in enumerate(chances):
        met = s + unseen
        if met + 1e-9 >= cuts.green_from * population:
            p_green += chance
        elif met < cuts.red_below * population - 1e-9:
            p_red += chance
    return p_red, max(0.0, 1 - p_red - p_green), p_green


def period_interval(s: int, n: int, population: int, conf: float = 0.95) -> tuple[int, int]:
    """R1.7: the fewest and the most of the month's cases that may have met it: both exact tails beyond (1 - conf)/2.

    Cochran (1977) 3.6, by the hypergeometric distribution. ``population`` is at least n.
    """
    if not 0 <= s <= n <= population or n == 0:
        raise ValueError(f"{s} of {n} audited from {population} cases cannot be")
    tail = (1 - conf) / 2
    possible = [
        successes
        for successes in range(s, population - (n - s) + 1)
        if min(hypergeometric_tails(s, n, successes, population)) > tail
    ]
    return possible[0], possible[-1]


def hypergeometric_tails(k: int, n: int, successes: int, population: int) -> tuple[float, float]:
    """R1.7: P(X <= k) and P(X >= k) for k successes in n cases drawn from a population that holds ``successes``.

    Exact: whole numbers until the last division.
    """
    ways = [
        comb(successes, x) * comb(population - successes, n - x)
        for x in range(max(0, n - population + successes), min(n, successes) + 1)
    ]
    first = max(0, n - population + successes)
    total = comb(population, n)
    at = k - first
    return sum(ways[: max(0, at + 1)]) / total, sum(ways[max(0, at) :]) / total
