"""moderate: a colour proposed beside the computed one, on every output, which never changes what is computed (R5.5)."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from daready.evidence.model import Month
from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready
from tests.ledger.sheets import audit

TODAY = date.today()
LAST = Month.of(TODAY).later(-1)
UNTIL = TODAY + timedelta(days=60)
CRITERION = "history-known-before-arrival"
"""A moderation is known from the day it is written, so these tests go by the days around today."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty cases of last month, of which 35 met the standard: likely Green, and not proven."""
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    audit(root / "one.csv", str(LAST), ["Yes"] * 35 + ["No"] * 5)
    assert daready("load", "one.csv", cwd=root).code == 0
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def moderated(root: Path, colour: str = "red", criterion: str = "U07", **more: object) -> Ran:
    words: dict[str, object] = {
        "reason": "known_weakness",
        "basis": "the calls of last week, heard twice by the zebra team",
        "role": "Head of contact",
        "until": UNTIL,
    } | more
    named = [word for name, text in words.items() for word in (f"--{name.replace('_', '-')}", text)]
    return daready("moderate", criterion, "--colour", colour, *named, "--by", "PC 1234567", cwd=root)


def record(root: Path, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = daready("assess", *words, "--json", "-", cwd=root).json
    return found


def of(found: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = next(c for c in found["criteria"] if c["id"] == CRITERION)
    return one


def entries(root: Path) -> list[tuple[int, str, str, str]]:
    db = sqlite3.connect(root / LEDGER)
    try:
        return db.execute("SELECT id, kind, who, body FROM entries ORDER BY id").fetchall()
    finally:
        db.close()


def computed(found: dict[str, Any]) -> dict[str, Any]:
    """Everything that is computed: the record less what somebody judged, and less the head that every entry moves."""
    criteria = [{k: v for k, v in c.items() if k != "moderated_to"} for c in found["criteria"]]
    return {k: v for k, v in found.items() if k not in ("moderated", "criteria", "ledger")} | {
        "criteria": criteria
    }


def test_both_colours_are_told_and_nothing_computed_changes(root: Path) -> None:
    before = record(root)
    assert (of(before)["colour"], of(before)["moderated_to"], before["moderated"]) == ("AMBER", None, [])
    ran = moderated(root)
    assert (ran.code, ran.err) == (0, "")
    after = record(root)
    assert (of(after)["colour"], of(after)["moderated_to"]) == ("AMBER", "RED")
    (one,) = after["moderated"]
    assert one == {
        "criterion": CRITERION,
        "computed": "AMBER",
        "computed_then": "AMBER",
        "proposed": "RED",
        "state": "in_force",
        "reason": "known_weakness",
        "role": "Head of contact",
        "second_role": None,
        "made": TODAY.isoformat(),
        "until": UNTIL.isoformat(),
        "entry": entries(root)[-1][0],
    }
    assert computed(after) == computed(before)


def test_every_output_shows_both_and_none_the_names_or_the_basis(root: Path) -> None:
    assert moderated(root).code == 0
    files = ("-o", "r.xlsx", "--page", "r.html", "--partner", "p.xlsx")
    ran = daready("assess", *files, cwd=root)
    assert ran.code == 0, ran.err
    assert daready("paper", "-o", "r.docx", cwd=root).code == 0
    texts = {"terminal": ran.out, "page": (root / "r.html").read_text(encoding="utf-8")}
    for name in ("r.xlsx", "p.xlsx"):
        book = load_workbook(root / name)
        texts[name] = " ".join(str(c.value) for sheet in book for line in sheet.iter_rows() for c in line)
    paper = Document(str(root / "r.docx"))
    texts["paper"] = " ".join(
        [p.text for p in paper.paragraphs]
        + [cell.text for table in paper.tables for line in table.rows for cell in line.cells]
    )
    texts["explain"] = daready("explain", "U07", cwd=root).out
    for name, text in texts.items():
        plain = " ".join(text.split())
        assert "moderated to RED" in plain, name
        assert "AMBER" in plain and "Head of contact" in plain, name
        assert "PC 1234567" not in plain and "zebra" not in plain, name


def test_history_names_who_and_why_and_withdrawing_takes_it_back(root: Path) -> None:
    before = record(root)
    assert moderated(root).code == 0
    number, kind, who, body = entries(root)[-1]
    assert (kind, who, json.loads(body)["basis"]) == (
        "moderation",
        "PC 1234567",
        "the calls of last week, heard twice by the zebra team",
    )
    said = " ".join(daready("history", "--verify", cwd=root).out.split())
    assert f"moderation of {CRITERION} from AMBER to RED" in said and "heard twice by the zebra team" in said
    assert f"{number:>4}  U07" in daready("moderate", cwd=root).out
    assert daready("withdraw", number, "--why", "It was settled", cwd=root).code == 0
    assert computed(record(root)) == computed(before)
    assert record(root)["moderated"] == before["moderated"]
    assert daready("moderate", cwd=root).out == "No colour is moderated.\n"
    assert daready("withdraw", number, "--why", "Once more", cwd=root).code == 2
    assert daready("export", "out", cwd=root).code == 0


def test_raising_takes_two_names_and_a_part_nobody_asked_about_is_never_judged_green(root: Path) -> None:
    kept = entries(root)
    assert moderated(root, "green").code == 2
    two = {"second": "PC 2", "second_role": "Force Control Room lead"}
    assert moderated(root, "green", second="pc 1234567 ", second_role="Force Control Room lead").code == 2
    assert moderated(root, "green", second="PC 2").code == 2
    assert moderated(root, "green", criterion="U05", **two).code == 2  # Grey, and critical
    assert moderated(root, "amber", criterion="U05").code == 2
    assert entries(root) == kept
    assert moderated(root, "green", **two).code == 0
    assert of(record(root))["moderated_to"] == "GREEN"


def test_an_upward_moderation_lapses_when_the_evidence_gets_worse(root: Path) -> None:
    two = {"second": "PC 2", "second_role": "Force Control Room lead", "reason": "change_made"}
    assert moderated(root, "green", **two).code == 0
    assert [one["state"] for one in record(root)["moderated"]] == ["in_force"]
    audit(root / "two.csv", str(LAST), ["No"] * 40, first=500)
    assert daready("load", "two.csv", cwd=root).code == 0
    found = record(root)
    assert (of(found)["colour"], of(found)["moderated_to"]) == ("RED", None)
    assert found["moderated"][0]["state"] == "lapsed"
    said = " ".join(daready("explain", "U07", cwd=root).out.split())
    assert "has lapsed and is not in force" in said


def test_it_is_no_longer_needed_once_the_evidence_says_the_same(root: Path) -> None:
    assert moderated(root).code == 0
    audit(root / "two.csv", str(LAST), ["No"] * 40, first=500)
    assert daready("load", "two.csv", cwd=root).code == 0
    assert [one["state"] for one in record(root)["moderated"]] == ["reached"]


def test_it_is_known_from_its_day_until_its_last(root: Path) -> None:
    assert moderated(root).code == 0
    states = {
        day: [one["state"] for one in record(root, "--as-at", day)["moderated"]]
        for day in (TODAY - timedelta(days=1), TODAY, UNTIL)
    }
    assert states == {TODAY - timedelta(days=1): [], TODAY: ["in_force"], UNTIL: ["in_force"]}
    found = record(root, "--as-at", UNTIL + timedelta(days=1))
    assert [one["state"] for one in found["moderated"]] == ["expired"]
    assert of(found)["moderated_to"] is None
    said = daready("assess", "--as-at", UNTIL + timedelta(days=1), cwd=root).out
    assert "no longer in force" in " ".join(said.split())


def test_the_last_of_several_stands(root: Path) -> None:
    assert moderated(root).code == 0
    assert moderated(root, reason="other_source", until=TODAY + timedelta(days=5)).code == 0
    (one,) = record(root)["moderated"]
    assert (one["reason"], one["until"]) == ("other_source", (TODAY + timedelta(days=5)).isoformat())


def test_what_was_signed_off_keeps_the_computed_colour(root: Path) -> None:
    assert moderated(root).code == 0
    assert daready("assess", "--sign-off", "June", cwd=root).code == 0
    later = record(root, "--as-at", TODAY + timedelta(days=1))
    assert of(later)["previous"] == "AMBER"


@pytest.mark.parametrize(
    "more",
    [
        {"criterion": "U99"},
        {"colour": "amber"},
        {"colour": "grey"},
        {"reason": "because"},
        {"until": TODAY},
        {"until": TODAY + timedelta(days=4000)},
        {"basis": "short"},
        {"basis": "what Jane Doe of 12 High Street had told us, 07700 900123"},
        {"basis": "what Sergeant said of it on the night"},
        {"basis": "as the head of contact, Marigold, has seen"},
        {"role": "DI Jane Doe"},
        {"role": "Marigold"},
        {"role": "-"},
        {"second": "PC 2", "second_role": "Superintendent Marigold", "reason": "other_source"},
    ],
)
def test_what_cannot_be_kept_is_refused(root: Path, more: dict[str, Any]) -> None:
    before = entries(root)
    ran = moderated(root, **more)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err and "Marigold" not in ran.err and "Jane" not in ran.err
    assert entries(root) == before


def test_roles_that_own_criteria_may_all_be_given(root: Path) -> None:
    assert moderated(root, role="Detective Chief Inspector, safeguarding").code == 0
    assert moderated(root, role="deputy head of contact").code == 0


def test_nothing_is_moderated_without_a_ledger_or_with_half_a_judgement(tmp_path: Path, root: Path) -> None:
    assert daready("moderate", "U07", cwd=tmp_path).code == 2
    create(tmp_path / "empty")
    assert moderated(tmp_path / "empty").code == 2
    assert daready("moderate", "U07", "--colour", "red", cwd=root).code == 2
    assert daready("moderate", "--colour", "red", cwd=root).code == 2
