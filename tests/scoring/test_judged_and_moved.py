"""Moderation and movement since last time: every rule from either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.rubric.terms import Colour
from daready.scoring.moderation import moderate
from daready.scoring.movement import movement
from tests.oracles.former_greens import since_green
from tests.scoring.made import POLICY
from tests.strategies import COLOURS

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


def judged(evidence: Colour, proposed: Colour, **given: object) -> tuple[Colour, str]:
    settings: dict[str, object] = {"p_green": 0.6, "rationale": True, "two_signatures": True, **given}
    made = moderate(evidence, proposed, **settings)  # type: ignore[arg-type]
    return made.colour, made.outcome


@pytest.mark.parametrize(
    ("evidence", "proposed", "given_", "wanted"),
    [
        (A, G, {}, (G, "accepted")),
        (R, A, {}, (A, "accepted")),
        (G, A, {"two_signatures": False}, (A, "accepted")),
        (A, R, {"two_signatures": False, "critical": True}, (R, "accepted")),
        (A, A, {"two_signatures": False}, (A, "accepted")),
        (X, R, {"two_signatures": False, "p_green": None}, (R, "accepted")),
        (A, G, {"p_green": 0.5}, (G, "accepted")),
        (A, G, {"critical": True}, (G, "accepted")),
        (A, R, {"rationale": False}, (A, "rejected_no_rationale")),
        (X, A, {}, (X, "rejected_grey_only_to_red")),
        (X, G, {}, (X, "rejected_grey_only_to_red")),
        (R, G, {}, (R, "rejected_more_than_one_step")),
        (G, R, {}, (G, "rejected_more_than_one_step")),
        (G, X, {}, (G, "rejected_more_than_one_step")),
        (A, G, {"two_signatures": False}, (A, "rejected_needs_two_signatures")),
        (R, A, {"two_signatures": False, "critical": True}, (R, "rejected_needs_two_signatures")),
        (R, A, {"critical": True}, (R, "rejected_critical_red")),
        (A, G, {"critical": True, "critical_to_green": False}, (A, "rejected_critical_green")),
        (A, G, {"critical_to_green": False}, (G, "accepted")),
        (A, G, {"p_green": 0.499}, (A, "rejected_green_unlikely")),
        (A, G, {"p_green": None}, (A, "rejected_green_unlikely")),
        (R, A, {"p_green": 0.0}, (A, "accepted")),
    ],
)
def test_each_rule_of_moderation(
    evidence: Colour, proposed: Colour, given_: dict[str, object], wanted: tuple[Colour, str]
) -> None:
    assert judged(evidence, proposed, **given_) == wanted


@given(
    COLOURS,
    COLOURS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.floats(0, 1),
)
def test_a_judgement_never_makes_a_colour_of_nothing(
    evidence: Colour, proposed: Colour, critical: bool, rationale: bool, two: bool, p_green: float
) -> None:
    made = moderate(
        evidence, proposed, p_green=p_green, critical=critical, rationale=rationale, two_signatures=two
    )
    assert made.colour in (evidence, proposed)
    assert (made.outcome == "accepted") == (made.colour is proposed) or evidence is proposed
    if evidence is X:
        assert made.colour in (X, R)


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ((36, 40), (31, 40), "deteriorated"),
        ((31, 40), (36, 40), "improved"),
        ((36, 40), (36, 40), "no_clear_change"),
        ((0, 0), (0, 0), "no_clear_change"),
    ],
)
def test_real_or_chance(then: tuple[int, int], now: tuple[int, int], change: str) -> None:
    assert movement(then, now, prior=POLICY.prior).change == change


def test_the_line_between_real_and_chance_is_in() -> None:
    """Equal counts are worse with a chance of exactly one half."""
    assert movement((10, 20), (10, 20), conf=0.5, prior=POLICY.prior).p_worse == pytest.approx(0.5)
    found = movement((36, 40), (33, 40), prior=POLICY.prior).p_worse
    assert movement((36, 40), (33, 40), conf=found, prior=POLICY.prior).change == "deteriorated"
    assert movement((36, 40), (33, 40), conf=found + 1e-6, prior=POLICY.prior).change == "no_clear_change"
    back = movement((33, 40), (36, 40), prior=POLICY.prior).p_worse
    assert movement((33, 40), (36, 40), conf=1 - back - 1e-12, prior=POLICY.prior).change == "improved"
    assert movement((33, 40), (36, 40), conf=1 - back + 1e-6, prior=POLICY.prior).change == "no_clear_change"


@pytest.mark.parametrize("wrong", [(5, 4), (-1, 4)])
def test_counts_that_cannot_be(wrong: tuple[int, int]) -> None:
    for then, now in ((wrong, (1, 2)), ((1, 2), wrong)):
        with pytest.raises(ValueError):
            movement(then, now, prior=POLICY.prior)


@pytest.mark.parametrize(
    ("now", "new_cases", "p_worse", "since", "shown"),
    [
        (G, 12, 0.5, "maintained", G),
        (G, 11, 0.5, "partly_re_evidenced", G),
        (G, 1, None, "partly_re_evidenced", G),
        (G, 0, None, "not_re_evidenced", X),
        (A, 0, None, "not_re_evidenced", X),
        (R, 0, None, "not_re_evidenced", R),
        (A, 20, 0.8, "slipped", A),
        (A, 20, 0.79, "no_clear_change", A),
        (R, 20, 0.79, "no_clear_change", R),
        (X, 20, None, "slipped", X),
    ],
)
def test_what_became_of_a_green(
    now: Colour, new_cases: float, p_worse: float | None, since: str, shown: Colour
) -> None:
    assert since_green(now, new_cases, p_worse) == (since, shown)
