"""Strata, partial answers and the group's mean: either side of each line, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.rubric.terms import Colour
from daready.scoring.classify import call
from daready.scoring.hidden import hidden_red
from daready.scoring.model import Counts
from daready.scoring.pool import na_share
from tests.oracles.comparator import group_mean
from tests.oracles.partials import readings
from tests.oracles.strata import Stratum, stratified_call, weighted
from tests.scoring.made import CUTS


@given(st.integers(1, 60), st.integers(0, 60), st.integers(60, 900))
def test_one_stratum_weighs_as_it_is(n: int, s: int, size: int) -> None:
    s = min(s, n)
    found = weighted([Stratum(s, n, size)])
    assert (found.rate, found.n_eff, found.s_eff) == pytest.approx((s / n, n, s))
    assert stratified_call([Stratum(s, n, size)], CUTS).colour is call(s, n, CUTS).colour


def test_equal_shares_lose_nothing_and_unequal_ones_do() -> None:
    even = weighted([Stratum(10, 20, 200), Stratum(15, 20, 200)])
    uneven = weighted([Stratum(10, 20, 40), Stratum(15, 20, 360)])
    assert even.n_eff == pytest.approx(40)
    assert uneven.n_eff < 30
    assert uneven.rate == pytest.approx(0.1 * 0.5 + 0.9 * 0.75)


def test_a_census_has_no_sampling_error_left() -> None:
    found = weighted([Stratum(10, 20, 20), Stratum(15, 30, 30)])
    assert found.se > 0
    assert found.se_finite == 0


@pytest.mark.parametrize(
    "strata",
    [
        [Stratum(1, 1, 10)],
        [Stratum(1, 1, 10), Stratum(0, 1, 10)],
        [Stratum(20, 20, 200), Stratum(20, 20, 200)],
    ],
)
def test_no_interval_without_scatter(strata: list[Stratum]) -> None:
    found = weighted(strata)
    assert (found.se, found.interval) == (0, None)


def test_two_cases_of_one_stratum_have_an_interval() -> None:
    low, high = weighted([Stratum(1, 2, 20)]).interval or (1, 0)
    assert 0 < low < 0.5 < high < 1


@pytest.mark.parametrize(("s", "n", "size"), [(2, 1, 5), (-1, 1, 5), (1, 6, 5), (0, 0, 5)])
def test_strata_that_cannot_be(s: int, n: int, size: int) -> None:
    with pytest.raises(ValueError):
        Stratum(s, n, size)


@pytest.mark.parametrize(
    ("s", "n", "firm"),
    [(6, 12, True), (7, 12, True), (8, 12, False), (5, 11, False), (0, 11, False), (12, 12, False)],
)
def test_a_firm_red_stratum_of_twelve_is_found(s: int, n: int, firm: bool) -> None:
    assert hidden_red([(60, 60), (s, n)], CUTS) == ([1] if firm else [])


def test_partials_three_ways() -> None:
    found = readings(Counts(yes=30, partial=6, no=3, not_recorded=1, not_applicable=9), CUTS)
    assert found.n == 40
    assert found.rates == (0.75, 0.825, 0.9)
    assert [c.colour for c in (found.strict, found.half, found.lenient)] == [
        Colour.RED,
        Colour.AMBER,
        Colour.GREEN,
    ]
    assert found.sensitive
    for credit, colour in ((0, Colour.RED), (0.5, Colour.AMBER), (1, Colour.GREEN)):
        credited = readings(Counts(yes=30, partial=6, no=4), CUTS, credit)
        assert (credited.headline.colour, credited.sensitive) == (colour, credit < 1)
    assert not readings(Counts(yes=40, partial=1), CUTS).sensitive
    with pytest.raises(ValueError):
        readings(Counts(not_applicable=4, blank=2), CUTS)


def test_the_share_that_did_not_apply() -> None:
    assert na_share(Counts(yes=3, not_applicable=1, blank=5)) == 0.25
    assert na_share(Counts(blank=5)) == 0


def test_a_groups_mean_is_weighted_and_keeps_its_counts() -> None:
    assert group_mean([(80, 100), (5, 10)]) == (85, 110)
    with pytest.raises(ValueError):
        group_mean([])
