"""The counting distributions the method needs: how many of n, and how many of the next m."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p


def binomial(k: int, n: int, p: float) -> float:
    """R1.6: P(X = k) where each of n cases meets the standard with chance p. Nought outside 0 to n."""
    if not 0 <= k <= n:
        return 0.0
    if p in (0.0, 1.0):
        return float(k == n * p)
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p))


@lru_cache
def binomial_limit(n: int, p: float, conf: float) -> int:
    """A16: the fewest k with P(X <= k) of ``conf`` or more, where each of n cases counts with chance p."""
    below = 0.0
    for k in range(n + 1):
        below += binomial(k, n, p)
        if below >= conf - 1e-12:
            return k
    return n


def beta_binomial(m: int, a: float, b: float) -> list[float]:
    """R6.2: P(Y = 0), ..., P(Y = m): how many of m further cases meet it where the rate is Beta(a, b).

    a and b above nought, m a whole number from nought.
    """
    if a <= 0 or b <= 0 or m < 0:
        raise ValueError("beta_binomial needs a > 0, b > 0 and m >= 0")
    whole = lgamma(m + 1) + lgamma(a + b) - lgamma(a) - lgamma(b) - lgamma(m + a + b)
    return [
        exp(whole - lgamma(y + 1) - lgamma(m - y + 1) + lgamma(y + a) + lgamma(m - y + b))
        for y in range(m + 1)
    ]
