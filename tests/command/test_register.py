"""register: what was asked of the force, kept with its trail; a force's own tracker is understood once and for all."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from daready.workspace.folder import LEDGER, create
from tests.command.run import TOP, YEAR, Ran, daready

PAPERS = TOP / "evidence_samples" / "cambridgeshire-register.csv"
DAY = ("--as-at", "2026-06-30")
RISK = "risk-assessed-every-time"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    assert daready("load", YEAR, "--received", "2026-07-01", cwd=root).code in (0, 3)
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    assert daready("init", "new", cwd=tmp_path).code == 0
    return tmp_path / "new"


def done(*words: object, root: Path, code: int = 0) -> Ran:
    ran = daready("register", *words, cwd=root)
    assert ran.code == code, (ran.out, ran.err)
    return ran


def listed(root: Path, *words: object) -> dict[str, dict[str, Any]]:
    found = done("list", *words, "--json", "-", root=root).json["register"]
    return {one["number"]: one for one in found}


def criterion(root: Path, name: str = RISK) -> dict[str, Any]:
    found = daready("assess", *DAY, "--json", "-", cwd=root).json["criteria"]
    return next(one for one in found if one["id"] == name)


def tracker(path: Path, *rows: tuple[str, ...]) -> Path:
    """A force's own: headings and words of its own."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("HMI ref no.", "What sort", "RAG position", "Deadline agreed", "Zebedee's remarks"), *rows]
        )
    return path


OWN = ("--column", "A=number", "--column", "B=kind", "--column", "C=status", "--column", "D=due")


def test_an_empty_register_lists_nothing(empty: Path) -> None:
    ran = done("list", root=empty)
    assert "empty" in ran.out
    assert listed(empty) == {}


def test_the_register_of_the_papers(empty: Path) -> None:
    done("import", PAPERS, root=empty)
    found = listed(empty, "--as-at", "2020-03-26")
    ours = [one for one in found if one.startswith("CAMBS14-")]
    assert len(ours) == 15
    assert len(found) == 24
    assert found["PR17-R3"]["closed"] == "2018-06-30"
    assert (found["PR17-R3"]["colour"], found["PR17-R3"]["why"]) == ("AMBER", "not_retested")
    assert {name for name, one in found.items() if one["body"] == "cps"} == {"ELP20-7", "ELP20-8"}
    assert found["ELP20-7"]["colour"] is None
    assert set(listed(empty, "--as-at", "2015-06-04")) == {*ours, "PR17-R3"}
    again = done("import", PAPERS, root=empty)
    assert "Nothing in it is new" in again.out


def test_complete_is_green_only_where_later_evidence_passes(root: Path) -> None:
    for number, links in (("1", "U04"), ("2", "U10"), ("3", "U34")):
        given = ("--kind", "recommendation", "--links", links, "--status", "complete", "--on", "2026-01-31")
        done("add", f"R-{number}", *given, root=root)
    found = listed(root, *DAY)
    colours = {
        one["id"]: one["colour"] for one in daready("assess", *DAY, "--json", "-", cwd=root).json["criteria"]
    }
    for one in found.values():
        assert one["why"] in ("retested", "not_passed", "not_retested", "fell_again")
        if one["why"] == "retested":
            assert all(colours[name] != "RED" for name in one["criteria"])


def test_a_live_cause_of_concern_makes_its_criteria_red_and_nothing_ever_better(root: Path) -> None:
    before = daready("assess", *DAY, "--json", "-", cwd=root).json["criteria"]
    given = ("--kind", "cause-of-concern", "--links", "U08", "--published", "2026-03-01")
    done("add", "CoC-1", *given, "--status", "progressed", "--on", "2026-03-01", root=root)
    after = daready("assess", *DAY, "--json", "-", cwd=root).json
    now = {one["id"]: one for one in after["criteria"]}
    assert (now[RISK]["colour"], now[RISK]["notes"][0]) == ("RED", "under_concern")
    assert "CoC-1" in now[RISK]["reason"]
    assert all(now[one["id"]]["colour"] == one["colour"] for one in before if one["id"] != RISK)
    done("set", "CoC-1", "--status", "complete", "--on", "2026-06-30", root=root)
    closed = criterion(root)
    assert closed["colour"] in ("AMBER", "RED", "GREY")
    assert "concern_untested" in closed["notes"]
    assert daready("undo", cwd=root).code == 0
    assert criterion(root)["colour"] == "RED"


