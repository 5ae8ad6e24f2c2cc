"""What somebody judged otherwise than the evidence, beside the computed colour and never in its place (R5.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daready.messages.moderation import REASONS
from daready.report.shapes import day
from daready.report.words import count
from daready.scoring.model import Assessment, CriterionFinding

_NAMED = 3
"""How many of a kind a line names before it counts the rest."""


def moderated_of(finding: CriterionFinding) -> str:
    """Both colours with who proposed the other, why and until when, or why it is not in force; else nothing."""
    one = finding.moderated
    if one is None:
        return ""
    by = f"by the {one.role}" + (f" and the {one.second_role}" if one.second_role else "")
    to = f"{one.proposed.value} {by}"
    if one.state == "in_force":
        return (
            f"The evidence says {finding.colour.value}; moderated to {to}, from {day(one.made)} until "
            f"{day(one.until)}, because {REASONS.get(one.reason, one.reason)}. Only the computed colour counts."
        )
    if one.state == "expired":
        return f"A moderation to {to} expired on {day(one.until)} and is no longer in force."
    if one.state == "reached":
        return f"A moderation to {to} is no longer needed: the evidence says the same."
    return (
        f"A moderation to {to} has lapsed and is not in force: it was made beside {one.evidence.value}, and the "
        f"evidence now says {finding.colour.value}."
    )


def moderated_to(finding: CriterionFinding) -> str | None:
    """The colour proposed beside the computed one, where it is in force."""
    one = finding.moderated
    return one.proposed.value if one and one.state == "in_force" else None


def moderated_told(assessment: Assessment) -> Iterator[str]:
    """For page one: every colour moderated, then those that are no longer in force, in a line each."""
    seen = [finding for finding in assessment.criteria if finding.moderated]
    force = [one for one in seen if one.moderated and one.moderated.state == "in_force"]
    over = [one for one in seen if one not in force]
    if force:
        many = count(len(force), "colour is", "colours are")
        yield f"{many} moderated by judgement, beside the computed one, which alone counts: {_some(force)}."
    if over:
        yield f"{count(len(over), 'moderation is', 'moderations are')} no longer in force: {_some(over)}."


def _some(findings: Sequence[CriterionFinding]) -> str:
    named = "; ".join(_short(finding) for finding in findings[:_NAMED])
    more = len(findings) - _NAMED
    return named + (f"; and {more} more" if more > 0 else "")


def _short(finding: CriterionFinding) -> str:
    one = finding.moderated
    assert one is not None
    colours = f"{finding.ref} {finding.short or finding.title}, computed {finding.colour.value}"
    if one.state != "in_force":
        states = {"expired": f"expired on {day(one.until)}", "lapsed": "lapsed", "reached": "reached"}
        return f"{colours}, moderated to {one.proposed.value} ({states[one.state]})"
    by = one.role if one.second_role is None else f"{one.role} and {one.second_role}"
    return f"{colours}, moderated to {one.proposed.value} until {day(one.until)} ({by})"


def moderated_record(assessment: Assessment) -> list[dict[str, object]]:
    """Every moderation with its state, for the JSON: roles, and no names or remarks."""
    return [
        {
            "criterion": finding.id,
            "computed": finding.colour.value,
            "computed_then": one.evidence.value,
            "proposed": one.proposed.value,
            "state": one.state,
            "reason": one.reason,
            "role": one.role,
            "second_role": one.second_role,
            "made": one.made.isoformat(),
            "until": one.until.isoformat(),
            "entry": one.entry,
        }
        for finding in assessment.criteria
        if (one := finding.moderated)
    ]
