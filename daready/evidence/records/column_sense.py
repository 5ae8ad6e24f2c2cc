"""What a column of answers is as a whole: explained by a key, or numbers of a scale that nobody explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daready.evidence.cells.legends import Otherwise
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.records.choices import ask_words
from daready.evidence.tables.keys import Keys
from daready.evidence.tables.table import Table
from daready.rubric.terms import Outcome
from daready.rubric.words import fold

_PLAIN = frozenset({"0", "1"})


@dataclass(frozen=True, slots=True)
class Sense:
    """The words to read a column by, and those (folded) that are refused for what the column or a key says."""

    words: Mapping[str, Outcome]
    refused: frozenset[str] = frozenset()


def sense_of(
    table: Table,
    question: str,
    used: Sequence[tuple[int, Value]],
    words: Mapping[str, Outcome],
    keys: Keys,
    remarks: Remarks,
) -> Sense:
    """How to read a question's column; ``used`` are its rows with what stands in them.

    A word that a key gives a meaning the form knows is read by that. Where it gives any other, the column is refused.
    Numbers that are no answers of the form make a scale of all the numbers, unless a key explains each. One typed as
    text among answers in words is asked about.
    """
    typed = {(type(value), value) for _, value in used if not is_blank(value)}
    spelled = [(value, fold(text_of(value))) for _, value in typed]
    said = frozenset(word for _, word in spelled)
    if table.form.adopted:  # each of its words has the meaning that its force gave it, and numbers no other
        return Sense(words)
    meant = keys.of(table, table.at[question], remarks.sheet, words)
    here = {word: meant[word] for word in said & meant.keys()}
    shown = table.form.shown[question]
    for means, given in here.values():
        if isinstance(means, Otherwise):
            given.remarks.say(
                "key_says_otherwise", cell=given.cell, column=shown, tab=_elsewhere(remarks, given.remarks)
            )
            return Sense(words, said)
    changed = {word: means for word, (means, _) in here.items() if isinstance(means, Outcome)}
    for word in changed:
        given = here[word][1]
        given.remarks.say("answers_by_key", cell=given.cell, tab=_elsewhere(remarks, given.remarks))
    numbers = {word for value, word in spelled if _is_number(value)}
    choices = {fold(one) for said in table.form.questions[question]["choices"].values() for one in said}
    typed_in = {word for value, word in spelled if isinstance(value, str) and word in numbers} - choices
    in_words = bool(typed_in) and any(word in words for word in said - numbers)
    column, sheet = (table.form.id, question), remarks.sheet or ""
    elsewhere = None
    if numbers and numbers <= _PLAIN:
        elsewhere = keys.scales.elsewhere(column, sheet)
        if not elsewhere:
            keys.scales.plain.add((column, sheet))
    plain = numbers <= words.keys() and not in_words and not elsewhere
    if not numbers or plain or numbers <= here.keys():
        return Sense({**words, **changed} if changed else words)
    faulty = [(row, value) for row, value in used if not is_blank(value) and _is_number(value)]
    cells = [table.cell(question, row) for row, _ in faulty]
    if elsewhere:
        remarks.say("numbers_of_a_scale", cells=cells, column=shown, count=len(cells), tab=elsewhere)
    else:
        keys.scales.meet(column, sheet, len(numbers - _PLAIN))
        remarks.say("numbers_are_a_scale", cells=cells, column=shown, count=len(cells))
    asked = [
        (value, cell)
        for (_, value), cell in zip(faulty, cells, strict=True)
        if fold(text_of(value)) not in words
    ]
    ask_words(remarks, keys.forms.memory, "word", table.form.id, asked, words)
    return Sense({**words, **changed}, frozenset(numbers))


def _is_number(value: Value) -> bool:
    return read_number(value) is not None


def _elsewhere(column: Remarks, key: Remarks) -> str:
    """Where the answers are that a key explains, if that is another sheet."""
    return "" if column is key else f" on {column.sheet}"
