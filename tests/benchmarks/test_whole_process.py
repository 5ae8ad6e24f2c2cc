"""Whole processes against yardsticks in the same run (design section 11): ratios, never seconds."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest
from xlsxwriter import Workbook

pytestmark = pytest.mark.benchmark

_ASKED = (*range(1, 8), *range(9, 13), *range(16, 23), *range(24, 34), 36, 37, 38, 41, 42, 44, 46)
QUESTIONS = [f"Q{number:02}" for number in _ASKED]
ROUNDS = 7


def seconds(words: list[str], folder: Path) -> float:
    """One process, with all modules compiled, as those of an installed program are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    before = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=folder, env=env, check=False, capture_output=True)
    return time.perf_counter() - before


def ratio(ours: list[str], yardstick: list[str], folder: Path, rounds: int = ROUNDS) -> float:
    """The median of ours over the median of the yardstick, taken in turns so that a busy moment hits both."""
    pairs = [(seconds(ours, folder), seconds(yardstick, folder)) for _ in range(rounds + 1)][1:]
    return median(a for a, _ in pairs) / median(b for _, b in pairs)


def year(folder: Path, months: int = 12, cases: int = 60) -> Path:
    """A year of plain audit workbooks: 35 questions, in the words people use."""
    chance = random.Random(1)
    where = folder / "evidence"
    where.mkdir()
    for month in range(months):
        with Workbook(where / f"Audit {2025 + (6 + month) // 12}-{(6 + month) % 12 + 1:02}.xlsx") as book:
            page = book.add_worksheet("Audit")
            page.write_row(0, 0, ["How cases were chosen", "Random"])
            page.write_row(2, 0, ["Case reference", *QUESTIONS])
            for case in range(cases):
                answers = chance.choices(
                    ["Yes", "yes ", "No", "N/A", "Partial"], [80, 10, 5, 3, 2], k=len(QUESTIONS)
                )
                page.write_row(3 + case, 0, [f"NM/{month:02}/{case:05}", *answers])
    return where


def test_help_is_as_quick_as_click_itself(tmp_path: Path) -> None:
    (tmp_path / "bare.py").write_text("import click\n@click.command()\ndef f(): 'Nothing.'\nf(['--help'])\n")
    measured = ratio(["-m", "daready", "--help"], ["-m", "bare"], tmp_path, 15)
    print(f"daready --help: {measured:.2f} of a bare click program")
    assert measured <= 1.3


def test_a_year_with_its_workbook_costs_no_more_than_importing_pandas_and_openpyxl(tmp_path: Path) -> None:
    where = year(tmp_path)
    ours = ["-m", "daready", "assess", str(where), "--as-at", "2026-06-30", "-o", "gap.xlsx"]
    measured = ratio(ours, ["-c", "import pandas, openpyxl"], tmp_path)
    print(f"a year with its workbook: {measured:.2f} of importing pandas and openpyxl")
    assert measured <= 1.0


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return next(year(tmp_path_factory.mktemp("large"), months=1, cases=10_000).iterdir())


def test_checking_ten_thousand_cases_against_the_bare_reader(ten_thousand: Path, tmp_path: Path) -> None:
    bare = "from python_calamine import load_workbook; load_workbook({!r}).get_sheet_by_index(0).to_python()"
    ours = ["-m", "daready", "check", str(ten_thousand)]
    measured = ratio(ours, ["-c", bare.format(str(ten_thousand))], tmp_path, 5)
    print(f"checking 10,000 cases: {measured:.2f} of the bare reader")
    assert measured <= 2.2


def test_checking_ten_thousand_cases_against_pandas(ten_thousand: Path, tmp_path: Path) -> None:
    pandas = f"import pandas; pandas.read_excel({str(ten_thousand)!r}, engine='openpyxl')"
    measured = ratio(["-m", "daready", "check", str(ten_thousand)], ["-c", pandas], tmp_path, 3)
    print(f"checking 10,000 cases: {measured:.2f} of pandas with openpyxl")
    assert measured <= 0.35
