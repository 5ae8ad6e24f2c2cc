"""The interval of a proportion, for the technical reader (Jeffreys), and the quantile it takes."""

from __future__ import annotations

from collections.abc import Callable

from daready.scoring.beta import incomplete_beta

Interval = tuple[float, float]


def beta_quantile(p: float, a: float, b: float) -> float:
    """The rate below which a Beta(a, b) lies with chance p, to about 1e-15. a, b above nought; p in [0, 1]."""
    if not 0 <= p <= 1:
        raise ValueError("a chance lies between 0 and 1")
    return _solve(lambda x: incomplete_beta(a, b, x), p)


def jeffreys(s: float, n: float, conf: float, prior: tuple[float, float]) -> Interval:
    """The equal-tailed interval of the posterior of R1.3 (Brown, Cai & DasGupta 2001).

    Its ends are 0 where none and 1 where all of the n met the standard. n above nought.
    """
    _check(s, n, conf)
    tail, a, b = (1 - conf) / 2, s + prior[0], n - s + prior[1]
    low = beta_quantile(tail, a, b) if s > 0 else 0.0
    high = beta_quantile(1 - tail, a, b) if s < n else 1.0
    return low, high


def _check(s: float, n: float, conf: float) -> None:
    if n <= 0 or not 0 <= s <= n or not 0 < conf < 1:
        raise ValueError(f"no interval for {s} of {n} at {conf}")


def _solve(cdf: Callable[[float], float], p: float) -> float:
    """Halving, sixty times and until the floats meet: slow, sure, and only for annexes and charts."""
    low, high = 0.0, 1.0
    for _ in range(1100):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if cdf(middle) < p else (low, middle)
    return (low + high) / 2
