"""How likely each colour of a theme is, from its criteria's own chances (R4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daready.rubric.terms import Colour
from daready.scoring.combine import theme_colour


@dataclass(frozen=True, slots=True)
class Chances:
    """A criterion's chances of each colour, which sum to one, and whether it is critical."""

    red: float
    amber: float
    green: float
    critical: bool = False


def theme_chances(criteria: Sequence[Chances], share: float) -> dict[Colour, float]:
    """R4.4: the chances of the theme's colours by R4.2, criteria taken as independent and none Grey.

    Say "about": criteria share cases, so they rise and fall together.
    """
    states: dict[tuple[int, int, bool, bool], float] = {(0, 0, False, False): 1.0}
    for one in criteria:
        following: dict[tuple[int, int, bool, bool], float] = {}
        for (red, amber, critical_red, critical_amber), chance in states.items():
            for state, part in (
                ((red + 1, amber, critical_red or one.critical, critical_amber), one.red),
                ((red, amber + 1, critical_red, critical_amber or one.critical), one.amber),
                ((red, amber, critical_red, critical_amber), one.green),
            ):
                following[state] = following.get(state, 0.0) + chance * part
        states = following
    chances = dict.fromkeys(Colour, 0.0)
    for (red, amber, critical_red, critical_amber), chance in states.items():
        made = [
            *_criteria(Colour.RED, red, critical_red),
            *_criteria(Colour.AMBER, amber, critical_amber),
            *_criteria(Colour.GREEN, len(criteria) - red - amber, False),
        ]
        chances[theme_colour(made, share)[0]] += chance
    return chances


def _criteria(colour: Colour, count: int, one_critical: bool) -> list[tuple[Colour, bool]]:
    """So many criteria of a colour; R4.2 only asks whether one of them is critical."""
    return [(colour, one_critical)] * count
