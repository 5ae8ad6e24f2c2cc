"""Intervals for a proportion beside the one daready prints: Wilson's, and Clopper and Pearson's (R1.3)."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from daready.scoring.intervals import Interval, beta_quantile


def wilson(s: float, n: float, conf: float = 0.95) -> Interval:
    """R1.3: Wilson's score interval for s of n (Newcombe 1998). n above nought."""
    _check(s, n, conf)
    z = NormalDist().inv_cdf((1 + conf) / 2)
    centre = s + z * z / 2
    reach = z * sqrt(s * (n - s) / n + z * z / 4)
    return max(0.0, (centre - reach) / (n + z * z)), min(1.0, (centre + reach) / (n + z * z))


def clopper_pearson(s: float, n: float, conf: float = 0.95) -> Interval:
    """R1.3: the exact interval for s of n, wide on purpose (Newcombe 1998). n above nought."""
    _check(s, n, conf)
    tail = (1 - conf) / 2
    low = beta_quantile(tail, s, n - s + 1) if s > 0 else 0.0
    high = beta_quantile(1 - tail, s + 1, n - s) if s < n else 1.0
    return low, high


def _check(s: float, n: float, conf: float) -> None:
    if n <= 0 or not 0 <= s <= n or not 0 < conf < 1:
        raise ValueError(f"no interval for {s} of {n} at {conf}")
