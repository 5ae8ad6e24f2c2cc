"""Cases recorded as made safe, as entries: where each stood, since when and by which role; never a reference (A2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import MadeSafe, Place
from daready.ledger import chain
from daready.ledger.accounts import Spot
from daready.ledger.faults import readable, unbroken
from daready.ledger.proof import proved
from daready.ledger.taken_back import standing

if TYPE_CHECKING:
    from daready.ledger import kept
    from daready.ledger.position import Load, Position
    from daready.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Safe:
    """One case as it is recorded: where it stands, the safety questions that it failed, and since when it is safe."""

    spot: Spot
    questions: tuple[str, ...]
    on: date


def made_safe(ledger: Ledger, entries: Iterable[chain.Entry], where: Position) -> tuple[MadeSafe, ...]:
    """Everybody recorded as made safe by entries that stand, in their order.

    The keyed hash of a reference is not in the entry, which nothing could ever delete: it is looked up in the load, so
    that a purge of the case takes it away too.
    """
    recorded = standing(entries, "safe")
    named = {int(load) for entry in recorded for load, *_ in entry.facts["cases"]}
    loads = [load for load in where.loads if load.id in named]
    if not loads:
        return ()
    with readable(ledger.path), unbroken(ledger.path):
        back = proved(ledger.db, where, loads)
    by_id = {load.id: (load, _keys(back[load.id][1])) for load in loads}
    return tuple(
        _made_safe(entry, safe, load, keys.get(safe.spot[1:]))
        for entry in recorded
        for safe in _cases(entry)
        if safe.spot[0] in by_id
        for load, keys in [by_id[safe.spot[0]]]
    )


def _cases(entry: chain.Entry) -> list[Safe]:
    return [
        Safe((int(load), str(sheet), int(row)), tuple(questions), date.fromisoformat(on))
        for load, sheet, row, questions, on in entry.facts["cases"]
    ]


def _keys(sheets: Iterable[kept.Sheet]) -> dict[tuple[str, int], str | None]:
    found: dict[tuple[str, int], str | None] = {}
    for one in sheets:
        rows = one.case_rows()
        found |= {(one.sheet or "", row): key for row, key in zip(rows.rows, rows.keys, strict=True)}
    return found


def _made_safe(entry: chain.Entry, safe: Safe, load: Load, key: str | None) -> MadeSafe:
    return MadeSafe(
        load=load.id,
        place=Place(load.file, *safe.spot[1:]),
        sha256=load.sha256,
        key=key,
        questions=safe.questions,
        on=safe.on,
        role=str(entry.facts["role"]),
        recorded=date.fromisoformat(entry.at[:10]),
    )


def record(ledger: Ledger, cases: Sequence[Safe], role: str, *, at: str, who: str) -> int:
    """Add one entry for some cases made safe; its number. ``role`` has passed the door for details of persons."""
    facts: chain.Facts = {
        "cases": [[*one.spot, [*one.questions], one.on.isoformat()] for one in cases],
        "role": role,
    }
    with ledger.writing():
        return chain.append(ledger.db, "safe", at, who, facts)
