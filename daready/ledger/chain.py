"""The entries of the ledger: each carries the hash of the one before, so that an accident shows.

This finds accidents and careless edits. Whoever sets out to deceive can make the whole chain anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from daready.foreign.names import printable, printed

Facts = dict[str, Any]


class BrokenChain(Exception):
    """Something kept is not as it was written; the text names the first such thing."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened: what kind, when (ISO, with the zone), who did it, and its facts as JSON."""

    id: int
    kind: str
    at: str
    who: str
    body: str
    previous: str
    hash: str

    @cached_property
    def facts(self) -> Facts:
        found: Facts = json.loads(self.body)
        # Before names passed one door, one that is no text could be kept; the body stays as it was hashed.
        return printed(found) if "\\u" in self.body else found

    @property
    def link(self) -> str:
        return f"entry {self.id} ({self.kind}, {self.at[:10]})"


canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
"""The one way a value is written down, for hashing and keeping."""


def fingerprint(*parts: str | bytes) -> str:
    """The SHA-256 of parts, each with its length, so that no two lists of parts are alike."""
    made = sha256()
    for part in parts:
        data = part.encode("ascii", "backslashreplace") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def _hash(number: int, kind: str, at: str, who: str, body: str, previous: str) -> str:
    return fingerprint(previous, str(number), kind, at, who, body)


def append(db: sqlite3.Connection, kind: str, at: str, who: str, facts: Facts) -> int:
    """Add an entry after the last one; within the caller's transaction. Returns its number."""
    row = db.execute("SELECT id, hash FROM entries ORDER BY id DESC LIMIT 1").fetchone()
    last, previous = row or (0, "")
    body, who = canonical(printed(facts)), printable(who)
    link = _hash(last + 1, kind, at, who, body, previous)
    db.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", (last + 1, kind, at, who, body, previous, link)
    )
    number: int = last + 1
    return number


def read(db: sqlite3.Connection, first: Sequence[Entry] = ()) -> list[Entry]:
    """Every entry, proved to be as it was written. Raises BrokenChain that names the first that is not.

    ``first``: those up to one, which the caller knows still to be what was proved.
    """
    new = [Entry(*row) for row in db.execute("SELECT * FROM entries WHERE id > ? ORDER BY id", (len(first),))]
    previous = first[-1].hash if first else ""
    for number, entry in enumerate(new, len(first) + 1):
        try:
            known = _hash(entry.id, entry.kind, entry.at, entry.who, entry.body, entry.previous)
        except (AttributeError, TypeError):
            known = ""
        if entry.id != number or entry.previous != previous or entry.hash != known:
            raise BrokenChain(f"entry {number}" if entry.id != number else str(entry.link))
        previous = entry.hash
    if not first and not new:
        raise BrokenChain("entry 1")
    return [*first, *new]
