"""Gap arithmetic, the next sample, projection and priority: the page's own figures and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.planning.priority import Candidate
from daready.planning.projection import project
from daready.planning.worth import next_sample
from daready.rubric.terms import Colour
from daready.scoring.classify import posterior
from tests.oracles.plans import cases_to_bare_rate, in_order
from tests.scoring.made import CUTS, own_cuts


@pytest.mark.parametrize(
    ("s", "n", "cases"), [(34, 40, 0), (33, 40, 7), (0, 0, 0), (0, 3, 17), (17, 20, 0), (16, 20, 7)]
)
def test_cases_to_the_bare_rate(s: int, n: int, cases: int) -> None:
    assert cases_to_bare_rate(s, n, CUTS) == cases
    if n + cases:
        assert (s + cases) / (n + cases) >= 0.85 - 1e-9
    if cases:
        assert (s + cases - 1) / (n + cases - 1) < 0.85


def test_where_green_is_all_of_them_a_failure_is_never_made_up_for() -> None:
    every = own_cuts(green_from=1.0)
    assert cases_to_bare_rate(5, 5, every) == 0
    with pytest.raises(ValueError):
        cases_to_bare_rate(4, 5, every)


def test_the_next_sample_of_r6_2() -> None:
    found = next_sample(34, 40, 40, CUTS)
    assert (found.needed, round(found.chances[Colour.GREEN], 2)) == (37, 0.19)
    assert next_sample(20, 40, 40, CUTS).needed is None


@given(s=st.integers(0, 40), no=st.integers(0, 40), months=st.floats(0, 24), cases=st.integers(0, 30))
def test_a_projection_is_a_set_of_chances(s: int, no: int, months: float, cases: int) -> None:
    found = project(s, s + no, months=months, cases=cases, half_life=3, cuts=CUTS)
    assert sum(found.chances.values()) == pytest.approx(1)
    assert 0 <= found.p_true_green <= 1


def test_a_projection_of_today_with_nothing_new_is_today() -> None:
    found = project(36, 40, months=0, cases=0, half_life=3, cuts=CUTS)
    assert found.p_true_green == pytest.approx(posterior(36, 40, CUTS)[2])
    assert found.chances[Colour.GREEN] == pytest.approx(1)
    faded = project(36, 40, months=3, cases=0, half_life=3, cuts=CUTS)
    assert faded.p_true_green == pytest.approx(posterior(18, 20, CUTS)[2])


@pytest.mark.parametrize(("months", "cases", "half_life"), [(-1, 0, 3), (0, -1, 3), (0, 0, 0)])
def test_a_projection_refuses(months: float, cases: int, half_life: float) -> None:
    with pytest.raises(ValueError):
        project(3, 4, months=months, cases=cases, half_life=half_life, cuts=CUTS)


def candidate(name: str, **more: object) -> Candidate:
    settings: dict[str, object] = {
        "colour": Colour.AMBER,
        "was": None,
        "critical": False,
        "weight": 1,
        "gain": 0.2,
        "effort": 1,
        **more,
    }
    return Candidate(name, **settings)  # type: ignore[arg-type]


def test_tier_then_gain_for_effort_then_id() -> None:
    made = [
        candidate("d", gain=0.1),
        candidate("b"),
        candidate("a"),
        candidate("heavy", weight=3),
        candidate("slow", effort=4),
        candidate("red", colour=Colour.RED, gain=0.0),
    ]
    assert in_order(made) == ["red", "heavy", "a", "b", "d", "slow"]
    assert in_order(reversed(made)) == in_order(made)
