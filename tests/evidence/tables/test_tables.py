"""Case sheets in the disorder people send them in: where the table is, what words mean, which rows count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.evidence.grid.cell_text import near_word
from daready.evidence.model import CaseSheet, Evidence, Notice
from daready.rubric.terms import Outcome, Selection
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, text

PLAIN = """
Case reference | Date of audit | Risk tool completed | Supervisor review
DA/1           | @2024-04-03   | Yes                 | No
DA/2           | @2024-04-09   | Partial             | N/A
"""


def codes(evidence: Evidence) -> list[str]:
    """Those about the sheets; two files of one name are told apart by the test's own folders, which are hidden."""
    asides = {"selection_not_stated", "file_name_hidden"}
    return [notice.code for notice in evidence.notices if notice.code not in asides]


def told(evidence: Evidence, code: str) -> Notice:
    return next(notice for notice in evidence.notices if notice.code == code)


def only(evidence: Evidence) -> CaseSheet:
    (sheet,) = evidence.cases
    return sheet


def aside(evidence: Evidence) -> dict[str, int]:
    total: dict[str, int] = {}
    for file in evidence.files:
        for sheet in file.sheets:
            for reason, n in sheet.set_aside.items():
                total[reason] = total.get(reason, 0) + n
    return total


def test_a_plain_sheet_keeps_every_answer_with_its_cell(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=PLAIN))
    sheet = only(evidence)
    assert codes(evidence) == []
    assert sheet.questions == ("Q25", "Q28")
    assert sheet.outcomes == b"YNPA"
    assert [(case.row, case.day, str(case.month)) for case in sheet.cases] == [
        (2, date(2024, 4, 3), "2024-04"),
        (3, date(2024, 4, 9), "2024-04"),
    ]
    assert sheet.columns == {"Q25": "C", "Q28": "D"}
    assert sheet.answer(1, "Q25") is Outcome.PARTIAL
    assert sheet.answer(0, "Q35") is Outcome.NOT_ASKED
    assert (evidence.rows_read, evidence.rows_used) == (2, 2)


def test_title_rows_marking_facts_and_section_bars_stand_above_the_header(read: Read, tmp_path: Path) -> None:
    drawing = """
OFFICIAL-SENSITIVE
DA dip sample
How chosen: random | | Cases in the month | #212
 | | Initial response | | Risk
Case reference | Date of audit | Risk tool completed | Supervisor review | Risk grade
DA/1 | @2024-04-03 | Yes | No | High
"""
    path = book(tmp_path / "a.xlsx", merge=(("C4:D4", "Initial response"),), Audit=drawing)
    evidence = read(path)
    sheet = only(evidence)
    assert codes(evidence) == []
    assert evidence.files[0].sheets[0].header_row == 5
    assert sheet.cases[0].selection is Selection.RANDOM
    assert not sheet.cases[0].claimed
    assert sheet.population == 212
    assert sheet.cases[0].risk == "high"
    assert list(evidence.notices) == []


def test_empty_rows_and_columns_before_the_table_do_not_move_cells(read: Read, tmp_path: Path) -> None:
    rows = [
        [],
        [],
        ["", "", "Case reference", "Date of audit", "Risk tool completed"],
        ["", "", "DA/1", date(2024, 4, 3), "yess"],
    ]
    evidence = read(book(tmp_path / "a.xlsx", Audit=rows))
    assert told(evidence, "answer_not_understood").cell == "E4"
    assert only(evidence).columns == {"Q25": "E"}


@pytest.mark.parametrize(
    "heading",
    [
        "Q25. Was the risk tool completed for this incident?",
        "25) Was the risk tool completed for this incident",
        "25 - was the RISK tool\\ncompleted for this incident:",
        "Was the risk tool completed\u00a0for this\u200b incident? (Y/N/NA)",
        "  Risk tool   completed ",
    ],
)
def test_headings_match_by_their_synonyms_however_dressed(read: Read, tmp_path: Path, heading: str) -> None:
    drawing = f"Case reference | Date of audit | {heading}\nDA/1 | @2024-04-03 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).outcomes == b"Y"


def test_a_heading_with_a_known_number_and_other_words_is_not_accepted(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Reviewed | Q25 Was the moon full?\nDA/1 | @2024-04-03 | Yes | Yes"
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).questions == ("Q28",)
    assert "heading_not_known" in codes(evidence)


