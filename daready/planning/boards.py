"""Boards: when each met, what it decided, and what has another colour than when it last met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from daready.rubric.terms import Colour
from daready.rubric.words import fold
from daready.scoring.model import Assessment, CriterionFinding


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a board. ``decided``: what it decided, in a sentence; ``next``: the day it meets again."""

    board: str
    on: date
    decided: str = ""
    next: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion that has another colour than when a board met."""

    finding: CriterionFinding
    before: Colour


@dataclass(frozen=True, slots=True)
class SinceMet:
    """What is so now beside what was known when a board last met, by the rubric of today."""

    meeting: Meeting
    moved: tuple[Moved, ...]
    same: int


def last_met(meetings: Iterable[Meeting], board: str, day: date) -> Meeting | None:
    """The last meeting of a board before a day, however its name is written."""
    held = [one for one in meetings if fold(one.board) == fold(board) and one.on < day]
    return max(held, key=lambda one: one.on, default=None)


def to_come(meetings: Iterable[Meeting], day: date) -> list[Meeting]:
    """Of each board the meeting that says when it meets next, on a day or after it."""
    newest = {fold(one.board): one for one in sorted(meetings, key=lambda one: one.on)}
    return [one for one in newest.values() if one.next is not None and one.next >= day]


def since_met(meeting: Meeting, then: Assessment, now: Assessment) -> SinceMet:
    """The criteria whose colour is another: a fact of two days, which says nothing of practice."""
    before = {finding.id: finding.colour for finding in then.criteria}
    moved: Sequence[Moved] = [
        Moved(finding, before[finding.id])
        for finding in now.criteria
        if finding.id in before and before[finding.id] is not finding.colour
    ]
    return SinceMet(meeting, tuple(moved), len(now.criteria) - len(moved))
