"""Dates and months as British people type them; what can be read two ways is refused, by its cell."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from daready.evidence.dates import find_period, read_date, read_period
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.test_tables import aside, codes, only, told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3.4.24", date(2024, 4, 3)),
        ("03/04/2026", date(2026, 4, 3)),
        ("3-4-2026", date(2026, 4, 3)),
        ("3 Apr 2026", date(2026, 4, 3)),
        ("3rd April 2026", date(2026, 4, 3)),
        ("Fri 3 April 2026", date(2026, 4, 3)),
        ("3-Apr-26", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-04-03T09:15:00", date(2026, 4, 3)),
        ("03/04/2026 14:30", date(2026, 4, 3)),
        (45385.0, date(2024, 4, 3)),
        ("45385", date(2024, 4, 3)),
        (datetime(2024, 4, 3, 12, 0), date(2024, 4, 3)),
        ("31/02/2024", None),
        ("04/13/2024", None),
        ("24-04-03", None),
        ("04/05", None),
        ("April", None),
        ("Apr 2024", None),
        (2024.0, None),
        (True, None),
        (date(1900, 1, 3), None),
        ("3.4.24 and 5.4.24", None),
    ],
)
def test_a_day(typed: object, day: date | None) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("Apr-24", "2024-04"),
        ("April 2024", "2024-04"),
        ("Sept '24", "2024-09"),
        ("2024-04", "2024-04"),
        ("04/2024", "2024-04"),
        (date(2024, 4, 1), "2024-04"),
        ("3.4.24", "2024-04"),
        ("13/2024", None),
        ("04/05", None),
        ("2024/25", None),
        ("Q1 2024", None),
    ],
)
def test_a_month(typed: object, month: str | None) -> None:
    read = read_period(typed)
    assert (None if read is None else f"{read // 12}-{read % 12 + 1:02}") == month


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("DA audit April 2024", 4),
        ("audit_Apr-24_final", 4),
        ("DA_2024-04_v2", 4),
        ("April 2023 to March 2024", None),
        ("Printed 3 May 2024", None),
        ("2024-04-03 export", None),
        ("Mayor's office 20", None),
        ("April", None),
    ],
)
def test_the_month_within_a_title(said: str, month: int | None) -> None:
    found = find_period(said)
    assert (None if found is None else found % 12 + 1) == month


BARE = "Case reference | Q25 | Q28\nD1 | Yes | No"


@pytest.mark.parametrize(
    ("name", "tab", "title", "month"),
    [
        ("a.xlsx", "Apr 2024", "", "2024-04"),
        ("a.xlsx", "Audit", "DA audit, May 2024", "2024-05"),
        ("a.xlsx", "Audit", "Period | 06/2024", "2024-06"),
        ("DA audit Jul 2024.xlsx", "Audit", "", "2024-07"),
        ("DA audit Jul 2024.xlsx", "Apr 2024", "May 2024", "2024-04"),
        ("a.xlsx", "Apr 2024", "Period | 06/2024", "2024-04"),
    ],
)
def test_the_month_is_taken_from_around_the_rows(
    read: Read, tmp_path: Path, name: str, tab: str, title: str, month: str
) -> None:
    evidence = read(book(tmp_path / name, **{tab: f"{title}\n{BARE}"}))
    assert str(only(evidence).cases[0].month) == month


def test_without_any_month_a_row_is_set_aside(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=BARE))
    assert aside(evidence) == {"undated": 1}
    assert evidence.cases == ()


def test_the_row_wins_over_the_tab_and_the_disagreement_is_told(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Q25\nD1 | 3.5.24 | Yes\nD2 | 3.4.24 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=drawing))
    assert [str(case.month) for case in only(evidence).cases] == ["2024-05", "2024-04"]
    assert told(evidence, "period_disagrees").cells == ("B2",)


def test_a_date_that_cannot_be_read_is_told_and_the_tab_stands_in(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Q25\nD1 | 31/02/2024 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=drawing))
    assert only(evidence).cases[0].day is None
    assert told(evidence, "date_not_understood").cells == ("B2",)
    assert "undated" not in codes(evidence)
