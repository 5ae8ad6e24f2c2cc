"""The arithmetic against scipy, and against counting every possibility."""

from __future__ import annotations

from functools import partial
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from daready.planning.sample import Asked, plans_by_stratum
from daready.planning.worth import next_sample, value_of_cases
from daready.rubric.terms import Colour
from daready.scoring.classify import call, posterior
from daready.scoring.combine import theme_colour
from daready.scoring.distributions import beta_binomial, binomial
from daready.scoring.error_rates import chance_of_green
from daready.scoring.intervals import beta_quantile, jeffreys
from daready.scoring.movement import movement
from daready.scoring.pchart import exact_limits
from daready.scoring.theme_chance import Chances, theme_chances
from tests.oracles.error_rates import cases_needed, cases_without_failure, chance_of_each_call
from tests.oracles.intervals import clopper_pearson, wilson
from tests.oracles.plans import plan_questions
from tests.oracles.population import hypergeometric_tails, period_interval, period_posterior
from tests.oracles.strata import student_quantile
from tests.scoring.made import CUTS, POLICY, own_cuts

RATES = st.floats(0.01, 0.99)
SHARES = st.sampled_from([0.0, 1.0]) | st.floats(1e-6, 1 - 1e-6)
"""scipy's own binomial gives up on rates nearer to nought than this."""


@given(n=st.integers(0, 400), p=SHARES, data=st.data())
def test_binomial(n: int, p: float, data: st.DataObject) -> None:
    k = data.draw(st.integers(-1, n + 1))
    assert binomial(k, n, p) == pytest.approx(stats.binom.pmf(k, n, p), abs=1e-11)


@given(m=st.integers(0, 120), a=st.floats(0.5, 300), b=st.floats(0.5, 300))
def test_beta_binomial(m: int, a: float, b: float) -> None:
    got = beta_binomial(m, a, b)
    assert got == pytest.approx(list(stats.betabinom.pmf(range(m + 1), m, a, b)), abs=1e-10)
    assert sum(got) == pytest.approx(1)


@given(population=st.integers(1, 150), data=st.data())
def test_hypergeometric_tails(population: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, population))
    successes = data.draw(st.integers(0, population))
    k = data.draw(st.integers(0, n))
    found = stats.hypergeom(population, successes, n)
    assert hypergeometric_tails(k, n, successes, population) == pytest.approx(
        (found.cdf(k), found.sf(k - 1)), abs=1e-10
    )


@pytest.mark.parametrize(("m", "a", "b"), [(-1, 1.0, 1.0), (1, 0.0, 1.0), (1, 1.0, 0.0)])
def test_beta_binomial_refuses(m: int, a: float, b: float) -> None:
    with pytest.raises(ValueError):
        beta_binomial(m, a, b)


@given(p=st.floats(0.001, 0.999), a=st.floats(0.5, 300), b=st.floats(0.5, 300))
def test_the_beta_quantile(p: float, a: float, b: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), abs=1e-9)


@given(p=st.floats(0.001, 0.999), degrees=st.integers(1, 400))
def test_the_student_quantile(p: float, degrees: int) -> None:
    assert student_quantile(p, degrees) == pytest.approx(stats.t.ppf(p, degrees), rel=1e-7, abs=1e-7)


@given(n=st.integers(1, 300), conf=st.floats(0.5, 0.99), data=st.data())
def test_intervals(n: int, conf: float, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    test = stats.binomtest(s, n)
    assert wilson(s, n, conf) == pytest.approx(tuple(test.proportion_ci(conf, "wilson")), abs=1e-9)
    assert clopper_pearson(s, n, conf) == pytest.approx(tuple(test.proportion_ci(conf, "exact")), abs=1e-9)
    low, high = stats.beta.interval(conf, s + 0.5, n - s + 0.5)
    assert jeffreys(s, n, conf, CUTS.prior) == pytest.approx(
        (low if s else 0, high if s < n else 1), abs=1e-9
    )


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_intervals_are_of_95_percent_unless_told(interval: object) -> None:
    assert interval(36, 40) == interval(36, 40, 0.95)  # type: ignore[operator]


@pytest.mark.parametrize("interval", [wilson, clopper_pearson, partial(jeffreys, prior=CUTS.prior)])
@pytest.mark.parametrize(("s", "n", "conf"), [(0, 0, 0.9), (-1, 5, 0.9), (6, 5, 0.9), (1, 5, 0), (1, 5, 1)])
def test_intervals_refuse(interval: object, s: int, n: int, conf: float) -> None:
    with pytest.raises(ValueError):
        interval(s, n, conf)  # type: ignore[operator]


def test_no_chance_outside_nought_and_one() -> None:
    for p in (-0.1, 1.1):
        with pytest.raises(ValueError):
            beta_quantile(p, 1, 1)
    assert (beta_quantile(0, 2, 3), beta_quantile(1, 2, 3)) == pytest.approx((0, 1), abs=1e-5)


@settings(max_examples=50)
@given(population=st.integers(1, 90), data=st.data())
def test_the_month_itself(population: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, population))
    s = data.draw(st.integers(0, n))
    rates = (np.arange(population - n + 1) + s) / population
    chances = stats.betabinom.pmf(range(population - n + 1), population - n, s + 0.5, n - s + 0.5)
    red = chances[rates < 0.75 - 1e-12].sum()
    green = chances[rates > 0.85 - 1e-12].sum()
    assert period_posterior(s, n, population, CUTS) == pytest.approx((red, 1 - red - green, green), abs=1e-9)
    if n:
        possible = [
            d
            for d in range(population + 1)
            if min(stats.hypergeom.cdf(s, population, d, n), stats.hypergeom.sf(s - 1, population, d, n))
            > 0.025 + 1e-12  # a tail of exactly 2.5% is out, and scipy's may lie a hair above
        ]
        assert period_interval(s, n, population) == (min(possible), max(possible))


