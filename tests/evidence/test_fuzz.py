"""Mutated workbooks end in an account or a notice; a hundred here, thousands when asked for (-m slow)."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from tests.evidence import fuzz


def _run(rubric: Rubric, folder: Path, numbers: range) -> None:
    with Worker(seconds=fuzz.SECONDS) as worker:
        for path, evidence, seconds in fuzz.runs(rubric, folder, numbers, worker):
            assert fuzz.faults(evidence, seconds) is None, path.name


def test_a_hundred_mutants_end_in_a_notice(rubric: Rubric, tmp_path: Path) -> None:
    _run(rubric, tmp_path, range(100))


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(20))
def test_thousands_of_mutants_end_in_a_notice(rubric: Rubric, tmp_path: Path, thousand: int) -> None:
    _run(rubric, tmp_path, range(thousand * 1_000, (thousand + 1) * 1_000))
