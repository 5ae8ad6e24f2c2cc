"""The answer the law asks for when a report is published: its last day, what is missing, what each reply rests on.

Police Act 1996, section 55(5A): within 56 days *beginning with* the day of publication, so the last day is 55 days
after it. Domestic Abuse Act 2021, section 16: chief officers answer the Commissioner's recommendations in that time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.planning.followed import Followed, Plan
    from daready.rubric.framework import Framework, Law
    from daready.scoring.model import Assessment, ClauseFinding, CriterionFinding, RequirementFinding

DAYS = 55
"""From the day of publication to the last day of the 56 that begin with it."""

PUBLISHED = "published"
STEPS: Mapping[Law, Mapping[str, str]] = {
    "section-55": {
        "chief": "the chief constable's comments",
        "commissioner": "the commissioner's comments on the report as a whole",
        "reply": "the commissioner's comments on the chief constable's",
        "actions": "for each recommendation what is done or will be, or why nothing is",
        PUBLISHED: "its publication",
        "secretary-of-state": "the copy to the Secretary of State",
        "inspectors": "the copy to the inspectors of constabulary",
    },
    "section-16": {
        "actions": "for each recommendation what is done or will be, or why nothing is",
        PUBLISHED: "its publication",
        "da-commissioner": "the copy to the Domestic Abuse Commissioner",
        "secretary-of-state": "the copy to the Secretary of State",
    },
}
"""What each law asks for, in the order it is done."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How far the answer to one report is. ``done``: the days on which its steps were taken."""

    report: str
    title: str
    law: Law
    published: date
    done: Mapping[str, date] = field(default_factory=dict[str, date])

    @property
    def last_day(self) -> date:
        return self.published + timedelta(days=DAYS)

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps of which nobody recorded that they were taken."""
        return tuple(step for step in STEPS[self.law] if step not in self.done)

    def left(self, day: date) -> int:
        """Days to the last day, counted from ``day``, or from the day the answer was published; below 0 it is late."""
        return (self.last_day - self.done.get(PUBLISHED, day)).days


def answers(
    frameworks: Sequence[Framework], recorded: Mapping[str, Mapping[str, date]], day: date
) -> tuple[Answer, ...]:
    """Every report published by a day that the law asks an answer to, the one due first before others."""
    found = [
        Answer(one.id, one.title, one.answered_under, one.published, recorded.get(one.id, {}))
        for one in frameworks
        if one.answered_under and one.published <= day
    ]
    return tuple(sorted(found, key=lambda one: (not one.missing, one.last_day, one.report)))


# -- what each reply rests on ------------------------------------------------------------------------

Rests = Literal["result", "in_part", "intent", "short", "not_ours", "nothing"]
"""Of a reply: on evidence that shows it, or a part of it; on an action not shown yet; on evidence that falls short, and
no action beside it; on another body, whose it is to answer; on nothing that anybody looked at or said."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one clause of our criteria contributes to a reply, with the line that says most of it."""

    criterion: CriterionFinding
    clause: ClauseFinding
    actions: tuple[Followed, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A recommendation with what can be said of it; ``rests``: on what, which the draft marks."""

    requirement: RequirementFinding
    rests: Rests
    parts: tuple[Part, ...] = ()


def replies(assessment: Assessment, report: str, plan: Plan | None) -> tuple[Reply, ...]:
    """A reply for each recommendation of a report, in its order."""
    framework = next(one for one in assessment.frameworks if one.id == report)
    found = {finding.id: finding for finding in assessment.criteria}
    return tuple(_reply(one, found, plan) for one in framework.requirements)


def _reply(
    requirement: RequirementFinding, found: Mapping[str, CriterionFinding], plan: Plan | None
) -> Reply:
    if requirement.owner != "force":
        return Reply(requirement, "not_ours")
    parts = tuple(_parts(requirement, found, plan))
    asked = [part for part in parts if part.clause.asked]
    if parts and requirement.colour is Colour.GREEN:
        return Reply(requirement, "in_part" if requirement.in_part else "result", parts)
    if any(part.actions for part in parts):
        return Reply(requirement, "intent", parts)
    return Reply(requirement, "short" if asked else "nothing", parts)


def _parts(
    requirement: RequirementFinding, found: Mapping[str, CriterionFinding], plan: Plan | None
) -> Sequence[Part]:
    made: list[Part] = []
    for named in requirement.clauses:
        criterion, _, name = named.partition("/")
        finding = found[criterion]
        clause = next(one for one in finding.clauses if one.id == name)
        made.append(Part(finding, clause, _actions(criterion, name, plan)))
    return made


def _actions(criterion: str, clause: str, plan: Plan | None) -> tuple[Followed, ...]:
    return tuple(
        one
        for one in (plan.actions if plan else ())
        if one.action.criterion == criterion and one.action.value("part") in (None, clause)
    )
