"""The register of inspection recommendations as entries: what was said of its items in one go, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import Concern
from daready.ledger import chain, texts
from daready.ledger.taken_back import standing
from daready.planning.actions import BLANKED
from daready.planning.register import TEXTS as FREE
from daready.planning.register import Field, Item, Statement, Step, fold

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

REGISTER = "register"


@dataclass(frozen=True, slots=True)
class New:
    """What is to be said of one item, by its official number."""

    item: str
    values: Mapping[Field, str]
    trail: tuple[Step, ...] = ()


def items(ledger: Ledger, entries: Sequence[chain.Entry], known: Iterable[chain.Entry]) -> dict[str, Item]:
    """Every item of the register by the ``known`` of a ledger's entries; within the caller's view."""
    said_of = standing(known, REGISTER)
    if not said_of:
        return {}
    found = ledger.texts(entries)
    return fold(
        _statement(entry, said, number, found)
        for entry in said_of
        for number, said in enumerate(entry.facts["said"])
    )


def concerns(entries: Iterable[chain.Entry]) -> tuple[Concern, ...]:
    """The causes of concern of a register that are about criteria of ours; no text is needed for that."""
    found = fold(
        _statement(entry, said, number, {})
        for entry in standing(entries, REGISTER)
        for number, said in enumerate(entry.facts["said"])
    )
    return tuple(
        Concern(one.id, one.links, one.day("published"), one.closed)
        for one in found.values()
        if one.kind == "cause_of_concern" and one.state != "superseded" and one.body == "force"
    )


def _statement(
    entry: chain.Entry, said: chain.Facts, number: int, found: Mapping[texts.Spot, str]
) -> Statement:
    hashes = entry.facts[texts.TEXTS]

    def text(name: str) -> str:
        return found.get((entry.id, name), BLANKED) if name in hashes else ""

    values: dict[Field, str] = dict(said["values"])
    values |= {field: kept for field in FREE if (kept := text(f"{number}/{field}"))}
    return Statement(
        entry=entry.id,
        who=entry.who,
        day=date.fromisoformat(entry.at[:10]),
        item=said["item"],
        values=values,
        trail=tuple(
            Step(date.fromisoformat(on), state, text(f"{number}/trail/{at}"))
            for at, (on, state) in enumerate(said["trail"])
        ),
    )


def say(ledger: Ledger, new: Sequence[New], *, at: str, who: str, source: chain.Facts | None = None) -> int:
    """Add what is said of some items, as one entry; its number. Free texts have passed the door for names.

    ``source``: the file it stood in, for the record.
    """
    free = texts.Kept(dict(_texts(new)))
    with ledger.writing():
        facts: chain.Facts = {
            "said": [
                {
                    "item": one.item,
                    "values": {field: said for field, said in one.values.items() if field not in FREE},
                    "trail": [[step.on.isoformat(), step.state] for step in one.trail],
                }
                for one in new
            ],
            texts.TEXTS: free.hashes,
        }
        entry = chain.append(ledger.db, REGISTER, at, who, facts | (source or {}))
        free.keep(ledger.db, entry)
        return entry


def _texts(new: Iterable[New]) -> Iterable[tuple[str, str]]:
    for number, one in enumerate(new):
        yield from ((f"{number}/{field}", one.values[field]) for field in FREE if field in one.values)
        for at, step in enumerate(one.trail):
            if step.said:
                yield f"{number}/trail/{at}", step.said
