"""What a person sees over cells and a reader does not: boxes, text boxes, pictures, filters; told by cell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.strangers import cells, codes, counts
from tests.evidence.zipped import change, swap

FILES = Path(__file__).parent / "files"
TABLE = "Case reference | Risk tool completed | Supervisor review\nA1 | | Yes\nA2 | Yes | Yes\nA3 | | No"


def beside_sheet(*parts: tuple[str, str]) -> bytes:
    """The relationships of a sheet to the parts named, each with its kind."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    each = [
        f'<Relationship Id="r{n}" Type="{kind}{which}" Target="../{part}"/>'
        for n, (which, part) in enumerate(parts)
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(each)}</Relationships>'.encode()


RELATED = "xl/worksheets/_rels/sheet1.xml.rels"


def with_controls(path: Path, *boxes: tuple[str, str]) -> Path:
    """The workbook with form controls, each of a kind and with its anchor, as Excel draws them."""
    shapes = "".join(
        f'<v:shape><x:ClientData ObjectType="{kind}"><x:Anchor> {anchor}</x:Anchor><br></x:ClientData></v:shape>'
        for kind, anchor in boxes
    )
    more = {
        RELATED: beside_sheet(("vmlDrawing", "drawings/vmlDrawing1.vml")),
        "xl/drawings/vmlDrawing1.vml": f"<xml>{shapes}</xml>".encode(),
    }
    return change(path, {}, more=more)


def test_a_check_box_over_a_blank_answer_is_told(read: Read, tmp_path: Path) -> None:
    path = with_controls(
        book(tmp_path / "a.xlsx", Apr_2024=TABLE),
        ("Checkbox", "1, 5, 1, 2, 2, 0, 2, 4"),
        ("Checkbox", "1, 5, 2, 2, 2, 0, 3, 0"),  # over an answer that is typed: its linked cell
        ("Radio", "1, 5, 2, 18, 2, 0, 4, 1"),  # dragged up a little
        ("Checkbox", "0, 5, 1, 2, 1, 0, 2, 4"),  # over the reference
        ("Button", "1, 5, 1, 2, 2, 0, 2, 4"),
        ("Checkbox", "9, 5, 999999999, 2, 2, 0, 2, 4"),
    )
    assert cells(read(path), "drawn_no_answer") == ["B2", "B4"]


def test_a_comment_is_no_drawing(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=TABLE.replace("A1 | ", "A1 | &rang")))
    assert codes(evidence) == {"comment_no_answer"}


def drawing(folder: Path, *boxes: tuple[str, str]) -> Path:
    """The table with text boxes, each at a cell and with its words, one row high and one column wide."""
    path = folder / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Apr 2024")
    for number, row in enumerate(TABLE.split("\n")):
        sheet.write_row(number, 0, [part.strip() for part in row.split("|")])
    for cell, words in boxes:
        sheet.insert_textbox(cell, words, {"width": 64, "height": 20})
    workbook.close()
    return path


def test_a_text_box_is_told_over_any_answer(read: Read, tmp_path: Path) -> None:
    path = drawing(tmp_path, ("B2", "Yes, on paper"), ("C3", "not ours"), ("F9", "thank you"))
    assert cells(read(path), "drawn_no_answer") == ["B2", "C3"]


def test_a_key_in_a_text_box_is_a_key(read: Read, tmp_path: Path) -> None:
    evidence = read(drawing(tmp_path, ("F2", "Key: Yes = issue found")))
    assert cells(evidence, "key_says_otherwise") == ["F2", "F2"]


def test_an_empty_box_in_a_cell_is_told(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Apr 2024")
    sheet.write_row(0, 0, ["Case reference", "Risk tool completed"])
    sheet.write_column(1, 0, ["A1", "A2", "A3"])
    sheet.insert_checkbox("B2", True)
    sheet.insert_checkbox("B3", False)
    sheet.write_blank("B4", None, workbook.add_format({"checkbox": True}))
    workbook.close()
    evidence = read(path)
    assert cells(evidence, "drawn_no_answer") == ["B4"]
    assert counts(evidence, "Q25") == (1, 1)


@pytest.mark.parametrize("kind", ["custom-shape", "frame", "control"])
def test_a_drawing_in_an_open_document_is_told(read: Read, tmp_path: Path, kind: str) -> None:
    path = Path(shutil.copy(FILES / "audit.ods", tmp_path / "a.ods"))
    cell = '<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>Yes</text:p>'
    drawn = f"<table:table-cell><draw:{kind}><text:p>Yes</text:p></draw:{kind}>"
    evidence = read(change(path, {"content.xml": swap(cell, drawn)}))
    assert len(cells(evidence, "drawn_no_answer")) > 0


def test_a_damaged_drawing_draws_nothing(read: Read, tmp_path: Path) -> None:
    more = {
        RELATED: beside_sheet(("drawing", "drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": b"<a><b>",
    }
    assert codes(read(change(book(tmp_path / "a.xlsx", Apr_2024=TABLE), {}, more=more))) == set()


@pytest.mark.parametrize(
    "words", ["Applied filters:\\nDistrict is North", "Filters applied: May", "(Multiple Items)"]
)
def test_an_export_says_that_a_filter_was_at_work(read: Read, tmp_path: Path, words: str) -> None:
    below, above = f"{TABLE}\n\n{words}", f"Team | {words}\n\n{TABLE}"
    assert cells(read(book(tmp_path / "a.xlsx", Apr_2024=below)), "filter_at_work") == ["A6"]
    assert cells(read(book(tmp_path / "b.xlsx", Apr_2024=above)), "filter_at_work") == ["B1"]


def test_no_filter_is_no_filter(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Apr_2024=f"{TABLE}\n\nApplied filters: no filters")
    assert cells(read(path), "filter_at_work") == []


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<pageFields><pageField fld="0" item="2" hier="-1"/></pageFields>', ["A3"]),
        ('<pageFields><pageField fld="0" hier="-1"/></pageFields>', []),
        ('<pivotField><items><item x="0"/><item h="1" x="1"/></items></pivotField>', ["A3"]),
    ],
)
def test_a_pivot_table_that_shows_some_items_only(
    read: Read, tmp_path: Path, inside: str, told: list[str]
) -> None:
    pivot = f'<pivotTableDefinition><location ref="A3:C9"/>{inside}</pivotTableDefinition>'
    more = {
        RELATED: beside_sheet(("pivotTable", "pivotTables/pivotTable1.xml")),
        "xl/pivotTables/pivotTable1.xml": pivot.encode(),
    }
    path = change(book(tmp_path / "a.xlsx", Apr_2024=TABLE), {}, more=more)
    assert cells(read(path), "filter_at_work") == told
