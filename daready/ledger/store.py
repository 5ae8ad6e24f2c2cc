"""The ledger's file: made whole or not at all, opened with care, read in one view, written in one transaction."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from daready.foreign.folders import keep_names
from daready.ledger import chain, proof
from daready.ledger.faults import LedgerFault, readable, told, unbroken
from daready.ledger.places import not_for_wal
from daready.ledger.position import position
from daready.ledger.schema import APPLICATION_ID, MIGRATIONS
from daready.ledger.texts import Spot, texts_of

PATIENCE = 30.0
"""Seconds to wait while somebody else writes."""

Migrations = Sequence[Sequence[str]]


class Ledger:
    """An open ledger. ``place`` is what is special about its folder, where that forbids a write-ahead log."""

    def __init__(self, path: Path, db: sqlite3.Connection, place: str | None) -> None:
        self.path, self.db, self.place = path, db, place
        self._proved: list[chain.Entry] = []
        self._as_of: tuple[int, int] | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            self.db.close()

    @contextmanager
    def reading(self, *, whole: bool = False) -> Iterator[list[chain.Entry]]:
        """One view of everything kept, whatever others add meanwhile; gives the proved entries.

        ``whole``: everything that was ever loaded is proved first, even where nothing of it is read.
        """
        with told(self.path), _transaction(self.db, "BEGIN"):
            entries = self._entries()
            if whole:
                self._prove(entries)
            yield entries

    @contextmanager
    def writing(self, *, proved: bool = False) -> Iterator[list[chain.Entry]]:
        """A transaction in which nobody else writes: kept whole, or not at all. Nothing is added to a damaged ledger.

        ``proved``: the caller has just proved all that was loaded (``prove``), so that is not done for each file.
        """
        with told(self.path), _transaction(self.db, "BEGIN IMMEDIATE"):
            entries = self._entries()
            if not proved:
                self._prove(entries)
            yield entries
            version = self._version()  # before anybody else can have written
        self._as_of = version

    def texts(self, entries: Iterable[chain.Entry]) -> dict[Spot, str]:
        """Every text that was not blanked, proved; ``entries`` are all there are. Within the caller's view.

        Raises LedgerFault where one is not as it was written.
        """
        with told(self.path), readable(self.path), unbroken(self.path):
            return texts_of(self.db, entries)

    def prove(self) -> None:
        """Prove all that was ever loaded to be as it was written. Raises LedgerFault that names what is not."""
        with self.reading(whole=True):
            pass

    def _prove(self, entries: list[chain.Entry]) -> None:
        sound = self.db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not sound or self.db.execute("PRAGMA foreign_key_check").fetchone():
            raise LedgerFault("ledger_damaged", ledger=self.path)
        with readable(self.path), unbroken(self.path):
            where = position(entries)
            proof.proved(self.db, where, where.loads)
            proof.no_strays(self.db)
            texts_of(self.db, entries)

    def _entries(self) -> list[chain.Entry]:
        """The entries, each proved once: all again where anything was written but by ``writing``, else what is new."""
        version = self._version()
        with readable(self.path), unbroken(self.path):
            self._proved = chain.read(self.db, self._proved if version == self._as_of else ())
        self._as_of = version
        return [*self._proved]

    def _version(self) -> tuple[int, int]:
        """What tells whether anybody has written: the first number changes with others' work, the second with ours."""
        return self.db.execute("PRAGMA data_version").fetchone()[0], self.db.total_changes


def open_ledger(path: Path, *, at: str, who: str, migrations: Migrations = MIGRATIONS) -> Ledger:
    """Open a ledger that is there, brought to the version this daready knows.

    ``at`` and ``who`` go into the record of any migration. Raises LedgerFault where it cannot be used.
    """
    if not path.is_file():
        raise LedgerFault("ledger_missing", ledger=path)
    place = not_for_wal(path.parent)
    with told(path), readable(path):
        db = _connect(path)
        try:
            _check_version(db, path, migrations)
            _set_journal(db, place)
            _migrate(db, at, who, migrations)
        except BaseException:
            db.close()
            raise
    return Ledger(path, db, place)


def make_ledger(path: Path, *, at: str, who: str) -> None:
    """Make an empty ledger, unless one is there: it appears with its tables or not at all."""
    if path.exists():
        return
    with told(path), _made_beside(path) as beside:
        db = _connect(beside)
        try:
            _set_journal(db, not_for_wal(path.parent))
            _migrate(db, at, who, MIGRATIONS)
        finally:
            db.close()


@contextmanager
def _made_beside(path: Path) -> Iterator[Path]:
    """A new file beside, which takes the name in one step at the end; whoever comes second changes nothing."""
    import tempfile

    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".daready-", suffix=".db")
    except OSError:
        raise LedgerFault("ledger_not_opened", ledger=path) from None
    os.close(descriptor)
    beside = Path(name)
    try:
        yield beside
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                beside.rename(path)
        keep_names(path.parent)
    finally:
        for leftover in (beside, *(Path(f"{name}-{kind}") for kind in ("wal", "shm", "journal"))):
            leftover.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "cell_size_check = ON"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _check_version(db: sqlite3.Connection, path: Path, migrations: Migrations) -> None:
    """Refuse what is not a ledger, or one that only a newer daready can read; nothing is written before this."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        empty = not path.stat().st_size
        raise LedgerFault("ledger_damaged" if empty else "ledger_not_ours", ledger=path)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise LedgerFault("ledger_newer", ledger=path, version=version, known=len(migrations))


def _set_journal(db: sqlite3.Connection, place: str | None) -> None:
    """A write-ahead log lets people read while somebody loads; where it is not safe, a rollback journal."""
    wanted = "delete" if place else "wal"
    if db.execute("PRAGMA journal_mode").fetchone()[0] == wanted:
        return
    for _ in range(int(PATIENCE * 10)):
        try:
            db.execute(f"PRAGMA journal_mode = {wanted}")
            return
        except sqlite3.OperationalError as fault:  # this change does not wait for others by itself
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                return  # whoever may only read takes it as it is
            if fault.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(0.1)


def _migrate(db: sqlite3.Connection, at: str, who: str, migrations: Migrations) -> None:
    """Each step in a transaction together with the record that it ran; a new ledger takes all steps in one."""
    while db.execute("PRAGMA user_version").fetchone()[0] < len(migrations):
        with _transaction(db, "BEGIN IMMEDIATE"):
            before = db.execute("PRAGMA user_version").fetchone()[0]
            if before >= len(migrations):
                return  # somebody else was quicker
            version = before + 1 if before else len(migrations)
            for statement in (each for step in migrations[before:version] for each in step):
                db.execute(statement)
            chain.append(db, "migration", at, who, {"version": version})
            db.execute(f"PRAGMA user_version = {version}")


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
        raise
