"""The last entry taken back by another: whatever it was, in its turn, and never what stood in doubt with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from daready.ledger import chain
from daready.ledger.schema import MIGRATIONS
from daready.workspace.folder import LEDGER, create
from tests.command.run import daready
from tests.command.test_removed import UNSAFE, entries, fine, gone, load, sheet
from tests.command.test_upkeep import query
from tests.ledger.making import AT, WHO


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def undone(root: Path) -> tuple[int, str, list[int]]:
    found = daready("undo", "--json", "-", cwd=root).json
    return found["undone"], found["kind"], found["counts_again"]


def test_a_load_is_taken_back_and_what_it_replaced_counts_again(root: Path) -> None:
    load(root, sheet(root / "June.csv", fine(60)))
    load(root, sheet(root / "June again.csv", fine(61)), "--replaces")
    assert undone(root) == (3, "load", [2])
    assert query(root, "SELECT load, withdrawn FROM loads") == [(2, 0), (3, 1)]
    assert undone(root) == (2, "load", [])
    ran = daready("undo", cwd=root)
    assert (ran.code, "nothing in this ledger" in ran.err) == (2, True)


def test_what_failed_in_a_load_taken_back_stays_in_doubt(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    assert daready("undo", cwd=root).code == 3
    assert gone(root)["open"] == len(UNSAFE)


def test_a_withdrawal_is_taken_back_and_the_load_counts_again(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    daready("withdraw", 2, "--why", "sent by mistake", cwd=root)
    assert undone(root) == (3, "withdrawal", [2])
    assert query(root, "SELECT withdrawn FROM loads") == [(0,)]
    assert gone(root)["items"] == []
    assert daready("withdraw", 2, "--why", "it was a mistake after all", cwd=root).code == 3


def test_a_withdrawal_is_not_taken_back_once_the_same_content_was_loaded_again(root: Path) -> None:
    load(root, sheet(root / "June.csv", fine(60)))
    load(root, sheet(root / "May.csv", fine(30, first=500), month="May 2026"))
    daready("withdraw", 2, "--why", "sent by mistake", cwd=root)
    load(root, root / "June.csv")
    assert undone(root)[1] == "load"
    assert undone(root) == (4, "withdrawal", [2])
    assert query(root, "SELECT load, withdrawn FROM loads") == [(2, 0), (3, 0), (5, 1)]


def test_an_account_is_taken_back(root: Path) -> None:
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(60)]))
    daready(
        "withdraw", 2, "--why", "sent by mistake", "--reason", "wrong_sheet", "--role", "audit lead", cwd=root
    )
    assert gone(root)["open"] == 0
    assert undone(root)[1] == "account"
    assert gone(root)["open"] == len(UNSAFE)


def test_a_sign_off_is_never_taken_back_nor_stepped_over(root: Path) -> None:
    load(root, sheet(root / "June.csv", fine(60)))
    assert daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=root).code == 0
    ran = daready("undo", cwd=root)
    assert (ran.code, len(entries(root))) == (2, 3)
    assert daready("history", "--verify", cwd=root).code == 0


def test_a_ledger_of_the_third_version_learns_what_an_undo_is(root: Path) -> None:
    with sqlite3.connect(root / LEDGER, isolation_level=None) as db:
        for statement in (one for step in MIGRATIONS[:3] for one in step):
            db.execute(statement)
        chain.append(db, "migration", AT, WHO, {"version": 3})
        db.execute("PRAGMA user_version = 3")
    load(root, sheet(root / "June.csv", fine(60)))
    assert undone(root)[1] == "load"
    assert query(root, "SELECT withdrawn FROM loads") == [(1,)]
