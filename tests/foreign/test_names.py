"""A name that no encoding or terminal can bear is kept, shown, told, exported and written as one that they can."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.cli.streams import Printed
from daready.evidence.opening import paths
from daready.foreign.names import printable, printed
from daready.ledger import chain
from daready.ledger.faults import LedgerFault, told
from daready.ledger.schema import MIGRATIONS
from daready.ledger.store import make_ledger, open_ledger
from daready.workspace.folder import LEDGER, create
from tests.command.run import daready
from tests.foreign.hostile import CSV
from tests.ledger.test_older import UNTYPED

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
UNBEARABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NAMES = [
    b"audit\xff.csv",
    b"audit\xfe.csv",
    b"audit \x1b[2J\x1b]0;owned\x07.csv",
    b"audit\r\n0 faults.csv",
    "audit\u202evsc.csv".encode(),
    "audit\u200b\u2066.csv".encode(),
    b"audit\x00.csv".replace(b"\x00", b"\x7f"),
]


def workspace(root: Path) -> Path:
    create(root)
    for number, name in enumerate(NAMES):
        with open(os.fsencode(root / "evidence") + b"/" + name, "w") as file:  # noqa: PTH123 - no text at all
            file.write(CSV.format(n=number))
    return root


@given(st.text(st.characters(), max_size=30))
def test_what_is_printable_stays_and_nothing_else_is_left(name: str) -> None:
    shown = printable(name)
    assert len(shown) == len(name)
    assert not UNBEARABLE.search(shown)
    assert printable(shown) == shown
    assert printed({name: [name]}) == {shown: [shown]}
    shown.encode("utf-8")


def test_two_names_that_print_alike_stay_two(tmp_path: Path) -> None:
    found = paths.find([workspace(tmp_path)])
    names = [name for name, _ in found.workbooks]
    assert len({*names}) == len(NAMES)
    assert not any(UNBEARABLE.search(name) for name in names)


def test_every_command_tells_keeps_and_exports_them(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    for words in (
        ("check", "evidence", "--marked", "marked"),
        ("check", "evidence", "--json", "-"),
        ("assess", "evidence", "--json", "-", "-o", "report.xlsx", "--page", "page.html"),
        ("load", "evidence"),
        ("load", "evidence", "--json", "-"),
        ("history", "--verify"),
        ("history", "--json", "-"),
        ("export", "out"),
        ("assess", "--sign-off", "June\udcff", "--json", "-"),
        ("history", "--json", "-"),
    ):
        ran = daready(*words, cwd=root)
        assert ran.code in (0, 1, 3), (words, ran.err)
        assert not UNBEARABLE.search((ran.out + ran.err).replace("\\n", "")), words
        if "--json" in words:
            json.loads(ran.out)
    with (root / "out" / "loads.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["file"] for row in rows}) == len(NAMES)
    assert not any(UNBEARABLE.search(row["file"]) for row in rows)
    assert not any(UNBEARABLE.search(path.name) for path in root.rglob("*") if path.parent.name != "evidence")


def test_a_ledger_that_holds_such_a_name_is_mended_by_a_step(tmp_path: Path) -> None:
    """As the version before kept it: a half of a letter, beside a whole one that is written in two halves."""
    create(tmp_path)
    path = tmp_path / LEDGER
    shutil.copy(UNTYPED / "ledger.db", path)
    name = "audit\udcff \N{SKULL}.xlsx"
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS)
        last, previous = db.execute("SELECT id, hash FROM entries ORDER BY id DESC LIMIT 1").fetchone()
        facts = json.loads(db.execute("SELECT body FROM entries WHERE kind = 'load' LIMIT 1").fetchone()[0])
        empty = chain.fingerprint("{}")
        body = chain.canonical(facts | {"file": name, "sha256": "0" * 64, "covers": [], "digests": [empty]})
        link = chain._hash(last + 1, "load", "2026-07-02T10:00:00+01:00", "a", body, previous)
        row = (last + 1, "load", "2026-07-02T10:00:00+01:00", "a", body, previous, link)
        db.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO files VALUES (?, '{}')", (last + 1,))
    db.close()
    ran = daready("history", "--verify", "--json", "-", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert printable(name) in [entry["facts"].get("file") for entry in ran.json["entries"]]
    assert daready("export", "out", cwd=tmp_path).code == 0
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert (printable(name),) in db.execute("SELECT file FROM loads").fetchall()
    db.close()


def test_a_fault_nobody_knows_is_not_called_damage(tmp_path: Path) -> None:
    path = tmp_path / LEDGER
    make_ledger(path, at="2026-07-01T10:00:00+01:00", who="a")
    with open_ledger(path, at="", who="") as ledger:
        for wrong in ("SELECT * FROM not_there", "SELECT CAST(x'ff' AS TEXT)"):
            with pytest.raises(LedgerFault) as fault, told(path):
                ledger.db.execute(wrong).fetchall()
            assert fault.value.code == "ledger_fault"
            assert "backup" not in str(fault.value)


def test_colours_are_said_and_no_other_order_is(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    said = Printed(sys.stdout)
    said.write("\x1b[31mRed\x1b[0m\n\x1b[2Jgone\x07\u202e\x9b1A\n")
    out = capsys.readouterr().out
    assert out.startswith("\x1b[31mRed\x1b[0m\n")
    assert not UNBEARABLE.search(out.replace("\x1b[31m", "").replace("\x1b[0m", ""))
