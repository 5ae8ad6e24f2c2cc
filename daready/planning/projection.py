"""Where a criterion will stand on inspection day if practice stays as it is (R6.7)."""

from __future__ import annotations

from dataclasses import dataclass

from daready.planning.worth import next_sample
from daready.rubric.terms import Colour
from daready.scoring.classify import Cuts, posterior


@dataclass(frozen=True, slots=True)
class Projection:
    """``p_true_green``: how likely the true rate is green by then. ``chances``: of each colour being called."""

    p_true_green: float
    chances: dict[Colour, float]


def project(
    s_eff: float, n_eff: float, *, months: float, cases: int, half_life: float, cuts: Cuts
) -> Projection:
    """R6.7: today's weighted counts faded by so many months, then ``cases`` more audited by the day.

    No trend is drawn out, and no planned action is counted: this is what standing still looks like.
    """
    if months < 0 or cases < 0 or half_life <= 0:
        raise ValueError("months and cases are 0 or more, a half-life above 0")
    faded = 0.5 ** (months / half_life)
    s, n = s_eff * faded, n_eff * faded
    return Projection(posterior(s, n, cuts)[2], next_sample(s, n, cases, cuts).chances)
