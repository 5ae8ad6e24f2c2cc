"""One pass over a sheet's XML finds what the fast reader cannot see: it shows errors as blank, struck text as text.

Patterns run over the bytes as nearly every program writes them; the few that write otherwise (prefixes,
single quotes, cells without their names) are first written again in that shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pyexpat import ExpatError, ParserCreate

from daready.evidence.grid.cell_text import Odd, letter
from daready.evidence.grid.grid import Cell, Findings, Range
from daready.evidence.limits import FAR_COLUMN
from daready.evidence.opening.allowed_values import allowed_values
from daready.evidence.opening.drawn_over import drawn_over
from daready.evidence.opening.excel_parts import (
    Attributes,
    Looks,
    SheetPart,
    cell_of,
    comments_of,
    filters_of_tables,
    pivots_filtered,
)
from daready.evidence.opening.preflight import Package, Refused

_SHAPE_BYTES = 4 << 10
_ODD_SHAPE = re.compile(rb"<(?:\w+:(?:worksheet|row|c)\b|(?:row|c)(?! r=\")(?=[\s/>])|c r=\"[^\"]*\"[^>]*=')")
_REF = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row r="(\d{1,7})"[^<>]*? hidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col\s[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|hidden)="(\w+)"')
_ERROR = re.compile(rb' t="e"')
_UNCALCULATED = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)")
_INLINE_STRIKE = re.compile(rb"<strike(?! val=\"(?:0|false)\")")
_EMPTY = rb"(?: [^<>]*?)?(?:/>|></c>)"
_SAYING = rb"(?: [^<>]*[^/<>])?>(?!</c>)"
_PLAIN = frozenset(
    {"row", "c", "f", "v", "is", "r", "t", "rPr", "strike", "col", "sheetData", "filterColumn"}
)


def sweep(package: Package, sheet: SheetPart, xml: bytes, looks: Looks) -> Findings:
    """What is odd about the cells of one sheet; ``xml`` is its part made ``plain``."""
    fills = looks.styles.shaded or {}
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    shaded = _shades(xml, fills, blank=True)
    shades = _shades(xml, fills, blank=False) if shaded else {}
    hidden = hidden_rows(xml)
    filtered = bool(hidden) and (
        xml.find(b"<filterColumn", max(end, 0)) >= 0 or filters_of_tables(package, sheet)
    )
    return Findings(
        odd=odd_cells(xml, looks),
        shaded=shaded,
        shades=shades,
        noted=frozenset(comments := comments_of(package, sheet)),
        said=comments,
        hidden_rows=hidden,
        hidden_columns=frozenset(hidden_columns(xml[: max(start, 0)])),
        filtered=filtered,
        from_1904=looks.from_1904,
        symbols=symbol_cells(xml, looks),
        shares=share_cells(xml, looks),
        allowed=tuple(allowed_values(xml[max(end, 0) :])),
        pivots=pivots_filtered(package, sheet),
        drawn=drawn_over(package, sheet) | blank_boxes(xml, looks),
    )


def odd_cells(xml: bytes, looks: Looks) -> dict[Cell, Odd]:
    """The cells of a sheet, or of some whole rows of it, whose value is not what a person reads."""
    odd: dict[Cell, Odd] = dict.fromkeys(_struck(xml, looks), Odd.STRUCK)
    odd |= dict.fromkeys(_uncalculated(xml), Odd.UNCALCULATED)
    odd |= dict.fromkeys(_cells_before(xml, _ERROR), Odd.ERROR)
    return odd


def symbol_cells(xml: bytes, looks: Looks) -> dict[Cell, str]:
    """The cells of a sheet, or of some whole rows of it, that are in a font of symbols, by that font."""
    styles = looks.styles.symbols
    found = {place: styles[number] for place, number in _styled(xml, styles)} if styles else {}
    if strings := looks.symbol_strings:
        for place, number in _cells_of(xml, strings):
            found[place] = strings[number]
    return found


def share_cells(xml: bytes, looks: Looks) -> dict[Cell, int]:
    """The cells of a sheet, or of some whole rows of it, that show a percentage, with what that multiplies by."""
    shares = looks.shares
    return {place: shares[number] for place, number in _styled(xml, shares)} if shares else {}


def blank_boxes(xml: bytes, looks: Looks) -> dict[Range, str]:
    """The cells that show an empty check box and hold nothing."""
    styles = looks.boxes
    return {(place, place): "" for place, _ in _styled(xml, styles, _EMPTY)} if styles else {}


def hidden_rows(xml: bytes) -> frozenset[int]:
    return frozenset(int(number) - 1 for number in _HIDDEN_ROW.findall(xml))


def _cells_before(xml: bytes, pattern: re.Pattern[bytes]) -> Iterator[Cell]:
    """The cell in whose element each match stands."""
    for _, at in _within_cells(xml, pattern.finditer(xml)):
        place = _cell_at(xml, at)
        if place is not None:
            yield place


def _within_cells(xml: bytes, matches: Iterable[re.Match[bytes]]) -> Iterator[tuple[re.Match[bytes], int]]:
    """Each match with where the last cell before it begins, or -1; no byte is looked at twice."""
    begun, looked = -1, 0
    for match in matches:
        begun = max(begun, xml.rfind(b"<c ", looked, match.start()))
        looked = max(match.start() - 2, 0)
        yield match, begun


def _cell_at(xml: bytes, at: int) -> Cell | None:
    named = _REF.match(xml, at) if at >= 0 else None
    return cell_of(named[1].decode()) if named else None


def _uncalculated(xml: bytes) -> Iterator[Cell]:
    """Formulas without a result. An empty text is a result, and says so in the cell's type."""
    for match, at in _within_cells(xml, _UNCALCULATED.finditer(xml)):
        place = _cell_at(xml, at)
        result_is_text = b't="str"' in xml[at : match.start()] and not match[0].endswith(b"</c>")
        if place is not None and not result_is_text:
            yield place


