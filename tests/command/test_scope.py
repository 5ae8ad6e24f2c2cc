"""scope: what is not looked at this year is on page one, never Green, never hidden, and bad news stands."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from daready.workspace.folder import create
from tests.command.run import YEAR, daready

WHY = "the team that does this work was formed only this spring"
SAID = ("--why", WHY, "--by", "A Smith", "--role", "head of public protection")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scope") / "mine"
    create(root)
    daready("load", YEAR, "--received", "2026-06-30", cwd=root)
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def position(root: Path) -> dict[str, Any]:
    return daready("assess", "--json", "-", cwd=root).json


def test_what_is_left_out_is_never_green_and_red_stays_red(root: Path) -> None:
    before = {one["id"]: one for one in position(root)["criteria"]}
    names = [name for name, one in before.items() if not one["critical"]]
    ran = daready("scope", "set", *names, *SAID, cwd=root)
    assert ran.code == 0, ran.err
    now = position(root)
    assert len(now["left_out"]) == len(names)
    assert now["overall"]["criteria"] == len(before)  # the verdict counts all, not what is in scope
    for one in now["criteria"]:
        was = before[one["id"]]
        if one["critical"] or was["colour"] == "RED" or was["amber"] == "shortfall":
            assert one["colour"] == was["colour"]
        if one["id"] in names:
            assert one["colour"] != "GREEN"
            assert one["colour"] in (was["colour"], "GREY")
    asked = {gap["criterion"] for gap in now["gaps"]}
    quiet = {one["id"] for one in now["criteria"] if "not_looked_at" in one["notes"]}
    assert quiet
    assert asked.isdisjoint(quiet)
    page = daready("assess", cwd=root).out
    assert "Not looked at this year" in page
    assert "public protection" in page


def test_a_critical_criterion_is_looked_at_every_year(root: Path) -> None:
    critical = next(one["ref"] for one in position(root)["criteria"] if one["critical"])
    ran = daready("scope", "set", critical, *SAID, cwd=root)
    assert (ran.code, critical in ran.err) == (2, True)
    assert position(root)["left_out"] == []


def test_it_is_shown_and_taken_back_by_another_entry(root: Path) -> None:
    name = next(one["ref"] for one in position(root)["criteria"] if not one["critical"])
    assert "Every criterion" in daready("scope", "show", cwd=root).out
    entry = daready("scope", "set", name, *SAID, cwd=root).out.split(":")[0].removeprefix("Entry ")
    shown = daready("scope", "show", "--json", "-", cwd=root).json["left_out"]
    assert [(one["why"], str(one["entry"])) for one in shown] == [(WHY, entry)]
    assert daready("withdraw", entry, "--why", "It is looked at after all", cwd=root).code == 0
    assert daready("scope", "show", "--json", "-", cwd=root).json["left_out"] == []
    assert "not looked at this year" in daready("history", cwd=root).out


@pytest.mark.parametrize("words", [("--why", "short"), ("--why", "PC Jones is away until the spring comes")])
def test_a_reason_is_a_sentence_without_names(root: Path, words: tuple[str, str]) -> None:
    name = next(one["ref"] for one in position(root)["criteria"] if not one["critical"])
    assert daready("scope", "set", name, *words, "--role", "head of public protection", cwd=root).code == 2
