"""What a report prints once for many rows, with blanks below: a district or a month holds for the rows under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.records.columns import Sheet
from daready.rubric.words import fold

_FILLED = ("district", "month")
_TOLD = ("risk",)
"""What decides whether a question applies is never guessed: a blank made Standard would excuse an answer."""
_GROUPS, _ROWS = 2, 2
"""So many values with blanks below them, and so many rows for each value, prove the shape."""
_FEWEST = 4
"""Fewer rows with a blank among them show nothing."""


def fill_down(sheet: Sheet) -> None:
    """Fill in what stands once for the rows below it, where the shape of its column proves that; told.

    A report begins each group with a value and never prints one twice in a group; where a value comes again, another
    column that has no blank begins a new group there. In a return no two rows may come to be about the same.
    """
    form = sheet.table.form
    code = [form.code_column] if form.counts and form.code_column else []
    names = [name for name in (*_FILLED, *code) if name in sheet.table.at]
    left = sorted(names, key=sheet.table.at.__getitem__)
    while proved := next(
        (name for name in left if _is_proved(sheet, name, names, is_return=bool(code))), None
    ):
        given = _given(sheet.values(proved) or [])
        _say(sheet, "filled_down", proved, given)
        _fill(sheet, proved, given)
        left.remove(proved)
    for name in () if code else (*left, *_TOLD):
        _tell_seldom(sheet, name, _given(sheet.values(name) or []))


def _is_proved(sheet: Sheet, name: str, names: list[str], *, is_return: bool) -> bool:
    values, others = sheet.values(name) or [], [other for other in names if other != name]
    given = _given(values)
    if not given or len(given) == len(values):
        return False
    shaped = any(_is_printed_once(values, starts) for starts in _groupings(sheet, others))
    return shaped and (not is_return or _all_differ(sheet, others, _filled(values, given)))


def _given(values: Sequence[Value]) -> list[int]:
    return [n for n, value in enumerate(values) if not is_blank(value)]


def _groupings(sheet: Sheet, others: list[str]) -> Iterator[list[int]]:
    """Where groups may begin: all rows as one, and wherever another column without a blank changes."""
    yield [0]
    for name in others:
        texts = [fold(text_of(value)) for value in sheet.values(name) or [""]]
        if all(texts):
            yield [n for n, text in enumerate(texts) if not n or text != texts[n - 1]]


def _is_printed_once(values: Sequence[Value], starts: list[int]) -> bool:
    """Whether each group begins with a value, has none twice, and enough of them have blanks below."""
    below = count = 0
    for first, end in zip(starts, [*starts[1:], len(values)], strict=True):
        given = [n for n in range(first, end) if not is_blank(values[n])]
        if given[:1] != [first] or len({fold(text_of(values[n])) for n in given}) < len(given):
            return False
        below += sum(n + 1 < end and is_blank(values[n + 1]) for n in given)
        count += len(given)
    return below >= _GROUPS and count * _ROWS <= len(values)


def _filled(values: Sequence[Value], given: list[int]) -> list[Value]:
    ends = [*given[1:], len(values)]
    return [values[first] for first, end in zip(given, ends, strict=True) for _ in range(first, end)]


def _all_differ(sheet: Sheet, others: list[str], filled: list[Value]) -> bool:
    """Whether no two rows of a return would be about the same item, month and area."""
    beside = [values for name in others if (values := sheet.values(name)) is not None]
    about = [tuple(fold(text_of(value)) for value in row) for row in zip(filled, *beside, strict=True)]
    return len(set(about)) == len(about)


def _tell_seldom(sheet: Sheet, name: str, given: list[int]) -> None:
    rows = len(sheet.used)
    if given and rows >= _FEWEST and len(given) * _ROWS <= rows:
        _say(sheet, "printed_seldom", name, given)


def _say(sheet: Sheet, code: str, name: str, given: list[int]) -> None:
    cells = [sheet.table.cell(name, sheet.used[n]) for n in given]
    column = sheet.table.form.shown[name]
    sheet.remarks.say(code, cells=cells, column=column, given=len(given), all=len(sheet.used))


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
