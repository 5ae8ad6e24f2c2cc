"""Failing rows without a date: as grave from the ledger as from files, deleted with the rest, never counted."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from daready.ledger.purge import older_than
from daready.workspace.folder import LEDGER, create
from tests.command.run import daready
from tests.command.test_upkeep import query
from tests.ledger.making import opened

HEAD = (
    "How cases were chosen,Random\n\n"
    "Case ref,Audit date,Risk,Risk assessment done for this incident,Immediate safety actions recorded\n"
)
PASSED, FAILED = 45, 15


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one sheet received in June: 45 dated passes, and 15 failures without a date."""
    root = tmp_path / "mine"
    create(root)
    rows = [f"NM/{n:05},03/06/2026,High,Yes,Yes" for n in range(PASSED)]
    rows += [f"NM/{n:05},,High,No,No" for n in range(PASSED, PASSED + FAILED)]
    (root / "June.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    assert daready("load", "June.csv", "--received", "2026-06-28", cwd=root).code == 3
    return root


def assessed(root: Path, *paths: str) -> tuple[dict[str, str], list[Any], dict[str, Any]]:
    """The colours by criterion, the places of those who need someone today, and the account of rows."""
    found = daready("assess", *paths, "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    colours = {criterion["ref"]: criterion["colour"] for criterion in found["criteria"]}
    return colours, found["needs_someone_today_places"], found["account"]


def test_files_and_ledger_give_the_same_colours_and_the_same_people_waiting(root: Path) -> None:
    colours, waiting, account = assessed(root)
    assert (colours, waiting) == assessed(root, "June.csv")[:2]
    assert {colours["U08"], colours["U10"]}.isdisjoint({"amber", "green"})
    assert len(waiting) == FAILED
    assert (account["rows_used"], account["rows_set_aside"]) == (PASSED, FAILED)


def test_a_purge_deletes_undated_answers_by_the_day_they_came(root: Path) -> None:
    contested = "SELECT count(*) FROM cases c JOIN sheets s ON s.id = c.sheet WHERE s.kind = 'contested'"
    daready("purge", "--before", "2026-06-30", "--yes", cwd=root)
    assert query(root, contested) == [(FAILED,)]
    assert daready("purge", "--before", "2026-07-01", "--yes", cwd=root).code == 2  # they still wait
    words = ("--reason", "made_safe_elsewhere", "--role", "public protection lead")
    assert daready("account-for", "all", *words, cwd=root).code == 2  # nobody is said to be safe in passing
    assert daready("account-for", "June.csv", *words, cwd=root).code == 0
    ran = daready("purge", "--before", "2026-07-01", "--yes", cwd=root)
    assert ran.code == 0
    assert query(root, contested) == query(root, "SELECT count(*) FROM cases") == [(0,)]
    assert daready("history", "--verify", cwd=root).code == 0
    _, waiting, account = assessed(root)
    assert (waiting, account["rows_used"]) == ([], 0)


def test_undated_cases_are_past_their_retention_by_the_day_they_came(root: Path) -> None:
    with opened(root / LEDGER) as ledger:
        assert older_than(ledger, date(2026, 6, 30)) == 0
        assert older_than(ledger, date(2026, 7, 1)) == PASSED + FAILED


def test_an_export_shows_them_apart_from_answers_that_count(root: Path, tmp_path: Path) -> None:
    assert daready("export", tmp_path / "out", cwd=root).code == 0
    tables = {
        name: list(csv.DictReader((tmp_path / "out" / f"{name}.csv").read_text("utf-8-sig").splitlines()))
        for name in ("cases", "answers")
    }
    kinds = [case["kind"] for case in tables["cases"]]
    assert (kinds.count("case"), kinds.count("contested")) == (PASSED, FAILED)
    assert {row["month"] for row in tables["answers"]} == {"2026-06"}
    assert "no" not in {row["answer"] for row in tables["answers"]}
