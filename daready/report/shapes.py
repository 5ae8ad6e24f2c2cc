"""The shapes every writer draws: one page of blocks, then tables of cells, whatever the file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.scoring.model import AmberKind

Kind = Literal["text", "count", "number", "date", "colour", "input"]
"""What a column holds. ``count`` is whole, ``number`` has one decimal, ``input`` is for people to fill in."""

Tone = Literal["alarm", "plain"]

NONE, NOT_COUNTED, NOT_ASKED = "none", "not counted", "not asked"
"""What a cell without a value says: an empty cell could mean that somebody forgot. Nothing to say, nothing
counted and nobody asked are different facts, and none of them is zero (law 4)."""

FILLERS = frozenset({NONE, NOT_COUNTED, NOT_ASKED})
"""Words a writer may draw more quietly than values."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place of the report: a sheet, and there the first row with this key (or the title)."""

    sheet: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. A cell with a ``colour`` always says the colour in words too."""

    value: str | int | float | date
    colour: Colour | None = None
    amber: AmberKind | None = None
    link: Link | None = None

    @property
    def text(self) -> str:
        """The value as people write it, for writers without cell types."""
        return day(self.value) if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what links aim at; rows may share one, and the first of them is met."""

    cells: tuple[Cell, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One data sheet: a title, short notes, and one table under them."""

    sheet: str
    title: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of the one page, as wide as the page."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of the one page with what stands under it. ``tone`` says whether it calls for somebody."""

    heading: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Summary:
    """The one page. ``overflow``: cases that need someone for which the page has no room; never left out."""

    sheet: str
    title: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]
    overflow: Block | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything people read of one assessment, in the order they read it."""

    title: str
    as_at: date
    version: str
    summary: Summary
    tables: tuple[Table, ...]

    def table(self, sheet: str) -> Table:
        return next(table for table in self.tables if table.sheet == sheet)


def day(value: date) -> str:
    """A date as people write it: 30 June 2026."""
    return f"{value.day} {value:%B %Y}"


def cell(value: str | int | float | date | None) -> Cell:
    """A plain cell; nothing to say is said as none."""
    return Cell(NONE if value is None or value == "" else value)


def row(*cells: Cell | str | int | float | date | None, key: str | None = None) -> Row:
    return Row(tuple(c if isinstance(c, Cell) else cell(c) for c in cells), key)


def filled(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, or one row that says there are none: a table must have one."""
    return tuple(rows) or (row(*(None for _ in columns)),)
