"""What explain tells of charts, markers, partial answers and the way to inspection day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from daready.evidence.model import Evidence
from daready.report.explain import explain
from daready.report.marking import agreement_table
from daready.report.reference import method
from daready.report.words import reword
from daready.scoring.assess import assess
from daready.scoring.model import Assessment
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC
from tests.scoring.test_lines import figures, marks, rebase


def made(evidence: Evidence) -> Assessment:
    return assess(RUBRIC, evidence, as_at=AS_AT)


def told(evidence: Evidence, months_left: float | None = None) -> str:
    finding = next(f for f in made(evidence).criteria if f.id == "done")
    criterion = RUBRIC.criteria["done"]
    return "\n".join(explain(finding, criterion, RUBRIC.policy, months=months_left))


@pytest.mark.parametrize(("count", "rule"), [(4, None), (11, "(R2.5)"), (12, "(R2.2, R2.3)")])
def test_a_chart_is_told_with_its_rule(count: int, rule: str | None) -> None:
    said = told(Evidence(figures=figures(*[95] * count)))
    assert [r for r in ("(R2.5)", "(R2.2, R2.3)") if r in said] == ([rule] if rule else [])
    assert (f"{count} months" in said) is (rule is not None)


def test_a_month_outside_its_limits_is_told_as_outside() -> None:
    assert "outside limits" in told(Evidence(figures=figures(*[95] * 12, 50)))
    assert "outside limits" not in told(Evidence(figures=figures(*[95] * 13)))


@pytest.mark.parametrize(
    ("pairs", "facts"),
    [
        ("YY " * 9 + "YN", ["9 of 10", "90%", "R3.2"]),
        ("YY " * 30, ["30 of 30", "AC1 1.00", "R3.4"]),
        ("YN " * 30, ["0 of 30", "reword", "R3.4", "daready rubric show case-audit/Q1"]),
    ],
)
def test_agreement_is_told_with_its_rule(pairs: str, facts: list[str]) -> None:
    said = told(Evidence(cases=(sheet(["Y"] * 60),), double_marks=marks(pairs)))
    assert [fact for fact in facts if fact not in said] == []


def test_partial_answers_are_told_where_they_matter() -> None:
    assert "(R1.2)" in told(Evidence(cases=(sheet(["Y"] * 30 + ["P"] * 6 + ["N"] * 4),)))
    assert "(R1.2)" not in told(Evidence(cases=(sheet(["Y"] * 60 + ["P"]),)))


def test_the_card_and_its_error_rate_are_told() -> None:
    said = told(Evidence())
    for fact in ("sample of 40", "from 36", "at 30 or fewer", "80%", "7%", "(R1.5, R1.6)"):
        assert fact in said


def test_inspection_day_is_told_where_one_is_named() -> None:
    given = Evidence(cases=(sheet(["Y"] * 34 + ["N"] * 6),))
    assert "(R6.7)" in told(given, 3)
    assert "22%" in told(given, 3)
    assert "(R6.7)" not in told(given)
    assert "(R6.7)" not in told(Evidence(), 3)
    assert "37 have to meet it" in told(given)


def test_the_questions_to_reword_are_named_with_their_counts() -> None:
    said = reword(made(Evidence(double_marks=marks("YN " * 30))))
    assert "case-audit/Q1 (0 of 30 alike)" in said
    assert "daready rubric show case-audit/Q1" in said


def test_the_sheet_of_agreement_says_where_the_guide_of_a_question_in_doubt_stands() -> None:
    answers = (sheet(["Y"] * 60),)
    for pairs, leads in (("YN " * 30, True), ("YY " * 30, False)):
        (row,) = agreement_table(made(Evidence(cases=answers, double_marks=marks(pairs))), 30).rows
        said = " ".join(str(cell.value) for cell in row.cells)
        assert ("daready rubric show case-audit/Q1" in said) is leads


def test_a_rebase_stands_on_the_method_sheet_with_who_and_why() -> None:
    entry = rebase("case-audit/Q1", date(2026, 2, 1))
    rubric = replace(RUBRIC, policy=replace(RUBRIC.policy, rebases=(entry,)))
    sheet_ = method(made(Evidence()), rubric, "test")
    said = next(
        [cell.text for cell in row.cells] for row in sheet_.rows if "Q1 begins anew" in row.cells[0].text
    )
    for fact in ("1 February 2026", entry.cause, entry.evidence, "30 June 2026", entry.by):
        assert any(fact in cell for cell in said)
