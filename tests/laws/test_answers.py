"""Laws of the answers: what cannot be read, what failed and what did not apply never improves anything."""

from __future__ import annotations

from tests.laws.law import law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import CLEAR, FAILING, World, answered_anew, buys, gains, none_of, places_of, with_case


def chosen(of: Dice, places: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Some places: one, a run, every one of a question of a sheet, or all."""
    if not places:
        return []
    first = of.below(256) * 256 + of.below(256)
    at = first % len(places)
    way = of.below(4)
    if way == 0:
        return [places[at]]
    if way == 1:
        return places[at : at + 1 + of.below(12)]
    if way == 2:
        sheet, _, question = places[at]
        return [place for place in places if place[0] == sheet and place[2] == question]
    return places


@law(world=worlds(least=1), of=dice())
def test_an_answer_that_cannot_be_read_buys_nothing(world: World, of: Dice) -> None:
    """Law 3 (A6): blanking an answer, or making it unreadable, never earns a colour."""
    places = chosen(of, [*places_of(world, CLEAR if of.one_in(2) else FAILING)])
    after = answered_anew(world, places, of.of("_?"))
    none_of(gains(after.colours, world.colours, buys))


@law(world=worlds(least=1), of=dice())
def test_a_yes_turned_to_no_improves_nothing(world: World, of: Dice) -> None:
    """Law 16 (A12): a Yes that becomes a No, or is not recorded, never improves anything."""
    places = chosen(of, [*places_of(world, "Y")])
    after = answered_anew(world, places, of.of(FAILING))
    none_of(gains(after.colours, world.colours))
