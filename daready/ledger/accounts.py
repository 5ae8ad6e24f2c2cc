"""Cases accounted for, as entries: why an answer that failed is gone, by whom, added and never changed (A15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import Reason
from daready.ledger import chain
from daready.ledger.taken_back import standing
from daready.messages.removal import MADE_SAFE

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

Spot = tuple[int, str, int]
"""A case as it was loaded: the load, the sheet, the row; a row of 0 is what retention deleted of the sheet."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What was accounted for and not taken back, by case: why it is gone, and whether it is said to be safe."""

    reasons: dict[Spot, Reason] = field(default_factory=dict[Spot, Reason])
    safe: frozenset[Spot] = frozenset()


def accounts(entries: Iterable[chain.Entry]) -> Accounts:
    """What stands accounted for and was not taken back. Of several reasons for one case the last one given counts."""
    reasons: dict[Spot, Reason] = {}
    safe: set[Spot] = set()
    for entry in standing(entries, "account"):
        facts = entry.facts
        spots = [(int(load), str(sheet), int(row)) for load, sheet, row in facts["cases"]]
        if facts["reason"] == MADE_SAFE:
            safe.update(spots)
            continue
        given = Reason(facts["reason"], entry.who, facts["role"], date.fromisoformat(entry.at[:10]))
        reasons |= dict.fromkeys(spots, given)
    return Accounts(reasons, frozenset(safe))


def account_for(
    ledger: Ledger,
    spots: Iterable[Spot],
    reason: str,
    role: str,
    note: str | None = None,
    *,
    at: str,
    who: str,
) -> int:
    """Add an account of some cases; its entry's number. ``note`` has passed the door for details of persons."""
    facts: chain.Facts = {
        "cases": [[*spot] for spot in spots],
        "question": "all",
        "reason": reason,
        "role": role,
    }
    with ledger.writing():
        return chain.append(ledger.db, "account", at, who, facts | ({"note": note} if note else {}))
