"""Professional judgement moves a colour one step, in writing, with two names (R5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from daready.rubric.terms import Colour

Outcome = Literal[
    "accepted",
    "rejected_no_rationale",
    "rejected_grey_only_to_red",
    "rejected_more_than_one_step",
    "rejected_needs_two_signatures",
    "rejected_critical_red",
    "rejected_critical_green",
    "rejected_green_unlikely",
]

_STEPS = (Colour.RED, Colour.AMBER, Colour.GREEN)


@dataclass(frozen=True, slots=True)
class Moderated:
    """The colour after a judgement, and whether the judgement was accepted or why not."""

    colour: Colour
    outcome: Outcome


def moderate(
    evidence: Colour,
    proposed: Colour,
    *,
    p_green: float | None,
    critical: bool = False,
    rationale: bool,
    two_signatures: bool,
    critical_to_green: bool = True,
) -> Moderated:
    """R5.5, its rules in order. The colour of the evidence stands wherever the judgement is refused.

    ``critical_to_green`` false is A2: on a critical criterion moderation never reaches Green. ``p_green``
    None (no counts) counts as unlikely. Grey is no step: no judgement turns a colour into "cannot tell".
    """
    outcome = _outcome(evidence, proposed, p_green, critical, rationale, two_signatures, critical_to_green)
    return Moderated(proposed if outcome == "accepted" else evidence, outcome)


def _outcome(
    evidence: Colour,
    proposed: Colour,
    p_green: float | None,
    critical: bool,
    rationale: bool,
    two_signatures: bool,
    critical_to_green: bool,
) -> Outcome:
    if not rationale:
        return "rejected_no_rationale"
    if evidence is Colour.GREY:
        return "accepted" if proposed is Colour.RED else "rejected_grey_only_to_red"
    if proposed is Colour.GREY:
        return "rejected_more_than_one_step"
    step = _STEPS.index(proposed) - _STEPS.index(evidence)
    if abs(step) > 1:
        return "rejected_more_than_one_step"
    if step <= 0:
        return "accepted"
    if not two_signatures:
        return "rejected_needs_two_signatures"
    if critical and evidence is Colour.RED:
        return "rejected_critical_red"
    if critical and not critical_to_green:
        return "rejected_critical_green"
    if proposed is Colour.GREEN and (p_green is None or p_green < 0.5):
        return "rejected_green_unlikely"
    return "accepted"
