"""One pass over an OpenDocument workbook's XML finds what the fast reader does not tell of it.

Elements are known by the prefixes every program writes, which are the only ones the fast reader knows too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate

from daready.evidence.grid.cell_text import Odd
from daready.evidence.grid.grid import Cell, Findings, Range
from daready.evidence.limits import CELLS_A_SHEET, DRAWN_LETTERS, DRAWN_ROWS, FAR_COLUMN
from daready.evidence.opening.excel_parts import LAST_ROW, Attributes, cell_of
from daready.evidence.opening.preflight import Package, Refused
from daready.evidence.opening.symbol_fonts import symbol_font

CONTENT = "content.xml"
_ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "Err:")
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_DRAWINGS = frozenset({"draw:custom-shape", "draw:frame", "draw:control"})
_HIDING = frozenset({"collapse", "filter"})
_UNFILLED = frozenset({"transparent", "#ffffff"})
_ROWS_ALIKE = 10_000
"""So many rows written as one repeated row are looked at; nobody has more cases that are all the same."""
_DIGITS = 12
_ANCESTORS = 8
"""How far up the style that a style is built on is looked for."""


def sweep_open(package: Package) -> dict[str, Findings]:
    """What is odd about the cells of each sheet, by its name; with the merged ranges, which are not told either.

    Refused: a locked or damaged workbook, and one with a sheet of more cells than the limit.
    """
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refused("lock_not_known")
    walk = _Walk()
    for part in ("styles.xml", CONTENT):
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = walk.start
        parser.EndElementHandler = walk.end
        parser.CharacterDataHandler = walk.text
        try:
            if xml := package.read(part):
                parser.Parse(xml, True)
        except (ExpatError, ValueError, LookupError):
            raise Refused("workbook_broken") from None
    return walk.found


@dataclass(slots=True)
class _Style:
    """What a style says, and on which other it is built; None where it says nothing of its own."""

    parent: str
    struck: bool | None = None
    fill: str | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style comes to with those it is built on: struck out or not, its fill, its font of symbols."""

    struck: bool = False
    fill: int | None = None
    symbols: str | None = None


@dataclass(slots=True)
class _Box:
    """One cell as written, which may stand for ``alike`` like ones beside it."""

    column: int
    alike: int
    given: Attributes
    text: str = ""
    struck: bool = False
    symbols: str | None = None
    noted: bool = False


@dataclass(slots=True)
class _Sheet:
    """One sheet on the way through the file."""

    odd: dict[Cell, Odd] = field(default_factory=dict[Cell, Odd])
    shaded: dict[Cell, int] = field(default_factory=dict[Cell, int])
    shades: dict[Cell, int] = field(default_factory=dict[Cell, int])
    symbols: dict[Cell, str] = field(default_factory=dict[Cell, str])
    noted: set[Cell] = field(default_factory=set[Cell])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    merged: list[Range] = field(default_factory=list[Range])
    drawn: dict[Range, str] = field(default_factory=dict[Range, str])
    shares: dict[Cell, int] = field(default_factory=dict[Cell, int])
    columns: list[tuple[range, str]] = field(default_factory=list[tuple[range, str]])
    filtered: bool = False
    row: int = 0
    width: int = 0
    boxes: list[_Box] = field(default_factory=list[_Box])

    def style_of(self, column: int) -> str:
        """The style of a column's cells that have none of their own."""
        return next((style for columns, style in self.columns if column in columns), "")

    def findings(self) -> Findings:
        return Findings(
            odd=self.odd,
            shaded=self.shaded,
            shades=self.shades if self.shaded else {},
            noted=frozenset(self.noted),
            symbols=self.symbols,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            filtered=self.filtered,
            merged=tuple(self.merged),
            drawn=self.drawn,
            shares=self.shares,
        )


