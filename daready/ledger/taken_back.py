"""Which entries no longer stand: taken back by a withdrawal with its reason, or by an undo; all stay."""

from __future__ import annotations

from collections.abc import Iterable

from daready.ledger.chain import Entry
from daready.ledger.faults import NotThere

WITHDRAWABLE = (
    "load",
    "mapping",
    "rebase",
    "account",
    "moderation",
    "safe",
    "scope",
    "action",
    "answer",
    "register",
    "meeting",
    "review",
)
"""The kinds of entry that ``daready withdraw`` takes out of use by their number."""
_UNDOABLE = (*WITHDRAWABLE, "withdrawal")
_PART_OF_ANOTHER = ("supersession", "migration", "undo")
"""What a load or an opening wrote beside itself, and what took another back: an undo looks past these."""


def taken_by(entries: Iterable[Entry]) -> dict[int, int]:
    """By the number of each entry that was taken back: the entry that took it back.

    A withdrawal that was undone takes nothing back. An undo is never undone: the same thing is done again instead.
    """
    known = [*entries]
    by = {int(entry.facts["entry"]): entry.id for entry in known if entry.kind == "undo"}
    for entry in known:
        if entry.kind == "withdrawal" and entry.id not in by:
            by[withdrawn_by(entry)] = entry.id
    return by


def withdrawn_by(entry: Entry) -> int:
    """The number of the entry that a withdrawal takes out of use."""
    return int(next(entry.facts[kind] for kind in WITHDRAWABLE if kind in entry.facts))


def standing(entries: Iterable[Entry], *kinds: str) -> list[Entry]:
    """The entries of some kinds that nothing took back, in the order they were made."""
    known = [*entries]
    gone = taken_by(known)
    return [entry for entry in known if entry.kind in kinds and entry.id not in gone]


def last_to_undo(entries: Iterable[Entry]) -> Entry:
    """The last entry that still stands, if it can be taken back. Raises NotThere where none can."""
    known = [*entries]
    gone = taken_by(known)
    last = next(
        (one for one in reversed(known) if one.id not in gone and one.kind not in _PART_OF_ANOTHER), None
    )
    if last is None:
        raise NotThere("nothing_to_undo")
    if last.kind not in _UNDOABLE:
        raise NotThere("not_undone", number=last.id, kind=last.kind)
    return last
