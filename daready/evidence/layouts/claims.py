"""How cases were chosen and out of how many, where a sentence of the workbook says so: proposed, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from daready.evidence.layouts.case_table import Place, Said
from daready.rubric.terms import Selection

_CHOSEN = re.compile(r"\b(?:sampl\w*|select\w*|chosen|chose|drawn|pick\w*|taken|taking)\b", re.IGNORECASE)
_WAYS: tuple[tuple[Selection, re.Pattern[str]], ...] = (
    (Selection.RANDOM, re.compile(r"\brandom(?:ly|ised)?\b", re.IGNORECASE)),
    (
        Selection.SYSTEMATIC,
        re.compile(r"\bevery (?:other|second|third|\d+(?:st|nd|rd|th)|\w+th)\b|\bsystematic", re.IGNORECASE),
    ),
    (
        Selection.JUDGEMENT,
        re.compile(
            r"\b(?:of interest|hand[- ]?picked|targeted|themed|nominated|judge?ment)\b", re.IGNORECASE
        ),
    ),
    (
        Selection.ALL,
        re.compile(
            r"\b(?:all|every) (?:\w+ ){0,2}(?:cases?|crimes?|incidents?|occurrences?)\b", re.IGNORECASE
        ),
    ),
)
_OUT_OF = re.compile(
    r"\b(?:from|of|out of)\s+(?:the |all |all the |a total of )?(\d[\d,]{0,6})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """How cases were chosen, or None, and out of how many, or None, with the cells that say so."""

    selection: Selection | None = None
    selection_at: Place | None = None
    population: int | None = None
    population_at: Place | None = None


def ways_in(texts: Iterable[str]) -> frozenset[str]:
    """Every way of choosing cases that sentences speak of."""
    ways = (
        next((way for way, pattern in _WAYS if pattern.search(text)), None)
        for text in texts
        if _CHOSEN.search(text)
    )
    return frozenset(way.value for way in ways if way is not None)


def claim_in(said: Iterable[Said], cases: int) -> Claim:
    """What the sentences say; nothing of what two of them say differently."""
    ways: dict[Selection, Place] = {}
    sizes: dict[int, Place] = {}
    for one in said:
        if not _CHOSEN.search(one.text):
            continue
        way = next((way for way, pattern in _WAYS if pattern.search(one.text)), None)
        if way is not None:
            ways.setdefault(way, one.place)
        for number in _OUT_OF.findall(one.text):
            size = int(number.replace(",", ""))
            if size > cases:
                sizes.setdefault(size, one.place)
    selection = next(iter(ways)) if len(ways) == 1 else None
    population = next(iter(sizes)) if len(sizes) == 1 else None
    return Claim(
        selection, ways.get(selection) if selection else None, population, sizes.get(population or 0)
    )
