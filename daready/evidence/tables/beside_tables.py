"""The texts of a sheet that are in no row of a table: titles, keys, notes, what an export says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import Value, is_blank, letter
from daready.evidence.grid.grid import Grid, Row
from daready.evidence.limits import KEY_ROWS
from daready.evidence.tables.table import Table
from daready.rubric.words import fold

Text = tuple[int, int, str]
"""A row, a column and the text that stands there."""


def tell_filters(
    grid: Grid, tables: Sequence[Table], beside: Sequence[Text], labels: LabelWords, remarks: Remarks
) -> None:
    """Say where a sheet with a table was exported with a filter at work, by its own words or its pivot table's."""
    places = {(row, column) for row, column, text in beside if labels.is_filter(fold(text))}
    if tables and (places := places | grid.findings.pivots):
        cells = [f"{letter(column)}{row + 1}" for row, column in sorted(places)]
        remarks.say("filter_at_work", cells=cells, count=len(cells))


def texts_beside(grid: Grid, tables: Sequence[Table]) -> Iterator[Text]:
    """The texts of a sheet that are in no row of a table; most rows are passed over by a look at two of their cells."""
    (table,) = tables if len(tables) == 1 else (None,)
    heads = [at for at, value in enumerate(table.rows[table.header]) if not is_blank(value)] if table else []
    width = max(map(len, grid.rows), default=0)
    beside = [at for at in range(width) if at not in heads]
    for number, row in enumerate(grid.rows if tables else grid.rows[:KEY_ROWS]):
        within = table is not None and table.header < number < len(table.rows) and len(heads) > 1
        headed = within and len(row) > heads[1] and not (is_empty(row[heads[0]]) or is_empty(row[heads[1]]))
        if headed and not any(at < len(row) and row[at] != "" for at in beside):
            continue
        for column, value in enumerate(row):
            if isinstance(value, str) and value and not _in_a_row(number, column, row, tables):
                yield number, column, value


def _in_a_row(number: int, column: int, row: Row, tables: Sequence[Table]) -> bool:
    """Whether a cell belongs to a row of a table: one that has more than itself in the columns that have headings."""
    for table in tables:
        heads = table.rows[table.header]
        if number <= table.header or number >= len(table.rows):
            continue
        headed = [at for at, value in enumerate(heads) if not is_blank(value)]
        filled = [at for at in headed if at < len(row) and not is_blank(row[at])]
        if column in headed and len(filled) > 1:
            return True
    return False


def is_empty(value: Value) -> bool:
    """Whether nothing is in a cell."""
    return value == "" or is_blank(value)
