"""Gaps in order: the tier, who is unsafe, and what one more sample could bring; and the arithmetic told with each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from daready.evidence.model import Document, Evidence, Place
from daready.planning.gaps import Gap, gaps, months_left, next_sample_told
from daready.rubric.model import Rubric, Theme
from daready.rubric.terms import Colour, Selection
from daready.scoring.assess import assess
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC, criterion

FOUR = replace(
    RUBRIC,
    themes=(
        Theme(
            id="work",
            title="Work",
            order=1,
            criteria=(
                criterion("near", "U01", {"question": "case-audit/Q1", "required": True}),
                criterion("far", "U02", {"question": "case-audit/Q2", "required": True}),
                criterion("paper", "U03", {"document": "document-register/plan", "required": True}),
                criterion("silent", "U04", {"question": "case-audit/Q3", "required": True}),
            ),
        ),
    ),
    frameworks=(),
)


def found(evidence: Evidence, rubric: Rubric = FOUR, **more: object) -> list[Gap]:
    return list(gaps(assess(rubric, evidence, as_at=AS_AT, **more), rubric))  # type: ignore[arg-type]


def test_within_a_tier_the_likelier_gain_comes_first() -> None:
    # Three Reds: the next 40 cases may yet prove 15 of 20, but not 10 of 40, and a paper is no case.
    answers = ["Y"] * 15 + ["N"] * 5
    cases = (
        sheet(answers, questions=("Q1",), file="a.xlsx"),
        sheet(["Y"] * 10 + ["N"] * 30, questions=("Q2",), file="b.xlsx", made_safe=[AS_AT] * 40),
    )
    absent = Document(
        "document-register", "document-register/plan", "absent", Place("r.csv", "r", 2), None, None
    )
    order = [gap.criterion for gap in found(Evidence(cases=cases, documents=(absent,)))]
    assert order == ["near", "far", "paper", "silent"]


def test_somebody_unsafe_comes_first_in_its_tier() -> None:
    cases = (
        sheet(["Y"] * 28 + ["N"] * 12, questions=("Q1",), file="a.xlsx"),
        sheet(["Y"] * 10 + ["N"] * 30, questions=("Q2",), file="b.xlsx"),
    )
    assert [gap.criterion for gap in found(Evidence(cases=cases))][:2] == ["far", "near"]


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [(34, 6, ["37", "19%"]), (20, 30, []), (36, 4, [])],
)
def test_the_next_sample_is_told_with_the_gap(yes: int, no: int, told: list[str]) -> None:
    made = assess(FOUR, Evidence(cases=(sheet(["Y"] * yes + ["N"] * no),)), as_at=AS_AT)
    finding = next(f for f in made.criteria if f.id == "near")
    said = " ".join(next_sample_told(finding, FOUR.policy))
    assert all(word in said for word in told)
    if finding.colour is not Colour.GREEN:
        gap = next(gap for gap in gaps(made, FOUR) if gap.criterion == "near")
        assert gap.to_green.endswith(said)
        assert bool(said) is (gap.cases_to_green is not None)


def test_hand_picked_cases_promise_no_more_than_none() -> None:
    picked = Evidence(cases=(sheet(["Y"] * 60, selection=Selection.JUDGEMENT),))
    assert [gap.criterion for gap in found(picked)] == [gap.criterion for gap in found(Evidence())]


@pytest.mark.parametrize(
    ("inspection", "months"), [(None, 0), (AS_AT, 0), (date(2026, 1, 1), 0), (date(2027, 6, 30), 12)]
)
def test_months_left(inspection: date | None, months: float) -> None:
    assert months_left(AS_AT, inspection) == pytest.approx(months, abs=0.02)
