"""Totals, figures, documents and judgements: what becomes a record, and why a row does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.rubric.terms import Colour, Selection
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, told


def test_totals_name_the_question_of_the_audit_form(read: Read, tmp_path: Path) -> None:
    drawing = """
Question | Month | District | Met | Looked at | How chosen
Q28 | Apr-24 | North | #17 | #20 | Random
Q25. Was the risk tool completed for this incident? | 2024-04 | North | 18 | 20 |
Total | | | #35 | #40 |
"""
    evidence = read(book(tmp_path / "a.xlsx", Totals=drawing))
    first, second = evidence.figures
    assert (first.form, first.item, str(first.month)) == ("case-totals", "case-audit/Q28", "2024-04")
    assert (first.numerator, first.denominator, first.district) == (17, 20, "North")
    assert (first.selection, second.selection) == (Selection.RANDOM, Selection.NOT_STATED)
    assert (first.place.sheet, first.place.row) == ("Totals", 2)
    assert second.item == "case-audit/Q25"
    assert aside(evidence) == {"total_row": 1}
    assert "selection_not_stated" in [n.code for n in evidence.general]
    claimed = read(tmp_path, selection=Selection.ALL).figures
    assert [(f.selection, f.claimed) for f in claimed] == [(Selection.RANDOM, False), (Selection.ALL, True)]


def test_figures_whose_numbers_do_not_fit_are_set_aside(read: Read, tmp_path: Path) -> None:
    drawing = """
Measure | Month | Numerator | Denominator
M16 | Apr-24 | #30 | #40
M16 | May-24 | #50 | #40
M16 | Jun-24 | #-1 | #40
M16 | Jul-24 | #1.5 | #40
M16 | Aug-24 | .. | #40
M16 | Sep-24 | 85% | #40
M16 | Oct-24 | | #40
M16 | soon | #1 | #40
M61 | Apr-24 | #1 | #40
Arrest rat | Apr-24 | #1 | #40
"""
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert [f.item for f in evidence.figures] == ["performance-return/M16"]
    assert aside(evidence) == {
        "numbers_do_not_fit": 3,
        "essentials_missing": 3,
        "undated": 1,
        "item_not_known": 2,
    }
    assert told(evidence, "numbers_do_not_fit").severity == "error"
    assert told(evidence, "number_not_understood").cells == ("C6", "C7")
    assert [n.found for n in evidence.notices if n.code == "item_not_known"] == [None, "Arrest …"]
    assert "selection_not_stated" not in codes(evidence)
    assert not evidence.general


def test_a_figure_given_twice_counts_once_and_a_contradiction_not_at_all(read: Read, tmp_path: Path) -> None:
    one = "Measure | Month | Numerator | Denominator\nM16 | Apr-24 | #30 | #40\nM16 | May-24 | #30 | #40"
    two = "Measure | Month | Numerator | Denominator\nM16 | Apr-24 | #30 | #40\nM16 | May-24 | #31 | #40"
    evidence = read(book(tmp_path / "a.xlsx", R=one), book(tmp_path / "b.xlsx", R=two))
    assert [(str(f.month), f.place.file) for f in evidence.figures] == [("2024-04", "a.xlsx")]
    assert aside(evidence) == {"duplicate_figure": 1, "duplicate_figure_conflict": 2}


def test_documents_are_checked_only_by_a_second_person(read: Read, tmp_path: Path) -> None:
    drawing = """
Document | Status | Dated | Review date | Owner | Checked by
da-policy | Approved | 1 Mar 2024 | 1 Mar 2025 | A Marker | B Other
Domestic abuse policy | Draft | | never | A Marker | a  marker
da-policy | None | | | |
da-policy | pending | | | |
da-policy | | | | |
"""
    evidence = read(book(tmp_path / "a.xlsx", Register=drawing))
    first, second, third = evidence.documents
    assert (first.item, first.status, first.checked) == ("document-register/da-policy", "approved", True)
    assert (first.dated, first.review) == (date(2024, 3, 1), date(2025, 3, 1))
    assert (second.checked, second.review, third.status) == (False, None, "absent")
    assert aside(evidence) == {"essentials_missing": 2}
    assert told(evidence, "date_not_understood").cells == ("D3",)
    assert told(evidence, "answer_not_understood").cells == ("B5",)


def test_judgements_name_a_criterion_and_keep_no_name(read: Read, tmp_path: Path) -> None:
    drawing = """
Criterion | Colour | Kind | Made on | By | Reason
U08 | Green | Judgement | 3.4.24 | A Marker | seen it
risk-assessed | Red | Plan | 3.4.24 | |
Risk is assessed | Amber | Intent | | B |
U99 | Red | Intent | 3.4.24 | B |
"""
    evidence = read(book(tmp_path / "a.xlsx", Views=drawing))
    first, second = evidence.judgements
    assert (first.criterion, first.colour, first.kind) == ("risk-assessed", Colour.GREEN, "judgement")
    assert (first.made, first.reasoned, second.kind, second.reasoned) == (
        date(2024, 4, 3),
        True,
        "intent",
        False,
    )
    assert first.rater
    assert second.rater is None
    assert "marker" not in repr(evidence).casefold()
    assert aside(evidence) == {"essentials_missing": 1, "item_not_known": 1}


def test_without_a_column_that_counts_nothing_can_be_used(read: Read, tmp_path: Path) -> None:
    drawing = "Measure | Month | District | Numerator\nM16 | Apr-24 | North | #3"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert evidence.figures == ()
    assert aside(evidence) == {"column_missing": 1}
    assert told(evidence, "column_missing").severity == "error"


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("#50 | #40", "numbers_do_not_fit", "C2"),
        ("#-5 | #40", "numbers_do_not_fit", "C2"),
        ("#5 | #40.5", "numbers_do_not_fit", "D2"),
        ("#5 | ", "essentials_missing", "D2"),
        (" | #40", "essentials_missing", "C2"),
        ("@2025-04-03 | #40", "count_became_a_date", "C2"),
    ],
)
def test_a_row_that_is_not_used_names_the_cell_that_shows_why(
    read: Read, tmp_path: Path, row: str, code: str, cell: str
) -> None:
    drawing = f"Measure | Month | Numerator | Denominator\nM16 | Jul 2025 | {row}"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert [n.cell for n in evidence.notices if n.code == code] == [cell]
