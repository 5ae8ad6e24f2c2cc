"""How a colour is shown so that nobody needs to see it: a word, a symbol, and a fill that survives greys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daready.report.shapes import Cell
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.scoring.model import AmberKind


class Look(NamedTuple):
    """The darker the fill, the worse the colour, so that a grey print still ranks them."""

    words: str
    fill: str
    ink: str
    meaning: str


_LOOKS: dict[tuple[Colour, AmberKind | None], Look] = {
    (Colour.GREEN, None): Look(
        "GREEN ●", "#CFE6D6", "#14532F", "Shown to meet the standard; says nothing about any one victim."
    ),
    (Colour.AMBER, "shortfall"): Look(
        "AMBER ▲ shortfall",
        "#F0B541",
        "#16202C",
        "Probably below the standard, or something stands against it.",
    ),
    (Colour.AMBER, "unproven"): Look(
        "AMBER △ unproven",
        "#FDF1D3",
        "#16202C",
        "Not yet shown: probably at the standard, or not all of it was asked.",
    ),
    (Colour.AMBER, None): Look(
        "AMBER ▲", "#F0B541", "#16202C", "Between green and red, or green not proven."
    ),
    (Colour.RED, None): Look(
        "RED ■", "#A3161B", "#FFFFFF", "More likely than not below the lower cut point."
    ),
    (Colour.GREY, None): Look(
        "GREY ○", "#F4F6F8", "#16202C", "The evidence cannot tell; the reason says what would settle it."
    ),
}

SHOWN: tuple[tuple[Colour, AmberKind | None], ...] = (
    (Colour.GREEN, None),
    (Colour.AMBER, "shortfall"),
    (Colour.AMBER, "unproven"),
    (Colour.RED, None),
    (Colour.GREY, None),
)
"""The colours as they are counted: the two ambers apart, never averaged (A11)."""


def look(colour: Colour, amber: AmberKind | None = None) -> Look:
    """How a colour is shown. Only an amber has kinds; whoever asks for another is shown the colour itself."""
    return _LOOKS[colour, amber if colour is Colour.AMBER else None]


def coloured(colour: Colour, amber: AmberKind | None = None, also: str = "") -> Cell:
    """A cell that carries a colour and says it. ``also``: words that qualify it, such as in part."""
    words = look(colour, amber).words
    return Cell(f"{words} {also}" if also else words, colour, amber)
