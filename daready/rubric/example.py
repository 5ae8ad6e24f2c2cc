"""Worked examples: a case beside a line drawn, and the colour it must have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from daready.rubric.kinds import Id, Strict, Whole
from daready.rubric.terms import ANSWER_NAMES, Colour

Status = Literal["approved", "draft", "absent"]
STATUSES: tuple[Status, ...] = ("approved", "draft", "absent")
"""How a document can stand in a register."""


@dataclass(frozen=True, kw_only=True)
class Example(Strict):
    """A worked case beside a line drawn: what is given, and the colour it must have.

    Give one of: ``audit`` (counts by answer name), ``measure`` ([numerator, denominator], with the line's
    ``analysis`` as a document where it has one), ``document`` (status and, for an approved one, days to its
    review), ``lines`` (line id to colour, combined), ``theme`` (colours, an exclamation mark after a
    critical one).
    """

    name: str
    criterion: Id | None = None
    line: str | None = None
    audit: dict[str, Whole] | None = None
    selection: Literal["random", "systematic", "all", "judgement", "not_stated"] = "random"
    measure: tuple[Whole, Whole] | None = None
    analysis: dict[str, str] | None = None
    document: dict[str, str] | None = None
    lines: dict[str, Colour] | None = None
    theme: tuple[str, ...] | None = None
    colour: Colour
    note: str | None = None

    def __post_init__(self) -> None:
        given = [
            g for g in (self.audit, self.measure, self.document, self.lines, self.theme) if g is not None
        ]
        if len(given) != 1:
            raise ValueError("give exactly one of audit, measure, document, lines, theme")
        unknown = set(self.audit or ()) - {*ANSWER_NAMES, "blank", "not_understood"}
        if unknown:
            raise ValueError(f"{', '.join(sorted(unknown))} is not an answer")
        for papers in (self.document, self.analysis):
            if papers is not None and not _stands(papers):
                raise ValueError(
                    "a document has a status (approved, draft or absent) and days, a whole number"
                )
        if any(word.removesuffix("!") not in Colour.__members__ for word in self.theme or ()):
            raise ValueError("a theme is made of GREEN, AMBER, RED and GREY, with ! after a critical one")


def _stands(papers: dict[str, str]) -> bool:
    days = papers.get("days", "0")
    sound = papers.get("status") in STATUSES and days.removeprefix("-").isdecimal()
    return sound and set(papers) <= {"status", "days"}
