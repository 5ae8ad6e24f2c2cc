"""Which gap first: by how grave it is, then by what closing it brings for the effort (R6.8)."""

from __future__ import annotations

from dataclasses import dataclass

from daready.rubric.terms import Colour


@dataclass(frozen=True, slots=True)
class Candidate:
    """A criterion to be placed.

    ``gain``: the rise in the chance of Green by inspection day. ``effort``: in any one unit, above nought.
    """

    id: str
    colour: Colour
    was: Colour | None
    critical: bool
    weight: float
    gain: float
    effort: float


def tier(colour: Colour, *, critical: bool, was: Colour | None) -> int:
    """R6.8: 1 critical Red, 2 critical Grey, 3 was Green, 4 other Red, 5 critical Amber, 6 Grey, 7 Amber, 8 Green."""
    if critical and colour is Colour.RED:
        return 1
    if critical and colour is Colour.GREY:
        return 2
    if was is Colour.GREEN and colour is not Colour.GREEN:
        return 3
    other = {Colour.RED: 4, Colour.AMBER: 5 if critical else 7, Colour.GREY: 6, Colour.GREEN: 8}
    return other[colour]


def urgency(one: Candidate) -> tuple[int, float, str]:
    """What R6.8 sorts by."""
    rank = tier(one.colour, critical=one.critical, was=one.was)
    return rank, -round(one.weight * one.gain / one.effort, 12), one.id
