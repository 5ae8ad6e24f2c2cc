"""Rows above the headings that belong under them, as when a sheet was sorted with its headings."""

from __future__ import annotations

from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import text_of
from daready.evidence.grid.grid import Row
from daready.evidence.sorting.row_view import RowView
from daready.evidence.sorting.table_view import LONG, TableView
from daready.rubric.words import fold_heading


def stray_rows(table: TableView) -> list[int]:
    """The rows above the headings that are rows of the table."""
    above = enumerate(table.table.rows[: table.table.header])
    return [number for number, row in above if row and _is_of_the_table(row, table)]


def _is_of_the_table(row: Row, table: TableView) -> bool:
    filled = {at: value for at, value in table.filled(row).items() if at in table.mapped}
    if table.lead not in filled or RowView(table, row).repeats_headings:
        return False
    lead = text_of(row[table.lead])
    if not table.cases:
        return fold_heading(lead) in table.table.form.items and len(filled) > 1
    answered = filled.keys() & table.answered
    known = sum(table.answers(row[at]) or read_number(row[at]) is not None for at in answered)
    return any(c.isdigit() for c in lead) and len(lead) <= LONG and known * 2 >= len(table.answered)


def items_of(table: TableView, numbers: list[int]) -> list[tuple[str, None]]:
    """The items that rows of a return or register are about, of a month that is not known."""
    items, rows = table.table.form.items, table.table.rows
    return [(items[fold_heading(text_of(rows[n][table.lead or 0]))][0], None) for n in numbers]
