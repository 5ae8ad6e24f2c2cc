"""Positions from the ledger: the same as from files, of any day, signed off, and compared."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from daready.scoring.since import direction
from daready.workspace.folder import KEY, LEDGER, create
from tests.command.run import DAYS, YEAR, Ran, daready
from tests.ledger.sheets import audit, figures

CRITERION = "abuse-spotted"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the year loaded, signed off as at the end of March."""
    root = tmp_path_factory.mktemp("year") / "mine"
    daready("init", root, cwd=root.parent)
    assert daready("load", YEAR, cwd=root).code == 3
    assert daready("assess", "--as-at", "2026-03-31", "--sign-off", "March", cwd=root).code == 0
    return root


def assessed(root: Path, *words: object) -> dict[str, Any]:
    ran = daready("assess", *words, "--json", "-", cwd=root)
    assert ran.code == 0, ran.err
    return ran.json


def loaded(root: Path, name: str, month: str, answers: list[str], *words: object, first: int = 1) -> Ran:
    ran = daready("load", audit(root / name, month, answers, first=first), *words, "--json", "-", cwd=root)
    assert ran.code in (0, 3), ran.err
    return ran


def compared(root: Path, *words: object) -> tuple[int, dict[str, dict[str, Any]]]:
    ran = daready("compare", *words, "--json", "-", cwd=root)
    assert ran.code in (0, 1), ran.err
    return ran.code, {one["id"]: one for one in ran.json["criteria"]}


def spotted(record: dict[str, Any]) -> dict[str, Any]:
    return next(c for c in record["criteria"] if any(line["id"] == "case-audit/Q09" for line in c["lines"]))


def test_files_and_the_ledger_give_the_same(year: Path, tmp_path: Path) -> None:
    files = daready("assess", YEAR, "--as-at", "2026-03-31", "--json", "-", cwd=tmp_path).json
    ledger = assessed(year, "--as-at", "2026-03-31")
    assert ledger["baseline"] is None
    # Of the ledger alone; that March was signed off today is one of its remarks.
    del ledger["baseline"], ledger["ledger"], ledger["record_remarks"], files["record_remarks"]
    # Which dates lie in the future is told of a sheet on the day it is read.
    assert ledger.pop("account").keys() == files.pop("account").keys()
    assert ledger == files


def test_the_same_twice_is_the_same_bytes(year: Path) -> None:
    runs = [daready("assess", *DAYS, "-o", f"{n}.xlsx", "--json", "-", cwd=year) for n in (1, 2)]
    assert runs[0].out == runs[1].out
    assert (year / "1.xlsx").read_bytes() == (year / "2.xlsx").read_bytes()


def test_a_plain_run_is_never_a_baseline(root: Path) -> None:
    loaded(root, "June.csv", "June 2026", ["Yes"] * 45)
    assessed(root, "--as-at", "2026-06-30")
    assert assessed(root, "--as-at", "2026-07-31")["baseline"] is None
    signed = daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=root)
    assert signed.code == 0
    assert assessed(root, "--as-at", "2026-07-31")["baseline"]["name"] == "June"
    assert assessed(root, "--as-at", "2026-06-30")["baseline"] is None


def test_a_former_green_counts_only_on_newer_evidence(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    assert spotted(assessed(root, "--as-at", "2026-05-31"))["colour"] == "GREEN"
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    for count, movement, colour in ((0, "not_re_evidenced", "GREY"), (11, "partly_re_evidenced", "GREY")):
        if count:
            loaded(root, "few.csv", "June 2026", ["Yes"] * count, first=100)
        now = spotted(assessed(root, "--as-at", "2026-06-30"))
        assert (now["previous"], now["movement"], now["colour"]) == ("GREEN", movement, colour)
    loaded(root, "More.csv", "June 2026", ["Yes"] * 49, first=200)
    now = spotted(assessed(root, "--as-at", "2026-06-30"))
    assert (now["movement"], now["colour"]) == ("maintained", "GREEN")


def test_a_former_green_that_fell(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 10 + ["No"] * 50, first=100)
    code, found = compared(root, "--as-at", "2026-06-30")
    fell = next(one for one in found.values() if one["change"] == "worse")
    assert (code, fell["former_green"], fell["worse_beyond_chance"]) == (1, "slipped", True)
    assert [step["cause"] for step in fell["causes"]] == ["practice"]


def test_a_fall_that_may_be_chance_is_not_called_real(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 13 + ["No"] * 3)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 12 + ["No"] * 4, first=100)
    code, found = compared(root, "--as-at", "2026-06-30")
    assert code == 0
    assert not any(one["worse_beyond_chance"] for one in found.values())


