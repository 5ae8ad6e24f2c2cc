"""An audit line: pooling, what is unclear, hand-picked and complete samples, the recent fall."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.evidence.model import Month
from daready.rubric.model import Question
from daready.rubric.shape import guarded
from daready.rubric.terms import Colour, Selection
from daready.scoring.audit import audit_finding
from daready.scoring.model import LineFinding
from daready.scoring.pool import Pool
from daready.scoring.tally import Batch, months_since
from tests.scoring.made import AS_AT, JUNE, LINE, POLICY, QUESTION, batch
from tests.strategies import SELECTIONS

BETTER = [Colour.RED, Colour.GREY, Colour.AMBER, Colour.GREEN]


def found(
    *batches: Batch, critical: bool = False, at: date = AS_AT, question: Question = QUESTION
) -> LineFinding:
    return audit_finding(LINE, question, critical, batches, at, POLICY)


def months_ago(age: int) -> Month:
    return JUNE.later(-age)


def test_partial_answers_do_not_count_and_are_told_where_it_matters() -> None:
    made = found(batch(yes=28, partial=6, no=4, not_applicable=2))
    assert (made.counts.n, made.colour) == (38, Colour.RED)
    assert "partial_sensitive" in made.flags
    assert "partial_sensitive" not in found(batch(yes=20, partial=1, no=17)).flags


@pytest.mark.parametrize(
    ("credit", "partial", "colour", "s_eff"),
    [
        (0, 12, Colour.RED, 24),
        (0.5, 14, Colour.AMBER, 31),
        (0.5, 13, Colour.GREY, 30.5),
        (0.5, 12, Colour.RED, 30),
        (1, 12, Colour.GREEN, 36),
        (1, 11, Colour.AMBER, 35),
    ],
)
def test_a_question_may_credit_partial_answers(
    credit: float, partial: int, colour: Colour, s_eff: float
) -> None:
    question = Question(id="Q1", title="A question", partial_credit=credit)
    made = found(batch(yes=24, partial=partial, no=16 - partial), question=question)
    assert (made.colour, made.s_eff, made.counts.yes) == (colour, s_eff, 24)
    assert ("partial_credited" in made.flags) is bool(credit)
    assert made.points[0].met == int(s_eff)
    assert made.if_strict is Colour.RED


@pytest.mark.parametrize(("credit", "fell"), [(0, True), (0.5, True), (1, False)])
def test_the_recent_fall_counts_partial_answers_as_the_question_does(credit: float, fell: bool) -> None:
    question = Question(id="Q1", title="A question", partial_credit=credit)
    made = found(batch(months_ago(1), yes=40), batch(yes=20, partial=20), question=question)
    assert ("recent_fall" in made.flags) is fell


@pytest.mark.parametrize(("credit", "concern"), [(0, True), (0.5, False), (1, False)])
def test_hand_picked_cases_warn_as_the_question_counts_partial_answers(credit: float, concern: bool) -> None:
    question = Question(id="Q1", title="A question", partial_credit=credit)
    made = found(batch(selection=Selection.JUDGEMENT, partial=6), question=question)
    assert ("concern" in made.flags) is concern


@pytest.mark.parametrize(
    "wrong", [{"partial_credit": 0.25}, {"partial_credit": 1, "type": "number"}, {"partial_credit": -0.5}]
)
def test_a_credit_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        guarded(Question, {"id": "Q1", "title": "A question", **wrong})
    assert guarded(Question, {"id": "Q1", "title": "A question", "partial_credit": "0.5"}).partial_credit


@pytest.mark.parametrize(
    ("month", "day", "age"),
    [
        (Month(2026, 6), date(2026, 6, 30), 0),
        (Month(2026, 6), date(2026, 6, 10), 0),
        (Month(2026, 5), date(2026, 6, 30), 1),
        (Month(2026, 5), date(2026, 6, 29), 0),
        (Month(2025, 6), date(2026, 6, 30), 12),
        (Month(2025, 12), date(2026, 2, 28), 2),
    ],
)
def test_age_is_whole_calendar_months_from_the_end_of_the_period(month: Month, day: date, age: int) -> None:
    assert months_since(month, day) == age


@pytest.mark.parametrize(("age", "note"), [(12, "proven"), (13, "expired")])
def test_twelve_months_count_and_thirteen_do_not(age: int, note: str) -> None:
    made = found(batch(months_ago(age), yes=400))
    assert made.note == note
    assert (made.colour is Colour.GREY) == (note == "expired")


def test_nothing_asked_is_grey() -> None:
    made = found()
    assert (made.colour, made.note, made.freshness) == (Colour.GREY, "not_asked", "missing")


@pytest.mark.parametrize(
    ("selection", "note"),
    [(Selection.JUDGEMENT, "learning_sample"), (Selection.NOT_STATED, "selection_not_stated")],
)
@given(yes=st.integers(0, 80), no=st.integers(0, 80))
def test_hand_picked_cases_never_earn_a_colour(selection: Selection, note: str, yes: int, no: int) -> None:
    made = found(batch(selection=selection, yes=yes, no=no))
    assert (made.colour, made.note) == (Colour.GREY, note)


@pytest.mark.parametrize(("yes", "no", "concern"), [(1, 5, True), (0, 4, False), (7, 3, False)])
def test_hand_picked_cases_that_nearly_all_failed_are_a_concern(yes: int, no: int, concern: bool) -> None:
    assert ("concern" in found(batch(selection=Selection.JUDGEMENT, yes=yes, no=no)).flags) is concern


def test_a_concern_stays_when_a_valid_sample_is_green() -> None:
    made = found(batch(yes=60), batch(selection=Selection.JUDGEMENT, yes=1, no=6))
    assert made.colour is Colour.GREEN
    assert "concern" in made.flags
    assert made.counts.n == 60


@pytest.mark.parametrize(
    ("yes", "no", "colour", "note"),
    [
        (6, 0, Colour.AMBER, "complete_but_few"),
        (3, 3, Colour.AMBER, "complete_but_few"),
        (1, 5, Colour.RED, "early"),
        (12, 0, Colour.GREEN, "proven"),
    ],
)
def test_all_of_the_cases(yes: int, no: int, colour: Colour, note: str) -> None:
    made = found(batch(selection=Selection.ALL, yes=yes, no=no))
    assert (made.colour, made.note) == (colour, note)


@pytest.mark.parametrize(
    ("counts", "colour", "note"),
    [
        ({"yes": 38, "no": 2, "blank": 1}, Colour.GREEN, "proven"),
        ({"yes": 36, "no": 2, "blank": 2}, Colour.GREEN, "proven"),
        ({"yes": 35, "no": 2, "blank": 4}, Colour.AMBER, "answers_unclear"),
        ({"yes": 33, "not_understood": 12}, Colour.GREY, "answers_unclear"),
        ({"yes": 11, "blank": 1}, Colour.GREY, "too_few"),
        ({"yes": 11, "blank": 30}, Colour.GREY, "answers_unclear"),
        ({"yes": 5, "no": 30, "blank": 2}, Colour.RED, "firm"),
    ],
)
def test_unclear_answers_never_buy_a_colour(counts: dict[str, int], colour: Colour, note: str) -> None:
    made = found(batch(**counts))
    assert (made.colour, made.note) == (colour, note)


@given(
    yes=st.integers(0, 60),
    no=st.integers(0, 60),
    hidden=st.integers(0, 60),
    as_blank=st.booleans(),
)
def test_blanking_failures_never_earns_green_or_amber(yes: int, no: int, hidden: int, as_blank: bool) -> None:
    hidden = min(hidden, no)
    honest = found(batch(yes=yes, no=no))
    dodge = {"blank" if as_blank else "not_understood": hidden}
    dodged = found(batch(yes=yes, no=no - hidden, **dodge))
    promoted = BETTER.index(dodged.colour) > BETTER.index(honest.colour)
    assert not (promoted and dodged.colour in (Colour.AMBER, Colour.GREEN))


@given(
    parts=st.lists(
        st.tuples(st.integers(0, 14), st.integers(0, 40), st.integers(0, 40), SELECTIONS),
        max_size=8,
    ),
    order=st.randoms(),
)
def test_the_order_of_sheets_never_matters(
    parts: list[tuple[int, int, int, Selection]], order: object
) -> None:
    batches = [batch(months_ago(age), selection, yes=y, no=n) for age, y, n, selection in parts]
    shuffled = list(batches)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found(*batches) == found(*shuffled)


@given(yes=st.integers(12, 200), no=st.integers(0, 60))
def test_one_more_compliant_case_is_never_worse(yes: int, no: int) -> None:
    before, after = found(batch(yes=yes, no=no)), found(batch(yes=yes + 1, no=no))
    assert BETTER.index(after.colour) >= BETTER.index(before.colour)


def test_critical_criteria_ask_for_more() -> None:
    cases = batch(yes=36, no=4)
    assert found(cases).colour is Colour.GREEN
    assert found(cases, critical=True).colour is Colour.AMBER


@pytest.mark.parametrize(
    ("counts", "colour"),
    [
        ({"yes": 40, "not_applicable": 40}, Colour.GREEN),
        ({"yes": 40, "not_applicable": 41}, Colour.GREY),
        ({"no": 40, "not_applicable": 41}, Colour.RED),
    ],
)
def test_mostly_not_applicable_is_grey_but_a_red_stays(counts: dict[str, int], colour: Colour) -> None:
    assert found(batch(**counts)).colour is colour


def test_not_applicable_by_the_forms_own_rule_is_no_fault() -> None:
    asked_of_few = Question(id="Q1", title="Children", applies_if={"children": ("yes",)})
    assert found(batch(yes=40, not_applicable=400), question=asked_of_few).colour is Colour.GREEN


def test_not_recorded_counts_as_not_done() -> None:
    assert found(batch(yes=30, not_recorded=10)).colour is Colour.RED


@pytest.mark.parametrize(("latest", "note"), [((30, 10), "recent_fall"), ((39, 1), "proven")])
def test_a_recent_fall_caps_green(latest: tuple[int, int], note: str) -> None:
    before = [batch(months_ago(age), yes=198, no=2) for age in range(1, 4)]
    made = found(*before, batch(yes=latest[0], no=latest[1]))
    assert made.note == note
    assert (made.colour is Colour.AMBER) == (note == "recent_fall")


def test_ageing_after_three_quarters_of_the_life() -> None:
    assert found(batch(months_ago(9), yes=400)).freshness == "fresh"
    assert found(batch(months_ago(10), yes=400)).freshness == "ageing"


def test_the_pool_keeps_whole_counts() -> None:
    pool = Pool.of([batch(months_ago(3), yes=10, no=2, blank=4), batch(yes=3)], AS_AT, POLICY)
    assert (pool.counts.yes, pool.counts.no) == (13, 2)
    assert (pool.yes, pool.n, pool.unclear) == pytest.approx((8, 9, 2))


def test_the_latest_month_is_held_against_the_others_and_not_against_itself() -> None:
    made = found(batch(months_ago(1), yes=300), batch(yes=7, no=3))
    assert "recent_fall" in (made.note, *made.flags)
