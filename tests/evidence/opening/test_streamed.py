"""Sheets too large for the fast reader: read while they unpack, cell for cell as the fast reader reads, or refused."""

from __future__ import annotations

import random
import resource
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.brief import Brief
from daready.evidence.grid.grid import Book, Row
from daready.evidence.limits import MEMORY_BYTES
from daready.evidence.loader import load
from daready.evidence.opening import any_file, csv_text, excel_long_sheets, workbooks
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence import drawn
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN, codes
from tests.evidence.zipped import change, swap

SHEET = "xl/worksheets/sheet1.xml"
SAMPLES = sorted(Path(__file__).parents[3].joinpath("evidence_samples").rglob("*.xlsx"))


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Book, Book]:
    """A workbook as the fast reader reads it, and as it is read while it unpacks."""
    whole = workbooks.begin(data)()
    monkeypatch.setattr(workbooks, "STREAMED_BYTES", -1)
    return whole, workbooks.begin(data)()


def shown(rows: list[Row]) -> list[Row]:
    """The rows without the blank cells that fill up a rectangle."""
    cut = [row[: max((at + 1 for at, value in enumerate(row) if value != ""), default=0)] for row in rows]
    return cut[: max((at + 1 for at, row in enumerate(cut) if row), default=0)]


def same(whole: Book, streamed: Book) -> None:
    assert streamed.refused is None
    assert [grid.name for grid in streamed.grids] == [grid.name for grid in whole.grids]
    for one, other in zip(whole.grids, streamed.grids, strict=True):
        assert shown(other.rows) == shown(one.rows)
        assert (other.merged, other.hidden, other.findings.odd) == (one.merged, one.hidden, one.findings.odd)
        assert other.findings.hidden_rows == one.findings.hidden_rows
        assert other.findings.hidden_columns == one.findings.hidden_columns
        assert other.findings.filtered == one.findings.filtered


@pytest.mark.parametrize("path", SAMPLES[::3], ids=lambda path: path.stem)
def test_a_sample_is_read_the_same_either_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(*both(path.read_bytes(), monkeypatch))


@pytest.mark.parametrize("inline", [False, True])
@pytest.mark.parametrize("old", [False, True])
def test_every_kind_of_cell_is_read_the_same_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inline: bool, old: bool
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": inline, "date_1904": old}) as made:
        sheet, apart = made.add_worksheet("Audit"), made.add_worksheet("Apart")
        struck, day = made.add_format({"font_strikeout": True}), made.add_format({"num_format": "dd/mm/yyyy"})
        count = made.add_format({"num_format": '0 "days"'})
        sheet.write_row("B2", ["Yes & <no>", 1, True, 1.5, "", " x ", -3])
        sheet.write_datetime("A4", datetime(2026, 4, 3), day)
        sheet.write_datetime("B4", datetime(2026, 4, 3, 12, 30), day)
        sheet.write("C4", 46115, count)
        sheet.write("A5", "struck", struck)
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C5", "=A5", None, "struck")
        sheet.write_formula("D5", "=1+1", None, "")
        sheet.write_string("A6", "line\nbreak")
        sheet.write("B6", "ü", made.add_format({"font_name": "Wingdings"}))
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.set_column("F:G", None, None, {"hidden": True})
        sheet.merge_range("A8:C9", "one")
        apart.write("A1", "Yes")
        apart.hide()
    whole, read = both(path.read_bytes(), monkeypatch)
    same(whole, read)
    assert read.grids[0].rows[5][1] == "✓"
    assert read.grids[0].rows[3][:3] == [date(2026, 4, 3), datetime(2026, 4, 3, 12, 30), 46115.0]


def test_a_long_sheet_stands_where_it_stood_among_short_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "a.xlsx", A=PLAIN, Long=[*PLAIN, *([["x" * 20] * 9] * 90)], Z=PLAIN)
    whole = workbooks.begin(path.read_bytes())()
    monkeypatch.setattr(workbooks, "STREAMED_BYTES", 5_000)
    same(whole, workbooks.begin(path.read_bytes())())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A1"', '<x:c r="A1"'),
        ('<c r="B2"', '<c s="0" r="B2"'),
        ('<c r="C2" t="s"><v>', '<c r="C2" t="s"><!-- so --><v>'),
    ],
)
def test_a_long_sheet_written_in_an_unusual_way_is_refused_and_not_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    path = change(book(tmp_path / "a.xlsx", Audit=PLAIN), {SHEET: swap(old, new)})
    monkeypatch.setattr(workbooks, "STREAMED_BYTES", -1)
    assert workbooks.begin(path.read_bytes())().refused == "too_many_cells"


@pytest.mark.parametrize(("most", "refused"), [(40, None), (9, "too_many_cells")])
def test_a_sheet_with_more_cells_than_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, refused: str | None
) -> None:
    monkeypatch.setattr(excel_long_sheets, "STREAMED_CELLS", most)
    monkeypatch.setattr(csv_text, "STREAMED_CELLS", most)
    monkeypatch.setattr(workbooks, "STREAMED_BYTES", -1)
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    assert workbooks.begin(path.read_bytes())().refused == refused
    text = tmp_path / "a.csv"
    text.write_text("\n".join("a,b,c,d" for _ in range(3)))
    assert any_file.read(text, lambda _: False).refused == refused


