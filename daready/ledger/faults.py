"""What SQLite raises, as sentences: which ledger, what is wrong, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daready.ledger.chain import BrokenChain
from daready.messages import say

_BY_CODE = {
    sqlite3.SQLITE_CORRUPT: "ledger_damaged",
    sqlite3.SQLITE_NOTADB: "ledger_damaged",
    sqlite3.SQLITE_FORMAT: "ledger_damaged",
    sqlite3.SQLITE_BUSY: "ledger_busy",
    sqlite3.SQLITE_LOCKED: "ledger_busy",
    sqlite3.SQLITE_READONLY: "ledger_read_only",
    sqlite3.SQLITE_CANTOPEN: "ledger_not_opened",
    sqlite3.SQLITE_PERM: "ledger_not_opened",
    sqlite3.SQLITE_AUTH: "ledger_not_opened",
}
_WRITES_THAT_FAIL = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)
"""A disk or a quota that is full often shows itself as a write that fails."""


def no_room(fault: sqlite3.Error) -> bool:
    """Whether a file could not be written for want of room."""
    whole: int | None = getattr(fault, "sqlite_errorcode", None)
    return whole is not None and (whole in _WRITES_THAT_FAIL or whole & 0xFF == sqlite3.SQLITE_FULL)


class LedgerFault(Exception):
    """A ledger that cannot do what was asked; the text says where, what and what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        sentence = say(code, **facts)
        super().__init__(f"{sentence.text} {sentence.fix}".strip())
        self.code = code


class NotThere(LedgerFault):
    """What was named is not in the ledger, or cannot be used so; the ledger itself is sound."""


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What was kept is text in ASCII or UTF-8: where it is none, that is damage without a code of SQLite."""
    try:
        yield
    except UnicodeDecodeError:
        raise LedgerFault("ledger_damaged", ledger=path) from None
    except sqlite3.OperationalError as fault:
        if "decode" in str(fault):
            raise LedgerFault("ledger_damaged", ledger=path) from None
        raise


@contextmanager
def unbroken(path: Path) -> Iterator[None]:
    """A link of the chain, or what hangs on it, that is not as it was written becomes a LedgerFault that names it."""
    try:
        yield
    except BrokenChain as broken:
        raise LedgerFault("chain_broken", ledger=path, link=broken) from None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside becomes a LedgerFault; what is none of its known troubles is not called damage."""
    try:
        yield
    except sqlite3.Error as fault:
        whole: int | None = getattr(fault, "sqlite_errorcode", None)
        code = "ledger_fault"
        if whole is not None:
            code = "ledger_full" if no_room(fault) else _BY_CODE.get(whole & 0xFF, code)
        raise LedgerFault(code, ledger=path) from None
