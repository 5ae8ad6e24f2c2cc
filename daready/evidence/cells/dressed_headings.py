"""Headings with something on them that is not their meaning: a footnote's mark, a group's name, a word too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_FOOTNOTE = re.compile(
    r"(.*[^\W\d_]{3,}[)?]?)(?:\d{1,2}|[†‡§]+| ?\[(?:notes? ?|fn ?|n)?[\d, ]+\]| ?\((?:see )?(?:notes?|fn) ?[\d, ]+\))"
)
_GROUP = re.compile(r"\s*(?:[.:>|»/\\]|::|->| - |\n)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = frozenset({"no", "number", "num", "nr", "ref", "refs", "reference", "id", "identifier"})
_REF = "\0"


def without_footnote(folded: str) -> str | None:
    """A folded heading without the mark of its footnote; None where it has none."""
    match = _FOOTNOTE.fullmatch(folded)
    return match[1].rstrip(" ?:.") if match else None


def as_reference(folded: str) -> str | None:
    """A heading of references with all its words for a number as one: Case reference number, Case ref no., Case ID."""
    words = [word.strip(".:#") for word in folded.replace("/", " ").split()]
    plain = [_REF if word in _NUMBER_WORDS else word for word in words if word]
    if _REF not in plain or (set(plain) == {_REF} and not any(word.startswith("ref") for word in words)):
        return None
    return " ".join(word for at, word in enumerate(plain) if word != _REF or plain[at - 1 : at] != [_REF])


def grouped(
    texts: Iterable[str], knows: Callable[[str], bool], spoils: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Texts that begin with the name of a group, as form builders write them, each with what comes after it.

    Two or more must share the name and go on with headings that are known; of groups within groups, the outermost. A
    name with a word that turns their meaning (not, missing) is no group's.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        marks = [mark for mark in _GROUP.finditer(text) if mark.start()]
        for mark in marks:
            group, rest = text[: mark.start()], text[mark.end() :]
            if rest and knows(rest) and not any(map(spoils, _WORD.findall(group.casefold()))):
                found.setdefault(text[: marks[0].start()], []).append((text, rest))
    for pairs in found.values():
        if len(pairs) > 1:
            yield from pairs
