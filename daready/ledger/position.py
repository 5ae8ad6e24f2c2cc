"""Which loads count: what was known on a day, without what was replaced or withdrawn; and what overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from daready.evidence.cells.remembered_words import neutral
from daready.evidence.rows import FigureRow
from daready.ledger import kept
from daready.ledger.chain import Entry, Facts
from daready.ledger.taken_back import taken_by

Scope = tuple[str, int | None, str | None]
"""A form, a month (as an ordinal) and a district that a sheet covers; None where it has none. A district that may not
be shown is a keyed hash after a #."""

_TEACHES = ("adoption", "mapping")


def compared(covered: Iterable[Scope]) -> frozenset[Scope]:
    """Scopes as they are compared: a district that may not be shown goes by its neutral name, whether that or its hash
    was kept, since one case alone is kept without a name and two with it.
    """
    return frozenset(
        (form, month, neutral(district[1:]) if district and district.startswith("#") else district)
        for form, month, district in covered
    )


@dataclass(frozen=True)
class Load:
    """One load: its number, when it was loaded and by whom, and what was said of it then."""

    entry: Entry

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def day(self) -> date:
        return date.fromisoformat(self.entry.at[:10])

    @property
    def facts(self) -> Facts:
        return self.entry.facts

    @property
    def file(self) -> str:
        return str(self.facts["file"])

    @property
    def sha256(self) -> str:
        return str(self.facts["sha256"])

    @cached_property
    def covers(self) -> frozenset[Scope]:
        return compared((form, month, district) for form, month, district in self.facts["covers"])


@dataclass(frozen=True)
class Position:
    """All loads of a day, and which of them do not count: replaced by which, withdrawn (or undone) by which entry."""

    loads: tuple[Load, ...]
    replaced: dict[int, int] = field(default_factory=dict[int, int])
    withdrawn: dict[int, int] = field(default_factory=dict[int, int])
    digests: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    """By load: the fingerprints of what is kept of it, the file's own first."""
    learnt: int = 0
    """The last entry that changed how sheets are read: an adopted form, a remembered meaning, one taken back."""
    of_content: dict[str, tuple[Load, ...]] = field(default_factory=dict[str, tuple["Load", ...]])
    """By the fingerprint of a file: its loads, the latest last."""
    entries: int = 0
    """How many entries, from the first one on, have been looked at; 0 where some were passed over."""

    @cached_property
    def live(self) -> tuple[Load, ...]:
        return tuple(load for load in self.loads if self.counts(load.id))

    def counts(self, load: int) -> bool:
        """Whether a load counts: it was not withdrawn, and nothing that counts stands in its place."""
        return load not in self.withdrawn and not self._stood_for(load)

    def _stood_for(self, load: int) -> bool:
        by = self.replaced.get(load)
        return by is not None and (by not in self.withdrawn or self._stood_for(by))

    @cached_property
    def held(self) -> dict[Scope, list[Load]]:
        """The loads that count, by each form, month and district that they cover."""
        found: dict[Scope, list[Load]] = {}
        for load in self.live:
            for scope in load.covers:
                found.setdefault(scope, []).append(load)
        return found

    @cached_property
    def of_month(self) -> dict[tuple[object, ...], set[int]]:
        """The numbers of the loads that count, by each form and month that they cover."""
        found: dict[tuple[object, ...], set[int]] = {}
        for (form, month, _), loads in self.held.items():
            found.setdefault((form, month), set()).update(load.id for load in loads)
        return found

    def load(self, number: int) -> Load | None:
        return next((load for load in self.loads if load.id == number), None)

    def same(self, sha256: str) -> Load | None:
        """The latest load of the same content that was not withdrawn."""
        found = [load for load in self.of_content.get(sha256, ()) if load.id not in self.withdrawn]
        return found[-1] if found else None

    def read_already(self, sha256: str) -> Load | None:
        """The load of the same content, where it was replaced, or nothing was learnt since that reads it otherwise."""
        load = self.same(sha256)
        return load if load and (load.id > self.learnt or not self.counts(load.id)) else None

    def after(self, entries: Sequence[Entry]) -> Position:
        """The position of all entries, of which this one has seen the first; those are not looked at again."""
        new = entries[self.entries :]
        if not self.entries or any(entry.kind not in _ONLY_ADDED for entry in new):
            return position(entries)
        added = position(new)
        contents = {
            sha256: (*self.of_content.get(sha256, ()), *loads) for sha256, loads in added.of_content.items()
        }
        return Position(
            (*self.loads, *added.loads),
            self.replaced | added.replaced,
            self.withdrawn,
            self.digests | added.digests,
            learnt=self.learnt,
            of_content=self.of_content | contents,
            entries=len(entries),
        )


_ONLY_ADDED = ("load", "supersession")
"""Entries that change nothing of what older ones say of a load but that another stands in its place."""


def position(entries: Iterable[Entry], known_on: date | None = None, until: int | None = None) -> Position:
    """What counts, from the entries made by the end of a day, or up to one of them (all of them if none is named).

    A purge is not undone by looking back: what it deleted is gone for every day.
    """
    loads: list[Load] = []
    replaced: dict[int, int] = {}
    digests: dict[int, tuple[str, ...]] = {}
    last = None if known_on is None else known_on.isoformat()
    known: list[Entry] = []
    for entry in entries:
        if entry.kind == "purge":
            digests |= {int(load): tuple(made) for load, made in entry.facts["digests"].items()}
        if (last is not None and entry.at[:10] > last) or (until is not None and entry.id > until):
            continue
        known.append(entry)
        if entry.kind == "load":
            loads.append(Load(entry))
            digests.setdefault(entry.id, tuple(entry.facts["digests"]))
        elif entry.kind == "supersession":
            replaced[entry.facts["load"]] = entry.facts["by"]
    taken = taken_by(known)
    withdrawn = {load.id: taken[load.id] for load in loads if load.id in taken}
    taught = {entry.id for entry in known if entry.kind in _TEACHES}
    learnt = max(taught | {taken[one] for one in taught & taken.keys()}, default=0)
    contents: dict[str, tuple[Load, ...]] = {}
    for load in loads:
        contents[load.sha256] = (*contents.get(load.sha256, ()), load)
    seen = len(known) if last is None and until is None else 0
    return Position(tuple(loads), replaced, withdrawn, digests, learnt, contents, seen)


def scopes(sheets: Sequence[kept.Sheet]) -> set[Scope]:
    """The forms, months and districts that sheets cover, as far as they hold evidence."""
    found: set[Scope] = set()
    for one in sheets:
        if one.form is None or one.kind == kept.CONTESTED:
            continue
        reply = one.reply()
        cases = list(zip(reply.cases.months, reply.cases.district, strict=True))
        found |= {(one.form, month, district) for month, district in cases if district is not None}
        bare = [(month, None) for month, district in cases if district is None]
        hidden = reply.hidden_districts if bare else ()
        found |= {(one.form, month, f"#{key}" if key else None) for month, key in hidden or bare}
        for record in reply.records:
            if not isinstance(record, FigureRow):
                found.add((one.form, None, None))
                continue
            district = record.district or (f"#{record.district_key}" if record.district_key else None)
            found |= {(one.form, each, district) for each in record.months}
    return found
