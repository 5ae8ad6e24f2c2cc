"""What the sweep found is applied to a sheet's table and told, once a kind and column, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import Odd, is_blank, letter
from daready.evidence.grid.grid import Cell, Findings, Grid, Range, Row
from daready.evidence.limits import TOLD_CELLS
from daready.evidence.tables.table import Table


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


def doubt_serials(rows: list[Row], grid: Grid, table: Table) -> list[Row]:
    """Bare numbers where days belong, in a workbook that counts from 1904: pasted from another, they are four
    years off, and nothing tells which they are.
    """
    if not grid.findings.from_1904:
        return rows
    days = {at for at, name in table.columns.items() if table.form.reads(name) in ("date", "period")}
    copied = list(rows)
    for number in range(table.header + 1, len(rows)):
        for at in days:
            if at < len(copied[number]) and type(copied[number][at]) in (int, float):
                copied[number] = [*copied[number][:at], Odd.SERIAL, *copied[number][at + 1 :]]
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
    if findings.unshaded:
        remarks.say("colours_not_looked_for")
    form = table.form
    weighed = sorted({*used, *aside.get("nothing_readable", ())})
    unread = {at for at, name in table.columns.items() if form.reads(name) == "never"}
    told: dict[tuple[int, Odd], list[Cell]] = {}
    for row in weighed if findings.odd or findings.from_1904 else ():
        for column, value in enumerate(rows[row]):
            if value is Odd.MERGED:
                continue  # told by range
            if isinstance(value, Odd) and column in table.columns and column not in unread:
                told.setdefault((column, value), []).append((row, column))
    for (column, kind), cells in sorted(told.items(), key=lambda each: (each[0][0], each[0][1].value)):
        _say(remarks, kind.value, cells, column=form.shown[table.columns[column]])
    _tell_silent(rows, used, findings, table, remarks)
    _tell_drawn(rows, {*used, *aside.get("reference_only", ())}, findings, table, remarks)
    _tell_hidden(frozenset(weighed), findings, table, remarks)


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
    rows: list[Row], used: list[int], findings: Findings, table: Table, remarks: Remarks
) -> None:
    """Blank answers with a comment or a colour of their own, question by question."""
    within = frozenset(used)
    for code, places in (("comment_no_answer", findings.noted), ("colour_no_answer", findings.shaded)):
        blank: dict[int, list[Cell]] = {}
        for row, column in places:
            name = table.columns.get(column)
            if row in within and name in table.form.questions and not _filled(rows, (row, column)):
                blank.setdefault(column, []).append((row, column))
        for column, cells in sorted(blank.items()):
            meant = cells if code == "comment_no_answer" else _coloured(cells, used, findings, table)
            if meant:
                _say(remarks, code, meant, column=table.form.shown[table.columns[column]])


def _tell_drawn(
    rows: list[Row], within: set[int], findings: Findings, table: Table, remarks: Remarks
) -> None:
    """Answers with something drawn over them: a blank under a box or a picture, and any under a text box."""
    asked = [at for at, name in table.columns.items() if name in table.form.questions]
    under: dict[int, set[Cell]] = {}
    for ((top, left), (bottom, right)), words in findings.drawn.items():
        for row in within.intersection(range(top, min(bottom, len(rows)) + 1)):
            for column in asked:
                if left <= column <= right and (words or not _filled(rows, (row, column))):
                    under.setdefault(column, set()).add((row, column))
    for column, cells in sorted(under.items()):
        _say(remarks, "drawn_no_answer", cells, column=table.form.shown[table.columns[column]])


def _coloured(cells: list[Cell], used: list[int], findings: Findings, table: Table) -> list[Cell]:
    """Those whose colour is not mere decoration: a band along the row, or one shade down the column."""
    lead = table.at.get(table.form.lead or "", 0)
    shades = findings.shades
    own = [(row, column) for row, column in cells if shades.get((row, lead)) != shades[row, column]]
    if not own or len(used) == 1:
        return own
    down = {shades.get((row, own[0][1])) for row in used}
    return own if len(down) > 1 else []


def _tell_hidden(weighed: frozenset[int], findings: Findings, table: Table, remarks: Remarks) -> None:
    rows = sorted(findings.hidden_rows & weighed)
    first = min(table.columns, default=0)
    if rows:
        code = "rows_filtered" if findings.filtered else "rows_hidden"
        _say(remarks, code, [(row, first) for row in rows])
    kept = {at for at, name in table.columns.items() if table.form.reads(name) != "never"}
    columns = sorted(findings.hidden_columns & kept)
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
