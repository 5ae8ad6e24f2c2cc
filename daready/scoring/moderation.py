"""Professional judgement moves a colour one step, in writing, with two names (R5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    "rejected_someone_waits",
    "rejected_not_shown",
    "rejected_green_unlikely",
]

State = Literal["in_force", "expired", "lapsed", "reached"]
"""Of a moderation on a day: in force; past its day; overtaken by evidence; or the evidence says the same by now."""

_STEPS = (Colour.RED, Colour.AMBER, Colour.GREEN)


@dataclass(frozen=True, slots=True)
class Moderated:
    """The colour after a judgement, and whether the judgement was accepted or why not."""

    colour: Colour
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Moderation:
    """A colour that somebody proposed beside the computed one, and never in its place.

    ``evidence`` is what was computed when it was proposed; ``state`` is how it stands on the day assessed as at.
    Roles and a code for the reason: names stay in the ledger.
    """

    entry: int
    criterion: str
    proposed: Colour
    evidence: Colour
    reason: str
    role: str
    second_role: str | None
    made: date
    until: date
    state: State = "in_force"


def moderate(
    evidence: Colour,
    proposed: Colour,
    *,
    p_green: float | None,
    critical: bool = False,
    rationale: bool,
    two_signatures: bool,
    critical_to_green: bool = True,
    someone_waits: bool = False,
    all_shown: bool = True,
) -> Moderated:
    """R5.5, its rules in order. The colour of the evidence stands wherever the judgement is refused.

    ``critical_to_green`` false is A2: on a critical criterion moderation never reaches Green. ``p_green``
    None (no counts) counts as unlikely. Grey is no step: no judgement turns a colour into "cannot tell".
    ``someone_waits``: a sampled case is not recorded as made safe, and nothing is raised beside it. ``all_shown``
    false: a part was not asked about or is Grey, and no judgement puts a Green in the place of evidence.
    """
    outcome = _unless_up(evidence, proposed, rationale)
    if outcome is None:
        outcome = _up(evidence, proposed, p_green, critical, two_signatures, critical_to_green)
        if outcome == "accepted" and someone_waits:
            outcome = "rejected_someone_waits"
        elif outcome == "accepted" and proposed is Colour.GREEN and not all_shown:
            outcome = "rejected_not_shown"
    return Moderated(proposed if outcome == "accepted" else evidence, outcome)


def raises(evidence: Colour, proposed: Colour) -> bool:
    """Whether a judgement would show something better than the evidence; from Grey, anything but Red would."""
    if evidence is Colour.GREY:
        return proposed is not Colour.RED
    return proposed is Colour.GREY or _STEPS.index(proposed) > _STEPS.index(evidence)


def _unless_up(evidence: Colour, proposed: Colour, rationale: bool) -> Outcome | None:
    """The answer wherever no colour is raised by one step; None where it is."""
    if not rationale:
        return "rejected_no_rationale"
    if evidence is Colour.GREY:
        return "accepted" if proposed is Colour.RED else "rejected_grey_only_to_red"
    if proposed is Colour.GREY:
        return "rejected_more_than_one_step"
    step = _STEPS.index(proposed) - _STEPS.index(evidence)
    if abs(step) > 1:
        return "rejected_more_than_one_step"
    return "accepted" if step <= 0 else None


def _up(
    evidence: Colour,
    proposed: Colour,
    p_green: float | None,
    critical: bool,
    two_signatures: bool,
    critical_to_green: bool,
) -> Outcome:
    if not two_signatures:
        return "rejected_needs_two_signatures"
    if critical and evidence is Colour.RED:
        return "rejected_critical_red"
    if critical and not critical_to_green:
        return "rejected_critical_green"
    if proposed is Colour.GREEN and (p_green is None or p_green < 0.5):
        return "rejected_green_unlikely"
    return "accepted"
