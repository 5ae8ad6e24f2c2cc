"""A list that somebody filled in, or that samples are drawn from, as rows of words."""

from __future__ import annotations

from datetime import date

from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.grid.grid import Grid
from daready.evidence.limits import LIST_COLUMNS, LIST_ROWS
from daready.rubric.words import fold_heading

_ABOVE = 30
"""Rows of a list in which its headings stand."""


def rows_of(grid: Grid, only: frozenset[str] | None = None) -> list[list[str]]:
    """The rows of a sheet, with dates as year-month-day; far cells are left out.

    ``only``: folded headings; the rows then begin with those, and nothing of another column is in them.
    """
    rows = [[_plain(value) for value in row[:LIST_COLUMNS]] for row in grid.rows[:LIST_ROWS]]
    return rows if only is None else _only(rows, only)


def _plain(value: Value) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else text_of(value)


def _only(rows: list[list[str]], headings: frozenset[str]) -> list[list[str]]:
    """Rows without the columns over which none of some headings stands near the top, nor what stands above those."""
    folded = [[fold_heading(cell) for cell in row] for row in rows[:_ABOVE]]
    at = max(range(len(folded)), key=lambda at: len(headings.intersection(folded[at])), default=0)
    kept = {place for row in folded[at : at + 1] for place, heading in enumerate(row) if heading in headings}
    return [[cell if place in kept else "" for place, cell in enumerate(row)] for row in rows[at:]]
