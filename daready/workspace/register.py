"""What somebody says of an item of the register, held against the rubric and the door for names, value by value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from daready.evidence.cells.dates import read_date
from daready.ledger.register import New
from daready.messages import say
from daready.planning.register import (
    BODIES,
    FIELDS,
    KIND_WORDS,
    SCOPES,
    STATE_WORDS,
    Field,
    Item,
    State,
    Step,
    same_number,
)
from daready.rubric.filling import CellFault
from daready.rubric.words import clean, fold
from daready.workspace.kept_texts import MOST_OF_A_NAME, MOST_OF_A_NOTE, Doors

if TYPE_CHECKING:
    from daready.rubric.model import Rubric

MOST_OF_A_NUMBER = 24
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./()_-]*")
_CODES: dict[str, Mapping[Any, Sequence[str]]] = {
    "kind": KIND_WORDS,
    "scope": SCOPES,
    "body": BODIES,
    "state": STATE_WORDS,
}
_DAYS: tuple[Field, ...] = ("published", "due")
_NOTES: tuple[Field, ...] = ("what", "publisher", "report")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was written, and where: a cell's name, or the option it was given with."""

    text: str
    at: str


Words = Callable[[str, str], str | None]
"""What a word means that somebody explained: by its kind (kind, scope, body, state) and the folded word."""


@dataclass(slots=True)
class Said:
    """Everything said so far of some items, with what could not be used. ``now``: the register as it stands."""

    rubric: Rubric
    doors: Doors
    today: date
    now: Mapping[str, Item]
    words: Words = lambda _kind, _word: None
    new: dict[str, New] = field(default_factory=dict[str, New])
    faults: list[CellFault] = field(default_factory=list[CellFault])

    def number(self, cell: Cell) -> str | None:
        """The official number, as an item of the register has it already where it is the same one."""
        text = clean(cell.text)
        if not text:
            return self.refused(cell, "register_number_missing")
        fits = len(text) <= MOST_OF_A_NUMBER and _NUMBER.fullmatch(text) and any(map(str.isdigit, text))
        if not fits or not self.doors.number(text):
            return self.refused(cell, "register_number", most=MOST_OF_A_NUMBER)
        known = (one for one in (*self.now, *self.new) if same_number(one, text))
        return next(known, text)

    def item(self, number: str, cells: Mapping[Field, Cell], step: Step | None) -> None:
        """Take what is said of one item; what stands already is not said again."""
        before = self.now.get(number)
        values = dict(self._values(number, cells))
        if before is not None:
            values = {name: said for name, said in values.items() if before.values.get(name) != said}
        known = before.trail if before else ()
        trail = (step,) if step and not any(_says(old, step) for old in known) else ()
        if not values and not trail and before is not None:
            return
        had = self.new.get(number, New(number, {}))
        self.new[number] = New(number, {**had.values, **values}, (*had.trail, *trail))

    def step(self, state: Cell, on: Cell, said: Cell, as_at: date | None = None) -> Step | None:
        """What the inspectorate said of an item on a day; None where no status is given, or it cannot be used."""
        if not clean(state.text):
            return None
        code = self.code("state", state)
        day = read_date(on.text) if clean(on.text) else as_at
        if day is None:
            self.fault(
                on if clean(on.text) else state, "register_day" if clean(on.text) else "register_state_day"
            )
            return None
        if day > self.today:
            self.fault(on, "register_later")
            return None
        words = clean(said.text)
        if words and not self._note(said):
            words = ""
        return Step(day, _state(code), words) if code else None

    def code(self, kind: str, cell: Cell) -> str | None:
        """The code of a word of ours, or of one that somebody explained once."""
        word = fold(cell.text)
        for code, words in _CODES[kind].items():
            if word in map(fold, (code.replace("_", "-"), *words)):
                return str(code)
        known = self.words(kind, word)
        return known or self.refused(cell, "register_word", words=offered(kind))

    def fault(self, cell: Cell, code: str, /, **facts: object) -> None:
        sentence = say(code, **facts)
        self.faults.append(CellFault(cell.at, code, sentence.text, sentence.fix))

    def refused(self, cell: Cell, code: str, /, **facts: object) -> str | None:
        """No value, and the fault that says why."""
        self.fault(cell, code, **facts)
        return None

    def _values(self, number: str, cells: Mapping[Field, Cell]) -> Iterable[tuple[Field, str]]:
        for name in FIELDS:
            cell = cells.get(name)
            if cell and clean(cell.text) and (value := self._value(number, name, cell)):
                yield name, value

    def _value(self, number: str, name: Field, cell: Cell) -> str | None:
        text = clean(cell.text)
        if name in _DAYS:
            day = read_date(text)
            return day.isoformat() if day else self.refused(cell, "register_day")
        if name in _CODES:
            return self.code(name, cell)
        if name == "links":
            return self._links(cell)
        if name == "repeats":
            again = self.number(cell)
            return self.refused(cell, "register_self") if again == number else again
        if name == "role":
            return text if self.doors.role(text) else self.refused(cell, "register_role")
        if name == "owner":
            fits = self.doors.owner(text)
            return text if fits else self.refused(cell, "register_owner", most=MOST_OF_A_NAME)
        return text if name in _NOTES and self._note(cell) else None

    def _note(self, cell: Cell) -> bool:
        text = clean(cell.text)
        if self.doors.note(text):
            return True
        which = self.doors.note_word(text)
        word = f"word {which}" if which else "a word"
        self.fault(cell, "register_text", word=word, most=MOST_OF_A_NOTE)
        return False

    def _links(self, cell: Cell) -> str | None:
        found: list[str] = []
        for name in re.split(r"[;,\s]+", clean(cell.text)):
            links = links_of(self.rubric, name)
            if not links:
                return self.refused(cell, "register_link")
            found += links
        return " ".join(dict.fromkeys(found))


def offered(kind: str) -> str:
    """Our own words for a kind of code, one after the other."""
    return ", ".join(words[0] for words in _CODES[kind].values())


def links_of(rubric: Rubric, name: str) -> list[str]:
    """The criteria and clauses that a name means: a criterion's number or id, that with a part, a requirement's id."""
    called, _, part = name.partition("/")
    for criterion in rubric.criteria.values():
        if called.casefold() in (criterion.id, criterion.ref.casefold()):
            if not part:
                return [criterion.id]
            return [f"{criterion.id}/{one.id}" for one in criterion.clauses if one.id == part.casefold()]
    for framework in rubric.frameworks:
        for requirement in framework.requirements:
            if same_number(requirement.id, name):
                return [
                    f"{met.criterion}/{clause}" if clause else met.criterion
                    for met in requirement.met_by
                    for clause in (met.clauses or ("",))
                ]
    return []


def _says(old: Step, new: Step) -> bool:
    return old.on == new.on and old.state == new.state and new.said in ("", old.said)


def _state(code: str | None) -> State:
    return next(one for one in STATE_WORDS if one == code) if code else "awaiting"
