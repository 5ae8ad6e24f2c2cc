"""A reference over several rows, and several references in one cell: what that makes of them is said at the cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import is_blank, letter, text_of
from daready.evidence.grid.grid import Grid
from daready.evidence.limits import TOLD_CELLS
from daready.evidence.tables.table import Table

_BETWEEN = re.compile(r"\s*[;,&+\n]\s*|\s+and\s+|\s+/\s+", re.IGNORECASE)


def tell(grid: Grid, table: Table, rows: Collection[int], remarks: Remarks) -> None:
    """Tell of both, of those ``rows`` that are cases: what names a paper or a measure is not a reference."""
    lead = table.at.get(table.form.lead or "")
    if lead is None or table.form.row != "case":
        return
    for first, count in _over_rows(grid, lead, rows):
        remarks.say("reference_over_rows", cell=f"{letter(lead)}{first + 1}", items=count)
    several = [f"{letter(lead)}{row + 1}" for row in _several(table, lead, sorted(rows))]
    if several:
        remarks.say("references_in_one_cell", cells=several[:TOLD_CELLS], count=len(several))


def _over_rows(grid: Grid, lead: int, rows: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first row and the number of case rows of each range that is merged down the column of references."""
    for (top, left), (bottom, _) in grid.merged:
        if left == lead and top in rows:
            count = sum(row in rows for row in range(top, bottom + 1))
            if count > 1:
                yield top, count


def _several(table: Table, lead: int, rows: Collection[int]) -> list[int]:
    """The rows whose cell falls into parts that each look like the references of other rows."""
    typed = {row: table.typed[row][lead] for row in rows if lead < len(table.typed[row])}
    texts = {row: text_of(value) for row, value in typed.items() if not is_blank(value)}
    parts = {row: _BETWEEN.split(text) for row, text in texts.items() if _BETWEEN.search(text)}
    if not parts:
        return []
    alone = {_shape(text) for row, text in texts.items() if row not in parts}
    return [row for row, found in parts.items() if all(_shape(part) in alone for part in found)]


def _shape(reference: str) -> str:
    """A reference with its letters and digits made alike; how many of them may differ."""
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "9", reference.strip()))
