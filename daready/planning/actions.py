"""Actions: what people said they will do about each gap, folded from all that was ever said; what differs both stands.

Each value was said in an entry of the ledger, by somebody who had seen all entries up to its ``basis``. It takes the
place of what they had seen, and stands beside what others said meanwhile: of two copies of a plan neither loses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Literal, get_args

Field = Literal["what", "role", "owner", "due", "status", "strand", "evidence", "board", "part"]
"""What an action says: what is to be done; the role that owns it, and by name; by when; how far it is; which of the
four Ps; what would show it; which board it answers to; which clause of its criterion it is about."""

FIELDS: tuple[Field, ...] = get_args(Field)
TEXTS: tuple[Field, ...] = ("what", "owner", "evidence")
"""What is free text: kept beside the chain, so that it can be blanked."""

BLANKED = "[deleted]"
"""Stands for a text that was blanked under retention."""

Status = Literal["open", "in_progress", "done", "closed"]
STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    "open": ("Not yet", "Open", "Not started", "To do", "New"),
    "in_progress": ("In progress", "Started", "Under way", "Underway", "Ongoing", "Being progressed"),
    "done": ("Done", "Complete", "Completed", "Yes"),
    "closed": ("Closed",),
}
"""How far an action is, least first: the first word of each is ours, the others are understood."""

STRANDS: dict[str, str] = {
    "prevent": "Prevent",
    "pursue": "Pursue",
    "protect": "Protect",
    "prepare": "Prepare",
}
"""The four Ps of the national plans."""


HEADINGS: dict[Field, tuple[str, ...]] = {
    "what": ("Action agreed", "Action", "Agreed action"),
    "role": ("Owner role", "Role", "Lead role"),
    "owner": ("Named owner", "Owner", "Owner name", "Lead"),
    "due": ("By when", "Due", "Due date", "Due by", "Target date", "Deadline"),
    "status": ("Status", "Done", "Progress"),
    "strand": ("Which P", "4P", "4Ps", "Strand"),
    "evidence": ("Evidence wanted", "Evidence"),
    "board": ("Board", "Owning board"),
    "part": ("Part", "Clause"),
}
"""What the columns of a plan are called: the first of each is ours, the others are understood."""
REF = ("Ref", "Action id", "Action number", "Criterion number", "Reference")


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field: what was said, in which entry, by whom and on which day."""

    value: str
    entry: int
    who: str
    day: date


@dataclass(frozen=True, slots=True)
class Statement:
    """What one entry says of one action. ``basis``: the last entry that whoever said it had seen.

    ``values`` are canonical: days as year-month-day, a status as its code, with the day it was reached where it is
    done or closed. ``kind``: the kind of gap when it was said.
    """

    entry: int
    basis: int
    who: str
    day: date
    action: str
    criterion: str
    values: Mapping[Field, str]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action as it stands. ``id``: the number of its criterion (U08), or that and a number (U08-2)."""

    id: str
    criterion: str
    since: date
    kind: str | None = None
    fields: Mapping[Field, tuple[Said, ...]] = field(default_factory=dict[Field, tuple[Said, ...]])

    def all_said(self, field: Field) -> tuple[str, ...]:
        """The values that stand, the last said first: one, unless two people differ."""
        return tuple(dict.fromkeys(said.value for said in reversed(self.fields.get(field, ()))))

    def value(self, field: Field) -> str | None:
        """The value said last."""
        said = self.all_said(field)
        return said[0] if said else None

    @property
    def differing(self) -> tuple[Field, ...]:
        """The fields of which people said different things."""
        return tuple(field for field in FIELDS if len(self.all_said(field)) > 1)

    @property
    def due(self) -> date | None:
        """The day it is due; of several, the first."""
        return min(map(date.fromisoformat, self.all_said("due")), default=None)

    @property
    def reached(self) -> tuple[Status, date | None]:
        """How far it is said to be, and since when it is done; of several, the least."""
        found = [read_status(said) for said in self.all_said("status")]
        return min(found, key=_how_far, default=("open", None))


def _how_far(reached: tuple[Status, date | None]) -> tuple[int, int]:
    status, day = reached
    return [*STATUS_WORDS].index(status), -day.toordinal() if day else 0


def read_status(value: str) -> tuple[Status, date | None]:
    """A canonical status: its code, and the day on which it was done."""
    code, _, day = value.partition(" ")
    status = next(one for one in STATUS_WORDS if one == code)
    return status, date.fromisoformat(day) if day else None


def status_value(status: Status, day: date | None) -> str:
    """The canonical form of a status; ``day``: when it was done."""
    return status if day is None else f"{status} {day.isoformat()}"


def fold(statements: Iterable[Statement]) -> dict[str, Action]:
    """Every action as it stands, by its id, in the order they were begun."""
    actions: dict[str, Action] = {}
    for one in sorted(statements, key=lambda one: one.entry):
        before = actions.get(one.action) or Action(one.action, one.criterion, one.day, one.kind)
        fields = {**before.fields}
        for name, value in one.values.items():
            beside = [said for said in fields.get(name, ()) if said.entry > one.basis]
            fields[name] = (*beside, Said(value, one.entry, one.who, one.day))
        actions[one.action] = replace(before, fields=fields)
    return actions


def next_id(ref: str, taken: Collection[str]) -> str:
    """The id of a further action of a criterion; the first is that of its gap and goes by the number alone."""
    return next(name for number in count(2) if (name := f"{ref}-{number}") not in taken)
