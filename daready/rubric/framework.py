"""Frameworks: what inspectorates, plans and statutes ask, in their own numbering."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from daready.rubric.kinds import Code, Id, Owner, Strict, Sureness, Words


class Source(Strict):
    title: str
    url: str | None = None
    checked: date | None = None


class Checked(Strict):
    """Who held our words against the published ones (a role, never a name), and when."""

    by: Annotated[str, Field(min_length=2, max_length=60)]
    on: date


class MetBy(Strict):
    """A criterion that answers a requirement; relation says what the criterion is of the requirement."""

    criterion: Id
    relation: Literal["equal", "subset", "superset", "intersects"]


class Requirement(Strict):
    """One item of a framework, in the framework's own numbering.

    ``text``: our paraphrase, or the published words where a reader filled them in and ``checked`` says who
    and when. ``sure``: how sure the source is; what is only recalled is never ``verified``.
    ``colour_then``: how the force judged it when the list was first answered.
    """

    id: Code
    ref: str | None = None
    text: str
    cites: Words
    sure: Sureness | None = None
    verified: bool
    checked: Checked | None = None
    owner: Owner | None = None
    owner_role: str | None = None
    colour_then: Literal["green", "amber", "red"] | None = None
    met_by: tuple[MetBy, ...] = ()


class Group(Strict):
    title: str
    requirements: tuple[Requirement, ...]


class Blank(Strict):
    """A list that only the reader holds: its rows, what their ids begin with, the areas they may stand under.

    ``rows`` is left out where nobody knows how many there are.
    """

    rows: Annotated[int, Field(ge=1)] | None = None
    prefix: Annotated[str, Field(pattern=r"^[A-Z0-9]+-$")]
    areas: Words = ()
    colour_then: bool = False


class Framework(Strict):
    """A catalogue of what an inspectorate, a plan or a statute asks.

    ``superseded_by``: the edition that replaced this one, which is then off unless asked for by id.
    ``blank``: a list the reader fills in (``rubric fill``).
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
