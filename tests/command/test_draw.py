"""plan --draw: cases at random from the month's list, drawn alike by anybody, kept with how often it was tried."""

from __future__ import annotations

import json
import shutil
import stat
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from daready.planning.next_sample import Kind, Sample
from daready.workspace.case_list import CaseList, Listed
from daready.workspace.draw import draw
from tests.command.run import YEAR, Ran, daready

DAY = ("--as-at", "2026-06-30", "--inspection", "2026-09-28", "--month", "2026-07")
WHO = "INVENTED NAME"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("loaded")
    assert daready("init", "mine", cwd=root).code == 0
    assert daready("load", YEAR, "--received", "2026-07-01", cwd=root / "mine").code in (0, 3)
    return root / "mine"


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def month(path: Path, cases: int = 300, *, order: int = 1) -> Path:
    """An invented month's list as a crime system exports it, names and all."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Crimes of July"])
    sheet.append(["Crime reference", "Victim", "Risk grade", "District", "Offence"])
    for n in range(cases)[::order]:
        risk, district = ("High", "Medium", "Standard")[n % 3], ("North", "South")[n % 2]
        sheet.append([f"NM{26000 + n}/26", f"{WHO} {n}", risk, district, "Assault"])
    book.save(path)
    return path


def drawn(root: Path, *words: object, to: str = "sample.xlsx", code: int = 0) -> Ran:
    ran = daready("plan", *DAY, "--draw", "list.xlsx", "-o", to, *words, cwd=root)
    assert ran.code == code, (ran.out, ran.err)
    return ran


def references(path: Path, sheet: str = "Cases") -> list[str]:
    cells = load_workbook(path)[sheet]["A"]
    return [str(cell.value) for cell in cells if str(cell.value or "").startswith("NM")]


def draws(root: Path) -> list[dict[str, Any]]:
    entries = daready("history", "--json", "-", cwd=root).json["entries"]
    return [one["facts"] for one in entries if one["kind"] == "draw"]


def test_the_same_list_and_seed_draw_the_same_cases_in_whatever_order_the_list_is(root: Path) -> None:
    month(root / "list.xlsx")
    drawn(root, "--seed", "7")
    month(root / "list.xlsx", order=-1)
    again = drawn(root, "--seed", "7", to="again.xlsx")
    other = drawn(root, "--seed", "8", to="other.xlsx")
    first = references(root / "sample.xlsx")
    assert len(first) == len(set(first)) >= 12
    assert references(root / "again.xlsx") == first
    assert references(root / "other.xlsx") != first
    assert "draw 2 from that list; the seeds before were 7" in " ".join(again.out.split())
    assert "draw 3 from that list; the seeds before were 7, 7" in " ".join(other.out.split())
    assert [one["seed"] for one in draws(root)] == [7, 7, 8]
    assert len({one["list"] for one in draws(root)}) == 1


def test_the_workbook_is_its_owner_s_alone_and_holds_no_name(root: Path) -> None:
    month(root / "list.xlsx")
    drawn(root)
    target = root / "sample.xlsx"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    book = load_workbook(target)
    assert all("OFFICIAL-SENSITIVE" in str(sheet.oddHeader.center.text) for sheet in book)
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert not any(WHO in word or word == "Assault" for word in words)
    assert WHO.encode() not in (root / "ledger.db").read_bytes()
    assert not any(
        reference.encode() in (root / "ledger.db").read_bytes() for reference in references(target)
    )


def test_it_comes_back_as_evidence_whole(root: Path) -> None:
    month(root / "list.xlsx")
    drawn(root, "--auditors", "3")
    book = load_workbook(root / "sample.xlsx")
    for sheet in book:
        if sheet.title.startswith(("Cases", "Second")):
            head = next(row for row in sheet.iter_rows() if row[0].value == "Case reference")
            asked = [cell.column for cell in head if str(cell.value).startswith("Q")]
            rows = [row[0].row for row in sheet.iter_rows() if str(row[0].value or "").startswith("NM")]
            for row in rows:
                for column in asked:
                    sheet.cell(row, column).value = "Yes"
    book.save(root / "filled.xlsx")
    checked = daready("check", "filled.xlsx", "--json", "-", cwd=root).json
    sheets = checked["files"][0]["sheets"]
    drawn_cases = len(references(root / "sample.xlsx"))
    twice = len(references(root / "sample.xlsx", "Second marks"))
    assert sheets[0]["rows_used"] == drawn_cases
    assert sheets[-1]["set_aside"] == {"double_mark": twice}
    assert 0.1 <= twice / drawn_cases <= 0.2


def test_what_cannot_be_drawn_is_said(root: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name", "Town"])
    book.save(root / "list.xlsx")
    assert "no column is headed as case references are" in drawn(root, code=11).err
    month(root / "list.xlsx")
    (root / "sample.xlsx").write_bytes(b"somebody's")
    assert "may hold answers" in drawn(root, code=13).err
    assert daready("plan", "--seed", "1", cwd=root).code == 2
    assert daready("plan", "--draw", "list.xlsx", cwd=root).code == 2
    assert daready("plan", "--if", "U08=2", cwd=root).code == 2
    assert draws(root) == []


def test_without_a_list_the_workbook_holds_the_plan_and_an_empty_form(root: Path) -> None:
    ran = daready("plan", *DAY, "-o", "empty.xlsx", "--if", "U08=0.92", cwd=root)
    assert ran.code == 0, ran.err
    assert "WHAT IF, no forecast" in ran.out
    book = load_workbook(root / "empty.xlsx")
    assert "How it was drawn" in book.sheetnames
    assert references(root / "empty.xlsx") == []
    assert json.dumps(draws(root)) == "[]"


def listed(cases: int) -> CaseList:
    every = tuple(
        Listed(f"R{n}", f"r{n}", {"district": "ab"[n % 2], "risk": "xyz"[n % 3 % 2]}) for n in range(cases)
    )
    return CaseList(every, ("reference", "district", "risk"), 0, 0, "")


def sample(*cases: int, twice: int = 0) -> Sample:
    kinds = (Kind(), Kind("risk", ("x",)))[: len(cases)]
    return Sample(by=date(2026, 9, 28), kinds=kinds, cases=cases, short=0, twice=twice, brings=())


def test_every_case_is_as_likely_and_each_group_gets_its_share() -> None:
    """Each of 30 cases is drawn with a chance of a third: over 900 seeds within five standard errors (14)."""
    every, wanted = listed(30), sample(10)
    seen: Counter[str] = Counter()
    for seed in range(900):
        taken = draw(every, wanted, seed).cases[0]
        assert len({one.folded for one in taken}) == 10
        groups = Counter(one.codes["district"] for one in taken)
        assert abs(groups["a"] - groups["b"]) <= 2
        seen.update(one.folded for one in taken)
    assert all(abs(seen[one.folded] - 300) < 70 for one in every.cases)


def test_no_case_is_drawn_twice_but_to_be_marked_twice() -> None:
    for seed in range(50):
        made = draw(listed(30), sample(10, 5, twice=2), seed)
        first, further = ({one.folded for one in part} for part in made.cases)
        assert len(first | further) == 15
        assert {one.folded for one in made.twice} <= first
        assert all(one.codes["risk"] == "x" for one in made.cases[1])
