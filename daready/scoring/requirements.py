"""From clauses to a requirement: it has the colour of what tests it, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daready.rubric.model import MetBy, Requirement
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import ClauseFinding, CriterionFinding, Evidence, RequirementFinding


@dataclass(frozen=True, slots=True)
class _Link:
    """One criterion's answer to a requirement: its clauses that test it, and what they come to."""

    finding: CriterionFinding
    clauses: tuple[ClauseFinding, ...]
    colour: Colour

    @property
    def reason(self) -> str:
        part = "; ".join(clause.says for clause in self.clauses if clause.colour is self.colour)
        if self.colour is self.finding.colour or not part:
            return f"{self.finding.title}: {self.finding.reason}"
        return f"{self.finding.title}: {part}."


def requirement_finding(
    requirement: Requirement, owner: str, group: str, by_id: Mapping[str, CriterionFinding]
) -> RequirementFinding:
    """The worst of what answers it, ordered Red, Grey, Amber, Green; Grey ``not_tested`` where nobody looked.

    It is met in whole only where evidence was received on every clause, and one link covers it.
    """
    links = [_link(by_id[link.criterion], link) for link in requirement.met_by]
    worst = min(links, key=lambda link: WORST_FIRST.index(link.colour), default=None)
    evidence = _evidence([clause for link in links for clause in link.clauses])
    partly = all(link.relation in ("subset", "intersects") for link in requirement.met_by)
    in_part = bool(links) and (partly or evidence != "whole")
    colour = worst.colour if worst and evidence != "none" else Colour.GREY
    return RequirementFinding(
        id=requirement.id,
        ref=requirement.ref,
        group=group,
        text=requirement.text,
        owner=owner,
        wording=requirement.wording or "recalled",
        colour=colour,
        in_part=in_part,
        evidence=evidence,
        clauses=tuple(f"{link.finding.id}/{clause.id}" for link in links for clause in link.clauses),
        met_by=tuple(link.criterion for link in requirement.met_by),
        relations=tuple(link.relation for link in requirement.met_by),
        reason=_reason(worst, evidence),
        colour_then=Colour(requirement.colour_then.upper()) if requirement.colour_then else None,
        since_then=_since_then(requirement, colour, in_part),
    )


def _link(finding: CriterionFinding, link: MetBy) -> _Link:
    """A link that names no clauses means the whole criterion.

    What is asked of a criterion as a whole (A1, A2, A5, law 6, law 8) caps each of its clauses too: a
    requirement is never greener than that allows.
    """
    if not link.clauses:
        return _Link(finding, finding.clauses, finding.colour)
    chosen = tuple(clause for clause in finding.clauses if clause.id in link.clauses)
    colour = _together(chosen)
    return _Link(finding, chosen, min(colour, finding.at_best, key=WORST_FIRST.index))


def _together(clauses: Sequence[ClauseFinding]) -> Colour:
    """A13 over some clauses: Grey beside others makes a Green Amber, unless what is not known may be Red (A6)."""
    colours = [clause.colour for clause in clauses]
    if Colour.RED in colours:
        return Colour.RED
    if any(clause.colour is Colour.GREY and clause.note == "answers_unclear" for clause in clauses):
        return Colour.GREY
    told = [colour for colour in colours if colour is not Colour.GREY]
    if not told:
        return Colour.GREY
    return Colour.GREEN if len(told) == len(colours) and set(told) == {Colour.GREEN} else Colour.AMBER


def _evidence(clauses: Sequence[ClauseFinding]) -> Evidence:
    asked = sum(clause.asked or clause.colour is not Colour.GREY for clause in clauses)
    if not asked:
        return "none"
    return "whole" if asked == len(clauses) else "part"


def _reason(worst: _Link | None, evidence: Evidence) -> str:
    if worst is None:
        return "No criterion of ours answers it."
    return worst.reason if evidence != "none" else "Not tested: nothing that was read bears on it."


def _since_then(requirement: Requirement, now: Colour, in_part: bool) -> str | None:
    """What became of a requirement that was coloured when its list was first answered.

    A former green is maintained, slipped or not shown again; what was red or amber is the local plan.
    """
    if requirement.colour_then is None:
        return None
    if requirement.colour_then == "green":
        if now is Colour.GREEN:
            return "maintained_in_part" if in_part else "maintained"
        return "not_re_evidenced" if now is Colour.GREY else "slipped"
    if now is Colour.GREEN:
        return "plan_met_in_part" if in_part else "plan_met"
    return "plan_not_shown" if now is Colour.GREY else "plan_open"
