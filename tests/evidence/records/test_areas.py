"""Rows of figures about areas that are no districts of the force: each set aside, told, and never added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence, Month
from tests.evidence.conftest import Reads
from tests.evidence.drawn import book
from tests.evidence.strangers import cells
from tests.evidence.tables.test_tables import aside

ABOUT = "Risk assessments completed | Jul 2025"
HEADS = "Area | Measure | Month | Numerator | Denominator"
OURS = f"{HEADS}\nNorth | {ABOUT} | #8 | #20\nSouth | {ABOUT} | #10 | #20"


def figures(evidence: Evidence) -> list[tuple[int, int]]:
    return [(one.numerator, one.denominator) for one in evidence.figures]


@pytest.mark.parametrize(
    "name",
    [
        *("England and Wales4", "  ENGLAND", "MSG average", "Comparator A", "National*", "Eastern Region"),
        *("All forces", "Force average (E&W)", "Similar forces (iQuanta)", "E&W [note 2]"),
        *("Target", "Last year", "Same period last year", "YTD", "Baseline"),
    ],
)
def test_others_are_set_aside_by_name(reads: Reads, tmp_path: Path, name: str) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=f"{OURS}\n{name} | {ABOUT} | #19 | #20"))
    assert figures(evidence) == [(8, 20), (10, 20)]
    assert cells(evidence, "not_this_force") == ["A4"]


@pytest.mark.parametrize("name", ["England and Wales", "National", "Most similar forces"])
@pytest.mark.parametrize("place", ["tab", "title", "fact"])
def test_a_sheet_about_others_is_set_aside_whole(reads: Reads, tmp_path: Path, name: str, place: str) -> None:
    table = f"Measure | Month | Numerator | Denominator\n{ABOUT} | #8 | #20"
    above = {"tab": "", "title": f"{name}\n", "fact": f"District: {name}\n"}[place]
    tabs = {name if place == "tab" else "Return": above + table}
    evidence = reads(book(tmp_path / "r.xlsx", **tabs))
    assert (figures(evidence), aside(evidence)) == ([], {"not_this_force": 1})


@pytest.mark.parametrize("above", ["Target: | 90%\n", "Baseline\n", "Average\n"])
def test_a_target_above_the_table_is_no_area(reads: Reads, tmp_path: Path, above: str) -> None:
    table = f"{above}Measure | Month | Numerator | Denominator\n{ABOUT} | #8 | #20"
    assert figures(reads(book(tmp_path / "r.xlsx", Return=table))) == [(8, 20)]


@pytest.mark.parametrize(
    "name", ["Westshire", "Cambridgeshire Constabulary", "Grand total of areas", "Both areas"]
)
def test_a_sum_of_the_others_is_one_by_any_name(reads: Reads, tmp_path: Path, name: str) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=f"{OURS}\n{name} | {ABOUT} | #18 | #40"))
    assert (figures(evidence), aside(evidence)) == ([(8, 20), (10, 20)], {"sum_of_districts": 1})


def test_a_district_that_is_the_sum_in_one_month_only_is_a_district(reads: Reads, tmp_path: Path) -> None:
    august = ABOUT.replace("Jul", "Aug")
    more = f"East | {ABOUT} | #18 | #40\n" + "\n".join(
        f"{name} | {august} | #{n} | #20" for n, name in enumerate(("North", "South", "East"))
    )
    assert len(figures(reads(book(tmp_path / "r.xlsx", Return=f"{OURS}\n{more}")))) == 6


def test_small_counts_that_add_up_once_prove_nothing(reads: Reads, tmp_path: Path) -> None:
    counted = "Domestic abuse crimes recorded | Jul 2025"
    rows = "\n".join(f"{name} | {counted} | #{n} |" for name, n in (("North", 1), ("South", 2), ("East", 3)))
    evidence = reads(book(tmp_path / "r.xlsx", Return=f"{HEADS}\n{rows}"))
    assert len(figures(evidence)) == 3


def test_police_forces_among_districts_are_asked_about(reads: Reads, tmp_path: Path) -> None:
    rows = f"{OURS}\nAvon and Somerset | {ABOUT} | #19 | #20\nKent3 | {ABOUT} | #19 | #20"
    evidence = reads(book(tmp_path / "r.xlsx", Return=rows))
    assert figures(evidence) == [(8, 20), (10, 20)]
    assert cells(evidence, "force_among_districts") == ["A4", "A5"]
    assert ("performance-return/M16", Month(2025, 7)) in {(one.item, one.month) for one in evidence.doubts}


def test_the_only_area_may_be_a_force(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=f"{HEADS}\nKent | {ABOUT} | #8 | #20"))
    assert figures(evidence) == [(8, 20)]


def test_a_district_that_the_workspace_names_is_no_other_force(reads: Reads, tmp_path: Path) -> None:
    path = book(tmp_path / "r.xlsx", Return=f"{OURS}\nCleveland | {ABOUT} | #9 | #20")
    assert len(figures(reads(path))) == 2
    assert len(figures(reads(path, names=("Cleveland",)))) == 3
