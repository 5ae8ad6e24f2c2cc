"""A file that holds mostly cases or figures already loaded: which load it corrects, and what differs, cell by cell."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import Month
from daready.evidence.rows import CaseRows, FigureRow
from daready.ledger.recall import reading
from daready.rubric.terms import Outcome

if TYPE_CHECKING:
    from daready.evidence.reply import FileReply
    from daready.ledger.position import Load, Position
    from daready.ledger.store import Ledger

_Who = tuple[object, ...]
"""What tells a case or a figure from all others."""
_HAND_PICKED = "judgement"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that says something else now: what it is about (a question's id, or words), before and after."""

    sheet: str
    cell: str
    about: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A case or figure of a load that the file does not have: where it stood."""

    load: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What a file is beside the loads that hold most of it.

    ``items`` are its cases and figures, ``known`` those of them that were loaded already. ``whole``: it holds most of
    what each of ``loads`` does, so that it could stand in its place.
    """

    file: str
    loads: tuple[Load, ...]
    items: int
    known: int
    changes: tuple[Change, ...]
    gone: tuple[Gone, ...]
    whole: bool

    @property
    def nothing_new(self) -> bool:
        """Whether everything in it was loaded already and says the same."""
        return self.known == self.items and not self.changes and not (self.whole and self.gone)

    def record(self) -> dict[str, object]:
        """The same for the JSON: places and answers, no keys."""
        return {
            "loads": [load.id for load in self.loads],
            "items": self.items,
            "known": self.known,
            "changes": [asdict(one) for one in self.changes],
            "gone": [asdict(one) for one in self.gone],
        }


@dataclass(frozen=True, slots=True)
class _Item:
    """One case or figure. ``said`` is all that may be corrected: questions, answers, and other facts."""

    who: _Who
    sheet: str
    row: int
    said: tuple[object, ...]
    letters: Mapping[str, str]
    auditor: str | None = None
    selection: str | None = None
    nameless: bool = False

    def same_as(self, other: _Item) -> bool:
        """Whether it may be the same look at the same thing: another auditor's, or a panel's own choice, is another."""
        auditors = {self.auditor, other.auditor} - {None}
        return len(auditors) < 2 and (self.selection == _HAND_PICKED) == (other.selection == _HAND_PICKED)


def beside(ledger: Ledger, before: Position, file: str, reply: FileReply) -> Correction | None:
    """What a file is beside the loads that count, or None where most of it is new, or only adds to what they hold."""
    items = [*_items(reply)]
    near = _near(ledger, before, reply, items)
    loads = [load for load in before.live if load.id in near] if near else []
    if not items or not loads:
        return None
    held = {
        load.id: [*_items(one.reply)] for load, one in zip(loads, reading(ledger, before, loads), strict=True)
    }
    pairs = {load: _pairs(items, theirs) for load, theirs in held.items()}
    known = len({at for each in pairs.values() for at in each})
    if 2 * known < len(items):
        return None
    most = [load for load in loads if 2 * len(pairs[load.id]) >= len(held[load.id]) and pairs[load.id]]
    meant = most or [max(loads, key=lambda load: len(pairs[load.id]))]
    found = _correction(file, meant, items, known, held, pairs, whole=bool(most))
    adds_only = known < len(items) and not found.changes and not (found.whole and found.gone)
    return None if adds_only else found


def _correction(
    file: str,
    loads: Sequence[Load],
    items: Sequence[_Item],
    known: int,
    held: Mapping[int, Sequence[_Item]],
    pairs: Mapping[int, Mapping[int, int]],
    *,
    whole: bool,
) -> Correction:
    changes = [
        change
        for load in loads
        for at, other in pairs[load.id].items()
        for change in _changes(held[load.id][other], items[at])
    ]
    gone = [
        Gone(load.id, one.sheet, one.row)
        for load in loads
        for at, one in enumerate(held[load.id])
        if at not in {*pairs[load.id].values()}
    ]
    return Correction(
        file, tuple(loads), len(items), known, tuple(dict.fromkeys(changes)), tuple(gone), whole
    )


def _near(ledger: Ledger, before: Position, reply: FileReply, items: Sequence[_Item]) -> set[int]:
    """The live loads that hold one of these cases; of figures and cases without a reference, those of their months."""
    keys = [
        key for sheet in reply.sheets for part in (sheet.cases, sheet.contested) for key in part.keys if key
    ]
    rows = ledger.db.execute(
        "SELECT DISTINCT s.load FROM cases c JOIN sheets s ON s.id = c.sheet "
        "WHERE c.key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(keys))),),
    )
    months = {one.who[:2] for one in items if one.nameless}
    return {load for (load,) in rows}.union(*(before.of_month.get(month, ()) for month in months))


def _items(reply: FileReply) -> Iterator[_Item]:
    for sheet in reply.sheets:
        for part in (sheet.cases, sheet.contested):
            yield from _cases(sheet.form or "", sheet.sheet, part, {**sheet.letters, **part.columns})
        for one in sheet.figures:
            yield _figure(sheet.form or "", sheet.sheet, one, sheet.letters)


