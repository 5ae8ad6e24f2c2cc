"""Frameworks: what inspectorates, plans and statutes ask, in their own numbering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from daready.rubric.kinds import Code, Counting, Id, Limits, Owner, Strict, Sureness, Words


@dataclass(frozen=True, kw_only=True)
class Source(Strict):
    """Where a framework was published, and the day on which somebody last saw it there."""

    title: str
    url: str | None = None
    checked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Checked(Strict):
    """Who held our words against the published ones (a role, never a name), and when."""

    by: Annotated[str, Limits(min_length=2, max_length=60)]
    on: date


@dataclass(frozen=True, kw_only=True)
class MetBy(Strict):
    """What answers a requirement: a criterion, or some of its ``clauses`` where they are named.

    ``relation`` says what that is of the requirement.
    """

    criterion: Id
    relation: Literal["equal", "subset", "superset", "intersects"]
    clauses: tuple[Id, ...] = ()


Wording = Literal["official", "subject", "recalled"]
"""What our paraphrase rests on: the published words, what the passage is about and no more, or memory."""

OFFICIAL: Wording = "official"


@dataclass(frozen=True, kw_only=True)
class Requirement(Strict):
    """One item of a framework, in the framework's own numbering.

    ``text``: our paraphrase, or the published words where a reader filled them in and ``checked`` says who
    and when. ``sure``: how sure the source is. ``verified`` is whether ``wording`` is official;
    a file gives one of the two.
    ``colour_then``: how the force judged it when the list was first answered.
    """

    id: Code
    ref: str | None = None
    text: str
    cites: Words
    sure: Sureness | None = None
    wording: Wording | None = None
    verified: bool | None = None
    checked: Checked | None = None
    owner: Owner | None = None
    owner_role: str | None = None
    colour_then: Literal["green", "amber", "red"] | None = None
    met_by: tuple[MetBy, ...] = ()

    def __post_init__(self) -> None:
        if self.wording is None and self.verified is None:
            raise ValueError("a requirement says its wording: official, subject or recalled")
        wording = self.wording or (OFFICIAL if self.verified else "recalled")
        if self.verified not in (None, wording == OFFICIAL):
            raise ValueError("wording and verified contradict each other; keep wording")
        object.__setattr__(self, "wording", wording)
        object.__setattr__(self, "verified", wording == OFFICIAL)


@dataclass(frozen=True, kw_only=True)
class Group(Strict):
    """Requirements that stand under one heading of their framework."""

    title: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, kw_only=True)
class Blank(Strict):
    """A list that only the reader holds: its rows, what their ids begin with, the areas they may stand under.

    ``rows`` is left out where nobody knows how many there are.
    """

    rows: Counting | None = None
    prefix: Annotated[str, Limits(pattern=r"^[A-Z0-9]+-$")]
    areas: Words = ()
    colour_then: bool = False


Law = Literal["section-55", "section-16"]
"""Section 55 of the Police Act 1996; section 16 of the Domestic Abuse Act 2021."""


@dataclass(frozen=True, kw_only=True)
class Framework(Strict):
    """A catalogue of what an inspectorate, a plan or a statute asks.

    ``superseded_by``: the edition that replaced this one, which is then off unless asked for by id.
    ``blank``: a list the reader fills in (``rubric fill``). ``inspection``: whether forces are graded by it, so that
    page one says how much of it was read. ``answered_under``: the law that asks for a published answer to it.
    """

    id: Id
    title: str
    edition: str
    publisher: str
    published: date
    in_force_from: date
    in_force_until: date | None = None
    superseded_by: Id | None = None
    licence: str
    source: Source
    owner: Owner = "force"
    inspection: bool = False
    answered_under: Law | None = None
    blank: Blank | None = None
    groups: tuple[Group, ...] = ()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(requirement for group in self.groups for requirement in group.requirements)

    def owner_of(self, requirement: Requirement) -> Owner:
        return requirement.owner or self.owner

    def shown_on(self, day: date, asked: bool) -> bool:
        """Whether it speaks on a day: never before it begins; ended or superseded only where asked for by id."""
        ended = self.in_force_until is not None and self.in_force_until < day
        return self.in_force_from <= day and (asked or not (ended or self.superseded_by))
