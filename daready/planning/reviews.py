"""Points of a list that people reviewed one by one: what they judge each to be, beside what evidence shows.

A judgement or a paper is not a look at practice, so a review colours nothing; it stands in a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from daready.rubric.terms import Colour

Rests = Literal["judgement", "document"]
RESTS: dict[Rests, tuple[str, ...]] = {
    "judgement": ("Judgement", "Judgment", "Professional judgement"),
    "document": ("Document", "Paper", "Policy"),
}
"""What a review rests on: the first word of each is ours."""

Part = Literal["point", "colour", "rests", "role", "on", "why"]
HEADINGS: dict[Part, tuple[str, ...]] = {
    "point": ("Ref", "Number", "Point", "Reference"),
    "colour": ("Reviewed as", "Judged", "Colour judged"),
    "rests": ("Rests on",),
    "role": ("Reviewed by (role)", "Reviewed by", "Reviewer"),
    "on": ("Reviewed on", "Date reviewed"),
    "why": ("Why", "Reason", "Rationale"),
}
"""What the columns of a reviewed list are called: the first of each is ours."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a role judged a point of a list to be on a day, what that rests on, and why."""

    point: str
    colour: Colour
    rests: Rests
    role: str
    on: date
    why: str


def last_of_each(reviews: Iterable[Review], day: date) -> dict[str, Review]:
    """By point: the last review of a day or before it."""
    return {one.point: one for one in sorted(reviews, key=lambda one: one.on) if one.on <= day}