def test_a_typo_corrected_is_never_an_improvement(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 20 + ["No"] * 40)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    why = ("--reason", "answer_corrected", "--role", "audit lead")
    loaded(root, "May v2.csv", "May 2026", ["Yes"] * 60, "--replaces", *why)
    code, found = compared(root, "--as-at", "2026-06-30")
    moved = [one for one in found.values() if one["before"] != one["now"]]
    assert code == 0
    assert [[step["cause"] for step in one["causes"]] for one in moved] == [["corrected"]]
    assert all(one["likely_worse"] is None for one in moved)
    told = daready("compare", "--as-at", "2026-06-30", cwd=root).out
    assert "no improvement in practice" in " ".join(told.split())


@pytest.mark.parametrize(
    ("then", "corrected", "now", "movement"),
    [(20, 60, 58, "deteriorated"), (60, 36, 36, "no_clear_change"), (20, 30, 58, "improved")],
)
def test_assess_measures_practice_by_what_was_corrected_as_compare_does(
    root: Path, then: int, corrected: int, now: int, movement: str
) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * then + ["No"] * (60 - then))
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "May v2.csv", "May 2026", ["Yes"] * corrected + ["No"] * (60 - corrected), "--replaces")
    loaded(root, "June.csv", "June 2026", ["Yes"] * now + ["No"] * (60 - now), first=100)
    found = spotted(assessed(root, "--as-at", "2026-06-30"))
    assert found["movement"] == movement
    one = compared(root, "--as-at", "2026-06-30")[1][found["id"]]
    assert direction(one["likely_worse"]) == movement


def test_a_correction_after_the_later_of_two_positions_is_told_and_none_between_them(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 20 + ["No"] * 40, first=100)
    daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=root)
    numbers = signed_numbers(root)
    before = compared(root, numbers["May"], numbers["June"])
    told = daready("compare", numbers["May"], numbers["June"], "--json", "-", cwd=root).json
    assert told["corrected_after"] == []
    first = next(load for load, name in loads_of(root) if name == "May.csv")
    loaded(root, "May v2.csv", "May 2026", ["Yes"] * 20 + ["No"] * 40, "--replaces")
    assert compared(root, numbers["May"], numbers["June"]) == before
    told = daready("compare", numbers["May"], numbers["June"], "--json", "-", cwd=root).json
    assert told["corrected_after"] == [first]
    assert f"load {first}." in daready("compare", numbers["May"], numbers["June"], cwd=root).out
    assert daready("compare", numbers["May"], "--json", "-", cwd=root).json["corrected_after"] == []


@pytest.mark.parametrize("purged", [False, True])
def test_a_collapse_is_a_collapse_however_old_what_was_there_before(root: Path, purged: bool) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    month, day = ("June 2026", "2026-06-30") if purged else ("June 2028", "2028-06-30")
    loaded(root, "June.csv", month, ["Yes"] * 10 + ["No"] * 50, first=100)
    if purged:
        assert daready("purge", "--before", "2026-06-01", "--yes", cwd=root).code == 0
    code, found = compared(root, "--as-at", day)
    [fell] = [one for one in found.values() if one["before"] != one["now"]]
    assert (code, fell["change"], fell["worse_beyond_chance"], fell["former_green"]) == (
        1,
        "worse",
        True,
        "slipped",
    )
    assert [step["cause"] for step in fell["causes"]] == ["practice"]


