"""The ledger against itself and against parsing (design section 11): ratios, never seconds."""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from xlsxwriter import Workbook

from daready.ledger.store import make_ledger, open_ledger
from daready.rubric.library import load_rubric
from daready.workspace.folder import LEDGER, Workspace, at, create
from daready.workspace.load import load_files
from daready.workspace.loaded import Asking
from tests.benchmarks.test_whole_process import QUESTIONS, headings, ratio, seconds, year

pytestmark = pytest.mark.benchmark

AT = "2026-07-02T10:00:00+00:00"
MEASURES = 36


def month_of_sheets(path: Path, month: int) -> Path:
    """A workbook of a month (counted from year nought): 60 cases of 35 questions, and 36 figures."""
    chance = random.Random(month)
    measures = [measure.id for form in load_rubric_once().forms for measure in form.measures]
    shown = f"{month // 12}-{month % 12 + 1:02}"
    with Workbook(path) as book:
        page = book.add_worksheet("Audit")
        page.write_row(0, 0, ["How cases were chosen", "Random"])
        page.write_row(1, 0, ["Month", shown])
        page.write_row(3, 0, ["Case reference", *headings()])
        for case in range(60):
            answers = chance.choices(["Yes", "No", "N/A", "Partial"], [88, 5, 4, 3], k=len(QUESTIONS))
            page.write_row(4 + case, 0, [f"NM/{month}/{case:05}", *answers])
        page = book.add_worksheet("Return")
        page.write_row(0, 0, ["Measure", "Month", "District", "Numerator", "Denominator"])
        for number in range(MEASURES):
            district, measure = divmod(number, len(measures))
            page.write_row(1 + number, 0, [measures[measure], shown, "NSEW"[district], 80, 100])
    return path


load_rubric_once = cache(load_rubric)


def workspace_of(root: Path, months: int, last: int = 2026 * 12 + 5) -> Workspace:
    """A workspace whose ledger holds so many months up to June 2026, a load each."""
    create(root)
    workspace = at(root)
    make_ledger(workspace.ledger, at=AT, who="bench")
    sheets = [month_of_sheets(root / f"{n}.xlsx", n) for n in range(last - months + 1, last + 1)]
    if sheets:
        with open_ledger(workspace.ledger, at=AT, who="bench") as ledger:
            _, made = load_files(
                ledger,
                sheets,
                workspace,
                load_rubric_once,
                Asking(AT, "bench", date(2026, 7, 1), settle=lambda _: None, accept=lambda _: True),
            )
        assert [one.status for one in made] == ["loaded"] * months
    return workspace


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_of(tmp_path_factory.mktemp("ten") / "ws", 120).root


@pytest.fixture(scope="module")
def one_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_of(tmp_path_factory.mktemp("one") / "ws", 12).root


def test_ten_years_are_assessed_nearly_as_quickly_as_one(
    ten_years: Path, one_year: Path, tmp_path: Path
) -> None:
    def assess(root: Path) -> list[str]:
        return ["-m", "daready", "assess", "--workspace", str(root), "--as-at", "2026-06-30"]

    measured = ratio(assess(ten_years), assess(one_year), tmp_path)
    print(f"assessing ten years: {measured:.2f} of one year")
    assert measured <= 1.5


def test_a_month_costs_the_same_at_the_end_as_at_the_start(ten_years: Path, tmp_path: Path) -> None:
    sheet = month_of_sheets(tmp_path / "July.xlsx", 2026 * 12 + 6)
    empty = workspace_of(tmp_path / "empty", 0).root
    times: dict[Path, list[float]] = {ten_years: [], empty: []}
    for _ in range(8):
        for root, taken in times.items():
            copy = Path(shutil.copytree(root, tmp_path / "copy"))
            taken.append(seconds(["-m", "daready", "load", str(sheet), "--workspace", str(copy)], tmp_path))
            assert (copy / LEDGER).stat().st_size > (root / LEDGER).stat().st_size
            shutil.rmtree(copy)
    measured = median(times[ten_years][1:]) / median(times[empty][1:])
    print(f"a month appended after ten years: {measured:.2f} of one into an empty ledger")
    assert measured <= 1.2


def test_loading_a_folder_again_against_parsing_it(tmp_path: Path) -> None:
    where = year(tmp_path, months=12, cases=600)
    root = workspace_of(tmp_path / "ws", 0).root
    again = ["-m", "daready", "load", str(where), "--workspace", str(root)]
    seconds(again, tmp_path)
    measured = ratio(again, ["-m", "daready", "check", str(where)], tmp_path, 5)
    print(f"loading again unchanged: {measured:.2f} of parsing, on {sys.platform}")
    assert measured <= 0.25
