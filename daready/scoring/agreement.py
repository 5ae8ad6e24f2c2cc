"""How far two auditors agree on the same cases: percent, kappa, Gwet's coefficients, and what follows (R3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from daready.rubric.model import Policy

Table = Sequence[Sequence[float]]
"""Square: rows are the first auditor's categories, columns the second's, in the same order."""

Weights = Literal["identity", "linear"]
Reliability = Literal["few_pairs", "fine", "watch", "unreliable"]


def percent_agreement(table: Table, weights: Weights = "identity") -> float:
    """R3.1: the share of pairs that agree; near misses count in part under linear weights. Refuses an empty table."""
    shares = _shares(table)
    w = _weights(len(table), weights)
    return sum(w[i][j] * share for i, row in enumerate(shares) for j, share in enumerate(row))


def kappa(table: Table, weights: Weights = "identity") -> float | None:
    """R3.1: Cohen's κ, weighted where the categories are ordered; None where chance alone would agree always."""
    shares = _shares(table)
    w = _weights(len(table), weights)
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    by_chance = sum(w[i][j] * a * b for i, a in enumerate(rows) for j, b in enumerate(columns))
    return _beyond_chance(percent_agreement(table, weights), by_chance)


def gwet(table: Table, weights: Weights = "identity") -> float | None:
    """R3.1: Gwet's AC1 (2008), which holds up where nearly all answers are alike; AC2 under linear weights.

    None for a single category.
    """
    q = len(table)
    if q < 2:
        return None
    shares = _shares(table)
    w = _weights(q, weights)
    mean = [(sum(shares[k]) + sum(row[k] for row in shares)) / 2 for k in range(q)]
    by_chance = sum(map(sum, w)) / (q * (q - 1)) * sum(share * (1 - share) for share in mean)
    return _beyond_chance(percent_agreement(table, weights), by_chance)


def reliability(ac1: float | None, pairs: int, policy: Policy) -> Reliability:
    """R3.2 and R3.4: too few pairs say nothing; below ``agreement_watch`` a Green cannot rest on the marks."""
    if pairs < policy.agreement_least_pairs or ac1 is None:
        return "few_pairs"
    if ac1 >= policy.agreement_fine - 1e-9:
        return "fine"
    return "watch" if ac1 >= policy.agreement_watch - 1e-9 else "unreliable"


def _beyond_chance(seen: float, by_chance: float) -> float | None:
    return None if 1 - by_chance < 1e-12 else (seen - by_chance) / (1 - by_chance)


def _shares(table: Table) -> list[list[float]]:
    total = sum(map(sum, table))
    if not total or any(len(row) != len(table) for row in table):
        raise ValueError("agreement needs a square table with pairs in it")
    return [[count / total for count in row] for row in table]


def _weights(q: int, weights: Weights) -> list[list[float]]:
    if weights == "identity" or q < 2:
        return [[float(i == j) for j in range(q)] for i in range(q)]
    return [[1 - abs(i - j) / (q - 1) for j in range(q)] for i in range(q)]
