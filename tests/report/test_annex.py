"""The annex: every row set aside by its number and reason, however many; nothing a cell cannot hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.evidence.model import Evidence, FileAccount, Notice, SheetAccount, Source
from daready.report.annex import NO_NUMBERS, annex
from daready.report.listed import MOST, runs_of, told_cells, told_runs
from daready.report.words import set_aside
from daready.report.workbook import write_workbook
from daready.scoring.assess import assess
from tests.command.run import DAYS, YEAR, daready
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC
from tests.year import year

Listed = list[tuple[object, ...]]


def read_back(path: Path, name: str) -> Listed:
    (table,) = load_workbook(path)[name].tables.values()
    _, *rows = ([cell.value for cell in row] for row in load_workbook(path)[name][table.ref])
    return [tuple(row) for row in rows]


def numbers(text: str) -> set[int]:
    ends = [[int(end) for end in part.split("-")] for part in text.split(", ")]
    return {number for run in ends for number in range(run[0], run[-1] + 1)}


def drawn(tmp_path: Path, account: SheetAccount, *notices: Notice) -> Listed:
    given = Evidence(files=(FileAccount(Source("A.xlsx", "0" * 64), None, (account,), notices),))
    path = tmp_path / "annex.xlsx"
    write_workbook(annex(assess(RUBRIC, given, as_at=AS_AT), given, version="test"), path)
    return read_back(path, "Data quality")


def account(rows: dict[str, tuple[tuple[int, int], ...]], counts: dict[str, int]) -> SheetAccount:
    total = sum(counts.values())
    return SheetAccount("Audit", "case-audit", 1, total, 0, counts, rows)


def test_every_row_set_aside_is_listed_with_its_reason(tmp_path: Path) -> None:
    rows = {"duplicate_case": ((5, 5), (9, 12)), "total_row": ((62, 63),)}
    found = drawn(tmp_path, account(rows, {"duplicate_case": 5, "total_row": 2}))
    said = {row[5]: (numbers(str(row[3])), row[4]) for row in found}
    assert said[set_aside("duplicate_case")] == ({5, 9, 10, 11, 12}, 5)
    assert said[set_aside("total_row")] == ({62, 63}, 2)


def test_more_rows_than_a_cell_can_hold_are_all_there(tmp_path: Path) -> None:
    every_other = tuple((row, row) for row in range(1, 40_000, 2))
    found = drawn(tmp_path, account({"undated": every_other}, {"undated": len(every_other)}))
    assert set().union(*(numbers(str(row[3])) for row in found)) == set(range(1, 40_000, 2))
    assert sum(int(str(row[4])) for row in found) == len(every_other)
    assert max(len(str(row[3])) for row in found) <= MOST


def test_more_cells_than_a_cell_can_hold_are_all_there(tmp_path: Path) -> None:
    cells = tuple(f"A{row}" for row in range(1, 20_000))
    notice = Notice("answer_not_understood", "warning", "A.xlsx", "Audit", "A1", "m", "f", cells=cells)
    found = drawn(tmp_path, account({}, {}), notice)
    assert [cell for row in found for cell in str(row[3]).split(", ")] == list(cells)


def test_rows_without_numbers_are_counted_and_said_to_have_none(tmp_path: Path) -> None:
    found = drawn(tmp_path, account({}, {"purged": 30}))
    assert [(row[3], row[4]) for row in found] == [(NO_NUMBERS, 30)]


def test_what_a_file_says_of_its_twin_is_kept_beside_its_rows(tmp_path: Path) -> None:
    twin = Notice("duplicate_file", "warning", "A.xlsx", None, None, "The same as B.xlsx.", "Send one.")
    found = drawn(tmp_path, account({"duplicate_file": ((1, 9),)}, {"duplicate_file": 9}), twin)
    assert {row[5] for row in found} == {set_aside("duplicate_file"), "The same as B.xlsx."}


def test_rows_that_failed_are_listed_however_many(tmp_path: Path) -> None:
    many = sheet(["N", "Y"] * 9_000)
    given = Evidence(cases=(many,))
    path = tmp_path / "annex.xlsx"
    write_workbook(annex(assess(RUBRIC, given, as_at=AS_AT), given, version="test"), path)
    failed = [row for row in read_back(path, "Rows") if row[3] == "failed"]
    listed = set().union(*(numbers(str(row[6])) for row in failed))
    assert listed == {case.row for at, case in enumerate(many.cases) if at % 2 == 0}


@pytest.mark.parametrize("rows", [(), (1,), (1, 2, 3), (1, 3, 4, 9)])
def test_runs_hold_each_number_once(rows: tuple[int, ...]) -> None:
    told = list(told_runs(runs_of(rows)))
    assert sum(number for _, number in told) == len(rows)
    assert set().union(*(numbers(text) for text, _ in told)) == set(rows)
    assert list(told_cells(())) == []


def test_the_numbers_are_those_that_the_notices_give() -> None:
    evidence = year()
    compared = 0
    for file in evidence.files:
        for sheet_ in file.sheets:
            for notice in file.notices:
                if notice.sheet == sheet_.sheet and notice.code in sheet_.set_aside and notice.cells:
                    named = {int(re.sub(r"\D", "", cell)) for cell in notice.cells}
                    runs = sheet_.rows_aside[notice.code]
                    assert {row for first, last in runs for row in range(first, last + 1)} == named
                    compared += 1
    assert compared > 10


def test_files_and_the_ledger_list_the_same_rows(tmp_path: Path) -> None:
    daready("init", "force", cwd=tmp_path)
    root = tmp_path / "force"
    daready("load", YEAR, cwd=root)
    assert daready("assess", *DAYS, "--annex", "kept.xlsx", cwd=root).code == 0
    ran = daready("assess", YEAR, *DAYS, "--annex", "sent.xlsx", "--json", "-", cwd=tmp_path)
    kept, sent = (
        {row[:6] for row in read_back(path, "Data quality") if row[2] == "set aside"}
        for path in (root / "kept.xlsx", tmp_path / "sent.xlsx")
    )
    assert kept == sent
    assert sum(int(str(row[4])) for row in sent) == ran.json["account"]["rows_set_aside"]
    assert all(len(numbers(str(row[3]))) == row[4] for row in sent)