def test_a_tracker_in_its_own_words_is_explained_once(empty: Path, tmp_path: Path) -> None:
    one = tracker(tmp_path / "t.csv", ("AFI-1", "AFI", "Signed off", "30/09/2026", "x"))
    refused = done("import", one, root=empty, code=11)
    assert "--column" in refused.err
    asked = done("import", one, *OWN, "--status-as-at", "2026-05-01", root=empty, code=3)
    assert "!C2" in asked.err
    assert "Zebedee" not in asked.out + asked.err
    done("import", one, "--word", "C2=complete", "--status-as-at", "2026-05-01", root=empty)
    assert listed(empty, *DAY)["AFI-1"]["state"] == "complete"
    june = tracker(
        tmp_path / "u.csv",
        ("AFI-1", "AFI", "Signed off", "30/09/2026", ""),
        ("AFI-2", "AFI", "Signed off", "", ""),
    )
    done("import", june, "--status-as-at", "2026-05-01", root=empty)
    assert [one["state"] for one in listed(empty, *DAY).values()] == ["complete", "complete"]
    held = (empty / LEDGER).read_bytes()
    assert b"Zebedee" not in held
    assert b"HMI ref" not in held


def test_an_export_comes_back_with_exactly_what_was_edited(empty: Path, tmp_path: Path) -> None:
    done("import", PAPERS, root=empty)
    book = tmp_path / "register.xlsx"
    done("export", book, "--as-at", "2020-03-26", root=empty)
    assert "Nothing in it is new" in done("import", book, root=empty).out
    opened = load_workbook(book)
    sheet = opened["Register"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Number")
    at = {cell.value: cell.column for cell in head}
    row = next(cell.row for cell in sheet["A"] if cell.value == "ELP20-4")
    sheet.cell(row, at["Owner role"]).value = "head of public protection"
    sheet.cell(row, at["Due"]).value = "30 September 2020"
    opened.save(book)
    done("import", book, root=empty)
    history = daready("history", "--json", "-", cwd=empty).json["entries"][-1]
    assert [one["item"] for one in history["facts"]["said"]] == ["ELP20-4"]
    assert history["facts"]["said"][0]["values"] == {"role": "head of public protection", "due": "2020-09-30"}


@pytest.mark.parametrize(
    ("given", "about"),
    [
        (("add", "SMITH-2019", "--kind", "recommendation"), "NUMBER"),
        (("add", "1", "--kind", "recommendation", "--what", "see Zebedee Quill"), "--what"),
        (("add", "1", "--kind", "recommendation", "--role", "Zebedee"), "--role"),
        (("add", "1", "--kind", "recommendation", "--links", "U99"), "--links"),
        (("add", "1", "--kind", "recommendation", "--repeats", "1"), "--repeats"),
        (("add", "1"), "--kind"),
        (("set", "1", "--due", "2026-09-30"), "no item 1"),
        (("add", "1", "--kind", "recommendation", "--on", "2026-01-01"), "--status"),
    ],
)
def test_what_cannot_be_used_is_refused_whole(empty: Path, given: tuple[str, ...], about: str) -> None:
    assert about in done(*given, root=empty, code=2).err
    assert listed(empty) == {}


def test_what_is_due_of_it_is_in_status_and_calendar_and_paper(root: Path, tmp_path: Path) -> None:
    done(
        "add", "8787", "--kind", "recommendation", "--role", "head of crime", "--due", "2026-08-01", root=root
    )
    assert "Inspection recommendation 8787 is due (head of crime)" in daready("status", *DAY, cwd=root).out
    daready("calendar", "-o", "due.ics", *DAY, cwd=root)
    assert "recommendation 8787" in (root / "due.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert daready("assess", *DAY, "-o", "gap.xlsx", cwd=root).code == 0
    assert "Register" in load_workbook(root / "gap.xlsx").sheetnames
    assert daready("paper", *DAY, "-o", "paper.docx", cwd=root).code == 0
