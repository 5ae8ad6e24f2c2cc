"""Since last time: R6.6 either side of its line, former greens (R5.6, A7, law 8), and causes told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from daready.evidence.model import Cases, CaseSheet, Document, Evidence, Figure, Month, Place
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.compare import Cause, Movement, movements
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.movement import bar, movement
from daready.scoring.since import Baseline, Before, Time, direction, former_green, moved, newer, rates, until
from tests.scoring import made
from tests.scoring.made import JUNE, POLICY, sheet
from tests.scoring.small import RUBRIC
from tests.strategies import COLOURS

G, A, R, X = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY
MAY = Month(2026, 5)
SIGNED = MAY.last
THEN = Time.of(SIGNED, held=True)
NOW = JUNE.last
RANK: list[Colour | None] = [R, A, G]


def measured(month: Month, met: int = 98) -> Figure:
    place = Place("Return.xlsx", "Return", month.month)
    return Figure("performance-return", "performance-return/M1", month, met, 100, place)


def evidence(*sheets: CaseSheet, figures: bool = True) -> Evidence:
    """Sheets of cases, with a sound measure of May and June and a plan that is in order."""
    plan = Document(
        "document-register",
        "document-register/plan",
        "approved",
        Place("R.xlsx", "R", 2),
        review=date(2027, 1, 1),
    )
    months = (measured(MAY), measured(JUNE)) if figures else (measured(MAY),)
    return Evidence(cases=sheets, figures=months, documents=(plan,))


def may(yes: int = 60, no: int = 0) -> CaseSheet:
    return sheet(["Y"] * yes + ["N"] * no, month=MAY, file="May.xlsx")


def june(yes: int, no: int = 0) -> CaseSheet:
    return sheet(["Y"] * yes + ["N"] * no, month=JUNE, file="June.xlsx")


def signed(made: Assessment) -> Baseline:
    return Baseline(Time.of(made.as_at, held=True), {f.id: Before(f.colour, rates(f)) for f in made.criteria})


def done(given: Evidence, baseline: Baseline | None) -> CriterionFinding:
    made = assess(RUBRIC, given, as_at=NOW, baseline=baseline)
    return next(finding for finding in made.criteria if finding.id == "done")


@pytest.fixture(scope="module")
def green() -> Baseline:
    """The position of May, signed off: Green."""
    made = assess(RUBRIC, evidence(may(), figures=False), as_at=SIGNED)
    assert made.criteria[0].colour is G
    return signed(made)


@pytest.mark.parametrize(
    ("yes", "said"),
    [(33, "deteriorated"), (34, "no_clear_change"), (37, "no_clear_change"), (38, "improved")],
)
def test_real_or_chance_either_side_of_its_line(yes: int, said: str) -> None:
    now = done(evidence(june(yes, 40 - yes)), None)
    p = moved(now, {"case-audit/Q1": (36, 40)}, POLICY.prior)
    exact = quad(lambda x: beta.pdf(x, 36.5, 4.5) * beta.cdf(x, yes + 0.5, 40.5 - yes), 0, 1)[0]
    assert p == pytest.approx(exact, abs=1e-7)
    assert direction(p) == said


def test_without_a_baseline_nothing_is_said_of_before() -> None:
    found = done(evidence(may(), june(40)), None)
    assert (found.previous, found.movement) == (None, None)


@pytest.mark.parametrize(
    ("yes", "no", "movement", "colour"),
    [
        (0, 0, "partly_re_evidenced", X),  # a newer measure alone
        (1, 0, "partly_re_evidenced", X),
        (11, 0, "partly_re_evidenced", X),
        (12, 0, "maintained", G),
        (40, 0, "maintained", G),
        (35, 5, "slipped", A),
        (10, 30, "slipped", R),
    ],
)
def test_a_former_green(green: Baseline, yes: int, no: int, movement: str, colour: Colour) -> None:
    sheets = (may(), june(yes, no)) if yes + no else (may(),)
    found = done(evidence(*sheets), green)
    assert (found.previous, found.movement, found.colour) == (G, movement, colour)


def test_a_former_green_that_may_have_fallen_by_chance() -> None:
    made = assess(RUBRIC, evidence(may(54, 6), figures=False), as_at=SIGNED)
    assert made.criteria[0].colour is G
    found = done(evidence(may(54, 6), june(11, 1)), signed(made))
    assert (found.movement, found.colour) == ("no_clear_change", A)


def test_nothing_newer_at_all_is_grey_and_says_what_would_settle_it(green: Baseline) -> None:
    found = done(evidence(may(), figures=False), green)
    assert (found.movement, found.colour, found.notes[0]) == ("not_re_evidenced", X, "not_re_evidenced")
    assert "2026-05-31" in found.reason
    assert "12" in found.to_green


def test_on_inspection_day_too_a_former_green_waits(green: Baseline) -> None:
    made = assess(
        RUBRIC, evidence(may(), figures=False), as_at=NOW, inspection=date(2026, 7, 1), baseline=green
    )
    assert made.criteria[0].on_inspection_day is X


@settings(max_examples=60, deadline=None)
@given(yes=st.integers(0, 60), no=st.integers(0, 20), old=st.integers(0, 80))
def test_law_8_a_former_green_is_green_on_newer_evidence_or_not_at_all(
    green: Baseline, yes: int, no: int, old: int
) -> None:
    sheets = [may(old)] if old else []
    sheets += [june(yes, no)] if yes + no else []
    given_all = evidence(*sheets)
    if done(given_all, green).colour is G:
        assert done(newer(given_all, THEN), None).colour is G


@settings(max_examples=40, deadline=None)
@given(
    days=st.lists(st.sampled_from([None, 20, 35]), min_size=1, max_size=8),
    time=st.builds(Time.of, st.dates(date(2026, 4, 29), date(2026, 6, 2)), held=st.booleans()),
)
def test_newer_and_until_share_out_every_case(days: list[int | None], time: Time) -> None:
    made = sheet(["Y"] * len(days), month=MAY)
    cases = Cases.of(
        replace(case, day=None if day is None else date.fromordinal(MAY.first.toordinal() + day))
        for case, day in zip(made.cases, days, strict=True)
    )
    given_all = Evidence(cases=(replace(made, cases=cases),))
    parts = [part for half in (newer, until) for part in half(given_all, time).cases]
    assert sorted(case.row for part in parts for case in part.cases) == [case.row for case in made.cases]
    assert sum(len(part.outcomes) for part in parts) == len(made.outcomes)


@pytest.mark.parametrize(
    ("day", "held", "are_newer"),
    [
        (date(2026, 4, 30), True, True),
        (date(2026, 5, 1), False, True),
        (date(2026, 5, 1), True, False),  # what was there then is no newer evidence
        (date(2026, 5, 2), False, False),
        (date(2026, 5, 31), False, False),
    ],
)
def test_a_month_that_began_on_the_day_is_newer_unless_some_of_it_was_there(
    day: date, held: bool, are_newer: bool
) -> None:
    of_may = Evidence(cases=(may(3),), figures=(measured(MAY),))
    found = newer(of_may, Time.of(day, held=held))
    assert (bool(found.cases), bool(found.figures)) == (are_newer, are_newer)


def test_a_case_left_unsafe_before_the_baseline_still_needs_someone(green: Baseline) -> None:
    unsafe = sheet(["N"], questions=("Q2",), month=MAY, file="Old.xlsx")
    made = assess(RUBRIC, evidence(may(), unsafe), as_at=NOW, baseline=green)
    assert len(made.needs_someone_today) == 1


# -- causes ----------------------------------------------------------------------------------------


def change(
    before: Colour | None, *stages: tuple[Cause, Colour], now: CriterionFinding, p: float | None = None
) -> Movement:
    assessment = assess(RUBRIC, Evidence(), as_at=NOW)
    found = movements(
        {now.id: before} if before else {},
        [(cause, {now.id: colour}) for cause, colour in stages],
        replace(assessment, criteria=(now,)),
        {now.id: p},
    )
    return found[0]


def finding(colour: Colour, *notes: str) -> CriterionFinding:
    found = assess(RUBRIC, Evidence(), as_at=NOW).criteria[0]
    return replace(found, colour=colour, notes=notes)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (R, A, "better"),
        (G, A, "worse"),
        (A, A, "same"),
        (X, G, "new"),
        (None, G, "new"),
        (G, X, "no_longer_assessed"),
    ],
)
def test_what_changed(before: Colour | None, now: Colour, said: str) -> None:
    assert change(before, now=finding(now)).change == said


def test_each_cause_is_told_where_it_moved_the_colour() -> None:
    stages: tuple[tuple[Cause, Colour], ...] = (
        ("rubric", G),
        ("corrected", G),
        ("late", A),
        ("stale", A),
    )
    found = change(A, *stages, now=finding(R), p=0.9)
    assert [(s.cause, s.before, s.after) for s in found.steps] == [
        ("rubric", A, G),
        ("late", G, A),
        ("practice", A, R),
    ]


@pytest.mark.parametrize(("p", "beyond"), [(0.9, True), (0.899, False), (None, False)])
def test_worse_beyond_chance_starts_at_its_line(p: float | None, beyond: bool) -> None:
    assert change(G, ("rubric", G), now=finding(R), p=p).worse_beyond_chance is beyond


@settings(deadline=None)
@given(before=COLOURS, after=st.lists(COLOURS, min_size=4, max_size=4), now=COLOURS, p=st.floats(0, 1))
def test_the_steps_lead_from_then_to_now(before: Colour, after: list[Colour], now: Colour, p: float) -> None:
    causes: tuple[Cause, ...] = ("rubric", "corrected", "late", "stale")
    found = change(before, *zip(causes, after, strict=True), now=finding(now), p=p)
    colour: Colour | None = before
    for step in found.steps:
        assert step.before is colour
        assert step.before is not step.after
        colour = step.after
    assert colour is now


@settings(max_examples=300, deadline=None)
@given(
    before=COLOURS,
    after=st.lists(COLOURS, min_size=4, max_size=4),
    now=COLOURS,
    p=st.one_of(st.none(), st.floats(0, 1)),
)
def test_what_is_called_practice_agrees_with_real_or_chance(
    before: Colour, after: list[Colour], now: Colour, p: float | None
) -> None:
    causes: tuple[Cause, ...] = ("deleted", "corrected", "late", "stale")
    found = change(before, *zip(causes, after, strict=True), now=finding(now), p=p)
    for step in found.steps:
        if step.cause == "practice":
            assert p is not None
            assert p != 0.5
            assert (RANK.index(step.after) < RANK.index(step.before)) is (p > 0.5)
    real = p is not None and direction(p, bar(1)) == "deteriorated"
    assert found.worse_beyond_chance is (real and found.change == "worse")


@settings(max_examples=200, deadline=None)
@given(
    before=st.sampled_from([G, A]),
    lapses=st.lists(COLOURS, min_size=2, max_size=2),
    now=st.sampled_from([A, R]),
    p=st.floats(0.9, 1),
)
def test_no_age_or_deletion_hides_a_fall(before: Colour, lapses: list[Colour], now: Colour, p: float) -> None:
    """Each stage that nothing else moves stays where deletion left it."""
    deleted, aged = lapses
    stages: tuple[tuple[Cause, Colour], ...] = (
        ("deleted", deleted),
        ("corrected", deleted),
        ("late", deleted),
        ("stale", aged),
    )
    found = change(before, *stages, now=finding(now), p=p)
    if before is not now:
        assert found.worse_beyond_chance
        assert [(s.cause, s.before, s.after) for s in found.steps] == [("practice", before, now)]


@pytest.mark.parametrize(
    ("p", "causes"),
    [
        (0.95, ["practice"]),
        (0.6, ["stale", "sample"]),  # by chance perhaps: what time alone did is told first
        (0.5, ["stale", "sample"]),
        (0.05, ["stale", "sample"]),
        (None, ["stale", "paper"]),
    ],
)
def test_what_time_did_is_told_unless_practice_is_shown(p: float | None, causes: list[Cause]) -> None:
    found = change(G, ("deleted", G), ("stale", A), now=finding(R), p=p)
    assert [step.cause for step in found.steps] == causes


@pytest.mark.parametrize(
    ("p", "causes"), [(0.95, ["practice"]), (0.6, ["sample"]), (None, ["stale", "sample"])]
)
def test_newer_cases_stand_in_the_place_of_what_ran_out(p: float | None, causes: list[Cause]) -> None:
    found = change(G, ("deleted", G), ("stale", X), now=finding(R), p=p)
    assert [step.cause for step in found.steps] == causes
    assert [step.cause for step in change(G, ("stale", X), now=finding(X), p=p).steps] == ["stale"]


@pytest.mark.parametrize(
    ("p", "cause"),
    [
        (0.05, "practice"),
        (0.1, "practice"),
        (0.101, "sample"),
        (0.5, "sample"),
        (0.501, "sample"),
        (0.82, "sample"),
    ],
)
def test_better_in_colour_is_practice_only_where_practice_leans_that_way(p: float, cause: Cause) -> None:
    [step] = change(A, now=finding(G), p=p).steps
    assert step.cause == cause


@settings(max_examples=60, deadline=None)
@given(
    then=st.tuples(st.integers(0, 60), st.integers(0, 30)),
    now=st.tuples(st.integers(0, 60), st.integers(0, 30)),
    gap=st.integers(1, 20),
)
def test_whatever_the_age_of_what_was_there_the_verdict_is_that_of_the_cases(
    then: tuple[int, int], now: tuple[int, int], gap: int
) -> None:
    month = MAY.later(gap)
    both = (may(*then), sheet(["Y"] * now[0] + ["N"] * now[1], month=month, file="Newer.xlsx"))
    all_of_it = Evidence(cases=tuple(each for each in both if len(each.cases)))
    whole = assess(RUBRIC, until(all_of_it, THEN), as_at=SIGNED)
    aged = assess(RUBRIC, until(all_of_it, THEN), as_at=month.last)
    found = assess(RUBRIC, all_of_it, as_at=month.last, baseline=signed(whole))
    alone = assess(RUBRIC, newer(all_of_it, THEN), as_at=month.last)
    p = moved(alone.criteria[0], rates(whole.criteria[0]), POLICY.prior)
    was = {"done": whole.criteria[0].colour}
    one = movements(was, [("stale", {"done": aged.criteria[0].colour})], found, {"done": p})[0]
    if sum(then) and sum(now):
        worse = movement(
            *((float(yes), float(yes + no)) for yes, no in (then, now)), prior=POLICY.prior
        ).p_worse
        assert p == pytest.approx(worse, abs=1e-6)
    assert one.worse_beyond_chance is (one.change == "worse" and direction(p, bar(1)) == "deteriorated")
    if one.worse_beyond_chance:
        assert {step.cause for step in one.steps} <= {"practice", "sample"}
    for step in one.steps:
        if step.cause == "practice":
            assert (RANK.index(step.after) < RANK.index(step.before)) is (p is not None and p > 0.5)


@pytest.mark.parametrize(("m", "sure"), [(0, 0.9), (1, 0.9), (10, 0.99), (34, 1 - 0.1 / 34)])
def test_the_bar_rises_with_how_much_is_compared(m: int, sure: float) -> None:
    """A22: 0.1/m a criterion and direction, so that a board has one false word in five comparisons at most."""
    assert bar(m) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("p", "real", "may_be"),
    [
        (0.9, "deteriorated", None),
        (0.899, "no_clear_change", "deteriorated"),
        (0.8, "no_clear_change", "deteriorated"),
        (0.799, "no_clear_change", None),
        (0.101, "no_clear_change", "improved"),
        (0.1, "improved", None),
        (None, None, None),
    ],
)
def test_between_likely_and_the_bar_it_only_may_be(
    p: float | None, real: str | None, may_be: str | None
) -> None:
    found = change(G, now=finding(A), p=p)
    assert (found.real, found.may_be) == (real, may_be)


def test_a_criterion_that_is_gone_is_told() -> None:
    assessment = assess(RUBRIC, Evidence(), as_at=NOW)
    gone = movements({"another": G}, [], assessment, {})[-1]
    assert (gone.criterion, gone.change, gone.now) == ("another", "no_longer_assessed", None)


def test_what_slipped_is_told_on_all_its_cases_and_not_on_the_newer_alone(green: Baseline) -> None:
    found = done(evidence(may(), june(10, 30)), green)
    assert (found.movement, found.lines[0].counts.n) == ("slipped", 100)


@pytest.mark.parametrize(("colour", "became"), [(R, "slipped"), (A, "slipped"), (X, "no_clear_change")])
def test_a_former_green_that_newer_figures_alone_speak_of(colour: Colour, became: str) -> None:
    record = made.finding("record", colour, first=NOW)
    newer_alone = replace(done(evidence(may()), None), colour=colour, lines=(record,))
    assert former_green(newer_alone, None, SIGNED, POLICY) == became


@pytest.mark.parametrize(("before", "kept"), [(G, "maintained"), (A, None), (None, None)])
def test_only_a_former_green_is_told_what_became_of_it(before: Colour | None, kept: str | None) -> None:
    now = replace(finding(G), movement="maintained")
    assert change(before, now=now).former_green == kept
