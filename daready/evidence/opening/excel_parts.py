"""The parts of an Excel workbook: which sheet is where, which styles strike or shade, which strings are struck."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate

from daready.evidence.grid.grid import Cell
from daready.evidence.opening.preflight import Package, Refused
from daready.evidence.opening.shown_shares import BUILT_IN, factor_of
from daready.evidence.opening.stamp import SPOKEN
from daready.evidence.opening.symbol_fonts import symbol_font

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

Attributes = dict[str, str]

_SECTIONS = frozenset({"fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"})
_OFF = frozenset({"0", "false", "none"})
_NO_COLOUR = frozenset({"none", "gray125"})
_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats of days and times that every workbook has (ECMA-376 part 1, 18.8.30)."""
_SHARE_STYLE = re.compile(rb"numFmtId=.(?:9|10)\b|formatCode=.[^>]*%")
"""One of the formats of percentages that every workbook has, or one that it has made."""
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|;.*', re.IGNORECASE)
_DAY_LETTERS = re.compile(r"[dmhys]", re.IGNORECASE)
_SYMBOLS = rb"(?i:wingdings|webdings|marlett)"
_SYMBOL_STYLE = re.compile(b"name val=." + _SYMBOLS)
_SYMBOL_STRING = re.compile(b"rFont val=." + _SYMBOLS)
_PIVOT_FILTER = re.compile(rb"<(?:\w+:)?(?:pageField\b[^<>]* item=|item\b[^<>]* h=.(?:1|true))")
_PIVOT_PLACE = re.compile(rb"<(?:\w+:)?location\b[^<>]* ref=.(\$?[A-Z]{1,3}\$?\d{1,7})")
_CELL_NAME = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell style numbers that strike text out, those that shade, each with its fill, and those in a font of symbols."""

    struck: frozenset[int] = frozenset()
    shaded: dict[int, int] | None = None
    symbols: dict[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True, slots=True)
class Looks:
    """What holds for every sheet of a workbook: its styles, its strings that are struck or in a font of symbols, from
    when it counts its days, and the styles that show percentages or a check box in the cell.
    """

    styles: Styles = Styles()
    struck_strings: frozenset[int] = frozenset()
    from_1904: bool = False
    symbol_strings: dict[int, str] = field(default_factory=dict[int, str])
    shares: dict[int, int] = field(default_factory=dict[int, int])
    boxes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name and its XML part, and the parts that belong to it, by kind."""

    name: str
    part: str
    beside: dict[str, list[str]]
    hidden: bool = False


def sheet_parts(package: Package) -> list[SheetPart]:
    """The sheets of the workbook, in its order; none where the package is no Excel workbook in XML."""
    root = _root(package)
    if not root.endswith(".xml"):
        return []
    places = _targets(package, root)
    found: list[SheetPart] = []
    for name, given in elements(package.read(root)):
        if name != "sheet":
            continue
        wanted = next((value for key, value in given.items() if key.endswith(":id")), "")
        part = places.get(wanted, ("", ""))[1]
        hidden = given.get("state", "visible") != "visible"
        found.append(SheetPart(given.get("name", ""), part, _related(package, part), hidden))
    return found


def looks_of(package: Package) -> Looks:
    struck, symbols = _strings_with_looks(package)
    return Looks(
        _styles_of(package), struck, _uses_1904(package), symbols, share_styles(package), box_styles(package)
    )


