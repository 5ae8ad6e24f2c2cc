"""Workbooks that kill a parser or fill a laptop are told, or read by the second reader; the rest go on."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.brief import Brief
from daready.evidence.grid.grid import Grid
from daready.evidence.limits import RATIO_FROM_BYTES
from daready.evidence.loader import load
from daready.evidence.opening import preflight, workbooks
from daready.evidence.opening.preflight import Package, Refused
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import PLAIN, aside, codes, only, told
from tests.evidence.zipped import change, swap

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


FAR = swap("</row></sheetData>", '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def test_a_false_count_of_strings_goes_to_the_second_reader(read: Read, tmp_path: Path) -> None:
    path = change(
        book(tmp_path / "a.xlsx", Audit=PLAIN), {STRINGS: swap('uniqueCount="', 'uniqueCount="42949')}
    )
    evidence = read(path)
    assert codes(evidence) == ["second_reader_used"]
    assert only(evidence).outcomes == b"YNPA"
    assert only(evidence).columns == {"Q25": "C", "Q28": "D"}


def test_a_stray_far_cell_beside_a_good_table_costs_nothing_but_itself(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    evidence = read(change(path, {SHEET: FAR}))
    assert sorted(codes(evidence)) == ["far_cell", "second_reader_used"]
    assert told(evidence, "far_cell").cell == "XFD1048576"
    assert only(evidence).outcomes == b"YNPA"
    assert aside(evidence) == {"far_cell": 1}


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the fast reader was begun, which here never is: it would take the tests with it."""
    times: list[int] = []
    monkeypatch.setattr(workbooks, "_beside", lambda data, skip: times.append(len(data)))
    return times


def test_only_the_bold_begin_before_they_have_weighed(begun: list[int], tmp_path: Path) -> None:
    far = change(book(tmp_path / "a.xlsx", Audit=PLAIN), {SHEET: FAR}).read_bytes()
    assert workbooks.begin(far)().remarks == ("second_reader_used",)
    assert begun == []
    with pytest.raises(workbooks.Unfit):
        workbooks.begin(far, bold=True)
    assert len(begun) == 1


def test_the_bold_do_not_begin_what_is_known_to_kill_before_it_is_weighed(
    begun: list[int], tmp_path: Path
) -> None:
    false = change(
        book(tmp_path / "a.xlsx", Audit=PLAIN), {STRINGS: swap('uniqueCount="', 'uniqueCount="42949')}
    )
    assert workbooks.begin(false.read_bytes(), bold=True)().remarks == ("second_reader_used",)
    assert begun == []


def test_a_sheet_refused_while_the_bold_are_at_work_on_it_ends_them(begun: list[int], tmp_path: Path) -> None:
    """Else their reader could still die of it when another file has its turn."""
    odd = swap("<worksheet ", "<x:worksheet ")  # the sweep writes it again to read it, and finds it broken
    data = change(book(tmp_path / "a.xlsx", Audit=PLAIN), {SHEET: odd}).read_bytes()
    with pytest.raises(workbooks.Unfit):
        workbooks.begin(data, bold=True)
    assert workbooks.begin(data, again=True)().refused == "workbook_broken"


