"""Free texts of entries: kept apart from the chain, which holds a salted hash of each, so that one can be blanked.

The salt is kept beside the text and goes with it: of what is blanked nobody can find out the words by trying.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from secrets import token_hex

from daready.foreign.names import printable
from daready.ledger import chain
from daready.ledger.chain import BrokenChain, Entry, Facts, fingerprint
from daready.ledger.schema import guards

TEXTS, BLANKING = "texts", "blanking"
"""Where an entry's facts name its texts, each with its hash; the kind of entry that says which were blanked."""

_SALT = 16

Spot = tuple[int, str]
"""A text by its entry, and its name there."""


class Kept:
    """Texts on their way into the ledger: their hashes go into the entry's facts, they themselves in after it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._rows = {name: (token_hex(_SALT), printable(text)) for name, text in texts.items()}

    @property
    def hashes(self) -> Facts:
        return {name: fingerprint(*salted) for name, salted in self._rows.items()}

    def keep(self, db: sqlite3.Connection, entry: int) -> None:
        """Keep them under the entry just added; within its transaction."""
        rows = [(entry, name, *salted) for name, salted in self._rows.items()]
        db.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", rows)


def texts_of(db: sqlite3.Connection, entries: Iterable[Entry]) -> dict[Spot, str]:
    """Every text that was not blanked, proved to be as it was written. Raises BrokenChain that names the first that
    is not, that is missing though nobody blanked it, or that no entry speaks of.
    """
    owed: dict[Spot, str] = {}
    for entry in entries:
        if entry.kind == BLANKING:
            for number, name in entry.facts[TEXTS]:
                owed.pop((number, name), None)
        elif f'"{TEXTS}"' in entry.body:  # most entries are loads, of which nothing need be parsed here
            owed |= {(entry.id, name): made for name, made in entry.facts[TEXTS].items()}
    found: dict[Spot, str] = {}
    for number, name, salt, text in db.execute("SELECT entry, name, salt, text FROM texts"):
        if owed.get((number, name)) != fingerprint(salt, text):
            raise BrokenChain(f"a text of entry {number}")
        found[number, name] = text
    missing = owed.keys() - found.keys()
    if missing:
        raise BrokenChain(f"a text of entry {min(missing)[0]}")
    return found


def blank(db: sqlite3.Connection, spots: Iterable[Spot], facts: Facts, *, at: str, who: str) -> int:
    """Delete texts for good; their hashes and the record of it stay. Within the caller's transaction."""
    named = sorted(spots)
    db.execute("PRAGMA secure_delete = ON")
    db.execute("DROP TRIGGER texts_no_deletion")
    db.executemany("DELETE FROM texts WHERE entry = ? AND name = ?", named)
    db.execute(guards("texts")[1])
    return chain.append(db, BLANKING, at, who, facts | {TEXTS: [[*spot] for spot in named]})
