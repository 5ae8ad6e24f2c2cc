"""Laws of what is told: the same input gives the same bytes, every fact stays itself, whoever is unsafe is named."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from hypothesis import assume

from daready.evidence.model import Evidence, Month
from daready.planning.gaps import gaps
from daready.report.record import assessment_record
from daready.rubric.terms import Colour
from tests.laws.law import law
from tests.laws.strategies import Dice, dice, worlds
from tests.laws.worlds import SAFETY, Gains, World, none_of, reordered


def record(world: World) -> str:
    """The assessment as the JSON that is promised."""
    assessed = world.assessed
    return json.dumps(assessment_record(assessed, gaps(assessed, world.rubric), {}), indent=1)


@law(share=0.5, world=worlds(inspected=True, signed=True))
def test_the_same_input_gives_the_same_bytes(world: World) -> None:
    """Law 10: the same evidence, rubric, day and baseline give the same bytes."""
    assert record(world) == record(world)


@law(world=worlds(least=1, inspected=True), of=dice())
def test_order_never_matters(world: World, of: Dice) -> None:
    """Laws 5 and 10: whatever the order of rows, sheets, files, figures and papers, the bytes are the same."""
    random = Random(of.below(256))
    seen = world.evidence

    def mixed(things):
        return tuple(random.sample([*things], len(things)))

    shuffled = Evidence(
        cases=mixed([reordered(sheet, mixed(range(len(sheet.cases)))) for sheet in seen.cases]),
        contested=mixed(seen.contested),
        figures=mixed(seen.figures),
        documents=mixed(seen.documents),
        judgements=mixed(seen.judgements),
        doubts=mixed(seen.doubts),
        double_marks=mixed(seen.double_marks),
        removed=mixed(seen.removed),
    )
    assert record(world) == record(world.seeing(shuffled))


@law(world=worlds(least=1, inspected=True), of=dice())
def test_the_order_of_columns_never_matters(world: World, of: Dice) -> None:
    """Law 5: nor does the order in which a sheet asks its questions."""
    at = of.below(len(world.evidence.cases))
    sheet = world.evidence.cases[at]
    assume(len(sheet.questions) > 1)
    turned = replace(sheet, questions=sheet.questions[::-1])
    rows = [
        turned.outcomes[n : n + len(sheet.questions)][::-1]
        for n in range(0, len(sheet.outcomes), len(sheet.questions))
    ]
    after = world.with_sheet(at, replace(turned, outcomes=b"".join(rows)))
    assert after.colours == world.colours


NAMES = {
    "Y": "yes",
    "P": "partial",
    "N": "no",
    "A": "not_applicable",
    "a": "not_applicable",
    "R": "not_recorded",
    "_": "blank",
    "?": "not_understood",
}


@law(world=worlds(least=1, most=1, plain=True))
def test_every_kind_of_answer_stays_a_fact_of_its_own(world: World) -> None:
    """Law 4: each answer of a valid month is counted under its own name, and no other is."""
    sheet = world.evidence.cases[0]
    assume(sheet.cases.selections[0] in ("random", "systematic"))
    assume(len({*sheet.cases.months}) == 1 and not any(sheet.cases.days))
    age = Month.of(world.as_at).ordinal - sheet.cases.months[0]
    assume(0 <= age <= world.rubric.policy.max_age_months)
    for criterion in world.assessed.criteria:
        for line in criterion.lines:
            form, question = line.id.split("/") if "/" in line.id else ("", "")
            if form != sheet.form or question not in sheet.questions:
                continue
            said = sheet.column(question).decode()
            share = {"Q5": True, "Q6": True}.get(question, False)
            counts = line.counts._asdict()
            for name in {*NAMES.values()}:
                expected = sum(NAMES[answer] == name for answer in said)
                assert counts[name] == expected, (line.id, name)
            assert share or counts["doubted"] == said.count("a")


@law(world=worlds())
def test_green_is_proved_and_red_is_likelier_than_not(world: World) -> None:
    """Law 1: an audit is Green at four in five, Red at more likely than not, and each Grey says why."""
    policy = world.rubric.policy
    found: Gains = {}
    for criterion in world.assessed.criteria:
        if criterion.colour is Colour.GREY and not (criterion.reason and criterion.to_green):
            found["criterion", criterion.id] = "GREY, and nothing said"
        for line in criterion.lines:
            if line.kind != "audit":
                continue
            key = ("line", criterion.id, line.id)
            if line.colour is Colour.GREEN and (line.p_green or 0) < policy.green_conf:
                found[key] = f"GREEN at {line.p_green}"
            if line.colour is Colour.RED and line.rule.startswith("R1.4") and (line.p_red or 0) < 0.5:
                found[key] = f"RED at {line.p_red}, {line.note}"
            if line.colour is Colour.GREEN and (line.n_eff or 0) < policy.n_min:
                found[key] = f"GREEN on {line.n_eff}"
    none_of(found)


@law(world=worlds(least=1))
def test_whoever_is_unsafe_is_named_and_caps_the_colour(world: World) -> None:
    """Law 11 (A2): a case that failed a question of safety and is not known to be safe since is named, and no
    criterion that asks it is Green, nor anything but Red where the case is graded high risk."""
    assessed = world.assessed
    named = {(case.place.file, case.place.row) for case in assessed.needs_someone_today}
    asked = {line.id for criterion in world.rubric.criteria.values() for line in criterion.lines}
    found: Gains = {}
    for sheet in world.evidence.cases:
        for question in SAFETY.get(sheet.form, ()):
            if question not in sheet.questions or f"{sheet.form}/{question}" not in asked:
                continue
            for at, case in enumerate(sheet.cases):
                past = case.month <= Month.of(world.as_at) and (case.day is None or case.day <= world.as_at)
                safe = case.made_safe is not None and case.month.first <= case.made_safe <= world.as_at
                if sheet.answer(at, question) not in ("N", "R") or not past or safe:
                    continue
                if (sheet.source.file, case.row) not in named:
                    found["case", sheet.source.file, str(case.row)] = "not named"
                for criterion in assessed.criteria:
                    if any(line.id == f"{sheet.form}/{question}" for line in criterion.lines):
                        colour = criterion.colour
                        if colour is Colour.GREEN or (case.risk == "high" and colour is not Colour.RED):
                            found["criterion", criterion.id] = f"{colour}, and a case is unsafe"
    none_of(found)


@law(world=worlds())
def test_a_cut_point_is_that_of_whoever_set_it(world: World) -> None:
    """Law 17: each audit line is shown with the very points that its rubric or policy sets."""
    policy = world.rubric.policy
    for criterion in world.assessed.criteria:
        asked = world.rubric.criteria[criterion.id]
        usual = policy.green_from_critical if asked.critical else policy.green_from
        by_id = {line.id: line for line in asked.lines}
        for line in criterion.lines:
            if line.kind == "audit":
                own = by_id[line.id]
                assert line.green_from == (own.green_from or usual)
                assert line.red_below == (own.red_below or policy.red_below)
