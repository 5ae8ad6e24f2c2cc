"""Columns that are answered like a question under a heading that is none: named whatever they are called (A17)."""

from __future__ import annotations

from collections import Counter

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import Value, is_blank, letter, text_of
from daready.evidence.tables.table import Table
from daready.rubric.terms import Outcome
from daready.rubric.words import fold

_SHARE = 0.8
_FEWEST = 3
_SCORED = frozenset({Outcome.YES, Outcome.PARTIAL, Outcome.NO})


def tell(table: Table, forms: KnownForms, remarks: Remarks) -> None:
    """Name each column of a case audit of which four fifths are answers, by its letter and how many there are.

    Not those of questions and choices, which say what they hold, nor a question's second column, told elsewhere.
    What stands there is never quoted: most of such a column may be words about people.
    """
    form = table.form
    if form.row != "case":
        return
    below = table.rows[table.header + 1 :]
    asked = {at for at, name in table.columns.items() if name in form.questions}
    in_words = any(_is_word(row[at], form) for row in below for at in asked if at < len(row))
    for at in range(max(map(len, below), default=0)):
        if at == table.at.get(form.lead or "") or _says_what_it_holds(at, table, forms):
            continue
        if form.adopted and at not in table.columns:
            continue  # left unread on purpose when the form was adopted, or told as a new question
        held = Counter((type(row[at]), row[at]) for row in below if at < len(row) and not is_blank(row[at]))
        said = {value: outcome for value in held if (outcome := _outcome(value[1], form, in_words=in_words))}
        answers = sum(held[value] for value in said)
        if answers >= max(_FEWEST, _SHARE * held.total()) and not _SCORED.isdisjoint(said.values()):
            cell = f"{letter(at)}{table.header + 1}"
            remarks.say("answers_under_other_heading", cell=cell, column=letter(at), count=answers)


def _says_what_it_holds(at: int, table: Table, forms: KnownForms) -> bool:
    """Whether a column is a question's, a question's again, or one of declared choices."""
    name = table.columns.get(at)
    form = table.form
    if name is not None:
        return name in form.questions or form.reads(name) == "choice"
    heads = table.rows[table.header]
    again = (
        {own for owner, own in forms.heads(heads[at]) if owner == form.id} if at < len(heads) else set[str]()
    )
    return not again.isdisjoint(table.twice)


def _is_word(value: Value, form: KnownForm) -> bool:
    return isinstance(value, str) and not value.strip().isdigit() and fold(value) in form.words


def _outcome(value: Value, form: KnownForm, *, in_words: bool) -> Outcome | None:
    """What a cell would be as an answer; a bare number only in a table that is answered in numbers."""
    if isinstance(value, bool):
        return Outcome.YES if value else Outcome.NO
    if _is_word(value, form) or not in_words:
        number = read_number(value)
        return form.words.get(fold(text_of(value)) if number is None else f"{number:g}")
    return None
