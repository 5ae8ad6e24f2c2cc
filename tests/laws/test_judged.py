"""A law of judgement: what somebody judges otherwise stands beside a colour and changes none that is computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from daready.planning.gaps import gaps
from daready.report.record import assessment_record
from daready.rubric.terms import Colour
from daready.scoring.moderated import beside
from daready.scoring.moderation import Moderation
from tests.laws.law import law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import World

PROPOSED = (Colour.GREEN, Colour.AMBER, Colour.RED)


def judged(world: World, of: Dice) -> dict[str, Moderation]:
    """Any colour proposed of any criteria, beside whatever was computed then, by one person or two, for any time."""
    day = world.assessed.as_at
    return {
        finding.id: Moderation(
            entry=1 + number,
            criterion=finding.id,
            proposed=of.of(PROPOSED),
            evidence=of.of((finding.colour, *Colour)),
            reason="known_weakness",
            role="head of contact",
            second_role=None if of.one_in(2) else "registrar",
            made=day,
            until=day + timedelta(days=of.below(3) - 1),
        )
        for number, finding in enumerate(world.assessed.criteria)
        if not of.one_in(3)
    }


@law(world=worlds(least=1, inspected=True, signed=True), of=dice())
def test_moderation_changes_nothing_that_is_computed(world: World, of: Dice) -> None:
    """Law 1: criteria, themes, requirements, gaps and the JSON are the same, less what says who judged what."""
    before = world.assessed
    after = beside(before, judged(world, of))
    assert [replace(one, moderated=None) for one in after.criteria] == list(before.criteria)
    assert (after.themes, after.frameworks, after.overall) == (
        before.themes,
        before.frameworks,
        before.overall,
    )
    assert gaps(after, world.rubric) == gaps(before, world.rubric)
    told, was = (assessment_record(one, gaps(one, world.rubric), {}) for one in (after, before))
    said = {one["criterion"]: one for one in told.pop("moderated")}
    assert was.pop("moderated") == []
    for one, other in zip(told.pop("criteria"), was.pop("criteria"), strict=True):
        shown = one.pop("moderated_to")
        assert other.pop("moderated_to") is None
        assert one == other
        assert shown is None or (one["colour"], said[one["id"]]["state"]) == (
            said[one["id"]]["computed"],
            "in_force",
        )
        assert not (shown == "GREEN" and (one["critical"] or one["colour"] == "GREY"))
    assert told == was
