"""What is printed once for many rows holds for the rows below it, where the shape of its column proves that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import codes, only

HEADS = "Case reference | Date of audit | District | Risk tool completed"

DISTRICTS = {
    "two with blanks below": (("North", "", "South", ""), ["North", "North", "South", "South"]),
    "one of them alone in its group": (
        ("North", "", "East", "South", "", ""),
        ["North", "North", "East", *["South"] * 3],
    ),
    "one with blanks below": (("North", "South", "", ""), ["North", "South", None, None]),
    "a blank above the first": (("", "North", "", "South", ""), [None, "North", None, "South", None]),
    "one that comes back": (
        ("North", "", "South", "", "North", ""),
        ["North", None, "South", None, "North", None],
    ),
    "a value in most rows": (("North", "", "South", "", "East"), ["North", None, "South", None, "East"]),
}


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_district_printed_once_holds_for_the_rows_below(read: Read, tmp_path: Path, name: str) -> None:
    written, wanted = DISTRICTS[name]
    rows = [f"DA/{n} | 3.4.24 | {district} | Yes" for n, district in enumerate(written)]
    evidence = read(book(tmp_path / "a.xlsx", Audit="\n".join([HEADS, *rows])))
    assert [*only(evidence).cases.district] == wanted
    assert ("filled_down" in codes(evidence)) is (None not in wanted)
