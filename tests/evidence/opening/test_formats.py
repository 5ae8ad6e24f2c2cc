"""Every format people send is read, or named for what it is; fixtures stand in files/, the rest is drawn here."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.evidence import xlsb
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, text
from tests.evidence.tables.test_tables import PLAIN, codes, only
from tests.evidence.zipped import change, swap

FILES = Path(__file__).parent / "files"
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_a_binary_workbook_is_read(read: Read, tmp_path: Path) -> None:
    evidence = read(xlsb.book(tmp_path / "a.xlsb", Audit=PLAIN.replace("@2024-04-", "2024-04-")))
    assert codes(evidence) == ["format_not_swept"]
    assert only(evidence).outcomes == b"YNPA"


@pytest.mark.parametrize(("suffix", "said"), [("xls", ["format_not_swept"]), ("ods", [])])
def test_old_and_open_formats_are_read(read: Read, suffix: str, said: list[str]) -> None:
    evidence = read(FILES / f"audit.{suffix}")
    sheet = only(evidence)
    assert codes(evidence) == said
    assert (sheet.outcomes, sheet.columns) == (b"YNPAR_", {"Q25": "D", "Q28": "E"})
    assert [(case.row, case.day) for case in sheet.cases] == [(n + 4, date(2024, 4, 3 + n)) for n in range(3)]


def test_the_bytes_say_what_a_file_is_not_its_suffix(read: Read, tmp_path: Path) -> None:
    shutil.copy(FILES / "audit.xls", tmp_path / "renamed.xlsx")
    assert only(read(tmp_path)).outcomes == b"YNPAR_"


def test_a_macro_workbook_is_read_and_its_macros_left_alone(read: Read, tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", Audit=PLAIN)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    change(
        made, {"[Content_Types].xml": swap(kind, macro)}, more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    )
    evidence = read(made.rename(tmp_path / "a.xlsm"))
    assert codes(evidence) == []
    assert only(evidence).outcomes == b"YNPA"


def test_tabs_between_cells(read: Read, tmp_path: Path) -> None:
    assert only(read(text(tmp_path / "a.tsv", PLAIN, delimiter="\t"))).outcomes == b"YNPA"


def test_strict_open_xml_is_read_and_swept(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)

    def strictly(data: bytes) -> bytes:
        for loose, strict in STRICT.items():
            data = data.replace(loose.encode(), strict.encode())
        return re.sub(rb'<c r="D2" t="s"><v>\d</v>', b'<c r="D2" t="e"><v>#N/A</v>', data)

    parts = ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]
    rels = ["_rels/.rels", "xl/_rels/workbook.xml.rels"]
    evidence = read(change(path, dict.fromkeys([*parts, *rels], strictly)))
    assert codes(evidence) == ["cell_error"]
    assert only(evidence).outcomes == b"Y?PA"


def test_strict_dates_written_as_text_are_dates(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)

    def iso(data: bytes) -> bytes:
        assert b'<c r="B2" s="1"><v>45385</v>' in data
        return data.replace(b'<c r="B2" s="1"><v>45385</v>', b'<c r="B2" s="1" t="d"><v>2024-04-03</v>')

    evidence = read(change(path, {"xl/worksheets/sheet1.xml": iso}))
    assert [case.day for case in only(evidence).cases] == [date(2024, 4, 3), date(2024, 4, 9)]


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_cut_short_in_any_format_is_a_notice(read: Read, tmp_path: Path, suffix: str, share: float) -> None:
    whole = (FILES / f"audit.{suffix}").read_bytes()
    (tmp_path / f"cut.{suffix}").write_bytes(whole[: int(len(whole) * share)])
    said = set(codes(read(tmp_path))) - {"format_not_swept"}
    assert said
    assert said <= {
        "workbook_broken",
        "reader_stopped",
        "no_form_fits",
        "sheet_not_readable",
        "no_table",
    }


def test_parts_named_with_backslashes_and_capitals_are_swept(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=PLAIN)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w") as whole:
        for name, data in parts.items():
            shown = re.sub(rb'<c r="D3" t="s"><v>\d</v>', b'<c r="D3" t="e"><v>#N/A</v>', data)
            whole.writestr(name.replace("worksheets/sheet1", "Worksheets\\Sheet1"), shown)
    assert codes(read(path)) == ["cell_error"]
