"""Laws of time: waiting improves nothing, and a former Green needs newer evidence."""

from __future__ import annotations

from datetime import timedelta

from daready.rubric.terms import Colour
from tests.laws.law import law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import World, better, gains, none_of

LATER = (31, 1, 30, 61, 92, 150, 183, 250, 365, 400, 800)


@law(world=worlds(least=1), of=dice())
def test_waiting_improves_nothing(world: World, of: Dice) -> None:
    """Law 13 (A14): for fixed evidence no line, clause, criterion, theme or requirement is better at a later day."""
    world = world.known
    later = world.at(world.as_at + timedelta(of.of(LATER)))
    none_of(gains(later, world))


@law(world=worlds(least=1), of=dice())
def test_each_day_of_waiting_improves_nothing(world: World, of: Dice) -> None:
    """Law 13 (A14): nor is anything better between two later days."""
    world = world.known
    first = world.at(world.as_at + timedelta(of.of(LATER)))
    none_of(gains(first.at(first.as_at + timedelta(of.of(LATER))), first))


@law(world=worlds(least=1, inspected=True))
def test_inspection_day_is_no_better_than_today(world: World) -> None:
    """Law 13 (A14): what is forecast for inspection day is never better than today, nor than that day will be."""
    found = {}
    assert world.inspection is not None
    then = world.known.at(world.inspection).colours
    for criterion in world.known.assessed.criteria:
        day = criterion.on_inspection_day
        if day is not None and better(day, criterion.colour):
            found["inspection", criterion.id] = f"{criterion.colour} to {day}"
        elif day is not None and better(day, then["criterion", criterion.id]):
            found["inspection", criterion.id] = f"{day} and not {then['criterion', criterion.id]}"
    none_of(found)


@law(world=worlds(least=1, signed=True))
def test_a_former_green_counts_only_on_newer_evidence(world: World) -> None:
    """Law 8 (A7): what was Green at the baseline is Green only where newer cases and figures alone make it so."""
    baseline = world.baseline
    assert baseline is not None
    last = baseline.time.last
    day = baseline.time.day
    newer = world.unsigned.only(lambda month, on: month > last or (on is not None and on > day), papers=False)
    alone = newer.colours
    found = {
        ("criterion", criterion.id): f"GREEN, and {alone['criterion', criterion.id]} on newer evidence alone"
        for criterion in world.assessed.criteria
        if criterion.colour is Colour.GREEN
        and baseline.criteria[criterion.id].colour is Colour.GREEN
        and alone["criterion", criterion.id] is not Colour.GREEN
    }
    none_of(found)


@law(world=worlds(least=1, signed=True))
def test_a_baseline_improves_nothing(world: World) -> None:
    """Law 8: nothing is better for having been signed off before."""
    none_of(gains(world, world.unsigned))
