"""The Districts sheet: counts in every cell, a percentage only where there is a colour, headings never alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from daready.evidence.model import Cases, CaseSheet, Evidence
from daready.planning.gaps import gaps
from daready.report.districts import UNSAID, districts
from daready.report.shapes import Table
from daready.report.tables import report
from daready.report.workbook import write_workbook
from daready.scoring.assess import assess
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC
from tests.scoring.test_districts import split


def table(*sheets: CaseSheet) -> Table:
    return districts(assess(RUBRIC, Evidence(cases=sheets), as_at=AS_AT), 12)


def test_a_grey_cell_has_its_counts_and_reason_and_no_percentage() -> None:
    cells = {
        column.heading: cell.text
        for column, cell in zip(table(split("YYN")).columns, table(split("YYN")).rows[0].cells, strict=True)
    }
    assert cells["Fenwick"].startswith("GREY")
    assert "2 of 3" in cells["Fenwick"]
    assert "%" not in cells["Fenwick"]
    assert "60 of 60 (100%)" in cells["Saltby"]


def test_no_district_is_said_and_not_left_empty() -> None:
    empty = table(sheet(["Y"] * 60))
    assert len(empty.rows) == 1
    assert "no audited case" in empty.notes[0].casefold()


def test_headings_that_excel_would_take_for_one_are_told_apart(tmp_path: Path) -> None:
    names = ("REF", "fenwick", "Fenwick", UNSAID.upper())
    plain = sheet(["Y"] * 60)
    cases = Cases.of(replace(case, district=names[at % 4]) for at, case in enumerate(plain.cases))
    given = Evidence(cases=(replace(plain, cases=cases), sheet(["Y"] * 15, file="May.xlsx")))
    made = assess(RUBRIC, given, as_at=AS_AT)
    write_workbook(report(made, gaps(made, RUBRIC), given, RUBRIC, version="test"), tmp_path / "gap.xlsx")
    (drawn,) = load_workbook(tmp_path / "gap.xlsx")["Districts"].tables.values()
    headings = [column.name.casefold() for column in drawn.tableColumns]
    assert len(headings) == len(set(headings)) == 3 + 5
