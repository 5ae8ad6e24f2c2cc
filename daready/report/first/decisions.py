"""The three things asked of the reader: each an order, an owner and a day, the first three that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from daready.planning.gaps import Gap
from daready.report.first.verdict import needs_practice
from daready.report.first.view import Decision, Owned, number
from daready.report.words import count
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding

MOST = 3
NO_DATE = "no date"

_BY_ORDER = frozenset({"absent", "not_in_register", "not_returned", "not_asked", "missing", "no_analysis"})
"""Reasons that an order alone can change: nobody has written, sent or asked it."""


def decisions(
    assessment: Assessment,
    gaps: Sequence[Gap],
    rubric: Rubric,
    chances: Mapping[str, float | None],
    owned: Mapping[str, Owned],
) -> tuple[Decision, ...]:
    """The first three of: cases that wait; a critical red that practice holds; what an order alone changes; a critical
    criterion that more audits can prove; any other red. ``gaps`` in their order."""
    found = {c.id: c for c in assessment.criteria}
    ordered = [found[gap.criterion] for gap in gaps]
    asks: dict[str, Decision] = {}
    if assessment.needs_someone_today:
        asks[""] = _safe(assessment, owned)
    for c in _most_urgent(ordered, chances):
        asks.setdefault(c.id, _decision(c, rubric, chances, owned))
    return tuple(asks.values())[:MOST]


def _most_urgent(
    gaps: Sequence[CriterionFinding], chances: Mapping[str, float | None]
) -> Iterator[CriterionFinding]:
    """In order; a criterion that only waits for a case to be made safe has its decision already."""
    gaps = [c for c in gaps if c.if_safe is not Colour.GREEN]
    red = [c for c in gaps if c.colour is Colour.RED]
    yield from (c for c in red if c.critical and needs_practice(c, chances[c.id]))
    ordered = [c for c in gaps if _BY_ORDER.intersection(c.notes[:1])]
    yield from sorted(ordered, key=lambda c: c.colour is not Colour.RED)
    yield from (c for c in gaps if c.critical)
    yield from red
    yield from gaps


def _safe(assessment: Assessment, owned: Mapping[str, Owned]) -> Decision:
    waiting = len(assessment.needs_someone_today)
    cases = {1: "the case", 2: "both cases"}.get(waiting, f"all {number(waiting)} cases")
    owners = {
        owned[c].owner for case in assessment.needs_someone_today for c in case.criteria[:1] if c in owned
    }
    owner = owners.pop() if len(owners) == 1 else "the owners above"
    return Decision(f"Confirm that {cases} {'is' if waiting == 1 else 'are'} made safe", owner, "today")


def _decision(
    c: CriterionFinding, rubric: Rubric, chances: Mapping[str, float | None], owned: Mapping[str, Owned]
) -> Decision:
    mine = owned[c.id]
    what = rubric.criteria[c.id].decision or f"Close the gap: {c.short or c.title}"
    if c.cases_to_green is not None and not needs_practice(c, chances[c.id]):
        what = f"Audit {count(c.cases_to_green, 'more case')}: {c.short or c.title}"
    return Decision(what, mine.owner, by(mine))


def by(owned: Owned) -> str:
    """The day something is due; that nobody has set one is said."""
    if owned.due is None:
        return NO_DATE
    return f"{short_day(owned.due)}, overdue" if owned.overdue else short_day(owned.due)


def short_day(day: date) -> str:
    """31 Aug, or 31 Aug 2027: a day where there is little room."""
    return f"{day.day} {day:%b}"
