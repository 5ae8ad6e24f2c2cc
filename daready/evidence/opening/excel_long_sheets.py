"""A sheet too large for the fast reader is read while it unpacks: piece by piece, like values kept once.

It knows one way of writing a cell, as nearly every program does; a sheet with a single cell written otherwise is
refused, and never read in part. Colours are not looked at, which is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape
from pyexpat import ExpatError, ParserCreate

from daready.evidence.grid.cell_text import Value
from daready.evidence.grid.grid import Cell, Findings, Grid, Range, Row
from daready.evidence.limits import FAR_COLUMN, STREAMED_CELLS, VALUES_KEPT
from daready.evidence.opening.allowed_values import allowed_values
from daready.evidence.opening.drawn_over import drawn_over
from daready.evidence.opening.excel_parts import (
    LAST_ROW,
    Attributes,
    Looks,
    SheetPart,
    cell_of,
    comments_of,
    date_styles,
    filters_of_tables,
    pivots_filtered,
    strings_part,
)
from daready.evidence.opening.excel_sweep import (
    hidden_columns,
    hidden_rows,
    is_plain,
    odd_cells,
    share_cells,
    symbol_cells,
)
from daready.evidence.opening.preflight import Package, Refused

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^<>]*)>\s*(?:<f[^<>]*?(?:/>|>[^<]*</f>)\s*)?'
    rb"(?:(<v[^<>]*>[^<]*)</v>|(<is>.*?)</is>)?",
    re.DOTALL,
)
_CELLS = re.compile(rb"<c[ >/]")
_VALUES = re.compile(rb"<(?:v|is)[ >]")
_TYPE = re.compile(rb' t="(\w+)"')
_STYLE = re.compile(rb' s="(\d{1,6})"')
_WORDS = re.compile(r"<t[^>]*>([^<]*)</t>")
_SPOKEN = re.compile(r"<rPh.*?</rPh>", re.DOTALL)
_MERGED = re.compile(rb'<mergeCell ref="(\$?[A-Z]{1,3}\$?\d{1,7}):(\$?[A-Z]{1,3}\$?\d{1,7})"')
_ROW_END = b"</row>"

_Read = Callable[[bytes], Value]


def read_long(package: Package, sheets: list[SheetPart], looks: Looks) -> list[Grid]:
    """The grids of sheets too large for the fast reader, with what is odd about their cells.

    Refused: one with more cells than ``STREAMED_CELLS``, and one that is written in an unusual way.
    """
    values = _Values(_strings(package), date_styles(package), from_1904=looks.from_1904)
    return [_read(package, sheet, looks, values) for sheet in sheets]


def _read(package: Package, sheet: SheetPart, looks: Looks, values: _Values) -> Grid:
    filling = _Filling(values)
    odd, hidden, symbols, shares = Findings().odd, set[int](), Findings().symbols, Findings().shares
    head = tail = b""
    for piece in _pieces(package.chunks(sheet.part)):
        head = head or piece
        tail = piece
        filling.take(piece)
        odd |= odd_cells(piece, looks)
        hidden |= hidden_rows(piece)
        symbols |= symbol_cells(piece, looks)
        shares |= share_cells(piece, looks)
    filtered = b"<filterColumn" in tail or filters_of_tables(package, sheet)
    findings = Findings(
        odd=odd,
        unshaded=bool(looks.styles.shaded),
        noted=frozenset(comments := comments_of(package, sheet)),
        said=comments,
        hidden_rows=frozenset(hidden),
        hidden_columns=frozenset(hidden_columns(head)),
        filtered=bool(hidden) and filtered,
        from_1904=looks.from_1904,
        symbols=symbols,
        shares=shares,
        allowed=tuple(allowed_values(tail)),
        pivots=pivots_filtered(package, sheet),
        drawn=drawn_over(package, sheet),
    )
    return Grid(
        sheet.name,
        filling.rows,
        _merged(tail),
        hidden=sheet.hidden,
        findings=findings,
        far=tuple(filling.far),
    )


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The sheet's XML cut after whole rows; the first piece has all before the rows, the last all after them."""
    left = next(chunks, b"")
    if not is_plain(left):
        raise Refused("too_many_cells")
    for chunk in chunks:
        left += chunk
        end = left.rfind(_ROW_END)
        if end >= 0:
            yield left[: end + len(_ROW_END)]
            left = left[end + len(_ROW_END) :]
    end = left.rfind(_ROW_END) + len(_ROW_END)
    if end >= len(_ROW_END):
        yield left[:end]
        left = left[end:]
    yield left