def _styles_of(package: Package) -> Styles:
    """What the styles say that daready asks: nothing is parsed where no style strikes, shades or draws symbols."""
    xml = _beside_workbook(package, "styles")
    telling = b"strike" in xml or re.search(rb"patternType=.(?!none|gray125)|gradientFill", xml)
    if not telling and not _SYMBOL_STYLE.search(xml):
        return Styles()
    section, fonts, fills, number = "", -1, -1, -1
    struck_fonts: set[int] = set()
    symbol_fonts: dict[int, str] = {}
    symbols: dict[int, str] = {}
    colours: dict[int, int] = {}
    struck: set[int] = set()
    shaded: dict[int, int] = {}
    for name, given in elements(xml):
        if name in _SECTIONS:
            section = name
        elif section == "fonts":
            fonts += name == "font"
            if name == "strike" and given.get("val", "1") not in _OFF:
                struck_fonts.add(fonts)
            if name == "name" and (font := symbol_font(given.get("val", ""))):
                symbol_fonts[fonts] = font
        elif section == "fills":
            fills += name == "fill"
            if name == "gradientFill" or given.get("patternType", "none") not in _NO_COLOUR:
                colours[fills] = fills
            if name == "fgColor" and _is_white(given):
                colours.pop(fills, None)
        elif section == "cellXfs" and name == "xf":
            number += 1
            if _whole(given.get("fontId")) in struck_fonts:
                struck.add(number)
            if (drawing := symbol_fonts.get(_whole(given.get("fontId")))) is not None:
                symbols[number] = drawing
            if (fill := _whole(given.get("fillId"))) in colours:
                shaded[number] = fill
    return Styles(frozenset(struck), shaded, symbols)


def share_styles(package: Package) -> dict[int, int]:
    """The cell style numbers under which a number is shown as a percentage, with what it is multiplied by for that."""
    xml = _beside_workbook(package, "styles")
    if not _SHARE_STYLE.search(xml):
        return {}
    section, number = "", -1
    formats, found = dict(BUILT_IN), dict[int, int]()
    for name, given in elements(xml):
        if name in _SECTIONS:
            section = name
        elif name == "numFmt" and (factor := factor_of(given.get("formatCode", ""))):
            formats[_whole(given.get("numFmtId"))] = factor
        elif section == "cellXfs" and name == "xf":
            number += 1
            if factor := formats.get(_whole(given.get("numFmtId"))):
                found[number] = factor
    return found


def box_styles(package: Package) -> frozenset[int]:
    """The cell style numbers under which a cell shows a check box."""
    xml = _beside_workbook(package, "styles")
    section, number = "", -1
    found = set[int]()
    for name, _ in elements(xml) if b"xfComplement" in xml else ():
        section = name if name in _SECTIONS else section
        number += section == "cellXfs" and name == "xf"
        if section == "cellXfs" and name == "xfComplement":
            found.add(number)
    return frozenset(found)


def date_styles(package: Package) -> frozenset[int]:
    """The cell style numbers under which a number is a day or a time."""
    section, number = "", -1
    formats, found = set(_DAYS), set[int]()
    for name, given in elements(_beside_workbook(package, "styles")):
        if name in _SECTIONS:
            section = name
        elif name == "numFmt" and _DAY_LETTERS.search(_NOT_FORMAT.sub("", given.get("formatCode", ""))):
            formats.add(_whole(given.get("numFmtId")))
        elif section == "cellXfs" and name == "xf":
            number += 1
            if _whole(given.get("numFmtId")) in formats:
                found.add(number)
    return frozenset(found)


def strings_part(package: Package) -> str | None:
    """The part of the strings that cells share."""
    return next(iter(_related(package, _root(package)).get("sharedStrings", [])), None)


def _strings_with_looks(package: Package) -> tuple[frozenset[int], dict[int, str]]:
    """The shared strings of which a part, or all, is struck through; and those in a font of symbols."""
    xml = _beside_workbook(package, "sharedStrings")
    struck, symbols = set[int](), dict[int, str]()
    if b"strike" not in xml and not _SYMBOL_STRING.search(xml):
        return frozenset(), symbols
    number = -1
    for name, given in elements(xml):
        number += name == "si"
        if name == "strike" and given.get("val", "1") not in _OFF:
            struck.add(number)
        elif name == "rFont" and (font := symbol_font(given.get("val", ""))):
            symbols[number] = font
    return frozenset(struck), symbols


