"""Lines between rows: a month or a fact speaks for the rows below it, and never for those above."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes

SHEET = """
DA audit April 2026
Case reference | Risk tool completed | Supervisor review
DA/1 | Yes | No
DA/2 | Yes | Yes
{line}
DA/3 | No | No
DA/4 | Yes | N/A
"""


def months(evidence: Evidence) -> list[str]:
    return [str(case.month) for sheet in evidence.cases for case in sheet.cases]


@pytest.mark.parametrize(
    "line", ["May 2026", "May", "@2026-05-01", "Month: May 2026", "Month | May 2026", " May-26"]
)
def test_a_month_between_the_rows_is_that_of_the_rows_below(read: Read, tmp_path: Path, line: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=SHEET.format(line=line)))
    assert months(evidence) == ["2026-04", "2026-04", "2026-05", "2026-05"]
    assert codes(evidence) == []
    assert aside(evidence) == {}
    assert evidence.rows_read == 4


def test_a_bare_month_whose_year_nothing_tells_leaves_its_rows_undated(read: Read, tmp_path: Path) -> None:
    drawing = (
        SHEET.format(line="May")
        .replace("DA audit April 2026", "DA audit")
        .replace("DA/1", "April 2026\nDA/1")
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert months(evidence) == ["2026-04", "2026-04"]
    assert aside(evidence) == {"undated": 2}


@pytest.mark.parametrize("line", ["How chosen: Hand-picked", "How chosen | Hand-picked"])
def test_a_fact_between_the_rows_is_that_of_the_rows_below(read: Read, tmp_path: Path, line: str) -> None:
    drawing = "How chosen | Random\n" + SHEET.format(line=line).lstrip("\n")
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    chosen = [case.selection.value for sheet in evidence.cases for case in sheet.cases]
    assert chosen == ["random", "random", "judgement", "judgement"]
    assert codes(evidence) == []


@pytest.mark.parametrize("line", ["12/2025", "North crew", "DA/9", "Maybe"])
def test_what_names_no_month_divides_nothing(read: Read, tmp_path: Path, line: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=SHEET.format(line=line)))
    assert months(evidence) == ["2026-04"] * 4
    assert sum(aside(evidence).values()) == 1


def test_a_month_under_the_last_row_speaks_for_nothing(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=SHEET.format(line="DA/9 | Yes | Yes") + "May 2026\n"))
    assert months(evidence) == ["2026-04"] * 5
    assert sum(aside(evidence).values()) == 1


def test_months_between_the_rows_of_a_return(read: Read, tmp_path: Path) -> None:
    drawing = """
April 2026
Measure | Numerator | Denominator
M16 | #5 | #50
May
M16 | #6 | #50
"""
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert [(str(one.month), one.numerator) for one in evidence.figures] == [("2026-04", 5), ("2026-05", 6)]
