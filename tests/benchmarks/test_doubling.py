"""Doubling the rows doubles the time at most, also of sheets in which something is wrong with every row."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from daready.evidence.load_evidence import load_evidence
from daready.rubric.library import load_rubric
from daready.scoring.assess import assess
from tests.benchmarks.test_whole_process import QUESTIONS, headings

pytestmark = pytest.mark.benchmark

ROWS = 10_000
NUMBERS = ["Q08m", "Q53"]

Changed = Callable[[list[str], int], list[str]]


def _again(row: list[str], at: int) -> list[str]:
    return [f"NM/{at // 2:06}", *row[1:]]


def _nameless(row: list[str], at: int) -> list[str]:
    return ["", *row[1:]]


def _unknown(row: list[str], at: int) -> list[str]:
    return [row[0], f"word {at}", *row[2:]]


def _drawn(path: Path, rows: int, month: str, changed: Changed) -> Path:
    chance = random.Random(1)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Month", month])
        out.writerow(["Case reference", *headings(), *NUMBERS])
        for at in range(rows):
            answers = chance.choices(["Yes", "No", "N/A", "Partial"], [85, 6, 4, 5], k=len(QUESTIONS))
            out.writerow(changed([f"NM/{at:06}", *answers, str(at % 60), str(at % 7)], at))
    return path


@pytest.mark.parametrize(
    ("what", "month", "changed"),
    [
        ("a plain sheet", "2026-05", lambda row, at: row),
        ("no month", "", lambda row, at: row),
        ("each case twice", "2026-05", _again),
        ("no references", "2026-05", _nameless),
        ("unknown words", "2026-05", _unknown),
    ],
)
def test_doubling_the_rows_doubles_the_time_at_most(
    tmp_path: Path, what: str, month: str, changed: Changed
) -> None:
    rubric = load_rubric()

    def seconds(rows: int) -> float:
        sheet = _drawn(tmp_path / f"audit {rows}.csv", rows, month, changed)
        before = time.perf_counter()
        evidence = load_evidence([sheet], rubric, key=b"k")
        assess(rubric, evidence, as_at=date(2026, 6, 30))
        return time.perf_counter() - before

    single, double = zip(*[(seconds(ROWS), seconds(2 * ROWS)) for _ in range(3)], strict=True)
    measured = min(double) / min(single)
    print(f"{what}: {measured:.2f} of half as many rows")
    assert measured <= 2.1  # a tenth for the noise of two runs
