"""Mutated workbooks end in an account or a notice; a hundred here, thousands when asked for (-m slow)."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence import fuzz


def _run(rubric: Rubric, folder: Path, count: int, seed: int) -> None:
    with Worker(seconds=fuzz.SECONDS) as worker:
        for number, (_, evidence, seconds) in enumerate(fuzz.runs(rubric, folder, count, seed, worker)):
            assert fuzz.faults(evidence, seconds) is None, (seed, number)


def test_a_hundred_mutants_end_in_a_notice(rubric: Rubric, tmp_path: Path) -> None:
    _run(rubric, tmp_path, 100, 2026)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_mutants_end_in_a_notice(rubric: Rubric, tmp_path: Path, seed: int) -> None:
    _run(rubric, tmp_path, 5_000, seed)
