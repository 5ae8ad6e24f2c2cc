"""Headings that are known but for a footnote's mark, a group's name before them or another word for a number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, only

CASE = "DA/1 | 3.4.24 | Yes | No"


@pytest.mark.parametrize(
    "mark", ["¹", "1", "†", "²", " [1]", " [note 2]", "[n1]", " (note 1)", " (see note 3)", "¹²", "*"]
)
def test_a_footnotes_mark_is_no_part_of_a_heading(read: Read, tmp_path: Path, mark: str) -> None:
    heads = f"Case reference | Date of audit | Risk tool completed{mark} | Supervisor review"
    assert only(read(book(tmp_path / "a.xlsx", Audit=f"{heads}\n{CASE}"))).questions == ("Q25", "Q28")


@pytest.mark.parametrize(
    "group", ["Risk.", "About the risk: ", "Section 2 > ", "risk/", "Part A - ", "grp::"]
)
def test_a_groups_name_before_headings_is_no_part_of_them(read: Read, tmp_path: Path, group: str) -> None:
    heads = f"Case reference | Date of audit | {group}Risk tool completed | {group}Supervisor review"
    assert only(read(book(tmp_path / "a.xlsx", Audit=f"{heads}\n{CASE}"))).questions == ("Q25", "Q28")


def test_groups_within_groups_are_no_part_of_headings(read: Read, tmp_path: Path) -> None:
    heads = (
        "Case reference | Date of audit | form/risk/tool/Risk tool completed | form/lead/Supervisor review"
    )
    assert only(read(book(tmp_path / "a.xlsx", Audit=f"{heads}\n{CASE}"))).questions == ("Q25", "Q28")


@pytest.mark.parametrize(
    "group", ["form/missing/", "Missing: ", "Reasons why not. ", "Not done - ", "Issues with/", "No "]
)
def test_a_name_that_turns_the_meaning_is_no_groups(read: Read, tmp_path: Path, group: str) -> None:
    heads = f"Case reference | Date of audit | {group}Risk tool completed | {group}Supervisor review | Was video on?"
    sheet = only(read(book(tmp_path / "a.xlsx", Audit=f"{heads}\n{CASE} | All")))
    assert sheet.questions == ("Q10",)


def test_one_heading_alone_has_no_group(read: Read, tmp_path: Path) -> None:
    heads = "Case reference | Date of audit | Other force: Risk tool completed | Supervisor review"
    assert only(read(book(tmp_path / "a.xlsx", Audit=f"{heads}\n{CASE}"))).questions == ("Q28",)


def test_a_group_of_one_file_is_none_of_another(read: Read, tmp_path: Path) -> None:
    heads = "Case reference | Date of audit | {0}Risk tool completed | {0}Supervisor review"
    book(tmp_path / "a.xlsx", Audit=f"{heads.format('Risk.')}\n{CASE}")
    alone = "Case reference | Date of audit | Risk.Risk tool completed | Supervisor review"
    book(tmp_path / "b.xlsx", Audit=f"{alone}\n{CASE.replace('DA', 'DB')}")
    assert [sheet.questions for sheet in read(tmp_path).cases] == [("Q25", "Q28"), ("Q28",)]


@pytest.mark.parametrize(
    "heading",
    [
        "Case reference number",
        "Case ref. no.",
        "Case no",
        "Case ID",
        "Crime ref no",
        "Crime number ID",
        "Crime id",
    ],
)
def test_every_word_for_a_number_is_one(read: Read, tmp_path: Path, heading: str) -> None:
    drawing = f"{heading} | Date of audit | Risk tool completed | Supervisor review\n{CASE}"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).cases[0].key is not None


@pytest.mark.parametrize("heading", ["Officer number", "No", "ID", "Victim ID", "Second case reference"])
def test_other_numbers_are_no_references(read: Read, tmp_path: Path, heading: str) -> None:
    drawing = f"{heading} | Date of audit | Risk tool completed | Supervisor review\n{CASE}"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert "reference_missing" in codes(evidence) or aside(evidence)
