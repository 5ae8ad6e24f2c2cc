"""What a code of an export means: each distinct spelling is understood once, by the words of the rubric."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.plain_forms import PlainFact
from daready.rubric.extract import ExtractColumn
from daready.rubric.extract_checks import lent_column, values_of
from daready.rubric.plain import plain
from daready.rubric.words import fold

if TYPE_CHECKING:
    from daready.rubric.form import Form


def plain_column(column: ExtractColumn, forms: Mapping[str, Form]) -> PlainFact:
    """A column as the plain data that the guarded reader is given; its words are those of the form that lends them."""
    lender = lent_column(column, forms)
    return {
        "id": column.id,
        "reads": column.reads,
        "headings": [*column.headings],
        "values": {value: [*words] for value, words in values_of(column, forms).items()},
        "numbering": cast("PlainFact", plain(lender))["numbering"] if lender else None,
    }


class Meanings:
    """The meaning of the codes of one column; None for a code that has none."""

    def __init__(self, column: ExtractColumn, forms: Mapping[str, Form]) -> None:
        self._words = ChoiceWords(plain_column(column, forms))
        self._blank = column.blank
        self._known: dict[str, str | None] = {}

    def of(self, code: str) -> str | None:
        """The value that a code means; an empty one means what the column says of blanks."""
        if code not in self._known:
            text = fold(_POINT_NOUGHT.sub("", code))
            self._known[code] = self._words.value(text) if text else self._blank
        return self._known[code]


_POINT_NOUGHT = re.compile(r"(?<=\d)\.0$")
"""What is left of a whole number that a frame held as a decimal."""
