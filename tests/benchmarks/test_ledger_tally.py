"""A tally of 4.2 million answers from the ledger against the bare SELECT (design section 11): a ratio."""

from __future__ import annotations

import gc
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from daready.evidence.reply import FileReply
from daready.ledger.position import position
from daready.ledger.recall import evidence
from daready.rubric.library import load_rubric
from daready.scoring.tally import batches_by_question
from tests.benchmarks.test_whole_process import QUESTIONS
from tests.ledger.making import case_reply, kept_load, made, opened

pytestmark = pytest.mark.benchmark

MONTHS, CASES = 120, 1000
LAST = 2026 * 12 + 5


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def month_of_cases(month: int) -> FileReply:
    chance = random.Random(month)
    answers = ["".join(chance.choices("YNAP", [88, 5, 4, 3], k=len(QUESTIONS))) for _ in range(CASES)]
    keys: list[str | None] = [f"{month:08x}{case:024x}" for case in range(CASES)]
    return case_reply(answers, month=month, keys=keys, questions=QUESTIONS)


def test_a_tally_of_ten_years_against_the_bare_select(tmp_path: Path) -> None:
    path, rubric = made(tmp_path), load_rubric()
    with opened(path) as ledger:
        for month in range(LAST - MONTHS + 1, LAST + 1):
            kept_load(ledger, month_of_cases(month), sha256=str(month))

    def ours() -> None:
        with opened(path) as ledger, ledger.reading() as entries:
            where = position(entries)
            found = batches_by_question(evidence(ledger, where, where.live, rubric), date(2026, 6, 30))
        answered = sum(
            b.counts.yes + b.counts.no + b.counts.partial + b.counts.not_applicable
            for batches in found.values()
            for b in batches
        )
        assert answered == MONTHS * CASES * len(QUESTIONS)

    def bare() -> None:
        with closing(sqlite3.connect(path)) as db:
            assert len(db.execute("SELECT * FROM cases").fetchall()) == MONTHS * CASES

    gc.disable()  # as for every command; both sides make so many tuples that the collector would be measured
    try:
        pairs = [(seconds(ours), seconds(bare)) for _ in range(6)][1:]
    finally:
        gc.enable()
    measured = median(a for a, _ in pairs) / median(b for _, b in pairs)
    print(f"a tally of 4.2 million answers: {measured:.2f} of the bare SELECT")
    assert measured <= 2.0
