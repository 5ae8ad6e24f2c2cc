"""Day first or month first: the column tells, the sheet's month settles, and what stays in doubt is not used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.evidence.cells.dates import read_date
from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, text
from tests.evidence.strangers import cells
from tests.evidence.tables.test_tables import aside, codes

HEADS = "Case reference | Date of audit | Risk tool completed"


def drawn(*dates: str) -> str:
    return "\n".join([HEADS, *(f"DA/{n} | {day} | Yes" for n, day in enumerate(dates, 1))])


def days(evidence: Evidence) -> list[date | None]:
    return [case.day for sheet in evidence.cases for case in sheet.cases]


SETTLED = {
    "one date that can be nothing else": (("07/01/2025", "07/02/2025", "07/14/2025"), [1, 2, 14]),
    "all under thirteen": (("07/01/2025", "07/02/2025", "07/12/2025"), [1, 2, 12]),
    "with times of twelve hours": (("7/1/2025 2:05 PM", "7/14/2025 9:00 AM"), [1, 14]),
    "half of them swapped by Excel": (("@2025-01-07", "@2025-02-07", "07/14/2025"), [1, 2, 14]),
    "all of them swapped by Excel": (("@2025-01-07", "@2025-02-07", "@2025-12-07"), [1, 2, 12]),
    "with dashes": (("07-01-2025", "07-31-2025"), [1, 31]),
    "beside one in letters": (("07/14/2025", "3 Jul 2025", "07/02/2025"), [14, 3, 2]),
}


@pytest.mark.parametrize("name", SETTLED)
def test_the_month_of_the_tab_settles_it(read: Read, tmp_path: Path, name: str) -> None:
    dates, expected = SETTLED[name]
    evidence = read(book(tmp_path / "a.xlsx", July_2025=drawn(*dates)))
    assert days(evidence) == [date(2025, 7, day) for day in expected]
    assert "dates_month_first" in codes(evidence)
    assert "period_disagrees" not in codes(evidence)


@pytest.mark.parametrize("where", ["title", "file"])
def test_so_does_that_of_a_title_or_of_the_file(read: Read, tmp_path: Path, where: str) -> None:
    drawing = drawn("07/01/2025", "07/14/2025")
    title = "Audit July 2025\n\n" if where == "title" else ""
    name = "July 2025.csv" if where == "file" else "a.csv"
    evidence = read(text(tmp_path / name, title + drawing))
    assert days(evidence) == [date(2025, 7, 1), date(2025, 7, 14)]


DOUBTED = {
    "nothing says the month": ("Audit", ("07/01/2025", "07/14/2025")),
    "one date is of another month": ("July_2025", ("07/01/2025", "07/14/2025", "08/02/2025")),
    "one can only have the day first": ("July_2025", ("07/14/2025", "14/07/2025", "07/08/2025")),
    "half of them swapped": ("Audit", ("@2025-01-07", "07/14/2025")),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_what_nothing_settles_is_not_used(read: Read, tmp_path: Path, name: str) -> None:
    tab, dates = DOUBTED[name]
    evidence = read(book(tmp_path / "a.xlsx", **{tab: drawn(*dates)}))
    assert {*days(evidence)} <= {None}
    assert cells(evidence, "dates_month_first_doubt") == [f"B{n + 2}" for n in range(len(dates))]
    assert (aside(evidence) == {"undated": len(dates)}) == (tab == "Audit")


BRITISH = {
    "the day first": (
        "July_2025",
        ("14/07/2025", "01/07/2025", "02/07/2025"),
        ["2025-07-14", "2025-07-01", "2025-07-02"],
    ),
    "no month elsewhere": ("Audit", ("07/01/2025", "07/02/2025"), ["2025-01-07", "2025-02-07"]),
    "one case of another month": ("July_2025", ("07/01/2025",), ["2025-01-07"]),
    "of the same day and month": ("July_2025", ("07/07/2025", "06/07/2025"), ["2025-07-07", "2025-07-06"]),
}


@pytest.mark.parametrize(
    "dates",
    [("14/07/2025", "02/07/2025", "07/15/2025"), ("13/06/2025", "14/07/2025", "15/07/2025", "07/15/2025")],
)
def test_one_among_days_first_is_a_slip(read: Read, tmp_path: Path, dates: tuple[str, ...]) -> None:
    evidence = read(book(tmp_path / "a.xlsx", July_2025=drawn(*dates)))
    assert cells(evidence, "date_not_understood") == [f"B{len(dates) + 1}"]
    assert [day is None for day in days(evidence)] == [False] * (len(dates) - 1) + [True]


@pytest.mark.parametrize("name", BRITISH)
def test_all_else_is_read_day_first(read: Read, tmp_path: Path, name: str) -> None:
    tab, dates, expected = BRITISH[name]
    evidence = read(book(tmp_path / "a.xlsx", **{tab: drawn(*dates)}))
    assert [str(day) for day in days(evidence)] == expected
    assert {"dates_month_first", "dates_month_first_doubt"}.isdisjoint(codes(evidence))


@pytest.mark.parametrize(
    "said",
    [
        *(
            "July 3, 2025",
            "Jul 3 2025",
            "Thursday, July 3, 2025",
            "2025/07/03",
            "2025.7.3",
            "03/Jul/2025",
            "20250703",
        ),
        *(
            "2025-07-03T10:00:00+01:00",
            "2025-07-03 10:00:00 +0100",
            "3 July 2025 2:05 PM",
            "2025-07-03T09:00:00.000Z",
        ),
        *(20250703.0, "July 3rd, 2025, 10:15 am", "03-Jul-2025", "3/7/2025 10:15 p.m."),
    ],
)
def test_dates_that_can_only_mean_one_thing_are_read(said: object) -> None:
    assert read_date(said) == date(2025, 7, 3)


@pytest.mark.parametrize(
    "said", ["20251303", "2025/13/03", "July 2025", "July 32, 2025", "1234567", 12345678.0]
)
def test_what_is_no_day_is_none(said: object) -> None:
    assert read_date(said) is None
