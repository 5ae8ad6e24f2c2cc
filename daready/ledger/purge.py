"""Deleting the answers of cases whose retention has ended, for good; what was in doubt of them stays so by count."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date

from daready.evidence.model import Month, Removed
from daready.ledger import chain, kept
from daready.ledger.accounts import Accounts, Spot, accounts
from daready.ledger.chain import Facts
from daready.ledger.faults import NotThere, told
from daready.ledger.position import Position, position
from daready.ledger.proof import digests_of
from daready.ledger.removed import failing, safe_on
from daready.ledger.safe import made_safe
from daready.ledger.schema import guards
from daready.ledger.store import Ledger
from daready.rubric.terms import Outcome
from daready.scoring.made_safe import RecordedSafe

_PURGED = ("cases", "numbers")
"""The tables that hold what people's cases say; figures, papers and judgements are nobody's case."""

Gone = dict[int, list[tuple[kept.Sheet, list[int]]]]
"""By load: the sheets of which a purge deletes cases, with the places of these."""


def purge(
    ledger: Ledger,
    before: date,
    *,
    at: str,
    who: str,
    safety: Container[str] = frozenset(),
    doubted: Iterable[Removed] = (),
) -> int:
    """Delete the answers of cases of the months before a day's month, for good; counts and the chain stay. What is not
    as it was written is refused before, as by any writing, so that it is not sealed anew.

    A case without a month goes by the day its sheet was received. Returns how many cases were deleted. ``safety``
    are the questions whose failure leaves somebody unsafe: a case that nothing says was made safe is not deleted, and
    nothing else is (NotThere). ``doubted`` is what is gone and not accounted for: what is deleted of it stays in doubt
    by load, question and count.
    """
    with ledger.writing() as entries:
        where = position(entries)
        gone = _past(ledger, where, Month.of(before).ordinal)
        if not gone:
            return 0
        open_ = [*doubted]
        recorded = RecordedSafe(made_safe(ledger, entries, where))
        _ask_about_unsafe(accounts(entries), recorded, where, gone, safety, open_)
        _delete_all(ledger.db, gone)
        left = kept.give_back(ledger.db, gone)
        facts: Facts = {
            "before": Month.of(before).first.isoformat(),
            "counts": {
                str(load): [_counts(one, places) for one, places in parts] for load, parts in gone.items()
            },
            "digests": {str(load): digests_of(*left[load]) for load in gone},
            "removed": _in_doubt(gone, open_),
        }
        chain.append(ledger.db, "purge", at, who, facts)
    with told(ledger.path):
        ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(len(places) for parts in gone.values() for _, places in parts)


def _past(ledger: Ledger, where: Position, first: int) -> Gone:
    """What is of before a month."""
    received = {load.id: date.fromisoformat(load.facts["received"]) for load in where.loads}
    gone: Gone = {}
    for load, (_, sheets) in kept.give_back(ledger.db, received).items():
        for one in sheets:
            places = _older(one, first, Month.of(received[load]).ordinal)
            if places:
                gone.setdefault(load, []).append((one, places))
    return gone


def _ask_about_unsafe(
    said: Accounts,
    recorded: RecordedSafe,
    where: Position,
    gone: Gone,
    safety: Container[str],
    doubted: Sequence[Removed],
) -> None:
    """A case that still waits is asked about before it is deleted (A15). Raises NotThere that names the first."""
    in_doubt = {
        (one.load, one.place.sheet, one.place.row) for one in doubted if one.unsafe and one.safe_on is None
    }
    waiting: list[Spot] = []
    for load in where.loads:
        rows = {(one.sheet or "", row) for one, places in gone.get(load.id, ()) for row in _rows(one, places)}
        for one in failing(load, (sheet for sheet, _ in gone.get(load.id, ())), safety):
            spot = one.load, one.sheet, one.row
            if not one.unsafe or (one.sheet, one.row) not in rows or spot in said.safe:
                continue
            if safe_on(one, load.sha256, recorded) is not None:
                continue
            if where.counts(load.id) or spot in in_doubt:
                waiting.append(spot)
    if waiting:
        number, sheet, row = waiting[0]
        file = next(load.file for load in where.loads if load.id == number)
        raise NotThere(
            "purge_unsafe",
            place=f"{file} (load {number}) › {sheet} › row {row}",
            count=len(set(waiting)),
            cases=f'"{file}:{sheet}!{row}"',
        )


def _rows(one: kept.Sheet, places: Iterable[int]) -> list[int]:
    rows = dict(zip(one.places, one.case_rows().rows, strict=True))
    return [rows[at] for at in places]


def _in_doubt(gone: Gone, doubted: Iterable[Removed]) -> list[Facts]:
    """What is deleted while nobody has accounted for it: load, sheet, question, month and count, and nothing of a case.

    What an earlier purge deleted has no rows any more and stands in its own entry.
    """
    deleted = {
        (load, one.sheet or "", row)
        for load, parts in gone.items()
        for one, places in parts
        for row in _rows(one, places)
    }
    counted = Counter(
        (one.load, one.place.sheet, one.question, one.month.ordinal, one.selection.value)
        for one in doubted
        if (one.load, one.place.sheet, one.place.row) in deleted
    )
    names = ("load", "sheet", "question", "month", "selection")
    return [
        dict(zip(names, what, strict=True)) | {"count": number} for what, number in sorted(counted.items())
    ]


def _older(one: kept.Sheet, first: int, received: int) -> list[int]:
    dated = zip(one.places, one.case_rows().months, strict=True)
    return [at for at, month in dated if (received if month is None else month) < first]


def _delete_all(db: sqlite3.Connection, gone: Gone) -> None:
    db.execute("PRAGMA secure_delete = ON")
    for table in _PURGED:
        db.execute(f"DROP TRIGGER {table}_no_deletion")
    for load, parts in gone.items():
        for one, places in parts:
            _delete(db, load, one.number, places)
    for table in _PURGED:
        db.execute(guards(table)[1])


def _delete(db: sqlite3.Connection, load: int, number: int, places: list[int]) -> None:
    for table in _PURGED:
        db.executemany(
            f"DELETE FROM {table} WHERE sheet = (SELECT id FROM sheets WHERE load = ? AND number = ?) AND at = ?",
            ((load, number, at) for at in places),
        )


def _counts(one: kept.Sheet, places: list[int]) -> Facts:
    """What stays of deleted cases: how many there were, and how many gave each answer to each question."""
    wanted = set(places)
    rows = [row for at, row in zip(one.places, one.answers(), strict=True) if at in wanted]
    return {
        "sheet": one.number,
        "form": one.form,
        "cases": len(rows),
        "answers": {
            question: {
                Outcome(chr(byte)).name.lower(): count
                for byte, count in sorted(Counter(row[at] for row in rows).items())
            }
            for at, question in enumerate(one.case_rows().questions)
        },
    }


def older_than(ledger: Ledger, day: date) -> int:
    """How many cases a purge before a day would delete; within the caller's view."""
    row = ledger.db.execute(
        "SELECT count(*) FROM cases c JOIN sheets s ON s.id = c.sheet JOIN loads l ON l.load = s.load "
        "WHERE coalesce(c.month, substr(l.received, 1, 4) * 12 + substr(l.received, 6, 2) - 1) < ?",
        (Month.of(day).ordinal,),
    ).fetchone()
    return int(row[0])
