"""What is drawn over the cells of a sheet of an Excel workbook: check boxes and their kin, text boxes, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate

from daready.evidence.grid.grid import Range
from daready.evidence.limits import DRAWN_LETTERS, DRAWN_ROWS
from daready.evidence.opening.excel_parts import LAST_COLUMN, LAST_ROW, Attributes, SheetPart
from daready.evidence.opening.preflight import Package

_CONTROL = re.compile(rb'<x:ClientData\s+ObjectType="(\w+)"\s*>(.*?)</x:ClientData>', re.DOTALL)
_ANCHOR = re.compile(rb"<x:Anchor>([\d,\s]{15,120})</x:Anchor>")
_SAYS_NOTHING = frozenset({b"Note", b"Button", b"Label", b"GBox", b"Dialog", b"Group"})
_HALF = 10
"""Half of a row as Excel makes it, in the pixels of an anchor: a box that begins lower is over the next row."""
_HALVES = {"row": 95_250, "col": 304_800}
"""Half of a row and of a column as Excel makes them, in English metric units: what ends before it is not over it."""
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor"})
_CORNERS = frozenset({"from", "to"})


def drawn_over(package: Package, sheet: SheetPart) -> dict[Range, str]:
    """The cells under each drawing with the words that it has, which are few; none for a box, a picture or a shape.

    Comments, buttons, labels and charts say no answer and are left out.
    """
    found: dict[Range, str] = {}
    for part in sheet.beside.get("vmlDrawing", []):
        found |= dict.fromkeys(_controls(package.read(part)), "")
    for part in sheet.beside.get("drawing", []):
        found |= _drawings(package.read(part))
    return found


def _controls(vml: bytes) -> list[Range]:
    """The cell that each form control stands over. The part need not be good XML, and often is none."""
    found: list[Range] = []
    for kind, said in _CONTROL.findall(vml):
        anchor = _ANCHOR.search(said)
        numbers = [int(part) for part in anchor[1].split(b",") if part.strip()] if anchor else []
        if kind in _SAYS_NOTHING or len(numbers) != 8:
            continue
        left, _, top, down, _, _, bottom, _ = numbers
        row = top + (bottom > top and down > _HALF)
        if row < LAST_ROW and left < LAST_COLUMN:
            found.append(((row, left), (row, left)))
    return found


@dataclass(slots=True)
class _Anchored:
    """One drawing on the way through the part: its corners by row and column, and what it holds."""

    corners: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    words: list[str] = field(default_factory=list[str])
    shown: bool = False
    control: bool = False

    def area(self) -> Range | None:
        corners = self.corners
        if not self.shown or self.control or not {("from", "row"), ("from", "col")} <= corners.keys():
            return None
        top, left = corners["from", "row"], corners["from", "col"]
        bottom, right = (corners.get(("to", way), 0) - self._barely(way) for way in ("row", "col"))
        fits = 0 <= top < LAST_ROW and 0 <= left < LAST_COLUMN
        lower, further = min(max(top, bottom), top + DRAWN_ROWS), min(max(left, right), LAST_COLUMN)
        return ((top, left), (lower, further)) if fits else None

    def _barely(self, way: str) -> bool:
        return self.corners.get(("to", f"{way}Off"), 0) < _HALVES[way]


class _Walk:
    """Hears the anchors of a drawing part, with their corners and words."""

    def __init__(self) -> None:
        self.found: dict[Range, str] = {}
        self._one: _Anchored | None = None
        self._corner = self._inside = ""

    def start(self, name: str, _: Attributes) -> None:
        self._inside = name = name.rpartition(":")[2]
        if name in _ANCHORS:
            self._one = _Anchored()
        elif name in _CORNERS:
            self._corner = name
        elif self._one:
            self._one.shown = self._one.shown or name in ("sp", "pic", "contentPart")
            self._one.control = self._one.control or name == "compatExt"  # its like is among the controls

    def text(self, text: str) -> None:
        if self._one is None or not text.strip():
            return
        if self._corner and text.strip().isdecimal() and len(text) < 9:
            self._one.corners[self._corner, self._inside] = int(text)
        elif self._inside == "t":
            self._one.words.append(text)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "p" and self._one and self._one.words:
            self._one.words.append(" ")
        if name in _ANCHORS and self._one:
            if area := self._one.area():
                self.found[area] = "".join(self._one.words).strip()[:DRAWN_LETTERS]
            self._one = None
        if name in _CORNERS:
            self._corner = ""
        self._inside = ""


def _drawings(xml: bytes) -> dict[Range, str]:
    """The shapes, text boxes and pictures of a drawing part; one that is damaged draws nothing."""
    walk = _Walk()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    if xml:
        try:
            parser.Parse(xml, True)
        except (ExpatError, ValueError, LookupError):
            return walk.found
    return walk.found
