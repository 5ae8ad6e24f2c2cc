"""What a file becomes before anybody asks what it means: grids of cells, and what was odd about single cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from daready.evidence.grid.cell_text import Odd, Value

Row = list[Value]
Cell = tuple[int, int]
Range = tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the values of a sheet do not tell. Cells, rows and columns count from nought; most maps are empty.

    ``odd``: cells whose value is not what a person reads. ``shaded``: blank cells with a fill, by fill; ``shades``:
    the fill of every filled cell, gathered only where a blank one has one; ``unshaded``: the workbook has fills,
    and the sheet was too large to look for them. ``merged``: the merged ranges, of formats of which the reader does
    not tell them. ``from_1904``: days are counted from then. ``symbols``: the cells in a font of symbols, by that
    font. ``shares``: cells that show their number as a percentage, with what they multiply it by for that.
    ``noted``: cells with a comment of somebody's, and ``said`` what it says, where the reader could tell.
    ``drawn``: the cells under each check box, text box or picture, with its words. ``pivots``: where a pivot table
    begins that a filter keeps some rows from. ``allowed``: runs of cells with what may be typed there, or a prompt.
    """

    odd: dict[Cell, Odd] = field(default_factory=dict[Cell, Odd])
    shaded: dict[Cell, int] = field(default_factory=dict[Cell, int])
    shades: dict[Cell, int] = field(default_factory=dict[Cell, int])
    unshaded: bool = False
    noted: frozenset[Cell] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    merged: tuple[Range, ...] = ()
    from_1904: bool = False
    symbols: dict[Cell, str] = field(default_factory=dict[Cell, str])
    shares: dict[Cell, int] = field(default_factory=dict[Cell, int])
    said: dict[Cell, str] = field(default_factory=dict[Cell, str])
    drawn: dict[Range, str] = field(default_factory=dict[Range, str])
    pivots: frozenset[Cell] = frozenset()
    allowed: tuple[tuple[Range, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from row 1, its merged ranges; ``broken`` when it alone could not be read.

    ``far``: cells too far from the rest to be part of any table, which were left out. ``delimited``: the sheet is
    a text cut at commas or the like; ``unclosed`` are its rows in doubt for a quote that is not closed, each with
    the column to look at. ``cut`` is its last row where the text ends in the middle of it.
    """

    name: str
    rows: list[Row]
    merged: tuple[Range, ...] = ()
    broken: bool = False
    hidden: bool = False
    findings: Findings = field(default_factory=Findings)
    far: tuple[Cell, ...] = ()
    delimited: bool = False
    unclosed: dict[int, int] = field(default_factory=dict[int, int])
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """The grids of a file, or the code of the notice that says why there are none.

    ``originals``: the fingerprints of the workbooks of which this one is a marked copy.
    """

    grids: tuple[Grid, ...] = ()
    refused: str | None = None
    remarks: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
