"""Weighing and sweeping a workbook against the fast reader's parse of the same sheet."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.opening.excel_parts import looks_of, sheet_parts
from daready.evidence.opening.excel_sweep import plain, sweep
from daready.evidence.opening.preflight import Package
from tests.benchmarks.test_rubric import best

pytestmark = pytest.mark.benchmark


def _drawn(path: Path, rows: int) -> bytes:
    """A sheet of 35 answers a row with a shaded heading, as most are."""
    made = xlsxwriter.Workbook(str(path))
    sheet, head = made.add_worksheet(), made.add_format({"bold": True, "bg_color": "#DDDDDD", "border": 1})
    edge, chance = made.add_format({"border": 1}), random.Random(1)
    for row in range(rows + 1):
        for column in range(35):
            text = chance.choice(("Yes", "No", "Partial", "N/A")) if row and column else f"{row}/{column}"
            sheet.write_string(row, column, text, edge if row else head)
    made.close()
    return path.read_bytes()


def _parse(data: bytes) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _sweep(data: bytes) -> None:
    package = Package(data)
    looks = looks_of(package)
    for sheet in sheet_parts(package):
        xml = plain(package.read(sheet.part))
        package.weigh_sheet(xml)
        sweep(package, sheet, xml, looks)


@pytest.mark.parametrize(("rows", "at_most"), [(60, 0.8), (10_000, 0.4)])
def test_the_sweep_costs_little_beside_the_parse(tmp_path: Path, rows: int, at_most: float) -> None:
    data = _drawn(tmp_path / "a.xlsx", rows)
    swept, parsed = best(lambda: _sweep(data)), best(lambda: _parse(data))
    print(f"sweep {swept * 1000:.1f} ms, parse {parsed * 1000:.1f} ms, ratio {swept / parsed:.2f}")
    assert swept / parsed <= at_most
