"""Draws binary workbooks (.xlsb), which nothing else here can write: plain texts and numbers, no styles.

Records as [MS-XLSB] 2.1.4 lays them out: a number of one or two bytes, a length in sevens of bits, the data.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from tests.evidence.drawn import cells

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATION = (
    '<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}"/>'
)
_ROW, _BOOL, _REAL, _TEXT = 0, 4, 5, 6
_BEGIN_SHEET, _END_SHEET, _BEGIN_BOOK, _END_BOOK = 129, 130, 131, 132
_BEGIN_SHEETS, _END_SHEETS, _BEGIN_DATA, _END_DATA, _SIZE, _SHEET = 143, 144, 145, 146, 148, 156


def book(path: Path, **sheets: str) -> Path:
    """A binary workbook with a sheet for each keyword, drawn as in ``drawn.cells``."""
    names = list(enumerate(sheets, 1))
    listed = b"".join(
        _record(_SHEET, struct.pack("<II", 0, n) + _text(f"rId{n}") + _text(name)) for n, name in names
    )
    book_part = _parts(_BEGIN_BOOK, _record(_BEGIN_SHEETS) + listed + _record(_END_SHEETS), _END_BOOK)
    places = "".join(_RELATION.format(n, "worksheet", f"worksheets/sheet{n}.bin") for n, _ in names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr(
            "_rels/.rels", _RELATIONS.format(_RELATION.format(1, "officeDocument", "xl/workbook.bin"))
        )
        packed.writestr("xl/workbook.bin", book_part)
        packed.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format(places))
        for number, drawing in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(cells(drawing)))
    return path


def _sheet(rows: list[list[object]]) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    data = b"".join(
        _record(_ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        + b"".join(map(_cell, range(len(row)), row))
        for number, row in enumerate(rows)
    )
    return _parts(_BEGIN_SHEET, _record(_SIZE, size) + _parts(_BEGIN_DATA, data, _END_DATA), _END_SHEET)


def _cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return _record(_BOOL, place + bytes([value]))
    if isinstance(value, float):
        return _record(_REAL, place + struct.pack("<d", value))
    return _record(_TEXT, place + _text(str(value))) if value else b""


def _parts(begin: int, data: bytes, end: int) -> bytes:
    return _record(begin) + data + _record(end)


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        length, seven = length >> 7, length & 0x7F
        size += bytes([seven | 0x80 if length else seven])
        if not length:
            return head + size + data
