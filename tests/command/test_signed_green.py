"""Law 8, as people would get round it: whatever was signed since, what counts is when there last was a Green."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from daready.workspace.folder import create
from tests.command.run import daready
from tests.ledger.sheets import audit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def spotted(root: Path, day: str, *words: object) -> dict[str, Any]:
    record = daready("assess", "--as-at", day, *words, "--json", "-", cwd=root).json
    return next(c for c in record["criteria"] if any(line["id"] == "case-audit/Q09" for line in c["lines"]))


def signed(root: Path, day: str, name: str) -> None:
    assert daready("assess", "--as-at", day, "--sign-off", name, cwd=root).code == 0


def green_may(root: Path) -> None:
    assert daready("load", audit(root / "May.csv", "May 2026", ["Yes"] * 60), cwd=root).code == 0
    assert spotted(root, "2026-05-31")["colour"] == "GREEN"
    signed(root, "2026-05-31", "May")


def test_a_grey_that_is_signed_off_gives_no_green_back(root: Path) -> None:
    green_may(root)
    june = spotted(root, "2026-06-30")
    assert (june["colour"], june["movement"]) == ("GREY", "not_re_evidenced")
    signed(root, "2026-06-30", "June")
    for day in ("2026-07-01", "2026-07-31"):
        now = spotted(root, day)
        assert (now["previous"], now["movement"], now["colour"]) == ("GREEN", "not_re_evidenced", "GREY")


def test_new_cases_give_it_back_whatever_was_signed_meanwhile(root: Path) -> None:
    green_may(root)
    signed(root, "2026-06-30", "June")
    daready("load", audit(root / "July.csv", "July 2026", ["Yes"] * 49, first=100), cwd=root)
    now = spotted(root, "2026-07-31")
    assert (now["movement"], now["colour"]) == ("maintained", "GREEN")


def test_an_assessment_named_is_no_way_round(root: Path) -> None:
    green_may(root)
    signed(root, "2026-06-30", "June")
    entries = daready("history", "--json", "-", cwd=root).json["entries"]
    june = next(e["entry"] for e in entries if e["kind"] == "assessment" and e["facts"]["name"] == "June")
    now = spotted(root, "2026-07-01", "--since", june)
    assert (now["movement"], now["colour"]) == ("not_re_evidenced", "GREY")


def test_compare_tells_what_was_signed_and_no_improvement(root: Path) -> None:
    green_may(root)
    signed(root, "2026-06-30", "June")
    found = daready("compare", "--as-at", "2026-07-01", "--json", "-", cwd=root).json
    assert {one["change"] for one in found["criteria"]} == {"same"}
