"""A column or fact of declared choices: understood by its form's words, or by what people have said theirs mean."""

from __future__ import annotations

from collections.abc import Iterable

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.personal_details import looks_personal
from daready.evidence.cells.plain_forms import PlainFact
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import Meaning, Memory, choice_kind
from daready.evidence.grid.cell_text import Value, near_word, text_of
from daready.evidence.limits import WORDS_ASKED
from daready.rubric.words import clean, fold


class Choices:
    """The declared values of one column or fact; ``words`` are the form's own, which alone are ever offered."""

    def __init__(self, form: str, declared: PlainFact, memory: Memory) -> None:
        self._choices = ChoiceWords(declared)
        self.words = self._choices.words
        self._form = form
        self._values = declared["values"]
        self._kind = choice_kind(declared["id"])
        self._memory = memory

    def value(self, value: Value) -> str | None:
        """The declared value that a cell says, or None."""
        folded = fold(text_of(value))
        known = self._choices.value(folded)
        said = None if known else self.said(folded)
        return known or (said["meaning"] if said else None)

    def numbers(self, value: Value) -> list[str]:
        """The numbers of the column's published list of which a cell holds the name, where it is that of several."""
        return self._choices.numbers(fold(text_of(value)))

    def said(self, folded: str) -> Meaning | None:
        """What a person has said that a word means, which no word of the form does."""
        if self._choices.value(folded):
            return None
        said = self._memory.recall(self._kind, self._form, folded)
        return said if said and said["meaning"] in self._values else None

    def ask(self, remarks: Remarks, cells: Iterable[tuple[Value, str]]) -> None:
        """Note each unknown word once, so that a person may say what it means."""
        ask_words(remarks, self._memory, self._kind, self._form, cells, self.words)


def ask_words(
    remarks: Remarks,
    memory: Memory,
    kind: str,
    form: str,
    cells: Iterable[tuple[Value, str]],
    known: Iterable[str],
) -> None:
    """Note each word of some cells once by its keyed hash; details of persons are not words."""
    asked: set[str] = set()
    for value, cell in cells:
        text = text_of(value)
        folded = fold(text)
        if folded in asked or len(asked) >= WORDS_ASKED or looks_personal(value):
            continue
        asked.add(folded)
        remarks.ask(
            kind,
            form,
            memory.token(kind, form, folded),
            cell=cell,
            found=near_word(text, known)[1],
            letters=len(clean(text)),
        )
