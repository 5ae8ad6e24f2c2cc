"""What the next sample brings each question: fading until the day, and how often the question applies."""

from __future__ import annotations

from datetime import date

import pytest

from daready.evidence.model import CaseSheet, Evidence
from daready.planning.next_audit import Need, NextAudit, next_audit
from daready.rubric.terms import Selection
from daready.scoring.assess import assess
from tests.scoring.made import AS_AT, JUNE, POLICY, sheet
from tests.scoring.small import RUBRIC


def plan(*sheets: CaseSheet, cases: int = 40, inspection: date | None = None) -> NextAudit:
    evidence = Evidence(cases=sheets)
    made = assess(RUBRIC, evidence, as_at=AS_AT, inspection=inspection)
    return next_audit(made, evidence, POLICY, "case-audit", cases)


def need(made: NextAudit, question: str) -> Need:
    return next(one for one in made.needs if one.line.id == f"case-audit/{question}")


# Three months halve the answers: 24 are 12 in effect by then, and 23 are not.
@pytest.mark.parametrize(("answers", "lacks"), [(24, 0), (23, 1), (12, 6), (1, 12)])
def test_todays_answers_fade_until_the_inspection(answers: int, lacks: int) -> None:
    made = plan(sheet(["Y"] * answers), inspection=date(2026, 9, 29))
    assert need(made, "Q1").lacks == lacks
    assert made.by == date(2026, 9, 29)


def test_without_an_inspection_it_is_weighed_a_month_on() -> None:
    made = plan(sheet(["Y"] * 15))
    assert (made.by, need(made, "Q1").lacks) == (date(2026, 7, 30), 1)


# A quarter of the cases: what is lacking takes four times as many.
@pytest.mark.parametrize(("cases", "gets"), [(40, 10), (39, 9), (1, 0)])
def test_a_question_that_rarely_applies_takes_more_cases(cases: int, gets: int) -> None:
    made = need(plan(sheet(["Y", "A", "A", "a"] * 3), cases=cases), "Q1")
    assert made.gets == gets
    assert made.cases == 39  # three answers, faded to 2.4, lack 9.6


@pytest.mark.parametrize(
    ("selection", "gets"),
    [(Selection.RANDOM, 40), (Selection.SYSTEMATIC, 40), (Selection.ALL, None), (Selection.JUDGEMENT, None)],
)
def test_of_chosen_cases_nothing_follows_for_a_random_sample(selection: Selection, gets: int | None) -> None:
    made = need(plan(sheet(["Y"] * 6, selection=selection, population=6)), "Q1")
    assert made.gets == gets


def test_blanks_say_nothing_of_how_often_a_question_applies() -> None:
    assert need(plan(sheet(["Y", "_", "?"] * 4)), "Q1").gets == 40


def test_a_question_nobody_asked_is_told_apart() -> None:
    made = plan(sheet(["Y"] * 12))
    assert need(made, "Q1").asked
    others = [one for one in made.needs if one.line.id != "case-audit/Q1"]
    assert others
    assert not any(one.asked for one in others)


def test_answers_older_than_the_window_say_nothing() -> None:
    old = sheet(["A"] * 39 + ["Y"], month=JUNE.later(-13))
    assert need(plan(old), "Q1").gets is None
