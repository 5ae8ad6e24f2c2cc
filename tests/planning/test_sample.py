"""A month's audit sample over strata: floors first, and exchanges where there are too many plans to try them all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daready.planning.sample import Asked, Plan, cases_first, plans_by_stratum
from tests.scoring.made import own_cuts

CUTS = own_cuts(red_below=0.65)
WIDE = Asked(10, 12)


def plans(
    asked: list[Asked],
    shares: list[list[float]],
    capacity: int,
    most: list[int],
    least: list[int] | None = None,
) -> list[Plan]:
    return plans_by_stratum(asked, shares, capacity, CUTS, least=least or [0] * len(most), most=most)


def padded(shares: list[list[float]], most: list[int]) -> tuple[list[list[float]], list[int]]:
    """The same cases with empty strata added, so that there are too many to try every plan."""
    empty = 7 - len(most)
    return [[*row, *[0.0] * empty] for row in shares], [*most, *[0] * empty]


@pytest.mark.parametrize(
    ("n_eff", "months", "needed"),
    [(0, 2, 12), (12, 0, 0), (11.5, 0, 0.5), (24, 3, 0), (20, 3, 2), (40, 3, 0)],
)
def test_the_cases_that_bring_a_question_to_twelve_at_the_inspection(
    n_eff: float, months: float, needed: float
) -> None:
    assert cases_first(n_eff, months=months, half_life=3, n_min=12) == pytest.approx(needed)


@pytest.mark.parametrize(("first", "cases"), [(0, (20, 0)), (5, (15, 5)), (5.1, (10, 10)), (12, (5, 15))])
def test_a_floor_comes_before_worth(first: float, cases: tuple[int, int]) -> None:
    asked = [Asked(10, 12, 3), Asked(0, 12, 0.001, first)]
    best = plans(asked, [[1, 0], [0, 1]], 20, [20, 20])[0]
    assert (best.cases, best.short) == (cases, 0)


def test_where_capacity_is_too_small_the_fewest_cases_are_missing() -> None:
    asked = [Asked(10, 12, 3), Asked(0, 0, 1, 12), Asked(0, 0, 1, 12)]
    best = plans(asked, [[1, 0, 0], [0, 1, 0], [0, 0, 1]], 15, [15, 15, 15])[0]
    assert best.short == 9
    assert best.cases[0] == 0


@pytest.mark.parametrize(
    ("capacity", "most", "least", "any_plan"),
    [
        (20, [10, 10], [0, 0], True),
        (20, [10, 9], [0, 0], False),
        (21, [20, 20], [0, 0], False),
        (21, [20, 20], [1, 0], True),
        (5, [20, 20], [5, 5], False),
    ],
)
def test_capacity_that_cannot_be_spent_in_blocks_has_no_plan(
    capacity: int, most: list[int], least: list[int], any_plan: bool
) -> None:
    assert bool(plans([WIDE], [[1, 0.5]], capacity, most, least)) is any_plan


QUESTIONS = st.builds(
    lambda yes, no, weight, first: Asked(yes, yes + no, weight, first),
    st.integers(0, 30),
    st.integers(0, 12),
    st.sampled_from([1.0, 3.0]),
    st.sampled_from([0.0, 0.0, 8.0, 12.0]),
)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), strata=st.integers(2, 4), blocks=st.integers(1, 6))
def test_exchanges_end_where_no_plan_is_better_on_small_cases(
    data: st.DataObject, strata: int, blocks: int
) -> None:
    asked = data.draw(st.lists(QUESTIONS, min_size=1, max_size=4))
    share = st.sampled_from([0.0, 0.2, 0.5, 1.0])
    shares = [data.draw(st.lists(share, min_size=strata, max_size=strata)) for _ in asked]
    most = [data.draw(st.sampled_from([10, 15, 40])) for _ in range(strata)]
    every = plans(asked, shares, 5 * blocks, most)
    some = plans(asked, *[padded(shares, most)[0]], 5 * blocks, padded(shares, most)[1])
    assert bool(every) == bool(some)
    if every:
        assert some[0].short == pytest.approx(every[0].short)
        assert some[0].worth == pytest.approx(every[0].worth)
        assert {plan.cases[:strata] for plan in some} <= {plan.cases for plan in every}


def test_many_strata_are_spent_in_full_within_their_bounds_and_alike_each_time() -> None:
    asked = [Asked(10, 12, 3), Asked(33, 40), Asked(22, 30), Asked(4, 6, 1, 8)]
    shares = [[((h * (q + 1)) % 5) / 4 for h in range(12)] for q in range(4)]
    most, least = [10 + h for h in range(12)], [h % 2 for h in range(12)]
    best = plans(asked, shares, 46, most, least)[0]
    assert sum(best.cases) == 46
    assert all(low <= n <= high for low, n, high in zip(least, best.cases, most, strict=True))
    assert best.short == 0
    assert plans(asked, shares, 46, most, least)[0] == best


def test_several_blocks_are_exchanged_at_once_where_one_is_worth_nothing() -> None:
    asked = [Asked(11, 16, 3), Asked(25, 34), Asked(22, 33, 3), Asked(10, 11, 3)]
    shares = [
        [1, 1, 0, 1, 1, 0, 0.2],
        [1, 1, 1, 0.2, 0.5, 0.5, 0.2],
        [0.2, 1, 0.2, 0, 0.5, 0.2, 1],
        [0, 0.5, 0.5, 0, 1, 0.2, 0],
    ]
    most = [15, 15, 10, 10, 10, 10, 40]
    best = plans(asked, shares, 15, most)[0]
    # Three blocks leave a stratum out, so the best of seven is the best of some six, all of whose plans are tried.
    left_out = [
        plans(asked, [[*row[:h], *row[h + 1 :]] for row in shares], 15, [*most[:h], *most[h + 1 :]])[0].worth
        for h in range(7)
    ]
    assert best.cases == (0, 15, 0, 0, 0, 0, 0)
    assert best.worth == pytest.approx(max(left_out))
