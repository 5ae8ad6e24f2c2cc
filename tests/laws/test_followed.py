"""Laws of actions: what people say they will do changes no colour, and nothing is closed that later cases fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from daready.evidence.model import Month
from daready.planning import followed
from daready.planning.actions import Field, Statement, fold, status_value
from daready.planning.followed import Followed, Plan, follow
from daready.planning.gaps import gaps
from daready.report.record import assessment_record
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.since import Time, newer
from tests.laws.law import breaks, law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import World


def statements(world: World, of: Dice) -> list[Statement]:
    """Anything said of any criteria, in any number of entries, by people who had seen more or less of them."""
    made: list[Statement] = []
    criteria = world.assessed.criteria
    for entry in range(1, 2 + of.below(6)):
        finding = criteria[of.below(len(criteria))]
        clauses = [None, *(clause.id for clause in finding.clauses)]
        day = world.as_at - timedelta(days=of.below(400))
        status = of.of((("open", None), ("in_progress", None), ("done", day), ("closed", day)))
        values: dict[Field, str] = {"status": status_value(*status), "owner": "A. Khan"}
        if clause := of.of(clauses):
            values["part"] = clause
        if of.one_in(2):
            values["due"] = (world.as_at + timedelta(days=of.below(60) - 30)).isoformat()
        made.append(Statement(entry, of.below(entry), "root", world.as_at, finding.ref, finding.id, values))
    return made


def planned(world: World, of: Dice) -> Plan:
    actions = fold(statements(world, of)).values()
    return Plan(9, "ab", follow(actions, world.assessed, world.rubric, world.evidence))


@law(share=0.5, world=worlds(least=1, inspected=True, signed=True), of=dice())
def test_an_action_never_changes_a_colour(world: World, of: Dice) -> None:
    """The JSON is the same, less what says who does what; so are the gaps and their order."""
    before, plan = world.assessed, planned(world, of)
    bare, beside = gaps(before, world.rubric), gaps(before, world.rubric, plan)
    assert [replace(gap, action=None) for gap in beside] == [*bare]
    told, was = assessment_record(before, beside, {}, plan), assessment_record(before, bare, {})
    assert len(told.pop("actions")) == len(plan.actions)
    assert was.pop("actions") == []
    assert [{**gap, "action": None} for gap in told.pop("gaps")] == was.pop("gaps")
    assert told == was


def closed_unproved(world: World, one: Followed) -> bool:
    """Whether an action is closed though later evidence by itself is not Green, or there is none."""
    if one.state != "closed":
        return False
    day = one.action.reached[1]
    assert day is not None
    alone = assess(
        world.rubric,
        newer(world.evidence, Time(day, Month.of(day))),
        as_at=world.as_at,
        inspection=world.inspection,
    )
    finding = next(finding for finding in alone.criteria if finding.id == one.action.criterion)
    part = one.action.value("part")
    colour = next((clause.colour for clause in finding.clauses if clause.id == part), finding.colour)
    lines = [line for line in finding.lines if line.owner == "force"]
    later = any(line.counts.n or (line.last and line.last > day) for line in lines)
    return colour is not Colour.GREEN or not later


@law(share=0.5, world=worlds(least=1, inspected=True), of=dice())
def test_nothing_is_closed_that_later_evidence_does_not_pass(world: World, of: Dice) -> None:
    assert not any(closed_unproved(world, one) for one in planned(world, of).actions)


def test_a_claim_taken_for_a_proof_is_found(monkeypatch) -> None:
    """Planted: whatever is said to be done is closed."""
    whole = followed._retest

    def trusting(*given):
        found = whole(*given)
        return found and replace(found, passed=True)

    monkeypatch.setattr(followed, "_retest", trusting)
    assert breaks(test_nothing_is_closed_that_later_evidence_does_not_pass)


def test_an_action_that_changes_a_colour_is_found(monkeypatch) -> None:
    """Planted: the gap of an action that is done counts as less urgent."""
    from daready.planning import gaps as room

    whole = room._gap

    def eager(finding, *given):
        gap = whole(finding, *given)
        return replace(gap, tier=7) if eager.done else gap

    eager.done = False
    monkeypatch.setattr(room, "_gap", eager)
    made = room.gaps

    def planted(assessment, rubric, plan=None):
        eager.done = plan is not None
        return made(assessment, rubric, plan)

    monkeypatch.setitem(globals(), "gaps", planted)
    assert breaks(test_an_action_never_changes_a_colour)
