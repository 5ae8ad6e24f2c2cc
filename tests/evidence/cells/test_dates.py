"""Dates and months as British people type them; what can be read two ways is refused, by its cell."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.cells.dates import find_period, read_date, read_period, read_span
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, only, told


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
        ("24-11-25", None),
        ("25-11-24", None),
        ("03-04-26", None),
        ("24/11/25", date(2025, 11, 24)),
        ("3-11-25", date(2025, 11, 3)),
        ("24.04.03", None),
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
        ("Panel meeting May 12", None),
        ("Panel meeting May 26", None),
        ("May 26", 5),
        ("May 12", None),
        ("DA audit May '26", 5),
        ("DA audit May-26", 5),
        ("DA audit May 32", 5),
        ("April", None),
    ],
)
def test_the_month_within_a_title(said: str, month: int | None) -> None:
    found = find_period(said)
    assert (None if found is None else found % 12 + 1) == month


@pytest.mark.parametrize(
    ("said", "month"), [("DA audit May 26", 5), ("DA audit May 15", 5), ("Panel meeting May 14", None)]
)
def test_in_a_name_two_digits_are_a_year_unless_no_audit_is_so_old(said: str, month: int | None) -> None:
    found = find_period(said, name=True)
    assert (None if found is None else found % 12 + 1) == month


BARE = "Case reference | Risk tool completed | Supervisor review\nD1 | Yes | No"


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
    drawing = "Case reference | Date of audit | Risk tool completed\nD1 | 3.5.24 | Yes\nD2 | 3.4.24 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=drawing))
    assert [str(case.month) for case in only(evidence).cases] == ["2024-05", "2024-04"]
    assert told(evidence, "period_disagrees").cells == ("B2",)


def test_a_date_that_cannot_be_read_is_told_and_the_tab_stands_in(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | Risk tool completed\nD1 | 31/02/2024 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Apr_2024=drawing))
    assert only(evidence).cases[0].day is None
    assert told(evidence, "date_not_understood").cells == ("B2",)
    assert "undated" not in codes(evidence)


@pytest.mark.parametrize(
    ("typed", "allowed", "span"),
    [
        ("2024/25", ["year"], ("2025-03", 12)),
        ("FY 2024-25", ["year"], ("2025-03", 12)),
        ("2024/2025", ["year"], ("2025-03", 12)),
        ("2024/26", ["year"], None),
        ("2024/25", ["quarter"], None),
        ("Q1 2025/26", ["quarter"], ("2025-06", 3)),
        ("2025/26 Q4", ["quarter"], ("2026-03", 3)),
        ("Q1 2025/26 Q2", ["quarter"], None),
        ("Q1 2025/26", ["year"], None),
        ("Q1 2025", ["quarter", "year"], None),
        ("Q5 2025/26", ["quarter"], None),
        ("wk 14 2025", ["week"], ("2025-04", 1)),
        ("2025-W14", ["week"], ("2025-04", 1)),
        ("wk 14", ["week"], None),
        ("wk 54 2025", ["week"], None),
        ("wk 14 2025", [], None),
    ],
)
def test_a_period_other_than_a_month(typed: str, allowed: list[str], span: tuple[str, int] | None) -> None:
    read = read_span(typed, allowed)
    assert (None if read is None else (f"{read[0] // 12}-{read[0] % 12 + 1:02}", read[1])) == span


def test_quarters_count_in_their_last_month_where_the_form_allows_them(read: Read, tmp_path: Path) -> None:
    drawing = """
