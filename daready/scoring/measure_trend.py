"""A line's monthly points as a control chart: signal or noise, and what it does to a colour (R2.3 to R2.6)."""

from __future__ import annotations

from typing import Literal

from daready.rubric.terms import Colour
from daready.scoring.xmr import Assured

Course = Literal["improvement", "common", "concern"]

LEAST_POINTS = 12
"""R2.5: fewer give trial limits and no colour."""

_NINE: dict[Assured, dict[Course, Colour]] = {
    "consistent_pass": {"improvement": Colour.GREEN, "common": Colour.GREEN, "concern": Colour.AMBER},
    "inconsistent": {"improvement": Colour.AMBER, "common": Colour.AMBER, "concern": Colour.RED},
    "consistent_fail": {"improvement": Colour.AMBER, "common": Colour.RED, "concern": Colour.RED},
}


def trend_colour(assurance: Assured, course: Course, points: int) -> Colour:
    """R2.6: the nine cells; Grey on fewer than 12 points (trial limits)."""
    return _NINE[assurance][course] if points >= LEAST_POINTS else Colour.GREY