def comments_of(package: Package, sheet: SheetPart) -> dict[Cell, str]:
    """What people's comments say, by cell; one that daready alone has written says nothing."""
    found: dict[Cell, str] = {}
    for part in sheet.beside.get("comments", []):
        for ref, text in _comments(package.read(part)):
            place = cell_of(ref)
            if place is not None and not text.lstrip().startswith(SPOKEN.rstrip()):
                found[place] = text
    return found


def _comments(xml: bytes) -> Iterator[tuple[str, str]]:
    """The cell and the words of each comment."""
    found: list[tuple[str, list[str]]] = []

    def start(name: str, given: Attributes) -> None:
        if name.rpartition(":")[2] == "comment":
            found.append((given.get("ref", ""), []))

    def text(said: str) -> None:
        if found:
            found[-1][1].append(said)

    _parse(xml, start, text)
    return ((ref, "".join(said)) for ref, said in found)


def filters_of_tables(package: Package, sheet: SheetPart) -> bool:
    """Whether a table on the sheet, rather than the sheet, has a filter at work."""
    return any(b"filterColumn" in package.read(part) for part in sheet.beside.get("table", []))


def pivots_filtered(package: Package, sheet: SheetPart) -> frozenset[Cell]:
    """Where each pivot table of the sheet begins that shows some of its items only."""
    parts = [package.read(part) for part in sheet.beside.get("pivotTable", [])]
    begins = [_PIVOT_PLACE.search(xml) for xml in parts if _PIVOT_FILTER.search(xml)]
    cells = [cell_of(place[1].decode()) for place in begins if place]
    return frozenset(cell for cell in cells if cell)


def cell_of(name: str) -> Cell | None:
    """Row and column, from nought, of a cell's Excel name."""
    match = _CELL_NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for character in match[1]:
        column = column * 26 + ord(character) - 64
    row = int(match[2]) - 1
    return (row, column - 1) if 0 <= row < LAST_ROW and column <= LAST_COLUMN else None


def elements(xml: bytes) -> Iterator[tuple[str, Attributes]]:
    """Every element of a small part as its name without prefix and its attributes, in order."""
    found: list[tuple[str, Attributes]] = []
    _parse(xml, lambda name, given: found.append((name.rpartition(":")[2], given)))
    return iter(found)


def _uses_1904(package: Package) -> bool:
    """Whether the workbook counts its days from 1904, as those of old Macs do, and not from 1900."""
    given = next(
        (given for name, given in elements(package.read(_root(package))) if name == "workbookPr"), {}
    )
    return given.get("date1904", "0") not in _OFF


def _parse(
    xml: bytes, start: Callable[[str, Attributes], object], text: Callable[[str], object] | None = None
) -> None:
    """Hear the elements, and perhaps the words, of a small part; an empty one says nothing."""
    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    if xml:
        try:
            parser.Parse(xml, True)
        except (ExpatError, ValueError, LookupError):  # LookupError: an encoding nobody knows
            raise Refused("workbook_broken") from None


def _root(package: Package) -> str:
    return next(iter(_related(package, "").get("officeDocument", [])), "xl/workbook.xml")


def _beside_workbook(package: Package, kind: str) -> bytes:
    """The one part of a kind that belongs to the workbook as a whole."""
    return b"".join(map(package.read, _related(package, _root(package)).get(kind, [])[:1]))


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: its id leads to the kind and the part meant."""
    if part in package.targets:
        return package.targets[part]
    folder, _, leaf = part.rpartition("/")
    xml = package.read(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
    found = package.targets[part] = {
        given.get("Id", ""): (
            given.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/"),
        )
        for name, given in elements(xml)
        if name == "Relationship" and given.get("TargetMode") != "External"
    }
    return found


def _related(package: Package, part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, target in _targets(package, part).values():
        found.setdefault(kind, []).append(target)
    return found


def _is_white(given: Attributes) -> bool:
    """White, by whatever name, is no colour to a person."""
    return (
        given.get("rgb", "").upper().endswith("FFFFFF")
        or given.get("indexed") in ("1", "9")
        or (given.get("theme") == "0" and "tint" not in given)
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0
