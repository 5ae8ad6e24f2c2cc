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

    None where that is no forecast: nothing was audited, a part was never asked, or something other than an audit keeps
    a part from Green. A chance that is next to none stands all the same.
    """
    if finding.colour is Colour.GREEN:
        return 1.0
    lines = {line.id: line for line in finding.lines if line.owner == "force"}
    chances, told = [], True
    for clause in finding.clauses:
        audits = [lines[name] for name in clause.lines if name in lines and lines[name].kind == "audit"]
        held = clause.colour is not Colour.GREEN and all(line.colour is Colour.GREEN for line in audits)
        told = told and clause.asked and not held
        chances += [_green(line, policy, months) for line in audits if line.asked]
    least = min(chances, default=None)
    return least if least is not None and (told or least < UNLIKELY) else None


def _green(line: LineFinding, policy: Policy, months: float) -> float:
    faded = 0.5 ** (months / policy.half_life_months)
    s, n = (line.s_eff or 0.0) * faded, (line.n_eff or 0.0) * faded
    return green_next(s, n, policy.next_sample_cases, cuts_of(line, policy))[1]
