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


WEAK_REDS = frozenset({"provisional", "fallen"})
"""The notes of a Red that one question of several cannot carry by itself (A20)."""


def held(
    months: Iterable[Month],
    at: date,
    find: Find,
    *,
    may_be_bad: Callable[[Month], bool],
    answered: Callable[[Month], bool],
) -> LineFinding:
    """A14: the line as at a day, no better than it was on any month end since its newest evidence.

    ``months`` are those that have evidence. A Red, or a recent fall, of an earlier month stands until ``answered``
    says that the cases after it are by themselves Amber or Green; ``may_be_bad`` rules out most months at no cost.
    A line that is Grey keeps the last colour it had as ``was``.
    """
    known = sorted({month for month in months if month.first <= at})
    if not known:
        return find(Month.of(at), at)
    newest = known[-1]
    seen = [find(newest, day) for day in _days(newest, at)]
    now, worst = seen[-1], min(seen, key=lambda line: WORST_FIRST.index(line.colour))
    worst = replace(worst, joined=now.joined)  # what newer cases would have to outweigh is what is left today
    reds = [line for line in seen if line.colour is Colour.RED]
    bad = [] if reds else [find(month, month.last) for month in _unanswered(known, may_be_bad, answered)]
    reds = reds or [line for line in bad if line.colour is Colour.RED]
    if reds:
        return _red(reds, now)
    if worst.colour is Colour.GREY:
        grey = now if now.colour is Colour.GREY else worst
        return replace(grey, was=_last_colour(seen, known, find))
    falls = [line for line in bad if line.note == "recent_fall"]
    if worst.colour is Colour.GREEN and falls:
        return _standing(falls[-1], now, "fall_not_answered")
    return worst if worst.colour is not now.colour else now


def _unanswered(
    known: Sequence[Month], may_be_bad: Callable[[Month], bool], answered: Callable[[Month], bool]
) -> list[Month]:
    """The months before the newest that may be bad and that nothing has answered, oldest first.

    What answers one month answers every month before it too, so looking back ends at the first that is answered.
    """
    found: list[Month] = []
    for back, month in enumerate(reversed(known[:-1]), 1):
        bad = may_be_bad(month)
        if (bad or back % _ASK_AGAIN == 0) and answered(month):
            break
        found += [month] if bad else []
    return found[::-1]


_ASK_AGAIN = 12
"""So many months back it is asked whether all before are answered, though none of these was bad."""


def _red(reds: Sequence[LineFinding], now: LineFinding) -> LineFinding:
    """Of several Reds the one that one question of several can carry too (A20), else the newest."""
    red = next((line for line in reds if line.note not in WEAK_REDS), reds[-1])
    if red is now or (now.colour is Colour.RED and now.note not in WEAK_REDS):
        return now
    return _standing(red, now, "not_answered")


def _days(newest: Month, at: date) -> Sequence[date]:
    """Each month end from the newest evidence on, and the day itself."""
    ends: list[date] = []
    month = newest
    while month.last < at:
        ends.append(month.last)
        month = month.later(1)
    return [*ends, at]


def _standing(bad: LineFinding, now: LineFinding, note: str) -> LineFinding:
    """What was found then, with the age it has now; what newer cases would have to outweigh is what is left today."""
    return replace(
        bad, note=note, then=bad.note, rule="A14", freshness=now.freshness, expires=None, joined=now.joined
    )


def _last_colour(seen: Sequence[LineFinding], known: Sequence[Month], find: Find) -> Colour | None:
    """The last colour other than Grey that the line had, back through its months."""
    return next((line.colour for line in _back(seen, known, find) if line.colour is not Colour.GREY), None)


def _back(seen: Sequence[LineFinding], known: Sequence[Month], find: Find) -> Iterator[LineFinding]:
    yield from reversed(seen)
    for month in reversed(known[:-1]):
        yield find(month, month.last)
