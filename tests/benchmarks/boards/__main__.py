"""python -m tests.benchmarks.boards [BOARDS]: what whole boards come to at known true rates. Minutes; no test."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from statistics import mean, stdev

from daready.rubric.library import load_rubric
from daready.rubric.model import Rubric
from tests.benchmarks.boards.trials import SCENARIOS, Numbers

BOARDS, PROCESSES = 40, 2


@cache
def _rubric() -> Rubric:
    """The shipped rubric without its frameworks, which take their colours from the criteria."""
    return replace(load_rubric(examples=False, superseded=False), frameworks=())


def _one(place: int, seed: str) -> Numbers:
    return SCENARIOS[place].trial(_rubric(), seed)


def main() -> None:
    boards = int(sys.argv[1]) if len(sys.argv) > 1 else BOARDS
    with ProcessPoolExecutor(PROCESSES, initializer=os.nice, initargs=(10,)) as pool:
        for place, scenario in enumerate(SCENARIOS):
            seeds = [f"{scenario.name}, board {at}" for at in range(boards)]
            found = [*pool.map(_one, [place] * boards, seeds)]
            print(f"\n{scenario.name}: {boards} boards, seeds “{seeds[0]}” to “{seeds[-1]}”")
            for name in dict.fromkeys(name for numbers in found for name in numbers):
                print(f"  {name:60} {_told([numbers.get(name, 0) for numbers in found])}", flush=True)


def _told(values: list[float]) -> str:
    """Their mean and its standard error."""
    error = stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0
    return f"{mean(values):6.2f} ± {error:.2f}"


if __name__ == "__main__":
    main()