def test_a_heading_merged_over_two_rows_belongs_to_the_lower(read: Read, tmp_path: Path) -> None:
    drawing = """
 | | Initial response |
 | | Risk tool completed | Supervisor review
DA/1 | @2024-04-03 | Yes | No
"""
    merge = (("A1:A2", "Case reference"), ("B1:B2", "Date of audit"))
    path = book(tmp_path / "a.xlsx", merge=merge, Audit=drawing)
    assert only(read(path)).outcomes == b"YN"


def test_merged_values_speak_for_each_of_their_rows_and_merged_answers_for_none(
    read: Read, tmp_path: Path
) -> None:
    drawing = """
Case reference | District | Date of audit | Risk tool completed | Supervisor review
DA/1 | | @2024-04-03 | Yes | No
DA/2 | | @2024-04-03 | |
 | | | |
DA/3 | | @2024-04-03 | Yes | Yes
"""
    path = book(tmp_path / "a.xlsx", merge=(("B2:B4", "North"), ("D3:E3", "N/A")), Audit=drawing)
    evidence = read(path)
    assert [case.district for case in only(evidence).cases] == ["North", "North", None]
    assert only(evidence).outcomes == b"YN??YY"
    assert evidence.rows_read == 3


@pytest.mark.parametrize(
    ("word", "byte"),
    [
        *((word, "Y") for word in ("Yes", "yes ", "YES.", "✔", "✔\ufe0f", "!true", "#1")),
        *((word, "N") for word in ("!false", "#0", "n", "No,")),
        *((word, "A") for word in ("N/A\\n", "not  applicable")),
        *((word, "_") for word in ("", "\u200b")),
        *((word, "?") for word in ("Yes, sporadically", "No, it is not applicable", "Yes?", "maybe")),
        ("?", "R"),
    ],
)
def test_the_whole_cell_is_the_word(read: Read, tmp_path: Path, word: str, byte: str) -> None:
    drawing = f"Case reference | Date of audit | Tool done | Reviewed\nDA/1 | @2024-04-03 | {word} | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert chr(only(evidence).outcomes[0]) == byte
    assert ("answer_not_understood" in codes(evidence)) == (byte == "?")


