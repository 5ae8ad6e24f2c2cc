"""Looking into the ledger and after it: history, withdraw, purge, backup and export."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from daready.workspace.folder import KEY, LEDGER, SETTINGS, create
from tests.command.planted import plant, traces
from tests.command.run import daready
from tests.ledger.sheets import audit


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three months of audits: loads 2, 3 and 4."""
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    for number, month in enumerate(("April", "May", "June")):
        audit(root / f"{month}.csv", f"{month} 2026", ["Yes"] * 14 + ["No"], first=number * 100 + 1)
    assert daready("load", "April.csv", "May.csv", "June.csv", cwd=root).code == 0
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def query(root: Path, words: str) -> list[Any]:
    db = sqlite3.connect(root / LEDGER)
    try:
        return db.execute(words).fetchall()
    finally:
        db.close()


def number_of(root: Path, file: str) -> int:
    number: int = query(root, f"SELECT load FROM loads WHERE file = '{file}'")[0][0]
    return number


def used(root: Path) -> int:
    rows: int = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json["account"][
        "rows_used"
    ]
    return rows


def test_history_tells_every_entry_and_proves_them(root: Path) -> None:
    ran = daready("history", "--verify", "--json", "-", cwd=root)
    assert ran.code == 0
    assert [entry["kind"] for entry in ran.json["entries"]] == ["migration", "load", "load", "load"]
    assert ran.json["verified"] == {"entries": 4, "loads": 3}
    assert daready("history", cwd=root).out.count("load of") == 3


@pytest.mark.parametrize(
    ("table", "change", "link"),
    [
        (
            "entries",
            "UPDATE entries SET body = replace(body, 'received', 'recorded') WHERE id = 4",
            "entry 4",
        ),
        ("cases", "UPDATE cases SET outcomes = x'59' WHERE sheet = 2 AND at = 14", "load 3"),
        ("cases", "UPDATE cases SET outcomes = 'Y' WHERE sheet = 2 AND at = 13", "load 3"),
        ("cases", "UPDATE cases SET month = month + 1 WHERE sheet = 3 AND at = 0", "load 4"),
        ("files", "UPDATE files SET reply = '{}' WHERE load = 2", "load 2"),
        ("sheets", "UPDATE sheets SET sheet = 'other' WHERE load = 3", "load 3"),
    ],
)
def test_the_first_broken_link_is_named(root: Path, table: str, change: str, link: str) -> None:
    db = sqlite3.connect(root / LEDGER)
    db.execute(f"DROP TRIGGER {table}_no_change")
    db.execute(change)
    db.commit()
    db.close()
    for words in (("history", "--verify"), ("assess", "--as-at", "2026-06-30")):
        ran = daready(*words, cwd=root)
        assert (ran.code, ran.out) == (12, "")
        assert link in ran.err


def test_a_withdrawn_load_no_longer_counts_and_stays(root: Path) -> None:
    may = number_of(root, "May.csv")
    before = used(root)
    assert daready("withdraw", may, "--why", "the wrong month", cwd=root).code == 3  # its No is in doubt
    assert used(root) == before - 15
    assert query(root, "SELECT count(*) FROM cases") == [(45,)]
    assert "the wrong month" in daready("history", cwd=root).out
    assert daready("withdraw", may, "--why", "again", cwd=root).code == 2
    assert daready("withdraw", 99, "--why", "none such", cwd=root).code == 2
    again = daready("load", "May.csv", "--json", "-", cwd=root)
    assert (again.code, again.json["loads"][0]["status"]) == (0, "loaded")
    assert used(root) == before


def test_withdrawing_a_correction_brings_back_what_it_replaced(root: Path) -> None:
    audit(root / "May v2.csv", "May 2026", ["Yes"] * 20, first=101)
    assert daready("load", "May v2.csv", "--replaces", cwd=root).code == 3
    assert used(root) == 50
    ran = daready("withdraw", number_of(root, "May v2.csv"), "--why", "a mistake", cwd=root)
    assert f"Load {number_of(root, 'May.csv')}" in ran.out
    assert used(root) == 45


@pytest.mark.parametrize(
    "why", [" ", "call 07700 900416", "see jo.bloggs@example.org about all of this sheet"]
)
def test_a_reason_holds_nothing_of_persons(root: Path, why: str) -> None:
    assert daready("withdraw", 2, "--why", why, cwd=root).code == 2
    assert used(root) == 45


