"""What a report prints once for many rows, with blanks below: a district or a month holds for the rows under it."""

from __future__ import annotations

from daready.evidence.grid.cell_text import is_blank, text_of
from daready.evidence.records.columns import Sheet
from daready.rubric.words import fold

_FILLED = ("district", "month")
_TOLD = ("risk",)
"""What decides whether a question applies is never guessed: a blank made Standard would excuse an answer."""
_GROUPS, _ROWS = 2, 2
"""So many values with blanks below them, and so many rows for each value, prove the shape."""


def fill_down(sheet: Sheet) -> None:
    """Fill in what stands once for the rows below it, where the shape of its column proves that; told."""
    for name in (*_FILLED, *_TOLD):
        values = sheet.values(name)
        if not values or is_blank(values[0]):
            continue
        given = [n for n, value in enumerate(values) if not is_blank(value)]
        groups = {fold(text_of(values[n])) for n in given}
        below = sum(n + 1 < len(values) and is_blank(values[n + 1]) for n in given)
        if len(given) != len(groups) or below < _GROUPS or len(given) * _ROWS > len(values):
            continue
        code = "filled_down" if name in _FILLED else "printed_seldom"
        cells = [sheet.table.cell(name, sheet.used[n]) for n in given]
        column = sheet.table.form.shown[name]
        sheet.remarks.say(code, cells=cells, column=column, given=len(given), all=len(values))
        if name in _FILLED:
            _fill(sheet, name, given)


def _fill(sheet: Sheet, name: str, given: list[int]) -> None:
    at, rows = sheet.table.at[name], list(sheet.rows)
    for first, last in zip(given, [*given[1:], len(sheet.used)], strict=True):
        for n in range(first + 1, last):
            row = rows[sheet.used[n]]
            padded = [*row, *[""] * (at + 1 - len(row))]
            rows[sheet.used[n]] = [*padded[:at], rows[sheet.used[first]][at], *padded[at + 1 :]]
    sheet.rows = rows
    sheet.filled[name] = frozenset(sheet.used) - {sheet.used[n] for n in given}
    sheet.keep(sheet.used)
