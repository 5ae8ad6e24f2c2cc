"""How a sheet that daready drew itself is known again when it comes back: by words a person can read too."""

from __future__ import annotations

import re

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.grid import Row
from daready.evidence.tables.table import Table
from daready.evidence.tables.template_line import ROWS, STAMP
from daready.rubric.words import fold_heading

NOT_READ = "Made by daready. This sheet is not read."
"""Stands in column A near the top of every sheet that holds nobody's evidence."""

_VERSION = re.compile(r"[0-9][0-9.]{0,11}")
_OFFERED_LETTERS = 2_000
_LABEL = re.compile(r"[^\W\d_]+(?:[ &'’\-]+[^\W_]+){0,3}")


def is_ours(rows: list[Row]) -> bool:
    """Whether a sheet is one of daready's own guidance or fault sheets, which hold no evidence."""
    return any(isinstance(row[0], str) and row[0].strip().startswith(NOT_READ) for row in rows[:ROWS] if row)


def offered_labels(rows: list[Row], headings: frozenset[str]) -> list[str]:
    """The words that a sheet of guidance offers for a column of one of these (folded) headings."""
    return [
        part.strip()
        for row in rows
        if row and isinstance(row[0], str) and fold_heading(row[0]) in headings
        for text in row[1:]
        if isinstance(text, str) and len(text) <= _OFFERED_LETTERS
        for part in text.split(",")
        if _LABEL.fullmatch(part.strip())
    ]


def tell(rows: list[Row], table: Table | None, forms: KnownForms, remarks: Remarks) -> None:
    """Say so where a sheet was made from an old template, or from one that is not of this rubric.

    The stamp is taken off the titles, so that a version that looks like a month is not read as one.
    """
    for number, row in enumerate(rows[:ROWS]):
        stamped = STAMP.fullmatch(row[0].strip()) if row and isinstance(row[0], str) else None
        if stamped is None:
            continue
        if table is not None:
            table.titles[:] = [title for title in table.titles if title != row[0]]
        form, version = forms.forms.get(stamped[1]), stamped[2]
        cell = f"A{number + 1}"
        if form is None or (table is not None and table.form is not form):
            remarks.say("template_foreign", cell=cell)
        elif version != form.version:
            old = f"version {version}" if _VERSION.fullmatch(version) else "another version"
            remarks.say("template_old", cell=cell, form=form.id, old=old, now=form.version)
        return
