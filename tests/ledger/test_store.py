"""The ledger's file: made whole, opened with care, only ever added to, moved from version to version."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daready.evidence.reply import FileReply, Remark, SheetReply
from daready.evidence.rows import COLUMNS, NO_CASES, FigureRow, RecordRows
from daready.ledger import chain, kept
from daready.ledger.faults import LedgerFault
from daready.ledger.places import mount_kind, not_for_wal
from daready.ledger.proof import digests_of
from daready.ledger.schema import APPLICATION_ID, KEPT_TABLES, MIGRATIONS
from daready.ledger.store import Ledger, make_ledger
from tests.ledger.making import AT, WHO, case_reply, kept_load, made, opened
from tests.strategies import ROWS_OF_THREE


def pragma(path: Path, name: str) -> object:
    db = sqlite3.connect(path)
    try:
        return db.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        db.close()


def test_a_new_ledger_says_what_it_is(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == len(MIGRATIONS)
    assert pragma(path, "journal_mode") == "wal"
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]
    with opened(path) as ledger:
        assert ledger.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert ledger.db.execute("PRAGMA synchronous").fetchone() == (2,)
        with ledger.reading() as entries:
            assert [(entry.kind, entry.facts) for entry in entries] == [
                ("migration", {"version": len(MIGRATIONS)})
            ]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_ledger_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path) as ledger, ledger.writing():
        assert {each.stat().st_mode & 0o077 for each in tmp_path.iterdir()} == {0}


def test_a_ledger_is_never_made_over_another(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path) as ledger:
        kept_load(ledger, case_reply(["YN"]))
    make_ledger(path, at=AT, who=WHO)
    with opened(path) as ledger, ledger.reading() as entries:
        assert [entry.kind for entry in entries] == ["migration", "load"]


def test_many_may_make_it_at_once(tmp_path: Path) -> None:
    threads = [threading.Thread(target=made, args=(tmp_path,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]
    with opened(tmp_path / "ledger.db") as ledger, ledger.reading() as entries:
        assert len(entries) == 1


def test_whoever_writes_waits_for_who_came_first(tmp_path: Path) -> None:
    path = made(tmp_path)
    faults: list[LedgerFault] = []

    def second() -> None:
        try:
            with opened(path) as ledger:
                kept_load(ledger, case_reply(["N"]), sha256="second")
        except LedgerFault as fault:
            faults.append(fault)

    thread = threading.Thread(target=second)
    with opened(path) as ledger:
        with ledger.writing():
            thread.start()
            time.sleep(0.3)
            chain.append(ledger.db, "remark", AT, WHO, {"sha256": "first"})
        thread.join()
        with ledger.reading() as entries:
            assert [entry.facts.get("sha256") for entry in entries] == [None, "first", "second"]
    assert not faults


@pytest.mark.parametrize("table", KEPT_TABLES)
def test_nothing_kept_can_be_changed_or_deleted(table: str, tmp_path: Path) -> None:
    with opened(made(tmp_path)) as ledger:
        number = kept_load(ledger, case_reply(["YN", "NN"]))
        ledger.db.execute("INSERT INTO records VALUES (1, 0, '{}')")
        ledger.db.execute("INSERT INTO assessments VALUES (?, '{}')", (number,))
        column = ledger.db.execute(f"PRAGMA table_info({table})").fetchone()[1]
        for words in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError):
                ledger.db.execute(words)


@pytest.mark.parametrize("table", [name for name in KEPT_TABLES if name != "entries"])
def test_nothing_kept_can_be_replaced(table: str, tmp_path: Path) -> None:
    """As any tool finds it: SQLite itself tells no trigger of the row that REPLACE takes away."""
    path = made(tmp_path)
    with opened(path) as ledger:
        number = kept_load(ledger, case_reply(["YN", "NN"]))
        ledger.db.execute("INSERT INTO records VALUES (1, 0, '{}')")
        ledger.db.execute("INSERT INTO numbers VALUES (1, 1, 'Q28h', 1)")
        ledger.db.execute("INSERT INTO assessments VALUES (?, '{}')", (number,))
    db = sqlite3.connect(path, isolation_level=None)
    before = db.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    replacing = [f"REPLACE INTO {table} SELECT * FROM {table}"]
    if table == "sheets":
        replacing.append(
            "REPLACE INTO sheets SELECT NULL, load, number, 'x', form, kind, questions, rest FROM sheets"
        )
    for words in replacing:
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(words)
    assert db.execute(f"SELECT * FROM {table}").fetchall() == before
    db.close()


def test_a_ledger_of_the_first_version_is_guarded_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path, isolation_level=None) as db:
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        chain.append(db, "migration", AT, WHO, {"version": 1})
        db.execute("PRAGMA user_version = 1")
    db.close()
    with opened(path) as ledger:
        kept_load(ledger, case_reply(["Y"]))
        with ledger.reading() as entries:
            assert [(e.kind, e.facts.get("version")) for e in entries] == [
                ("migration", 1),
                ("migration", 2),
                ("migration", 3),
                ("migration", 4),
                ("migration", 5),
                ("load", None),
            ]
        with pytest.raises(sqlite3.IntegrityError):
            ledger.db.execute("REPLACE INTO cases SELECT * FROM cases")


def test_an_entry_can_only_follow_the_last(tmp_path: Path) -> None:
    with opened(made(tmp_path)) as ledger:
        last = ledger.db.execute("SELECT hash FROM entries").fetchone()[0]
        for number, previous in ((1, last), (3, last), (2, "another")):
            with pytest.raises(sqlite3.IntegrityError):
                ledger.db.execute(
                    "INSERT OR REPLACE INTO entries VALUES (?, 'load', '', '', '{}', ?, '')",
                    (number, previous),
                )


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    path = made(tmp_path)
    with opened(path) as ledger:
        for number in range(3):
            kept_load(ledger, case_reply(["Y"]), sha256=str(number))
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER entries_no_change")
    db.execute("UPDATE entries SET who = 'somebody else' WHERE id = 3")
    db.commit()
    db.close()
    with (
        opened(path) as ledger,
        pytest.raises(LedgerFault, match=r"entry 3 \(load") as fault,
        ledger.reading(),
    ):
        pass
    assert fault.value.code == "chain_broken"


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LedgerFault) as fault:
        opened(path)
    assert fault.value.code == "ledger_newer"
    assert path.read_bytes() == before


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE holidays (day)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LedgerFault) as fault:
        opened(path)
    assert (fault.value.code, path.read_bytes()) == ("ledger_not_ours", before)


NEXT = (*MIGRATIONS, ("CREATE TABLE remarks (remark TEXT)",))


def test_a_migration_runs_once_with_its_record(tmp_path: Path) -> None:
    path = made(tmp_path)
    for _ in range(2):
        with opened(path, migrations=NEXT) as ledger, ledger.reading() as entries:
            assert [(e.kind, e.facts) for e in entries][1:] == [("migration", {"version": len(NEXT)})]
            assert ledger.db.execute("SELECT * FROM remarks").fetchall() == []


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path)
    broken = (*MIGRATIONS, ("CREATE TABLE remarks (remark TEXT)", "SELECT no_such_thing"))
    with pytest.raises(LedgerFault):
        opened(path, migrations=broken)
    with opened(path) as ledger, ledger.reading() as entries:
        assert len(entries) == 1
        tables = {name for (name,) in ledger.db.execute("SELECT name FROM sqlite_master")}
        assert "remarks" not in tables


def test_a_synchronised_folder_gets_a_rollback_journal(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Police" / "daready"
    folder.mkdir(parents=True)
    path = made(folder)
    with opened(path) as ledger:
        assert ledger.place == "synchronised"
    assert pragma(path, "journal_mode") == "delete"
    home = path.rename(tmp_path / "ledger.db")
    with opened(home) as ledger:
        assert ledger.place is None
    assert pragma(home, "journal_mode") == "wal"


def test_network_shares_are_known_by_their_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/the\\040share nfs4 rw 0 0\n//s/y /mnt/y cifs rw 0 0\n"
    )
    assert mount_kind(Path("/mnt/the share/force"), mounts) == "nfs4"
    assert mount_kind(Path("/mnt/y"), mounts) == "cifs"
    assert mount_kind(Path("/mnt/yet"), mounts) == "ext4"
    assert mount_kind(Path("/home"), tmp_path / "none") is None
    assert not_for_wal(tmp_path) is None


CASES = st.lists(
    st.tuples(
        ROWS_OF_THREE, st.one_of(st.none(), st.integers(0, 30000)), st.one_of(st.none(), st.text(max_size=5))
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that many loads are kept in."""
    with opened(made(tmp_path_factory.mktemp("filling"))) as ledger:
        yield ledger


