"""Rebases as entries: from when a line begins again, and why, added by somebody and never changed (method R2.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain
from daready.ledger.faults import NotThere
from daready.ledger.taken_back import standing

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rebase


def rebases(entries: Iterable[chain.Entry]) -> dict[int, Rebase]:
    """Every rebase that stands, by its entry, in the order they were written."""
    from daready.rubric.model import Rebase

    kept: dict[int, Rebase] = {}
    for entry in standing(entries, "rebase"):
        days = {name: date.fromisoformat(entry.facts[name]) for name in ("since", "recorded")}
        kept[entry.id] = Rebase(**{**entry.facts, **days})
    return kept


def rebase(ledger: Ledger, new: Rebase, *, at: str, who: str) -> int:
    """Add a rebase; its entry's number. Raises NotThere where one of the same line and day stands already."""
    from daready.rubric.plain import plain

    with ledger.writing() as entries:
        for number, one in rebases(entries).items():
            if (one.line, one.since) == (new.line, new.since):
                raise NotThere("rebase_there", line=one.line, since=one.since, number=number)
        return chain.append(ledger.db, "rebase", at, who, plain(new))