Measure | Month | Numerator | Denominator
M16 | Q1 2025/26 | #30 | #40
M16 | Jul 2025 | #10 | #12
M16 | Q2 2025/26 | #31 | #40
M16 | 2024/25 | #90 | #99
M16 | wk 14 2025 | #1 | #2
"""
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert [(str(f.month), f.denominator) for f in evidence.figures] == [
        ("2025-06", 40),
        ("2025-07", 12),
        ("2025-03", 99),
    ]
    assert aside(evidence) == {"period_differs": 1, "undated": 1}
    assert told(evidence, "period_not_understood").cells == ("B6",)


@pytest.mark.parametrize(
    ("september", "reason"),
    [
        ("Sep 2025 | #9 | #14", "period_overlaps"),
        ("Sep 2025 | #9 | #15", "period_differs"),
        (None, "period_differs"),
    ],
)
def test_a_quarter_gives_way_to_its_months_and_says_whether_they_add_up(
    read: Read, tmp_path: Path, september: str | None, reason: str
) -> None:
    rows = ["Q2 2025/26 | #31 | #40", "Jul 2025 | #10 | #12", "Aug 2025 | #12 | #14", september]
    drawing = "Measure | Month | Numerator | Denominator\n" + "\n".join(f"M16 | {row}" for row in rows if row)
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert aside(evidence) == {reason: 1}
    assert [doubt.item for doubt in evidence.doubts] == ["performance-return/M16"] * (
        reason == "period_differs"
    )


@pytest.mark.parametrize(
    ("force", "left", "reasons"),
    [
        ("Total | #30 | #40", ["North", "South"], {"sum_of_districts": 1}),
        (" | #33 | #44", [None], {"part_of_force": 2}),
        ("Force | #20 | #40", [], {"duplicate_figure_conflict": 3}),
    ],
)
def test_the_force_beside_its_districts_counts_once(
    read: Read, tmp_path: Path, force: str, left: list[str | None], reasons: dict[str, int]
) -> None:
    rows = ["North | #20 | #25", "South | #10 | #15", force]
    drawing = "Measure | Month | District | Numerator | Denominator\n" + "\n".join(
        f"M16 | Jul 2025 | {row}" for row in rows
    )
    evidence = read(book(tmp_path / "a.xlsx", Return=drawing))
    assert (len(evidence.figures), aside(evidence)) == (len(left), reasons)


@pytest.mark.parametrize(
    ("second", "named"),
    [("4.4.24 | May 2024", True), ("4.5.24 | Apr 2024", False), ("4.6.24 | May 2024", True)],
)
def test_the_month_that_dates_lie_outside_is_named_only_where_it_is_one(
    read: Read, tmp_path: Path, second: str, named: bool
) -> None:
    drawing = f"Case reference | Date of audit | Month | Tool done\nD1 | 3.4.24 | May 2024 | Yes\nD2 | {second} | Yes"
    said = told(read(book(tmp_path / "a.xlsx", Audit=drawing)), "period_disagrees")
    assert said.cells == ("B2", "B3")
    assert ("May 2024" in said.message) is named


def test_where_a_form_allows_no_quarter_it_is_refused_by_cell(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Month | Tool done\nD1 | Q1 2025/26 | Yes\nD2 | wk 14 2025 | No\nD3 | wk 14 | No"
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert told(evidence, "period_not_understood").cells == ("B2", "B4")
    assert [str(case.month) for case in only(evidence).cases] == ["2025-04"]


def test_days_ahead_and_days_before_the_form_are_told_and_kept(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Tool done\nD1 | 3.4.33 | Yes\nD2 | 3.12.14 | No\nD3 | 3.4.24 | No"
    )
    path = book(tmp_path / "a.xlsx", Audit=drawing)
    evidence = read(path, latest_day=date(2024, 5, 1))
    assert told(evidence, "date_in_future").cells == ("B2",)
    assert told(evidence, "date_before_form").cells == ("B3",)
    assert (evidence.rows_used, aside(evidence)) == (2, {"month_out_of_order": 1})
    assert "date_in_future" not in codes(read(path))


def test_a_next_review_may_lie_ahead_and_a_tab_may_not(read: Read, tmp_path: Path) -> None:
    register = "Document | Status | Dated | Review date\nda-policy | Approved | 1.1.24 | 1.1.27"
    path = book(tmp_path / "a.xlsx", Register=register, May_2027=BARE)
    evidence = read(path, latest_day=date(2024, 5, 1))
    (notice,) = (n for n in evidence.notices if n.code == "date_in_future")
    assert notice.sheet == "May 2027"


def test_dates_of_a_1904_workbook_are_the_days_it_shows(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    workbook = xlsxwriter.Workbook(str(path), {"date_1904": True})
    sheet = workbook.add_worksheet("Audit")
    sheet.write_row(0, 0, ["Case reference", "Date of audit", "Risk tool completed"])
    sheet.write_row(1, 0, ["D1", "", "Yes"])
    sheet.write_datetime(1, 1, datetime(2024, 4, 3), workbook.add_format({"num_format": "dd/mm/yyyy"}))
    workbook.close()
    assert only(read(path)).cases[0].day == date(2024, 4, 3)


def test_file_tab_and_rows_are_checked_against_each_other(read: Read, tmp_path: Path) -> None:
    rows = "Case reference | Date of audit | Risk tool completed\nD1 | 3.4.24 | Yes"
    agree = read(book(tmp_path / "April 2024.xlsx", Apr_2024=rows))
    assert "period_disagrees" not in codes(agree)
    tab = read(book(tmp_path / "Audit.xlsx", May_2024=rows))
    assert told(tab, "period_disagrees").cells == ("B2",)
    file = read(book(tmp_path / "June 2024.xlsx", Apr_2024=rows))
    assert told(file, "period_disagrees").cell is None
