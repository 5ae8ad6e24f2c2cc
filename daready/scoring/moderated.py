"""A moderation beside the colour computed for a day: whether it is allowed, and whether it still stands (R5.5, A2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.moderation import Moderation, Outcome, State, moderate, raises


def beside(assessment: Assessment, given: Mapping[str, Moderation]) -> Assessment:
    """The assessment with what people judged otherwise beside it, by criterion; nothing that is computed changes."""
    day = assessment.as_at
    return replace(
        assessment,
        criteria=tuple(
            replace(finding, moderated=replace(one, state=state_of(one, finding, day)))
            if (one := given.get(finding.id))
            else finding
            for finding in assessment.criteria
        ),
    )


def accepts(finding: CriterionFinding, proposed: Colour, *, two_signatures: bool) -> Outcome:
    """What R5.5 and A2 answer to a colour proposed beside a criterion's computed one."""
    deciding = next((line for line in finding.lines if line.id == finding.deciding), None)
    return moderate(
        finding.colour,
        proposed,
        p_green=deciding.p_green if deciding else None,
        critical=finding.critical,
        rationale=True,
        two_signatures=two_signatures,
        critical_to_green=False,
        someone_waits=any(line.unsafe for line in finding.lines),
        all_shown=all(clause.asked and clause.colour is not Colour.GREY for clause in finding.clauses),
    ).outcome


def state_of(one: Moderation, finding: CriterionFinding, day: date) -> State:
    """How a moderation stands on a day, beside the colour computed for that day.

    One that raised a colour lapses when the computed colour gets worse; any lapses where what it would do now is not
    what was proposed then, or would be refused now. Nothing that has lapsed on a day changes what is computed.
    """
    if day > one.until:
        return "expired"
    if finding.colour is one.proposed:
        return "reached"
    up = raises(one.evidence, one.proposed)
    worse = WORST_FIRST.index(finding.colour) < WORST_FIRST.index(one.evidence)
    if up != raises(finding.colour, one.proposed) or (up and worse):
        return "lapsed"
    allowed = accepts(finding, one.proposed, two_signatures=one.second_role is not None)
    return "in_force" if allowed == "accepted" else "lapsed"
