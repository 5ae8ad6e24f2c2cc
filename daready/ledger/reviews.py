"""Reviews of points of a list as entries: some in one go, added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain, texts
from daready.ledger.taken_back import standing
from daready.planning.reviews import Review
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

REVIEW = "review"


def reviews(
    ledger: Ledger, entries: Sequence[chain.Entry], known: Iterable[chain.Entry]
) -> tuple[Review, ...]:
    """Every review by the ``known`` of a ledger's entries, in their order; within the caller's view."""
    held = standing(known, REVIEW)
    if not held:
        return ()
    found = ledger.texts(entries)
    return tuple(
        Review(
            point=said["point"],
            colour=Colour(said["colour"]),
            rests=said["rests"],
            role=said["role"],
            on=date.fromisoformat(said["on"]),
            why=found.get((entry.id, f"{number}/why"), ""),
        )
        for entry in held
        for number, said in enumerate(entry.facts["said"])
    )


def record(ledger: Ledger, new: Sequence[Review], *, at: str, who: str) -> int:
    """Add some reviews as one entry; its number. Why has passed the door for names."""
    free = texts.Kept({f"{number}/why": one.why for number, one in enumerate(new)})
    facts: chain.Facts = {
        "said": [
            {
                "point": one.point,
                "colour": one.colour.value,
                "rests": one.rests,
                "role": one.role,
                "on": one.on.isoformat(),
            }
            for one in new
        ],
        texts.TEXTS: free.hashes,
    }
    with ledger.writing():
        entry = chain.append(ledger.db, REVIEW, at, who, facts)
        free.keep(ledger.db, entry)
        return entry
