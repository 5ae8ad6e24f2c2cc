"""A table of cases as the grid that the ordinary reader of tables takes, and the way back to the true cell."""

from __future__ import annotations

from daready.evidence.grid.grid import Grid
from daready.evidence.layouts.case_table import CaseTable, Place


def as_grid(table: CaseTable) -> Grid:
    """The headings, then a row a case, then what is of the table and no case."""
    lines = [*table.lines, *(line for _, line in table.others)]
    name = table.headings[0].place.sheet if table.headings else ""
    return Grid(name, [[heading.text for heading in table.headings], *(list(line.values) for line in lines)])


def true_place(table: CaseTable, row: int, column: int) -> Place | None:
    """The cell of the workbook that a cell of that grid was; row and column from 0."""
    if row == 0:
        return table.headings[column].place
    lines = [*table.lines, *(line for _, line in table.others)]
    return lines[row - 1].places[column]
