"""Tick columns: a question with a column for each answer, read as the answer that is ticked, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, only, told

HEAD = """
Case reference | Date of audit | Risk tool completed |    | Supervisor review |    |
               |               | Yes                 | No | Yes               | No | N/A
"""
MERGED = (("C1:D1", "Risk tool completed"), ("E1:G1", "Supervisor review"))
CASES = """
DA/1 | @2024-04-03 | {tick} |        |        | {tick} |
DA/2 | @2024-04-09 |        | {tick} | {tick} |        |
DA/3 | @2024-04-10 |        | {tick} |        |        | {tick}
DA/4 | @2024-04-11 | {tick} |        |        |        |
"""


def drawn(path: Path, head: str, cases: str) -> Path:
    return book(path, merge=MERGED, Audit=head + cases.lstrip("\n"))


@pytest.mark.parametrize("tick", ["x", "✓", "1", "X "])
def test_a_tick_is_the_answer_it_stands_under(read: Read, tmp_path: Path, tick: str) -> None:
    evidence = read(drawn(tmp_path / "a.xlsx", HEAD, CASES.format(tick=tick)))
    assert only(evidence).questions == ("Q25", "Q28")
    assert only(evidence).outcomes == b"YNNYNAY_"
    assert codes(evidence) == []
    assert aside(evidence) == {}


def test_the_answer_itself_is_as_good_as_a_tick_and_nought_is_none(read: Read, tmp_path: Path) -> None:
    cases = """
DA/1 | @2024-04-03 | Yes | 0 | 0 | No | 0
DA/2 | @2024-04-09 | 0   | 1 | 1 | 0  | 0
"""
    evidence = read(drawn(tmp_path / "a.xlsx", HEAD, cases))
    assert only(evidence).outcomes == b"YNNY"
    assert codes(evidence) == []


@pytest.mark.parametrize("first", ["x | x", "Yes | No", " | Yes", "maybe | ", "1 | 1"])
def test_two_ticks_or_a_strange_word_are_told_at_the_question(read: Read, tmp_path: Path, first: str) -> None:
    cases = f"\nDA/1 | @2024-04-03 | {first} | x | | \nDA/2 | @2024-04-09 | x | | x | | \n"
    evidence = read(drawn(tmp_path / "a.xlsx", HEAD, cases))
    assert codes(evidence) == ["answer_not_understood"]
    assert told(evidence, "answer_not_understood").cell == "C3"
    assert only(evidence).outcomes == b"?YYY"


def test_cases_right_under_the_headings_are_no_row_of_answers(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed |    | Supervisor review
DA/1           | @2024-04-03   | Yes                 | No | No
DA/2           | @2024-04-09   | No                  | No | Yes
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).outcomes == b"YNNY"
    assert told(evidence, "heading_blank").severity == "warning"
