"""Drawing the gap report of the year sample against XlsxWriter writing the same cells, styles and tables bare."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from xlsxwriter import Workbook

import daready
from daready.planning.gaps import gaps
from daready.report.shapes import Report
from daready.report.tables import report
from daready.report.workbook import write_workbook
from tests.benchmarks.test_rubric import best
from tests.command.run import YEAR

pytestmark = pytest.mark.benchmark

AT_MOST = 1.2


def _bare(made: Report, path: Path) -> None:
    with Workbook(path, {"in_memory": True}) as book:
        style = book.add_format({"text_wrap": True, "bottom": 1})
        for table in made.tables:
            page = book.add_worksheet(table.sheet)
            columns = [{"header": column.heading} for column in table.columns]
            page.add_table(0, 0, len(table.rows), len(columns) - 1, {"columns": columns, "style": None})
            for at, row in enumerate(table.rows, 1):
                for index, cell in enumerate(row.cells):
                    if cell.link is not None:
                        page.write_url(at, index, f"internal:'{cell.link.sheet}'!A1", style, cell.text)
                    elif isinstance(cell.value, str):
                        page.write_string(at, index, cell.value, style)
                    elif isinstance(cell.value, date):
                        page.write_datetime(at, index, datetime.combine(cell.value, time()), style)
                    else:
                        page.write_number(at, index, cell.value, style)


def test_drawing_costs_little_more_than_writing_the_cells(tmp_path: Path) -> None:
    rubric = daready.load_rubric()
    evidence = daready.load_evidence([YEAR], rubric)
    assessment = daready.assess(rubric, evidence, as_at=date(2026, 6, 30))
    made = report(assessment, gaps(assessment, rubric), evidence, rubric, version="test")
    ours = best(lambda: write_workbook(made, tmp_path / "ours.xlsx"))
    bare = best(lambda: _bare(made, tmp_path / "bare.xlsx"))
    print(f"drawing {ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {ours / bare:.2f}")
    assert ours / bare <= AT_MOST
