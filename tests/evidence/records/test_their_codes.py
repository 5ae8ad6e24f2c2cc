"""Bare codes in a column of items are daready's unless the list shows that it has numbers of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Reads
from tests.evidence.drawn import book
from tests.evidence.strangers import cells
from tests.evidence.tables.test_tables import aside

HEADS = "Measure | Description | Month | Numerator | Denominator"


def figures(*rows: tuple[str, str]) -> str:
    lines = [f"{code} | {words} | Jul 2025 | #{8 + n} | #20" for n, (code, words) in enumerate(rows)]
    return "\n".join([HEADS, *lines])


THEIRS = {
    "codes the form has not": figures(("M16", ""), ("M88", ""), ("M91", "")),
    "codes written another way": figures(("M16", ""), ("M1", ""), ("M2", ""), ("M3", "")),
    "other wording beside": figures(
        ("M16", "Calls answered within ten seconds"), ("M17", "Emergency calls per day")
    ),
    "each other's wording": figures(
        ("M16", "Releases on bail of suspects"), ("M17", "Risk assessments completed again")
    ),
    "in months": "Measure | Jul-25\nM16 | 8/20\nM90 | 9/20\nM91 | 9/20",
    "in months, by part": "Measure | Jul-25\nM16 numerator | #8\nM16 denominator | #20\nM90 | 9/20\nM91 | 9/20",
}
OURS = {
    "nothing beside them": figures(("M16", ""), ("M17", "")),
    "one slip": figures(("M16", ""), ("M61", "")),
    "their titles beside": figures(("M16", "Risk assessments completed"), ("M88", "Calls answered in time")),
    "the template's line": "daready template performance-return, version 1\n"
    + THEIRS["codes the form has not"],
    "titles alone": figures(
        ("Risk assessments completed", "all of the force's districts"), ("M88", ""), ("M91", "")
    ),
}


@pytest.mark.parametrize("name", THEIRS)
def test_codes_of_another_list_are_not_read(reads: Reads, tmp_path: Path, name: str) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=THEIRS[name]))
    assert evidence.figures == ()
    assert "A2" in cells(evidence, "codes_of_another_list")
    assert "performance-return/M16" in {doubt.item for doubt in evidence.doubts}


@pytest.mark.parametrize("name", OURS)
def test_codes_that_may_be_ours_are_read(reads: Reads, tmp_path: Path, name: str) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=OURS[name]))
    assert (evidence.figures[0].item, evidence.figures[0].numerator) == ("performance-return/M16", 8)
    assert "codes_of_another_list" not in aside(evidence)


@pytest.mark.parametrize(
    ("heads", "code", "more", "rest"),
    [
        ("Question | Month | Met | Looked at", "Q25", ("Q198", "Q199"), "Jul 2025 | #8 | #20"),
        ("Criterion | Colour | Kind | Made on", "U08", ("U61", "U62"), "Green | Judgement | 3 Jul 2025"),
    ],
)
def test_codes_of_other_forms(
    reads: Reads, tmp_path: Path, heads: str, code: str, more: tuple[str, ...], rest: str
) -> None:
    rows = [f"{one} | {rest}" for one in (code, *more)]
    assert reads(book(tmp_path / "a.xlsx", Sheet="\n".join([heads, rows[0]]))).rows_used == 1
    assert reads(book(tmp_path / "b.xlsx", Sheet="\n".join([heads, *rows]))).rows_used == 0
