"""What the sweep found is applied to a sheet's table and told, once a kind and column, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from daready.evidence.grids import Cell, Findings, Grid, Range, Row
from daready.evidence.layout import Table
from daready.evidence.limits import TOLD_CELLS
from daready.evidence.remarks import Remarks
from daready.evidence.words import Odd, is_blank, letter


def clear_under_merged(grid: Grid, remarks: Remarks) -> Grid:
    """Values lying under a merged cell are seen by nobody: they are taken out, so that none becomes an answer."""
    under = [
        place for area in grid.merged for place in _covered(area, grid.rows) if _filled(grid.rows, place)
    ]
    if not under:
        return grid
    rows = list(grid.rows)
    for row, column in under:
        rows[row] = [*rows[row][:column], "", *rows[row][column + 1 :]]
    _say(remarks, "value_under_merged", under)
    return replace(grid, rows=rows)


def strike(rows: list[Row], grid: Grid, table: Table) -> list[Row]:
    """Struck text in the table's read columns is no longer text; a struck merged cell is struck all over."""
    struck = {place for place, kind in grid.findings.odd.items() if kind is Odd.STRUCK}
    if not struck:
        return rows
    for area in grid.merged:
        if area[0] in struck:
            struck.update(_covered(area, rows))
    copied = list(rows)
    for row, column in sorted(struck):
        if row > table.header and column in table.columns and _filled(copied, (row, column)):
            cells = copied[row]
            copied[row] = [*cells[:column], Odd.STRUCK, *cells[column + 1 :]]
    return copied


def tell(
    rows: list[Row], used: list[int], aside: dict[str, list[int]], grid: Grid, table: Table, remarks: Remarks
) -> None:
    """Every oddity of the rows that count as evidence, or would, had they not been odd."""
    findings = grid.findings
    if grid.hidden:
        remarks.say("sheet_hidden")
    if findings == Findings():
        return
    weighed = frozenset(used) | frozenset(aside.get("nothing_readable", ()))
    for column, name in sorted(table.columns.items()):
        if table.form.columns.get(name, {}).get("reads") == "never":
            continue
        for kind in Odd:
            cells = [(row, column) for row in sorted(weighed) if _at(rows, (row, column)) is kind]
            if cells:
                _say(remarks, kind.value, cells, column=table.form.shown[name])
        if name in table.form.questions:
            _tell_silent(rows, used, column, findings, table, remarks)
    _tell_hidden(weighed, findings, table, remarks)


def tell_far(grid: Grid, remarks: Remarks) -> None:
    """Name the cells that were left out for standing too far away."""
    if grid.far:
        _say(remarks, "far_cell", grid.far)


def far_rows(grid: Grid, start: int) -> list[int]:
    """Rows of which nothing but a far cell was there to be read."""
    return sorted({row for row, _ in grid.far if row >= start and not any_filled(grid.rows, row)})


def any_filled(rows: list[Row], row: int) -> bool:
    """Whether a person can see anything in a row as it was read."""
    return row < len(rows) and any(not is_blank(value) for value in rows[row])


def _tell_silent(
    rows: list[Row], used: list[int], column: int, findings: Findings, table: Table, remarks: Remarks
) -> None:
    """Blank answers with a colour or a comment of their own. A band across the row or column is decoration."""
    blank = [(row, column) for row in used if not _filled(rows, (row, column))]
    shown = table.form.shown[table.columns[column]]
    noted = [place for place in blank if place in findings.noted]
    if noted:
        _say(remarks, "comment_no_answer", noted, column=shown)
    lead = table.at.get(table.form.lead or "", 0)
    coloured: list[Cell] = []
    for row, _ in blank:
        fill = findings.shaded.get((row, column))
        if fill is None or findings.shades.get((row, lead)) == fill:
            continue
        coloured.append((row, column))
    fills = [findings.shades.get((row, column)) for row in used] if coloured else []
    banded = {fill for fill in set(fills) if len(fills) > 1 and fills.count(fill) == len(fills)}
    coloured = [place for place in coloured if findings.shaded[place] not in banded]
    if coloured:
        _say(remarks, "colour_no_answer", coloured, column=shown)


def _tell_hidden(weighed: frozenset[int], findings: Findings, table: Table, remarks: Remarks) -> None:
    rows = sorted(findings.hidden_rows & weighed)
    first = min(table.columns, default=0)
    if rows:
        code = "rows_filtered" if findings.filtered else "rows_hidden"
        _say(remarks, code, [(row, first) for row in rows])
    columns = sorted(findings.hidden_columns & table.columns.keys())
    if columns:
        _say(remarks, "columns_hidden", [(table.header, column) for column in columns])


def _say(remarks: Remarks, code: str, places: Iterable[Cell], **facts: str) -> None:
    named = [f"{letter(column)}{row + 1}" for row, column in sorted(places)]
    remarks.say(code, cells=named[:TOLD_CELLS], count=len(named), **facts)


def _covered(area: Range, rows: list[Row]) -> Iterable[Cell]:
    """The cells of a merged range except the one that shows, as far as the sheet has cells."""
    (top, left), (bottom, right) = area
    for row in range(top, min(bottom, len(rows) - 1) + 1):
        for column in range(left, min(right, len(rows[row]) - 1) + 1):
            if (row, column) != (top, left):
                yield row, column


def _filled(rows: list[Row], place: Cell) -> bool:
    return not is_blank(_at(rows, place))


def _at(rows: list[Row], place: Cell) -> object:
    row, column = place
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
