"""Looking after the ledger: proving it, taking a load out of scoring, copying it."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from daready.foreign.folders import keep_names
from daready.ledger import chain
from daready.ledger.chain import Entry
from daready.ledger.faults import LedgerFault, NotThere, no_room, told
from daready.ledger.position import Position, position
from daready.ledger.recall import signed_record
from daready.ledger.signed import signed
from daready.ledger.store import Ledger
from daready.ledger.taken_back import WITHDRAWABLE, last_to_undo, standing, withdrawn_by

HEAD = 16
"""So many signs of the last entry's fingerprint are shown; nobody makes another ledger that begins with the same."""


def verify(ledger: Ledger) -> tuple[int, int]:
    """Prove the chain, every load and every assessment; raises LedgerFault that names the first broken link.

    Returns how many entries and how many loads were proved.
    """
    with ledger.reading(whole=True) as entries:
        for one in signed(entries):
            signed_record(ledger, one)
        return len(entries), len(position(entries).loads)


def since(entries: list[Entry], head: str) -> int:
    """How many entries were added since a head was noted. Raises LedgerFault where the ledger never had it: somebody
    has put an older ledger, or another, in its place. ``head``: the fingerprint, or its beginning.
    """
    for after, entry in enumerate(reversed(entries)):
        if entry.hash.startswith(head.casefold()):
            return after
    raise LedgerFault("ledger_put_back", head=head, now=entries[-1].hash[:HEAD], entry=entries[-1].id)


def withdraw(ledger: Ledger, number: int, why: str, *, at: str, who: str) -> tuple[int, ...]:
    """Take a load out of scoring, or another entry of ``WITHDRAWABLE`` out of use; never out of history.

    Returns the loads that count again because of it.
    """
    with ledger.writing() as entries:
        before = position(entries)
        meant = next((one for one in standing(entries, *WITHDRAWABLE) if one.id == number), None)
        if before.load(number) is not None and not before.counts(number):
            raise NotThere("load_out_already", number=number)
        if meant is None:
            raise NotThere("no_such_load", number=number)
        chain.append(ledger.db, "withdrawal", at, who, {meant.kind: number, "why": why})
        return _counting_again(ledger, before)


def undo(ledger: Ledger, *, at: str, who: str) -> tuple[Entry, tuple[int, ...]]:
    """Take back the last entry that still stands, by another; never out of history.

    Returns that entry, and the loads that count again because of it. Raises NotThere where the last is not of a kind
    that can be taken back, or where a load that would count again has been loaded anew meanwhile.
    """
    with ledger.writing() as entries:
        before = position(entries)
        last = last_to_undo(entries)
        again = before.load(withdrawn_by(last)) if last.kind == "withdrawal" else None
        if again is not None and before.same(again.sha256) is not None:
            raise NotThere("undo_loaded_again", number=last.id, load=again.id)
        chain.append(ledger.db, "undo", at, who, {"entry": last.id})
        return last, _counting_again(ledger, before)


def _counting_again(ledger: Ledger, before: Position) -> tuple[int, ...]:
    after = position(chain.read(ledger.db))
    return tuple(load.id for load in after.live if not before.counts(load.id))


def backup(ledger: Ledger, target: Path) -> None:
    """Copy the ledger as it is at one moment, while others may write; the copy is proved before it is named.

    Raises OSError where it cannot be written.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".daready-", suffix=".db")
    os.close(descriptor)
    beside = Path(name)
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            with told(ledger.path), _onto(beside):
                ledger.db.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            verify(Ledger(ledger.path, copy, None))
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(target)
        keep_names(target.parent)
    finally:
        for leftover in (beside, Path(f"{name}-journal"), Path(f"{name}-wal"), Path(f"{name}-shm")):
            leftover.unlink(missing_ok=True)


@contextmanager
def _onto(copy: Path) -> Iterator[None]:
    """Room that a copy does not find is no fault of the ledger's, which is only read. Raises OSError."""
    try:
        yield
    except sqlite3.Error as fault:
        if no_room(fault):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(copy)) from None
        raise


def out_of_use(entries: list[Entry]) -> dict[int, str]:
    """Of each load that does not count: why not, in words."""
    where = position(entries)
    by_id = {entry.id: entry for entry in entries}
    said: dict[int, str] = {}
    for load in where.loads:
        if load.id in where.withdrawn:
            why = by_id[where.withdrawn[load.id]].facts.get("why")
            said[load.id] = f"withdrawn: {why}" if why else f"undone by entry {where.withdrawn[load.id]}"
        elif not where.counts(load.id):
            said[load.id] = f"replaced by load {where.replaced[load.id]}"
    return said
