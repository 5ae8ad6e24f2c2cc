"""Tells an audit that lies on its side: its questions stand down a column, and each case is a column."""

from __future__ import annotations

from itertools import zip_longest

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import is_blank, letter, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.tables.heading_rows import Scan
from daready.rubric.words import fold

_ROWS, _COLUMNS = 200, 60
"""No form has more questions than this; the first cases tell as much as all of them."""
_ENOUGH = 2


def questions_down(rows: list[Row], forms: KnownForms) -> str | None:
    """The cell of the first of two or more questions that stand in one column with answers beside them.

    A list of the questions with remarks beside them has no answers, and is no audit.
    """
    turned: list[Row] = [
        list(column) for column in zip_longest(*(row[:_COLUMNS] for row in rows[:_ROWS]), fillvalue="")
    ]
    scan = Scan(turned, (), forms)
    for column in scan.strong:
        for form in forms.forms.values():
            asked = {
                at: name
                for at, value in enumerate(turned[column])
                for owner, name in scan.known.get(text_of(value), ())
                if owner == form.id and name in form.questions
            }
            answers = sum(
                not is_blank(cells[at]) and fold(text_of(cells[at])) in form.read_words(name)
                for cells in turned[column + 1 :]
                for at, name in asked.items()
            )
            if len(asked) >= _ENOUGH and answers >= _ENOUGH:
                return f"{letter(column)}{min(asked) + 1}"
    return None