def test_a_figure_corrected_takes_nothing_from_the_rates_of_deleted_cases(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    for name, met, more in (("Return.csv", 80, ()), ("Return v2.csv", 90, ("--replaces",))):
        daready("load", figures(root / name, "2026-05", {"M01": (met, 100)}), *more, cwd=root)
        if not more:
            daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 10 + ["No"] * 50, first=100)
    assert daready("purge", "--before", "2026-06-01", "--yes", cwd=root).code == 0
    code, found = compared(root, "--as-at", "2026-06-30")
    assert (code, [one["change"] for one in found.values() if one["worse_beyond_chance"]]) == (1, ["worse"])


def test_the_month_after_a_position_of_its_first_day_is_newer(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 60)
    daready("assess", "--as-at", "2026-06-01", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 10 + ["No"] * 50, first=100)
    code, found = compared(root, "--as-at", "2026-06-30")
    fell = next(one for one in found.values() if one["change"] == "worse")
    assert (code, fell["former_green"], fell["worse_beyond_chance"]) == (1, "slipped", True)
    assert [step["cause"] for step in fell["causes"]] == ["practice"]
    assert spotted(assessed(root, "--as-at", "2026-06-30"))["movement"] == "slipped"


def test_what_stood_in_a_position_of_a_first_day_is_not_newer_than_it(root: Path) -> None:
    loaded(root, "June.csv", "June 2026", ["Yes"] * 60)
    daready("assess", "--as-at", "2026-06-01", "--sign-off", "June", cwd=root)
    now = spotted(assessed(root, "--as-at", "2026-06-30"))
    assert (now["previous"], now["movement"], now["colour"]) == ("GREEN", "not_re_evidenced", "GREY")


def test_more_cases_of_no_better_practice_are_no_improvement(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 30)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "June.csv", "June 2026", ["Yes"] * 29 + ["No"], first=100)
    _, found = compared(root, "--as-at", "2026-06-30")
    [better] = [one for one in found.values() if one["change"] == "better"]
    assert [step["cause"] for step in better["causes"]] == ["sample"]
    assert better["likely_worse"] > 0.8


def test_a_late_sheet_about_the_time_before_is_told_apart(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 5)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    loaded(root, "More.csv", "May 2026", ["Yes"] * 60, first=100)
    _, found = compared(root, "--as-at", "2026-06-01")
    moved = [one for one in found.values() if one["before"] != one["now"]]
    assert [[step["cause"] for step in one["causes"]] for one in moved] == [["late"]]


def test_old_evidence_that_ran_out_is_stale(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 48 + ["No"] * 12)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    _, found = compared(root, "--as-at", "2028-05-31")
    [moved] = [one for one in found.values() if one["before"] != one["now"]]
    assert (moved["change"], [step["cause"] for step in moved["causes"]]) == ("no_longer_assessed", ["stale"])


def test_another_policy_is_told_apart(root: Path) -> None:
    loaded(root, "May.csv", "May 2026", ["Yes"] * 50 + ["No"] * 10)
    daready("assess", "--as-at", "2026-05-31", "--sign-off", "May", cwd=root)
    (root / "rubrics").mkdir()
    policy = Path(__file__).resolve().parents[2] / "rubrics" / "policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("set_by: daready, as local defaults", "set_by: A board")
    text = text.replace("value: 0.75", "value: 0.84", 1).replace("value: 0.85", "value: 0.86", 1)
    (root / "rubrics" / "policy.yaml").write_text(f"agreed: 2026-05-01\n{text}", encoding="utf-8")
    ran = daready("compare", "--as-at", "2026-06-01", "--json", "-", cwd=root)
    causes = {step["cause"] for one in ran.json["criteria"] for step in one["causes"]}
    assert (ran.code, ran.json["same_rubric"], causes) == (0, False, {"rubric"})


def test_two_signed_positions_are_compared(year: Path) -> None:
    daready("assess", "--as-at", "2026-06-30", "--sign-off", "June", cwd=year)
    now = compared(year, "--as-at", "2026-06-30")
    numbers = signed_numbers(year)
    assert compared(year, numbers["March"], numbers["June"]) == now
    assert daready("compare", numbers["June"], numbers["March"], cwd=year).code == 2
    assert daready("compare", 1, cwd=year).code == 2


