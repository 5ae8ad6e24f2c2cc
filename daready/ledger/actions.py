"""Actions as entries: what was said of them in one go, by somebody who had seen the ledger up to a certain entry.

Nothing is rewritten: how an action stands is folded from all of it (``planning.actions``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain, texts
from daready.ledger.taken_back import standing
from daready.planning.actions import BLANKED, FIELDS, Field, Statement
from daready.planning.actions import TEXTS as FREE

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

ACTION = "action"


@dataclass(frozen=True, slots=True)
class New:
    """What is to be said of one action; ``kind``: the kind of its gap today."""

    action: str
    criterion: str
    values: Mapping[Field, str]
    kind: str | None = None


def statements(
    ledger: Ledger, entries: Sequence[chain.Entry], known: Iterable[chain.Entry]
) -> tuple[Statement, ...]:
    """What the ``known`` of a ledger's entries say of actions and do not take back; within the caller's view."""
    said_of = standing(known, ACTION)
    if not said_of:
        return ()
    found = ledger.texts(entries)
    return tuple(
        _statement(entry, said, number, found)
        for entry in said_of
        for number, said in enumerate(entry.facts["said"])
    )


def _statement(
    entry: chain.Entry, said: chain.Facts, number: int, found: Mapping[texts.Spot, str]
) -> Statement:
    hashes = entry.facts[texts.TEXTS]
    values: dict[Field, str] = dict(said["values"])
    for field in FREE:
        if (name := f"{number}/{field}") in hashes:
            values[field] = found.get((entry.id, name), BLANKED)
    return Statement(
        entry=entry.id,
        basis=entry.facts["basis"],
        who=entry.who,
        day=date.fromisoformat(entry.at[:10]),
        action=said["action"],
        criterion=said["criterion"],
        kind=said["kind"],
        values={field: values[field] for field in FIELDS if field in values},
    )


def say(
    ledger: Ledger,
    new: Sequence[New],
    *,
    at: str,
    who: str,
    basis: int | None = None,
    source: chain.Facts | None = None,
) -> int:
    """Add what is said of some actions, as one entry; its number. Free texts have passed the door for names.

    ``basis``: the last entry that whoever says it had seen, which is the last of all if not given; ``source``: the
    file it stood in, for the record.
    """
    free = texts.Kept(
        {
            f"{number}/{field}": one.values[field]
            for number, one in enumerate(new)
            for field in FREE
            if field in one.values
        }
    )
    with ledger.writing() as entries:
        facts: chain.Facts = {
            "basis": entries[-1].id if basis is None else basis,
            "said": [
                {
                    "action": one.action,
                    "criterion": one.criterion,
                    "kind": one.kind,
                    "values": {field: said for field, said in one.values.items() if field not in FREE},
                }
                for one in new
            ],
            texts.TEXTS: free.hashes,
        }
        entry = chain.append(ledger.db, ACTION, at, who, facts | (source or {}))
        free.keep(ledger.db, entry)
        return entry
