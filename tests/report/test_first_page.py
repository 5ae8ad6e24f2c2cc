"""The first page says what is so: every number of it counted anew on generated boards, the account adds up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from math import floor

import pytest

from daready.evidence.model import Cases, CaseSheet, Evidence, Place
from daready.planning.forecast import at_most_green
from daready.planning.gaps import Gap, gaps, months_left
from daready.report.first.made import first_page
from daready.report.first.record import first_record
from daready.report.first.rows import MOST
from daready.report.first.view import STATES, WORDS, FirstPage, Owned, state_of
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.classify import proves_green
from daready.scoring.distributions import beta_binomial
from daready.scoring.model import Assessment, CriterionFinding, UnsafeCase
from daready.scoring.reasons import cuts_of
from tests.scoring.made import AS_AT
from tests.scoring.small import RUBRIC
from tests.sentences.worlds import World, world
from tests.year import shipped, year

BOARDS = range(6)


@cache
def board(number: int) -> tuple[World, Assessment, tuple[Gap, ...], FirstPage]:
    made = world(number)
    inspection = date(made.as_at.year + 1, 1, 31)
    assessed = assess(made.rubric, made.evidence, as_at=made.as_at, inspection=inspection)
    found = gaps(assessed, made.rubric)
    return made, assessed, found, first_page(assessed, found, made.rubric)


def made_safe(evidence: Evidence, waiting: tuple[UnsafeCase, ...], on: date) -> Evidence:
    """The same evidence with every case that waits recorded as made safe."""
    places = {tuple(case.place) for case in waiting}

    def safe(sheet: CaseSheet) -> CaseSheet:
        cases = [
            replace(one, made_safe=on) if tuple(sheet.place(at)) in places else one
            for at, one in enumerate(sheet.cases)
        ]
        return replace(sheet, cases=Cases.of(cases))

    sheets, contested = tuple(map(safe, evidence.cases)), tuple(map(safe, evidence.contested))
    kept = tuple(one for one in evidence.removed if not one.unsafe)
    removed = kept if len(kept) == len(evidence.removed) else ()
    return replace(evidence, cases=sheets, contested=contested, removed=removed)


@pytest.mark.parametrize("number", BOARDS)
def test_the_colour_if_safe_is_that_of_the_same_board_with_every_case_made_safe(number: int) -> None:
    made, assessed, *_ = board(number)
    if any(one.unsafe for one in made.evidence.removed):
        pytest.skip("what was removed can be accounted for, and not made safe")
    evidence = made_safe(made.evidence, assessed.needs_someone_today, made.as_at)
    then = assess(made.rubric, evidence, as_at=made.as_at)
    assert not then.needs_someone_today
    assert [c.if_safe for c in assessed.criteria] == [c.colour for c in then.criteria]


def spoken(word: str) -> int:
    return WORDS.index(word.lower()) if word.lower() in WORDS else int(word.replace(",", ""))


@pytest.mark.parametrize("number", BOARDS)
def test_the_account_of_the_verdict_adds_up(number: int) -> None:
    _, assessed, _, page = board(number)
    critical = [c for c in assessed.criteria if c.critical]
    green = sum(c.colour is Colour.GREEN for c in critical)
    turn = sum(c.colour is not Colour.GREEN and c.if_safe is Colour.GREEN for c in critical)
    said = " ".join(page.said)
    begins = {0: "None of the seven critical criteria is green."}.get(
        green, f"{WORDS[green].capitalize()} of seven"
    )
    assert page.said[0].startswith(begins)
    safe = re.search(r"would turn (\w+) more green", said)
    assert (spoken(safe[1]) if safe else 0) == turn
    evidence, practice = (
        re.search(r"(\w+)(?: of the seven)? needs? more evidence", said),
        re.search(r"(\w+)(?: of the seven)?(?:, [^.]*?,)? needs? practice", said),
    )
    rest = sum(spoken(found[1]) for found in (evidence, practice) if found)
    assert green + turn + rest == len(critical)
    others = re.search(r"(\w+) criteri(?:on|a) that (?:is|are) not critical (?:is|are) red", said)
    assert (spoken(others[1]) if others else 0) == sum(
        c.colour is Colour.RED for c in assessed.criteria if not c.critical
    )


@pytest.mark.parametrize("number", BOARDS)
def test_every_count_of_the_page_is_that_of_the_board(number: int) -> None:
    _, assessed, _, page = board(number)
    states = Counter(state_of(c) for c in assessed.criteria)
    assert page.counts == tuple(states[state] for state in STATES)
    assert [c.id for c in assessed.criteria] == sorted(
        (tile.id for row in page.map for tiles in row.tiles for tile in tiles),
        key=[c.id for c in assessed.criteria].index,
    )
    below = [c for c in assessed.criteria if c.colour is not Colour.GREEN]
    assert len(page.gaps) + page.more_gaps == len(below)
    told = {c.id for c in below if c.critical or c.colour is Colour.RED}
    assert {gap.tile.id for gap in page.gaps} <= told
    assert len(page.gaps) == min(MOST, len(told))
    assert len(page.open_cases) + page.more_today == len(assessed.needs_someone_today)
    facts = {fact.text: fact.figure for fact in page.trust}
    parts = [clause for c in assessed.criteria for clause in c.clauses]
    assert facts.get("parts of the criteria nobody asked about") == (
        f"{sum(not clause.asked for clause in parts)} of {len(parts)}"
    )


@pytest.mark.parametrize("number", BOARDS)
def test_every_row_of_why_not_says_what_its_line_says(number: int) -> None:
    _, assessed, _, page = board(number)
    found = {c.id: c for c in assessed.criteria}
    waiting = Counter(name for case in assessed.needs_someone_today for name in case.criteria)
    for gap in page.gaps:
        c = found[gap.tile.id]
        line = next((line for line in c.lines if line.id == c.deciding), None)
        if gap.met.endswith("%") and line is not None:
            assert gap.met == f"{floor(100 * line.counts.yes / line.counts.n)}%"
        if opened := re.match(r"(\d+) cases? open", gap.reason):
            assert int(opened[1]) == waiting[c.id]
        if parts := re.match(r"(\d+) of (\d+) parts? asked about", gap.reason):
            assert (int(parts[1]), int(parts[2])) == (sum(one.asked for one in c.clauses), len(c.clauses))
        assert (gap.forecast == "no forecast") is (gap.chance is None)
        assert gap.needs == (
            line.green_from if line and line.kind in ("audit", "measure") and line.counts.n else None
        )


@pytest.mark.parametrize("number", BOARDS)
def test_no_audit_question_is_less_likely_than_the_chance_that_is_told(number: int) -> None:
    """By brute force over every result of the next sample, for each audit line of a criterion with a forecast."""
    made, assessed, _, page = board(number)
    months = months_left(assessed.as_at, assessed.inspection)
    found = {c.id: c for c in assessed.criteria}
    for gap in page.gaps[:4]:
        c, policy = found[gap.tile.id], made.rubric.policy
        chance = at_most_green(c, policy, months)
        assert gap.chance == chance
        if chance is None:
            continue
        for line in _audits(c):
            faded = 0.5 ** (months / policy.half_life_months)
            s, n = (line.s_eff or 0) * faded, (line.n_eff or 0) * faded
            cuts, m = cuts_of(line, policy), policy.next_sample_cases
            likely = beta_binomial(m, s + cuts.prior[0], n - s + cuts.prior[1])
            whole = sum(p for y, p in enumerate(likely) if proves_green(s + y, n + m, cuts))
            assert chance <= whole + 1e-9


def _audits(c: CriterionFinding) -> list[object]:
    names = {name for clause in c.clauses for name in clause.lines}
    return [
        line
        for line in c.lines
        if line.id in names and line.kind == "audit" and line.owner == "force" and line.asked
    ]


def test_ready_takes_every_critical_green_no_red_and_nobody_waiting() -> None:
    assessed = assess(RUBRIC, Evidence(), as_at=AS_AT)

    def word(critical: Colour, other: Colour, *, waits: bool = False) -> str:
        shown = [
            replace(c, colour=critical if c.critical else other, amber="unproven", if_safe=c.colour)
            for c in assessed.criteria
        ]
        case = (UnsafeCase(Place("June.xlsx", "Audit", 3), AS_MONTH, False, (), ()),) if waits else ()
        made = replace(assessed, criteria=tuple(shown), needs_someone_today=case)
        return first_page(made, (), RUBRIC).word

    assert any(c.critical for c in assessed.criteria)
    green, amber, red, grey = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
    assert word(green, green) == word(green, amber) == word(green, grey) == "Ready"
    assert word(green, red) == word(red, green) == word(green, green, waits=True) == "Not ready"
    assert word(amber, green) == word(grey, green) == "Cannot tell"


AS_MONTH = year().cases[0].cases[0].month


def test_an_owner_and_a_day_that_somebody_set_stand_on_the_page() -> None:
    assessed = assess(shipped(), year(), as_at=date(2026, 6, 30), inspection=date(2026, 9, 28))
    found = gaps(assessed, shipped())
    red = next(c for c in assessed.criteria if c.ref == "U09")
    owned = {red.id: Owned("Head of Safeguarding", date(2026, 6, 1), overdue=True)}
    page = first_page(assessed, found, shipped(), set_owners=owned)
    row = next(gap for gap in page.gaps if gap.tile.id == red.id)
    assert (row.owner, row.by, row.overdue) == ("Head of Safeguarding", "1 Jun, overdue", True)
    assert ("Head of Safeguarding", "1 Jun, overdue") in {(one.owner, one.by) for one in page.decisions}


def test_the_year_fits_the_words_of_a_page() -> None:
    """Under 350 words, as house rule, and the account of the sample."""
    assessed = assess(shipped(), year(), as_at=date(2026, 6, 30), inspection=date(2026, 9, 28))
    page = first_page(assessed, gaps(assessed, shipped()), shipped())
    assert page.word == "Not ready"
    assert len(page.decisions) == 3
    tiles = [tile.name for row in page.map for tiles in row.tiles for tile in tiles]
    texts = [
        *(page.word, *page.said, page.today, *tiles),
        *(" ".join((one.what, one.owner, one.by)) for one in page.decisions),
        *(
            " ".join((gap.tile.name, gap.met, gap.reason, gap.owner, gap.by, gap.forecast))
            for gap in page.gaps
        ),
        *(f"{fact.figure} {fact.text}" for fact in (*page.changed, *page.trust)),
    ]
    assert len([word for word in " ".join(texts).split() if word[:1].isalpha()]) < 350
    assert first_record(page)["verdict"] == "not_ready"
