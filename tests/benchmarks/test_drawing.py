"""Drawing the gap report of the year sample against XlsxWriter writing the same cells, tables and charts bare."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from xlsxwriter import Workbook

import daready
from daready.planning.gaps import gaps
from daready.report.bound import Report
from daready.report.shapes import Chart, Row, Table
from daready.report.tables import report
from daready.report.workbook import write_workbook
from tests.command.run import YEAR

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

pytestmark = pytest.mark.benchmark

AT_MOST = 1.2
ROUNDS = 9


def _bare(made: Report, path: Path) -> None:
    """The same cells, links, tables, charts and small lines in one style; no page, no width, no words for charts."""
    with Workbook(path, {"in_memory": True}) as book:
        style = book.add_format({"text_wrap": True, "bottom": 1})
        page = book.add_worksheet(made.summary.sheet)
        at = 0
        for block in made.summary.blocks:
            for text in (block.heading, *block.lines):
                page.write_string(at, 0, text, style)
                at += 1
            for row in block.grid.rows if block.grid else ():
                _cells(page, at, row, style)
                at += 1
        for table in made.tables:
            page = book.add_worksheet(table.sheet)
            columns = [{"header": column.heading} for column in table.columns]
            page.add_table(0, 0, len(table.rows), len(columns) - 1, {"columns": columns, "style": None})
            for at, row in enumerate(table.rows, 1):
                _cells(page, at, row, style)
            _bare_sparks(page, table)
            for at, chart in enumerate(table.charts):
                page.insert_chart(len(table.rows) + 2 + 15 * at, 0, _bare_chart(book, chart, made))


def _cells(page: Worksheet, at: int, row: Row, style: Format) -> None:
    for index, cell in enumerate(row.cells):
        if cell.link is not None:
            page.write_url(at, index, f"internal:'{cell.link.sheet}'!A1", style, cell.text)
        elif isinstance(cell.value, str):
            page.write_string(at, index, cell.value, style)
        elif isinstance(cell.value, date):
            page.write_datetime(at, index, datetime.combine(cell.value, time()), style)
        else:
            page.write_number(at, index, cell.value, style)


def _bare_sparks(page: Worksheet, table: Table) -> None:
    """All small lines in one call, since XlsxWriter makes every style it knows at each."""
    found = [
        (f"{chr(65 + index)}{at}", f"{cell.spark.sheet}!F{cell.spark.first + 2}:F{cell.spark.last + 2}")
        for at, row in enumerate(table.rows, 2)
        for index, cell in enumerate(row.cells)
        if cell.spark is not None
    ]
    if found:
        places, ranges = zip(*found, strict=True)
        page.add_sparkline(places[0], {"location": list(places), "range": list(ranges)})


def _bare_chart(book: Workbook, chart: Chart, made: Report) -> Any:
    drawn = book.add_chart({"type": "line"})
    source, span = made.table(chart.span.sheet), chart.span
    for series in chart.series:
        cells, months = (
            [span.sheet, span.first + 1, source.column(heading), span.last + 1, source.column(heading)]
            for heading in (series.heading, chart.across)
        )
        drawn.add_series({"name": series.heading, "categories": months, "values": cells})
    drawn.set_title({"name": chart.title})
    return drawn


def test_drawing_costs_little_more_than_writing_the_cells(tmp_path: Path) -> None:
    rubric = daready.load_rubric()
    evidence = daready.load_evidence([YEAR], rubric)
    assessment = daready.assess(rubric, evidence, as_at=date(2026, 6, 30))
    made = report(assessment, gaps(assessment, rubric), evidence, rubric, version="test")
    pairs = [
        (
            _spent(lambda: write_workbook(made, tmp_path / "ours.xlsx")),
            _spent(lambda: _bare(made, tmp_path / "bare.xlsx")),
        )
        for _ in range(ROUNDS + 1)
    ][1:]
    ours, bare = (median(spent) for spent in zip(*pairs, strict=True))
    print(f"drawing {ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {ours / bare:.2f}")
    assert ours / bare <= AT_MOST


def _spent(work: Callable[[], None]) -> float:
    """The time of the processor, which others on the machine do not lengthen as they do the clock's.

    Without a search for cycles, as in the command: whom it hits is chance.
    """
    gc.collect()
    gc.disable()
    before = process_time()
    work()
    spent = process_time() - before
    gc.enable()
    return spent
