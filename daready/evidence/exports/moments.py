"""A cell of an export as a moment: a day with its time, or a day alone at midnight."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from daready.evidence.cells.dates import read_date
from daready.evidence.grid.cell_text import Odd, Value, text_of

_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?([ap])?\.?m?\.?(?:z| ?gmt| ?bst| ?utc)?$"
)


def read_moment(value: Value) -> datetime | None:
    """A moment, by the day's British order; None where the cell is none, or could be two.

    Text with an hour that no clock has is not a moment. A zone behind the time is not applied: exports hold local time.
    """
    if isinstance(value, Odd):
        return None
    day = read_date(value)
    if day is None:
        return None
    if isinstance(value, datetime):
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(day, time())
    if isinstance(value, int | float):
        return datetime.combine(day, _of_serial(float(value)))
    clock = _clock(text_of(value).strip().casefold())
    return None if clock is None else datetime.combine(day, clock)


def _of_serial(number: float) -> time:
    """The part of a day behind the point of Excel's count of days, to the minute."""
    minutes = round((number % 1) * 24 * 60)
    return time(min(minutes, 24 * 60 - 1) // 60, min(minutes, 24 * 60 - 1) % 60)


def _clock(text: str) -> time | None:
    """The time at the end of a text; midnight where there is none, None where it is no time of a day."""
    found = _CLOCK.search(text)
    if found is None:
        return time()
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
