"""What the references of a table name: each its own case, the row's number, or nothing where many rows share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median_low

from daready.evidence.cells.single_cells import is_shortened
from daready.evidence.grid.cell_text import Odd, Value, text_of
from daready.evidence.records.columns import Sheet

_NUMBERED = 5
_MANY = 3
Key = str | None


def keys_of(sheet: Sheet) -> tuple[list[Key], bool]:
    """The keyed hash of each row's reference, None where there is none; and whether they only number the rows."""
    lead = sheet.table.form.lead or ""
    counted = lead in sheet.table.at and _counts_rows(sheet)
    if lead not in sheet.table.at or counted:
        return [None] * len(sheet.used), counted
    return sheet.keys(lead), False


def _counts_rows(sheet: Sheet) -> bool:
    """Whether the references only number the rows, so that another sheet's are other cases (told)."""
    lead = sheet.table.form.lead or ""
    written = [text_of(value).strip().removesuffix(".0") for value in sheet.values(lead) or []]
    counts = len(written) >= _NUMBERED and written == [str(n) for n in range(1, len(written) + 1)]
    if counts:
        sheet.remarks.say("reference_counts_rows", cell=sheet.table.cell(lead, sheet.used[0]))
    return counts


def not_references(sheet: Sheet, keys: Sequence[Key], says: Sequence[object]) -> tuple[set[int], set[int]]:
    """The places of rows whose reference is a word among numbers; and of rows that share what is no reference.

    A word among numbered references names no case, so that rows which share one are not copies. Nor are rows that
    say the same under one reference three times or more where most references stand once. ``says``: what each row
    says, by whomever.
    """
    values = sheet.values(sheet.table.form.lead or "")
    if values is None or not any(keys):
        return set(), set()
    worded = {n for n, value in enumerate(values) if keys[n] is not None and not _has_digit(value)}
    worded = worded if len(worded) < sum(key is not None for key in keys) else set()
    count = Counter(key for key in keys if key is not None)
    usual = median_low(count.values())
    often = {key for key, rows in count.items() if rows >= _MANY and rows > 2 * usual}
    again = Counter((keys[n], says[n]) for n in range(len(keys)) if keys[n] in often)
    shared = {n for n in worded if count[keys[n] or ""] > 1}
    shared |= {n for n in range(len(keys)) if again.get((keys[n], says[n]), 0) >= _MANY}
    return worded, shared


def _has_digit(value: Value) -> bool:
    return not isinstance(value, str) or any(map(str.isdigit, value))


def tell_nameless(sheet: Sheet, keys: Iterable[Key], apart: frozenset[int]) -> None:
    """Cases whose reference was left out or spoilt, where there is a column for it; error cells and rows that may be
    no cases are told elsewhere.
    """
    lead = sheet.table.form.lead or ""
    written = zip(sheet.used, keys, sheet.values(lead) or [], strict=False)
    cells: dict[str, list[str]] = {}
    for row, key, value in written:
        if key is None and row not in apart and not isinstance(value, Odd):
            code = "reference_shortened" if is_shortened(value) else "reference_blank"
            cells.setdefault(code, []).append(sheet.table.cell(lead, row))
    for code, named in sorted(cells.items()):
        sheet.remarks.say(code, cells=named, count=len(named))
