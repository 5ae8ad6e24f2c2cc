"""Laws of the answers: what cannot be read, what failed and what did not apply never improves anything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume

from daready.evidence.model import CaseSheet, Removed
from daready.rubric.terms import Colour, Selection
from daready.scoring.distributions import binomial_limit
from tests.laws.law import law
from tests.laws.strategies import PRICED, Dice, dice, worlds
from tests.laws.worlds import (
    CLEAR,
    FAILING,
    SAFETY,
    Gains,
    World,
    answered_anew,
    better,
    buys,
    gains,
    none_of,
    places_of,
    reordered,
    with_case,
    with_question,
)

Places = list[tuple[int, int, str]]


def chosen(of: Dice, places: Places) -> Places:
    """Some places: one, a run, every one of a question of a sheet, or all."""
    if not places:
        return []
    at = (of.below(256) * 256 + of.below(256)) % len(places)
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
    """Law 3 (A6): blanking an answer, or making it unreadable, never earns a colour, A8 apart."""
    world = world.steady
    places = chosen(of, [*places_of(world, CLEAR if of.one_in(3) else FAILING)])
    assume(places)
    after = answered_anew(world, places, of.of("_?"))
    none_of(gains(after, world, buys))


@law(world=worlds(least=1), of=dice())
def test_a_row_that_is_contested_buys_nothing(world: World, of: Dice) -> None:
    """Law 15 (A17): a row set aside, because it contradicts itself or has no date, buys nothing, A8 apart."""
    world = world.steady
    sheets = world.evidence.cases
    at = of.below(len(sheets))
    sheet, first = sheets[at], of.below(len(sheets[at].cases))
    aside = range(first, min(first + 1 + of.below(20), len(sheet.cases)))
    kept = [row for row in range(len(sheet.cases)) if row not in aside]
    assume(kept)
    after = world.with_sheet(at, replace(reordered(sheet, kept), beside=len(aside)))
    contested = replace(reordered(sheet, aside), beside=len(kept))
    seen = replace(after.evidence, contested=(*after.evidence.contested, contested))
    none_of(gains(after.seeing(seen), world, buys))


@law(world=worlds(least=1), of=dice())
def test_what_was_removed_buys_nothing(world: World, of: Dice) -> None:
    """Law 14 (A15): failing rows that were taken away, and that nobody answers for, buy nothing, A8 apart."""
    # What else stood in those rows is not told: partial and unclear answers, and how the cases were chosen.
    world = answered_anew(world, [*places_of(world, "P_?a")], "Y").steady.without_totals
    sheets = [s for s in world.evidence.cases if s.cases.selections[0] in ("random", "systematic")]
    assume(sheets)
    world = world.with_sheets(sheets)
    at = of.below(len(sheets))
    sheet = sheets[at]
    # A complete sample that lacks a row is no complete sample, and all it says earns nothing (A3): not held yet.
    assume(Selection.ALL not in sheet.cases.selections)
    failed = sorted({row for where, row, _ in places_of(world, FAILING) if where == at})
    # A15 is about what counted as failing: an answer of the same row that was never clear goes with it.
    unclear = {row for where, row, _ in places_of(world, "_?a") if where == at}
    failed = [row for row in failed if row not in unclear]
    assume(failed)
    gone = failed if of.one_in(2) else [failed[of.below(len(failed))]]
    kept = [row for row in range(len(sheet.cases)) if row not in gone]
    assume(kept)
    removed = [
        Removed(
            question=f"{sheet.form}/{question}",
            month=sheet.cases[row].month,
            place=sheet.place(row),
            load=1,
            how="replaced",
            unsafe=question in SAFETY.get(sheet.form, ()),
            high_risk=sheet.cases[row].risk == "high",
        )
        for row in gone
        for question in sheet.questions
        if sheet.answer(row, question) in FAILING
    ]
    after = world.with_sheet(at, reordered(sheet, kept))
    seen = replace(after.evidence, removed=(*after.evidence.removed, *removed))
    none_of(gains(after.seeing(seen), world, buys))


@law(world=worlds(least=1), of=dice())
def test_a_yes_turned_to_no_improves_nothing(world: World, of: Dice) -> None:
    """Law 16 (A12): a Yes that becomes a No, or is not recorded, never improves anything, A8 apart."""
    world = world.steady.without_totals
    places = chosen(of, [*places_of(world, "Y")])
    assume(places)
    after = answered_anew(world, places, of.of(FAILING))
    none_of(gains(after, world))


def one_more(world: World, of: Dice, outcome: str) -> tuple[World, CaseSheet]:
    """The world with one more case of one of its sheets, alike in month and group to another case."""
    sheets = world.evidence.cases
    at = of.below(len(sheets))
    like = of.below(len(sheets[at].cases))
    return world.with_sheet(at, with_case(sheets[at], like, outcome * len(sheets[at].questions))), sheets[at]


@law(world=worlds(least=1, most=2), of=dice())
def test_one_more_compliant_case_earns_no_worse_colour(world: World, of: Dice) -> None:
    """Law 5 (A12): one more compliant case earns no worse colour, from n_min on, in one month, A8 and A21 apart."""
    sheets = world.evidence.cases
    same = [
        replace(case, month=sheets[0].cases[0].month, day=None, risk=None, district=None)
        for case in sheets[0].cases
    ]
    world = world.with_sheets(
        replace(sheet, cases=type(sheet.cases).of(same[:1] * len(sheet.cases))) for sheet in sheets[:1]
    )
    world = world.seeing(replace(world.evidence, contested=(), figures=()))
    world = world.with_sheets(_rows_told_apart(sheet) for sheet in world.evidence.cases).steady
    after, _ = one_more(world, of, "Y")
    before, then = world.assessed, after.assessed
    worse: Gains = {}
    for old, new in zip(before.criteria, then.criteria, strict=True):
        for one, other in zip(old.lines, new.lines, strict=True):
            enough = (one.n_eff or 0) >= world.rubric.policy.n_min
            if one.kind == "audit" and enough and better(one.colour, other.colour):
                worse["line", old.id, one.id] = f"{one.colour} to {other.colour}"
    none_of(worse)


def _rows_told_apart(sheet: CaseSheet) -> CaseSheet:
    return replace(sheet, cases=replace(sheet.cases, rows=tuple(range(2, 2 + len(sheet.cases)))))


@law(world=worlds(least=1), of=dice())
def test_one_more_failing_case_makes_nothing_green_and_takes_no_red_away(world: World, of: Dice) -> None:
    """Law 16 (A12): one more failing case never makes Green and from n_min on takes no Red away, A8 and A21 apart."""
    world = world.steady.without_totals
    after, _ = one_more(world, of, "N")
    before, then = world.assessed, after.assessed
    found = {key: change for key, change in gains(after, world).items() if change.endswith("to GREEN")}
    for old, new in zip(before.criteria, then.criteria, strict=True):
        for one, other in zip(old.lines, new.lines, strict=True):
            enough = one.kind == "audit" and (one.n_eff or 0) >= world.rubric.policy.n_min
            # A Red that stands (A14) is answered once its newer cases are n_min: that is the step from 11 to 12.
            if (
                enough
                and one.note != "not_answered"
                and one.colour is Colour.RED
                and other.colour is not Colour.RED
            ):
                found["line", old.id, one.id] = f"RED to {other.colour}"
    none_of(found)


@law(world=worlds(least=1, also=PRICED), of=dice())
def test_not_applicable_beyond_the_usual_share_buys_no_more_than_blanks(world: World, of: Dice) -> None:
    """A16: where answers are called not applicable, those beyond the question's usual share are as if blank."""
    sheets = world.evidence.cases
    asked = [(at, q) for at, sheet in enumerate(sheets) for q in sheet.questions if q in SHARES]
    assume(asked)
    at, question = of.of(asked)
    world = world.seeing(replace(world.evidence, figures=(), contested=()))
    world = world.with_sheets([replace(sheets[at], cases=_valid_one_month(sheets[at]))])
    cases = [p for p in places_of(world, CLEAR) if p[2] == question]
    limit = binomial_limit(len(cases), SHARES[question], 0.99)
    assume(limit < len(cases))
    failing = {p for p in places_of(world, FAILING) if p[2] == question}
    said = sorted(cases, key=lambda place: place not in failing)[: limit + 1 + of.below(12)]
    called = answered_anew(world, said, "A")
    assume(sum(1 for p in places_of(called, "A") if p[2] == question) == len(said))
    blanked = answered_anew(called, said[limit:], "_")
    none_of(gains(called, replace(blanked, rubric=with_question(world.rubric, question, _UNPRICED))))


