"""Rows of a delimited text that may be cut in the wrong places: what they say is not known, so none of it is used."""

from __future__ import annotations

from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import is_blank, letter, text_of
from daready.evidence.grid.grid import Grid
from daready.evidence.limits import TOLD_CELLS
from daready.evidence.tables.table import Table
from daready.rubric.words import fold_heading

Aside = dict[str, list[int]]


def tell_unclosed(grid: Grid, tables: list[Table], remarks: Remarks) -> None:
    """Name the cells where a quote is opened and not closed, and the rows after it that it would swallow."""
    headings = {row for table in tables for row in range(table.top, table.header + 1)}
    places = sorted((row, column) for row, column in grid.unclosed.items() if row not in headings)
    if places:
        cells = [f"{letter(column)}{row + 1}" for row, column in places]
        remarks.say("quote_not_closed", cells=cells[:TOLD_CELLS], count=len(cells))


def set_apart(
    used: list[int], aside: Aside, table: Table, grid: Grid, remarks: Remarks
) -> tuple[list[int], Aside, list[int]]:
    """The rows of a table in use and set aside (by reason) when these rows are set aside too, and those of them
    that may be evidence all the same: they were in use, or begin with something that has a number in it.
    """
    if not grid.delimited:
        return used, aside, []
    quoted = sorted(
        row for rows in (used, *aside.values()) for row in rows if grid.unclosed.get(row) is not None
    )
    shifted = _beyond_headings([row for row in used if row not in grid.unclosed], table, remarks)
    cut = [row for row in used if row == grid.cut]
    apart = {*quoted, *shifted, *cut}
    left = {reason: [row for row in rows if row not in apart] for reason, rows in aside.items()}
    left |= {"quote_not_closed": quoted, "beyond_headings": shifted, "cut_short": cut}
    within = frozenset(used)
    lost = sorted(row for row in apart if row in within or any(map(str.isdigit, _lead(table, row))))
    return [row for row in used if row not in apart], {why: rows for why, rows in left.items() if rows}, lost


def items_lost(table: Table, lost: list[int]) -> list[tuple[str, None]]:
    """The items that lost rows of a return or register are about; their months may be wrong, so are not known."""
    known = [table.form.items.get(fold_heading(_lead(table, row))) for row in lost]
    return [(item[0], None) for item in known if item]


def _beyond_headings(rows: list[int], table: Table, remarks: Remarks) -> list[int]:
    """The rows with something to the right of the last heading: an answer may have moved there, and others with it."""
    heads = table.rows[table.top : table.header + 1]
    width = max(map(len, heads), default=0)
    long = [number for number in rows if len(table.rows[number]) > width]
    # What stands beyond a blank column is beside the table, and shifts nothing.
    shifted = {number: width for number in long if not is_blank(table.rows[number][width])}
    if shifted:
        cells = [f"{letter(at)}{number + 1}" for number, at in shifted.items()]
        remarks.say("beyond_headings", cells=cells[:TOLD_CELLS], count=len(cells))
    return list(shifted)


def _lead(table: Table, row: int) -> str:
    at = table.at.get(table.form.lead or "", 0)
    return text_of(table.rows[row][at]) if at < len(table.rows[row]) else ""
