"""Dates and months as British people type them, read one way or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from daready.evidence.grid.cell_text import Value, text_of
from daready.rubric.words import clean

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMES = {name: n for n, name in enumerate(_MONTHS, 1)} | {name[:3]: n for n, name in enumerate(_MONTHS, 1)}
_NAMES["sept"] = 9
_NAME = "(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + ")"
_ZONE = r"(?:z| ?[+\-]\d{2}:?\d{2}| ?(?:gmt|utc|bst))?"
_TIME = rf"(?:,?[ t]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?{_ZONE})?"

_NUMERIC = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(\d{{1,2}})(?:st|nd|rd|th)?[ ./\-]*{_NAME}\.?,?[ ./\-]*(\d{{4}}|'?\d{{2}}){_TIME}"
)
_NAME_FIRST = re.compile(rf"(?:[a-z]{{3,9}},? )?{_NAME}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_ISO = re.compile(rf"(\d{{4}})([./-])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_PACKED = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\.0)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

_MONTH_NAMED = re.compile(rf"{_NAME}\.?[ \-_./,]*(20\d{{2}}|'?\d{{2}})")
_MONTH_ISO = re.compile(r"(20\d{2})[-./](\d{1,2})")
_MONTH_NUMERIC = re.compile(r"(\d{1,2})[-./](20\d{2})")

_FIND_NAMED = re.compile(rf"(?<![a-z]){_NAME}(\.?[ \-_.,]*)(20\d{{2}}|'?\d{{2}})(?!\d)")
_FIND_ISO = re.compile(r"(?<![\d\-])(20\d{2})[-_.](0[1-9]|1[0-2])(?![\d])(?![-_.]\d)")
_FIND_YEARS = re.compile(r"(?<![\d\-/.])(20\d{2})[-_/–](20\d{2}|\d{2})(?![\d])(?![-_./]\d)")
_FIND_YEAR = re.compile(r"(?<![\d\-/.,])(20\d{2})(?![\d,])")
_YEAR_STARTS = 4
_QUARTER = r"(?:q|qtr|quarter) ?([1-4])"
_YEARS = re.compile(
    rf"(?:{_QUARTER}[ ,]*)?(?:fy ?|financial year )?(20\d{{2}}) ?[/\-–] ?(\d{{2}}|20\d{{2}})(?:[ ,]*{_QUARTER})?"
)
_WEEK = re.compile(r"(?:wk|week|w) ?(\d{1,2})[ ,/\-]*(20\d{2})|(20\d{2})[ \-]?(?:wk|week|w) ?(\d{1,2})")
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?[ \-_.]*$")

_MONTHS_A_YEAR = 12
_EARLIEST = 15
"""No audit that is sent is from before 2015: a local choice."""
_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


def read_date(value: Value) -> date | None:
    """A day, or None where the cell cannot be a date, or can be two. Two-digit years are 20yy."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)) and not _PACKED.fullmatch(text_of(value)):
        return _serial(float(value))
    text = clean(text_of(value)).casefold().replace("’", "'")
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _PACKED.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAME_FIRST.fullmatch(text):
        return _day(int(match[3]), _NAMES[match[1]], int(match[2]))
    if match := _NAMED.fullmatch(text):
        return _day(_year(match[3]), _NAMES[match[2]], int(match[1]))
    if match := _NUMERIC.fullmatch(text):
        # 24-11-25 may be 24 November 2025 or 25 November 2024, and 24/04/03 begins with no day that was meant.
        if len(match[4]) == 2 and (
            (match[2] == "-" and len(match[1]) == 2) or int(match[4]) < 10 <= int(match[1])
        ):
            return None
        return _day(_year(match[4]), int(match[3]), int(match[1]))
    return None


