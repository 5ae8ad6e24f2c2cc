"""From counts to a colour: the Jeffreys posterior, the call, and how many cases are missing to green."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from daready.rubric.model import Policy
from daready.rubric.terms import Colour
from daready.scoring.beta import incomplete_beta

MORE_LIKELY_THAN_NOT = 0.5
"""R1.4: what the words mean, and no choice of anybody's."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """The points a call is made against (R1.4). All are local choices of the force."""

    red_below: float
    green_from: float
    green_conf: float
    firm_conf: float
    n_min: int
    early_n: int
    early_conf: float
    prior: tuple[float, float]

    @classmethod
    def of(
        cls,
        policy: Policy,
        *,
        critical: bool,
        green_from: float | None = None,
        red_below: float | None = None,
    ) -> Cuts:
        """The policy's cuts for a criterion, with a line's own where it has any."""
        usual = policy.green_from_critical if critical else policy.green_from
        return cls(
            red_below=red_below or policy.red_below,
            green_from=green_from or usual,
            green_conf=policy.green_conf,
            firm_conf=policy.firm_conf,
            n_min=policy.n_min,
            early_n=policy.early_n,
            early_conf=policy.early_conf,
            prior=policy.prior,
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A colour with its note, the step of R1.4 that fired, and the three probabilities, which sum to one."""

    colour: Colour
    note: str
    rule: str
    p_red: float
    p_amber: float
    p_green: float


def posterior(s: float, n: float, cuts: Cuts) -> tuple[float, float, float]:
    """R1.3: the chances that the true rate lies in red, amber and green, after s of n cases met it.

    Fractional counts are allowed. Refuses s outside 0 to n.
    """
    if not 0 <= s <= n + 1e-9:
        raise ValueError(f"{s} compliant of {n} cases cannot be")
    a, b = s + cuts.prior[0], max(n - s, 0.0) + cuts.prior[1]
    p_red = incomplete_beta(a, b, cuts.red_below)
    p_green = 1 - incomplete_beta(a, b, cuts.green_from)
    return p_red, max(0.0, 1 - p_red - p_green), p_green


def _proven(s: float, p_green: float, cuts: Cuts) -> bool:
    """Sure enough, on n_min cases that met it: a case that failed is not one of those that prove Green (A12)."""
    return p_green >= cuts.green_conf and s >= cuts.n_min - 1e-9


def proves_green(s: float, n: float, cuts: Cuts) -> bool:
    """R1.4 step 3: whether s compliant of n cases are Green."""
    return _proven(s, posterior(s, n, cuts)[2], cuts)


def call(s: float, n: float, cuts: Cuts, *, valid_sample: bool = True, answered: float | None = None) -> Call:
    """R1.4: the colour of s compliant of n cases; the first matching step wins.

    ``valid_sample`` false (hand-picked, or nobody said): only the early red is looked for. ``answered``
    is the count that has to reach n_min where some of n are imputed (A6); otherwise n itself. An early Red needs
    no n_min, so it counts all: what is imputed may be what failed.
    """
    p_red, p_amber, p_green = posterior(s, n, cuts)

    def made(colour: Colour, note: str, step: int) -> Call:
        return Call(colour, note, f"R1.4.{step}", p_red, p_amber, p_green)

    enough = n if answered is None else answered
    early = n >= cuts.early_n and p_red >= cuts.early_conf
    unsure = 1 - cuts.firm_conf
    if not valid_sample:
        return made(Colour.RED, "early", 1) if early else made(Colour.GREY, "no_valid_sample", 1)
    if enough < cuts.n_min:
        return made(Colour.RED, "early", 2) if early else made(Colour.GREY, "too_few", 2)
    if _proven(s, p_green, cuts):
        return made(Colour.GREEN, "proven", 3)
    if p_red >= MORE_LIKELY_THAN_NOT:
        return made(Colour.RED, "firm" if p_red >= cuts.firm_conf else "provisional", 4)
    if max(p_red, p_amber, p_green) < MORE_LIKELY_THAN_NOT and p_red > unsure:
        return made(Colour.GREY, "too_close", 5)
    if p_red > unsure:
        return made(Colour.AMBER, "red_not_excluded", 6)
    if p_green >= cuts.green_conf:
        return made(Colour.AMBER, "few_met", 6)  # A12: sure enough, but of fewer than n_min that met it
    return made(Colour.AMBER, "green_not_proven" if p_green > unsure else "firm", 6)


@lru_cache
def fewest_for_green(n: int, cuts: Cuts) -> int:
    """R1.5: the fewest compliant cases of n that are Green; n + 1 where not even all of them are."""
    return next((s for s in range(n + 1) if proves_green(s, n, cuts)), n + 1)


def cases_to_green(s: float, n: float, cuts: Cuts, *, most: int = 1000) -> int | None:
    """R6.1: how many more cases, all compliant, would prove green; none if more than ``most``."""

    def proves(k: int) -> bool:
        return proves_green(s + k, n + k, cuts)

    if not proves(most):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if proves(middle) else (middle + 1, high)
    return low
