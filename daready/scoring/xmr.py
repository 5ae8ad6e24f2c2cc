"""What a point of a chart means, and whether the process meets its target (R2.2, R2.3)."""

from __future__ import annotations

from typing import Literal

from daready.scoring.trend_rules import side

Improvement = Literal["increase", "decrease", "neutral"]
Assured = Literal["consistent_pass", "consistent_fail", "inconsistent"]
Variation = Literal[
    "common_cause",
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
]


def point_type(cause: str, improvement: Improvement) -> Variation:
    """R2.2: what a point's cause means where higher, or lower, is better."""
    up = "Above" in cause or "Increasing" in cause
    if not up and not ("Below" in cause or "Decreasing" in cause):
        return "common_cause"
    if improvement == "neutral":
        return "special_cause_neutral_high" if up else "special_cause_neutral_low"
    better = up == (improvement == "increase")
    return "special_cause_improvement" if better else "special_cause_concern"


def assurance(target: float | None, lower: float, upper: float, improvement: Improvement) -> Assured | None:
    """R2.3: whether the process, as it is, always meets its target, never does, or sometimes does."""
    if target is None or improvement == "neutral":
        return None
    higher = improvement == "increase"
    if side(target, upper) > 0:
        return "consistent_fail" if higher else "consistent_pass"
    if side(target, lower) < 0:
        return "consistent_pass" if higher else "consistent_fail"
    return "inconsistent"
