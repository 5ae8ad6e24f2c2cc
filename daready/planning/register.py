"""The register: what inspectorates and reviews asked of the force, folded from all that was ever said of each item.

An item keeps its official number. Its trail is what the inspectorate said of it, day by day, in its own status words.
Nothing is rewritten: a later statement stands in the place of an earlier one, and both stay in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

_PARTS = re.compile(r"\d+|\D+")

Kind = Literal[
    "recommendation", "area_for_improvement", "cause_of_concern", "super_complaint", "death_review"
]
KIND_WORDS: dict[Kind, tuple[str, ...]] = {
    "recommendation": ("Recommendation", "Rec", "Recs", "National recommendation"),
    "area_for_improvement": ("Area for improvement", "AFI", "Areas for improvement"),
    "cause_of_concern": ("Cause of concern", "CoC", "Cause for concern", "Causes of concern"),
    "super_complaint": ("Super-complaint", "Super complaint", "Supercomplaint"),
    "death_review": (
        "Death review action",
        "Death review",
        "DHR",
        "DARDR",
        "DHR action",
        "Domestic homicide review",
    ),
}
"""What an item is: the first word of each is ours, the others are understood."""

State = Literal["awaiting", "progressed", "complete", "superseded"]
STATE_WORDS: dict[State, tuple[str, ...]] = {
    "awaiting": ("Awaiting review", "Awaiting-review", "Not started", "New"),
    "progressed": (
        "Being progressed",
        "Being-progressed",
        "In progress",
        "Open",
        "Ongoing",
        "Under way",
        "Reopened",
    ),
    "complete": ("Complete", "Completed", "Closed", "Closed by HMICFRS", "Signed off by HMICFRS"),
    "superseded": ("Superseded", "Replaced"),
}
"""The status words of the national register, and what else they are called."""

LIVE: frozenset[State] = frozenset(("awaiting", "progressed"))

BODIES: dict[str, tuple[str, ...]] = {
    "force": (
        "The force",
        "Force",
        "Chief constable",
        "Chief constables",
        "Police",
        "Police forces",
        "All forces",
    ),
    "cps": ("The CPS", "CPS", "Crown Prosecution Service"),
    "pcc": ("The commissioner", "PCC", "Police and crime commissioner", "Local policing body"),
    "national": ("A national body", "National", "NPCC", "College of Policing", "Home Office", "Government"),
}
"""Whose an item is to answer: what is not the force's is shown and never counted (law 9)."""
SCOPES: dict[str, tuple[str, ...]] = {
    "force": ("This force", "Force", "Local"),
    "national": ("National", "All forces", "Every force"),
}

Field = Literal[
    "kind",
    "what",
    "publisher",
    "report",
    "published",
    "scope",
    "body",
    "role",
    "owner",
    "due",
    "repeats",
    "links",
]
"""What an item says: what it is; what it asks, in our words; who published it, in which report, on which day; of one
force or all; whose it is; the role that owns it, and by name; by when; which earlier item it finds again; which
criteria or clauses of ours test it."""

FIELDS: tuple[Field, ...] = get_args(Field)
TEXTS: tuple[Field, ...] = ("what", "owner")
"""What is free text: kept beside the chain, so that it can be blanked."""