def _cases(form: str, sheet: str, part: CaseRows, letters: Mapping[str, str]) -> Iterator[_Item]:
    numbers: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for at, name, value in part.numbers:
        numbers[at].append((name, value))
    for at, key in enumerate(part.keys):
        month, row = part.months[at], part.rows[at]
        facts = (
            *(
                month,
                part.days[at],
                part.risk[at],
                part.district[at],
                part.selections[at],
                part.made_safe[at],
            ),
            tuple(sorted(numbers.get(at, ()))),
        )
        yield _Item(
            who=(form, key, month) if key else (form, month, row, part.district[at]),
            sheet=sheet,
            row=row,
            said=(part.questions, part.outcomes_of(at), facts),
            letters=letters,
            auditor=part.auditors[at],
            selection=part.selections[at],
            nameless=not key,
        )


def _figure(form: str, sheet: str, one: FigureRow, letters: Mapping[str, str]) -> _Item:
    return _Item(
        who=(form, one.month, one.item, one.length, one.district_key or one.district),
        sheet=sheet,
        row=one.row,
        said=((), "", (one.numerator, one.denominator, one.selection, one.population)),
        letters=letters,
        selection=one.selection,
        nameless=True,
    )


def _pairs(items: Sequence[_Item], theirs: Sequence[_Item]) -> dict[int, int]:
    """By the place of each item that a load holds too: its place there. Each is taken once.

    A case may be looked at again in another month, so that its reference alone tells nothing, unless most of both are
    the same cases: then it is the month that was corrected. Cases without a reference are the same only by their row,
    which proves nothing unless most of them say the same.
    """
    found = _matched(items, theirs, lambda one: one.who)
    whatever_month = _matched(items, theirs, lambda one: one.who if one.nameless else one.who[:2])
    if 2 * len(whatever_month) >= max(len(items), len(theirs)):
        found = whatever_month
    nameless = {at for at in found if items[at].nameless and items[at].said[0]}
    alike = sum(items[at].said == theirs[found[at]].said for at in nameless)
    if 2 * alike < len(nameless):
        return {at: other for at, other in found.items() if at not in nameless}
    return found


def _matched(items: Sequence[_Item], theirs: Sequence[_Item], who: Callable[[_Item], _Who]) -> dict[int, int]:
    left: dict[_Who, list[int]] = defaultdict(list)
    for at, one in enumerate(theirs):
        left[who(one)].append(at)
    found: dict[int, int] = {}
    for at, one in enumerate(items):
        other = next((other for other in left.get(who(one), ()) if one.same_as(theirs[other])), None)
        if other is not None:
            left[who(one)].remove(other)
            found[at] = other
    return found


def _changes(old: _Item, new: _Item) -> Iterator[Change]:
    if old.said == new.said:
        return
    before, after = _told(old), _told(new)
    for about in dict.fromkeys((*after, *before)):
        was, now = before.get(about, "not asked"), after.get(about, "not asked")
        if was != now:
            letter = new.letters.get(_COLUMN.get(about, about)) or old.letters.get(
                _COLUMN.get(about, about), ""
            )
            yield Change(new.sheet, f"{letter}{new.row}" if letter else f"row {new.row}", about, was, now)


_COLUMN = {
    "month": "month",
    "day of the audit": "audited_on",
    "risk": "risk",
    "district": "district",
    "how cases were chosen": "selection",
    "made safe on": "made_safe",
    "numerator": "numerator",
    "denominator": "denominator",
}
"""What a change is about, beside questions, and the form's column of it."""


def _told(one: _Item) -> dict[str, str]:
    """What an item says of each thing, in words."""
    questions, outcomes, facts = one.said
    assert isinstance(questions, tuple) and isinstance(outcomes, str) and isinstance(facts, tuple)
    said = {name: _words(letter) for name, letter in zip(questions, outcomes, strict=True)}
    if not questions and not outcomes:
        numerator, denominator, chosen, population = facts
        return {
            "numerator": str(numerator),
            "denominator": str(denominator),
            "how cases were chosen": str(chosen or "not stated"),
            "how many there were": str(population or "not stated"),
        }
    month, audited, risk, district, chosen, safe, numbers = facts
    return {
        **said,
        **{f"{name} (number)": f"{value:g}" for name, value in numbers},
        "month": "none" if month is None else str(Month.at(month)),
        "day of the audit": _day(audited),
        "risk": risk or "not stated",
        "district": district or "not stated",
        "how cases were chosen": chosen or "not stated",
        "made safe on": _day(safe),
    }


def _words(letter: str) -> str:
    return Outcome(letter).name.capitalize().replace("_", " ")


def _day(ordinal: int | None) -> str:
    return "none" if ordinal is None else date.fromordinal(ordinal).isoformat()
