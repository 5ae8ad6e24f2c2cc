"""Whether what is kept is as it was written: each load by its fingerprints, and nothing that no entry speaks of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from daready.ledger import kept
from daready.ledger.chain import BrokenChain, fingerprint

if TYPE_CHECKING:
    from daready.ledger.position import Load, Position

Back = dict[int, tuple[str, list[kept.Sheet]]]
"""By load: what its reply says of the file, and its sheets in order."""

_NOT_OF = {
    "files": "SELECT load FROM files WHERE load NOT IN (SELECT id FROM entries WHERE kind = 'load')",
    "assessments": "SELECT id FROM assessments WHERE id NOT IN (SELECT id FROM entries WHERE kind = 'assessment')",
}


def digests_of(about: str, sheets: Iterable[kept.Sheet]) -> tuple[str, ...]:
    """The fingerprints of what is kept of a load: of what is said of the file, then of each sheet."""
    return (fingerprint(about), *(one.digest for one in sheets))


def proved(db: sqlite3.Connection, where: Position, loads: Sequence[Load]) -> Back:
    """What is kept of some loads. Raises BrokenChain that names the first that is not as it was written."""
    back = kept.give_back(db, [load.id for load in loads])
    for load in loads:
        about, sheets = back.setdefault(load.id, ("", []))
        if not _as_written(about, sheets, where.digests[load.id]):
            raise BrokenChain(f"load {load.id} ({load.entry.at[:10]})")
    return back


def _as_written(about: str, sheets: Sequence[kept.Sheet], digests: tuple[str, ...]) -> bool:
    try:
        return digests_of(about, sheets) == digests
    except (AttributeError, TypeError, ValueError):  # a value that is not even of its kind any more
        return False


def no_strays(db: sqlite3.Connection) -> None:
    """Refuse rows that hang on no load or assessment of the chain: another tool put them there. Raises BrokenChain.

    Rows within a load are proved with it.
    """
    for table, query in _NOT_OF.items():
        row = db.execute(query).fetchone()
        if row:
            raise BrokenChain(f"a row of {table} under entry {row[0]}, of which the chain knows nothing,")
