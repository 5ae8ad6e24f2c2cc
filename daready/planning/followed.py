"""Actions followed up on a day: what is overdue, and whether what is said to be done was tested again and passed.

*Done* is a claim. *Closed* is worked out: the clause it is about, judged on what is later than the day it was done, is
Green, and with all that is known it is not Red. An action never changes a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from daready.evidence.model import Month
from daready.planning.actions import Action
from daready.rubric.terms import Colour
from daready.scoring.assess import assess
from daready.scoring.since import Time, newer

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.rubric.model import Rubric
    from daready.scoring.model import Assessment, CriterionFinding, LineFinding

State = Literal["open", "in_progress", "overdue", "done", "not_passed", "closed", "reopened"]
"""Of an action on a day. ``done`` is claimed and not tested since; ``not_passed``, tested since and not Green;
``reopened`` was closed, and is not Green any more."""

_COUNTED = ("audit", "measure")


@dataclass(frozen=True, slots=True)
class Retest:
    """What evidence later than ``since`` says of a clause, or of a criterion: its colour on that alone.

    ``cases``: the later answers to the question that most were asked. ``tested``: whether anything later is about it.
    """

    since: date
    colour: Colour
    cases: int
    tested: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """An action and how it stands; ``late``: days overdue; ``retest``: of what is said to be done."""

    action: Action
    state: State
    late: int = 0
    retest: Retest | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All actions as they stand on a day, as known at ``entry`` of the ledger with this ``head``."""

    entry: int
    head: str
    actions: tuple[Followed, ...] = ()
    by_id: Mapping[str, Followed] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {one.action.id: one for one in self.actions})


def follow(
    actions: Iterable[Action], assessment: Assessment, rubric: Rubric, evidence: Evidence
) -> tuple[Followed, ...]:
    """Every action as it stands on the day of the assessment."""
    retest = retester(assessment, rubric, evidence)
    return tuple(_followed(action, assessment.as_at, retest) for action in actions)


def retester(
    assessment: Assessment, rubric: Rubric, evidence: Evidence
) -> Callable[[str, str | None, date], Retest | None]:
    """What tells of a criterion, one of its clauses and a day whether it was tested again since; None where neither
    is in the rubric any more. Each day is judged once.
    """
    whole = {finding.id: finding for finding in assessment.criteria}

    @cache
    def alone(day: date) -> Mapping[str, CriterionFinding]:
        later = newer(evidence, Time(day, Month.of(day)))
        judged = assess(rubric, later, as_at=assessment.as_at, inspection=assessment.inspection)
        return {finding.id: finding for finding in judged.criteria}

    def retest(criterion: str, clause: str | None, day: date) -> Retest | None:
        if criterion not in whole:
            return None
        return _retest(whole[criterion], alone(day)[criterion], clause, day)

    return retest


def _retest(whole: CriterionFinding, alone: CriterionFinding, clause: str | None, day: date) -> Retest | None:
    now, later = _colour(whole, clause), _colour(alone, clause)
    if now is None or later is None:
        return None
    lines = _lines(alone, clause)
    known = [line for line in _lines(whole, clause) if line.live]
    counted = {line.id for line in known if line.kind in _COUNTED}
    looks = [line for line in lines if line.id in counted] if counted else lines
    tested = any(_is_later(line, day) for line in looks)
    cases = max((line.counts.n for line in lines if line.kind == "audit"), default=0)
    passed = tested and later is Colour.GREEN and now is not Colour.RED
    return Retest(day, later, cases, tested, passed)


def _colour(finding: CriterionFinding, clause: str | None) -> Colour | None:
    if clause is None:
        return finding.colour
    return next((one.colour for one in finding.clauses if one.id == clause), None)


def _lines(finding: CriterionFinding, clause: str | None) -> Sequence[LineFinding]:
    wanted = {name for one in finding.clauses if clause in (None, one.id) for name in one.lines}
    return [line for line in finding.lines if line.id in wanted and line.owner == "force"]


def _is_later(line: LineFinding, day: date) -> bool:
    if line.kind in _COUNTED:
        return line.counts.n > 0
    return line.last is not None and line.last > day


def _followed(
    action: Action, day: date, retest: Callable[[str, str | None, date], Retest | None]
) -> Followed:
    status, since = action.reached
    late = max(0, (day - action.due).days) if action.due else 0
    if status in ("open", "in_progress") or since is None:
        state: State = "overdue" if late else "in_progress" if status == "in_progress" else "open"
        return Followed(action, state, late)
    found = retest(action.criterion, action.value("part"), since)
    if found is not None and found.passed:
        return Followed(action, "closed", 0, found)
    if status == "closed":
        return Followed(action, "reopened", late, found)
    if found is not None and found.tested:
        return Followed(action, "not_passed", late, found)
    return Followed(action, "done", 0, found)
