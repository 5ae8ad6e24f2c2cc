"""What docs/marking-guide.md says of the trial is what the marks of its readers come to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from daready.scoring.agreement import gwet

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "marking-guide.md").read_text(encoding="utf-8")
ANSWERS = ("Yes", "Partial", "No", "N/A")
"""Not recorded counts as No, as it does in every colour."""

Marks = dict[str, dict[str, str]]


def marks(name: str) -> Marks:
    with (HERE / "marks" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("ref"): row for row in csv.DictReader(file)}


def agreement(round_: str) -> dict[str, str]:
    """AC1 of each question that the two readers of a round marked."""
    one, other = marks(f"{round_}-1"), marks(f"{round_}-2")
    assert one.keys() == other.keys()
    assert len(one) == 40
    return {question: _ac1(one, other, question) for question in next(iter(one.values()))}


def _ac1(one: Marks, other: Marks, question: str) -> str:
    table = [[0] * len(ANSWERS) for _ in ANSWERS]
    for ref in one:
        first, second = (("No" if m[ref][question] == "NR" else m[ref][question]) for m in (one, other))
        table[ANSWERS.index(first)][ANSWERS.index(second)] += 1
    found = gwet(table)
    assert found is not None
    return f"{found:.2f}"


@pytest.mark.parametrize("question", next(iter(marks("with-1").values())))
def test_the_page_gives_each_questions_agreement(question: str) -> None:
    without, beside, again = agreement("without"), agreement("with"), agreement("again")
    row = f"| {question} | {without[question]} | {beside[question]} | {again.get(question, '')} |"
    assert row.replace("|  |", "| |") in PAGE


def test_no_question_is_left_below_what_is_good_enough() -> None:
    last = agreement("with") | agreement("again")
    assert all(float(found) >= 0.8 for found in last.values())
