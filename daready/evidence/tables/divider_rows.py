"""Lines between the rows of a table that speak for those below: a month ("May 2026"), or a fact ("District: South")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from daready.evidence.grid.cell_text import Value, is_blank, letter, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.tables.heading_rows import names_month
from daready.evidence.tables.table import Table
from daready.rubric.words import clean, fold_heading

_SHORT_YEAR = re.compile(r"(?!.*\d{4}).*(?<![\d/.-])\d{1,2}(?!\d).*")
_BLANK = frozenset({"", " "})

Fact = tuple[Value, str]
"""What is said, and the cell that says it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that speaks for those below it: the facts it gives, a month among them."""

    row: int
    says: dict[str, Fact]


def parted(table: Table) -> list[Table]:
    """The table in parts, one for the rows under each such line; the table itself where there is none.

    What a line says holds until another says something else of the same. Numbers above the table are about all
    of it, so they are no part's.
    """
    lines = list(_lines(table))
    if not lines:
        return [table]
    silent = {line.row for line in lines}
    facts = {name: told for name, told in table.facts.items() if table.form.facts[name]["reads"] != "number"}
    period = table.period
    parts = [_part(table, 0, lines[0].row, silent, facts, period)]
    for line, end in zip(lines, [*(line.row for line in lines[1:]), len(table.rows)], strict=True):
        facts = facts | {name: told for name, told in line.says.items() if name != "month"}
        period = line.says["month"][0] if "month" in line.says else period
        parts.append(_part(table, line.row, end, silent, facts, period))
    return parts


def _part(
    table: Table, start: int, end: int, silent: set[int], facts: dict[str, Fact], period: Value | None
) -> Table:
    def own(rows: list[Row]) -> list[Row]:
        return [
            row if start <= number < end and number not in silent else [] for number, row in enumerate(rows)
        ]

    return replace(
        table, rows=own(table.rows), typed=own(table.typed), facts=facts, period=period, kin=table.rows
    )


def _lines(table: Table) -> Iterator[_Line]:
    rows = table.typed
    last = next((number for number in range(len(rows) - 1, 0, -1) if _filled(rows[number])), 0)
    for number in range(table.header + 1, last):
        # Most rows are plainly no lines; a long sheet has no time for a closer look at each.
        if _BLANK.isdisjoint(rows[number][:3]) and len(rows[number]) > 2:
            continue
        if says := _says(table, number):
            yield _Line(number, says)


def _filled(row: Row) -> list[int]:
    """The first three columns with something in them: a line has no more than two."""
    found: list[int] = []
    for at, value in enumerate(row):
        if value != "" and not is_blank(value):
            found.append(at)
            if len(found) > 2:
                break
    return found


def _says(table: Table, number: int) -> dict[str, Fact]:
    """What a row says of those below it; nothing where it is a row of the table like any other."""
    row, filled = table.typed[number], _filled(table.typed[number])
    if not 0 < len(filled) < 3:
        return {}
    first = filled[0]
    value = row[first]
    label, colon, rest = text_of(value).partition(":")
    name = table.form.fact_headings.get(fold_heading(label))
    if name is not None and len(filled) == 2 and not rest.strip():
        return {name: (row[filled[1]], f"{letter(filled[1])}{number + 1}")}
    if len(filled) == 2:
        return {}
    if name is not None and colon and rest.strip():
        return {name: (clean(rest), f"{letter(first)}{number + 1}")}
    if table.columns.get(first, table.form.lead) != table.form.lead or not _is_month(value):
        return {}
    return {"month": (value, f"{letter(first)}{number + 1}")}


def _is_month(value: Value) -> bool:
    """A real date, or a month in words; 4/2026 may be the fourth case of a year, and May 12 a day of this one."""
    if isinstance(value, str) and (not any(map(str.isalpha, value)) or _SHORT_YEAR.fullmatch(value)):
        return False
    return isinstance(value, (date, str)) and names_month(value)