class _Walk:
    """Hears the elements of a workbook in order, and gathers the findings of each sheet in ``found``."""

    def __init__(self) -> None:
        self.found: dict[str, Findings] = {}
        self._styles: dict[str, _Style] = {}
        self._looks: dict[str, _Look] = {}
        self._fills: dict[str, int] = {}
        self._style = _Style("")
        self._sheet = _Sheet()
        self._row: Attributes = {}
        self._name = ""
        self._box: _Box | None = None
        self._spans: list[_Look] = []
        self._notes = 0
        self._drawing: list[Range] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys(_CELLS, self._start_cell),
            "table:table-row": self._start_row,
            "table:table-column": self._start_column,
            "table:table": self._start_table,
            "text:span": self._start_span,
            "office:annotation": self._start_note,
            **dict.fromkeys(_DRAWINGS, self._start_drawing),
            "style:style": self._start_style,
            "style:text-properties": self._letters,
            "style:table-cell-properties": self._ground,
        }
        self._ends: dict[str, Callable[[], None]] = {
            **dict.fromkeys(_CELLS, self._end_cell),
            "table:table-row": self._end_row,
            "table:table": self._end_table,
            "text:span": self._end_span,
            "office:annotation": self._end_note,
            **dict.fromkeys(_DRAWINGS, self._end_drawing),
        }

    def start(self, name: str, given: Attributes) -> None:
        if name in self._starts:
            self._starts[name](given)

    def end(self, name: str) -> None:
        if name in self._ends:
            self._ends[name]()

    def text(self, text: str) -> None:
        box = self._box
        if self._drawing:
            words = f"{self._sheet.drawn[self._drawing[-1]]} {text}"
            self._sheet.drawn[self._drawing[-1]] = words.strip()[:DRAWN_LETTERS]
            return
        if box is None or self._notes or not text.strip():
            return
        box.text = box.text or text
        for look in self._spans:
            box.struck = box.struck or look.struck
            box.symbols = look.symbols or box.symbols

    def _start_cell(self, given: Attributes) -> None:
        boxes = self._sheet.boxes
        column = boxes[-1].column + boxes[-1].alike if boxes else 0
        self._box = _Box(column, _count(given, "table:number-columns-repeated"), given)
        boxes.append(self._box)

    def _end_cell(self) -> None:
        self._box = None

    def _start_row(self, given: Attributes) -> None:
        self._row, self._sheet.boxes = given, []

    def _start_table(self, given: Attributes) -> None:
        self._name, self._sheet = given.get("table:name", ""), _Sheet()

    def _end_table(self) -> None:
        self.found[self._name] = self._sheet.findings()

    def _start_span(self, given: Attributes) -> None:
        self._spans.append(self._look(given.get("text:style-name", "")))

    def _end_span(self) -> None:
        self._spans.pop()

    def _start_note(self, _: Attributes) -> None:
        self._notes += 1
        if self._box:
            self._box.noted = True

    def _end_note(self) -> None:
        self._notes -= 1

    def _start_drawing(self, given: Attributes) -> None:
        """A drawing that is tied to a cell; the words in it are not the cell's."""
        row, column = self._sheet.row, self._box.column if self._box else 0
        last = cell_of(given.get("table:end-cell-address", "").rpartition(".")[2]) or (row, column)
        low, right = min(max(row, last[0]), row + DRAWN_ROWS), max(column, last[1])
        self._drawing.append(((row, column), (low, right)))
        self._sheet.drawn[self._drawing[-1]] = ""

    def _end_drawing(self) -> None:
        self._drawing.pop()

    def _start_style(self, given: Attributes) -> None:
        self._style = _Style(given.get("style:parent-style-name", ""))
        self._styles[given.get("style:name", "")] = self._style

    def _letters(self, given: Attributes) -> None:
        line = given.get("style:text-line-through-style", given.get("style:text-line-through-type"))
        if line is not None:
            self._style.struck = line != "none"
        self._style.font = given.get("style:font-name", given.get("fo:font-family"))

    def _ground(self, given: Attributes) -> None:
        if "fo:background-color" in given:
            self._style.fill = given["fo:background-color"].lower()

    def _start_column(self, given: Attributes) -> None:
        sheet = self._sheet
        start = sheet.columns[-1][0].stop if sheet.columns else 0
        columns = range(start, start + _count(given, "table:number-columns-repeated"))
        sheet.columns.append((columns, given.get("table:default-cell-style-name", "")))
        if given.get("table:visibility") in _HIDING:
            sheet.hidden_columns.update(columns[:FAR_COLUMN])

    def _end_row(self) -> None:
        """Take a row's cells over; one without any text, which formatting may have made, is no row."""
        sheet = self._sheet
        alike = _count(self._row, "table:number-rows-repeated")
        filled = [box for box in sheet.boxes if box.text or "office:value-type" in box.given]
        if filled:
            sheet.width = max(sheet.width, filled[-1].column + filled[-1].alike)
            if sheet.width * (sheet.row + alike) > CELLS_A_SHEET:
                raise Refused("too_many_cells")
            rows = range(sheet.row, sheet.row + min(alike, _ROWS_ALIKE))
            if (how := self._row.get("table:visibility")) in _HIDING:
                sheet.hidden_rows.update(rows)
                sheet.filtered = sheet.filtered or how == "filter"
            for box in sheet.boxes:
                for row in rows if box.column < FAR_COLUMN else ():
                    self._take(box, row)
        sheet.row = min(sheet.row + alike, LAST_ROW)

    def _take(self, box: _Box, row: int) -> None:
        sheet, given = self._sheet, box.given
        if "table:number-rows-spanned" in given or "table:number-columns-spanned" in given:
            down, across = (_count(given, f"table:number-{which}-spanned") for which in ("rows", "columns"))
            if down > 1 or across > 1:
                sheet.merged.append(((row, box.column), (row + down - 1, box.column + across - 1)))
        name = given.get("table:style-name") or sheet.style_of(box.column)
        look = self._look(name) if name else _Look()
        odd, fill = _odd(box, look.struck), look.fill
        symbols = box.symbols or (look.symbols if box.text else None)
        share = given.get("office:value-type") == "percentage"
        if odd is None and fill is None and symbols is None and not (box.noted or share):
            return
        for column in range(box.column, min(box.column + box.alike, FAR_COLUMN)):
            if share:
                sheet.shares[row, column] = 100
            if odd is not None:
                sheet.odd[row, column] = odd
            if box.noted:
                sheet.noted.add((row, column))
            if symbols is not None:
                sheet.symbols[row, column] = symbols
            if fill is not None:
                sheet.shades[row, column] = fill
                if not box.text:
                    sheet.shaded[row, column] = fill

    def _look(self, name: str) -> _Look:
        """What a style looks like: what it says itself, or the style it is built on."""
        if name not in self._looks:
            line: list[_Style] = []
            above = name
            while above in self._styles and len(line) < _ANCESTORS:
                line.append(self._styles[above])
                above = line[-1].parent
            struck = next((style.struck for style in line if style.struck is not None), False)
            fill = next((style.fill for style in line if style.fill is not None), None)
            font = next((style.font for style in line if style.font is not None), "")
            plain = fill is None or fill in _UNFILLED
            number = None if plain else self._fills.setdefault(str(fill), len(self._fills))
            self._looks[name] = _Look(struck, number, symbol_font(font))
        return self._looks[name]


def _odd(box: _Box, struck: bool) -> Odd | None:
    given = box.given
    if given.get("calcext:value-type") == "error":
        return Odd.ERROR
    if "table:formula" in given:
        if box.text.startswith(_ERRORS):
            return Odd.ERROR
        if not box.text and "office:value-type" not in given:
            return Odd.UNCALCULATED
    return Odd.STRUCK if box.text and (struck or box.struck) else None


def _count(given: Attributes, name: str) -> int:
    text = given.get(name)
    if text is None or not text.isdecimal():
        return 1
    return (
        int(text[-_DIGITS:]) or 1 if len(text) <= _DIGITS else 10**_DIGITS
    )  # as the fast reader would have it
