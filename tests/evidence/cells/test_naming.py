"""Which names of files and tabs, labels and cells are shown, and which may be a person's."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from daready.evidence.cells.personal_details import looks_personal
from daready.evidence.cells.safe_names import Namer, Vocabulary, vocabulary
from daready.rubric.plain import plain
from tests.command.run import YEAR
from tests.evidence.conftest import WORDS, Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import codes

SHIPPED = vocabulary((), map(plain, WORDS))
NAMER = Namer(lambda: Vocabulary(SHIPPED.known | {"case", "reference"}, SHIPPED.persons), ["Northmoor"])


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
            "30 June 2026.xlsx",
            "June 2026 case audit.xlsx",
            "June case audit.xlsx",
            "June DASH audit.xlsx",
            "April May June 2026.xlsx",
            "Jan-Mar 2026.xlsx",
            "Amber Red Green.xlsx",
            "April 26 Northmoor.xlsx",
            "Officer review June 2026.xlsx",
            "Case law 2026-06.xlsx",
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
        ("May Green audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("may_green.xlsx", "… (a1b2c3).xlsx"),
        ("audit Day, April.xlsx", "audit … (a1b2c3).xlsx"),
        ("April Case audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("PC North June 2026.xlsx", "… June 2026 (a1b2c3).xlsx"),
        ("P.C. North.xlsx", "… (a1b2c3).xlsx"),
        ("Mrs Amber Day audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("PC 34 West audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("Officer West audit.xlsx", "Officer … audit (a1b2c3).xlsx"),
        ("Detective Sergeant Law.xlsx", "… (a1b2c3).xlsx"),
        ("12 March 1985.xlsx", "… (a1b2c3).xlsx"),
        ("12 March 85 audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("3rd March 2004.xlsx", "… (a1b2c3).xlsx"),
        ("March 12 1985.xlsx", "… (a1b2c3).xlsx"),
        ("12-03-2004.xlsx", "… (a1b2c3).xlsx"),
        ("20040312 audit.xlsx", "… audit (a1b2c3).xlsx"),
        ("dob 3 April audit.xlsx", "… audit (a1b2c3).xlsx"),
    ],
)
def test_other_words_are_hidden_and_tagged(name: str, safe: str) -> None:
    assert shown(name) == safe


@pytest.mark.parametrize(
    "hidden",
    [
        *("May Green", "Day, April", "Amber Law", "PC North", "P.C. West", "Mrs Day", "Officer West"),
        *("12 March 1985", "12/03/2004", "dob 3 April", "Zelphira"),
    ],
)
def test_one_rule_holds_for_files_tabs_and_districts(hidden: str) -> None:
    """Two names in a row, a name after a rank, a day of birth: hidden in all three."""
    assert hidden not in shown(f"{hidden} audit.xlsx")
    assert NAMER.tab(f"{hidden} audit", 1) == f"{NAMER.tab(hidden, 1).removesuffix(' (tab 1)')} audit (tab 1)"
    assert not NAMER.names_place(hidden)


def test_tabs_named_after_people_name_no_district(read: Read, tmp_path: Path) -> None:
    sheet = "Case reference | Date of audit | Risk tool completed\nDA/1 | @2024-04-03 | Yes"
    names = ("Amber", "Honour", "North", "South")
    tabs = {name: sheet.replace("DA/1", f"DA/{n}") for n, name in enumerate(names)}
    evidence = read(book(tmp_path / "a.xlsx", **tabs))
    assert {case.district for one in evidence.cases for case in one.cases} == {None, "North", "South"}


def test_a_tab_is_found_by_its_number(read: Read, tmp_path: Path) -> None:
    sheet = "Case reference | Date of audit | Risk tool completed\nDA/1 | @2024-04-03 | Yes"
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


@pytest.mark.parametrize(
    "label", ["North", "Team 2", "A Division", "N", "North-East", "Rural Central", "Fenwick"]
)
def test_labels_of_known_words_are_shown(label: str) -> None:
    assert Namer(lambda: SHIPPED, ["Fenwick"]).names_place(label)


@pytest.mark.parametrize(
    "label",
    [
        "Zebedee Quux",
        "Quux",
        "PC North",
        "P.C. North",
        "PC1234",
        "Sgt. West",
        "North (DI)",
        "Mr Green",
        "Dr. East",
        *(
            "April West",
            "Amber",
            "Honour Law",
            "Day",
            "PS Fenwick",
            "a b",
            "AB12",
            "07700 900416",
            "T/DS Central",
            "Cllr South",
        ),
    ],
)
def test_labels_that_may_be_a_persons_are_not(label: str) -> None:
    assert not Namer(lambda: SHIPPED, ["Fenwick"]).names_place(label)


def test_a_rank_that_the_workspace_lists_is_a_word_of_its_own() -> None:
    assert Namer(lambda: SHIPPED, ["Fenwick PS"]).names_place("Fenwick PS")


@pytest.mark.parametrize("heading", ["District", "Area"])
def test_a_name_over_many_rows_is_hidden_and_its_rows_stay_together(
    read: Read, tmp_path: Path, heading: str
) -> None:
    rows = [f"DA/{n} | @2024-04-03 | {('Zebedee Quux', 'PC Quux', 'North')[n % 3]} | Yes" for n in range(12)]
    drawing = f"Case reference | Date of audit | {heading} | Risk tool completed\n" + "\n".join(rows)
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    (sheet,) = evidence.cases
    shown = Counter(sheet.cases.district)
    assert sorted(shown.values()) == [4, 4, 4]
    assert all(re.fullmatch("North|District [0-9a-f]{6}", str(name)) for name in shown)
    told = {notice.code: notice for notice in evidence.notices}
    assert len(told["label_not_kept"].cells) == 8
    assert (told["looks_personal"].severity, len(told["looks_personal"].cells)) == ("warning", 4)


def test_a_name_on_one_row_makes_no_group(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | District | Risk tool completed\n"
    rows = "DA/1 | @2024-04-03 | Quux | Yes\nDA/2 | @2024-04-03 | unknown | Yes\nDA/3 | @2024-04-03 | unknown | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing + rows))
    assert [case.district for case in evidence.cases[0].cases] == [None, None, None]
    (told,) = [notice for notice in evidence.notices if notice.code == "label_not_kept"]
    assert told.cells == ("C2",)


def test_a_name_above_two_tables_keeps_their_rows_apart(read: Read, tmp_path: Path) -> None:
    drawing = "District | {}\n\nCase reference | Date of audit | Risk tool completed\n{}1 | @2024-04-03 | Yes"
    tabs = {"One": drawing.format("Sgt Quux", "A"), "Two": drawing.format("Zelphira", "B")}
    evidence = read(book(tmp_path / "a.xlsx", **tabs))
    places = [sheet.cases[0].district for sheet in evidence.cases]
    assert len(set(places)) == 2
    assert all(str(place).startswith("District ") for place in places)
    assert codes(evidence).count("label_not_kept") == 2
    assert codes(evidence).count("looks_personal") == 1


def test_labels_that_are_not_kept_still_tell_figures_apart(read: Read, tmp_path: Path) -> None:
    """Two districts' figures never count as one figure given twice, whatever the districts are called."""
    drawing = "Measure | Month | District | Numerator | Denominator\n"
    rows = "M16 | April 2024 | Quandle | #1 | #2\nM16 | April 2024 | Zelphira | #3 | #4"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing + rows))
    shown = {str(figure.district) for figure in evidence.figures}
    assert len(shown) == 2
    assert all(name.startswith("District ") for name in shown)
    assert "label_not_kept" in codes(evidence)


