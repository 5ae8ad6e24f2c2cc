"""Laws of who was recorded as made safe: it answers that nobody is needed, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume

from daready.evidence.model import CaseSheet, MadeSafe
from daready.rubric.terms import Colour
from daready.scoring.model import UnsafeCase
from tests.laws.law import law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import World, gains, none_of


def recorded(world: World, cases: list[UnsafeCase]) -> World:
    """The world in which these cases were recorded as made safe on its day."""
    sources = {sheet.source.file: sheet.source.sha256 for sheet in world.evidence.cases}
    said = tuple(
        MadeSafe(
            7,
            case.place,
            sources[case.place.file],
            None,
            case.questions,
            world.as_at,
            "sergeant",
            world.as_at,
        )
        for case in cases
    )
    return world.seeing(replace(world.evidence, made_safe=said))


def on_the_sheet(world: World, cases: list[UnsafeCase]) -> World:
    """The world in which the sheets themselves say so."""
    places = {case.place for case in cases}

    def said(sheet: CaseSheet) -> CaseSheet:
        days = tuple(
            world.as_at.toordinal() if sheet.place(at) in places else day
            for at, day in enumerate(sheet.cases.made_safe)
        )
        return replace(sheet, cases=replace(sheet.cases, made_safe=days))

    return world.with_sheets(map(said, world.evidence.cases))


@law(world=worlds(least=1, inspected=True, signed=True), of=dice())
def test_made_safe_answers_who_is_needed_and_nothing_else(world: World, of: Dice) -> None:
    """Law 11 (A2): with some cases recorded as made safe the others still need someone, every line keeps its counts and
    its colour, nothing is better than where the sheets themselves say that these cases were made safe, and no
    criterion turns Green while a direct look at practice fails.
    """
    sheets = {sheet.source.file for sheet in world.evidence.cases}
    waiting = [case for case in world.assessed.needs_someone_today if case.place.file in sheets]
    assume(waiting)
    chosen = [case for case in waiting if not of.one_in(2)]
    after = recorded(world, chosen)
    still = {case.place for case in after.assessed.needs_someone_today}
    assert still == {case.place for case in world.assessed.needs_someone_today} - {
        one.place for one in chosen
    }
    none_of(gains(after, on_the_sheet(world, chosen)))
    for was, now in zip(world.assessed.criteria, after.assessed.criteria, strict=True):
        for old, new in zip(was.lines, now.lines, strict=True):
            assert (new.colour, new.counts, new.p_green) == (old.colour, old.counts, old.p_green)
        fails = any(line.strength == "A" and line.live and line.colour is Colour.RED for line in now.lines)
        assert not (now.colour is Colour.GREEN and fails)