@pytest.mark.parametrize(("s", "n", "population"), [(3, 2, 9), (2, 10, 9), (-1, 2, 9), (0, 0, 0)])
def test_the_month_itself_refuses(s: int, n: int, population: int) -> None:
    with pytest.raises(ValueError):
        period_posterior(s, n, population, CUTS)
    with pytest.raises(ValueError):
        period_interval(s, n, population)


@settings(max_examples=40)
@given(rate=RATES, n=st.integers(0, 80), green=st.sampled_from([0.85, 0.9]))
def test_error_rates(rate: float, n: int, green: float) -> None:
    cuts = own_cuts(green_from=green)
    wanted = dict.fromkeys(Colour, 0.0)
    for s in range(n + 1):
        wanted[call(s, n, cuts).colour] += float(stats.binom.pmf(s, n, rate))
    got = chance_of_each_call(rate, n, cuts)
    assert got == pytest.approx(wanted, abs=1e-9)
    assert sum(got.values()) == pytest.approx(1)
    assert chance_of_green(rate, n, cuts) == pytest.approx(wanted[Colour.GREEN], abs=1e-9)


@pytest.mark.parametrize(
    ("rate", "green", "n"),
    [(0.95, 0.85, 15), (0.92, 0.85, 48), (0.90, 0.85, 108), (0.97, 0.9, 23), (0.95, 0.9, 60)],
)
def test_the_published_sample_sizes(rate: float, green: float, n: int) -> None:
    found = cases_needed(rate, 0.8, own_cuts(green_from=green))
    assert found is not None
    assert found[0] == n


@pytest.mark.parametrize(
    ("standard", "sure"), [(0, 0.8), (1, 0.8), (0.85, 0), (0.85, 1), (-1, 0.8), (0.85, -1)]
)
def test_flat_statements_need_a_standard_and_a_confidence(standard: float, sure: float) -> None:
    with pytest.raises(ValueError):
        cases_without_failure(standard, sure)


def test_no_number_of_cases_proves_what_is_not_so() -> None:
    assert cases_needed(0.7, 0.8, CUTS, most=200) is None


@given(mean=SHARES, n=st.integers(1, 200))
def test_exact_limits(mean: float, n: int) -> None:
    k = np.arange(n + 1)
    low = k[stats.binom.cdf(k, n, mean) > 0.00135].min()
    high = k[stats.binom.sf(k - 1, n, mean) > 0.00135].max()
    assert exact_limits(mean, n) == (low, high)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10), st.integers(1, 10), st.booleans()), max_size=6)
)
def test_theme_chances(parts: list[tuple[int, int, int, bool]]) -> None:
    criteria = [
        Chances(
            red / (red + amber + green), amber / (red + amber + green), green / (red + amber + green), own
        )
        for red, amber, green, own in parts
    ]
    wanted = dict.fromkeys(Colour, 0.0)
    for colours in product((Colour.RED, Colour.AMBER, Colour.GREEN), repeat=len(criteria)):
        chance = 1.0
        for colour, one in zip(colours, criteria, strict=True):
            chance *= {Colour.RED: one.red, Colour.AMBER: one.amber}.get(colour, one.green)
        made = [(colour, one.critical) for colour, one in zip(colours, criteria, strict=True)]
        wanted[theme_colour(made, POLICY.theme_share)[0]] += chance
    assert theme_chances(criteria, POLICY.theme_share) == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=30)
@given(n=st.integers(0, 40), m=st.integers(0, 30), data=st.data())
def test_the_next_sample(n: int, m: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    chances = stats.betabinom.pmf(range(m + 1), m, s + 0.5, n - s + 0.5)
    colours = [call(s + y, n + m, CUTS).colour for y in range(m + 1)]
    wanted = {c: sum(p for p, colour in zip(chances, colours, strict=True) if colour is c) for c in Colour}
    found = next_sample(s, n, m, CUTS)
    assert found.chances == pytest.approx(wanted, abs=1e-9)
    greens = [y for y in range(m + 1) if colours[y] is Colour.GREEN]
    assert found.needed == (min(greens) if greens else None)


@settings(max_examples=30)
@given(n=st.integers(0, 40), m=st.integers(0, 20), data=st.data())
def test_looking_is_never_worth_less_than_nothing(n: int, m: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    assert value_of_cases(s, n, m, CUTS) >= 0
    assert m or value_of_cases(s, n, m, CUTS) == 0


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from([1.0, 3.0])), min_size=1, max_size=3
    ),
    st.integers(0, 8),
)
def test_the_plan_over_questions_is_the_best_there_is(
    parts: list[tuple[int, int, float]], capacity: int
) -> None:
    asked = [Asked(s, s + no, weight) for s, no, weight in parts]
    values = [[q.weight * value_of_cases(q.s, q.n, m, CUTS) for m in range(capacity + 1)] for q in asked]
    best = max(
        sum(value[m] for value, m in zip(values, cases, strict=True))
        for cases in product(range(capacity + 1), repeat=len(asked))
        if sum(cases) == capacity
    )
    plan = plan_questions(asked, capacity, CUTS)
    assert plan.worth == pytest.approx(best, abs=1e-9)
    assert sum(plan.cases) == capacity


