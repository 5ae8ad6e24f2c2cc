"""The next sample over what it can be drawn from: all cases alike, and further cases of a kind that few are of (R6.5).

Unequal shares of cases would bend every rate that is asked of all of them, and only weights undo that (R1.9). So
further cases of a kind are asked nothing but the questions that apply to that kind alone, and are a fair sample of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.planning.gaps import DAYS_A_MONTH
from daready.planning.next_audit import Need, NextAudit
from daready.planning.sample import Asked, Plan, plans_by_stratum
from daready.planning.worth import next_sample
from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, call
from daready.scoring.distributions import binomial
from daready.scoring.reasons import cuts_of

if TYPE_CHECKING:
    from daready.rubric.model import Form, Policy
    from daready.scoring.model import Assessment, CriterionFinding

BLOCK = 5
_MOST_KINDS = 5
"""So many kinds of further cases beside all alike, of which every plan can be tried."""
_CRITICAL, _AGAIN = 3.0, 2.0
"""R6.5: what a critical criterion weighs, and one that was Green and is not shown again."""
_NOT_SHOWN = frozenset({"not_re_evidenced", "partly_re_evidenced"})
_DOUBLE = 0.15
"""R3: one case in seven or so is marked twice, between a tenth and a fifth."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What cases are drawn from: all, where ``column`` is None, or those with one of some values in a column.

    ``available``: how many there are, if a list says so.
    """

    column: str | None = None
    values: tuple[str, ...] = ()
    available: int | None = None


@dataclass(frozen=True, slots=True)
class Brings:
    """What the planned cases bring a question: it applies to ``gets`` of them. ``asked``: what is known of it then.

    ``needed``: the fewest of those that have to meet it for Green, None where none do; ``chances`` of each colour, if
    practice stays as it is.
    """

    need: Need
    asked: Asked
    gets: int
    needed: int | None
    chances: Mapping[Colour, float]


@dataclass(frozen=True, slots=True)
class Sample:
    """``cases`` of each kind, all alike first; ``short``: answers missing of those questions were to get first.

    ``twice``: how many of the cases of all alike two auditors mark.
    """

    by: date
    kinds: tuple[Kind, ...]
    cases: tuple[int, ...]
    short: float
    twice: int
    brings: tuple[Brings, ...]


def kinds_of(form: Form, asked: Sequence[str], known: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds of cases that some questions apply to alone, by columns that are ``known`` of every case."""
    found: dict[Kind, int] = {}
    for question in form.questions:
        if question.id in asked and len(question.applies_if) == 1:
            [(column, values)] = question.applies_if.items()
            if column in known:
                kind = Kind(column, tuple(values))
                found[kind] = found.get(kind, 0) + 1
    return tuple(sorted(found, key=lambda kind: -found[kind])[:_MOST_KINDS])


def plan_sample(
    audit: NextAudit,
    assessment: Assessment,
    form: Form,
    kinds: Sequence[Kind],
    capacity: int,
    policy: Policy,
) -> Sample:
    """R6.5 over all cases alike and further cases of some kinds. ``audit``: what each question has and lacks.

    All alike get at least the fewest cases that are called, so that each month has a point on every chart.
    """
    drawn = (Kind(available=None), *kinds) if not kinds or kinds[0].column else tuple(kinds)
    months = max(0.0, (audit.by - assessment.as_at).days / DAYS_A_MONTH)
    faded = 0.5 ** (months / policy.half_life_months)
    findings = {finding.ref: finding for finding in assessment.criteria}
    asked = [_asked(need, findings, faded, policy) for need in audit.needs]
    shares = [_shares(need, form, drawn) for need in audit.needs]
    plan = _best(asked, shares, drawn, capacity, policy)
    return Sample(
        by=audit.by,
        kinds=drawn,
        cases=plan.cases,
        short=plan.short,
        twice=_twice(plan.cases[0]),
        brings=tuple(
            _brings(need, one, share, plan)
            for need, one, share in zip(audit.needs, asked, shares, strict=True)
        ),
    )


def _asked(need: Need, findings: Mapping[str, CriterionFinding], faded: float, policy: Policy) -> Asked:
    line, mine = need.line, [findings[ref] for ref in need.criteria]
    again = any(_NOT_SHOWN.intersection(one.notes) for one in mine)
    return Asked(
        s=(line.s_eff or 0.0) * faded,
        n=(line.n_eff or 0.0) * faded,
        weight=(_CRITICAL if need.critical else 1.0) * (_AGAIN if again else 1.0),
        first=float(need.lacks),
        cuts=cuts_of(line, policy) if line.green_from else Cuts.of(policy, critical=need.critical),
    )


def _shares(need: Need, form: Form, kinds: Sequence[Kind]) -> list[float]:
    """Of each kind's cases, how many a question is asked of: of a further kind all where it applies to that alone."""
    name = need.line.id.partition("/")[2]
    question = next((one for one in form.questions if one.id == name), None)
    conditions = question.applies_if if question else {}
    usual = 0.0 if conditions else 1.0 - float((question and question.may_not_apply) or 0.0)
    return [
        (need.share if need.share is not None else usual)
        if kind.column is None
        else float({kind.column: kind.values} == {name: tuple(one) for name, one in conditions.items()})
        for kind in kinds
    ]


def _best(
    asked: Sequence[Asked],
    shares: Sequence[Sequence[float]],
    kinds: Sequence[Kind],
    capacity: int,
    policy: Policy,
) -> Plan:
    room = [capacity if kind.available is None else kind.available for kind in kinds]
    capacity = min(capacity, room[0])
    least = min(capacity, policy.n_min + (capacity - policy.n_min) % BLOCK)
    plans = plans_by_stratum(
        asked,
        shares,
        capacity,
        Cuts.of(policy, critical=False),
        least=[least, *(0 for _ in kinds[1:])],
        most=room,
        block=BLOCK,
    )
    return plans[0]


def _twice(cases: int) -> int:
    """Between a tenth and a fifth of the cases, where there are enough for that."""
    return min(cases // 5, max(1, round(cases * _DOUBLE))) if cases // 5 else 0


def _brings(need: Need, asked: Asked, shares: Sequence[float], plan: Plan) -> Brings:
    gets = int(sum(share * n for share, n in zip(shares, plan.cases, strict=True)) + 1e-9)
    assert asked.cuts is not None
    found = next_sample(asked.s, asked.n, gets, asked.cuts)
    return Brings(need, asked, gets, found.needed, found.chances)


def if_met(one: Brings, rate: float) -> float:
    """A what-if and no forecast: how likely the planned cases prove a question Green if so many of them met it."""
    asked, m = one.asked, one.gets
    assert asked.cuts is not None
    greens = [y for y in range(m + 1) if call(asked.s + y, asked.n + m, asked.cuts).colour is Colour.GREEN]
    return sum(binomial(y, m, rate) for y in greens)
