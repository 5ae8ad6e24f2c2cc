"""The way from here to green: what kind of gap each criterion has, how urgent, and what would close it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GapKind = Literal["practice", "evidence", "both", "administrative"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion that is not green (method R6.1, R6.8).

    ``kind``: practice gap (fix it), evidence gap (show it), both, or administrative gap (approve, renew,
    record it). ``tier`` 1 to 7, most urgent first. ``cases_to_green``: that many compliant cases in a
    row would prove it, or none where cases alone cannot. ``to_green`` and ``remedy`` are sentences.
    """

    criterion: str
    kind: GapKind
    tier: int
    to_green: str
    cases_to_green: int | None
    remedy: str
    owner_role: str
