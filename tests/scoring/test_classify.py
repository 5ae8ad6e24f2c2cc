"""The call: R1.3 and R1.4 against worked examples, an oracle, and each threshold from either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from daready.rubric.terms import Colour
from daready.scoring.beta import deviations_below, incomplete_beta, probability_less
from daready.scoring.classify import call, cases_to_green, posterior, proves_green
from tests.scoring.made import CUTS, own_cuts

DEFAULT = CUTS
CRITICAL = own_cuts(green_from=0.90)


CARD = [
    # method R1.5: cases, then the highest Red, the Greys, the lowest Green; the same for critical
    (12, 9, [10], 12, 9, 12),
    (20, 15, [16], 19, 15, 20),
    (30, 22, [23], 28, 22, 29),
    (40, 30, [], 36, 30, 38),
    (50, 37, [], 45, 37, 47),
    (80, 60, [], 71, 60, 75),
]


@pytest.mark.parametrize(("n", "red", "greys", "green", "critical_red", "critical_green"), CARD)
def test_the_decision_card(
    n: int, red: int, greys: list[int], green: int, critical_red: int, critical_green: int
) -> None:
    colours = [call(s, n, DEFAULT).colour for s in range(n + 1)]
    assert max(s for s in range(n + 1) if colours[s] is Colour.RED) == red
    assert [s for s in range(n + 1) if colours[s] is Colour.GREY] == greys
    assert min(s for s in range(n + 1) if colours[s] is Colour.GREEN) == green
    critical = [call(s, n, CRITICAL).colour for s in range(n + 1)]
    assert max(s for s in range(n + 1) if critical[s] is Colour.RED) == critical_red
    assert min(s for s in range(n + 1) if critical[s] is Colour.GREEN) == critical_green


@pytest.mark.parametrize(
    ("s", "n", "valid", "colour", "note"),
    [
        (11, 11, True, Colour.GREY, "too_few"),
        (12, 12, True, Colour.GREEN, "proven"),
        (0, 5, True, Colour.RED, "early"),
        (0, 4, True, Colour.GREY, "too_few"),
        (40, 40, False, Colour.GREY, "no_valid_sample"),
        (0, 5, False, Colour.RED, "early"),
        (0, 4, False, Colour.GREY, "no_valid_sample"),
    ],
)
def test_few_cases_and_no_valid_sample(s: int, n: int, valid: bool, colour: Colour, note: str) -> None:
    made = call(s, n, DEFAULT, valid_sample=valid)
    assert (made.colour, made.note) == (colour, note)


ORDER = [Colour.RED, Colour.GREY, Colour.AMBER, Colour.GREEN]


@given(
    n=st.integers(12, 300),
    red_below=st.floats(0.5, 0.8),
    apart=st.floats(0.1, 0.17),
    green_conf=st.floats(0.6, 0.95),
    firm_conf=st.floats(0.6, 0.85),
)
def test_colours_only_move_red_grey_amber_green(
    n: int, red_below: float, apart: float, green_conf: float, firm_conf: float
) -> None:
    """For cuts ten points apart and more; closer ones can put a Grey between two Ambers."""
    cuts = own_cuts(
        red_below=red_below, green_from=red_below + apart, green_conf=green_conf, firm_conf=firm_conf
    )
    places = [ORDER.index(call(s, n, cuts).colour) for s in range(n + 1)]
    assert places == sorted(places)


@given(n=st.integers(12, 400), s=st.data())
def test_one_more_compliant_case_never_earns_a_worse_colour(n: int, s: st.DataObject) -> None:
    yes = s.draw(st.integers(0, n))
    before, after = call(yes, n, DEFAULT).colour, call(yes + 1, n + 1, DEFAULT).colour
    assert ORDER.index(after) >= ORDER.index(before)


@given(n=st.floats(0, 500), share=st.floats(0, 1))
def test_probabilities_sum_to_one(n: float, share: float) -> None:
    made = posterior(share * n, n, DEFAULT)
    assert sum(made) == pytest.approx(1)
    assert all(0 <= p <= 1 + 1e-12 for p in made)


def test_more_yes_than_cases_is_refused() -> None:
    with pytest.raises(ValueError):
        posterior(13, 12, DEFAULT)


@given(a=st.floats(0.5, 400), b=st.floats(0.5, 400), x=st.floats(0, 1))
def test_the_incomplete_beta_agrees_with_scipy(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-10)


@given(st.tuples(*[st.floats(0.5, 200)] * 4))
def test_either_is_smaller(parameters: tuple[float, float, float, float]) -> None:
    a, b, c, d = parameters
    assert probability_less((a, b), (c, d)) + probability_less((c, d), (a, b)) == pytest.approx(1, abs=1e-6)


@given(st.tuples(*[st.floats(0.5, 300)] * 4))
def test_less_than_a_deviation_apart_is_never_beyond_doubt(
    parameters: tuple[float, float, float, float],
) -> None:
    a, b, c, d = parameters
    if deviations_below((a, b), (c, d)) < 1:
        assert probability_less((a, b), (c, d)) < 0.99


@given(n=st.integers(0, 120), data=st.data())
def test_cases_to_green_is_the_fewest(n: int, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, n))
    k = cases_to_green(s, n, DEFAULT)
    assert k is not None
    assert call(s + k, n + k, DEFAULT).colour is Colour.GREEN
    assert k == 0 or call(s + k - 1, n + k - 1, DEFAULT).colour is not Colour.GREEN


@pytest.mark.parametrize(("old", "colour"), [((22, 0), Colour.GREY), ((22, 1), Colour.AMBER)])
def test_a_case_that_failed_is_not_one_of_the_twelve_that_prove_green(
    old: tuple[int, int], colour: Colour
) -> None:
    """Law 16: half a year old it weighs a quarter, enough to lift 11.85 over n_min and too little to be felt."""
    met, failed = 0.25 * old[0] + 0.794 * 8, 0.25 * old[1]
    assert call(met, met + failed, CUTS).colour is colour
    assert proves_green(12, 12, CUTS)
    assert not proves_green(11.9, 12.1, CUTS)