def test_every_allocation_is_tried() -> None:
    """40 cases in blocks of 5 over 6 strata: the 1,287 that R6.5 counts."""
    plans = plans_by_stratum([Asked(10, 12)], [[1.0] * 6], 40, CUTS, least=[0] * 6, most=[40] * 6, block=5)
    assert len(plans) == comb(13, 5) == 1287
    assert len({plan.cases for plan in plans}) == 1287
    assert plans[0].cases == (0, 0, 0, 0, 0, 40)


def test_floors_and_ceilings_hold_and_parts_of_a_case_count_in_a_straight_line() -> None:
    asked = [Asked(10, 12, 3), Asked(33, 40)]
    shares = [[0.5, 0.25], [1.0, 1.0]]
    plans = plans_by_stratum(asked, shares, 15, CUTS, least=[5, 0], most=[10, 15], block=5)
    assert {plan.cases for plan in plans} == {(5, 10), (10, 5)}
    for plan in plans:
        m = 0.5 * plan.cases[0] + 0.25 * plan.cases[1]
        low, part = int(m), m - int(m)
        first = [3 * value_of_cases(10, 12, low + more, CUTS) for more in (0, 1)]
        second = value_of_cases(33, 40, 15, CUTS)
        assert plan.worth == pytest.approx(first[0] + part * (first[1] - first[0]) + second)


@settings(max_examples=25)
@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_movement(counts: tuple[int, int, int, int]) -> None:
    """Against a sum over five thousand equally likely places of the rate then."""
    s, no, later_s, later_no = counts
    then, now = stats.beta(s + 0.5, no + 0.5), stats.beta(later_s + 0.5, later_no + 0.5)
    places = (np.arange(5_000) + 0.5) / 5_000
    wanted = now.cdf(then.ppf(places)).mean()
    assert movement((s, s + no), (later_s, later_s + later_no), prior=CUTS.prior).p_worse == pytest.approx(
        wanted, abs=1e-4
    )


@pytest.mark.parametrize("n", [300, 1000])
def test_the_chance_of_green_for_large_samples(n: int) -> None:
    fewest = next(s for s in range(n + 1) if call(s, n, CUTS).colour is Colour.GREEN)
    assert chance_of_green(0.88, n, CUTS) == pytest.approx(stats.binom.sf(fewest - 1, n, 0.88))


def test_a_months_own_rate_under_another_prior() -> None:
    cuts = own_cuts(prior=(2.0, 1.0))
    chances = stats.betabinom.pmf(range(61), 60, 30 + 2, 10 + 1)
    rates = (np.arange(61) + 30) / 100
    green = chances[rates >= 0.85 - 1e-12].sum()
    assert period_posterior(30, 40, 100, cuts)[2] == pytest.approx(green)
    assert next_sample(30, 40, 60, cuts).chances == pytest.approx(
        {c: sum(p for y, p in enumerate(chances) if call(30 + y, 100, cuts).colour is c) for c in Colour}
    )
    low, high = stats.beta.interval(0.8, 32, 11)
    assert jeffreys(30, 40, 0.8, cuts.prior) == pytest.approx((low, high))
    worse = movement((30, 40), (20, 40), prior=cuts.prior).p_worse
    places = (np.arange(5_000) + 0.5) / 5_000
    wanted = stats.beta(22, 21).cdf(stats.beta(32, 11).ppf(places)).mean()
    assert worse == pytest.approx(wanted, abs=1e-4)


def test_the_chances_of_the_three_bands_under_another_prior() -> None:
    cuts = own_cuts(red_below=0.65, green_from=0.85, prior=(2.0, 1.0))
    red, amber, green = posterior(30, 40, cuts)
    below = stats.beta.cdf([0.65, 0.85], 32, 11)
    assert (red, amber, green) == pytest.approx((below[0], below[1] - below[0], 1 - below[1]))


def test_where_not_even_all_of_them_prove_green_there_is_no_chance_of_it() -> None:
    strict = own_cuts(green_from=0.95, green_conf=0.95)
    assert call(12, 12, strict).colour is not Colour.GREEN
    assert chance_of_green(1.0, 12, strict) == 0


def test_a_confidence_met_exactly_asks_for_no_case_more() -> None:
    assert cases_without_failure(0.5, 0.75) == 2
