"""Laws of causes of concern: one makes nothing better, and while it is live nothing that it is about escapes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from daready.evidence.model import Concern
from daready.rubric.terms import Colour
from daready.scoring import assess as scoring
from daready.scoring import concerns
from tests.laws.law import breaks, law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import World, gains, none_of


def under(world: World, of: Dice) -> World:
    """The world with a cause of concern about any criterion or clause, live or closed."""
    finding = world.assessed.criteria[of.below(len(world.assessed.criteria))]
    clause = of.of((None, *(clause.id for clause in finding.clauses)))
    closed = world.as_at - timedelta(days=of.below(500)) if of.one_in(2) else None
    concern = Concern("8787", ((finding.id, clause),), None, closed)
    return replace(world, evidence=replace(world.evidence, concerns=(concern,)))


@law(share=0.5, world=worlds(least=1, inspected=True, signed=True), of=dice())
def test_a_cause_of_concern_makes_nothing_better(world: World, of: Dice) -> None:
    none_of(gains(under(world, of), world))


def escapes(world: World) -> bool:
    """Whether a criterion that a live cause of concern is about is anything but Red."""
    [concern] = world.evidence.concerns
    about = {criterion for criterion, _ in concern.links}
    reds = {one.id for one in world.assessed.criteria if one.colour is Colour.RED}
    return concern.closed is None and not about <= reds


@law(share=0.5, world=worlds(least=1, inspected=True, signed=True), of=dice())
def test_nothing_escapes_a_live_one(world: World, of: Dice) -> None:
    assert not escapes(under(world, of))


def test_a_concern_that_is_not_heard_is_found(monkeypatch) -> None:
    """Planted: nobody listens to a cause of concern."""
    monkeypatch.setattr(scoring, "with_concerns", lambda criteria, *_: [*criteria])
    assert breaks(test_nothing_escapes_a_live_one)


def test_a_concern_that_makes_better_is_found(monkeypatch) -> None:
    """Planted: once it is closed, its criterion is Green."""
    monkeypatch.setattr(
        concerns, "_worse", lambda _one, other: Colour.GREEN if other is Colour.AMBER else other
    )
    assert breaks(test_a_cause_of_concern_makes_nothing_better)
