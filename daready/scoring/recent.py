"""Recent months: whether the latest one, two or three are worse than those before them, and Red by themselves (A21)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daready.rubric.model import Policy
from daready.scoring.beta import deviations_below, probability_less
from daready.scoring.classify import Cuts, posterior

_LOOKS = (1, 2, 3)
"""How many of the latest months that have cases are set against all before them."""


class MonthCounts(NamedTuple):
    """One month's answers in whole counts: how many met it, of how many answered, and how many are unclear."""

    met: float
    of: int
    unclear: int = 0


class Recent(NamedTuple):
    """How many of the latest months are clearly worse than those before; how many are Red by themselves. 0: none."""

    fall: int = 0
    fallen: int = 0


def recent(months: Sequence[MonthCounts], cuts: Cuts, policy: Policy) -> Recent:
    """A21 over the months that have answered cases, oldest first.

    ``fall``: R6.6 of ``recent_fall_conf`` or more. ``fallen``: the latest three, or one or two whose look fired,
    by themselves Red with ``fallen_conf`` or more on n_min cases, however the unclear answers are read (A6).
    """
    fired = [look for look in _LOOKS if look < len(months) and _worse(months, look, policy)]
    red = [look for look in _LOOKS if look in fired or look == 3 <= len(months)]
    fallen = next((look for look in red if _red(months[-look:], cuts, policy)), 0)
    return Recent(fired[0] if fired else 0, fallen)


def may_have_fallen(months: Sequence[MonthCounts], cuts: Cuts, policy: Policy) -> bool:
    """Whether ``recent`` could say anything of these months: a bound that misses nothing."""
    low = any(
        sum(month.met for month in months[-look:])
        < (cuts.red_below + _NEAR) * sum(month.of for month in months[-look:])
        for look in _LOOKS
    )
    return low or any(_near_worse(months, look, policy) for look in _LOOKS if look < len(months))


_NEAR = 0.05
"""A share so far above ``red_below`` is not Red with ``fallen_conf`` (R1.3)."""


def _worse(months: Sequence[MonthCounts], look: int, policy: Policy) -> bool:
    if not _near_worse(months, look, policy):
        return False  # the quadrature can be spared
    now, before = (_posterior(part, policy) for part in (months[-look:], months[:-look]))
    return probability_less(now, before) >= policy.recent_fall_conf


def _near_worse(months: Sequence[MonthCounts], look: int, policy: Policy) -> bool:
    now, before = (_posterior(part, policy) for part in (months[-look:], months[:-look]))
    return deviations_below(now, before) >= 2


def _posterior(months: Sequence[MonthCounts], policy: Policy) -> tuple[float, float]:
    met, of = sum(month.met for month in months), sum(month.of for month in months)
    return met + policy.prior[0], of - met + policy.prior[1]


def _red(months: Sequence[MonthCounts], cuts: Cuts, policy: Policy) -> bool:
    met, of = sum(month.met for month in months), sum(month.of for month in months)
    unclear = sum(month.unclear for month in months)
    return of >= cuts.n_min and posterior(met + unclear, of + unclear, cuts)[0] >= policy.fallen_conf
