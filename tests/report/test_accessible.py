"""Government rules on accessible spreadsheets, on the real files: all essential ones, but for those managers need."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.planning.gaps import gaps
from daready.report.annex import annex
from daready.report.colours import SHOWN, look
from daready.report.partner import partner_report
from daready.report.tables import report
from daready.report.workbook import write_workbook
from daready.scoring.assess import assess
from tests.report.test_workbook import evidence
from tests.scoring.made import AS_AT
from tests.scoring.small import RUBRIC


@pytest.fixture(scope="module", params=["report", "annex", "partner"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = evidence()
    made = assess(RUBRIC, given, as_at=AS_AT)
    drawn = {
        "report": lambda: report(made, gaps(made, RUBRIC), given, RUBRIC, version="test"),
        "annex": lambda: annex(made, given, version="test"),
        "partner": lambda: partner_report(made, version="test"),
    }[request.param]()
    where = tmp_path_factory.mktemp("book") / f"{request.param}.xlsx"
    write_workbook(drawn, where, marking="OFFICIAL")
    return where


def test_the_file_says_its_title_and_language_and_opens_on_its_first_sheet(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        core, names = parts.read("docProps/core.xml").decode(), parts.namelist()
    assert re.search("<dc:title>[^<]+</dc:title>", core)
    assert "<dc:language>en-GB<" in core
    assert not [name for name in names if re.search("vbaProject|comments|vmlDrawing", name)]
    assert load_workbook(path).active.title == load_workbook(path).sheetnames[0]


def test_every_sheet_has_a_title_no_merged_cell_and_nothing_hidden(path: Path) -> None:
    for page in load_workbook(path):
        assert len(str(page["A1"].value)) > 5
        assert not page.merged_cells.ranges
        assert page.sheet_state == "visible"
        assert not [d for d in (*page.row_dimensions.values(), *page.column_dimensions.values()) if d.hidden]


def test_every_sheet_is_one_whole_named_table_from_column_a(path: Path) -> None:
    first, *others = load_workbook(path).worksheets
    beside = {first.title, "What it rests on"}
    for page in (first, *others) if first.tables else others:
        (table,) = page.tables.values()
        assert table.ref.startswith("A")
        assert not re.fullmatch(r"Table\d+", table.name)
        cells = [cell for row in page[table.ref] for cell in row]
        assert not [cell.coordinate for cell in cells if cell.value in (None, "")]
        assert not [cell.coordinate for cell in cells if str(cell.value) in ("-", "..", ".", "*", "~", "#")]
        headings = [column.name for column in table.tableColumns]
        assert len(set(headings)) == len(headings)
        if page.title not in beside:
            assert page.max_row == int(re.sub(r"\D", "", table.ref.split(":")[1]))
    assert first.title in ("Summary", "About")
    assert (first.title == "About") is (not first.tables)


def test_every_chart_has_words_for_whoever_does_not_see_it(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if re.match("xl/drawings/d", name)]
    for drawn in drawings:
        assert drawn.count("<xdr:cNvPr ") == len(re.findall('<xdr:cNvPr [^>]*descr="[^"]{40,}"', drawn))


def test_every_coloured_cell_says_its_colour_and_no_colour_is_said_without_its_sign(path: Path) -> None:
    """So the Summary printed in greys, or read aloud, loses nothing."""
    fills = {look(*shown).fill.removeprefix("#"): look(*shown).words for shown in SHOWN}
    for page in load_workbook(path):
        for cell in (cell for row in page.iter_rows(min_row=4) for cell in row):
            words = fills.get(str(cell.fill.start_color.rgb)[-6:])
            if words is not None and cell.font.sz == 10 and page.title != "Summary":
                assert str(cell.value).startswith(words.split(" ")[0]), (page.title, cell.coordinate)


def test_greys_keep_the_order_of_the_colours() -> None:
    """Printed without colour the worse of the judged colours is the darker, and each cell still says its word."""

    def grey(fill: str) -> float:
        red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    shades = {look(*shown).words.split()[0] + str(shown[1]): grey(look(*shown).fill) for shown in SHOWN}
    assert shades["REDNone"] < shades["AMBERshortfall"] < min(shades["GREENNone"], shades["AMBERunproven"])
