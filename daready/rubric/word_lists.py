"""The lists of words in rubrics/words: what rows and sheets that hold no cases are called, and what may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, get_args

from daready.rubric.kinds import Strict, Words

ListId = Literal[
    "sums",
    "worked-out",
    "notes",
    "summaries",
    "headings",
    "signing",
    "examples",
    "example-tabs",
    "trial-tabs",
    "keys",
    "faults",
    "exempt",
    "turning",
    "other-areas",
    "comparisons",
    "filters",
    "police-forces",
    "audit-words",
    "persons-names",
    "answer-words",
    "police-terms",
    "failings",
]
"""Each list by what its words say; the code knows these and no others."""

LISTS: tuple[str, ...] = get_args(ListId)


@dataclass(frozen=True, kw_only=True)
class WordList(Strict):
    """A list of labels in small letters. [ ] may be left out, … is any words up to forty letters, # a number of one or
    two digits, ## any number.
    """

    id: ListId
    why: str
    phrases: Words
    begins: Words = ()
    followed_by: Words = ()
    stands_for: dict[str, Words] = field(default_factory=dict)
    """For each word of ours, what the police write for it."""


_PARTS = re.compile(r"\[([^\[\]]+)\]|(##|#|…)|([^\[\]#…]+)|(.)")
_MARKS = {"…": ".{0,40}", "#": r"\d{1,2}", "##": r"\d+"}


def pattern_of(phrase: str) -> str:
    """A phrase as a regular expression. ValueError where its brackets do not match."""
    pattern = ""
    for optional, mark, text, stray in _PARTS.findall(phrase):
        if stray:
            raise ValueError("a square bracket is left open, or stands in another")
        pattern += f"(?:{pattern_of(optional)})?" if optional else _MARKS.get(mark) or re.escape(text)
    return pattern


def spellings(phrase: str) -> Iterator[str]:
    """Every spelling of a phrase, with and without what may be left out."""
    parts = [
        ("", optional) if optional else (mark or text,) for optional, mark, text, _ in _PARTS.findall(phrase)
    ]
    return map("".join, product(*parts))
