"""Folding, so that a heading or an answer is the same word however it is spaced, cased or dressed.

It stands in this room because the rubric must refuse two meanings for one folded word; the guarded reader
folds the cells it meets in the same way, the same few thousand words again and again: what was folded is kept for as
long as the process lives. Nothing here needs pydantic.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
_DRESS = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'} | dict.fromkeys("‐‑‒–—−", "-")
)
_NUMBERED = re.compile(
    r"(?:q\s?\d{1,3}[a-z]?(?:\s*[.):\-]\s*|\s+)|\d{1,3}[a-z]?(?:\s*[.):]\s*|\s*-\s+))(?=\S)"
)
_LEGEND = re.compile(r"\s*[(\[](?:y|yes)\s?/\s?(?:n|no)(?:\s?/\s?[a-z/ ]{1,20})?[)\]]$")


def clean(text: str) -> str:
    """What a reader sees: one kind of blank, nothing invisible, no blanks at the ends."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


@lru_cache(maxsize=1 << 14)
def _undressed(text: str) -> str:
    folded = clean(text).casefold()
    return folded if folded.isascii() else folded.translate(_DRESS)


def fold(text: str) -> str:
    """An answer word without case, dress and closing full stop. A mark that is all there is stays."""
    folded = _undressed(text)
    return folded.rstrip(".,; ") or folded


def fold_heading(text: str) -> str:
    """A heading without its number (Q25., 25)), its legend (Y/N) and its closing punctuation."""
    folded = _undressed(text)
    folded = _LEGEND.sub("", folded.rstrip(":.?*!;,- ") or folded)
    folded = _NUMBERED.sub("", folded, count=1) if _NUMBERED.match(folded) else folded
    return folded.rstrip(":.?*!;,- ") or folded