def _struck(xml: bytes, looks: Looks) -> Iterator[Cell]:
    """Cells with something in them that is struck through, wholly or in part."""
    if looks.styles.struck:
        yield from (place for place, _ in _styled(xml, looks.styles.struck, _SAYING))
    if looks.struck_strings:
        yield from (place for place, _ in _cells_of(xml, looks.struck_strings))
    yield from _cells_before(xml, _INLINE_STRIKE)


def _cells_of(xml: bytes, strings: Iterable[int]) -> Iterator[tuple[Cell, int]]:
    """The cells that hold one of these shared strings, with its number."""
    for match, at in _within_cells(xml, re.finditer(rb"<v>(%s)</v>" % _either(strings), xml)):
        place = _cell_at(xml, at)
        if place is not None and b't="s"' in xml[at : match.start()]:
            yield place, int(match[1])


def _shades(xml: bytes, fills: dict[int, int], *, blank: bool) -> dict[Cell, int]:
    """Filled cells, those without a value or all of them, each with its fill."""
    if not fills:
        return {}
    return {place: fills[number] for place, number in _styled(xml, fills, _EMPTY if blank else b"")}


def _styled(xml: bytes, styles: Iterable[int], rest: bytes = b"") -> Iterator[tuple[Cell, int]]:
    """The cells of these styles, each with its own, and not the rows; ``rest`` is what must follow the style."""
    for match in re.finditer(rb' s="(%s)"' % _either(styles) + rest, xml):
        place = _cell_at(xml, xml.rfind(b"<", 0, match.start()))
        if place is not None:
            yield place, int(match[1])


def hidden_columns(head: bytes) -> Iterator[int]:
    """Those that a table may have, each once, however often they are named."""
    hidden = bytearray(FAR_COLUMN)
    for column in _COLUMN.findall(head):
        given = dict(_ATTRIBUTE.findall(column))
        if given.get(b"hidden") in (b"1", b"true") and {b"min", b"max"} <= given.keys():
            if len(given[b"max"]) > 5 or not (given[b"min"] + given[b"max"]).isdigit():
                continue
            first, last = max(int(given[b"min"]) - 1, 0), min(int(given[b"max"]), FAR_COLUMN)
            hidden[first:last] = b"\1" * max(last - first, 0)
    return (column for column, is_hidden in enumerate(hidden) if is_hidden)


def _either(numbers: Iterable[int]) -> bytes:
    return "|".join(map(str, sorted(numbers))).encode()


def is_plain(xml: bytes) -> bool:
    """Whether the beginning of a sheet is in the shape the patterns know."""
    looked_at = xml.rfind(b">", 0, _SHAPE_BYTES) + 1
    wide = xml.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    return not wide and not _ODD_SHAPE.search(xml, 0, looked_at)


def plain(xml: bytes) -> bytes:
    """The sheet in the shape the patterns know: as it is, or written again without what they never ask."""
    if is_plain(xml):
        return xml
    writer = _Plain()
    try:
        writer.parser.Parse(xml, True)
    except (ExpatError, ValueError, LookupError):
        raise Refused("workbook_broken") from None
    return "".join(writer.written).encode()


class _Plain:
    """Writes a sheet's cells again: no prefixes, double quotes, the name first, and a name for every cell."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.row = self.column = 0
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.inside = ""

    def _start(self, name: str, given: Attributes) -> None:
        self.inside = name = name.rpartition(":")[2]
        if name not in _PLAIN:
            return
        if name == "row":
            self.row, self.column = _counted(given.get("r"), self.row), 0
            given = {"r": str(self.row)} | given
        elif name == "c":
            place = cell_of(given.get("r", ""))
            self.column = place[1] + 1 if place else self.column + 1
            given = {"r": f"{letter(self.column - 1)}{place[0] + 1 if place else self.row}"} | given
        said = "".join(f' {key}="{escape(text)}"' for key, text in given.items())
        self.written.append(f"<{name}{said}>")

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self.inside = ""
        if name in _PLAIN:
            self.written.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self.inside == "v":
            self.written.append(text.replace("<", ""))


def _counted(given: str | None, before: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 8 else before + 1
