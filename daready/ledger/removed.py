"""What once counted as failing and fails nowhere now: "ever failing" less "failing now", by the ledger (A15).

A case is known again by its keyed hash, whatever its month or sheet. Rows without one, and totals, are matched by
counts, between a load and what stands in its place.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import UNDATED, Month, Place, Removed
from daready.ledger import kept
from daready.ledger.accounts import Accounts, Spot
from daready.ledger.chain import Entry
from daready.ledger.faults import readable, unbroken
from daready.ledger.proof import proved
from daready.rubric.terms import Outcome, Selection
from daready.scoring.made_safe import RecordedSafe

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
At = tuple[str, int, int]
"""A sheet, its row, and which of the cases behind that row, where totals have several."""
Rows = dict[At, str | None]
"""Failing rows, each with the key of its case where it has one."""
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
    number: int = 0

    @property
    def at(self) -> At:
        return self.sheet, self.row, self.number


@dataclass(slots=True)
class _Now:
    """What the live, settled evidence says: which cases fail which questions, and who was made safe."""

    failing: set[Said] = field(default_factory=set[Said])
    answered: set[Said] = field(default_factory=set[Said])
    lots: dict[Lot, Rows] = field(default_factory=lambda: defaultdict[Lot, Rows](dict))
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

    ``safety`` are the questions whose failure leaves somebody unsafe; ``said`` is what was accounted for. Who was
    recorded as made safe is among ``evidence``.
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
    contents = {load.id: load.sha256 for load in where.loads}
    left = _left(ever, now, _followed_by(ledger, where, copied), contents)
    known = max(load.day for load in where.loads).toordinal()
    safe = RecordedSafe(evidence.made_safe)
    found = [_made(one, where, now, said, safe, known) for one in left]
    found += [_with_reason(one, said) for one in purged]
    return tuple(sorted(found, key=lambda one: (one.load, one.place.sheet, one.place.row, one.question)))


def failing(load: Load, sheets: Iterable[kept.Sheet], safety: Container[str]) -> Iterator[Failing]:
    """Every failing answer of a load, contested rows among them; of totals each of those that did not meet it."""
    for one in sheets:
        if one.kind == "totals":
            yield from _failing_totals(load, one)
        if not one.outcomes or _FAILED.search(one.outcomes) is None:
            continue
        questions: list[str] = json.loads(one.questions or "[]")
        cases, width = one.case_rows(), len(questions)
        for match in _FAILED.finditer(one.outcomes):
            at, place = divmod(match.start(), width)
            question = f"{one.form}/{questions[place]}"
            month = cases.months[at]
            yield Failing(
                load=load.id,
                sheet=one.sheet or "",
                row=cases.rows[at],
                question=question,
                month=UNDATED.ordinal if month is None else month,
                key=cases.keys[at],
                high_risk=cases.risk[at] == "high",
                unsafe=question in safety
                and not _safe_since(cases.made_safe[at], month, load.day.toordinal()),
                selection=Selection(cases.selections[at] or Selection.NOT_STATED),
            )


def _failing_totals(load: Load, sheet: kept.Sheet) -> Iterator[Failing]:
    """Totals name nobody, so that no one case of them can be said to be unsafe."""
    for record in sheet.reply().figures:
        for number in range(record.denominator - record.numerator):
            yield Failing(
                load=load.id,
                sheet=sheet.sheet or "",
                row=record.row,
                question=record.item,
                month=record.month,
                key=None,
                high_risk=False,
                unsafe=False,
                selection=Selection(record.selection or Selection.NOT_STATED),
                number=number,
            )


def unsafe_in(
    ledger: Ledger,
    where: Position,
    loads: Sequence[Load],
    safety: Container[str],
    recorded: RecordedSafe,
) -> dict[Spot, Failing]:
    """The cases of some loads that failed a safety question and that nothing says were made safe."""
    with readable(ledger.path), unbroken(ledger.path):
        back = proved(ledger.db, where, loads)
    return {
        (one.load, one.sheet, one.row): one
        for load in loads
        for one in failing(load, back[load.id][1], safety)
        if one.unsafe and safe_on(one, load.sha256, recorded) is None
    }


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
    contents = {file.source.file: file.source.sha256 for file in evidence.files}
    for figure in evidence.figures:
        if figure.item in questions:
            rows = now.lots[contents[figure.place.file], figure.item, figure.month.ordinal]
            failed = range(figure.denominator - figure.numerator)
            rows |= {(figure.place.sheet, figure.place.row, number): None for number in failed}
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
            now.lots[sheet.source.sha256, name, cases.months[at]][sheet.sheet, cases.rows[at], 0] = key
    for key, day in zip(cases.keys, cases.made_safe, strict=True):
        if key is not None and day is not None:
            now.safe[key] = max(day, now.safe.get(key, 0))


def _followed_by(ledger: Ledger, where: Position, copied: Container[str]) -> dict[int, int]:
    """By load that does not count: the one that came in its place, if any did, which may itself count no more."""
    live = {load.sha256: load.id for load in where.live}
    copies = _copies(ledger, where) if copied else {}
    found: dict[int, int] = {}
    for load in where.loads:
        by = where.replaced.get(load.id)
        if by is not None and by not in where.withdrawn:
            found[load.id] = by
        elif load.sha256 in copies:
            found[load.id] = copies[load.sha256]
        elif not where.counts(load.id) and load.sha256 in live:  # withdrawn, and loaded again
            found[load.id] = live[load.sha256]
    return found


def _copies(ledger: Ledger, where: Position) -> dict[str, int]:
    """By the content of an original: the live marked copy made from it."""
    live = {load.id for load in where.live}
    rows = ledger.db.execute(
        "SELECT load, json_extract(reply, '$.replaces') FROM files WHERE json_extract(reply, '$.replaces') IS NOT NULL"
    ).fetchall()
    return {original: load for load, made_from in rows if load in live for original in json.loads(made_from)}


def _left(
    ever: Mapping[int, Sequence[Failing]], now: _Now, follows: Mapping[int, int], contents: Mapping[int, str]
) -> list[Failing]:
    """What failed once and fails nowhere now, each once: of a case that failed in several loads, in the last.

    Each load is held against the one that came in its place, so that of rows without a reference every fall in
    numbers counts once, and a later rise takes it back.
    """
    found: dict[tuple[object, ...], Failing] = {}
    carried: dict[int, list[Failing]] = {}
    for load in sorted(ever):
        by = follows.get(load, 0)
        if by in ever:
            after = _lots(ever[by])
        else:
            after = {lot[1:]: rows for lot, rows in now.lots.items() if lot[0] == contents.get(by)}
        own = _lots_of(one for one in ever[load] if (one.key, one.question) not in now.failing)
        before = _lots_of(carried.pop(load, ()))
        left = [
            one
            for lot in dict.fromkeys((*before, *own))
            for one in _uncounted(before.get(lot, ()), own.get(lot, ()), after.get(lot, {}))
        ]
        if by in ever:
            carried.setdefault(by, []).extend(left)
            continue
        for one in left:
            found[(one.key or (one.load, one.at)), one.question, one.month] = one
    return [*found.values()]


def _lots_of(answers: Iterable[Failing]) -> dict[tuple[str, int], list[Failing]]:
    lots: dict[tuple[str, int], list[Failing]] = {}
    for one in answers:
        lots.setdefault((one.question, one.month), []).append(one)
    return lots


def _lots(answers: Iterable[Failing]) -> dict[tuple[str, int], Rows]:
    return {lot: {one.at: one.key for one in each} for lot, each in _lots_of(answers).items()}


def _uncounted(before: Iterable[Failing], own: Iterable[Failing], after: Rows) -> Iterator[Failing]:
    """What is left of what was left before and of a load's own, held against the rows that came in their place.

    A row with a reference never stands for one with another reference: moving it is one way of hiding it. Where
    either side has none, the same row first, then any.
    """
    keys = {key for key in after.values() if key is not None}
    own = [one for one in own if one.key is None or one.key not in keys]
    same = {one.at for one in own if one.at in after and None in (one.key, after[one.at])}
    spare = {at: key for at, key in after.items() if at not in same}
    nameless = sum(key is None for key in spare.values())
    named = len(spare) - nameless
    for one in (*(one for one in own if one.at not in same), *before):
        if nameless:
            nameless -= 1
        elif named and one.key is None:
            named -= 1
        else:
            yield one


def _made(
    one: Failing, where: Position, now: _Now, said: Accounts, recorded: RecordedSafe, known: int
) -> Removed:
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
        safe_on=safe_on(one, load.sha256, recorded),
    )
    return _with_reason(made, said)


def safe_on(one: Failing, sha256: str, recorded: RecordedSafe) -> date | None:
    """The first day on which a failing answer's case was recorded as made safe, in spite of that answer."""
    said = recorded.of(one.key, (sha256, one.sheet, one.row), Month.at(one.month))
    return min((each.on for each in said if one.question in each.questions), default=None)


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
