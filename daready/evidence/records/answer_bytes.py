"""Answer words become outcome bytes: each distinct spelling is understood once, and mapped at C speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.rubric.terms import Outcome
from daready.rubric.words import fold

BLANK = Outcome.BLANK.value


def read_by(words: Mapping[str, Outcome], values: Sequence[Value]) -> tuple[Spellings, str]:
    """Every spelling met with its outcome byte, and a byte a row."""
    seen = Spellings(words)
    read = "".join(map(seen.__getitem__, cast("Sequence[str]", values)))
    if not seen.texts_only:  # text first, since 1 and True are one key and two words
        read = "".join([seen[text_of(value)] for value in values])
    return seen, read


class Spellings(dict[str, str]):
    """Spelling to outcome byte; a spelling is folded the first time it is met. What is no text is only noted."""

    def __init__(self, words: Mapping[str, Outcome]) -> None:
        super().__init__({"": BLANK})
        self.words = words
        self.texts_only = True

    def __missing__(self, text: object) -> str:
        if not isinstance(text, str):
            self.texts_only = False
            return BLANK
        byte = BLANK if is_blank(text) else self.words.get(fold(text), Outcome.NOT_UNDERSTOOD).value
        self[text] = byte
        return byte
