"""What we write held against Open XML part by part, so that no program has to repair it, on the year sample."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

import daready
from daready.evidence.model import Evidence
from daready.planning.gaps import gaps
from daready.report.annex import annex
from daready.report.bound import Report
from daready.report.partner import partner_report
from daready.report.rubric_book import rubric_report
from daready.report.tables import report
from daready.report.workbook import write_workbook
from tests.scoring.made import AS_AT
from tests.year import shipped, year

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells"),
    *("conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup"),
    *("headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst"),
)
"""The order that the schema asks of a worksheet's children (CT_Worksheet), as far as we write them."""


def made(name: str) -> Report:
    rubric = shipped()
    evidence = Evidence() if name == "empty" else year()
    found = daready.assess(rubric, evidence, as_at=AS_AT)
    if name == "annex":
        return annex(found, evidence, version="test")
    if name == "partner":
        return partner_report(found, version="test")
    if name == "rubric":
        return rubric_report(rubric, AS_AT, "test")
    return report(found, gaps(found, rubric), evidence, rubric, version="test")


@pytest.fixture(scope="module", params=["year", "empty", "annex", "partner", "rubric"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("package") / f"{request.param}.xlsx"
    write_workbook(made(request.param), where)
    return where


@pytest.fixture(scope="module")
def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        names = file.namelist()
        assert len(names) == len({name.casefold() for name in names})
        assert file.testzip() is None
        return {name: file.read(name) for name in names}


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def trees(parts: dict[str, bytes], pattern: str) -> dict[str, ET.Element]:
    return {name: ET.fromstring(part) for name, part in parts.items() if re.fullmatch(pattern, name)}


def sheets(parts: dict[str, bytes]) -> dict[str, ET.Element]:
    return trees(parts, r"xl/worksheets/\w+\.xml")


def targets(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """What the relationships of a part lead to, by their ids."""
    here = PurePosixPath(name)
    rels = f"{here.parent}/_rels/{here.name}.rels".removeprefix("./")
    if rels not in parts:
        return {}
    found: dict[str, str] = {}
    for one in ET.fromstring(parts[rels]).iter(f"{PACKAGE}Relationship"):
        assert one.get("TargetMode") != "External"
        assert one.get("Id") not in found
        steps: list[str] = []
        for step in (*here.parent.parts, *PurePosixPath(one.get("Target", "")).parts):
            steps = [] if step == "/" else steps[:-1] if step == ".." else [*steps, step]
        found[one.get("Id", "")] = "/".join(steps)
    return found


def test_every_part_is_well_formed_and_has_its_type(parts: dict[str, bytes]) -> None:
    for part in parts.values():
        ET.fromstring(part)
    types = ET.fromstring(parts["[Content_Types].xml"])
    defaults = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    overrides = [one.get("PartName", "").lstrip("/") for one in types.iter(f"{TYPES}Override")]
    assert len(overrides) == len(set(overrides))
    assert set(overrides) <= set(parts)
    untyped = set(parts) - set(overrides) - {"[Content_Types].xml"}
    assert not [name for name in untyped if name.rsplit(".", 1)[-1] not in defaults - {"xml"}]


def test_every_relationship_leads_to_a_part_and_every_part_is_led_to(parts: dict[str, bytes]) -> None:
    reached = set()
    for name in ("", *parts):
        found = targets(parts, name)
        assert set(found.values()) <= set(parts), name
        reached |= set(found.values())
        used = set(re.findall(rb'r:id="(\w+)"', parts.get(name, b"")))
        assert {one.decode() for one in used} <= set(found), name
    rels = {name for name in parts if name.endswith(".rels")}
    assert set(parts) - reached - rels == {"[Content_Types].xml"}


def test_sheet_names_and_defined_names_are_what_excel_takes(parts: dict[str, bytes]) -> None:
    book = ET.fromstring(parts["xl/workbook.xml"])
    names = [one.get("name", "") for one in book.iter(f"{MAIN}sheet")]
    assert len({name.casefold() for name in names}) == len(names) == len(sheets(parts))
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    defined = [
        (one.get("name"), one.get("localSheetId"), one.text or "") for one in book.iter(f"{MAIN}definedName")
    ]
    assert len({(name, at) for name, at, _ in defined}) == len(defined)
    for name, at, text in defined:
        assert name in ("_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase")
        sheet, cells = text.rsplit("!", 1)
        assert sheet.strip("'") == names[int(at or 0)]
        assert re.fullmatch(r"\$[A-Z]*\$?\d+:\$[A-Z]*\$?\d+|\$[A-Z]+\$\d+", cells)


def test_every_sheet_keeps_the_order_and_the_limits_of_the_schema(parts: dict[str, bytes]) -> None:
    formats = len(ET.fromstring(parts["xl/styles.xml"]).find(f"{MAIN}cellXfs"))
    strings = len(ET.fromstring(parts["xl/sharedStrings.xml"]))
    for name, sheet in sheets(parts).items():
        children = [ORDER.index(child.tag.removeprefix(MAIN)) for child in sheet]
        assert children == sorted(set(children)), name
        rows = list(sheet.iter(f"{MAIN}row"))
        assert [int(row.get("r", 0)) for row in rows] == sorted({int(row.get("r", 0)) for row in rows})
        assert all(float(row.get("ht", 0)) <= 409 for row in rows)
        for row in rows:
            columns = [range_boundaries(cell.get("r"))[0] for cell in row]
            assert columns == sorted(set(columns))
            for cell in row:
                assert int(cell.get("s", 0)) < formats
                formula = cell.findtext(f"{MAIN}f")
                assert cell.get("t") in ((None, "s") if formula is None else ("str",))
                assert formula is None or formula.startswith('HYPERLINK("#')
                if cell.get("t") == "s":
                    assert int(cell.findtext(f"{MAIN}v", "")) < strings
    assert all(
        len(one.text or "") <= 32_767 for one in ET.fromstring(parts["xl/sharedStrings.xml"]).iter(f"{MAIN}t")
    )


def test_every_table_is_named_once_and_its_headings_are_its_cells(
    book: Workbook, parts: dict[str, bytes]
) -> None:
    tables = trees(parts, r"xl/tables/\w+\.xml")
    for key in ("id", "name", "displayName"):
        assert len({table.get(key, "").casefold() for table in tables.values()}) == len(tables)
    pages = {name: page for page in book for name in page.tables}
    for table in tables.values():
        name, ref = table.get("displayName", ""), table.get("ref", "")
        assert re.fullmatch(r"[A-Za-z_]\w{0,254}", name)
        columns = list(table.iter(f"{MAIN}tableColumn"))
        assert len({column.get("name", "").casefold() for column in columns}) == len(columns)
        assert [column.get("id") for column in columns] == [str(at) for at in range(1, len(columns) + 1)]
        first, *others = pages[name][ref]
        assert [cell.value for cell in first] == [column.get("name") for column in columns]
        assert others
        for filters in table.iter(f"{MAIN}autoFilter"):
            assert filters.get("ref") == ref


def test_links_stay_in_the_book_and_arrive(book: Workbook) -> None:
    for page in book:
        links = [cell.hyperlink for row in page for cell in row if cell.hyperlink]
        assert len(links) <= 65_530
        for link in links:
            name, at = str(link.location).replace("'", "").split("!")
            assert link.target is None
            assert range_boundaries(at)[1] <= book[name].max_row + 400


def test_charts_name_cells_that_are_there(book: Workbook, parts: dict[str, bytes]) -> None:
    for drawn in trees(parts, r"xl/charts/chart\d+\.xml").values():
        for one in drawn.iter():
            if one.tag.endswith("}f"):
                sheet, cells = str(one.text).replace("'", "").replace("$", "").rsplit("!", 1)
                assert all(cell.value is not None for row in book[sheet][cells] for cell in row)
    for sheet, cells in _small_lines(parts):
        assert all(cell.value is not None for row in book[sheet][cells] for cell in row)


def _small_lines(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            for found in re.findall(r"<xm:f>(.*?)</xm:f>", part.decode()):
                sheet, cells = found.replace("'", "").replace("$", "").split("!")
                yield sheet, cells


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.filterwarnings("ignore:Unable to read chart")  # as LibreOffice writes it
def test_libreoffice_opens_it_with_every_sheet(path: Path, tmp_path: Path) -> None:
    where = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["soffice", where, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(path)]
    done = subprocess.run(words, capture_output=True, timeout=240, check=False, text=True)
    assert (tmp_path / path.name).exists(), done.stderr
    again, first = load_workbook(tmp_path / path.name), load_workbook(path)
    assert again.sheetnames == first.sheetnames
    for page in first:
        assert again[page.title].max_row == page.max_row
        assert again[page.title]["A1"].value == page["A1"].value
    assert _charts(tmp_path / path.name) == _charts(path)


def _charts(path: Path) -> int:
    with zipfile.ZipFile(path) as file:
        return sum(name.startswith("xl/charts/chart") for name in file.namelist())
