"""Waiting never improves anything: a line is held to what it was until newer evidence answers it (A14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from daready.evidence.model import Month
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import LineFinding

Find = Callable[[Month, date], LineFinding]
"""A line's finding from its evidence up to a month, as at a day."""


def held(
    months: Iterable[Month],
    at: date,
    find: Find,
    *,
    may_be_red: Callable[[Month], bool],
    answered: Callable[[Month], bool],
) -> LineFinding:
    """A14: the line as at a day, no better than it was on any month end since its newest evidence.

    ``months`` are those that have evidence. A Red of an earlier month stands until ``answered`` says that the
    cases after it are by themselves Amber or Green; ``may_be_red`` rules out most months at no cost. A line that
    is Grey keeps the last colour it had as ``was``.
    """
    known = sorted({month for month in months if month.first <= at})
    if not known:
        return find(Month.of(at), at)
    newest = known[-1]
    seen = [find(newest, day) for day in _days(newest, at)]
    now, worst = seen[-1], min(seen, key=lambda line: WORST_FIRST.index(line.colour))
    reds = [line for line in seen if line.colour is Colour.RED]
    if not reds:
        reds = [*_unanswered(known[:-1], find, may_be_red, answered)]
    if reds:
        red = next((line for line in reds if line.note != "provisional"), reds[-1])
        return (
            now
            if (now.colour is Colour.RED and now.note != "provisional") or now is red
            else _standing(red, now)
        )
    if worst.colour is not Colour.GREY:
        return worst if worst.colour is not now.colour else now
    grey = now if now.colour is Colour.GREY else worst
    return replace(grey, was=_last_colour(seen, known, find))


def _unanswered(
    months: Sequence[Month],
    find: Find,
    may_be_red: Callable[[Month], bool],
    answered: Callable[[Month], bool],
) -> Iterator[LineFinding]:
    """The Reds of earlier months that nothing newer has answered, oldest first."""
    for month in months:
        if may_be_red(month) and not answered(month):
            then = find(month, month.last)
            if then.colour is Colour.RED:
                yield then


def _days(newest: Month, at: date) -> Sequence[date]:
    """Each month end from the newest evidence on, and the day itself."""
    ends: list[date] = []
    month = newest
    while month.last < at:
        ends.append(month.last)
        month = month.later(1)
    return [*ends, at]


def _standing(red: LineFinding, now: LineFinding) -> LineFinding:
    """The Red as it was found, with the age it has now; its flags say where it was only provisional."""
    flags = (*red.flags, "provisional") if red.note == "provisional" else red.flags
    return replace(red, note="not_answered", rule="A14", flags=flags, freshness=now.freshness, expires=None)


def _last_colour(seen: Sequence[LineFinding], known: Sequence[Month], find: Find) -> Colour | None:
    """The last colour other than Grey that the line had, back through its months."""
    return next((line.colour for line in _back(seen, known, find) if line.colour is not Colour.GREY), None)


def _back(seen: Sequence[LineFinding], known: Sequence[Month], find: Find) -> Iterator[LineFinding]:
    yield from reversed(seen)
    for month in reversed(known[:-1]):
        yield find(month, month.last)