@settings(max_examples=50, deadline=None)
@example(cases=[("Y..", 24317, "\x7f")])
@example(cases=[("YNP", None, '"St\x7f\x00\\ / é\n\u2028\U0001f600'), ("NNN", 24317, "")])
@given(cases=CASES)
def test_what_is_kept_comes_back_as_it_was(filling: Ledger, cases: list[Any]) -> None:
    (sheet,) = case_reply([answers for answers, _, _ in cases], questions=["Q01", "Q02", "Q03"]).sheets
    rows = replace(
        sheet.cases,
        months=tuple(month for _, month, _ in cases),
        district=tuple(district for _, _, district in cases),
    )
    figure = FigureRow(5, "performance-return/M16", 24317, 3, 4, rows=(5, 6))
    reply = FileReply(
        (
            replace(sheet, rows=rows, contested=rows if cases else NO_CASES),
            SheetReply("", "performance-return", 4, 2, {"note_row": 1}, rows=RecordRows("figure", (figure,))),
            SheetReply("Notes", rows_read=1, set_aside={"x": 1}),
        ),
        notices=(Remark("note_row", "", "A7", ("A7", "A9"), facts={"count": 2}),),
        replaces=("ab" * 32,),
    )
    number = kept_load(filling, reply)
    about, sheets = kept.give_back(filling.db, [number])[number]
    assert kept.reply_of(about, sheets) == reply
    assert digests_of(about, sheets) == digests_of(about, kept.sheets_of(reply))


def test_every_column_of_cases_has_its_column_in_the_ledger() -> None:
    plural = {"rows": "row", "months": "month", "days": "day", "keys": "key", "auditors": "auditor"}
    plural["selections"] = "selection"
    assert tuple(plural.get(name, name) for name in COLUMNS) == kept.CASE_COLUMNS


def test_the_view_unpacks_the_answers(tmp_path: Path) -> None:
    with opened(made(tmp_path)) as ledger:
        kept_load(ledger, case_reply(["YN", "_R"], month=2026 * 12 + 5))
        rows = ledger.db.execute("SELECT month, row, question, answer FROM answers ORDER BY row, question")
        assert rows.fetchall() == [
            ("2026-06", 2, "Q01", "yes"),
            ("2026-06", 2, "Q02", "no"),
            ("2026-06", 3, "Q01", "blank"),
            ("2026-06", 3, "Q02", "not recorded"),
        ]
