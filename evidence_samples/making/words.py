"""How people write it: the many spellings of answers, dates, choices and headings."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from making import rubric

SPELLINGS = {
    "Y": ["Yes", "Y", "yes ", "yes", "YES", "Yes"],
    "N": ["No", "N", "no", "No "],
    "P": ["Partial", "Partly", "partial"],
    "R": ["n/k", "Not known", "Not recorded", "NR"],
    "A": ["N/A", "n/a", "NA", "Not applicable"],
    "_": [""],
}
CHOICES: dict[str, dict[str, list[Any]]] = {
    "Q23": {
        "Y": ["Arrested", "Arrested", "Circulated", "No arrest with reason"],
        "P": ["Voluntary"],
        "N": ["None no reason"],
    },
    "Q63": {"Y": ["Right", "Correct"], "N": ["Wrong"]},
    "Q69": {"Y": [1, 2], "N": [3], "R": ["No conclusion"]},
    "Q52": {"Y": [3, 4], "P": [2], "N": [1]},
    "Q10": {"Y": ["All", "Throughout", "Yes"], "P": ["Part of it"], "N": ["Not used"]},
    "Q75": {"Y": ["High"], "P": ["Medium"], "N": ["Low"]},
}
STRATA = {
    "risk": {
        "high": ["High", "H", "high"],
        "medium": ["Medium", "Med", "M"],
        "standard": ["Standard", "Std", "S"],
    },
    "children": {"yes": ["Yes", "Y"], "no": ["No", "N"]},
    "suspect_present": {"yes": ["Yes", "Present"], "no": ["No", "Left", "Made off"]},
    "victim_support": {
        "yes": ["Yes", "Supports"],
        "no": ["No", "Declined"],
        "withdrew": ["Withdrew", "Retracted"],
    },
    "repeat_victim": {"yes": ["Yes", "Repeat"], "no": ["No", "First"]},
    "outcome": {
        "charged": ["Charged", "Outcome 1"],
        "out_of_court": ["Community resolution", "Outcome 22", "Caution"],
        "evidential_15": ["Outcome 15", "OC15"],
        "victim_16": ["Outcome 16", "OC16"],
        "nfa": ["NFA", "Outcome 18"],
        "open": ["Ongoing", "Open"],
    },
}


def answer(item: str, outcome: str, random: Random) -> Any:
    return random.choice(CHOICES.get(item, {}).get(outcome) or SPELLINGS[outcome])


def stratum(column: str, value: str | None, random: Random) -> str:
    return random.choice(STRATA[column][value]) if value else ""


def day(value: date | None, random: Random) -> date | str:
    """A real date, or 03/04/2026 or 3.4.26 as text."""
    if value is None:
        return ""
    plain = f"{value.day}.{value.month}.{value.year % 100}"
    return random.choice([value, value, f"{value.day:02d}/{value.month:02d}/{value.year}", plain])


def heading(part: str, item: str, turn: int) -> str:
    """One of the declared wordings, another each month."""
    wordings = rubric.headings("case-audit", part, item)
    return wordings[turn % len(wordings)]
