"""What people have said their own headings and words mean, kept as entries: keyed hashes with meanings."""

from __future__ import annotations

from collections.abc import Iterable

from daready.ledger import chain
from daready.ledger.store import Ledger
from daready.ledger.taken_back import standing

Meaning = dict[str, str]


def remembered(entries: Iterable[chain.Entry]) -> dict[int, Meaning]:
    """Every meaning that was remembered and stands, by its entry, in the order they were."""
    return {entry.id: entry.facts for entry in standing(entries, "mapping")}


def remember(ledger: Ledger, meanings: Iterable[Meaning], *, at: str, who: str) -> None:
    """Add those that are not there yet; what was remembered stays as it was."""
    with ledger.writing() as entries:
        known = {_what(one) for one in remembered(entries).values()}
        for one in meanings:
            if _what(one) not in known:
                chain.append(ledger.db, "mapping", at, who, one)


def _what(meaning: Meaning) -> tuple[str, str, str]:
    return meaning["kind"], meaning["form"], meaning["token"]
