"""Samples drawn from a list, as entries: by which seed and from which list, so that "at random" can be shown.

A list is known again by its keyed fingerprint. A draw is never taken back: how many were made is what it is kept for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from daready.ledger import chain

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

DRAW = "draw"


def draws_of(entries: Iterable[chain.Entry], fingerprint: str) -> list[int]:
    """The seeds of every draw that was made from a list, in their order."""
    return [
        int(entry.facts["seed"])
        for entry in entries
        if entry.kind == DRAW and entry.facts["list"] == fingerprint
    ]


def record(
    ledger: Ledger, fingerprint: str, seed: int, *, of: int, cases: Mapping[str, int], at: str, who: str
) -> tuple[int, list[int]]:
    """Add a draw of some ``cases`` by kind from a list of so many; its entry, and the seeds of those before."""
    facts: chain.Facts = {"list": fingerprint, "seed": seed, "of": of, "cases": dict(cases)}
    with ledger.writing() as entries:
        before = draws_of(entries, fingerprint)
        return chain.append(ledger.db, DRAW, at, who, facts), before
