"""Free texts of an action or an item of the register, deleted for good; that they were there stays, by their hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from daready.ledger import texts
from daready.ledger.faults import NotThere, told

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

Of = Literal["action", "item"]
"""What has texts: an action, or an item of the register."""
_KINDS: dict[Of, str] = {"action": "action", "item": "register"}


def blank(ledger: Ledger, of: Of, name: str, *, at: str, who: str) -> int:
    """Delete the free texts of one for good, its owner's name among them; how many they were.

    Raises NotThere where it has none.
    """
    with ledger.writing() as entries:
        said = [
            (entry, f"{number}/")
            for entry in entries
            if entry.kind == _KINDS[of]
            for number, one in enumerate(entry.facts["said"])
            if one[of] == name
        ]
        spots = {
            (entry.id, text)
            for entry, begins in said
            for text in entry.facts[texts.TEXTS]
            if text.startswith(begins)
        }
        spots &= texts.texts_of(ledger.db, entries).keys()
        if not spots:
            raise NotThere("no_such_text", of=of, name=name)
        texts.blank(ledger.db, spots, {of: name}, at=at, who=who)
    with told(ledger.path):
        ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(spots)
