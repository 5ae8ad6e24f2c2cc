"""What a force does not look at this year, as entries: each names criteria with the reason, and the last one counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain
from daready.ledger.taken_back import standing
from daready.scoring.of_the_ledger import LeftOut

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

YEAR_DAYS = 365
"""How long an entry counts: scope is agreed year by year."""


def left_out(entries: Iterable[chain.Entry], day: date) -> dict[str, LeftOut]:
    """By criterion: what is left out on a day, by the last entry of the year before it that nothing took back."""
    found: dict[str, LeftOut] = {}
    for entry in standing(entries, "scope"):
        made = date.fromisoformat(entry.at[:10])
        if made <= day and (day - made).days <= YEAR_DAYS:
            for name in entry.facts["criteria"]:
                found[name] = LeftOut(entry.id, name, entry.facts["why"], entry.facts["role"], made)
    return found


def add(ledger: Ledger, criteria: Sequence[str], why: str, role: str, *, at: str, who: str) -> int:
    """Add an entry; its number. ``why`` and ``role`` have passed the door for details of persons."""
    facts: chain.Facts = {"criteria": [*criteria], "why": why, "role": role}
    with ledger.writing():
        return chain.append(ledger.db, "scope", at, who, facts)
