"""What the words of a choice column mean: its form's own, and the numbers of a published list, however written."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from daready.evidence.cells.plain_forms import PlainFact, PlainNumbering
from daready.rubric.words import fold

_NUMBER = r"\d+[a-z]?(?![a-z\d])"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:'[^\W\d_]+)*")
_WHOLE = re.compile(r"(?<=\d)\.0+(?![\d.])")
"""What is left of a number that a table of decimals holds: 16.0."""
_IDLE = frozenset({"and", "or", "the"})
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

    def numbers(self, folded: str) -> list[str]:
        """The numbers of the published list of which a text is the name, where it is that of several."""
        return self._numbers.numbers(folded) if self._numbers else []


class _Numbers:
    """A published list of numbers: OC16, outcome 16, "16 - evidential difficulties", or a name of one alone.

    What stands beside a number is a name of it, or several one after the other. Without a number the text must be made
    of the names of one number, or of several of one meaning, and not of those alone that need their number beside them.
    """

    def __init__(self, numbering: PlainNumbering, words: dict[str, str]) -> None:
        self._before = {fold(word) for word in numbering["before"]}
        self._means = {one["number"].casefold(): one["means"] for one in numbering["numbers"]}
        worded = {(_bare(word), value) for word, value in words.items() if not any(map(str.isdigit, word))}
        self._alone = {
            one["number"].casefold(): {
                *(_bare(label) for label in (one["label"], *one["also"])),
                *(word for word, value in worded if value == one["means"]),
            }
            - {*map(_bare, one["beside"])}
            for one in numbering["numbers"]
        }
        self._names = {
            one["number"].casefold(): self._alone[one["number"].casefold()] | {*map(_bare, one["beside"])}
            for one in numbering["numbers"]
        }
        self._worded = dict(worded)

    def value(self, folded: str) -> str | None:
        """The value of a number with nothing beside it but its own names, or of names that stand alone."""
        found = self._split(folded)
        if found is None:
            return None
        before, number, after = found
        if number is None:
            return self._worded.get(" ".join(before)) or self._value_alone(before)
        while (
            before and not _is_made_of(before, self._names.get(number, set())) and before[-1] in self._before
        ):
            before.pop()
        names = self._names.get(number, set())
        fits = _is_made_of(before, names) and _is_made_of(after, names)
        return self._means.get(number) if fits else None

    def numbers(self, folded: str) -> list[str]:
        """The numbers whose names a text without a number is made of: one of them is meant."""
        found = self._split(folded)
        if found is None or found[1] is not None or not found[0]:
            return []
        return [number.upper() for number, names in self._names.items() if _is_made_of(found[0], names)]

    def _value_alone(self, tokens: list[str]) -> str | None:
        meant = [number for number, names in self._names.items() if tokens and _is_made_of(tokens, names)]
        whole = any(_is_made_of(tokens, self._names[n], needed=self._alone[n]) for n in meant)
        values = {self._means[number] for number in meant}
        return values.pop() if whole and len(values) == 1 else None

    @staticmethod
    def _split(folded: str) -> tuple[list[str], str | None, list[str]] | None:
        """The words before a number, the number, and those after; None for what says something else besides."""
        folded = _WHOLE.sub("", folded)
        if not _PLAINLY.fullmatch(folded):
            return None
        tokens = [token for token in _TOKEN.findall(folded) if token not in _IDLE]
        numbers = [place for place, token in enumerate(tokens) if token[0].isdigit()]
        if sum(map(str.isdigit, folded)) != sum(map(str.isdigit, "".join(tokens))) or len(numbers) > 1:
            return None
        if not numbers:
            return tokens, None, []
        at = numbers[0]
        return tokens[:at], tokens[at].lstrip("0") or "0", tokens[at + 1 :]


def _is_made_of(tokens: list[str], names: Set[str], needed: Set[str] | None = None) -> bool:
    """Whether words are names one after the other, nothing left over; one of them ``needed``, where that is given."""
    ends = {0: needed is None}  # how far names reach, and whether one of those that are needed is among them
    for end in range(1, len(tokens) + 1):
        for start in [place for place in ends if place < end]:
            name = " ".join(tokens[start:end])
            if name in names:
                ends[end] = ends.get(end, False) or ends[start] or (needed is not None and name in needed)
    return ends.get(len(tokens), False)


@lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    """The words of a name, whatever divides them, without those that say nothing."""
    return " ".join(token for token in _TOKEN.findall(fold(text)) if token not in _IDLE)