def test_a_purge_deletes_answers_and_keeps_counts_and_chain(root: Path) -> None:
    assert daready("purge", "--before", "2026-06-15", cwd=root).code == 130  # nobody said yes
    assert used(root) == 45
    ran = daready("purge", "--before", "2026-06-15", "--yes", cwd=root)
    assert ran.code == 0
    assert query(root, "SELECT DISTINCT month FROM answers") == [("2026-06",)]
    [(body,)] = query(root, "SELECT body FROM entries WHERE kind = 'purge'")
    facts = json.loads(body)
    counted = facts["counts"][str(number_of(root, "May.csv"))]
    assert counted == [
        {"sheet": 0, "form": "case-audit", "cases": 15, "answers": {"Q09": {"yes": 14, "no": 1}}}
    ]
    assert daready("history", "--verify", cwd=root).code == 0
    account = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json["account"]
    assert (account["rows_read"], account["rows_used"], account["rows_set_aside"]) == (45, 15, 30)
    with pytest.raises(sqlite3.IntegrityError):
        query(root, "DELETE FROM cases")
    again = daready("purge", "--before", "2026-06-15", "--yes", cwd=root)
    assert (again.code, query(root, "SELECT count(*) FROM entries WHERE kind = 'purge'")) == (0, [(1,)])


def test_what_was_purged_is_not_in_the_file_any_more(root: Path) -> None:
    keys = [key for (key,) in query(root, "SELECT key FROM cases WHERE month < 2026 * 12 + 5")]
    assert all(key.encode() in (root / LEDGER).read_bytes() for key in keys)
    daready("purge", "--before", "2026-06-01", "--yes", cwd=root)
    kept = b"".join(path.read_bytes() for path in root.glob(f"{LEDGER}*"))
    assert not any(key.encode() in kept for key in keys)


def test_history_tells_what_is_past_its_retention(root: Path) -> None:
    (root / "daready.toml").write_text("retention_months = 1\n", encoding="utf-8")
    assert daready("history", "--json", "-", cwd=root).json["cases_past_retention"] == 45
    (root / "daready.toml").write_text("retention_months = 1200\n", encoding="utf-8")
    assert daready("history", "--json", "-", cwd=root).json["cases_past_retention"] == 0


def test_a_backup_is_a_whole_ledger(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "my backup é.db"
    assert daready("backup", target, cwd=root).code == 0
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [target.name]
    assert os.name == "nt" or target.stat().st_mode & 0o077 == 0
    assert daready("backup", target, cwd=root).code == 13
    (root / LEDGER).write_bytes(target.read_bytes())
    assert daready("history", "--verify", cwd=root).code == 0
    assert used(root) == 45


def test_an_export_gives_everything_and_no_hash_of_a_case(root: Path, tmp_path: Path) -> None:
    daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=root)
    folder = tmp_path / "everything"
    assert daready("export", folder, cwd=root).code == 0
    tables = {
        path.stem: list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        for path in folder.glob("*.csv")
    }
    meanings = tables.pop("data-dictionary")[1:]
    assert {(table, column) for table, column, _ in meanings} == {
        (name, column) for name, rows in tables.items() for column in rows[0]
    }
    assert len(tables["cases"]) == 46
    assert len(tables["answers"]) == 46
    whole = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    assert len(whole["cases"]) == 45
    assert len({case["case_number"] for case in whole["cases"]}) == 45
    assert [path.name for path in folder.glob("assessment-*.json")] == ["assessment-5.json"]
    assert {row[0] for row in tables["assessments"][1:]} == {"5"}
    assert len(tables["files"]) == 4
    [rest] = {json.loads(row[-1])["rows_read"] for row in tables["sheets"][1:]}
    assert rest == 15
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    keys = [key for (key,) in query(root, "SELECT key FROM cases")]
    assert not any(key.encode() in everything for key in keys)
    assert daready("export", folder, cwd=root).code == 13


