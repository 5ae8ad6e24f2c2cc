"""What any layout becomes: one plain table with a row a case, in which every value keeps the cell it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from daready.evidence.grid.cell_text import Value, letter


class Layout(StrEnum):
    """How a workbook holds its cases."""

    TABLE = "table"
    TAB_PER_CASE = "tab_per_case"
    CASE_COLUMNS = "case_columns"
    SCORES = "scores"
    FORMS_EXPORT = "forms_export"
    LONG = "long"

    @property
    def is_table(self) -> bool:
        """Whether a row of the sheet is a case, so that the sheet is read as it stands."""
        return self in (Layout.TABLE, Layout.SCORES, Layout.FORMS_EXPORT)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell: the number of its file and of its tab there, its tab's own name, its row and column; all from 0."""

    file: int
    tab: int
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{letter(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Heading:
    """What is asked of every case, or said about it: its words as they stand, where, and the section it stands in."""

    text: str
    place: Place
    section: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a value for each heading ("" where blank), and the cell of each; None where there is none."""

    values: tuple[Value, ...]
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A text that stands outside the table: a title, a label, how cases were chosen."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The cases of one or more sheets of one layout.

    ``lines`` are the cases, ``others`` are lines of the same table that are no case, by what shows it, and
    ``blank_forms`` the tabs that nobody filled in; ``unread`` are tabs that are no part of it. ``said`` is what stands
    above, below and beside. ``reference`` is the number of the column that names the case.
    """

    layout: Layout
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    others: tuple[tuple[str, Line], ...] = ()
    said: tuple[Said, ...] = ()
    blank_forms: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    reference: int | None = None

    def column(self, at: int) -> tuple[Value, ...]:
        """What all cases say under one heading."""
        return tuple(line.values[at] for line in self.lines)
