"""The person's own workbook comes back marked, nothing of theirs lost, and a corrected copy replaces the first."""

from __future__ import annotations

import hashlib
import random
import resource
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from daready.evidence.model import Evidence
from daready.evidence.opening.stamp import ORIGINAL, SPOKEN
from daready.evidence.settling.marked_copies import Sent, set_aside
from daready.evidence.tables.own_sheets import NOT_READ
from daready.workbooks_out.marked_copy import FAULTS, Marked, hand_back, with_notices
from daready.workbooks_out.what_a_copy_loses import losses
from tests.evidence.conftest import Read

HEADINGS = ("Case reference", "Date audited", "Risk grade", "Risk tool completed", "Supervisor review")


def audit(path: Path, *answers: str, merged: str | None = None) -> Path:
    """A small audit with a title, a fact, colours and widths of its own; row 4 holds the headings."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "It's June"
    sheet["A1"] = "June audit"
    sheet["A1"].font = Font(bold=True, size=20)
    sheet["A2"], sheet["B2"] = "Selection", "Random"
    sheet.append([])
    sheet.append(HEADINGS)
    for number, answer in enumerate(answers, start=1):
        sheet.append([f"C{number}", "3 Jun 2026", "High", answer, "Yes"])
    for cell in sheet[4]:
        cell.fill = PatternFill("solid", start_color="FF00FF00")
    sheet["D5"].fill = PatternFill("solid", start_color="FF112233")
    sheet.column_dimensions["D"].width = 33
    sheet["E5"].comment = Comment("Ask the sergeant.", "A person")
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    return path


def handed(evidence: Evidence, *paths: Path) -> list[Marked]:
    return list(hand_back(evidence, {path.name: path for path in paths}))


def saved(one: Marked, folder: Path, name: str | None = None) -> Path:
    path = folder / (name or one.name)
    path.write_bytes(one.content)
    return path


def codes(evidence: Evidence) -> list[str]:
    # Two files of one name are told apart by the test's own folders, whose words are hidden.
    return [notice.code for notice in evidence.notices if notice.code != "file_name_hidden"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_each_faulty_cell_is_shaded_told_and_listed_with_a_link(
    tmp_path: Path, out: Path, read: Read
) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes", "quite", "No")
    before = path.read_bytes()
    (one,) = handed(read(path), path)
    assert one.notice is None
    assert path.read_bytes() == before
    book = load_workbook(saved(one, out))
    first, sheet = book.worksheets
    assert first.title == FAULTS
    assert first["A2"].value == NOT_READ
    links = {row[2].hyperlink.location for row in first.iter_rows(min_row=7)}
    assert links == {"'It''s June'!D5", "'It''s June'!D7"}
    shaded = {str(area.sqref) for area in sheet.conditional_formatting}
    assert shaded == {"D5 D7"}
    assert [name for name in ("D5", "D6", "D7") if sheet[name].comment] == ["D5", "D7"]
    assert sheet["D7"].comment.text.startswith(SPOKEN)
    assert "quite" not in sheet["D7"].comment.text
    held = [prop.value for prop in book.custom_doc_props.props if prop.name.startswith(ORIGINAL)]
    assert held == [hashlib.sha256(before).hexdigest()]


def test_nothing_of_theirs_is_changed(tmp_path: Path, out: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    (one,) = handed(read(path), path)
    old, new = load_workbook(path).worksheets[0], load_workbook(saved(one, out)).worksheets[1]
    for row in old.iter_rows():
        for cell in row:
            same = new[cell.coordinate]
            assert (same.value, same.fill.start_color.rgb, same.font.b, same.font.sz) == (
                *(cell.value, cell.fill.start_color.rgb),
                *(cell.font.b, cell.font.sz),
            )
    assert new.column_dimensions["D"].width == 33
    assert new["E5"].comment.text == "Ask the sergeant."


def test_a_corrected_copy_loads_clean_and_replaces_the_original(
    tmp_path: Path, out: Path, read: Read
) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    (one,) = handed(read(path), path)
    copy = saved(one, out)
    book = load_workbook(copy)
    book["It's June"]["D5"] = "Yes"
    book.save(copy)
    alone = read(copy)
    assert (codes(alone), alone.rows_read, alone.rows_used) == ([], 2, 2)
    both = read(path, copy)
    assert codes(both) == ["replaced_by_marked"]
    assert (both.rows_read, both.rows_used) == (4, 2)
    assert next(iter(both.notices)).severity == "info"
    assert not list(hand_back(both, {file.source.file: path for file in both.files}))


def test_a_copy_marked_again_loses_its_old_marks_and_replaces_both(
    tmp_path: Path, out: Path, read: Read
) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "quite")
    (one,) = handed(read(path), path)
    copy = saved(one, out)
    book = load_workbook(copy)
    book["It's June"]["D5"] = "Yes"
    book["It's June"]["E6"] = "noo"
    book.save(copy)
    (again,) = handed(read(copy), copy)
    last = saved(again, out, "last.xlsx")
    sheet = load_workbook(last)["It's June"]
    assert load_workbook(last).sheetnames == [FAULTS, "It's June"]
    assert sheet["D5"].comment is None
    assert sheet["E5"].comment.text == "Ask the sergeant."
    assert sheet["D5"].fill.start_color.rgb == "FF112233"
    assert {str(area.sqref) for area in sheet.conditional_formatting} == {"D6 E6"}
    book = load_workbook(last)
    book["It's June"]["D6"] = book["It's June"]["E6"] = "No"
    book.save(last)
    all_three = read(path, copy, last)
    assert sorted(codes(all_three)) == ["replaced_by_marked", "replaced_by_marked"]
    assert all_three.rows_used == 2


def test_two_copies_of_one_original_never_count_twice(tmp_path: Path, out: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    (one,) = handed(read(path), path)
    first, second = saved(one, out, "a.xlsx"), saved(one, out, "b.xlsx")
    for copy, answer in ((first, "Yes"), (second, "No")):
        book = load_workbook(copy)
        book["It's June"]["D5"] = answer
        book.save(copy)
    both = read(first, second)
    assert codes(both) == ["marked_twice", "marked_twice"]
    assert (both.rows_read, both.rows_used) == (4, 0)


def test_which_file_stands_for_a_workbook() -> None:
    original = Sent("o", "0", (), gave=True)
    assert set_aside([original, Sent("m", "1", ("0",), gave=True)]) == {0: ("replaced_by_marked", "m")}
    assert set_aside([original, Sent("m", "1", ("0",), gave=False)]) == {}
    assert set_aside([original, Sent("m", "1", ("9",), gave=True)]) == {}
    three = [Sent(name, name, ("0",), gave=True) for name in "abc"]
    assert {reason for reason, _ in set_aside(three).values()} == {"marked_twice"}
    assert len(set_aside(three)) == 3


def test_a_fault_in_merged_cells_is_told_at_the_first_of_them(tmp_path: Path, out: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "quite", "Yes", "Yes", merged="D5:D6")
    (one,) = handed(read(path), path)
    sheet = load_workbook(saved(one, out)).worksheets[1]
    assert sheet["D5"].comment is not None
    assert {str(area.sqref) for area in sheet.conditional_formatting} == {"D5"}


def test_a_file_without_faults_is_not_handed_back(tmp_path: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "Yes", "No")
    assert handed(read(path), path) == []


def test_a_workbook_with_a_chart_gets_a_list_instead(tmp_path: Path, out: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    book = load_workbook(path)
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=5, max_row=6))
    book.worksheets[0].add_chart(chart, "H2")
    book.save(path)
    evidence = read(path)
    (one,) = handed(evidence, path)
    assert one.notice is not None
    assert one.notice.code == "not_marked"
    assert codes(with_notices(evidence, [one])) == ["answer_not_understood", "not_marked"]
    listed = saved(one, out)
    assert load_workbook(listed).sheetnames == [FAULTS]
    assert codes(read(listed)) == []


def test_a_large_workbook_gets_a_list_instead(tmp_path: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        settings = b"".join(random.Random(n).randbytes(8192) * 50 for n in range(170))
        archive.writestr("xl/printerSettings/printerSettings1.bin", settings)
    (one,) = handed(read(path), path)
    assert one.notice is not None
    assert one.notice.code == "not_marked_large"


ALL_BELOW = "A9:XFD1048576"


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (b"<pageMargins", f'<mergeCells count="1"><mergeCell ref="{ALL_BELOW}"/></mergeCells><pageMargins'),
        (
            b"<pageMargins",
            f'<hyperlinks><hyperlink ref="{ALL_BELOW}" location="A1"/></hyperlinks><pageMargins',
        ),
        pytest.param(  # not seen beforehand: the child's own limits end it
            b"<pageMargins",
            f"<mergeCells count='1'><mergeCell ref='{ALL_BELOW}'/></mergeCells><pageMargins",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["merged", "linked", "unseen"],
)
def test_a_word_that_calls_a_sheet_full_of_cells_into_being_costs_the_copy_alone(
    before: bytes, told: str, tmp_path: Path, read: Read
) -> None:
    """Five kilobytes asked for five gigabytes; what asks is a child, and the next file is marked as ever."""
    plain = audit(tmp_path / "june.xlsx", "yess", "Yes")
    hostile = tmp_path / "july.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(hostile, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = text.replace(before, told.encode(), 1)
            new.writestr(part, text)
    other = audit(tmp_path / "may.xlsx", "noo", "Yes")
    book = load_workbook(other)
    book.worksheets[0]["A5"], book.worksheets[0]["A6"] = "D1", "D2"
    book.save(other)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    listed, marked = handed(read(hostile, other), hostile, other)
    assert listed.notice is not None
    assert listed.notice.code == "not_marked_stopped"
    assert marked.notice is None
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 200_000


def test_what_openpyxl_would_leave_out_with_a_warning_is_a_loss(tmp_path: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "new.xlsx", "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = text.replace(b"<pageMargins", b'<extLst><ext uri="{1}"/></extLst><pageMargins', 1)
            new.writestr(part, text)
    (one,) = handed(read(tmp_path / "new.xlsx"), tmp_path / "new.xlsx")
    assert one.notice is not None
    assert one.notice.code == "not_marked"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, out: Path, read: Read) -> None:
    path = audit(tmp_path / "june.xlsx", "yess", "Yes")
    book = load_workbook(path)
    book.worksheets[0].title = "=1+1"
    book.save(path)
    (one,) = handed(read(path), path)
    first = load_workbook(saved(one, out)).worksheets[0]
    assert [cell.data_type for row in first.iter_rows(min_row=7) for cell in row] == ["s"] * 5


@pytest.mark.parametrize("name", ["june.csv", "june.xlsm"])
def test_what_cannot_be_written_gets_a_list_instead(name: str, tmp_path: Path, out: Path, read: Read) -> None:
    path = tmp_path / name
    if path.suffix == ".csv":
        path.write_text("\n".join([",".join(HEADINGS), "C1,3 Jun 2026,High,yess,Yes"]), encoding="utf-8")
    else:
        shutil.move(audit(tmp_path / "june.xlsx", "yess", "Yes"), path)
    (one,) = handed(read(path), path)
    assert one.notice is not None
    assert one.notice.code == ("not_marked_format" if path.suffix == ".csv" else "not_marked")
    assert load_workbook(saved(one, out)).worksheets[0]["C7"].value == (
        "D2" if path.suffix == ".csv" else "D5"
    )


@pytest.mark.parametrize(
    ("part", "content", "kept"),
    [
        ("xl/vbaProject.bin", b"", False),
        ("xl/media/image1.png", b"", False),
        ("xl/threadedComments/threadedComment1.xml", b"", False),
        ("docMetadata/LabelInfo.xml", b"", False),
        ("xl/metadata.xml", b"", False),
        ("xl/drawings/drawing1.xml", b"<xdr:oneCellAnchor/>", False),
        ("xl/drawings/drawing1.xml", b"<xdr:wsDr/>", True),
        ("xl/printerSettings/printerSettings1.bin", b"", True),
        ("xl/worksheets/sheet9.xml", b"<worksheet><extLst><ext/></extLst></worksheet>", False),
        ("xl/worksheets/sheet9.xml", b"<worksheet><legacyDrawingHF r:id='1'/></worksheet>", False),
    ],
)
def test_what_a_copy_would_lose_is_known(part: str, content: bytes, kept: bool, tmp_path: Path) -> None:
    path = audit(tmp_path / "june.xlsx", "Yes")
    assert losses(path) is None
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, content)
    assert (losses(path) is None) is kept
