"""The method's arithmetic against merely importing scipy.stats: one process each, in turns (issue 5)."""

from __future__ import annotations

from pathlib import Path

import pytest

import daready
from tests.benchmarks.test_whole_process import ratio

pytestmark = pytest.mark.benchmark

WORK = f"""
import random, sys
sys.path.insert(0, {str(Path(daready.__file__).parents[1])!r})
from daready.scoring.classify import call
from daready.planning.projection import project
from daready.scoring.model import MonthPoint
from daready.scoring.trend import trend_of
from daready.evidence.model import Month
from tests.scoring.made import CUTS, own_cuts
chance, usual, critical = random.Random(1), CUTS, own_cuts(green_from=0.9)
for at in range(10_000):
    n = chance.uniform(5, 300)
    call(n * chance.betavariate(9, 1), n, critical if at % 3 == 0 else usual)
for at in range(34):
    n = chance.uniform(10, 250)
    project(n * chance.betavariate(9, 1), n, months=3, cases=40, half_life=3, cuts=usual)
for at in range(36):
    points = []
    for month in range(36):
        of = chance.randint(15, 600)
        points.append(MonthPoint(Month(2023, 1).later(month), round(of * chance.betavariate(40, 4)), of))
    trend_of(points, 0.9)
"""


def test_the_method_costs_less_than_importing_scipy_stats(tmp_path: Path) -> None:
    measured = ratio(["-c", WORK], ["-c", "import scipy.stats"], tmp_path)
    print(f"10,000 calls, 34 projections and 36 charts over importing scipy.stats: {measured:.2f}")
    assert measured < 1.0
