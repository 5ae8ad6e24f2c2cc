"""Moderations as entries: a colour proposed beside the computed one, added by somebody and never changed (R5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain
from daready.ledger.taken_back import standing
from daready.rubric.terms import Colour
from daready.scoring.moderation import Moderation

if TYPE_CHECKING:
    from daready.ledger.store import Ledger


def moderations(entries: Iterable[chain.Entry]) -> dict[int, Moderation]:
    """Every moderation that stands, by its entry, in the order they were written."""
    return {entry.id: _moderation(entry) for entry in standing(entries, "moderation")}


def _moderation(entry: chain.Entry) -> Moderation:
    facts = entry.facts
    return Moderation(
        entry=entry.id,
        criterion=facts["criterion"],
        proposed=Colour(facts["proposed"]),
        evidence=Colour(facts["evidence"]),
        reason=facts["reason"],
        role=facts["role"],
        second_role=facts["second_role"],
        made=date.fromisoformat(facts["made"]),
        until=date.fromisoformat(facts["until"]),
    )


def last_of_each(kept: Iterable[Moderation], day: date) -> dict[str, Moderation]:
    """By criterion: the last moderation written by a day; each stands in the place of those before."""
    return {one.criterion: one for one in kept if one.made <= day}


def add(ledger: Ledger, new: Moderation, *, basis: str, second: str | None, at: str, who: str) -> int:
    """Add a moderation; its entry's number. ``basis`` has passed the door for details of persons.

    ``second`` names whoever signs besides: names stay in the ledger, as ``who`` does.
    """
    facts: chain.Facts = {
        "criterion": new.criterion,
        "proposed": new.proposed.value,
        "evidence": new.evidence.value,
        "reason": new.reason,
        "basis": basis,
        "role": new.role,
        "second": second,
        "second_role": new.second_role,
        "made": new.made.isoformat(),
        "until": new.until.isoformat(),
    }
    with ledger.writing():
        return chain.append(ledger.db, "moderation", at, who, facts)
