"""Returns with a month a column: which counts become figures, and what percentages are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, told


def figures(evidence: Evidence) -> list[tuple[str, str, int, int]]:
    return [(f.item.split("/")[1], str(f.month), f.numerator, f.denominator) for f in evidence.figures]


TWO = [("M16", "2025-06", 34, 40), ("M16", "2025-07", 30, 41)]


@pytest.mark.parametrize(
    ("file", "drawing"),
    [
        pytest.param(
            "a.xlsx",
            "Measure | Jun 2025 | Jul 2025\nM16 numerator | #34 | #30\nM16 denominator | #40 | #41",
            id="two rows of counts",
        ),
        pytest.param(
            "a.xlsx",
            "Measure | @2025-06-01 | @2025-07-01\nArrest rate (numerator) | #34 | #30\n"
            "Arrest rate (denominator) | 40 | 41",
            id="dates as headings, titles with the part in brackets",
        ),
        pytest.param(
            "a.xlsx", "Measure | Jun-25 | Jul-25\nM16 | 34/40 | 30 of 41 (73%)", id="both counts in a cell"
        ),
        pytest.param(
            "a.xlsx",
            "Force return\nMeasure | | Jun 2025 | Jul 2025\nM16 | Numerator | #34 | #30\n | Denominator | #40 | #41",
            id="the part in a column of its own, the measure once",
        ),
        pytest.param(
            "Return 2025-26.xlsx",
            "Measure | Jun | Jul\nM16 numerator | #34 | #30\nM16 denominator | #40 | #41",
            id="the year from the file name",
        ),
        pytest.param(
            "a.xlsx",
            "Measure | Jun 2025 | Jul 2025\nM16 denominator | #40 | #41\nM16 numerator | #34 | #30\n"
            "M16 % | 85% | 73%\nSource: Niche",
            id="the whole first, the percentage worked out below",
        ),
    ],
)
def test_counts_become_figures(read: Read, tmp_path: Path, file: str, drawing: str) -> None:
    evidence = read(book(tmp_path / file, Return=drawing))
    assert figures(evidence) == TWO
    assert not [n for n in evidence.notices if n.severity != "info"]


def test_a_bare_percentage_is_set_aside_with_what_to_send(read: Read, tmp_path: Path) -> None:
    drawing = "Measure | Jun 2025 | Jul 2025\nM16 | 85% | #0.73\nArrest rate % | 85% | 73%"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert aside(evidence) == {"bare_percentage": 2}
    assert told(evidence, "bare_percentage").cells == ("B2", "A3")
    assert "34/40" in told(evidence, "bare_percentage").fix


def test_faulty_months_are_told_by_cell_and_the_others_count(read: Read, tmp_path: Path) -> None:
    drawing = """
Measure | Jun 2025 | Jul 2025 | Aug 2025 | Sep 2025 | Oct 2025
M16 numerator | #34 | #50 | .. | #3 |
M16 denominator | #40 | #41 | #40 | | 
Title only | | | | |
M99 numerator | #1 | #2 | #3 | #4 | #5
"""
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert figures(evidence) == TWO[:1]
    assert {n.code: n.cells or (n.cell,) for n in evidence.notices} == {
        "counts_do_not_fit": ("C2",),
        "count_not_understood": ("D2",),
        "count_alone": ("E3",),
        "section_row": ("A4",),
        "item_not_known": ("A5",),
    }


def test_one_count_without_the_other_is_no_figure(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Return="Measure | Jun 2025\nM16 numerator | #34"))
    assert aside(evidence) == {"essentials_missing": 1}


@pytest.mark.parametrize("file", ["a.xlsx", "Return 2025.xlsx"])
def test_months_without_one_clear_year_are_refused(read: Read, tmp_path: Path, file: str) -> None:
    drawing = "Measure | Nov | Dec | Jan\nM16 | 34/40 | 30/41 | 1/2"
    evidence = read(book(tmp_path / file, Return=drawing))
    assert evidence.figures == ()
    assert aside(evidence) == {"undated": 1}
    assert "month_without_year" in codes(evidence)


def test_a_month_twice_is_read_once(read: Read, tmp_path: Path) -> None:
    drawing = "Measure | Jun 2025 | June 2025\nM16 | 34/40 | 30/41"
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert figures(evidence) == TWO[:1]
    assert told(evidence, "heading_twice").cell == "C1"


def test_a_month_also_sent_as_a_row_counts_once_and_its_row_stays_used(read: Read, tmp_path: Path) -> None:
    wide = book(tmp_path / "b.xlsx", Return="Measure | Jun 2025 | Jul 2025\nM16 | 34/40 | 30/41")
    long = "Measure | Month | Numerator | Denominator\nM16 | Jun-25 | #34 | #40"
    evidence = read(book(tmp_path / "a.xlsx", Return=long), wide)
    assert figures(evidence) == TWO
    assert told(evidence, "duplicate_figure").file == "b.xlsx"
    assert aside(evidence) == {}
    both = read(wide, book(tmp_path / "a.xlsx", Return=f"{long}\nM16 | Jul-25 | #30 | #41"))
    assert aside(both) == {"duplicate_figure": 1}
