"""Today: ready or not, who needs someone now, what waits and what comes, what has come in, and where we stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from daready.evidence.model import Month
from daready.report.first.today import open_cases
from daready.report.first.view import FirstPage, Owned
from daready.report.made_safe import waited
from daready.report.page import columns
from daready.report.status import Arrived, Due
from daready.window.answers import Answer, Asked, Page
from daready.window.ways import Room, Way

if TYPE_CHECKING:
    from daready.window.desk import Desk
    from daready.window.standing import Standing

_MONTHS = 12
_AHEAD = timedelta(days=183)
_COMING = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A case that needs someone. ``at``: its place in the list of those who wait, by which it is named."""

    at: int
    high_risk: bool
    failed: str
    where: str
    since: str
    owner: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that happens by itself on a day."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class InOf:
    """A form in the months shown: each in, missing, or not looked for."""

    title: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    first: FirstPage
    columns: list[tuple[int, str, str, str]]
    cases: tuple[Case, ...]
    due: tuple[Due, ...]
    coming: tuple[Coming, ...]
    months: tuple[Month, ...]
    arrived: tuple[InOf, ...]
    read: str


def show(desk: Desk, asked: Asked) -> Answer:
    stands = desk.standing
    if stands is None:
        return Page("today_empty.html", None)
    return Page("today.html", today(stands))


def today(stands: Standing) -> Today:
    """The view of a day."""
    status, evidence = stands.status, stands.rated.evidence
    newest = max((at for one in status.arrived for at in one.months), default=0)
    last = status.until.later(1) if newest > status.until.ordinal else status.until
    months = tuple(last.later(back - _MONTHS + 1) for back in range(_MONTHS))
    return Today(
        first=stands.first,
        columns=columns(stands.first),
        cases=tuple(cases(stands)),
        due=status.due,
        coming=tuple(_coming(stands))[:_COMING],
        months=months,
        arrived=tuple(_in(one, months, status.until) for one in status.arrived if one.district is None),
        read=f"{evidence.rows_read:,} rows read, {evidence.rows_used:,} used, "
        f"{evidence.rows_read - evidence.rows_used:,} set aside.",
    )


def cases(stands: Standing) -> Iterator[Case]:
    """Everybody who needs someone, in the order in which they are named."""
    assessment, rubric = stands.rated.assessment, stands.rated.rubric
    owned = {c.id: Owned(c.owner_role) for c in assessment.criteria}
    seen = {(one.file, one.sheet, one.row): one for one in open_cases(assessment, owned)}
    for at, one in enumerate(stands.waiting):
        shown = seen.get((one.file, one.sheet, one.row))
        titles = [rubric.item[name].title for name in one.questions if name in rubric.item]
        yield Case(
            at=at,
            high_risk=one.high_risk,
            failed="; ".join(titles) or (shown.failed if shown else ""),
            where=f"{one.file}, {one.sheet}, row {one.row}",
            since=waited(one.month, one.day, assessment.as_at),
            owner=shown.owner if shown else "",
        )


def _coming(stands: Standing) -> Iterator[Coming]:
    """What goes stale by itself, soonest first; lines of one criterion that end on a day stand together."""
    until = stands.status.as_at + _AHEAD
    shorts = {c.ref: c.short or c.title for c in stands.rated.assessment.criteria}
    found: dict[tuple[date, str], list[str]] = {}
    for one in stands.status.ends:
        if stands.status.as_at <= one.on <= until:
            found.setdefault((one.on, one.ref), []).append(one.line)
    for (on, ref), lines in found.items():
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        yield Coming(on, f"{shorts.get(ref, ref)}: {lines[0]}{more}")


def _in(one: Arrived, months: tuple[Month, ...], until: Month) -> InOf:
    missing = {month.ordinal for month in one.missing(until)}
    words = ("in" if m.ordinal in one.months else "missing" if m.ordinal in missing else "" for m in months)
    return InOf(one.title, tuple(words))


def _note(stands: Standing) -> str:
    return f"{len(stands.waiting)} waiting" if stands.waiting else ""


ROOM = Room("/", "Today", (Way("GET", "/", show),), note=_note)
