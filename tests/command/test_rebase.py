"""rebase: written to the ledger with cause and evidence, in force from its day on, taken back by another entry."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from daready.evidence.model import Month
from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready
from tests.ledger.sheets import audit

TODAY = date.today()
LINE = "case-audit/Q09"
LAST = Month.of(TODAY).later(-1)
"""A rebase is known from the day it is written, so these tests go by the days around today."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months ago nobody met the standard, last month everybody did; signed off as at yesterday."""
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    for month, answer in ((LAST.later(-2), "No"), (LAST, "Yes")):
        sheet = audit(root / f"{month}.csv", str(month), [answer] * 40, first=month.ordinal * 100)
        assert daready("load", sheet, cwd=root).code == 0
    day = TODAY - timedelta(days=1)
    assert daready("assess", "--as-at", day, "--sign-off", "Before", cwd=root).code == 0
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def rebased(root: Path, line: str = LINE, since: date = LAST.first, **more: str) -> Ran:
    words = {
        "cause": "The call takers were all trained anew",
        "evidence": "Twelve weeks of dip samples above the standard",
        "role": "Head of contact",
    } | more
    named = [word for name, text in words.items() for word in (f"--{name}", text)]
    return daready("rebase", line, "--since", since, *named, "--by", "PC 1", cwd=root)


def counts(root: Path, *words: object) -> tuple[int, int]:
    record = daready("assess", *words, "--json", "-", cwd=root).json
    line = next(line for c in record["criteria"] for line in c["lines"] if line["id"] == LINE)
    return line["yes"], line["no"]


def entries(root: Path) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(root / LEDGER)
    try:
        return db.execute("SELECT id, kind, who, body FROM entries ORDER BY id").fetchall()
    finally:
        db.close()


def test_chart_and_pool_begin_again_and_the_entry_stays(root: Path) -> None:
    assert counts(root) == (40, 40)
    assert rebased(root).code == 0
    number, kind, who, body = entries(root)[-1]
    assert (kind, who) == ("rebase", "PC 1")
    facts = json.loads(body)
    assert (facts["line"], facts["since"], facts["by"]) == (LINE, LAST.first.isoformat(), "Head of contact")
    assert facts["recorded"] == TODAY.isoformat()
    assert counts(root) == (40, 0)
    assert counts(root, "--as-at", TODAY - timedelta(days=1)) == (40, 40)
    assert daready("history", "--verify", cwd=root).code == 0
    assert daready("withdraw", number, "--why", "It did not last", cwd=root).code == 0
    assert counts(root) == (40, 40)
    assert Counter(kind for _, kind, *_ in entries(root))["rebase"] == 1
    assert rebased(root).code == 0


def test_another_line_is_left_alone(root: Path) -> None:
    assert rebased(root, "case-audit/Q02").code == 0
    assert counts(root) == (40, 40)


def test_it_is_told_apart_from_evidence_that_went_stale(root: Path) -> None:
    assert rebased(root).code == 0
    ran = daready("compare", "--json", "-", cwd=root)
    causes = {step["cause"] for one in ran.json["criteria"] for step in one["causes"]}
    older = {"stale"} if Month.of(TODAY).last == TODAY else set()  # then all is a month older than yesterday
    assert (ran.json["same_rubric"], causes - older) == (False, {"rubric"})


def test_what_cannot_be_recorded_is_refused(root: Path) -> None:
    assert rebased(root).code == 0
    before = entries(root)
    for ran in (
        rebased(root),
        rebased(root, "case-audit/Q99"),
        rebased(root, since=TODAY + timedelta(days=1)),
        rebased(root, cause="New"),
        rebased(root, evidence="-"),
        rebased(root, cause="It was what Jane Doe of 12 High Street, 07700 900123, had asked for"),
        rebased(root, role=""),
    ):
        assert (ran.code, ran.out) == (2, "")
        assert ran.err
    assert entries(root) == before