def test_every_column_of_the_ledger_is_in_its_export_or_is_a_hash(root: Path, tmp_path: Path) -> None:
    daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=root)
    daready("export", tmp_path / "out", cwd=root)
    given = {
        path.stem: set(next(csv.reader(path.read_text(encoding="utf-8-sig").splitlines())))
        for path in (tmp_path / "out").glob("*.csv")
    }
    called = {
        "entries": {"id": "entry", "body": "facts", "previous": "hash"},
        "files": {"reply": "said"},
        "sheets": {"id": "sheet_id"},
        "cases": {
            "sheet": "sheet_id",
            "at": "place",
            "key": "case_number",
            "outcomes": "answers",
            "auditor": None,
        },
        "numbers": {"sheet": "sheet_id", "at": "place"},
        "records": {"sheet": "sheet_id", "at": "place"},
        "assessments": {"id": "assessment", "record": None},
    }
    for table, names in called.items():
        for (column,) in query(root, f"SELECT name FROM pragma_table_info('{table}')"):
            name = names.get(column, column)
            assert name is None or name in given[table], (table, column)


def test_what_looks_like_a_formula_is_exported_as_text(root: Path, tmp_path: Path) -> None:
    audit(root / "July.csv", "July 2026", ["Yes"])
    assert daready("load", "July.csv", "--by", "=1+1", cwd=root).code == 0
    daready("export", tmp_path / "out", cwd=root)
    for name in ("entries", "loads"):
        text = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert "'=1+1" in {cell for row in csv.reader(text.splitlines()) for cell in row}


def test_the_hash_of_a_district_that_is_not_shown_stays(tmp_path: Path) -> None:
    create(root := tmp_path / "mine")
    audit(root / "A.csv", "June 2026", ["Yes"], district="")
    rows = "Case reference,Month,District,Recognised and flagged as DA at first contact\nA/1,June 2026,Sedgemoor,Yes\n"
    (root / "B.csv").write_text(rows, encoding="utf-8")
    (root / "C.csv").write_text(
        "Measure,Month,District,Numerator,Denominator\nM15a,2026-04,Mendip Hills of the force,10,100\n",
        encoding="utf-8",
    )
    assert daready("load", "A.csv", "B.csv", "C.csv", cwd=root).code in (0, 3)
    bodies = "".join(body for (body,) in query(root, "SELECT body FROM entries"))
    hashes = re.findall(r'"#([0-9a-f]{32})"', bodies)
    assert hashes
    daready("export", tmp_path / "out", cwd=root)
    shown = daready("history", "--json", "-", cwd=root).out
    shown += "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert not any(each in shown for each in hashes)


def test_nothing_of_persons_leaves_with_an_export(tmp_path: Path) -> None:
    create(tmp_path / "mine")
    plant(tmp_path / "mine" / "evidence")
    daready("load", cwd=tmp_path / "mine")
    assert daready("export", tmp_path / "out", cwd=tmp_path / "mine").code == 0
    assert [path.name for path in (tmp_path / "out").iterdir() if traces(path.read_bytes())] == []


@pytest.mark.skipif(os.name == "nt", reason="groups of POSIX")
def test_a_group_that_the_settings_name_may_read_key_and_ledger(root: Path) -> None:
    import grp

    shared = (SETTINGS, KEY, LEDGER)
    groups = [grp.getgrgid(gid) for gid in {os.getgid(), *os.getgroups()}]
    if os.geteuid() == 0:
        groups += [one for one in grp.getgrall() if one.gr_gid != os.getgid()][:1]
    audit(root / "July.csv", "July 2026", ["Yes"])
    for group in groups:
        (root / SETTINGS).write_text(f'group = "{group.gr_name}"\n', encoding="utf-8")
        assert daready("load", "July.csv", cwd=root).code == 0
        stands = [(root / name).stat() for name in shared]
        assert [one.st_mode & 0o777 for one in stands] == [0o640, 0o640, 0o660]
        assert {one.st_gid for one in stands} == {group.gr_gid}
    (root / SETTINGS).write_text('group = "no-such-group"\n', encoding="utf-8")
    assert daready("load", "July.csv", cwd=root).code == 2
    (root / SETTINGS).write_text("", encoding="utf-8")
    assert daready("load", "July.csv", cwd=root).code == 0
    assert [(root / name).stat().st_mode & 0o777 for name in (KEY, LEDGER)] == [0o600, 0o600]