def loads_of(root: Path) -> list[tuple[int, str]]:
    db = sqlite3.connect(root / LEDGER)
    try:
        return db.execute("SELECT load, file FROM loads").fetchall()
    finally:
        db.close()


def signed_numbers(root: Path) -> dict[str, int]:
    db = sqlite3.connect(root / LEDGER)
    try:
        rows = db.execute("SELECT json_extract(body, '$.name'), id FROM entries WHERE kind = 'assessment'")
        return dict(rows.fetchall())
    finally:
        db.close()


def test_the_gap_report_has_movement_and_former_greens(year: Path) -> None:
    assert daready("assess", *DAYS, "-o", "gap.xlsx", cwd=year).code == 0
    book = load_workbook(year / "gap.xlsx")
    record = assessed(year, *DAYS)
    former = [c["ref"] for c in record["criteria"] if c["previous"] == "GREEN"]
    shown = [row[0] for row in book["Former greens"].iter_rows(min_row=6, values_only=True)]
    assert shown == former
    assert book["Movement"].max_row == 7 + len(record["criteria"])
    said = [str(row[0].value) for row in book["What it rests on"].rows]
    assert any(words.startswith("What moved since March") for words in said)
    changes = [row[4] for row in book["Movement"].iter_rows(min_row=6, values_only=True)]
    assert any(f"{changes.count('same')} same" in words for words in said)
    assert daready("assess", "--as-at", "2026-03-31", "-o", "first.xlsx", cwd=year).code == 0
    assert "Movement" not in load_workbook(year / "first.xlsx").sheetnames


def test_a_signed_assessment_keeps_what_it_rests_on(year: Path) -> None:
    db = sqlite3.connect(year / LEDGER)
    body, record = db.execute(
        "SELECT e.body, a.record FROM entries e JOIN assessments a ON a.id = e.id "
        "WHERE json_extract(e.body, '$.name') = 'March'"
    ).fetchone()
    db.close()
    facts = json.loads(body)
    assert {"rubric", "policy", "version", "loads", "selection", "settings", "as_at"} <= set(facts)
    assert len(json.loads(record)["criteria"]) == 39


def test_known_on_leaves_out_what_came_later(root: Path) -> None:
    loaded(root, "June.csv", "June 2026", ["Yes"] * 45)
    today = date.today()
    assert assessed(root, "--as-at", "2026-06-30", "--known-on", today)["account"]["rows_used"] == 45
    before = daready(
        "assess", "--as-at", "2026-06-30", "--known-on", today - timedelta(days=1), "--json", "-", cwd=root
    )
    assert (before.code, before.json["account"]["rows_used"]) == (11, 0)


def test_what_only_a_ledger_can_do_is_refused_of_files(root: Path) -> None:
    sheet = audit(root / "June.csv", "June 2026", ["Yes"])
    for words in (("--sign-off", "June"), ("--known-on", "2026-06-30"), ("--since", 3)):
        assert daready("assess", sheet, *words, cwd=root).code == 2
    assert daready("compare", cwd=root).code == 2


def test_what_lies_in_the_evidence_folder_and_was_not_loaded_is_told(root: Path) -> None:
    audit(root / "evidence" / "May.csv", "May 2026", ["Yes"] * 3)
    daready("load", cwd=root)
    audit(root / "evidence" / "June.csv", "June 2026", ["Yes"] * 3)
    ran = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root)
    assert ran.json["account"]["files"] == 1
    assert ran.json["account"]["notices"] == 1


def test_without_its_key_the_ledger_still_gives_its_position(root: Path) -> None:
    loaded(root, "June.csv", "June 2026", ["Yes"] * 45)
    before = assessed(root, "--as-at", "2026-06-30")
    (root / KEY).unlink()
    assert assessed(root, "--as-at", "2026-06-30") == before
    daready("init", root, cwd=root)
    told = assessed(root, "--as-at", "2026-06-30")
    assert told["account"]["notices"] == before["account"]["notices"] + 1
    assert told["criteria"] == before["criteria"]
