"""The samples are what their scripts make, show what was planted in them, and open anywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "evidence_samples"
SETS = {"make_year.py": "year", "make_cambridgeshire.py": "cambridgeshire-2015"}


def expected(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}-expected.json").read_text("utf-8"))


def lines(name: str) -> list[dict]:
    return [line for criterion in expected(name)["criteria"] for line in criterion["lines"]]


def makes(script: str, folder: Path) -> dict[Path, bytes]:
    """What a script makes in an empty folder, by path below it."""
    run = subprocess.run(
        [sys.executable, "-B", str(SAMPLES / script), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("script", SETS)
def test_the_script_makes_the_committed_bytes(script: str, tmp_path: Path) -> None:
    name = SETS[script]
    made = makes(script, tmp_path)
    kept = [*(SAMPLES / name).iterdir(), SAMPLES / f"{name}-expected.json"]
    assert made.keys() == {p.relative_to(SAMPLES) for p in kept}
    assert [str(p) for p, content in made.items() if content != (SAMPLES / p).read_bytes()] == []


def test_the_year_shows_every_colour_and_both_ambers() -> None:
    criteria = expected("year")["criteria"]
    assert {c["colour"] for c in criteria} == {"GREEN", "AMBER", "RED", "GREY"}
    assert {c["amber"] for c in criteria} == {"shortfall", "unproven", None}
    assert all((c["colour"] == "AMBER") == (c["amber"] is not None) for c in criteria)


def test_the_year_shows_safety_failures_hand_picked_cases_and_a_census_of_six() -> None:
    notes = {c["note"] for c in expected("year")["criteria"]}
    assert {
        "unsafe",
        "unsafe_high_risk",
        "learning_sample",
        "selection_not_stated",
        "complete_but_few",
    } <= notes
    assert expected("year")["needs_someone_today"] == 2
    assert any(line.get("concern") for line in lines("year"))
    census = next(line for line in lines("year") if line["note"] == "complete_but_few")
    assert census["n_eff"] == 6


def test_rows_read_are_rows_used_and_set_aside() -> None:
    for name in SETS.values():
        for file in expected(name)["files"]:
            for sheet in file["sheets"]:
                assert sheet["rows_read"] == sheet["rows_used"] + sheet["rows_set_aside"]
                assert sheet["rows_set_aside"] == sum(sheet["set_aside"].values())


def test_the_workbooks_open_and_stay_small() -> None:
    files = sorted((SAMPLES / "year").iterdir())
    assert sum(file.stat().st_size for file in files) < 400_000
    accounted = {file["file"]: file["sheets"] for file in expected("year")["files"]}
    for file in (file for file in files if file.suffix == ".xlsx"):
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == [sheet["sheet"] for sheet in accounted[file.name]]
        for sheet in (sheet for sheet in accounted[file.name] if sheet["header_row"]):
            assert sum(cell.value is not None for cell in book[sheet["sheet"]][sheet["header_row"]]) >= 5


def test_a_narrative_alone_is_never_green_and_its_weak_points_are_named() -> None:
    found = expected("cambridgeshire-2015")
    assert "GREEN" not in {c["colour"] for c in found["criteria"]} | {t["colour"] for t in found["themes"]}
    assert set(found["weak_points"]) == {
        "evidence-led-from-the-start",
        "arrest-or-reason-why",
        "officers-there-in-time",
        "victims-heard",
    }
    for one in (c for c in found["criteria"] if c["id"] in found["weak_points"]):
        assert next(line for line in one["lines"] if line["kind"] == "judgement")["colour"] in (
            "RED",
            "AMBER",
        )


def test_the_criteria_worked_by_hand_agree_with_the_record() -> None:
    """Each figure the README works towards, written as `case-audit/Q14: n_eff 1.0, s_eff 1.0, ...`."""
    text = (SAMPLES / "README.md").read_text("utf-8")
    worked = re.findall(
        r"`(\S+): n_eff ([\d.]+), s_eff ([\d.]+), P_green ([\d.]+), P_red ([\d.]+), (\w+) (\w+)`", text
    )
    by_id = {line["id"]: line for line in lines("year")}
    assert len(worked) >= 8
    for name, *numbers, colour, note in worked:
        line = by_id[name]
        for key, number in zip(("n_eff", "s_eff", "p_green", "p_red"), numbers, strict=True):
            assert line[key] == pytest.approx(float(number), abs=5e-5), (name, key)
        assert (line["colour"], line["note"]) == (colour, note)
