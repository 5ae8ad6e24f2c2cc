"""A table of percentages under the questions of an audit is a summary: its rows are no cases."""

from __future__ import annotations

from daready.evidence.cells.single_cells import NO_ONE, reference_of
from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.row_view import SHARE
from daready.evidence.sorting.sorted_rows import Moves, SortedRows
from daready.rubric.words import fold


def shares_alone(sorting: SortedRows) -> Moves:
    """Every row of a table that says nothing but percentages under its questions, and has no reference."""
    table = sorting.table
    if not table.cases or not sorting.used:
        return {}
    found: set[int] = set()
    for number in sorted({*sorting.used, *sorting.of("total_unnamed", "summary_row", "unlike_a_case")}):
        said = [value for at, value in sorting.filled(number).items() if at in table.scored]
        named = table.lead is not None and reference_of(sorting.lead(number)) is not None
        if not named and any(map(_is_share, said)) and all(_is_share(v) or _is_nothing(v) for v in said):
            found.add(number)
        elif number in sorting.used:
            return {}  # a case stands among them, so that this may be one too
    return {"bare_percentage": found}


def _is_share(value: Value) -> bool:
    return isinstance(value, str) and bool(SHARE.fullmatch(value.strip()))


def _is_nothing(value: Value) -> bool:
    return fold(text_of(value)) in NO_ONE
