"""Which names of files and tabs, labels and cells are shown, and which may be a person's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from daready.evidence.naming import Namer
from daready.evidence.personal import kept_labels, looks_personal
from tests.command.run import YEAR
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.test_tables import codes

NAMER = Namer(lambda: ["Case reference"], ["Northmoor"])


def shown(name: str) -> str:
    return NAMER.file(name, lambda: "a1b2c3")


@pytest.mark.parametrize("path", sorted(YEAR.iterdir()), ids=lambda path: path.name)
def test_the_samples_keep_their_names(path: Path) -> None:
    assert shown(path.name) == path.name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Sheet1.xlsx",
            "Northmoor BCU case reference.xlsx",
            "Audit Q1 v2.xlsx",
            "2026-06-30.csv",
            "3.4.26.xlsx",
        ),
        *(
            "30.06.2026.xlsx",
            "Panel B.xlsx",
            "a.xlsx",
            "month 3 of 12.ods",
            "20260630.xlsx",
            "June/Audit.xlsx",
        ),
    ],
)
def test_names_of_known_words_are_shown(name: str) -> None:
    assert shown(name) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Zelphira Quandle June 2026.xlsx", "… June 2026 (a1b2c3).xlsx"),
        ("Z Quandle audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("O'Quandle's review.xlsx", "… review (a1b2c3).xlsx"),
        ("Quandle/June.xlsx", "…/June (a1b2c3).xlsx"),
        ("z.quandle@example.org.xlsx", "… (a1b2c3).xlsx"),
        ("call 07700 900416.csv", "… (a1b2c3).csv"),
        ("07 70 09 00 41.xlsx", "… (a1b2c3).xlsx"),
        ("35DA-12345-26 audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("12-03-1985.xlsx", "… (a1b2c3).xlsx"),
        ("J K audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("audit.Quandle", "audit.… (a1b2c3)"),
        ("Цельфира.xlsx", "… (a1b2c3).xlsx"),
    ],
)
def test_other_words_are_hidden_and_tagged(name: str, safe: str) -> None:
    assert shown(name) == safe


def test_a_tab_is_found_by_its_number(read: Read, tmp_path: Path) -> None:
    sheet = "Case reference | Date of audit | Q25\nDA/1 | @2024-04-03 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", April=sheet, Zelphira=sheet.replace("DA/1", "DA/2")))
    assert [one.sheet for one in evidence.files[0].sheets] == ["April", "… (tab 2)"]


@pytest.mark.parametrize(
    "value",
    [
        *("07700 900416", "+44 7700 900416", "(01632) 960 983", "ring 07700900416 after 5", "z@example.org"),
        *("AB1 2CD", "lives at ab12cd", "DOB 3 April", "born 2021", "12/03/1985", "1985-03-12", "x" * 61),
        datetime(1985, 3, 12),
    ],
)
def test_what_looks_personal(value: object) -> None:
    assert looks_personal(value)


@pytest.mark.parametrize(
    "value",
    ["yess", "see log", "12", 45000.0, "03/04/2026", datetime(2026, 4, 3), "Q25", "DA/1", "1077428", ""],
)
def test_what_does_not(value: object) -> None:
    assert not looks_personal(value)


def test_labels_are_kept_only_where_several_rows_share_them() -> None:
    column = [
        "Quandle",
        "Castle Hill",
        "castle  hill",
        "AB12",
        "AB12",
        "a b c d",
        "a b c d",
        "",
        "St. Mary's-le",
        "",
    ]
    assert kept_labels(column) == {"castle hill"}


def test_labels_that_are_not_kept_still_tell_figures_apart(read: Read, tmp_path: Path) -> None:
    """Two districts' figures never count as one figure given twice, whatever the districts are called."""
    drawing = "Measure | Month | District | Numerator | Denominator\n"
    rows = "M16 | April 2024 | Quandle | #1 | #2\nM16 | April 2024 | Zelphira | #3 | #4"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing + rows))
    assert [figure.district for figure in evidence.figures] == [None, None]
    assert "label_not_kept" in codes(evidence)


def test_a_person_in_an_answer_column_is_told_by_cell(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Q25 | Q28\nDA/1 | @2024-04-03 | Yes | 07700 900416"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    (told,) = [notice for notice in evidence.notices if notice.code == "looks_personal"]
    assert (told.cells, told.found, told.severity) == (("D2",), None, "warning")
