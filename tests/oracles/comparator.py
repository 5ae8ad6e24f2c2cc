"""What a force's rate is set beside: its group's weighted mean, never a place in a table (R8.1)."""

from __future__ import annotations

from collections.abc import Iterable


def group_mean(forces: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """R8.1: the group's counts together, own force included: Σ numerators over Σ denominators.

    Whole counts, so that the caller can say what stands behind the rate. Refuses a group without cases.
    """
    counts = list(forces)
    met, of = sum(x for x, _ in counts), sum(n for _, n in counts)
    if of == 0:
        raise ValueError("a group without cases has no mean")
    return met, of
