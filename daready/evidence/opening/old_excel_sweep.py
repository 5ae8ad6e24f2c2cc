"""Which numbers of an .xls workbook are shown as percentages: its records are walked for formats, styles and cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import error, unpack_from

from daready.evidence.grid.grid import Cell
from daready.evidence.opening.passwords import COMPOUND
from daready.evidence.opening.shown_shares import BUILT_IN, factor_of

_SHEET, _FORMAT, _STYLE, _END = 0x85, 0x41E, 0xE0, 0x0A
_NUMBERS = frozenset({0x203, 0x27E, 0x06})
"""A number, a packed number, a formula: row, column and style come first."""
_PACKED_ROW = 0xBD


def old_shares(data: bytes) -> dict[str, dict[Cell, int]]:
    """By sheet the cells that show a percentage, with what their number is multiplied by to be shown.

    What cannot be walked has none: the reader, which is stricter, says what is wrong with it.
    """
    try:
        stream = _stream(data)
        sheets, styles = _globals(stream)
        if not styles:
            return {}
        return {name: dict(_cells(stream, at, styles)) for name, at in sheets.items()}
    except (error, IndexError, OSError, UnicodeDecodeError):
        return {}


def _stream(data: bytes) -> bytes:
    """The records of the workbook, out of the compound file that holds them; the oldest are nothing else."""
    from olefile import OleFileIO

    if not data.startswith(COMPOUND):
        return data
    with OleFileIO(io.BytesIO(data)) as package:
        name = next((one for one in ("Workbook", "Book") if package.exists(one)), None)
        return package.openstream(name).read() if name else b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, up to the end of their part."""
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _globals(stream: bytes) -> tuple[dict[str, int], dict[int, int]]:
    """Where each sheet begins, and the styles that show percentages, each with its factor."""
    formats, sheets, styles = dict(BUILT_IN), dict[str, int](), dict[int, int]()
    number = 0
    for kind, record in _records(stream, 0):
        if kind == _SHEET:
            (at,) = unpack_from("<I", record)
            sheets[_text(record[6:], record[6])] = at
        elif kind == _FORMAT and (factor := factor_of(_text(record[3:], record[2]))):
            formats[unpack_from("<H", record)[0]] = factor
        elif kind == _STYLE:
            if factor := formats.get(unpack_from("<H", record, 2)[0]):
                styles[number] = factor
            number += 1
    return sheets, styles


def _text(record: bytes, letters: int) -> str:
    """A short text after its length: a byte says whether its letters take two bytes each."""
    wide = record[1] & 1
    return record[2 : 2 + letters * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _cells(stream: bytes, at: int, styles: dict[int, int]) -> Iterator[tuple[Cell, int]]:
    for kind, record in _records(stream, at):
        if kind in _NUMBERS:
            row, column, style = unpack_from("<HHH", record)
            if style in styles:
                yield (row, column), styles[style]
        elif kind == _PACKED_ROW:
            row, first = unpack_from("<HH", record)
            for n in range((len(record) - 6) // 6):
                style = unpack_from("<H", record, 4 + 6 * n)[0]
                if style in styles:
                    yield (row, first + n), styles[style]
