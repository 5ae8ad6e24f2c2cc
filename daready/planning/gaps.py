"""The way from here to green: what kind of gap each criterion has, how urgent, and what would close it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.messages import say
from daready.planning.priority import Candidate, tier, urgency
from daready.planning.worth import green_next
from daready.rubric.terms import Colour
from daready.scoring.classify import MORE_LIKELY_THAN_NOT
from daready.scoring.model import Assessment, CriterionFinding, LineFinding
from daready.scoring.reasons import cuts_of, percent
from daready.scoring.scope import NOTE

if TYPE_CHECKING:
    from daready.planning.followed import Followed, Plan
    from daready.rubric.model import Policy, Rubric

GapKind = Literal["practice", "evidence", "both", "administrative"]

_PRACTICE_BELOW = 0.2
"""R6.8: with a smaller chance of Green it is practice that falls short, and not the evidence; what a gap is called."""

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion that is not green (method R6.1, R6.8).

    ``kind``: practice gap (fix it), evidence gap (show it), both, or administrative gap (approve, renew,
    record it). ``tier`` 1 to 7, most urgent first. ``cases_to_green``: that many compliant cases in a
    row would prove it, or none where cases alone cannot. ``to_green`` and ``remedy`` are sentences.
    """

    criterion: str
    kind: GapKind
    tier: int
    to_green: str
    cases_to_green: int | None
    remedy: str
    owner_role: str
    standing_remedy: str
    """What the criterion's file says to do, whatever was seen: without counts and cases."""
    action: Followed | None = None
    """What somebody said they will do about it, where anybody did; it has no part in anything above."""


def gaps(assessment: Assessment, rubric: Rubric, plan: Plan | None = None) -> tuple[Gap, ...]:
    """Every criterion that is not green, most urgent first (R6.8); in a tier, people left unsafe come first.

    ``plan``: the actions that stand beside them, which have no part in their order or in anything said of them.
    """
    actions = plan.by_id if plan else {}
    months = months_left(assessment.as_at, assessment.inspection)
    found: list[tuple[tuple[object, ...], Gap]] = []
    for finding in assessment.criteria:
        # What nobody looks at this year is on page one; nobody is told to add its questions.
        if finding.colour is not Colour.GREEN and NOTE not in finding.notes:
            gap = _gap(finding, rubric.criteria[finding.id].remedy, rubric.policy)
            gap = replace(gap, action=actions.get(finding.ref))
            rank, *within = urgency(_candidate(finding, gap, rubric.policy, months))
            unsafe = any(line.unsafe for line in finding.lines)
            found.append(((rank, not unsafe, *within), gap))
    return tuple(gap for _, gap in sorted(found, key=_first))


def _first(pair: tuple[tuple[object, ...], Gap]) -> tuple[object, ...]:
    return pair[0]


def months_left(as_at: date, inspection: date | None) -> float:
    """Months from a day to the inspection; nought where none is named or it is past."""
    return max(0, (inspection - as_at).days) / DAYS_A_MONTH if inspection else 0.0


def _gap(finding: CriterionFinding, remedy: str, policy: Policy) -> Gap:
    return Gap(
        criterion=finding.id,
        kind=gap_kind(finding),
        tier=tier(finding.colour, critical=finding.critical, was=finding.previous),
        to_green=" ".join([finding.to_green, *next_sample_told(finding, policy)]),
        cases_to_green=finding.cases_to_green,
        remedy=remedy_of(finding, remedy),
        owner_role=finding.owner_role,
        standing_remedy=remedy,
    )


def remedy_of(finding: CriterionFinding, standing: str) -> str:
    """What to do: the criterion's standing remedy, unless the reason itself says what to do."""
    return finding.to_green if _OWN_REMEDY.intersection(finding.notes[:1]) else standing


