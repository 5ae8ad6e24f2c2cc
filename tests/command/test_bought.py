"""Routes by which a colour was bought in one workbook: left out, told as not applicable, padded (A13, A16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding
from tests.evidence.drawn import book
from tests.year import shipped

JUNE = date(2026, 6, 30)
DONE, SECTIONS, GRADE = (
    "Risk assessment done for this incident",
    "Every section answered or the refusal explained",
    "Grade matches the answers and the history",
)
Answers = dict[str, Sequence[str]]
Rate = Callable[..., Assessment]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return shipped()


@pytest.fixture(scope="module")
def titles(rubric: Rubric) -> dict[str, str]:
    return {question.id: question.title for question in rubric.form["case-audit"].questions}


@pytest.fixture
def rate(tmp_path: Path, rubric: Rubric) -> Iterator[Rate]:
    """A workbook of random June cases whose columns are headed and answered as given."""
    with Worker() as worker:

        def rated(**columns: Sequence[str]) -> Assessment:
            headings = [*columns]
            rows = zip(*columns.values(), strict=True)
            drawing: list[list[object]] = [
                ["Domestic abuse case audit"],
                ["Month", "June 2026"],
                ["How cases were chosen", "Random"],
                [],
                ["Case reference", *headings],
                *[[f"CX/{1001 + number}", *row] for number, row in enumerate(rows)],
            ]
            path = book(tmp_path / "Audit June 2026.xlsx", Audit=drawing)
            evidence = load(worker, [path], rubric, Brief(b"k" * 32))
            return daready.assess(rubric, evidence, as_at=JUNE)

        yield rated


def criterion(found: Assessment, ref: str) -> CriterionFinding:
    return next(one for one in found.criteria if one.ref == ref)


def told(yes: int, no: int = 0, other: int = 0, word: str = "N/A") -> list[str]:
    return ["Yes"] * yes + ["No"] * no + [word] * other


def test_two_failing_questions_left_out_are_not_asked(rate: Rate, titles: dict[str, str]) -> None:
    asked = {titles["Q25"]: told(60), titles["Q26"]: told(30, 30), titles["Q27"]: told(25, 35)}
    assert criterion(rate(**asked), "U08").colour is Colour.RED
    only = criterion(rate(**{titles["Q25"]: told(60)}), "U08")
    assert (only.colour, only.notes[0]) == (Colour.AMBER, "not_asked")
    assert [clause.id for clause in only.not_asked] == ["all-sections-answered", "grade-matches"]
    assert "2 of" not in only.reason
    assert "1 of 3" in only.reason


def test_failing_questions_headed_comments_are_not_asked_either(rate: Rate, titles: dict[str, str]) -> None:
    found = rate(**{titles["Q25"]: told(60), "Comments": told(30, 30), "Remarks": told(25, 35)})
    assert criterion(found, "U08").notes[0] == "not_asked"


@pytest.mark.parametrize("asked", [("Q25", "Q26", "Q27"), ("Q09",), ("Q28", "Q29", "Q30")])
def test_every_clause_that_nobody_asked_about_is_named(
    rate: Rate, rubric: Rubric, titles: dict[str, str], asked: tuple[str, ...]
) -> None:
    """Whatever is asked, and all of it well: no Green says more than was looked at (law 12)."""
    found = rate(**{titles[name]: told(60) for name in asked})
    for one in found.criteria:
        if one.colour is Colour.GREEN:
            assert not one.not_asked, one.ref
        for clause in one.not_asked:
            assert clause.colour is not Colour.GREEN
            if (one.colour, one.notes[0]) == (Colour.AMBER, "not_asked"):
                assert clause.says.rstrip(".") in one.reason
    for framework in found.frameworks:
        for requirement in framework.requirements:
            assert requirement.colour is not Colour.GREEN or requirement.evidence == "whole", requirement.id


def test_a_large_audit_of_another_question_lends_nothing(rate: Rate, titles: dict[str, str]) -> None:
    """A5 by clause: 12 of 12 on the required question beside 40 of 40 on another rest on 12."""
    required = [*told(12), *["" for _ in range(28)]]
    risk = ["High"] * 12 + ["Standard"] * 28
    found = criterion(rate(**{"Risk grade": risk, titles["Q35"]: required, titles["Q34"]: told(40)}), "U12")
    assert found.colour is not Colour.GREEN
    assert "single_source" in found.notes


def test_one_more_case_that_fails_makes_nothing_green(rate: Rate, titles: dict[str, str]) -> None:
    clean, failing = (criterion(rate(**{titles["Q44"]: told(39, no)}), "U20") for no in (0, 1))
    assert failing.colour is not Colour.GREEN
    assert not (failing.colour is Colour.AMBER and clean.colour in (Colour.RED, Colour.GREY))


@pytest.mark.parametrize(("spare", "unclear"), [(0, False), (49, True)])
def test_not_applicable_has_a_price(rate: Rate, titles: dict[str, str], spare: int, unclear: bool) -> None:
    """Q28 is asked of every case: 49 times "not applicable" is 49 answers that nobody knows."""
    found = criterion(rate(**{titles["Q28"]: told(51, 0, spare)}), "U09")
    line = next(line for line in found.lines if line.id == "case-audit/Q28")
    assert (line.note == "answers_unclear") is unclear
    assert (line.colour is Colour.GREEN) is not unclear
    if unclear:
        assert "49" in found.reason
