"""How a moderation stands on a day beside the colour computed for it: every rule, and what can never be in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daready
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import CriterionFinding
from daready.scoring.moderated import accepts, state_of
from daready.scoring.moderation import Moderation, raises
from tests.strategies import COLOURS
from tests.year import shipped, year

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
DAY = date(2026, 6, 30)
YEAR = daready.assess(shipped(), year(), as_at=DAY)
PLAIN = next(one for one in YEAR.criteria if not one.critical and one.deciding and one.clauses)


def finding(
    colour: Colour,
    *,
    critical: bool = False,
    p_green: float | None = 0.6,
    shown: bool = True,
    unsafe: int = 0,
) -> CriterionFinding:
    line = replace(
        next(one for one in PLAIN.lines if one.id == PLAIN.deciding), p_green=p_green, unsafe=unsafe
    )
    clause = replace(PLAIN.clauses[0], colour=G if shown else X)
    return replace(PLAIN, colour=colour, critical=critical, lines=(line,), clauses=(clause,))


def moderation(evidence: Colour, proposed: Colour, *, two: bool = True) -> Moderation:
    return Moderation(
        entry=9,
        criterion=PLAIN.id,
        proposed=proposed,
        evidence=evidence,
        reason="known_weakness",
        role="head of contact",
        second_role="registrar" if two else None,
        made=DAY,
        until=DAY + timedelta(days=30),
    )


@pytest.mark.parametrize(
    ("then", "proposed", "now", "state"),
    [
        (A, G, A, "in_force"),
        (A, G, G, "reached"),
        (A, G, R, "lapsed"),
        (A, G, X, "lapsed"),
        (R, A, R, "in_force"),
        (R, A, A, "reached"),
        (R, A, X, "lapsed"),
        (R, A, G, "lapsed"),  # it would lower now what it was to raise
        (G, A, G, "in_force"),
        (G, A, A, "reached"),
        (G, A, R, "lapsed"),  # it would raise now what it was to lower
        (G, A, X, "lapsed"),
        (A, R, A, "in_force"),
        (A, R, G, "lapsed"),
        (A, R, X, "in_force"),
        (X, R, X, "in_force"),
        (X, R, A, "in_force"),
        (X, R, R, "reached"),
    ],
)
def test_how_it_stands_when_the_evidence_moves(
    then: Colour, proposed: Colour, now: Colour, state: str
) -> None:
    assert state_of(moderation(then, proposed), finding(now), DAY) == state


def test_it_expires_after_its_last_day_whatever_else() -> None:
    one = moderation(A, G)
    assert state_of(one, finding(A), one.until) == "in_force"
    assert state_of(one, finding(A), one.until + timedelta(days=1)) == "expired"


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        (finding(A, critical=True), "rejected_critical_green"),
        (finding(A, unsafe=1), "rejected_someone_waits"),
        (finding(A, shown=False), "rejected_not_shown"),
        (finding(A, p_green=0.4), "rejected_green_unlikely"),
        (finding(A, p_green=None), "rejected_green_unlikely"),
    ],
)
def test_what_is_refused_when_it_is_made_lapses_when_it_comes_later(
    now: CriterionFinding, answer: str
) -> None:
    assert accepts(now, G, two_signatures=True) == answer
    assert state_of(moderation(A, G), now, DAY) == "lapsed"


@given(
    then=COLOURS,
    proposed=st.sampled_from([G, A, R]),
    now=COLOURS,
    critical=st.booleans(),
    two=st.booleans(),
    shown=st.booleans(),
    unsafe=st.integers(0, 1),
    p_green=st.none() | st.floats(0, 1),
    days=st.integers(0, 60),
)
def test_what_is_in_force_keeps_every_rule(
    then: Colour,
    proposed: Colour,
    now: Colour,
    critical: bool,
    two: bool,
    shown: bool,
    unsafe: int,
    p_green: float | None,
    days: int,
) -> None:
    """Never Green from Grey or on a critical criterion, never up with one name or while somebody waits, never late."""
    seen = finding(now, critical=critical, p_green=p_green, shown=shown, unsafe=unsafe)
    day = DAY + timedelta(days=days)
    if state_of(moderation(then, proposed, two=two), seen, day) != "in_force":
        return
    assert days <= 30
    assert now is not proposed
    assert now is not X or proposed is R
    if proposed is G:
        assert not critical and shown and p_green is not None and p_green >= 0.5
    if raises(now, proposed):
        assert two and not unsafe
        assert not (critical and now is R)
        assert WORST_FIRST.index(now) >= WORST_FIRST.index(then)
