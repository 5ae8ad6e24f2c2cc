"""What once counted as failing and fails nowhere now: "ever failing" less "failing now", by the ledger (A15).

A case is known again by its keyed hash, whatever its month or sheet. Rows without one are matched by counts,
between a load and what stands in its place.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daready.evidence.model import UNDATED, Month, Place, Removed
from daready.ledger import kept
from daready.ledger.accounts import Accounts
from daready.ledger.chain import Entry
from daready.ledger.faults import readable, unbroken
from daready.ledger.proof import proved
from daready.rubric.terms import Outcome, Selection

if TYPE_CHECKING:
    from daready.evidence.model import CaseSheet, Evidence
    from daready.ledger.position import Load, Position
    from daready.ledger.store import Ledger

_FAILED = re.compile(f"[{Outcome.NO.value}{Outcome.NOT_RECORDED.value}]".encode())
_ANSWERED = re.compile(f"[^{Outcome.NOT_ASKED.value}]".encode())
_BY_COPIES = ("replaced_by_marked", "marked_twice")
"""Why settling sets whole files aside: a marked copy stands for them, or nobody can say which does."""

Said = tuple[str, str]
"""A case by its keyed hash, and a question by the name lines use."""
Lot = tuple[str, str, int]
"""What counts are compared of: the content of a live file, a question, a month."""


@dataclass(frozen=True, slots=True)
class Failing:
    """One failing answer of a load: where it stood, and what was known of its case."""

    load: int
    sheet: str
    row: int
    question: str
    month: int
    key: str | None
    high_risk: bool
    unsafe: bool
    selection: Selection


@dataclass(slots=True)
class _Now:
    """What the live, settled evidence says: which cases fail which questions, and who was made safe."""

    failing: set[Said] = field(default_factory=set[Said])
    answered: set[Said] = field(default_factory=set[Said])
    lots: dict[Lot, dict[int, str | None]] = field(
        default_factory=lambda: defaultdict[Lot, dict[int, str | None]](dict)
    )
    """The failing rows of each lot, with the key of its case where it has one."""
    safe: dict[str, int] = field(default_factory=dict[str, int])
    """The last day on which a case was made safe."""


def removed(
    ledger: Ledger,
    where: Position,
    evidence: Evidence,
    safety: Container[str],
    said: Accounts,
    purges: Iterable[Entry] = (),
) -> tuple[Removed, ...]:
    """Every answer that failed in a load of ``where`` and fails nowhere in ``evidence``, which is what counts of it.

    ``safety`` are the questions whose failure leaves somebody unsafe; ``said`` is what was accounted for.
    """
    copied = _copied(evidence)
    gone = [load for load in where.loads if not where.counts(load.id) or load.sha256 in copied]
    purged = [*_purged(where, purges, copied)]
    if not gone and not purged:
        return ()
    with readable(ledger.path), unbroken(ledger.path):
        back = proved(ledger.db, where, gone)
    ever = {load.id: [*failing(load, back[load.id][1], safety)] for load in gone}
    now = _now(evidence, frozenset(each.question for answers in ever.values() for each in answers))
    files = _stands_for(ledger, where, copied)
    left = _left(ever, now, files)
    known = max(load.day for load in where.loads).toordinal()
    found = [_made(one, where, now, said, known) for one in left]
    found += [_with_reason(one, said) for one in purged]
    return tuple(sorted(found, key=lambda one: (one.load, one.place.sheet, one.place.row, one.question)))


def failing(load: Load, sheets: Iterable[kept.Sheet], safety: Container[str]) -> Iterator[Failing]:
    """Every failing answer of a load, contested rows among them."""
    for one in sheets:
        if not one.outcomes or _FAILED.search(one.outcomes) is None:
            continue
        questions: list[str] = json.loads(one.questions or "[]")
        columns, width = one.columns(), len(questions)
        for match in _FAILED.finditer(one.outcomes):
            at, place = divmod(match.start(), width)
            question = f"{one.form}/{questions[place]}"
            month = columns["month"][at]
            yield Failing(
                load=load.id,
                sheet=one.sheet or "",
                row=columns["row"][at],
                question=question,
                month=UNDATED.ordinal if month is None else month,
                key=columns["key"][at],
                high_risk=columns["risk"][at] == "high",
                unsafe=question in safety
                and not _safe_since(columns["made_safe"][at], month, load.day.toordinal()),
                selection=Selection(columns["selection"][at] or Selection.NOT_STATED),
            )


def _safe_since(made_safe: int | None, month: int | None, known: int) -> bool:
    """A2: a day before the audited month, or one that lies ahead, makes nobody safe."""
    since = 0 if month is None else Month.at(month).first.toordinal()
    return made_safe is not None and since <= made_safe <= known


def _copied(evidence: Evidence) -> frozenset[str]:
    """The contents of files that count as loads and are set aside whole, since a marked copy came."""
    return frozenset(
        file.source.sha256
        for file in evidence.files
        if any(reason in sheet.set_aside for sheet in file.sheets for reason in _BY_COPIES)
    )


def _now(evidence: Evidence, questions: Container[str]) -> _Now:
    now = _Now()
    for sheet in (*evidence.cases, *evidence.contested):
        _count(sheet, now, questions)
    return now


def _count(sheet: CaseSheet, now: _Now, questions: Container[str]) -> None:
    cases = sheet.cases
    for question in sheet.questions:
        name = f"{sheet.form}/{question}"
        if name not in questions:
            continue
        column = sheet.column(question)
        now.answered.update((cases.keys[m.start()] or "", name) for m in _ANSWERED.finditer(column))
        for match in _FAILED.finditer(column):
            at = match.start()
            key = cases.keys[at]
            if key is not None:
                now.failing.add((key, name))
            now.lots[sheet.source.sha256, name, cases.months[at]][cases.rows[at]] = key
    for key, day in zip(cases.keys, cases.made_safe, strict=True):
        if key is not None and day is not None:
            now.safe[key] = max(day, now.safe.get(key, 0))


def _stands_for(ledger: Ledger, where: Position, copied: Container[str]) -> dict[int, str]:
    """By load: the content of the live file that came in its place, if any did."""
    live = {load.sha256 for load in where.live}
    contents = {load.id: load.sha256 for load in where.loads}
    found: dict[int, str] = {}
    for load in where.loads:
        by: int | None = load.id
        while by is not None and not where.counts(by):
            by = where.replaced.get(by)
        if by is not None:
            found[load.id] = contents[by]
        elif load.sha256 in live:  # withdrawn, and loaded again
            found[load.id] = load.sha256
    copies = _copies(ledger, where) if copied else {}
    return {load: copies.get(content, content) for load, content in found.items()}


def _copies(ledger: Ledger, where: Position) -> dict[str, str]:
    """By the content of an original: that of the live marked copy made from it."""
    live = {load.id: load.sha256 for load in where.live}
    rows = ledger.db.execute(
        "SELECT load, json_extract(reply, '$.replaces') FROM files WHERE json_extract(reply, '$.replaces') IS NOT NULL"
    ).fetchall()
    return {
        original: live[load] for load, made_from in rows if load in live for original in json.loads(made_from)
    }


def _left(ever: Mapping[int, Sequence[Failing]], now: _Now, files: Mapping[int, str]) -> list[Failing]:
    """What failed once and fails nowhere now, each once: of a case that failed in several loads, in the last."""
    found: dict[tuple[object, ...], Failing] = {}
    for load, answers in ever.items():
        open_ = [one for one in answers if one.key is None or (one.key, one.question) not in now.failing]
        for one in _uncounted(open_, answers, now, files.get(load)):
            if one.key is not None:
                found[one.key, one.question, one.month] = one
            else:  # rows keep their numbers through corrections, so a row of a chain of loads is told once
                found[files.get(load, load), one.question, one.month, one.sheet, one.row] = one
    return [*found.values()]


def _uncounted(
    left: Sequence[Failing], answers: Sequence[Failing], now: _Now, file: str | None
) -> Iterator[Failing]:
    """What is left when the failing rows of the file that came in its place are counted against it.

    A row with a reference stands for one with another reference never: moving it is one way of hiding it. Where
    either side has none, the same row first, then any.
    """
    mine = {one.key for one in answers if one.key is not None}
    lots: dict[tuple[str, int], list[Failing]] = {}
    for one in left:
        lots.setdefault((one.question, one.month), []).append(one)
    for (question, month), each in lots.items():
        there = dict(now.lots.get((file, question, month), {})) if file is not None else {}
        spare = {row: key for row, key in there.items() if key is None or key not in mine}
        rest: list[Failing] = []
        for one in each:
            if one.row in spare and None in (one.key, spare[one.row]):
                del spare[one.row]
            else:
                rest.append(one)
        keyless = sum(key is None for key in spare.values())
        for one in rest:
            if one.key is None and spare:
                row, key = spare.popitem()
                keyless -= key is None
            elif one.key is not None and keyless:
                keyless -= 1
                del spare[next(row for row, key in spare.items() if key is None)]
            else:
                yield one


def _made(one: Failing, where: Position, now: _Now, said: Accounts, known: int) -> Removed:
    load = where.load(one.load)
    assert load is not None
    corrected = one.key is not None and (one.key, one.question) in now.answered
    safe = one.key is not None and _safe_since(now.safe.get(one.key), _dated(one.month), known)
    made = Removed(
        question=one.question,
        month=Month.at(one.month),
        place=Place(load.file, one.sheet, one.row),
        load=one.load,
        how="corrected" if corrected else "withdrawn" if one.load in where.withdrawn else "replaced",
        unsafe=one.unsafe and not safe,
        high_risk=one.high_risk,
        selection=one.selection,
    )
    return _with_reason(made, said)


def _dated(month: int) -> int | None:
    return None if month == UNDATED.ordinal else month


def _with_reason(one: Removed, said: Accounts) -> Removed:
    spot = one.load, one.place.sheet, one.place.row
    return one._replace(reason=said.reasons.get(spot), unsafe=one.unsafe and spot not in said.safe)


def _purged(where: Position, purges: Iterable[Entry], copied: Container[str]) -> Iterator[Removed]:
    """What retention deleted while nobody had accounted for it: load, question and count, no row and no key."""
    for entry in purges:
        for fact in entry.facts.get("removed", ()):
            load = where.load(fact["load"])
            if load is None or (where.counts(load.id) and load.sha256 not in copied):
                continue
            one = Removed(
                question=fact["question"],
                month=Month.at(fact["month"]),
                place=Place(load.file, fact["sheet"], 0),
                load=load.id,
                how="purged",
                selection=Selection(fact["selection"]),
            )
            yield from [one] * fact["count"]
