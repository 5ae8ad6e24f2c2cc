"""What the first page says, as small frozen values that Excel, the browser and the board paper all draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from daready.report.colours import SHOWN
from daready.report.shapes import Span
from daready.rubric.terms import Colour
from daready.scoring.model import AmberKind, CriterionFinding, MonthPoint

Word = Literal["Ready", "Not ready", "Cannot tell"]

GREEN, SHORT, UNPROVEN, RED, GREY = SHOWN
STATES: tuple[tuple[Colour, AmberKind | None], ...] = (RED, SHORT, UNPROVEN, GREY, GREEN)
"""The five states in the order of the map's columns, the worst first; Grey stands before Green."""

STATE_WORDS = {
    RED: ("Red", ""),
    SHORT: ("Amber", ", below standard"),
    UNPROVEN: ("Amber", ", not proven"),
    GREY: ("Grey", ", not known"),
    GREEN: ("Green", ""),
}
SIGNS = {RED: "■", SHORT: "▲", UNPROVEN: "△", GREY: "○", GREEN: "●"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A criterion by its short name and the state that says its column."""

    id: str
    ref: str
    name: str
    title: str
    critical: bool
    state: tuple[Colour, AmberKind | None]

    @property
    def words(self) -> str:
        return "".join(STATE_WORDS[self.state])

    @property
    def sign(self) -> str:
        return SIGNS[self.state]


def tile(c: CriterionFinding) -> Tile:
    """The tile of a criterion; one that nobody gave a short name is called by its number."""
    return Tile(c.id, c.ref, c.short or c.ref, c.title, c.critical, state_of(c))


def state_of(c: CriterionFinding) -> tuple[Colour, AmberKind | None]:
    return (c.colour, c.amber or "shortfall") if c.colour is Colour.AMBER else (c.colour, None)


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a gap is, as somebody set it: a role or a name, the day it is due, and whether that has passed."""

    owner: str
    due: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that waits to be made safe. ``days`` since its audit, where its row gives the day."""

    high_risk: bool
    failed: str
    file: str
    sheet: str
    row: int
    days: int | None
    owner: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is asked of the reader: an order, whose it is and by when ("no date" where nobody has set one)."""

    what: str
    owner: str
    by: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A theme: its tiles in each of the five states."""

    id: str
    title: str
    tiles: tuple[tuple[Tile, ...], ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """Why one criterion is not green: its number beside the standard, its months, a reason, an owner, a day, a chance.

    ``needs``: the standard as a share, where it has one that is met from below. ``chance``: at most so likely is it
    green by the inspection (R6.7), as a share; ``forecast`` says it in words, also why there is none. ``span``: its
    months in the workbook.
    """

    tile: Tile
    met: str
    needs: float | None
    points: tuple[MonthPoint, ...]
    span: Span | None
    reason: str
    owner: str
    by: str
    overdue: bool
    chance: float | None
    forecast: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a word in bold, and the sentence after it."""

    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The whole page. ``more_today`` and ``more_gaps``: how many stand elsewhere; ``noted``: what the force set itself
    and what is gone, in whole sentences (A15, law 17); ``why``: of every criterion that is not green, in a line."""

    force: str
    as_at: date
    inspection: date | None
    word: Word
    said: tuple[str, ...]
    critical: tuple[Tile, ...]
    today: str
    open_cases: tuple[OpenCase, ...]
    more_today: int
    decisions: tuple[Decision, ...]
    counts: tuple[int, ...]
    map: tuple[MapRow, ...]
    gaps: tuple[GapRow, ...]
    more_gaps: int
    changed_heading: str
    changed: tuple[Fact, ...]
    trust: tuple[Fact, ...]
    noted: tuple[str, ...]
    why: Mapping[str, str]

    @property
    def days_left(self) -> int | None:
        return None if self.inspection is None else (self.inspection - self.as_at).days


WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(n: int, *, first: bool = False) -> str:
    """A whole number as a sentence writes it: up to nine in words."""
    said = WORDS[n] if n < len(WORDS) else f"{n:,}"
    return said.capitalize() if first else said