HEADINGS: dict[Field | Literal["state", "on", "said"], tuple[str, ...]] = {
    "kind": ("Kind", "Kind of recommendation", "Type", "Recommendation type", "Category"),
    "what": (
        "What it asks",
        "Recommendation",
        "Recommendation text",
        "Text",
        "Description",
        "Wording",
        "Detail",
    ),
    "publisher": ("Publisher", "Published by", "Inspectorate", "Body", "Source", "Made by", "Agency"),
    "report": (
        "Report",
        "Inspection",
        "Publication",
        "Report title",
        "Inspection title",
        "Report name",
        "Thematic",
    ),
    "published": ("Published", "Date published", "Publication date", "Date of publication", "Report date"),
    "scope": ("Scope", "National or force", "Level"),
    "body": ("Whose", "For", "Addressed to", "Addressee", "Responsible body"),
    "role": ("Owner role", "Role", "Lead role", "Strategic lead", "Owner's role", "Senior responsible owner"),
    "owner": ("Named owner", "Owner", "Lead", "Owner name", "Assigned to"),
    "due": ("Due", "By when", "Due date", "Due by", "Target date", "Deadline", "Completion date"),
    "state": (
        "Status",
        "Register status",
        "HMICFRS status",
        "Status in the register",
        "Progress",
        "Position",
    ),
    "on": ("Status date", "Status as at", "Position as at", "Date of status", "Last updated", "Reviewed on"),
    "said": ("What was said", "Inspectorate's words", "HMICFRS comment", "Comment", "Update", "Notes"),
    "repeats": ("Finds again", "Repeats", "Repeat of", "Repeated from", "Previous number"),
    "links": ("Criteria", "Tested by", "Linked to", "Clauses", "Criterion"),
}
"""What the columns of a register are called: the first of each is ours, the others are understood."""
COMPUTED = ("Colour", "Why")
"""Columns of ours that say how an item stands: nobody fills them in."""
NUMBER = (
    "Number",
    *(
        "Official number",
        "Ref",
        "Reference",
        "Recommendation number",
        "Recommendation ref",
        "Recommendation ID",
    ),
    *("Register number", "ID", "No", "Unique reference"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What the inspectorate said of an item on a day; ``said``: its words, or ours for them."""

    on: date
    state: State
    said: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one entry says of one item. ``values`` are canonical: days as year-month-day, words as their codes."""

    entry: int
    who: str
    day: date
    item: str
    values: Mapping[Field, str]
    trail: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it stands. ``since``: the day it came into the register; ``trail``: by the day of each step."""

    id: str
    since: date
    values: Mapping[Field, str] = field(default_factory=dict[Field, str])
    trail: tuple[Step, ...] = ()

    @property
    def kind(self) -> Kind:
        return next(kind for kind in KIND_WORDS if kind == self.values["kind"])

    @property
    def state(self) -> State:
        """The status said last; what nobody said anything of awaits review."""
        return self.trail[-1].state if self.trail else "awaiting"

    @property
    def live(self) -> bool:
        """Whether it is not closed: what is not known to be closed is live."""
        return self.state in LIVE

    @property
    def closed(self) -> date | None:
        """The day on which it was closed, of one that is complete."""
        if self.state != "complete":
            return None
        before = [number for number, step in enumerate(self.trail) if step.state != "complete"]
        return self.trail[before[-1] + 1 if before else 0].on

    @property
    def reopened(self) -> bool:
        """Whether it is live, and was complete once."""
        return self.live and any(step.state == "complete" for step in self.trail)

    @property
    def body(self) -> str:
        return self.values.get("body", "force")

    @property
    def owned(self) -> bool:
        return bool(self.values.get("role") or self.values.get("owner"))

    def day(self, name: Literal["published", "due"]) -> date | None:
        return date.fromisoformat(said) if (said := self.values.get(name)) else None

    @property
    def links(self) -> tuple[tuple[str, str | None], ...]:
        """The criteria that test it, each with a clause where only that is meant."""
        named = (one.partition("/") for one in self.values.get("links", "").split())
        return tuple((criterion, clause or None) for criterion, _, clause in named)


def fold(statements: Iterable[Statement]) -> dict[str, Item]:
    """Every item as it stands, by its number, in the order they came in. A step said again is one step."""
    items: dict[str, Item] = {}
    for one in sorted(statements, key=lambda one: one.entry):
        before = items.get(one.item) or Item(one.item, one.day)
        items[one.item] = replace(
            before, values={**before.values, **one.values}, trail=_together(before.trail, one.trail)
        )
    return items


def _together(before: tuple[Step, ...], new: Iterable[Step]) -> tuple[Step, ...]:
    """The steps by their day, those of one day as they were said; of two alike the one with words stays."""
    kept = {(step.on, step.state): step for step in before}
    for step in new:
        known = kept.get((step.on, step.state))
        if known is None or step.said:
            kept[step.on, step.state] = step
    return tuple(sorted(kept.values(), key=lambda step: step.on))


def in_order(number: str) -> tuple[tuple[str, int], ...]:
    """Sorts official numbers as people count: AFI-2 before AFI-10."""
    parts = _PARTS.findall(number)
    return tuple((part, 0) if not part.isdigit() else ("", int(part)) for part in parts)


def same_number(one: str, other: str) -> bool:
    """Whether two numbers name one item, however they are written."""
    return one.casefold().replace(" ", "") == other.casefold().replace(" ", "")
