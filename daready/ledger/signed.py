"""Signed-off assessments: kept with what they rest on, and given back as baselines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from daready.evidence.model import Month
from daready.foreign.names import printed
from daready.ledger import chain
from daready.ledger.chain import BrokenChain, Entry, Facts, canonical, fingerprint
from daready.ledger.position import Load
from daready.rubric.terms import Colour
from daready.scoring.since import Baseline, Before, Time


@dataclass(frozen=True)
class Signed:
    """One signed-off assessment: its number, its name, the day it speaks of, and what it was made from."""

    entry: Entry

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def facts(self) -> Facts:
        return self.entry.facts

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def as_at(self) -> date:
        return date.fromisoformat(self.facts["as_at"])

    @property
    def loads(self) -> frozenset[int]:
        """The loads that counted then."""
        return frozenset(self.facts["loads"])

    @property
    def since(self) -> int | None:
        """The baseline it was itself rated against."""
        number: int | None = self.facts["since"]
        return number


def sign(db: sqlite3.Connection, at: str, who: str, facts: Facts, record: dict[str, Any]) -> int:
    """Keep an assessment's JSON under an entry of its own; within the caller's transaction."""
    text = canonical(printed(record))
    number = chain.append(db, "assessment", at, who, facts | {"digest": fingerprint(text)})
    db.execute("INSERT INTO assessments VALUES (?, ?)", (number, text))
    return number


def signed(entries: Iterable[Entry]) -> list[Signed]:
    """All that were signed off, in the order they were."""
    return [Signed(entry) for entry in entries if entry.kind == "assessment"]


def baseline_for(all_signed: Sequence[Signed], day: date) -> Signed | None:
    """The last signed off of those that speak of an earlier day."""
    earlier = [one for one in all_signed if one.as_at < day]
    return max(earlier, key=lambda one: (one.as_at, one.id), default=None)


def last_greens(
    all_signed: Sequence[Signed], day: date, record: Callable[[Signed], dict[str, Any]]
) -> Mapping[str, Signed]:
    """By criterion: the last assessment that speaks of a day before and in which it was Green (A15).

    ``record`` gives the JSON of one; those signed since the entry itself names its Greens need none.
    """
    found: dict[str, Signed] = {}
    for one in sorted(all_signed, key=lambda one: (one.as_at, one.id)):
        if one.as_at < day:
            green = one.facts.get("green")
            found |= dict.fromkeys(greens(record(one)) if green is None else green, one)
    return found


def greens(record: Mapping[str, Any]) -> list[str]:
    """The criteria that an assessment's JSON shows Green."""
    return [one["id"] for one in record["criteria"] if one["colour"] == Colour.GREEN]


def record_of(db: sqlite3.Connection, one: Signed) -> dict[str, Any]:
    """The assessment's JSON as it was kept. Raises BrokenChain where it is not as it was written."""
    query = "SELECT CAST(record AS BLOB) FROM assessments WHERE id = ?"
    row = db.execute(query, (one.id,)).fetchone()
    if row is None or not isinstance(row[0], bytes) or fingerprint(row[0]) != one.facts["digest"]:
        raise BrokenChain(f"assessment {one.id} ({one.entry.at[:10]})")
    record: dict[str, Any] = printed(json.loads(row[0]))
    return record


def as_baseline(one: Signed, record: dict[str, Any], loads: Iterable[Load]) -> Baseline:
    """A kept assessment as what later ones are compared with; ``loads`` are those it was made from."""
    month = Month.of(one.as_at).ordinal
    return Baseline(
        Time.of(one.as_at, held=any(of == month for load in loads for _, of, *_ in load.facts["covers"])),
        {
            criterion["id"]: Before(
                Colour(criterion["colour"]),
                {line["id"]: rate for line in criterion["lines"] if (rate := _rate(line)) is not None},
            )
            for criterion in record["criteria"]
        },
    )


def _rate(line: dict[str, Any]) -> tuple[float, float] | None:
    if line["kind"] == "audit" and line["n_eff"] and line["s_eff"] is not None:
        return line["s_eff"], line["n_eff"]
    met, missed = line["yes"], line["no"]
    return (float(met), float(met + missed)) if line["kind"] == "measure" and met + missed else None
