"""Laws of what was looked at: nothing unasked is met, and what is others' or paper alone never counts for more."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume

from daready.evidence.model import Evidence
from daready.rubric.terms import VALID_SELECTIONS, Colour, Selection
from daready.scoring.model import LineFinding
from tests.laws.law import law
from tests.laws.strategies import THEIRS, Dice, dice, worlds
from tests.laws.worlds import (
    Gains,
    World,
    gains,
    lines_of_others,
    none_of,
    received,
    with_answers,
    without_item,
    without_question,
)


def made_good(after: World, before: World) -> Gains:
    """What became Green."""
    return {key: change for key, change in gains(after, before).items() if change.endswith("to GREEN")}


@law(world=worlds(least=1))
def test_nothing_unasked_is_met(world: World) -> None:
    """Law 12 (A13): no criterion is Green of which a clause was not asked, and no requirement."""
    assessed, got = world.assessed, received(world)
    found: Gains = {}
    for criterion in assessed.criteria:
        asked = world.rubric.criteria[criterion.id]
        ours = lines_of_others(world.rubric, asked)
        for clause in asked.parts:
            mine = {*clause.lines} - ours
            proving = asked.proving(clause) - ours
            if mine and not proving & got and criterion.colour is Colour.GREEN:
                found["criterion", criterion.id] = f"GREEN, and {clause.id} not asked"
            if mine and not proving & got:
                for requirement in assessed.frameworks[0].requirements:
                    if (
                        f"{criterion.id}/{clause.id}" in requirement.clauses
                        and requirement.colour is Colour.GREEN
                    ):
                        found["requirement", requirement.id] = f"GREEN, and {clause.id} not asked"
    none_of(found)


@law(world=worlds(least=1), of=dice())
def test_a_question_left_out_makes_nothing_green(world: World, of: Dice) -> None:
    """Law 12 (A13): a question left out of every sheet makes nothing Green."""
    asked = sorted({(sheet.form, q) for sheet in world.evidence.cases for q in sheet.questions})
    form, question = of.of(asked)
    after = without_item(world, f"{form}/{question}")
    none_of(made_good(after, world))


@law(world=worlds(least=1), of=dice())
def test_a_paper_left_out_of_a_register_makes_nothing_green(world: World, of: Dice) -> None:
    """Law 12 (A13, A18): nor does a paper left out of a register that holds others."""
    listed = sorted({document.item for document in world.known.evidence.documents})
    assume(len(listed) > 1)
    none_of(made_good(without_item(world, of.of(listed)), world))


@law(world=worlds(least=1), of=dice())
def test_what_was_sent_once_makes_nothing_green_by_being_left_out(world: World, of: Dice) -> None:
    """Law 14 (A15): nor does anything that was sent once, and that a ledger keeps, by being left out now."""
    sent = sorted(received(world))
    assume(sent)
    item = of.of(sent)
    after = without_item(world, item)
    none_of(made_good(after.seeing(replace(after.evidence, sent_once=frozenset([item]))), world))


@law(world=worlds(least=1), of=dice())
def test_a_question_left_out_of_the_latest_sheet_makes_nothing_green(world: World, of: Dice) -> None:
    """Law 14 (A14): nor a question left out of the latest sheet, where that asks about the same clause."""
    world = world.known
    sheets = [sheet for sheet in world.evidence.cases if len(sheet.cases)]
    latest = [
        (world.evidence.cases.index(sheet), question)
        for sheet in sheets
        for question in sheet.questions
        if sheet.cases.selections[0] in ("random", "systematic")
        and max(sheet.cases.months) >= max(max(s.cases.months) for s in sheets if s.form == sheet.form)
    ]
    assume(latest)
    at, question = of.of(latest)
    sheet = world.evidence.cases[at]
    after = world.with_sheet(at, without_question(sheet, question))
    left = {f"{sheet.form}/{one}" for one in after.evidence.cases[at].questions}
    asking = {
        (criterion.id, part.id)
        for criterion in world.rubric.criteria.values()
        for part in criterion.parts
        if f"{sheet.form}/{question}" in part.lines
        and (left - lines_of_others(world.rubric, criterion)).intersection(part.lines)
    }
    made = {key: change for key, change in made_good(after, world).items() if key[0] == "clause"}
    none_of({key: change for key, change in made.items() if key[1:] in asking})


@law(world=worlds())
def test_an_empty_folder_is_nothing_assessed(world: World) -> None:
    """Law 2: without evidence everything is Grey, and nothing is assessed."""
    assessed = world.seeing(Evidence()).assessed
    assert assessed.share_assessed[0] == 0
    assert assessed.overall is Colour.GREY
    colours = world.seeing(Evidence()).colours
    none_of({key: str(colour) for key, colour in colours.items() if colour is not Colour.GREY})


@law(world=worlds(least=1), of=dice())
def test_hand_picked_cases_earn_no_colour(world: World, of: Dice) -> None:
    """Law 2 (A4): cases that were hand-picked, or that nobody says how they were chosen, are Grey by themselves."""
    silent = of.of((Selection.JUDGEMENT, Selection.NOT_STATED))
    seen = world.evidence
    cases = tuple(
        replace(sheet, cases=replace(sheet.cases, selections=(silent,) * len(sheet.cases)))
        for sheet in seen.cases
    )
    questions = {line.id for c in world.rubric.criteria.values() for line in c.lines if line.kind == "audit"}
    figures = tuple(f for f in seen.figures if f.item not in questions)
    assessed = world.seeing(replace(seen, cases=cases, contested=(), figures=figures)).assessed
    none_of(
        {
            ("line", criterion.id, line.id): str(line.colour)
            for criterion in assessed.criteria
            for line in criterion.lines
            if line.kind == "audit" and line.colour is not Colour.GREY
        }
    )


@law(world=worlds(least=1), of=dice())
def test_hand_picked_cases_beside_others_earn_nothing(world: World, of: Dice) -> None:
    """Law 2 (A4): hand-picked cases beside others improve nothing."""
    sheets = world.evidence.cases
    valid = [s for s in sheets if s.cases.selections[0] in VALID_SELECTIONS]
    assume(len(valid) < len(sheets))
    without = world.with_sheets(valid)
    # A concern (A4) is asked of all hand-picked cases of its time together, so that others may outweigh it.
    assume(not any(_concern(line) for criterion in without.assessed.criteria for line in criterion.lines))
    none_of(gains(world, without, grey_apart))


def _concern(line: LineFinding) -> bool:
    return any("concern" in one.flags for one in (line, line.at_worst) if one is not None)


def grey_apart(after: Colour, before: Colour) -> bool:
    return after in (Colour.GREEN, Colour.AMBER) and before is not after and before is not Colour.GREEN


@law(world=worlds(least=1))
def test_paper_alone_is_never_green(world: World) -> None:
    """Law 6: without a look at practice, a figure or a checked record, no criterion is Green."""
    seen = world.evidence
    papers = tuple(replace(document, checked=False) for document in seen.documents)
    alone = world.seeing(Evidence(documents=papers, judgements=seen.judgements))
    found: Gains = {
        ("criterion", criterion.id): "GREEN on paper"
        for criterion in alone.assessed.criteria
        if criterion.colour is Colour.GREEN
    }
    none_of(found)


@law(world=worlds(), of=dice())
def test_intent_never_scores_above_amber(world: World, of: Dice) -> None:
    """Law 6: what somebody means to do never makes anything Green."""
    seen = world.evidence
    intents = tuple(replace(said, kind="intent", reasoned=True) for said in seen.judgements)
    none = world.seeing(replace(seen, judgements=()))
    meant = world.seeing(replace(seen, judgements=intents))
    found = made_good(meant, none)
    found |= {
        key: "GREEN" for key, colour in meant.colours.items() if key[-1] == "judgements" and colour == "GREEN"
    }
    none_of(found)


@law(world=worlds())
def test_a_critical_red_limits_its_theme(world: World) -> None:
    """Law 7: a critical Red makes its theme Red, and the report names it."""
    assessed = world.assessed
    found: Gains = {}
    for theme in assessed.themes:
        red = {
            c.id for c in assessed.criteria if c.theme == theme.id and c.critical and c.colour is Colour.RED
        }
        if red and (theme.colour is not Colour.RED or not red <= {*theme.limited_by}):
            found["theme", theme.id] = f"{theme.colour}, limited by {theme.limited_by}"
    none_of(found)


@law(world=worlds(least=1, also=THEIRS), of=dice())
def test_what_is_owned_by_others_changes_nothing(world: World, of: Dice) -> None:
    """Law 9: whatever the lines of others say, every other colour is the same."""
    theirs = {item for c in world.rubric.criteria.values() for item in lines_of_others(world.rubric, c)}
    assume(theirs & received(world))
    after = world
    for item in theirs:
        after = without_item(after, item)
    worse = world.with_sheets(
        with_answers(sheet, [(at, "Q9", "N") for at in range(len(sheet.cases))])
        if "Q9" in sheet.questions
        else sheet
        for sheet in world.evidence.cases
    )
    before = world.colours
    found: Gains = {}
    for other in (after.colours, worse.colours):
        found |= {
            key: f"{before[key]} to {colour}"
            for key, colour in other.items()
            if key[-1] not in theirs and colour is not before[key]
        }
    none_of(found)
