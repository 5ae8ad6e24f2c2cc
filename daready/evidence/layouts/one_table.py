"""A sheet in which every row (or, turned, every column) is a case: its headings, their sections and its lines."""

from __future__ import annotations

from dataclasses import dataclass

from daready.evidence.grid.cell_text import is_blank, text_of
from daready.evidence.layouts.case_table import Heading, Line
from daready.evidence.layouts.sheet_view import View
from daready.rubric.words import clean


@dataclass(frozen=True, slots=True)
class SheetTable:
    """What one sheet gives: headings, the lines beneath them, and the rows of the view from which the table is."""

    view: View
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    top: int


def table_in(view: View) -> SheetTable:
    """The table under the row that most reads like headings."""
    top, _ = view.heading_row
    below = range(top + 1, len(view.rows))
    head = view.rows[top]
    has_data = {at for row in below for at in view.filled(row)}
    named = [at for at, value in enumerate(head) if not is_blank(value) or at in has_data]
    sections = _sections_down(view, top, named, has_data) if view.turned else _sections_above(view, top)
    kept = [at for at in named if not (view.turned and _is_section(text_of(head[at]), at in has_data))]
    headings = tuple(Heading(text_of(head[at]), view.place(top, at), sections.get(at, "")) for at in kept)
    lines = tuple(
        Line(tuple(view.rows[row][at] for at in kept), tuple(view.place(row, at) for at in kept))
        for row in below
    )
    return SheetTable(view, headings, lines, top)


def _is_section(text: str, answered: bool) -> bool:
    """Down a page, a text beside which nobody wrote anything and that asks nothing parts the questions."""
    return not answered and not text.rstrip().endswith("?")


def _sections_down(view: View, top: int, named: list[int], answered: set[int]) -> dict[int, str]:
    sections: dict[int, str] = {}
    section = ""
    for at in named:
        text = text_of(view.rows[top][at])
        if _is_section(text, at in answered):
            section = clean(text)
        sections[at] = section
    return sections


def _sections_above(view: View, top: int) -> dict[int, str]:
    """Each column's nearest text at or left of it in the row above, if that has some texts over many headings."""
    if not top:
        return {}
    over = view.filled(top - 1)
    if len(over) < 2 or len(over) * 2 > len(view.filled(top)):
        return {}
    sections: dict[int, str] = {}
    section = ""
    for at, value in enumerate(view.rows[top - 1]):
        section = section if is_blank(value) else clean(text_of(value))
        sections[at] = section
    return sections