class _Filling:
    """Rows that grow cell by cell; ``far`` are cells too far to the right to be part of any table."""

    def __init__(self, values: _Values) -> None:
        self.rows: list[Row] = []
        self.far: list[Cell] = []
        self._values = values
        self._columns = _Columns()
        self._cells = 0

    def take(self, piece: bytes) -> None:
        rows, columns, reads = self.rows, self._columns, self._values
        found = _CELL.findall(piece)
        told = sum(1 for cell in found if cell[3] or cell[4])
        if len(found) != len(_CELLS.findall(piece)) or told != len(_VALUES.findall(piece)):
            raise Refused("too_many_cells")
        now, cells = b"", list[Value]()
        for letters, number, given, value, words in found:
            if not (value or words):
                continue
            if number != now:
                now, cells = number, self._row(int(number))
            column = columns[letters]
            if column >= FAR_COLUMN:
                self.far.append((int(number) - 1, column))
                continue
            said = reads[given][value or words]
            short = column - len(cells)
            if short == 0:  # as nearly always
                cells.append(said)
                continue
            if short > 0:
                cells += [""] * (short + 1)
                self._cells += short
            cells[column] = said
        self._cells += told
        if self._cells + len(rows) > STREAMED_CELLS:
            raise Refused("too_many_cells")

    def _row(self, number: int) -> Row:
        if not 0 < number <= LAST_ROW:
            raise Refused("workbook_broken")
        while len(self.rows) < number:
            self.rows.append([])
        return self.rows[number - 1]


class _Columns(dict[bytes, int]):
    """A column's letters to its number from nought."""

    def __missing__(self, letters: bytes) -> int:
        place = cell_of(f"{letters.decode()}1")
        self[letters] = column = place[1] if place else FAR_COLUMN
        return column


class _Kept(dict[bytes, Value]):
    """What a cell says by how it is written: understood once, and one and the same object, while there are few."""

    def __init__(self, read: _Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, raw: bytes) -> Value:
        value = self._read(raw)
        if len(self) < VALUES_KEPT:
            self[raw] = value
        return value


class _Values(dict[bytes, _Kept]):
    """A cell's attributes, its kind and its style, to what reads its value."""

    def __init__(self, strings: list[str], days: frozenset[int], *, from_1904: bool) -> None:
        super().__init__()
        self._strings = strings
        self._days = days
        self._epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        self._alike: dict[tuple[bytes, bool], _Kept] = {}

    def __missing__(self, given: bytes) -> _Kept:
        kind, style = _TYPE.search(given), _STYLE.search(given)
        alike = kind[1] if kind else b"n", style is not None and int(style[1]) in self._days
        kept = self._alike.get(alike)
        if kept is None:
            kept = self._alike[alike] = _Kept(self._reader(*alike))
        self[given] = kept
        return kept

    def _reader(self, kind: bytes, day: bool) -> _Read:
        if kind == b"s":
            return self._string
        if kind == b"e":
            return lambda _: ""
        if kind == b"b":
            return lambda raw: _text(raw).strip() == "1"
        if kind in (b"str", b"inlineStr", b"d"):
            return _words
        return self._day if day else _number

    def _string(self, raw: bytes) -> Value:
        try:
            return self._strings[int(raw.rpartition(b">")[2])]
        except (IndexError, ValueError):
            raise Refused("workbook_broken") from None

    def _day(self, raw: bytes) -> Value:
        number = _number(raw)
        if not isinstance(number, float):
            return number
        try:
            when = self._epoch + timedelta(milliseconds=round(number * 86_400_000))
        except (OverflowError, ValueError):
            return number
        return when.date() if number.is_integer() else when


def _number(raw: bytes) -> Value:
    text = _text(raw)
    try:
        return float(text)
    except ValueError:
        return unescape(text)


def _words(raw: bytes) -> Value:
    if raw.startswith(b"<is>"):
        return unescape("".join(_WORDS.findall(_SPOKEN.sub("", raw.decode("utf-8", "replace")))))
    return unescape(_text(raw))


def _text(raw: bytes) -> str:
    return raw.partition(b">")[2].decode("utf-8", "replace")


def _merged(tail: bytes) -> tuple[Range, ...]:
    pairs = ((cell_of(a.decode()), cell_of(b.decode())) for a, b in _MERGED.findall(tail))
    return tuple((first, last) for first, last in pairs if first and last)


def _strings(package: Package) -> list[str]:
    """The shared strings, without what only says how they are spoken."""
    strings: list[str] = []
    pieces: list[str] = []
    inside = {"t": 0, "rPh": 0}

    def start(name: str, _: Attributes) -> None:
        name = name.rpartition(":")[2]
        if name in inside:
            inside[name] += 1
        elif name == "si":
            pieces.clear()

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name in inside:
            inside[name] -= 1
        elif name == "si":
            strings.append("".join(pieces))

    def text(said: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(said)

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    part = strings_part(package)
    try:
        for chunk in package.chunks(part) if part else ():
            parser.Parse(chunk, False)
        if part:
            parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError):
        raise Refused("workbook_broken") from None
    return strings