def test_a_person_in_an_answer_column_is_told_by_cell(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Tool done | Reviewed\nDA/1 | @2024-04-03 | Yes | 07700 900416"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    (told,) = [notice for notice in evidence.notices if notice.code == "looks_personal"]
    assert (told.cells, told.found, told.severity) == (("D2",), None, "warning")


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("North4", "North"), {"label_two_spellings": ("C2", "C3")}),
        (("north⁴", "North"), {"label_two_spellings": ("C2", "C3")}),
        (("North*", "South"), {"label_footnote": ("C2",)}),
        (("South", "North[12]"), {"label_footnote": ("C3",)}),
        (("Northumbria4", "Northumbria"), {"label_two_spellings": ("C2", "C3")}),
        (("Team2", "Team"), {}),
        (("N4", "N"), {}),
        (("North 4", "North"), {}),
        (("North 123", "North"), {}),
    ],
)
def test_footnotes_on_labels_are_told(
    read: Read, tmp_path: Path, labels: tuple[str, ...], told: dict[str, tuple[str, ...]]
) -> None:
    rows = "\n".join(f"M16 | April 2024 | {label} | #5 | #50" for label in labels)
    drawing = f"Measure | Month | District | Numerator | Denominator\n{rows}"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    said = [notice for notice in evidence.notices if notice.code in ("label_footnote", "label_two_spellings")]
    assert {notice.code: notice.cells for notice in said} == told
    assert all(notice.severity == "warning" and notice.found is None for notice in said)


def test_a_footnote_on_a_label_above_the_table_is_told(read: Read, tmp_path: Path) -> None:
    drawing = (
        "District | North4\n\nCase reference | Date of audit | Risk tool completed\nA1 | @2024-04-03 | Yes"
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert [notice.cell for notice in evidence.notices if notice.code == "label_footnote"] == ["B1"]
