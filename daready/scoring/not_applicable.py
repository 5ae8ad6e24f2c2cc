"""How much of what was answered did not apply (R1.1)."""

from __future__ import annotations

from daready.scoring.model import Counts


def na_share(counts: Counts) -> float:
    """R1.1: the share of all answers, those left out included, that were "not applicable"."""
    everything = counts.n + counts.not_applicable
    return counts.not_applicable / everything if everything else 0.0