def test_true_and_one_are_different_words(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Risk tool completed\nD1 | @2024-04-03 | #1\nD2 | @2024-04-03 | !true"
    assert only(read(book(tmp_path / "a.xlsx", Audit=drawing))).outcomes == b"YY"


def test_the_choices_of_a_question_win_over_the_forms_words(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Was video on?\n"
        "D1 | @2024-04-03 | part\n"
        "D2 | @2024-04-03 | All\n"
        "D3 | @2024-04-03 | NR"
    )
    assert only(read(book(tmp_path / "a.xlsx", Audit=drawing))).outcomes == b"NYR"


def test_like_faults_in_a_column_are_one_notice_and_only_a_near_slip_is_quoted(
    read: Read, tmp_path: Path
) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Supervisor review
D1 | @2024-04-03 | yess | Rang Mrs Marker twice
D2 | @2024-04-04 | yess | Jo
D3 | @2024-04-04 | Yes | Yes
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    first, second = (n for n in evidence.notices if n.code == "answer_not_understood")
    assert (first.found, first.cells) == ("yess", ("C2", "C3"))
    assert (second.found, second.cells) == (None, ("D2", "D3"))
    assert "Marker" not in second.message
    assert only(evidence).outcomes == b"????YY"


def test_a_blank_where_the_question_did_not_apply_is_not_applicable(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk grade | Was a MARAC referral made?
D1 | @2024-04-03 | High |
D2 | @2024-04-03 | Std |
D3 | @2024-04-03 | |
D4 | @2024-04-03 | H | N/A
D5 | @2024-04-03 | Med | No
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).outcomes == b"_A_aN"
    assert told(evidence, "said_not_applicable").cells == ("D5",)


def test_without_the_deciding_column_a_blank_stays_blank(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Was a MARAC referral made? | Tool done\nD1 | @2024-04-03 | | Yes"
    )
    assert only(read(book(tmp_path / "a.xlsx", Audit=drawing))).outcomes == b"_Y"


def test_numbers_stand_beside_the_answers(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Hours to supervisor review
D1 | @2024-04-03 | Yes | #4.5
D2 | @2024-04-03 | Yes | 1,200
D3 | @2024-04-03 | Yes | N/A
D4 | @2024-04-03 | Yes | soon
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    sheet = only(evidence)
    assert sheet.numbers == {(0, "Q28h"): 4.5, (1, "Q28h"): 1200.0}
    assert sheet.questions == ("Q25",)
    assert sheet.columns["Q28h"] == "D"
    assert told(evidence, "number_not_understood").cells == ("D5",)


def test_rows_that_are_not_cases_are_told_apart(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Supervisor review
 | | Yes/No | Y/N/NA
Crew A | | |
DA/1 | @2024-04-03 | Yes | No
 | | |
Case reference | Date of audit | Risk tool completed | Supervisor review
Crew B | | |
DA/2 | @2024-04-03 | Yes | No
DA/9 | | |
Total | | #2 | #0
% yes | | 100% | 0%
 | | #2 | #7
Notes: two cases could not be found
Printed by the audit office
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert aside(evidence) == {
        "legend_row": 1,
        "section_row": 2,
        "repeated_header": 1,
        "reference_only": 1,
        "total_row": 2,
        "total_unnamed": 1,
        "note_row": 2,
    }
    assert evidence.rows_used == 2
    severities = {n.code: n.severity for n in evidence.notices}
    assert severities["total_row"] == "info"
    assert severities["reference_only"] == "warning"


def test_a_row_called_total_that_answers_in_words_is_a_case(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Risk tool completed\nTotal | @2024-04-03 | No\nD1 | @2024-04-03 | Yes"
    assert only(read(book(tmp_path / "a.xlsx", Audit=drawing))).outcomes == b"NY"


def test_a_row_of_nothing_readable_is_set_aside(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Risk tool completed | Supervisor review\n | @2024-04-03 | see file | hm\n"
        "D1 | @2024-04-03 | Yes | No"
    )
    assert aside(read(book(tmp_path / "a.xlsx", Audit=drawing))) == {"nothing_readable": 1}


def test_a_renamed_required_column_is_named_and_its_rows_still_count(read: Read, tmp_path: Path) -> None:
    drawing = "Case refrence no | Date of audit | Risk tool completed | Supervisor review\nD1 | @2024-04-03 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    notice = told(evidence, "reference_missing")
    assert notice.cell == "A1"
    assert notice.severity == "warning"
    assert "Case reference" in notice.message
    assert only(evidence).cases[0].key is None


def test_a_second_column_of_the_same_heading_is_not_read(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Risk tool completed | Risk tool completed\nD1 | @2024-04-03 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert only(evidence).outcomes == b"Y"
    assert (told(evidence, "heading_twice").cell, told(evidence, "heading_twice").severity) == ("D1", "error")


def test_an_unknown_heading_is_a_warning_when_near_and_information_when_not(
    read: Read, tmp_path: Path
) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Supervisr review | Marker Jane | | Empty column
D1 | @2024-04-03 | Yes | No | 4 | x |
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    near, far = (n for n in evidence.notices if n.code == "heading_not_known")
    assert (near.cell, near.severity, near.found) == ("D1", "warning", "Supervisr review")
    assert (far.cell, far.severity, far.found) == ("E1", "info", None)
    assert "Marker" not in far.message
    assert told(evidence, "heading_blank").cell == "F1"


def test_two_equally_good_heading_rows_are_not_guessed_between(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Supervisor review
Case reference | Date of audit | Supervisor review | Risk tool completed
D1 | @2024-04-03 | Yes | No
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert codes(evidence) == ["header_ambiguous"]
    assert aside(evidence) == {"header_ambiguous": 3}
    assert evidence.rows_used == 0


def test_a_file_that_fits_no_form_says_which_comes_near(read: Read, tmp_path: Path) -> None:
    evidence = read(
        book(tmp_path / "a.xlsx", Audit="Month | District | Met\nApr | N | #3"),
        book(tmp_path / "b.xlsx", Rota="Name | Shift\nMarker | Late"),
    )
    near, far = (n for n in evidence.notices if n.code == "no_form_fits")
    assert "case-totals" in near.message
    assert "Looked at" in near.message
    assert "form" not in far.message.split("any form.")[1]
    assert near.severity == "error"


def test_a_sheet_of_notes_beside_a_table_is_no_fault(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Cover="Read me first", Audit=PLAIN, Empty=""))
    assert {n.severity for n in evidence.notices if n.code == "no_table"} == {"info"}
    assert "no_form_fits" not in codes(evidence)
    assert evidence.files[0].form == "case-audit"


def test_selection_not_stated_is_said_once_and_a_claim_fills_only_silence(read: Read, tmp_path: Path) -> None:
    silent = "Case reference | Date of audit | Risk tool completed\nA1 | @2024-04-03 | Yes"
    stated = (
        "Case reference | Date of audit | Risk tool completed | How chosen\n"
        "B1 | @2024-04-03 | Yes | Hand-picked\n"
        "B2 | @2024-04-03 | Yes | dunno"
    )
    paths = (
        book(tmp_path / "a.xlsx", One=silent),
        book(tmp_path / "b.xlsx", Two=stated),
        book(tmp_path / "c.xlsx", S=silent.replace("A1", "C1")),
    )
    evidence = read(*paths)
    assert [n.file for n in evidence.notices if n.code == "selection_not_stated"] == [""]
    claimed = read(*paths, selection=Selection.RANDOM)
    cases = [case for sheet in claimed.cases for case in sheet.cases]
    assert [(case.selection, case.claimed) for case in cases] == [
        (Selection.RANDOM, True),
        (Selection.JUDGEMENT, False),
        (Selection.NOT_STATED, False),
        (Selection.RANDOM, True),
    ]


def test_csv_is_read_as_a_workbook_is(read: Read, tmp_path: Path) -> None:
    drawing = (
        "DA audit; April\n"
        "Case reference | Date of audit | Risk tool completed | Comments\n"
        "DA/1 | 3.4.24 | ✔ | said, \\nthen\n"
        "DA/2 | 04/04/2024 | No"
    )
    plain = read(text(tmp_path / "comma.csv", drawing))
    semicolon = read(text(tmp_path / "semi.csv", drawing, delimiter=";"))
    tab = read(text(tmp_path / "tab.tsv", drawing, delimiter="\t"))
    bom = read(text(tmp_path / "bom.csv", drawing, encoding="utf-8-sig"))
    wide = read(text(tmp_path / "wide.csv", drawing, encoding="utf-16"))
    for evidence in (plain, semicolon, tab, bom, wide):
        assert only(evidence).outcomes == b"YN"
        assert [case.row for case in only(evidence).cases] == [3, 4]
        assert codes(evidence) == []


def test_csv_from_windows_is_read_and_said(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Case reference,Date of audit,Risk tool completed\nDA–1,3.4.24,Yes\n".encode("cp1252"))
    evidence = read(path)
    assert only(evidence).outcomes == b"Y"
    assert codes(evidence) == ["read_as_windows"]


def test_a_near_word_is_suggested_but_a_short_one_never_quoted() -> None:
    assert near_word("Jo", ["no", "yes"]) == ("no", None)
    assert near_word("Les", ["no", "yes"]) == ("yes", None)
    assert near_word("yess", ["no", "yes"]) == ("yes", "yess")
    assert near_word("partail", ["partial"]) == ("partial", "partail")
    assert near_word("Rang her twice", ["partial"]) == (None, None)


@pytest.mark.parametrize(("population", "said"), [("#3", False), ("#2", True)])
def test_more_cases_than_there_were_is_told(read: Read, tmp_path: Path, population: str, said: bool) -> None:
    drawing = f"""
Cases in the month | {population}

Case reference | Date of audit | Risk tool completed
D1 | 3.4.24 | Yes
D2 | 3.4.24 | Yes
D3 | 4.4.24 | Yes
"""
    assert ("population_too_small" in codes(read(book(tmp_path / "a.xlsx", Audit=drawing)))) is said


UNDER = """
Case reference | Date of audit | Risk tool completed | Supervisor review
DA/1           | @2024-04-03   | Yes                 | No
AB             | @2024-04-04   | Yes                 | Yes
DA/2           | soon          | Yes                 | No
AC             |               | No                  | No

District       | Cases         | Yes                 | No
North          | 12            | 7                   | 5
"""


def test_a_small_table_pasted_under_the_cases_is_no_case(read: Read, tmp_path: Path) -> None:
    """Its rows are told and go apart; a case whose reference or whose day is unusual stays one."""
    evidence = read(book(tmp_path / "Audit April 2024.xlsx", Audit=UNDER))
    assert aside(evidence) == {"total_unnamed": 1, "unlike_a_case": 1}
    assert only(evidence).outcomes == b"YNYYYNNN"
    assert told(evidence, "unlike_a_case").cells == ("A7",)
    assert len(evidence.contested) == 1