_UNPRICED = {"may_not_apply": None, "may_not_apply_why": None, "applies_if": {"risk": ("high",)}}
"""Of a question that says when it applies every "not applicable" is taken at its word."""


SHARES = {"Q5": 0.1, "Q6": 0.5}


def _valid_one_month(sheet: CaseSheet):
    cases = sheet.cases
    number = len(cases)
    return replace(
        cases,
        months=cases.months[:1] * number,
        days=(None,) * number,
        selections=cases.selections[:1] * number,
        risk=(None,) * number,
        district=(None,) * number,
    )


@law(world=worlds(least=1))
def test_one_question_of_several_makes_nothing_red_unless_firmly(world: World) -> None:
    """A20: a question that is not the required look makes its clause and criterion Red only firmly, or early."""
    found: Gains = {}
    for criterion in world.assessed.criteria:
        red = [line for line in criterion.lines if line.colour is Colour.RED and line.owner == "force"]
        weak = [line for line in red if _provisional(line, world)]
        if not weak or any(line.unsafe_high for line in criterion.lines):
            continue
        strong = {line.id for line in red if line not in weak}
        for clause in criterion.clauses:
            if clause.colour is Colour.RED and not strong & {*clause.lines}:
                found["clause", criterion.id, clause.id] = "RED"
        if criterion.colour is Colour.RED and not strong:
            found["criterion", criterion.id] = "RED"
    none_of(found)


def _provisional(line, world: World) -> bool:
    """A Red of R1.4 that is neither firm nor early, whatever became of its note since."""
    policy = world.rubric.policy
    if line.kind != "audit" or line.required or line.p_red is None or line.note == "hidden_red":
        return False
    return line.p_red < policy.firm_conf and (line.n_eff or 0) >= policy.n_min
