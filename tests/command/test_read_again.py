"""What was loaded before a form was adopted or a word remembered is read again, once, in its own place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from daready.workspace.folder import create
from tests.command.run import Ran, daready
from tests.command.test_load import codes, load, statuses
from tests.command.test_remember import asked, fill
from tests.command.test_upkeep import query, used

WORDS = """\
Case reference,Date audited,Recognised and flagged as DA at first contact
R1,3 Jun 2026,Deffo
R2,4 Jun 2026,Deffo
R3,5 Jun 2026,Yes
"""
TITLE = "Was the call understood to be domestic abuse?"
OWN = "\n".join(
    ["Our ref,Date,Seen by,Was the call understood to be domestic abuse?,Any learning missed?"]
    + [
        f"P{n},{n} Jun 2026,Team A,{'Yes' if n % 4 else 'No'},{'No' if n % 5 else 'Yes'}"
        for n in range(1, 25)
    ]
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


def kept(root: Path) -> list[Any]:
    return query(root, "SELECT load, replaced_by FROM loads")


def adopted(root: Path, file: Path, yes_is: str = "good") -> Ran:
    questions = [
        {"text": TITLE, "is": "case-audit/Q09", "yes_is": yes_is, "words": {"Yes": "yes", "No": "no"}}
    ]
    (root / "answers.json").write_text(json.dumps({"questions": questions}), encoding="utf-8")
    return daready(
        *("adopt", file, "--answers", "answers.json", "--accept", "--by", "A Smith", "--role", "DA lead"),
        cwd=root,
    )


def again(root: Path, *words: object) -> tuple[set[str], list[str]]:
    ran = load(root, root / "evidence", *words)
    return codes(ran), sorted(statuses(ran).values())


def remembered(root: Path) -> None:
    ran = daready("check", fill(asked(root), heading=None, lunch=None), "--remember", cwd=root)
    assert ran.code == 0, ran.err


def test_a_word_remembered_since_is_read_in_what_was_loaded(root: Path) -> None:
    (root / "evidence" / "audit.csv").write_text(WORDS, encoding="utf-8")
    load(root, root / "evidence")
    assert kept(root) == [(2, None)]
    remembered(root)
    waits = load(root, root / "evidence")
    assert (waits.code, codes(waits)) == (3, {"correction_open"})
    [correction] = [one["correction"] for one in waits.json["loads"]]
    assert {(c["cell"], c["before"], c["after"]) for c in correction["changes"]} == {
        ("C2", "Not understood", "Yes"),
        ("C3", "Not understood", "Yes"),
    }
    assert kept(root) == [(2, None)]
    assert again(root, "--yes") == ({"read_by_mapping", "replaces_load"}, ["loaded"])
    assert (kept(root), used(root)) == ([(2, "4"), (4, None)], 3)
    assert again(root) == ({"already_loaded"}, ["already_loaded"])


def test_a_word_taken_back_is_asked_about_too(root: Path) -> None:
    (root / "evidence" / "audit.csv").write_text(WORDS, encoding="utf-8")
    remembered(root)
    load(root, root / "evidence")
    assert daready("withdraw", 2, "--why", "not agreed", cwd=root).code == 0
    told, statuses = again(root)
    assert ("correction_open" in told, statuses) == (True, ["refused"])


def test_where_nothing_more_is_read_nothing_is_added(root: Path) -> None:
    (root / "evidence" / "audit.csv").write_text(WORDS.replace("Deffo", "No"), encoding="utf-8")
    load(root, root / "evidence")
    (root / "other").mkdir()
    (root / "other" / "own.csv").write_text(OWN, encoding="utf-8")
    adopted(root, root / "other" / "own.csv")
    assert again(root) == ({"already_loaded"}, ["already_loaded"])
    assert kept(root) == [(2, None)]


def test_what_was_replaced_does_not_come_back(root: Path) -> None:
    first, second = root / "evidence" / "audit.csv", root / "evidence" / "audit 2.csv"
    first.write_text(WORDS, encoding="utf-8")
    load(root, first)
    second.write_text(WORDS.replace("Deffo", "No"), encoding="utf-8")
    load(root, second, "--yes")
    remembered(root)
    assert again(root)[0] == {"already_loaded", "already_replaced"}


def test_a_form_adopted_since_is_read_and_turning_it_round_is_asked_about(root: Path) -> None:
    own = root / "evidence" / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    load(root, own)
    before = kept(root)
    assert adopted(root, own).code == 0
    told, became = again(root)
    assert (became, used(root)) == (["loaded"], 24)
    assert len(kept(root)) == len(before) + 1
    assert adopted(root, own, yes_is="bad").code == 0
    told, became = again(root)
    assert ("correction_open" in told, became) == (True, ["refused"])
    told, became = again(root, "--yes")
    assert became == ["loaded"]
    assert used(root) == 24
