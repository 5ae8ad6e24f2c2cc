"""What falls due: actions, evidence that expires, last days to answer reports, the inspection; no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from daready.planning.answer import PUBLISHED, Answer
from daready.planning.boards import Meeting, to_come
from daready.planning.followed import Plan
from daready.planning.in_hand import InHand
from daready.scoring.model import Assessment, CriterionFinding

Kind = Literal["action", "retest", "expiry", "answer", "item", "meeting", "inspection"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: ``ref`` and ``about`` are the number and the name of a criterion, or of a report; ``late``
    where the day has passed.
    """

    on: date
    kind: Kind
    ref: str
    about: str
    role: str
    late: bool = False


def due(assessment: Assessment, promised: Iterable[Due]) -> tuple[Due, ...]:
    """All that is due, by day: what people owe, and what expires. What has expired already is not due any more."""
    found = [*promised, *_expiries(assessment)]
    if assessment.inspection is not None and assessment.inspection >= assessment.as_at:
        found.append(Due(assessment.inspection, "inspection", "", "", ""))
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.ref)))


def promised(
    assessment: Assessment,
    plan: Plan | None,
    answers: Iterable[Answer],
    register: Iterable[InHand],
    meetings: Iterable[Meeting],
) -> list[Due]:
    """What people owe: actions, live items of the register, answers whose last day is still to come, meetings."""
    day = assessment.as_at
    found = [*_actions(assessment, plan)]
    found += [
        Due(on, "item", one.item.id, "", one.item.values.get("role", ""), one.late > 0)
        for one in register
        if one.item.live and one.why != "not_ours" and (on := one.item.day("due"))
    ]
    found += [
        Due(
            one.last_day, "answer", one.report, one.title, "police and crime commissioner", one.last_day < day
        )
        for one in answers
        if PUBLISHED not in one.done and one.last_day >= day
    ]
    found += [Due(one.next, "meeting", one.board, "", "") for one in to_come(meetings, day) if one.next]
    return found


def _actions(assessment: Assessment, plan: Plan | None) -> Iterator[Due]:
    """Actions by their day, and those that are said to be done by the day their criterion's evidence expires."""
    found = {finding.id: finding for finding in assessment.criteria}
    for one in plan.actions if plan else ():
        finding = found.get(one.action.criterion)
        if finding is None or one.state == "closed":
            continue
        role = one.action.value("role") or finding.owner_role
        if one.state == "done":
            if expires := _expires(finding, assessment.as_at):
                yield Due(expires, "retest", one.action.id, finding.title, role)
        elif one.action.due is not None:
            yield Due(one.action.due, "action", one.action.id, finding.title, role, one.late > 0)


def _expiries(assessment: Assessment) -> Iterator[Due]:
    for finding in assessment.criteria:
        if expires := _expires(finding, assessment.as_at):
            yield Due(expires, "expiry", finding.ref, finding.title, finding.owner_role)


def _expires(finding: CriterionFinding, day: date) -> date | None:
    """The first day on which a line that bears on a criterion expires."""
    days = [line.expires for line in finding.lines if line.live and line.expires and line.expires >= day]
    return min(days, default=None)