def test_a_death_that_the_weights_explain_is_no_reason_for_the_second_reader(
    begun: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = book(tmp_path / "a.xlsx", Audit=PLAIN).read_bytes()
    assert workbooks.begin(data, again=True)().remarks == ("second_reader_used",)
    assert begun == []
    monkeypatch.setattr(Package, "weigh_sheet", lambda self, xml: False)
    workbooks.begin(data, again=True)
    assert len(begun) == 1


TIGHT = """
import sys
sys.path[:0] = [{root!r}]
from daready.evidence import worker
from daready.evidence.opening import preflight
preflight.CELLS_A_SHEET = preflight.SPARSE_CELLS = 8
worker.main()
"""


def test_a_sheet_found_too_wide_while_it_is_parsed_is_read_another_way(
    rubric: Rubric, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        book(tmp_path / f"{name}.xlsx", Audit=PLAIN.replace("DA/", f"D{name}/"))
    script = TIGHT.format(root=str(Path(__file__).parents[3]))
    with Worker(command=(sys.executable, "-c", script), seconds=20) as worker:
        worker.expect(tmp_path / "a.xlsx")
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    assert codes(evidence) == []
    assert evidence.rows_used == 4


def test_a_stray_cell_in_the_last_row_is_a_row_set_aside(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    far = '</row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    evidence = read(change(path, {SHEET: swap("</row></sheetData>", far)}))
    assert only(evidence).outcomes == b"YNPA"
    assert aside(evidence) == {"reference_only": 1}


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part(read: Read, tmp_path: Path, part: str, encoding: str) -> None:
    trick = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]>'

    def declare(data: bytes) -> bytes:
        text = data.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
        return text.replace("?>\n", "?>\n<!-- -->" + trick, 1).encode(encoding)

    book(tmp_path / "good.xlsx", Audit=PLAIN)
    change(book(tmp_path / "a.xlsx", Audit=PLAIN + "DA/3 | @2024-04-09 | Yes | No\n"), {part: declare})
    evidence = read(tmp_path)
    assert codes(evidence) == ["workbook_unsafe"]
    assert evidence.rows_used == 2


def test_a_late_document_type_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    late = swap("?>\n", "?>\n<!--" + "x" * 70_000 + "--><!DOCTYPE x>")
    path = change(book(tmp_path / "a.xlsx", Audit=PLAIN), {SHEET: late})
    with pytest.raises(Refused, match="workbook_unsafe"):
        Package(path.read_bytes())


def test_bombs_are_refused_by_ratio_and_by_size(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    change(path, {}, more={"xl/media/image1.bin": bytes(RATIO_FROM_BYTES * 4)})
    assert codes(read(path)) == ["unpacks_too_large"]
    small = book(tmp_path / "b.xlsx", Audit=PLAIN).read_bytes()
    monkeypatch.setattr(preflight, "UNPACKED_BYTES", 1000)
    with pytest.raises(Refused, match="unpacks_too_large"):
        Package(small)


def test_a_part_that_lies_about_its_size_is_damage(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as whole:
        size = whole.getinfo(SHEET).file_size
    at = data.index(SHEET.encode(), data.index(b"PK\x01\x02"))
    assert struct.unpack_from("<I", data, at - 22)[0] == size
    struct.pack_into("<I", data, at - 22, 10)
    path.write_bytes(bytes(data))
    assert codes(read(path)) == ["workbook_broken"]


def test_a_sheet_full_of_cells_is_read_while_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = book(tmp_path / "a.xlsx", Audit=PLAIN).read_bytes()
    whole = workbooks.begin(data)()
    monkeypatch.setattr(preflight, "CELLS_A_SHEET", 10)
    monkeypatch.setattr(preflight, "SPARSE_CELLS", 5)
    package = Package(data)
    assert not package.weigh_sheet(package.read(SHEET))
    assert workbooks.begin(data)().grids[0].rows == whole.grids[0].rows


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    with zipfile.ZipFile(path, "a") as whole, pytest.warns(UserWarning):
        whole.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(Refused, match="workbook_broken"):
        Package(path.read_bytes())


def test_openpyxl_stays_out_of_the_child_for_sound_files(tmp_path: Path) -> None:
    sound, odd = book(tmp_path / "a.xlsx", Audit=PLAIN), book(tmp_path / "b.xlsx", Audit=PLAIN)
    change(odd, {STRINGS: swap('uniqueCount="', 'uniqueCount="42949')})
    script = """
import sys
from pathlib import Path
from daready.evidence.opening import any_file
seen = []
for path in sys.argv[1:]:
    any_file.read(Path(path), lambda text: False)
    seen.append(sorted({'openpyxl', 'pydantic', 'pandas', 'numpy', 'msoffcrypto'} & set(sys.modules)))
print(seen[0], 'openpyxl' in seen[1], 'pandas' in seen[1])
"""
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, str(sound), str(odd)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "True", "False"]


def test_the_second_reader_sees_what_the_first_sees(tmp_path: Path) -> None:
    from daready.evidence.cells.plain_forms import PlainRubric
    from daready.evidence.reading import Reader

    path = book(tmp_path / "a.xlsx", merge=(("A5:D5", "Note: end"),), Audit=PLAIN)
    reader = Reader(PlainRubric([], [], []), Brief(b"k"))
    first, second = (reader.read(reader.begin(str(path), again=again), "a.xlsx") for again in (False, True))
    assert first.sheets == second.sheets
    assert second.notices[0].code == "second_reader_used"


DYING = """
import os, sys
sys.path[:0] = [{root!r}]
from daready.evidence import worker
from daready.evidence.opening import workbooks
def die(data, skip): os.abort()
workbooks._first = die
worker.main()
"""


def test_a_file_that_kills_the_first_reader_is_read_by_the_second(rubric: Rubric, tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", Audit=PLAIN)
    script = DYING.format(root=str(Path(__file__).parents[3]))
    with Worker(command=(sys.executable, "-c", script), seconds=20) as worker:
        evidence = load(worker, [tmp_path], rubric, Brief(b"k"))
    assert codes(evidence) == ["second_reader_used"]
    assert only(evidence).outcomes == b"YNPA"


def test_a_single_sheet_the_first_reader_cannot_read_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = book(tmp_path / "a.xlsx", Audit=PLAIN, Other=PLAIN).read_bytes()
    whole = workbooks._first

    def one_broken(data: bytes, skip: frozenset[str]) -> list[Grid]:
        first, other = whole(data, skip)
        return [Grid(first.name, [], broken=True), other]

    monkeypatch.setattr(workbooks, "_first", one_broken)
    read = workbooks.begin(data)()
    assert [(grid.name, len(grid.rows), grid.broken) for grid in read.grids] == [
        ("Audit", 3, False),
        ("Other", 3, False),
    ]
    assert read.remarks == ("second_reader_used",)


def test_a_large_sheet_is_read_like_a_small_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row("C4", ["Yes", 1, True, 1.5, "Yes"])
        sheet.write_row("D6", ["", "yes"])
    whole = workbooks.begin(path.read_bytes())()
    monkeypatch.setattr(workbooks, "LARGE_CELLS", 0)
    assert workbooks.begin(path.read_bytes())() == whole
    assert len(whole.grids[0].rows) == 6


@pytest.mark.parametrize(
    ("rows", "last", "fits", "second"),
    [(20, "C", True, False), (21, "C", False, False), (21, "B", True, False), (3, "ZZ", True, True)],
)
def test_a_sheet_is_weighed_by_its_last_row_and_its_widest(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: int, last: str, fits: bool, second: bool
) -> None:
    monkeypatch.setattr(preflight, "CELLS_A_SHEET", 60)
    monkeypatch.setattr(preflight, "SPARSE_CELLS", 10)
    package = Package(book(tmp_path / "a.xlsx", Audit=PLAIN).read_bytes())
    ends = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="{last}{n}"><v>1</v></c></row>'
        for n in range(1, rows + 1)
    )
    weighed = package.weigh_sheet(f"<sheetData>{ends}</sheetData>".encode())
    assert (weighed, package.second) == (fits, second)


def test_a_sheet_styled_to_its_far_end_is_no_larger_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preflight, "CELLS_A_SHEET", 60)
    package = Package(book(tmp_path / "a.xlsx", Audit=PLAIN).read_bytes())
    package.weigh_sheet(b'<row r="20"><c r="A20"><v>1</v></c><c r="XFD20" s="1"/></row>')
    assert not package.second


def test_an_open_document_is_swept_before_anybody_begins(begun: list[int]) -> None:
    names = 'xmlns:table="urn:oasis:table" xmlns:office="urn:oasis:office"'
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="1024"/>'
    rows = f'<table:table-row table:number-rows-repeated="60000">{cell}</table:table-row>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book_:
        book_.writestr("content.xml", f'<table:table {names} table:name="Audit">{rows}</table:table>')
    assert workbooks.begin(made.getvalue(), bold=True)().refused == "too_many_cells"
    assert begun == []
