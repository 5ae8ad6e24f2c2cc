"""Cells as text, and near misses: what a cell says, and which known word or heading it comes near.

Nothing here accepts a near miss. Near misses are only suggested, and quoted only when every part of
them is a word the forms use: people write names into headings and answer cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from daready.evidence.limits import EDITS, HEADING_RATIO
from daready.rubric.words import clean, fold, fold_heading

Value = object
"""A cell as the reader gives it: text, number, boolean, date, time; empty text when blank."""


class Odd(Enum):
    """Stands in a grid for a value that is not what a person reads: never blank, never a known word."""

    ERROR = "cell_error"
    UNCALCULATED = "formula_not_calculated"
    STRUCK = "text_struck"
    SERIAL = "serial_of_1904"
    MERGED = "merged_answers"


_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def text_of(value: Value) -> str:
    """A cell as the text a person would read in it; whole numbers lose their point nought."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def is_blank(value: Value) -> bool:
    """Nothing a person can see; a cell of blanks or invisible characters is blank."""
    return isinstance(value, str) and (not value or not (value[0].isalnum() or clean(value)))


def letter(column: int) -> str:
    """Excel's own name for a column counted from nought."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def near_word(text: str, known: Iterable[str]) -> tuple[str | None, str | None]:
    """The known word within two edits that leave most of it alone, and the text itself where it is safe to quote.

    A short word has people's names among its neighbours (Jo and no, Les and yes), so there a slip is
    quoted only when it brings in no new letter. A number is no slip for another number, so a word with other
    numbers in it is never near.
    """
    folded = fold(text)
    if len(folded) > 60:
        return None, None
    numbers = _numbers(folded)
    from rapidfuzz.distance import OSA  # only a sheet with a fault pays for this import

    best: tuple[int, str] | None = None
    for word in known:
        if _numbers(word) != numbers:
            continue
        edits = OSA.distance(folded, word, score_cutoff=EDITS)
        most = min(EDITS, (min(len(word), len(folded)) + 1) // 3)
        if edits <= most and (best is None or (edits, word) < best):
            best = (edits, word)
    if best is None:
        return None, None
    word = best[1]
    return word, clean(text) if len(word) >= 5 or set(folded) <= set(word) else None


def _numbers(text: str) -> list[str]:
    """The numbers in a text, which no typing slip turns into others."""
    return [number.lstrip("0") or "0" for number in _DIGITS.findall(text)]


def near_heading(text: str, known: Iterable[str]) -> tuple[str | None, float]:
    """The known folded heading most like this one and how alike they are, of 100; never one with other numbers."""
    from rapidfuzz import fuzz

    folded = fold_heading(text)
    numbers = _numbers(folded)
    alike = (heading for heading in sorted(known) if _numbers(heading) == numbers)
    scored = [(fuzz.ratio(folded, heading), heading) for heading in alike]
    score, heading = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (heading or None), score


def quote_heading(text: str, vocabulary: frozenset[str], score: float) -> str | None:
    """A heading fit to be repeated: only if all its words are the forms' own, or it is like a known one.

    In the second case a word the forms do not use is left out unless it is a slip in one they do use.
    """
    words = _WORD.findall(clean(text))
    if not words:
        return None
    if all(word.casefold() in vocabulary for word in words):
        return clean(text)
    if score < HEADING_RATIO:
        return None
    kept = [word if _safe(word, vocabulary) else "…" for word in words]
    return " ".join(kept) if any(word != "…" for word in kept) else None


def _safe(word: str, vocabulary: frozenset[str]) -> bool:
    if word.casefold() in vocabulary:
        return True
    return len(word) > 4 and near_word(word, (known for known in vocabulary if len(known) > 4))[1] is not None


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word the forms themselves use; only these may be repeated from somebody's heading."""
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(clean(text)))