def test_the_second_reader_is_not_asked_for_a_long_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "STREAMED_BYTES", -1)
    data = book(tmp_path / "a.xlsx", Audit=PLAIN).read_bytes()
    assert workbooks.begin(data, again=True)().refused == "too_many_cells"


STREAMING = """
import sys
sys.path[:0] = [{root!r}]
from daready.evidence import worker
from daready.evidence.opening import workbooks
workbooks.STREAMED_BYTES = -1
worker.main()
"""


@pytest.mark.parametrize(("fill", "said"), [(None, []), ("#FF0000", ["colours_not_looked_for"])])
def test_colours_that_were_not_looked_for_are_told(
    rubric: Rubric, tmp_path: Path, fill: str | None, said: list[str]
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as made:
        sheet = made.add_worksheet("Audit")
        for row, cells in enumerate(drawn.cells(PLAIN)):
            for column, value in enumerate(cells):
                sheet.write(row, column, str(value) if isinstance(value, date) else value)
        sheet.write_blank("C4", None, made.add_format({"bg_color": fill} if fill else {"bold": True}))
    script = STREAMING.format(root=str(Path(__file__).parents[3]))
    with Worker(command=(sys.executable, "-c", script), seconds=20) as worker:
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    assert codes(evidence) == said
    assert evidence.rows_used == 2


ASKED = [
    f"Q{number:02}" for number in (*range(1, 8), *range(9, 13), *range(16, 23), *range(24, 34), 36, 37, 38)
]
HEADED = {"Q10": "Was video on?", "Q25": "Risk tool completed", "Q28": "Supervisor review"}
LONG = 500_000


def lines() -> tuple[list[str], list[list[str]]]:
    """Headings, and a thousand different rows of answers to draw on."""
    chance = random.Random(1)
    heads = [
        "Case reference",
        "Date of audit",
        "Risk grade",
        "District",
        *(HEADED.get(one, one) for one in ASKED),
    ]
    heads += [f"Remarks {number}" for number in range(40 - len(heads))]
    words = ["Yes", "yes ", "No", "N/A", "Partial"]
    return heads, [chance.choices(words, [80, 10, 5, 3, 2], k=40 - 4) for _ in range(1000)]


def long_text(path: Path) -> Path:
    heads, some = lines()
    with path.open("w") as out:
        out.write(",".join(heads) + "\n")
        for row in range(LONG):
            out.write(f"NM/{row:06},{1 + row % 28}/07/2025,High,North," + ",".join(some[row % 1000]) + "\n")
    return path


def long_book(path: Path) -> Path:
    """A sheet of 20 million cells, of which half a million are days and as many different references."""
    heads, some = lines()
    strings = [*dict.fromkeys([*heads, "High", "North", *(word for row in some for word in row)])]
    at = {text: number for number, text in enumerate(strings)}
    strings += [f"NM/{row:06}" for row in range(LONG)]
    letters = [xlsxwriter.utility.xl_col_to_name(column) for column in range(40)]
    plan = [
        "".join(f'<c r="{letters[4 + n]}%d" t="s"><v>{at[word]}</v></c>' for n, word in enumerate(row))
        for row in some
    ]
    book(path, Audit=[["x"]])
    head = "".join(f'<c r="{letters[n]}1" t="s"><v>{at[text]}</v></c>' for n, text in enumerate(heads))
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    before, _, rest = parts.pop(SHEET).decode().partition("<sheetData>")
    after = rest.partition("</sheetData>")[2]
    known = "".join(f"<si><t xml:space='preserve'>{text}</t></si>" for text in strings)
    spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = f"<sst {spreadsheet}>{known}</sst>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, data in parts.items():
            out.writestr(name, data)
        with out.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{before}<sheetData><row r="1">{head}</row>'.encode())
            for row in range(LONG):
                n = row + 2
                answers = plan[row % 1000].replace("%d", str(n))
                sheet.write(
                    f'<row r="{n}"><c r="A{n}" t="s"><v>{len(at) + row}</v></c><c r="B{n}" t="inlineStr"><is><t>'
                    f'{1 + row % 28}/07/2025</t></is></c><c r="C{n}" t="s"><v>{at["High"]}</v></c>'
                    f'<c r="D{n}" t="s"><v>{at["North"]}</v></c>{answers}</row>'.encode()
                )
            sheet.write(f"</sheetData>{after}".encode())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("make", [long_text, long_book])
def test_half_a_million_rows_of_forty_columns_are_read_within_the_child_s_memory(
    rubric: Rubric, tmp_path: Path, make: object
) -> None:
    path = make(tmp_path / ("a.csv" if make is long_text else "a.xlsx"))  # type: ignore[operator]
    with Worker(seconds=600) as worker:
        evidence = load(worker, [path], rubric, Brief(b"k"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    print(f"{path.name}: {path.stat().st_size >> 20} MiB, the largest child took {peak >> 20} MiB")
    assert evidence.rows_read == evidence.rows_used == LONG
    assert peak < MEMORY_BYTES
