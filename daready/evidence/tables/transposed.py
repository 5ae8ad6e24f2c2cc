"""Tells an audit whose questions stand down a column: on its side, a form for one case, a row a question, or counts."""

from __future__ import annotations

from itertools import zip_longest

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import Value, is_blank, letter, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.tables.heading_rows import Scan
from daready.rubric.words import fold, fold_heading

_ROWS, _COLUMNS = 200, 60
"""No form has more questions than this; the first cases tell as much as all of them."""
_ENOUGH = 2


def questions_down(rows: list[Row], forms: KnownForms) -> tuple[str, str] | None:
    """The cell of the first of two or more questions that stand in one column with answers beside them, and what that
    makes of the sheet: an audit on its side, a form for one case, a row for each question of each case, or counts.

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
                return _kind(form, turned, column, asked), f"{letter(column)}{min(asked) + 1}"
    return None


def _kind(form: KnownForm, turned: list[Row], column: int, asked: dict[int, str]) -> str:
    """What a column of questions makes of its sheet."""
    if len(asked) > len({*asked.values()}):
        return "one_question_a_row"
    scored = [at for at, name in asked.items() if form.questions[name]["type"] != "number"]
    if any(_is_count(cells[at]) for cells in turned[column + 1 :] for at in scored):
        return "counts_by_question"
    beside = [cells for cells in turned[column + 1 :] if any(not is_blank(cells[at]) for at in asked)]
    leads = any(form.headings.get(fold_heading(text_of(cell))) == form.lead for cell in turned[column])
    return "one_case_a_sheet" if leads and len(beside) == 1 else "table_on_its_side"


def _is_count(value: Value) -> bool:
    """Whether a cell holds a number that is no answer, alone or as a percentage."""
    number = read_number(text_of(value).rstrip("% "))
    return number is not None and number not in (0, 1)
