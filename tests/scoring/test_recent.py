"""Recent months (A21): one, two or three against those before, and Red by themselves; each threshold either side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scipy.integrate import quad
from scipy.stats import beta

from daready.scoring.classify import Cuts
from daready.scoring.recent import MonthCounts, may_have_fallen, recent
from tests.scoring.made import POLICY

CUTS = Cuts.of(POLICY, critical=False)


def months(*counts: tuple[int, int]) -> list[MonthCounts]:
    return [MonthCounts(met, of) for met, of in counts]


def worse(now: Sequence[MonthCounts], before: Sequence[MonthCounts]) -> float:
    """R6.6 by scipy: the chance that the rate of now is below that of before."""
    one, other = (
        beta(
            sum(m.met for m in part) + 0.5,
            sum(m.of for m in part) - sum(m.met for m in part) + 0.5,
        )
        for part in (now, before)
    )
    return float(quad(lambda x: other.pdf(x) * one.cdf(x), 0, 1, limit=400)[0])


@pytest.mark.parametrize(("met", "fell"), [(31, 1), (32, 0)])
def test_the_latest_month_falls_from_a_chance_of_09985(met: int, fell: int) -> None:
    before = months((38, 40), (38, 40), (38, 40))
    now = months((met, 40))
    assert (worse(now, before) >= 0.9985) is bool(fell)
    assert recent([*before, *now], CUTS, POLICY).fall == fell


def test_two_months_fall_where_neither_does_alone() -> None:
    told = months((57, 60), (57, 60), (32, 40), (32, 40))
    assert recent(told[:3], CUTS, POLICY).fall == 0
    assert recent(told, CUTS, POLICY).fall == 2


@pytest.mark.parametrize(("met", "fallen"), [(29, 3), (30, 0)])
def test_three_months_are_fallen_where_they_are_surely_red(met: int, fallen: int) -> None:
    told = months((27, 40), (27, 40), (met, 40))
    p_red = float(beta.cdf(0.75, 54 + met + 0.5, 120 - 54 - met + 0.5))
    assert (p_red >= 0.9) is bool(fallen), p_red
    assert recent(told, CUTS, POLICY).fallen == fallen


def test_unclear_answers_are_read_as_met_before_anything_is_called_red() -> None:
    red = [*months(*[(40, 40)] * 4), MonthCounts(12, 24)]
    assert recent(red, CUTS, POLICY).fallen == 1
    assert recent([*red[:-1], MonthCounts(12, 24, 30)], CUTS, POLICY).fallen == 0


def test_fewer_than_n_min_are_not_fallen() -> None:
    assert recent(months((200, 200), (0, 11)), CUTS, POLICY).fallen == 0
    assert recent(months((200, 200), (0, 12)), CUTS, POLICY).fallen == 1


@pytest.mark.parametrize("met", range(20, 41, 2))
def test_the_bound_misses_nothing(met: int) -> None:
    told = months((38, 40), (37, 40), (38, 40), (met, 40))
    found = recent(told, CUTS, POLICY)
    assert may_have_fallen(told, CUTS, POLICY) or not (found.fall or found.fallen)
