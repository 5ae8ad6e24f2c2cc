"""Rows below the last reference in which every box is at its default: drawn in advance, and never filled in (A17)."""

from __future__ import annotations

from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.sorted_rows import Moves, SortedRows
from daready.evidence.sorting.table_view import TableView
from daready.rubric.words import fold

_DEFAULTS = frozenset({"false", "0", "no"})
_BOXES = 2
_NUMBERED = 5


def numbers_alone(sorting: SortedRows) -> Moves:
    """Rows below the last case with its number alone, in a table whose references only number its rows."""
    if not sorting.table.cases or sorting.table.lead is None:
        return {}
    alone = sorting.of("reference_only")
    leads = [text_of(sorting.lead(number)) for number in sorted({*sorting.used, *alone})]
    counts = len(sorting.used) >= _NUMBERED and leads == [str(n) for n in range(1, len(leads) + 1)]
    return {"row_at_default": {number for number in alone if number > sorting.last} if counts else set()}


def boxes_at_default(sorting: SortedRows) -> Moves:
    """The last rows of a case audit, without a reference, that say FALSE, 0 or No in every question and nothing else.

    One answer alone may be a case's; a FALSE that was ticked off in a box may not.
    """
    table = sorting.table
    if not table.cases or table.lead is None or sorting.of("row_at_default"):
        return {}
    rows = sorted({*sorting.used, *sorting.of("total_unnamed")})
    found: set[int] = set()
    said: set[str] = set()
    for number in reversed(rows):
        filled = sorting.filled(number)
        said |= {fold(text_of(value)) for value in filled.values()}
        if len(said) > 1 or not _is_default(filled, table):
            break
        found.add(number)
    referred = any(table.lead in sorting.filled(number) for number in rows)
    return {"row_at_default": found if referred else set()}


def _is_default(filled: dict[int, Value], table: TableView) -> bool:
    """Whether each question of the table has the same default in it, and no other column has anything."""
    said = {fold(text_of(value)) for value in filled.values()}
    boxes = all(isinstance(value, bool) for value in filled.values())
    enough = len(filled) >= _BOXES or boxes
    return filled.keys() == table.scored and enough and len(said) == 1 and said <= _DEFAULTS
