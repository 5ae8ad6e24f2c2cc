"""Meetings of boards as entries: on which day, and what was decided, added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain, texts
from daready.ledger.taken_back import standing
from daready.planning.boards import Meeting

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

MEETING = "meeting"
_DECIDED = "decided"


def meetings(
    ledger: Ledger, entries: Sequence[chain.Entry], known: Iterable[chain.Entry]
) -> tuple[Meeting, ...]:
    """Every meeting by the ``known`` of a ledger's entries, the last said of one day for a board; in a view of it."""
    held = standing(known, MEETING)
    if not held:
        return ()
    found = ledger.texts(entries)
    by_day = {
        (facts["board"].casefold(), facts["on"]): Meeting(
            facts["board"],
            date.fromisoformat(facts["on"]),
            found.get((entry.id, _DECIDED), ""),
            date.fromisoformat(facts["next"]) if facts["next"] else None,
        )
        for entry in held
        for facts in [entry.facts]
    }
    return tuple(sorted(by_day.values(), key=lambda one: (one.on, one.board)))


def record(ledger: Ledger, one: Meeting, *, at: str, who: str) -> int:
    """Add a meeting; its entry's number. What it decided has passed the door for names."""
    free = texts.Kept({_DECIDED: one.decided} if one.decided else {})
    facts: chain.Facts = {
        "board": one.board,
        "on": one.on.isoformat(),
        "next": one.next.isoformat() if one.next else None,
        texts.TEXTS: free.hashes,
    }
    with ledger.writing():
        entry = chain.append(ledger.db, MEETING, at, who, facts)
        free.keep(ledger.db, entry)
        return entry
