"""One screen of how the collecting stands: each fact of it from the evidence, none of it wider than a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from daready.evidence.model import Month
from daready.report.status import Arrived, Due, status_of, told_status
from daready.scoring.assess import assess
from tests.year import shipped, year

DAY = date(2026, 7, 31)


def test_what_came_in_adds_up_to_every_case_and_figure() -> None:
    assessment = assess(shipped(), year(), as_at=DAY)
    status = status_of(shipped(), assessment, year())
    whole = {one.form: sum(one.months.values()) for one in status.arrived if one.district is None}
    cases = sum(len(sheet.cases) for sheet in year().cases)
    assert sum(whole.values()) == cases + len(year().figures)
    districts = [
        sum(one.months.values()) for one in status.arrived if one.district and one.form == "case-audit"
    ]
    assert 0 < sum(districts) <= whole["case-audit"]


def test_a_month_that_did_not_come_is_missing_and_one_that_came_three_times_is_expected() -> None:
    july = Month(2026, 7)
    months = dict.fromkeys((Month(2026, month).ordinal for month in (2, 3, 5)), 40)
    assert Arrived("f", "F", None, months).missing(july) == [Month(2026, 4), Month(2026, 6), july]
    two = dict.fromkeys((Month(2026, month).ordinal for month in (2, 5)), 40)
    assert Arrived("f", "F", None, two).missing(july) == []


def test_a_district_that_stops_is_missing_where_others_go_on() -> None:
    june = Month(2026, 6).ordinal
    without = replace(
        year(),
        cases=tuple(
            replace(sheet, cases=replace(sheet.cases, district=_moved(sheet.cases, june)))
            for sheet in year().cases
        ),
    )
    assessment = assess(shipped(), without, as_at=DAY)
    status = status_of(shipped(), assessment, without)
    gaps = {one.district: one.missing(status.until) for one in status.arrived if one.form == "case-audit"}
    assert gaps == {None: [], "North": [Month(2026, 6)], "South": [], "Central": []}
    assert "Domestic abuse case audit, North: June 2026" in " ".join(
        " ".join(told_status(status, assessment)).split()
    )


def _moved(cases, month: int) -> tuple[str | None, ...]:
    pairs = zip(cases.district, cases.months, strict=True)
    return tuple("South" if name == "North" and of == month else name for name, of in pairs)


def test_one_screen_is_80_columns_wide_and_late_comes_first() -> None:
    assessment = assess(shipped(), year(), as_at=DAY)
    due = [
        Due(date(2026, 9, 1), "U08: supervisors check each form", "detective inspector", late=False),
        Due(date(2026, 7, 1), "U09: review within a day", "detective sergeant", late=True),
    ]
    lines = [*told_status(status_of(shipped(), assessment, year(), due), assessment)]
    assert max(map(len, lines)) <= 80
    at = lines.index("Due")
    assert "1 July 2026 (late): U09" in lines[at + 1]
    assert len(lines) < 60
