"""Whether the dates of a column have the day or the month first: told by the whole column, and by its sheet's month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from daready.evidence.cells.dates import is_numeric, month_first, month_of, read_date
from daready.evidence.grid.cell_text import Value

_FEWEST = 2
"""One date that fits its sheet's month only the other way round may be of another month."""


class Order(Enum):
    """How a column's dates of three numbers are to be read."""

    DAY_FIRST, MONTH_FIRST, IN_DOUBT = range(3)


def order_of(values: Iterable[Value], month: int | None) -> Order:
    """The order of a column; ``month`` is what the tab, a title or the file says its rows are of.

    One date that can only have its month first (07/14/2025) puts the column in doubt; so do dates that all fit the
    month only so. The month settles it where it fits every date; one that can only have its day first (14/07/2025)
    beside the other kind leaves it in doubt. Where the month fits all others day first, or most others can be nothing
    else, the one is a slip.
    """
    typed = {value for value in values if is_numeric(value)}
    days = {value for value in values if isinstance(value, date)}
    only_month = sum(bool(month_first(value) and not read_date(value)) for value in typed)
    only_day = sum(bool(read_date(value) and not month_first(value)) for value in typed)
    swapped = all(month_first(day) for day in days)  # as Excel leaves half of such a column, and all of some
    told = typed | days if swapped else typed
    fits = month is not None and bool(told) and all(_in(month_first(value), month) for value in told)
    others = [read_date(value) for value in typed if read_date(value)]
    if only_day > 2 * only_month or (month is not None and others and all(_in(day, month) for day in others)):
        return Order.DAY_FIRST  # what can only have its month first is a slip
    if only_month:
        return Order.MONTH_FIRST if fits and not only_day else Order.IN_DOUBT
    if (
        fits
        and not only_day
        and len(told) >= _FEWEST
        and not all(_in(read_date(value), month) for value in told)
    ):
        return Order.MONTH_FIRST
    return Order.DAY_FIRST


def in_order(value: Value, order: Order, *, swapped: bool) -> date | None:
    """A cell's day; ``swapped``: days that Excel made of such dates have day and month the wrong way round."""
    if is_numeric(value) or (swapped and isinstance(value, date)):
        return None if order is Order.IN_DOUBT else month_first(value)
    return read_date(value)


def may_be_swapped(values: Iterable[Value]) -> bool:
    """Whether each day of a column could be one that Excel has read the wrong way round."""
    return all(month_first(value) for value in values if isinstance(value, date))


def _in(day: date | None, month: int | None) -> bool:
    return day is not None and month_of(day) == month