def next_sample_told(finding: CriterionFinding, policy: Policy) -> list[str]:
    """R6.2 for the deciding line: how many of the next sample have to meet it, where cases alone can prove it."""
    line = deciding_line(finding)
    if line is None or finding.cases_to_green is None or line.s_eff is None or line.n_eff is None:
        return []
    size = policy.next_sample_cases
    needed, chance = green_next(line.s_eff, line.n_eff, size, cuts_of(line, policy))
    if needed is None:
        return [say("not_by_next_sample", m=size).text]
    return [say("next_sample", m=size, needed=needed, chance=percent(chance)).text]


def _candidate(finding: CriterionFinding, gap: Gap, policy: Policy, months: float) -> Candidate:
    """Weights are R6.5's. Nobody has said what closing a gap takes, so each counts as one effort."""
    return Candidate(
        id=finding.id,
        colour=finding.colour,
        was=finding.previous,
        critical=finding.critical,
        weight=weight(finding),
        gain=_gain(finding, gap, policy, months),
        effort=1.0,
    )


def weight(finding: CriterionFinding) -> float:
    """R6.5: 3 for a critical criterion, else 1; twice that for a former Green not yet shown again."""
    proved_before = finding.movement in ("not_re_evidenced", "partly_re_evidenced")
    return (3.0 if finding.critical else 1.0) * (2.0 if proved_before else 1.0)


def _gain(finding: CriterionFinding, gap: Gap, policy: Policy, months: float) -> float:
    """How much likelier Green gets by inspection day: one more sample for cases, all of it for paperwork.

    Figures and opinions have no forecast, so they gain nothing that could be promised.
    """
    line = deciding_line(finding)
    if gap.kind == "administrative":
        return 1.0
    if line is None or line.kind != "audit":
        return 0.0
    if line.p_green is None:
        return green_next(0.0, 0.0, policy.next_sample_cases, cuts_of(line, policy))[1]
    faded = 0.5 ** (months / policy.half_life_months)
    s, n = (line.s_eff or 0.0) * faded, (line.n_eff or 0.0) * faded
    return green_next(s, n, policy.next_sample_cases, cuts_of(line, policy))[1]


def deciding_line(finding: CriterionFinding) -> LineFinding | None:
    """The line that decided the colour."""
    return next((line for line in finding.lines if line.id == finding.deciding), None)


_BY_NOTE: dict[str, GapKind] = {
    "unsafe": "practice",
    "unsafe_high_risk": "practice",
    "failures_seen": "both",
    "concern": "both",
    "conflict": "both",
    "recent_fall": "practice",
    "fallen": "practice",
    "hidden_red": "practice",
    "list_fails": "practice",
    "not_answered": "both",
    "one_of_several_low": "both",
    **dict.fromkeys(
        (
            *(
                "not_asked",
                "not_shown",
                "partly_asked",
                "analysis_left_out",
                "passed_over",
                "picked_by_hand",
                "was_short",
            ),
            "answers_unclear",
        ),
        "evidence",
    ),
}
"""What was seen, or left out, outweighs the chance that the rest are sound."""


_OWN_REMEDY = frozenset(
    {"unsafe", "unsafe_high_risk", "recent_fall", "fallen", "hidden_red", "fall_not_answered"}
)
"""Reasons that say by themselves what to do, so that the criterion's standing remedy is beside the point."""


def gap_kind(finding: CriterionFinding) -> GapKind:
    """R6.8: whether to fix practice, to show it, both, or to put papers in order."""
    line = deciding_line(finding)
    if line is None:
        return "evidence"
    note = finding.notes[0] if finding.notes else ""
    if note in _BY_NOTE:
        return _BY_NOTE[note]
    if note in ("not_re_evidenced", "partly_re_evidenced"):
        return "evidence"
    if line.p_green is not None:
        likely, practice = line.p_green >= MORE_LIKELY_THAN_NOT, line.p_green < _PRACTICE_BELOW
        return "evidence" if likely else "practice" if practice else "both"
    if line.colour is Colour.GREY or note == "paper_only":
        return "evidence"
    return "administrative" if line.kind == "document" else "practice"
