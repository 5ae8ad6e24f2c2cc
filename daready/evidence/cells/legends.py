"""What a text says that answers mean ("1 = Not met", "✓ - issue found"), and whether that is the form's meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from daready.evidence.cells.label_words import LabelWords
from daready.rubric.terms import Outcome
from daready.rubric.words import fold

_NUMERAL = re.compile(r"\d{1,2}")
_TRIM = " ,;|/.()[]\"'&"
_LETTERS = 80
"""A longer text explains more than what a word means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and the meaning it is given, both folded; ``scale``: its numbers are more than 0 and 1."""

    word: str
    meaning: str
    scale: bool = False


class Otherwise:
    """Stands for a meaning that the form does not give a word, and that is none of its answers either."""


OTHERWISE = Otherwise()


class Legends:
    """Reads entries out of texts; ``words`` are all the answers that any form knows, folded."""

    def __init__(self, words: Iterable[str], labels: LabelWords) -> None:
        self.words = frozenset(words)
        self.labels = labels

    @cached_property
    def _entry(self) -> re.Pattern[str]:
        spelled = sorted((re.escape(word) for word in self.words), key=len, reverse=True)
        coded = "|".join(word for word in spelled if len(word) <= 2)
        return re.compile(
            rf"(?<![\w/.])(?:({'|'.join(spelled)}|\d{{1,2}}|[a-z])\s*(?:=+>?|→)\s*"
            rf"|({'|'.join(spelled)}|\d{{1,2}})(?:\s+-+>?\s+|:\s+|\s+:\s*)"
            rf"|({coded}|\d{{1,2}})\s*-\s*)(?=\S)"
        )

    def may_say(self, text: str) -> bool:
        """Whether it is worth while to look into a text at all."""
        return len(text) > 2 and any(sign in text for sign in "=:-–—→")

    def entries(self, text: str) -> tuple[str, list[Entry]]:
        """What stands before the first entry of a text, and its entries; none where it gives no meanings."""
        folded = fold(text)
        found = [*self._entry.finditer(folded)]
        if not found:
            return "", []
        ends = [*(match.start() for match in found[1:]), len(folded)]
        pairs: list[tuple[str, str]] = []
        firm = False
        for match, end in zip(found, ends, strict=True):
            word, meaning = next(filter(None, match.groups())), folded[match.end() : end].strip(_TRIM)
            firm = firm or match[1] is not None
            if _NUMERAL.fullmatch(meaning) and not _NUMERAL.fullmatch(word):
                word, meaning = meaning, word  # "Yes = 1" explains the number
            pairs.append((word, meaning))
        before = folded[: found[0].start()].strip(_TRIM + ":-")
        sure = firm or self.labels.is_key(before.rpartition(":")[2].strip() or before)
        sure = sure or (len(pairs) > 1 and any(meaning in self.words for _, meaning in pairs))
        return before, entries_of(pairs) if sure else []


def entries_of(pairs: Iterable[tuple[str, str]]) -> list[Entry]:
    """Words and meanings that stand together, as entries."""
    told = [(word, meaning) for word, meaning in pairs if meaning and len(meaning) <= _LETTERS]
    numbers = {word for word, _ in told if _NUMERAL.fullmatch(word)}
    return [Entry(word, meaning, scale=not numbers <= {"0", "1"}) for word, meaning in told]


def outcome_of(entry: Entry, words: Mapping[str, Outcome], labels: LabelWords) -> Outcome | Otherwise | None:
    """What an entry makes of its word where that is not the form's own meaning; None where it is, or says nothing."""
    own = words.get(entry.word)
    said = words.get(entry.meaning)
    if said is not None:
        return None if said is own else said
    begins = _begins_with(entry.meaning, words)
    tokens = [token.strip(_TRIM + ":-") for token in entry.meaning.split()]
    against = sum(map(labels.is_fault, tokens))
    if own is None:
        return begins if entry.scale else None
    if entry.scale and _NUMERAL.fullmatch(entry.word):
        return None if begins is own else OTHERWISE
    if own is Outcome.YES:
        agrees = begins in (None, own) and against % 2 == 0
    elif own is Outcome.NO:
        agrees = begins in (None, own, Outcome.NOT_RECORDED) and (
            against % 2 == 1 or (not against and entry.word.isalpha())
        )
    elif own is Outcome.PARTIAL:
        agrees = begins in (None, own)
    else:
        agrees = begins is own or (not _spells(entry) and (not against or any(map(labels.is_exempt, tokens))))
    return None if agrees else OTHERWISE


def _begins_with(meaning: str, words: Mapping[str, Outcome]) -> Outcome | None:
    """The answer that a meaning begins with: "Yes, within the hour"."""
    tokens = meaning.split()
    for length in range(len(tokens) - 1, 0, -1):
        begin = " ".join(tokens[:length]).strip(_TRIM + ":-")
        if begin in words and not _NUMERAL.fullmatch(begin):
            return words[begin]
    return None


def _spells(entry: Entry) -> bool:
    """Whether the initials of a meaning are the word: N/A, no action."""
    letters = [letter for letter in entry.word if letter.isalpha()]
    initials = [token[0] for token in entry.meaning.split()]
    return len(letters) > 1 and initials[: len(letters)] == letters
