"""Answers merged over several cells are not understood: the file keeps the first alone, and the others are gone."""

from __future__ import annotations

from collections.abc import Collection

from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import Odd, is_blank, letter
from daready.evidence.grid.grid import Cell, Grid, Row
from daready.evidence.limits import TOLD_CELLS
from daready.evidence.tables.table import Table

Merged = list[list[Cell]]
"""The cells under questions that one merged range covers, a list a range; rows without a cell of their own too."""


def merged_answers(grid: Grid, table: Table) -> Merged:
    """The ranges that are merged over the answers of a table and hold something."""
    asked = {at for at, name in table.columns.items() if name in table.form.questions}
    found: Merged = []
    for (top, left), (bottom, right) in grid.merged:
        if top <= table.header or left not in asked or top >= len(table.rows):
            continue
        if left >= len(table.rows[top]) or is_blank(table.rows[top][left]):
            continue
        columns = sorted(at for at in asked if left <= at <= right)
        rows = range(top, min(bottom, len(table.rows) - 1) + 1)
        found.append([(row, at) for row in rows for at in columns])
    return found


def doubt(rows: list[Row], merged: Merged, table: Table) -> list[Row]:
    """The rows with each such answer as not understood, the first of a range included.

    A row that has no answer of its own has no reference of its own either, if that is merged too: or it would be
    taken for a copy of the row above.
    """
    if not merged:
        return rows
    copied = list(rows)
    lead = table.at.get(table.form.lead or "", -1)
    for row, column in (cell for cells in merged for cell in cells):
        cells = [*copied[row], *[""] * (column + 1 - len(copied[row]))]
        cells[column] = Odd.MERGED
        typed = table.typed[row]
        if 0 <= lead < len(cells) and is_blank(_at(typed, lead)) and not _answered(typed, table):
            cells[lead] = ""
        copied[row] = cells
    return copied


def tell(merged: Merged, rows: Collection[int], table: Table, remarks: Remarks) -> None:
    """One notice a range, with each of its cells that belongs to a case."""
    for cells in merged:
        named = [f"{letter(column)}{row + 1}" for row, column in cells if row in rows]
        if named:
            column = table.form.shown[table.columns[cells[0][1]]]
            remarks.say("merged_answers", cells=named[:TOLD_CELLS], count=len(named), column=column)


def _answered(row: Row, table: Table) -> bool:
    return any(
        not is_blank(_at(row, at)) for at, name in table.columns.items() if name in table.form.questions
    )


def _at(row: Row, column: int) -> object:
    return row[column] if column < len(row) else ""
