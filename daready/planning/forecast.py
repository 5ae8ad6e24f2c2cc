"""How likely a criterion can be Green by the inspection, if practice stays as it is (R6.7)."""

from __future__ import annotations

from daready.planning.worth import green_next
from daready.rubric.model import Policy
from daready.rubric.terms import Colour
from daready.scoring.model import CriterionFinding, LineFinding
from daready.scoring.reasons import cuts_of

UNLIKELY = 0.05
"""A criterion less likely than this to be green by the inspection needs practice to change; what it is called."""


def at_most_green(finding: CriterionFinding, policy: Policy, months: float) -> float | None:
    """The chance of its least likely audit question with the next sample's cases more, which bounds the whole.

    None where that is no forecast: nothing was audited, a part was never asked, or something other than the number of
    cases keeps a part from Green, such as an item of a list, or auditors who do not mark alike. A chance that is next
    to none stands all the same.
    """
    if finding.colour is Colour.GREEN:
        return 1.0
    lines = {line.id: line for line in finding.lines if line.owner == "force"}
    chances, told = [], True
    for clause in finding.clauses:
        audits = [lines[name] for name in clause.lines if name in lines and _is_sampled(lines[name])]
        held = clause.colour is not Colour.GREEN and all(map(_would_be_green, audits))
        told = told and clause.asked and not held
        chances += [_green(line, policy, months) for line in audits if line.asked]
    least = min(chances, default=None)
    return least if least is not None and (told or least < UNLIKELY) else None


def _is_sampled(line: LineFinding) -> bool:
    """Whether more cases would tell: not of a list, which is complete and has no cut points (A18)."""
    return line.kind == "audit" and line.green_from is not None


def _would_be_green(line: LineFinding) -> bool:
    """Green, or Green but for auditors who mark apart (R3.4), which more cases marked in the same way do not mend."""
    return line.colour is Colour.GREEN or line.note == "unreliable_marking"


def _green(line: LineFinding, policy: Policy, months: float) -> float:
    faded = 0.5 ** (months / policy.half_life_months)
    s, n = (line.s_eff or 0.0) * faded, (line.n_eff or 0.0) * faded
    return green_next(s, n, policy.next_sample_cases, cuts_of(line, policy))[1]