def month_first(value: Value) -> date | None:
    """The day that a cell is if its month stands first: 07/14/2025, or a day that Excel took for another of the two."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _day(day.year, day.day, day.month) if day.day <= _MONTHS_A_YEAR else None
    match = _NUMERIC.fullmatch(clean(value).casefold()) if isinstance(value, str) else None
    return _day(_year(match[4]), int(match[1]), int(match[3])) if match else None


def is_numeric(value: Value) -> bool:
    """Whether a cell is a date typed as three numbers, of which the first may be the day or the month."""
    return isinstance(value, str) and bool(_NUMERIC.fullmatch(clean(value).casefold()))


def read_period(value: Value) -> int | None:
    """A month, counted from year nought, or None. A full date stands for its month."""
    if isinstance(value, str):
        text = clean(value).casefold().replace("’", "'")
        if match := _MONTH_NAMED.fullmatch(text):
            return _month(_year(match[2]), _NAMES[match[1]])
        if match := _MONTH_ISO.fullmatch(text):
            return _month(int(match[1]), int(match[2]))
        if match := _MONTH_NUMERIC.fullmatch(text):
            return _month(int(match[2]), int(match[1]))
    day = read_date(value)
    return None if day is None else month_of(day)


def read_span(value: Value, allowed: Iterable[str]) -> tuple[int, int] | None:
    """A period other than a month: its last month and how many months it has; None where not allowed.

    A financial year is 2024/25, its quarter Q1 2024/25; a week is counted the ISO way and belongs to the
    month of its Thursday. Refused: ``Q1 2025``, which may be either kind of year, and a week without one.
    """
    if not isinstance(value, str):
        return None
    text = clean(value).casefold()
    if "week" in allowed and (match := _WEEK.fullmatch(text)):
        year, week = int(match[2] or match[3]), int(match[1] or match[4])
        try:
            return month_of(date.fromisocalendar(year, week, 4)), 1
        except ValueError:
            return None
    match = _YEARS.fullmatch(text)
    if match is None or (int(match[2]) + 1) % 100 != int(match[3]) % 100:
        return None
    quarter = match[1] or match[4]
    if (match[1] and match[4]) or ("quarter" if quarter else "year") not in allowed:
        return None
    last = 3 * int(quarter) if quarter else 12
    return int(match[2]) * 12 + _YEAR_STARTS - 2 + last, 3 if quarter else 12


def bare_month(text: str) -> int | None:
    """The month (1 to 12) of a text that is a month's name and nothing more."""
    return _NAMES.get(clean(text).casefold().rstrip(". "))


def year_of(month: int, texts: Iterable[str]) -> int | None:
    """The month of a bare name as counted from year nought, if the texts around it allow one year only.

    A financial year (2025/26) settles it by itself, else the one calendar year that is named.
    """
    folded = [clean(text).casefold() for text in texts]
    spans = {(int(m[1]), int(m[2]) % 100) for text in folded for m in _FIND_YEARS.finditer(text)}
    starts = {start for start, end in spans if (start + 1) % 100 == end}
    if starts or spans:
        years = {start + (month < _YEAR_STARTS) for start in starts}
    else:
        years = {int(m[1]) for text in folded for m in _FIND_YEAR.finditer(text)}
    return _month(years.pop(), month) if len(years) == 1 else None


def find_period(text: str, *, name: bool = False) -> int | None:
    """The one month named within a title, or the ``name`` of a tab or a file; None where there is none, or several.

    "May 26" may end with a day or a year, so that a title with other words gives no month by it. A name is given
    for the month, and so is a title that is nothing else: there it is a year, unless that is before any audit.
    """
    folded = clean(text).casefold().replace("’", "'")
    name = name or bool(_MONTH_NAMED.fullmatch(folded))
    found: set[int | None] = set()
    for match in _FIND_NAMED.finditer(folded):
        if not (_DAY_BEFORE.search(folded[: match.start()]) or _is_a_day(match[2], match[3], name)):
            found.add(_month(_year(match[3]), _NAMES[match[1]]))
    for match in _FIND_ISO.finditer(folded):
        found.add(_month(int(match[1]), int(match[2])))
    return found.pop() if len(found) == 1 else None


def _is_a_day(between: str, digits: str, name: bool) -> bool:
    """Whether what stands after a month's name may be its day: two digits after nothing but a blank."""
    if len(digits) != 2 or between.strip(" .,") or " " not in between:
        return False
    return int(digits) < _EARLIEST if name else 1 <= int(digits) <= 31


def without_period(text: str) -> str:
    """A tab or title without the month it names, to see what else it says."""
    left = clean(text)
    for pattern in (_FIND_NAMED, _FIND_ISO, _FIND_YEAR):
        left = re.sub(pattern.pattern, " ", left, flags=re.IGNORECASE)
    return clean(left)


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_text(month: int) -> str:
    """A month as people say it: April 2024."""
    return f"{_MONTHS[month % 12].capitalize()} {month // 12}"


def _year(text: str) -> int:
    digits = text.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return None


def _month(year: int, month: int) -> int | None:
    return year * 12 + month - 1 if 2000 <= year <= 2099 and 1 <= month <= 12 else None


def _serial(number: float) -> date | None:
    """Excel's count of days. Numbers outside this century are numbers, not dates."""
    days = int(number)
    return _within(_EPOCH + timedelta(days=days)) if 36_526 <= days <= 73_050 else None


def _within(day: date) -> date | None:
    return day if _FIRST <= day <= _LAST else None
