"""The way from here to green: what kind of gap each criterion has, how urgent, and what would close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding, LineFinding

if TYPE_CHECKING:
    from daready.rubric.model import Rubric

GapKind = Literal["practice", "evidence", "both", "administrative"]


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


def gaps(assessment: Assessment, rubric: Rubric) -> tuple[Gap, ...]:
    """Every criterion that is not green, most urgent first (R6.8); people left unsafe come before all else."""
    found = [
        (finding, _gap(finding, rubric.criteria[finding.id].remedy))
        for finding in assessment.criteria
        if finding.colour is not Colour.GREEN
    ]
    return tuple(gap for _, gap in sorted(found, key=lambda pair: _urgency(*pair)))


def _gap(finding: CriterionFinding, remedy: str) -> Gap:
    return Gap(
        criterion=finding.id,
        kind=gap_kind(finding),
        tier=tier(finding.colour, critical=finding.critical, was=finding.previous),
        to_green=finding.to_green,
        cases_to_green=finding.cases_to_green,
        remedy=remedy,
        owner_role=finding.owner_role,
    )


def _urgency(finding: CriterionFinding, gap: Gap) -> tuple[object, ...]:
    line = deciding_line(finding)
    p_green = line.p_green if line else None
    return (
        gap.tier,
        not any(line.unsafe for line in finding.lines),
        1.0 if p_green is None else p_green,
        finding.ref,
    )


def tier(colour: Colour, *, critical: bool, was: Colour | None) -> int:
    """R6.8: 1 critical Red, 2 critical Grey, 3 was Green, 4 other Red, 5 critical Amber, 6 Grey, 7 Amber, 8 Green."""
    if critical and colour is Colour.RED:
        return 1
    if critical and colour is Colour.GREY:
        return 2
    if was is Colour.GREEN and colour is not Colour.GREEN:
        return 3
    other = {Colour.RED: 4, Colour.AMBER: 5 if critical else 7, Colour.GREY: 6, Colour.GREEN: 8}
    return other[colour]


def deciding_line(finding: CriterionFinding) -> LineFinding | None:
    """The line that decided the colour."""
    return next((line for line in finding.lines if line.id == finding.deciding), None)


_SEEN_TO_FAIL: dict[str, GapKind] = {
    "unsafe": "practice",
    "unsafe_high_risk": "practice",
    "failures_seen": "both",
    "concern": "both",
    "conflict": "both",
    "recent_fall": "practice",
}
"""What was seen in cases outweighs the chance that the rest are sound."""


def gap_kind(finding: CriterionFinding) -> GapKind:
    """R6.8: whether to fix practice, to show it, both, or to put papers in order."""
    line = deciding_line(finding)
    if line is None:
        return "evidence"
    note = finding.notes[0] if finding.notes else ""
    if note in _SEEN_TO_FAIL:
        return _SEEN_TO_FAIL[note]
    if note in ("not_re_evidenced", "partly_re_evidenced"):
        return "evidence"
    if line.p_green is not None:
        return "evidence" if line.p_green >= 0.5 else "practice" if line.p_green < 0.2 else "both"
    if line.colour is Colour.GREY or note == "paper_only":
        return "evidence"
    return "administrative" if line.kind == "document" else "practice"
