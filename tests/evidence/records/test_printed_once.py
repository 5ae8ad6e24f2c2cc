"""What a report prints once for many rows holds for the rows below it, where its shape proves that, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read, Reads
from tests.evidence.drawn import book
from tests.evidence.strangers import cells, codes
from tests.evidence.tables.test_tables import aside

NORTH, SOUTH = "North", "South"


def audit(district: dict[int, str], month: dict[int, str], heads: str = "District | Month") -> str:
    """Twelve cases with what is printed of their district and month, by row."""
    columns = {"District": district, "Month": month}
    rows = [
        " | ".join([f"D{n}", *(columns[name].get(n, "") for name in heads.split(" | ")), "Yes"])
        for n in range(12)
    ]
    return "\n".join([f"Case reference | {heads} | Risk tool completed", *rows])


def districts(evidence: Evidence) -> str:
    """The first letter of each case's district, a dot for none."""
    return "".join((case.district or ".")[0] for sheet in evidence.cases for case in sheet.cases)


FULL = dict.fromkeys(range(12), "Apr 2024")
TWO = {n: "Apr 2024" if n < 6 else "May 2024" for n in range(12)}
NESTED = {0: NORTH, 3: SOUTH, 6: NORTH, 9: SOUTH}


@pytest.mark.parametrize("heads", ["District | Month", "Month | District"])
@pytest.mark.parametrize(
    ("district", "month", "read_as"),
    [
        ({0: NORTH, 6: SOUTH}, FULL, "NNNNNNSSSSSS"),
        (NESTED, TWO, "NNNSSSNNNSSS"),  # again, where the month begins anew
        (NESTED, {0: "Apr 2024", 6: "May 2024"}, "NNNSSSNNNSSS"),  # which is printed once itself
        ({0: NORTH, 6: SOUTH}, {0: "Apr 2024", 3: "May 2024", 6: "Apr 2024", 9: "May 2024"}, "NNNNNNSSSSSS"),
    ],
)
def test_what_is_printed_once_is_filled_down(
    read: Read, tmp_path: Path, heads: str, district: dict[int, str], month: dict[int, str], read_as: str
) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=audit(district, month, heads)))
    assert (districts(evidence), evidence.rows_used) == (read_as, 12)
    assert "printed_seldom" not in codes(evidence)


@pytest.mark.parametrize(
    ("district", "read_as"),
    [
        ({0: NORTH}, "N..........."),  # one alone may be one case's
        ({2: NORTH, 7: SOUTH}, "..N....S...."),  # a report begins with a value
        ({0: NORTH, 1: NORTH, 6: SOUTH}, "NN....S....."),  # and prints none twice in a group
        (NESTED, "N..S..N..S.."),  # nothing begins anew where North comes again
    ],
)
def test_what_proves_nothing_is_told(
    read: Read, tmp_path: Path, district: dict[int, str], read_as: str
) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=audit(district, FULL)))
    assert districts(evidence) == read_as
    assert cells(evidence, "printed_seldom") == [f"B{n + 2}" for n in district]


RETURNS = {
    "area": "Area | Measure | Month | Numerator | Denominator\n"
    "North | Risk assessments completed | Apr 2024 | #8 | #20\n | Releases on bail | Apr 2024 | #9 | #20\n"
    "South | Risk assessments completed | Apr 2024 | #7 | #20\n | Releases on bail | Apr 2024 | #6 | #20",
    "measure": "Measure | Area | Month | Numerator | Denominator\n"
    "Risk assessments completed | North | Apr 2024 | #8 | #20\n | South | Apr 2024 | #7 | #20\n"
    "Releases on bail | North | Apr 2024 | #9 | #20\n | South | Apr 2024 | #6 | #20",
    "month": "Month | Measure | Area | Numerator | Denominator\n"
    "Apr 2024 | Risk assessments completed | North | #8 | #20\n | Risk assessments completed | South | #7 | #20\n"
    "May 2024 | Risk assessments completed | North | #9 | #20\n | Risk assessments completed | South | #6 | #20",
    "months across": "Area | Measure | Apr 2024\n"
    "North | Risk assessments completed | 8/20\n | Releases on bail | 9/20\n"
    "South | Risk assessments completed | 7/20\n | Releases on bail | 6/20",
}


@pytest.mark.parametrize("printed", RETURNS)
def test_a_return_is_filled_down(reads: Reads, tmp_path: Path, printed: str) -> None:
    evidence = reads(book(tmp_path / "r.xlsx", Return=RETURNS[printed]))
    found = sorted((one.numerator, one.district) for one in evidence.figures)
    assert found == [(6, "South"), (7, "South"), (8, "North"), (9, "North")]
    assert codes(evidence) == {"filled_down"}


def test_a_blank_area_below_its_districts_is_the_force(reads: Reads, tmp_path: Path) -> None:
    lines = [
        f"{area} | {measure} | Apr 2024 | #{met} | #{of}"
        for measure in ("Risk assessments completed", "Releases on bail")
        for area, met, of in ((NORTH, 8, 20), (SOUTH, 7, 20), ("", 15, 40))
    ]
    drawing = "\n".join(["Area | Measure | Month | Numerator | Denominator", *lines])
    evidence = reads(book(tmp_path / "r.xlsx", Return=drawing))
    assert [one.district for one in evidence.figures] == [NORTH, SOUTH] * 2
    assert aside(evidence) == {"sum_of_districts": 2}
