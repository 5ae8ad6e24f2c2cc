"""A marked copy stands for its original only where it says again what the original said."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from daready.evidence.model import UNDATED, Doubt, Evidence, Source
from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.rows import DocumentRow, RecordRows
from daready.evidence.settling.marked_copies import Sent, beside, lacking, set_aside
from daready.evidence.settling.settle import File, Reading, settle
from tests.evidence.conftest import CASES, REGISTER, Read, rubric_of
from tests.ledger.making import case_reply
from tests.workbooks_out.test_marked import audit, codes, handed, saved

APRIL, MAY, JUNE = 1, 2, 3


def rows(month: int | None, *names: str | None) -> tuple[tuple[int | None, str | None], ...]:
    return tuple((month, name) for name in names)


def used_again(tmp_path: Path, read: Read) -> tuple[Path, Path]:
    """An audit of June, and its marked copy retyped as July's."""
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    (one,) = handed(read(path), path)
    july = saved(one, tmp_path, "DA audit July 2026.xlsx")
    book = load_workbook(july)
    sheet = book["It's June"]
    sheet.title, sheet["A1"] = "July", "July audit"
    for number in (5, 6):
        sheet[f"A{number}"], sheet[f"B{number}"], sheet[f"D{number}"] = f"D{number}", "7 Jul 2026", "Yes"
    book.save(july)
    return path, july


def test_a_marked_copy_used_for_the_next_month_replaces_nothing(tmp_path: Path, read: Read) -> None:
    both = read(*used_again(tmp_path, read))
    assert (both.rows_read, both.rows_used) == (4, 4)
    assert {str(case.month) for sheet in both.cases for case in sheet.cases} == {"2026-06", "2026-07"}
    assert sorted(codes(both)) == ["answer_not_understood", "marked_for_others"]
    said = next(notice for notice in both.notices if notice.code == "marked_for_others")
    assert (said.file, said.severity) == ("DA audit July 2026.xlsx", "info")


def test_a_copy_that_may_be_a_correction_all_the_same_is_a_warning(tmp_path: Path, read: Read) -> None:
    path, july = used_again(tmp_path, read)
    book = load_workbook(july)
    for number in (5, 6):
        book["July"][f"B{number}"] = "7 Jun 2026"
    book.save(july)
    both = read(path, july)
    assert both.rows_used == 4
    said = next(notice for notice in both.notices if notice.code == "marked_for_others")
    assert said.severity == "warning"


@pytest.mark.parametrize(
    ("original", "copy", "stands"),
    [
        (rows(APRIL, "a", "b"), rows(APRIL, "a", "b"), True),
        (rows(APRIL, "a", "b"), rows(APRIL, "a", "c"), True),
        (rows(APRIL, "a", "b", "c"), rows(APRIL, "a", "d", "e"), False),
        (rows(APRIL, "a", "b"), rows(MAY, "a", "b"), False),
        (rows(APRIL, "a", "b"), rows(APRIL, "a", "b") + rows(MAY, "c", "d", "e"), True),
        (rows(APRIL, "a", "b") + rows(MAY, "c"), rows(APRIL, "a", "b", "c"), True),
        (rows(APRIL, "a", "b") + rows(MAY, "c"), rows(APRIL, "a", "b"), False),
        (rows(None, "a", "b"), rows(APRIL, "a", "b"), True),
        (rows(APRIL, None, None), rows(APRIL, "a", "b"), True),
        (rows(APRIL, None, None), rows(MAY, None, None), False),
        ((), rows(APRIL, "a"), True),
    ],
)
def test_what_says_again_what_the_original_said(
    original: tuple[tuple[int | None, str | None], ...],
    copy: tuple[tuple[int | None, str | None], ...],
    stands: bool,
) -> None:
    files = [Sent("o", "0", (), gave=True, rows=original), Sent("m", "1", ("0",), gave=True, rows=copy)]
    assert (set_aside(files) == {0: ("replaced_by_marked", "m")}) is stands
    assert bool(beside(files)) is not stands


def test_a_correction_and_another_month_of_one_workbook_both_stand() -> None:
    files = [
        Sent("april", "0", (), gave=True, rows=rows(APRIL, "a")),
        Sent("corrected", "1", ("0",), gave=True, rows=rows(APRIL, "a")),
        Sent("may", "2", ("0",), gave=True, rows=rows(MAY, "b")),
        Sent("june", "3", ("0", "2"), gave=True, rows=rows(JUNE, "c")),
    ]
    assert set_aside(files) == {0: ("replaced_by_marked", "corrected")}


def test_cases_that_a_copy_lacks_are_counted(tmp_path: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes", "No", "No")
    (one,) = handed(read(path), path)
    copy = saved(one, tmp_path, "june corrected.xlsx")
    book = load_workbook(copy)
    book["It's June"]["D5"] = "Yes"
    assert read(path, Path(saved_again(book, copy))).rows_used == 4
    book["It's June"].delete_rows(7, 2)
    both = read(path, Path(saved_again(book, copy)))
    said = next(notice for notice in both.notices if notice.code == "marked_lacks")
    assert (both.rows_used, said.severity) == (2, "warning")
    assert "2 rows" in said.message


def saved_again(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("original", "copy", "missing"),
    [
        (rows(APRIL, "a", "b"), rows(APRIL, "a", "b"), 0),
        (rows(APRIL, "a", "b"), rows(APRIL, "a", "c"), 1),
        (rows(APRIL, "a", None, None), rows(APRIL, "a", None), 1),
        (rows(APRIL, None, None), rows(APRIL, "a", "b"), 2),
    ],
)
def test_what_a_copy_lacks(
    original: tuple[tuple[int | None, str | None], ...],
    copy: tuple[tuple[int | None, str | None], ...],
    missing: int,
) -> None:
    files = [Sent("a", "1", (), True, original), Sent("b", "2", ("1",), True, copy)]
    assert lacking(files) == ({1: ("a", missing)} if missing else {})


def twice(*sheets: SheetReply) -> Evidence:
    """Two marked copies of one workbook with these sheets, of which nobody can say which is right."""
    reply = FileReply(sheets, replaces=("0" * 64,))
    files = tuple(File(Source(name, name * 64), reply, name) for name in ("1", "2"))
    return settle(Reading(files), rubric_of(CASES, REGISTER))


def test_of_papers_in_copies_of_which_nobody_knows_the_right_one_all_are_in_doubt() -> None:
    paper = DocumentRow(2, "document-register/da-policy", "approved", None, None, doubted=False, checked=True)
    evidence = twice(
        SheetReply("Papers", "document-register", 1, rows_read=1, rows=RecordRows("document", (paper,)))
    )
    assert evidence.documents == ()
    assert evidence.doubts == (Doubt("document-register/da-policy", UNDATED),)
    assert [notice.code for notice in evidence.notices] == ["marked_twice", "marked_twice"]


def test_contested_cases_stay_so_in_copies_of_which_nobody_knows_the_right_one() -> None:
    (sheet,) = case_reply(["Y", "N"], questions=["Q25"]).sheets
    evidence = twice(sheet.contest({1}, "undated"))
    (contested,) = evidence.contested
    assert evidence.cases == ()
    assert (contested.outcomes, contested.cases.rows) == (b"YN", (2, 3))
