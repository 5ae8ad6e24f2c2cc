"""The samples give what their own files promise, however the folder is shuffled."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command.run import CAMBRIDGESHIRE, DAYS, TOP, YEAR, colours, daready

EXPECTED = json.loads((TOP / "evidence_samples" / "year-expected.json").read_text(encoding="utf-8"))
PROMISED = {c["id"]: (c["colour"], c["amber"], c["note"]) for c in EXPECTED["criteria"]}


def compared_lines(record: dict, expected: dict) -> int:
    """Holds each number that both records have of a line to the oracle's; how many those are."""
    got = {(c["id"], line["id"]): line for c in record["criteria"] for line in c["lines"]}
    compared = 0
    for criterion in expected["criteria"]:
        for wanted in criterion["lines"]:
            line = got[criterion["id"], wanted["id"]]
            for name in wanted.keys() & line.keys():
                value = (
                    pytest.approx(wanted[name], abs=2e-8) if isinstance(wanted[name], float) else wanted[name]
                )
                assert line[name] == value, (criterion["id"], wanted["id"], name)
                compared += 1
    return compared


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> dict:
    ran = daready("assess", YEAR, *DAYS, "--json", "-", cwd=tmp_path_factory.mktemp("year"))
    assert ran.code == 0, ran.err
    return ran.json


def test_the_year_gives_the_promised_colours(year: dict) -> None:
    assert colours(year) == PROMISED


def test_every_number_of_every_line_is_the_oracles(year: dict) -> None:
    assert compared_lines(year, EXPECTED) > 1000


def test_themes_and_overall_are_the_oracles(year: dict) -> None:
    assert {t["id"]: t["colour"] for t in year["themes"]} == {
        t["id"]: t["colour"] for t in EXPECTED["themes"]
    }
    assert year["overall"]["colour"] == EXPECTED["overall"]["colour"]
    assert year["needs_someone_today"] == EXPECTED["needs_someone_today"] > 0


def test_all_four_colours_and_both_ambers_occur(year: dict) -> None:
    assert {c["colour"] for c in year["criteria"]} == {"GREEN", "AMBER", "RED", "GREY"}
    assert {c["amber"] for c in year["criteria"]} == {"shortfall", "unproven", None}


def test_the_account_is_the_promised_one(tmp_path: Path) -> None:
    ran = daready("check", YEAR, "--json", "-", cwd=tmp_path)
    assert ran.code == 3
    got = {f["file"]: f for f in ran.json["files"]}
    for file in EXPECTED["files"]:
        sheets = {s["sheet"]: s for s in got[file["file"]]["sheets"]}
        for wanted in file["sheets"]:
            sheet = sheets[wanted["sheet"]]
            assert {name: sheet[name] for name in wanted.keys() & sheet.keys()} == wanted
    assert all(
        s["rows_read"]
        == s["rows_used"] + s["rows_set_aside"]
        == s["rows_used"] + sum(s["set_aside"].values())
        for f in ran.json["files"]
        for s in f["sheets"]
    )


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(YEAR, tmp_path / "year"))


def test_a_file_copied_twice_changes_no_colour(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("a copy.xlsx", "zz copy.xlsx"):
        shutil.copy(folder / "Audit June 2026.xlsx", folder / name)
    record = daready("assess", folder, *DAYS, "--json", "-", cwd=tmp_path).json
    assert colours(record) == PROMISED


def test_rows_shuffled_change_no_colour(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "Audit June 2026.xlsx"
    book = load_workbook(path)
    sheet = book.active
    header = next(r for r in range(1, 20) if sum(c.value is not None for c in sheet[r]) > 20)
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=header + 1)]
    cases = [row for row in rows if sum(value is not None for value in row) > 20]
    others = [row for row in rows if sum(value is not None for value in row) <= 20]
    reordered = [*cases[::-1], *others]
    for at, row in enumerate(reordered):
        for column, value in enumerate(row, 1):
            sheet.cell(header + 1 + at, column).value = value
    book.save(path)
    record = daready("assess", folder, *DAYS, "--json", "-", cwd=tmp_path).json
    assert colours(record) == PROMISED


def test_a_workbook_taken_away_never_earns_a_green(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "Audit June 2026.xlsx").unlink()
    record = daready("assess", folder, *DAYS, "--json", "-", cwd=tmp_path)
    assert record.code == 0
    assert record.json["account"]["files"] == EXPECTED["totals"]["files"] - 1


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("first", "second"):
        ran = daready("assess", YEAR, *DAYS, "-o", f"{name}.xlsx", "--json", f"{name}.json", cwd=tmp_path)
        assert ran.code == 0
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_the_papers_of_2015_have_no_green_and_name_what_they_admit(tmp_path: Path) -> None:
    ran = daready(
        "assess", CAMBRIDGESHIRE, "--as-at", "2015-06-04", "--json", "-", "-o", "gap.xlsx", cwd=tmp_path
    )
    assert ran.code == 0
    record = ran.json
    assert "GREEN" not in {c["colour"] for c in record["criteria"]}
    assert record["direct_looks"] == 0
    admitted = {c["id"] for c in record["criteria"] if "admitted_weakness" in c["notes"]}
    assert admitted == {
        "evidence-led-from-the-start",
        "arrest-or-reason-why",
        "officers-there-in-time",
        "victims-heard",
    }
    words = " ".join(
        str(cell.value)
        for row in load_workbook(tmp_path / "gap.xlsx")["Summary"].iter_rows()
        for cell in row
        if cell.value
    )
    assert "criteria assessed; 0 seen directly" in words
