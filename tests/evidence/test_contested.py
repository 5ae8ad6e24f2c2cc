"""Rows that are set aside and have a reference or an answer are contested (A17): drawn route by route."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, text
from tests.evidence.test_tables import aside, codes, told

HEADINGS = "Case reference | Risk grade | District | Q25 | Q28"
CASES = f"""{HEADINGS}
DA/1 | High | North | Yes | Yes
DA/2 | High | North | Yes | No
"""
LAST = "DA/9 | High | North | Yes | Yes"


@pytest.fixture
def sent(read: Read, tmp_path: Path) -> Read:
    """Reads one drawing as an audit of April 2024, a sheet a keyword where others are given."""
    return lambda drawing, **more: read(book(tmp_path / "a.xlsx", Apr_2024=drawing, **more))


def contested(evidence: Evidence) -> list[int]:
    """The rows that are not counted and are unclear answers."""
    return sorted(row for sheet in evidence.contested for row in sheet.cases.rows)


def months(evidence: Evidence) -> set[str]:
    return {str(case.month) for sheet in evidence.contested for case in sheet.cases}


REMAINS = {
    "its reference": ("DA/3", "reference_only"),
    "its risk": (" | High", "nothing_readable"),
    "its district": (" | | North", "nothing_readable"),
    "its district and its risk": (" | High | North", "nothing_readable"),
    "an answer nobody can read": (" | | | nope", "nothing_readable"),
    "two answers nobody can read": (" | | | nope | nope", "nothing_readable"),
    "all of it, crossed out": ("~DA/3 | ~High | ~North | ~No | ~No", "struck_row"),
    "a crossed-out reference": ("~DA/3 | ~High", "struck_row"),
    "all of it, as an example": ("Example | High | North | No | No", "example_row"),
    "all of it, as a test": ("TEST 1 | High | North | No | No", "example_row"),
}


@pytest.mark.parametrize("what", REMAINS)
def test_a_row_of_which_something_remains_is_contested(sent: Read, what: str) -> None:
    row, reason = REMAINS[what]
    evidence = sent(f"{CASES}{row}\n{LAST}")
    assert (aside(evidence), contested(evidence)) == ({reason: 1}, [4])
    assert told(evidence, reason).severity == "warning"
    assert months(evidence) == {"2024-04"}


def test_csv_is_no_way_out(read: Read, tmp_path: Path) -> None:
    evidence = read(text(tmp_path / "Apr 2024.csv", f"{CASES}DA/3\n{LAST}"))
    assert contested(evidence) == [4]


def test_a_row_of_a_tick_table_without_a_tick_is_contested(sent: Read) -> None:
    ticked = "Case reference | Q25 | | Q28 |\n | Yes | No | Yes | No\nDA/1 | x | | x |\nDA/2\nDA/3 | | x | x |"
    evidence = sent(ticked)
    assert (aside(evidence), contested(evidence)) == ({"reference_only": 1}, [4])


def test_what_follows_headings_of_other_questions_is_contested(sent: Read) -> None:
    other = "Case reference | Q10 | | Hours to supervisor review |\nDA/3 | No | | #3 |"
    evidence = sent(f"{CASES}{other}")
    assert evidence.rows_used + len(contested(evidence)) == 3


def test_a_whole_tab_of_examples_is_contested(sent: Read) -> None:
    evidence = sent(CASES, Test=f"{HEADINGS}\nDA/3 | High | North | No | No\nB Relief\nTotal | | | #9 | #8")
    assert contested(evidence) == [2]
    assert evidence.rows_used == 2


FREE = {
    "a name between the rows": "B Relief",
    "a note": "Note: one case a week",
    "the headings": HEADINGS,
    "a total": "Total | | | #12 | #7",
    "a remark in a column that is not read": " | | | | | | see the log",
}


@pytest.mark.parametrize("what", FREE)
def test_what_is_no_case_is_free(sent: Read, what: str) -> None:
    evidence = sent(f"{CASES}{FREE[what]}\n{LAST}")
    assert (evidence.rows_used, contested(evidence)) == (3, [])


def test_an_empty_row_is_no_row(sent: Read) -> None:
    evidence = sent(f"{CASES} | | | |\n{LAST}")
    assert (evidence.rows_read, codes(evidence)) == (3, [])
