"""Rows below the last reference in which every box is at its default: drawn in advance, and never filled in (A17)."""

from __future__ import annotations

from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.rules import Sorter
from daready.rubric.words import fold

_DEFAULTS = frozenset({"false", "0", "no"})
_BOXES = 2
_NUMBERED = 5
Aside = dict[str, list[int]]


def rows_at_default(sorter: Sorter, used: list[int], aside: Aside) -> set[int]:
    """Rows below the cases that hold what was drawn in advance: a running number alone, or every box at its default."""
    if not sorter.cases or sorter.lead is None:
        return set()
    return _numbered(sorter, used, aside) or _boxes(sorter, sorted({*used, *aside.get("total_unnamed", ())}))


def _numbered(sorter: Sorter, used: list[int], aside: Aside) -> set[int]:
    """Rows below the last case with its number alone, in a table whose references only number its rows."""
    alone = aside.get("reference_only", [])
    last = used[-1] if used else -1
    leads = [text_of(_at(sorter.table.rows[n], sorter.lead or 0)) for n in sorted({*used, *alone})]
    counts = len(used) >= _NUMBERED and leads == [str(n) for n in range(1, len(leads) + 1)]
    return {number for number in alone if number > last} if counts else set()


def _boxes(sorter: Sorter, rows: list[int]) -> set[int]:
    """The last rows of a case audit, without a reference, that say FALSE, 0 or No in every question and nothing else.

    One answer alone may be a case's; a FALSE that was ticked off in a box may not.
    """
    found: set[int] = set()
    said: set[str] = set()
    for number in reversed(rows):
        filled = sorter.filled(sorter.table.rows[number])
        said |= {fold(text_of(value)) for value in filled.values()}
        if len(said) > 1 or not _is_default(filled, sorter):
            break
        found.add(number)
    return found if any(sorter.lead in sorter.filled(sorter.table.rows[number]) for number in rows) else set()


def _is_default(filled: dict[int, Value], sorter: Sorter) -> bool:
    """Whether each question of the table has the same default in it, and no other column has anything."""
    said = {fold(text_of(value)) for value in filled.values()}
    boxes = all(isinstance(value, bool) for value in filled.values())
    enough = len(filled) >= _BOXES or boxes
    return filled.keys() == sorter.scored and enough and len(said) == 1 and said <= _DEFAULTS


def _at(row: list[Value], column: int) -> Value:
    return row[column] if column < len(row) else ""
