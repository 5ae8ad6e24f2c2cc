"""The shapes every writer draws: one page of blocks, then tables of cells, whatever the file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.scoring.model import AmberKind

Kind = Literal["text", "count", "number", "share", "date", "month", "colour", "input", "spark", "coefficient"]
"""What a column holds. ``count`` is whole, ``number`` has one decimal, ``share`` is a part of one, ``coefficient`` has
two, ``input`` is for people to fill in, ``spark`` has room for a small line beside its words."""

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
class Span:
    """Rows of another table that a chart draws from: the first and the last, counted from nought."""

    sheet: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. A cell with a ``colour`` says it in words, and one with a ``link`` holds words to follow.

    ``spark``: the rows whose ``share`` column a small line in this cell shows.
    """

    value: str | int | float | date
    colour: Colour | None = None
    amber: AmberKind | None = None
    link: Link | None = None
    spark: Span | None = None

    @property
    def text(self) -> str:
        """The value as people write it, for writers without cell types."""
        return day(self.value) if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True, slots=True)
class Column:
    """``choices``: the words that are offered in each of its cells, where it is to be filled in."""

    heading: str
    width: int
    kind: Kind = "text"
    choices: tuple[str, ...] = ()


ANSWER_COUNTS = (
    Column("Yes", 10, "count"),
    Column("Partial", 10, "count"),
    Column("No", 10, "count"),
    Column("Not recorded", 11, "count"),
    Column("Not applicable", 12, "count"),
    Column("Blank", 10, "count"),
    Column("Not understood", 13, "count"),
)
"""How many gave each answer to a question."""


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what links aim at; rows may share one, and the first of them is met."""

    cells: tuple[Cell, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: the heading of its column in the table drawn from, and what part it plays."""

    heading: str
    part: Literal["value", "centre", "limit", "target"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some rows of another table. ``told`` says in words what it shows.

    ``across`` is the heading of the column of months; ``marks`` are points of the value, counted from nought,
    with the sign that stands at each. ``least``: the share at the foot of the chart. ``key``: what links aim at.
    """

    title: str
    told: str
    span: Span
    across: str
    series: tuple[Series, ...]
    marks: tuple[tuple[int, str], ...] = ()
    least: float = 0.0
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One data sheet: a title, short notes, one table under them, and charts under that.

    ``technical``: for those who look behind what managers read.
    """

    sheet: str
    title: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    technical: bool = False

    def column(self, heading: str) -> int:
        """Where a column stands, counted from nought."""
        return next(at for at, column in enumerate(self.columns) if column.heading == heading)


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of the one page, as wide as the page."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of the one page with what stands under it. ``tone`` says whether it calls for somebody.

    ``link``: the sheet that holds all of what the grid shows.
    """

    heading: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None
    tone: Tone = "plain"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The one page. ``headings`` are those of its columns where it has several grids."""

    sheet: str
    title: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]
    headings: tuple[str, ...] = ()


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
