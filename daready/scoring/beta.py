"""The Beta distribution, as far as the method needs it: the regularised incomplete beta and who is larger."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, exp, lgamma, log, log1p, pi, sin, sqrt

_TINY = 1e-300
_NODES = 64
_REACH = 9.0


@lru_cache(maxsize=1 << 15)
def incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b), the chance that a Beta(a, b) rate lies below x. a and b above nought; x within [0, 1].

    Lentz's continued fraction, taken on the side where it converges fast. Months of one question are asked about again
    and again, so what was worked out is kept.
    """
    if a <= 0 or b <= 0 or not 0 <= x <= 1:
        raise ValueError("incomplete_beta needs a > 0, b > 0 and 0 <= x <= 1")
    if x in (0, 1):
        return float(x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's fraction, its two steps written out: this is where an assessment spends its time."""
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or _TINY)
    h = d
    for m in range(1, 2000):
        even = a + 2 * m
        step = m * (b - m) * x / ((even - 1) * even)
        d = 1 / ((1 + step * d) or _TINY)
        c = (1 + step / c) or _TINY
        h *= d * c
        step = -(a + m) * (a + b + m) * x / (even * (even + 1))
        d = 1 / ((1 + step * d) or _TINY)
        c = (1 + step / c) or _TINY
        change = d * c
        h *= change
        if -1e-15 < change - 1 < 1e-15:
            break
    return h


def probability_less(first: tuple[float, float], second: tuple[float, float]) -> float:
    """P(X < Y) for independent X ~ Beta(*first) and Y ~ Beta(*second) (method R6.6), to about 1e-9.

    Quadrature over the narrower of the two, where the other's distribution function is smooth; with
    x = sin²φ the density has no spikes at the ends for parameters of a half and more.
    """
    if sum(first) > sum(second):
        return 1 - _mean_of_cdf(second, first)
    return _mean_of_cdf(first, second)


def deviations_below(first: tuple[float, float], second: tuple[float, float]) -> float:
    """R6.6: how many standard deviations the mean of the first Beta lies below that of the second."""
    means = [a / (a + b) for a, b in (first, second)]
    spread = sum(a * b / ((a + b) ** 2 * (a + b + 1)) for a, b in (first, second))
    return (means[1] - means[0]) / sqrt(spread)


def _mean_of_cdf(wide: tuple[float, float], narrow: tuple[float, float]) -> float:
    a, b = narrow
    middle = asin(sqrt(a / (a + b)))
    spread = _REACH / (2 * sqrt(a + b))
    low, high = max(0.0, middle - spread), min(pi / 2, middle + spread)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b) + log(2)
    total = weighed = 0.0
    for node, weight in _legendre(_NODES):
        # a cubic that is flat at both ends takes the root-like edges off densities that begin at 0 or 1
        angle = low + (high - low) * (2 + 3 * node - node**3) / 4
        x = sin(angle) ** 2
        density = (
            weight
            * (1 - node**2)
            * exp(scale + (2 * a - 1) * log(sin(angle)) + (2 * b - 1) * log(cos(angle)))
        )
        total += density
        weighed += density * incomplete_beta(*wide, x)
    return weighed / total


@lru_cache(maxsize=4)
def _legendre(n: int) -> tuple[tuple[float, float], ...]:
    """Nodes and weights of Gauss and Legendre on [-1, 1]."""
    pairs: list[tuple[float, float]] = []
    for i in range(n):
        x = cos(pi * (i + 0.75) / (n + 0.5))
        slope = 1.0
        for _ in range(50):
            before, now = 1.0, x
            for k in range(2, n + 1):
                before, now = now, ((2 * k - 1) * x * now - (k - 1) * before) / k
            slope = n * (x * now - before) / (x * x - 1)
            step = now / slope
            x -= step
            if abs(step) < 1e-15:
                break
        pairs.append((x, 2 / ((1 - x * x) * slope * slope)))
    return tuple(pairs)
