"""daready status in a workspace: what is in the ledger, what lies beside it, and what nobody has said yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.workspace.folder import create
from tests.command.run import daready
from tests.command.test_removed import UNSAFE, fine, load, sheet
from tests.ledger.sheets import audit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def test_an_empty_workspace_says_so(root: Path) -> None:
    ran = daready("status", cwd=root)
    assert (ran.code, "Nothing is in the ledger yet" in ran.out) == (0, True)


def test_what_is_missing_who_waits_and_what_is_open(root: Path) -> None:
    for at, month in enumerate(("February", "March", "May")):
        load(root, audit(root / f"{month}.csv", f"{month} 2026", ["Yes"] * 14, first=100 * at + 1000))
    load(root, sheet(root / "June.csv", [*UNSAFE, *fine(40)]))
    load(root, sheet(root / "June v2.csv", [*UNSAFE[1:], *fine(40)]), "--yes")
    audit(root / "evidence" / "Late.csv", "April 2026", ["Yes"])
    found = daready("status", "--as-at", "2026-07-31", "--json", "-", cwd=root).json
    [cases] = found["arrived"]
    assert cases["months"] == {"2026-02": 14, "2026-03": 14, "2026-05": 14, "2026-06": 42}
    assert cases["missing"] == ["2026-04"]
    assert found["needs_someone_today"] == 3
    assert len(found["due"]) == 2
    assert daready("safe", "June v2.csv", 5, "--on", "2026-06-30", "--role", "sergeant", cwd=root).code == 0
    assert (
        daready("status", "--as-at", "2026-07-31", "--json", "-", cwd=root).json["needs_someone_today"] == 2
    )
