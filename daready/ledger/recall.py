"""Evidence out of the ledger: the replies that were kept, settled by the same steps as files just read."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from daready.evidence.model import Source
from daready.evidence.notices import notice_of
from daready.evidence.settling.settle import File, Reading, settle
from daready.ledger import kept
from daready.ledger.faults import readable, unbroken
from daready.ledger.position import Load, Position
from daready.ledger.proof import proved
from daready.ledger.signed import Signed, record_of

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.rubric.terms import Selection


def evidence(
    ledger: Ledger,
    where: Position,
    loads: Sequence[Load],
    rubric: Rubric,
    selection: Selection | None = None,
    *,
    seal: str | None = None,
) -> Evidence:
    """What some loads say together; ``seal`` is that of the workspace's key, to tell loads made with another.

    What is gone of what failed once (``ledger.removed``) is not among it.
    """
    files = sorted(reading(ledger, where, loads), key=lambda file: file.name)
    others = [load.id for load in loads if seal is not None and load.facts["seal"] != seal]
    general = (notice_of("key_changed", "", loads=named(others)),) if others else ()
    return settle(Reading(tuple(files), general), rubric, selection)


def reading(ledger: Ledger, where: Position, loads: Sequence[Load]) -> list[File]:
    """Loads as the worker gave them, each proved to be as it was written. Raises LedgerFault otherwise.

    Files that share a name are told apart by the number of their load.
    """
    with readable(ledger.path), unbroken(ledger.path):
        back = proved(ledger.db, where, loads)
    count = Counter(load.file for load in loads)
    files: list[File] = []
    for load in loads:
        about, sheets = back[load.id]
        name = load.file if count[load.file] == 1 else f"{load.file} (load {load.id})"
        files.append(File(Source(name, load.sha256), kept.reply_of(about, sheets), name))
    return files


def signed_record(ledger: Ledger, one: Signed) -> dict[str, Any]:
    """A signed-off assessment's JSON, proved to be as it was written. Raises LedgerFault otherwise."""
    with unbroken(ledger.path):
        return record_of(ledger.db, one)


def sharing_cases(db: sqlite3.Connection, sheets: Sequence[kept.Sheet]) -> set[int]:
    """The loads that hold a case of these sheets in the same month."""
    parts = [one.case_rows() for one in sheets]
    cases = {case for each in parts for case in zip(each.keys, each.months, strict=True) if case[0]}
    rows = db.execute(
        "SELECT s.load, c.key, c.month FROM cases c JOIN sheets s ON s.id = c.sheet "
        "WHERE c.key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({key or "" for key, _ in cases})),),
    )
    return {load for load, *case in rows if tuple(case) in cases}


def named(loads: Iterable[int]) -> str:
    """Loads by their numbers, as sentences name them."""
    numbers = [str(load) for load in loads]
    return f"load{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"
