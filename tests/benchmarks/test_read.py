"""What the benchmarks make is read; else they would measure how quickly nothing is. Part of every run of the tests."""

from __future__ import annotations

from pathlib import Path

from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.compiled import shipped
from tests.benchmarks.test_ledger import MEASURES, month_of_sheets
from tests.benchmarks.test_whole_process import QUESTIONS, many, year


def test_every_row_of_the_benchmarks_is_read(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    month = month_of_sheets(tmp_path / "month.xlsx", 2026 * 12 + 5)
    with Worker() as worker:
        yearly = load(worker, [year(tmp_path, months=1, cases=3)], shipped(), Brief(b"k"))
        small = load(worker, [many(tmp_path / "many", 4)], shipped(), Brief(b"k"))
        both = load(worker, [month], shipped(), Brief(b"k"))
    assert (yearly.rows_used, small.rows_used, both.rows_used) == (3, 4 * 5, 60 + MEASURES)
    assert [len(sheet.questions) for sheet in yearly.cases] == [len(QUESTIONS)]
