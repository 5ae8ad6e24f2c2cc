"""Samples drawn by stratum: the weighted rate and how many cases it is worth (R1.9); no draw of daready's needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from daready.scoring.classify import Call, Cuts, call
from daready.scoring.intervals import beta_quantile


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: ``s`` of the ``n`` cases sampled met it, out of ``size`` cases there are."""

    s: float
    n: float
    size: float

    def __post_init__(self) -> None:
        if not 0 <= self.s <= self.n <= self.size or self.n == 0:
            raise ValueError(f"{self.s} of {self.n} sampled from {self.size} cases cannot be")


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted rate with Kish's effective size, its standard errors (with and without the finite-population
    correction) and Korn and Graubard's interval, which takes no correction."""

    rate: float
    n_eff: float
    se: float
    se_finite: float
    interval: tuple[float, float] | None

    @property
    def s_eff(self) -> float:
        return self.rate * self.n_eff


_SHOWN = 0.95
"""R1.9: the interval that is given of a weighted rate, as surveys do; nothing is judged by it."""


def weighted(strata: Sequence[Stratum], conf: float = _SHOWN) -> Weighted:
    """R1.9. Standard errors and the interval are nought and None where a stratum has one case, or all agree."""
    size = sum(stratum.size for stratum in strata)
    rate = sum(stratum.size / size * stratum.s / stratum.n for stratum in strata)
    n_eff = size**2 / sum(stratum.size**2 / stratum.n for stratum in strata)
    parts = [_variance(stratum, size) for stratum in strata]
    variance = sum(parts)
    finite = sum(part * (1 - s.n / s.size) for part, s in zip(parts, strata, strict=True))
    interval = _korn_graubard(rate, variance, strata, conf) if variance > 0 else None
    return Weighted(rate, n_eff, sqrt(variance), sqrt(finite), interval)


def _variance(stratum: Stratum, size: float) -> float:
    if stratum.n <= 1:
        return 0.0
    share = stratum.s / stratum.n
    return (stratum.size / size) ** 2 * share * (1 - share) / (stratum.n - 1)


def _korn_graubard(
    rate: float, variance: float, strata: Sequence[Stratum], conf: float
) -> tuple[float, float] | None:
    """Clopper and Pearson's limits on the effective size, itself cut for the degrees of freedom there are."""
    cases = sum(stratum.n for stratum in strata)
    degrees = cases - len(strata)
    if degrees <= 0:
        return None
    tail = (1 - conf) / 2
    shrink = (student_quantile(tail, cases - 1) / student_quantile(tail, degrees)) ** 2
    n = rate * (1 - rate) / variance * shrink
    s = rate * n
    return beta_quantile(tail, s, n - s + 1), beta_quantile(1 - tail, s + 1, n - s)


def stratified_call(strata: Sequence[Stratum], cuts: Cuts) -> Call:
    """R1.9: the call on the weighted rate and the effective size, which n_min applies to."""
    found = weighted(strata)
    return call(found.s_eff, found.n_eff, cuts)


def student_quantile(p: float, degrees: float) -> float:
    """Student's t quantile, through the Beta distribution. p between 0 and 1, degrees above nought."""
    if p < 0.5:
        return -student_quantile(1 - p, degrees)
    share = beta_quantile(2 * (1 - p), degrees / 2, 0.5)
    return sqrt(degrees * (1 - share) / share)
