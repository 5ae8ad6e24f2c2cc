"""Rows of items named by bare codes (M16) that are the numbers of somebody else's list, as the list itself shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daready.evidence.cells.known_forms import KnownForm
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.records.columns import Sheet
from daready.evidence.tables.template_line import template_of
from daready.rubric.words import fold_heading

_CODE = re.compile(r"[a-z]{1,3}[ .\-]?\d{1,3}[a-z]?")
_STRANGE = 2
"""One code that the form does not have may be a slip."""
_WORDS = 3
"""Fewer words beside a code are an area or a team."""


def set_apart(sheet: Sheet) -> tuple[list[int], list[str]]:
    """Take the rows of another list's codes out of those in use: which they are, and the items they would be.

    The list shows it by codes that the form does not have, or by wording beside the codes that is of none of their
    items. Under daready's own template line, and beside wording that agrees, codes are daready's.
    """
    form = sheet.table.form
    values = sheet.values(form.code_column or "") or []
    ours = {n: item for n, value in enumerate(values) if (item := _item(form, value)) is not None}
    if not ours or template_of(sheet.rows) == form.id:
        return [], []
    worded = {n: _wordings(sheet, n) for n in ours}
    agreed = {n for n, texts in worded.items() if any(_names(form, text, ours[n]) for text in texts)}
    strange = {fold_heading(text_of(value)) for value in values if _is_strange(form, value)}
    if len(strange) < _STRANGE and not (all(worded.values()) and not agreed):
        return [], []
    apart = sorted(ours.keys() - agreed)
    rows = [sheet.used[n] for n in apart]
    sheet.keep([row for row in sheet.used if row not in {*rows}])
    return rows, sorted({ours[n] for n in apart})


def _item(form: KnownForm, value: Value) -> str | None:
    """The item that a bare code, alone or with the count it gives, would name."""
    text = text_of(value)
    named = form.item_part(text)
    return named[0] if named and _CODE.match(fold_heading(text)) and any(map(str.isdigit, text)) else None


def _is_strange(form: KnownForm, value: Value) -> bool:
    return bool(_CODE.fullmatch(fold_heading(text_of(value)))) and not form.names_item(text_of(value))


def _wordings(sheet: Sheet, n: int) -> Sequence[str]:
    """The texts of some words in a row, in columns that are not read."""
    row, read = sheet.rows[sheet.used[n]], {*sheet.table.columns, *sheet.table.months}
    cells = [value for at, value in enumerate(row) if at not in read and isinstance(value, str)]
    return [value for value in cells if not is_blank(value) and len(value.split()) >= _WORDS]


def _names(form: KnownForm, text: str, item: str) -> bool:
    named = form.item_part(text)
    return named is not None and named[0] == item
