"""What the words of a choice column mean: its form's own, and the numbers of a published list, however written."""

from __future__ import annotations

import re

from daready.evidence.cells.plain_forms import PlainFact, PlainNumbering
from daready.rubric.words import fold

_NUMBER = r"\d+[a-z]?(?![a-z\d])"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:'[^\W\d_]+)*")
_PLAINLY = re.compile(r"(?!-)[\w\s'\"\-:;,./()\[\]]+")
"""Words, numbers and what only divides them: a question mark, a plus or a per cent sign says something of its own."""


class ChoiceWords:
    """The words of one choice column or fact; ``words`` are the form's own by their folded spelling."""

    def __init__(self, declared: PlainFact) -> None:
        self.words: dict[str, str] = {}
        for value, spellings in declared["values"].items():
            for spelling in (*spellings, value, value.replace("_", " ")):
                self.words.setdefault(fold(spelling), value)
        self._numbers = _Numbers(declared["numbering"], self.words) if declared["numbering"] else None

    def value(self, folded: str) -> str | None:
        """The declared value that a folded text says, or None."""
        known = self.words.get(folded)
        return known if known or self._numbers is None else self._numbers.value(folded)


class _Numbers:
    """A published list of numbers: OC16, outcome 16, "16 - evidential difficulties", or its label alone."""

    def __init__(self, numbering: PlainNumbering, words: dict[str, str]) -> None:
        self._before = {fold(word) for word in numbering["before"]}
        self._means = {one["number"].casefold(): one["means"] for one in numbering["numbers"]}
        worded = {(_bare(word), value) for word, value in words.items() if not any(map(str.isdigit, word))}
        self._beside: dict[str, set[str]] = {
            one["number"].casefold(): {
                *(_bare(label) for label in (one["label"], *one["also"])),
                *(word for word, value in worded if value == one["means"]),
            }
            for one in numbering["numbers"]
        }
        labels = {_bare(one["label"]): one["means"] for one in numbering["numbers"]}
        self._alone = {**labels, **dict(worded)}

    def value(self, folded: str) -> str | None:
        """The value of a number with nothing beside it but its own words, or of a label that stands alone."""
        if not _PLAINLY.fullmatch(folded):
            return None
        tokens = _TOKEN.findall(folded)
        numbers = [place for place, token in enumerate(tokens) if token[0].isdigit()]
        if sum(map(str.isdigit, folded)) != sum(map(str.isdigit, "".join(tokens))) or len(numbers) > 1:
            return None
        if not numbers:
            return self._alone.get(" ".join(tokens))
        number = tokens[numbers[0]].lstrip("0") or "0"
        before, after = tokens[: numbers[0]], tokens[numbers[0] + 1 :]
        beside = {"", *self._beside.get(number, ())}
        while before and " ".join(before) not in beside and before[-1] in self._before:
            before.pop()
        fits = " ".join(before) in beside and " ".join(after) in beside
        return self._means.get(number) if fits else None


def _bare(text: str) -> str:
    """The words of a label, whatever divides them."""
    return " ".join(_TOKEN.findall(fold(text)))
