"""Register: what inspectorates and reviews asked of the force, how each item stands, and what was said of it since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from daready import __version__
from daready.evidence.cells.dates import read_date
from daready.evidence.worker import Worker
from daready.foreign.files import take
from daready.ledger import register as kept
from daready.ledger.meanings import remember
from daready.planning.in_hand import in_hand
from daready.planning.register import (
    BODIES,
    FIELDS,
    HEADINGS,
    KIND_WORDS,
    STATE_WORDS,
    Field,
    Step,
    same_number,
)
from daready.report.register import field_shown, register_report, register_told, why
from daready.report.shapes import day
from daready.report.words import count
from daready.window.answers import Answer, Asked, Download, Go, Page, Refused
from daready.window.rooms.actions import XLSX
from daready.window.tray import PREFIX, laid_out
from daready.window.ways import Room, Way
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors
from daready.workspace.papers import MARKING
from daready.workspace.register import Cell, Said
from daready.workspace.register_back import take_in
from daready.workspace.registered import never_tested
from daready.workspace.returned_plan import NoPlan
from daready.workspace.tracker import NAMES, Explained

if TYPE_CHECKING:
    from daready.planning.in_hand import InHand
    from daready.planning.register import Item
    from daready.rubric.model import Rubric
    from daready.rubric.terms import Colour
    from daready.window.desk import Desk
    from daready.window.standing import Standing

_SET: tuple[Field, ...] = ("role", "owner", "due", "links")
_ADDED: tuple[Field, ...] = ("what", "publisher", "report", "published", *_SET)
_OF_THE_STEP = ("on", "said")


@dataclass(frozen=True, slots=True)
class Line:
    """An item in the list."""

    number: str
    kind: str
    what: str
    colour: Colour | None
    why: str
    owner: str
    due: str
    late: int
    state: str


@dataclass(frozen=True, slots=True)
class Register:
    """``said``: what became of a file that was taken back; ``faults`` of what was typed into ``typed``."""

    told: str
    lines: tuple[Line, ...]
    kinds: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]
    typed: Mapping[str, str]
    said: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """One item in full, with what may be said of it now. ``trail``: the day, the status and the words of each step."""

    line: Line
    fields: tuple[tuple[str, str], ...]
    trail: tuple[tuple[date, str, str], ...]
    states: tuple[tuple[str, str], ...]
    typed: Mapping[str, str]
    faults: tuple[str, ...] = ()


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("register.html", _view(desk))


def _view(
    desk: Desk,
    typed: Mapping[str, str] | None = None,
    said: Sequence[str] = (),
    faults: Sequence[str] = (),
) -> Register:
    found = _standing(desk)
    return Register(
        told=register_told(found) or "The register is empty. Add an item, or take your own tracker in.",
        lines=tuple(map(_line, found)),
        kinds=_words(KIND_WORDS),
        bodies=_words(BODIES),
        typed=typed or {},
        said=tuple(said),
        faults=tuple(faults),
    )


def _words(codes: Mapping[Any, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), words[0]) for code, words in codes.items())


def _standing(desk: Desk) -> Sequence[InHand]:
    """Every item as it stands today. Before anything was loaded nothing was tested."""
    stands = desk.standing
    if stands is not None:
        return stands.rated.register
    return in_hand(_items(desk).values(), never_tested, desk.today())


def _items(desk: Desk) -> dict[str, Item]:
    with desk.reading() as ledger, ledger.reading() as entries:
        return kept.items(ledger, entries, entries)


def _line(one: InHand) -> Line:
    values = one.item.values
    due = one.item.day("due")
    return Line(
        number=one.item.id,
        kind=KIND_WORDS[one.item.kind][0],
        what=values.get("what", ""),
        colour=one.colour,
        why=why(one),
        owner=values.get("owner") or values.get("role", ""),
        due=day(due) if due else "",
        late=one.late,
        state=STATE_WORDS[one.item.state][0],
    )


# -- one item ----------------------------------------------------------------------------------------


def item(desk: Desk, asked: Asked) -> Answer:
    return Page("register_item.html", _whole(desk, asked.query.get("number", "")))


def _whole(
    desk: Desk, number: str, typed: Mapping[str, str] | None = None, faults: Sequence[str] = ()
) -> Whole:
    one = next((one for one in _standing(desk) if same_number(one.item.id, number)), None)
    if one is None:
        raise Refused("The register does not have this item.", 404)
    return Whole(
        line=_line(one),
        fields=tuple(_fields(one.item, desk.rubric)),
        trail=tuple((step.on, STATE_WORDS[step.state][0], step.said) for step in reversed(one.item.trail)),
        states=_words(STATE_WORDS),
        typed=typed if typed is not None else {name: _shown(one.item, name, desk.rubric) for name in _SET},
        faults=tuple(faults),
    )


def _fields(item: Item, rubric: Rubric) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        if name not in ("kind", "what") and (said := _shown(item, name, rubric)):
            yield HEADINGS[name][0], said


def _shown(item: Item, name: Field, rubric: Rubric) -> str:
    said = field_shown(item, name, rubric)
    return day(said) if isinstance(said, date) else said


def say(desk: Desk, asked: Asked) -> Answer:
    """Keep what is so of an item now; or the form again, with every fault, and nothing kept."""
    number = asked.said("number")
    before = _whole(desk, number).typed
    typed = {name: asked.said(name) for name in (*_SET, "state", *_OF_THE_STEP)}
    given: dict[str, str] = {name: typed[name] for name in _SET if typed[name] != before[name]}
    if faults := _kept(desk, number, given, typed):
        return Page("register_item.html", _whole(desk, number, typed, faults), 422)
    return Go("/register")


def add(desk: Desk, asked: Asked) -> Answer:
    """Add an item by its official number; or the form again."""
    typed = {name: asked.said(name) for name in ("number", "kind", "body", *_ADDED)}
    faults = []
    if not typed["kind"]:
        faults.append("Choose what it is.")
    if any(same_number(one, typed["number"]) for one in _items(desk)):
        faults.append("An item of this number is in the register already. Open it to say what is so now.")
    given: dict[str, str] = {name: typed[name] for name in ("kind", "body", *_ADDED)}
    faults = faults or _kept(desk, typed["number"], given, {})
    if faults:
        return Page("register.html", _view(desk, typed, faults=faults), 422)
    return Go("/register")


def _kept(desk: Desk, number: str, given: Mapping[str, str], step: Mapping[str, str]) -> list[str]:
    """Keep what was typed of one item as one entry. Gives every fault; with any of them nothing is kept."""
    said = _said(desk)
    called = said.number(Cell(number, "Number"))
    if called is not None:
        cells = {name: Cell(given[name], HEADINGS[name][0]) for name in FIELDS if given.get(name)}
        said.item(called, cells, _step(said, step, desk.today()))
    if said.faults:
        return [f"{one.cell}: {one.message} {one.fix}" for one in said.faults]
    if said.new:
        with desk.writing() as ledger:
            kept.say(ledger, [*said.new.values()], at=now(), who=desk.who)
    return []


def _step(said: Said, typed: Mapping[str, str], today: date) -> Step | None:
    state = Cell(typed.get("state", ""), HEADINGS["state"][0])
    on, words = typed.get("on", ""), typed.get("said", "")
    if not state.text and (on or words):
        said.fault(state, "register_word", words=", ".join(one[0] for one in STATE_WORDS.values()))
    return said.step(
        state, Cell(on or today.isoformat(), HEADINGS["on"][0]), Cell(words, HEADINGS["said"][0])
    )


def _said(desk: Desk) -> Said:
    rubric = desk.rubric
    return Said(rubric, Doors(rubric, desk.founded.settings.shown), desk.today(), _items(desk))


# -- the whole of it, out and in ---------------------------------------------------------------------


def export(desk: Desk, asked: Asked) -> Answer:
    """The register as a workbook to be filled in."""
    from daready.report.workbook import write_workbook

    made = register_report(_standing(desk), desk.rubric, desk.today(), version=__version__)
    with TemporaryDirectory(prefix=PREFIX, dir=desk.founded.root) as folder:
        path = Path(folder) / "register.xlsx"
        write_workbook(made, path, marking=MARKING)
        return Download("Register.xlsx", take(path), XLSX)


def take_back(desk: Desk, asked: Asked) -> Answer:
    """Take in a register that came back, or the force's own tracker; what is new of it as one entry."""
    if len(asked.files) != 1:
        raise Refused("Choose the one register or tracker to take in.")
    explained = _explained(asked)
    workspace, said = desk.founded, _said(desk)
    with laid_out(workspace.root, asked.files) as found, Worker() as worker, desk.writing() as ledger:
        if not found.workbooks:
            raise Refused("That is not a workbook. Choose the register that came back, or your own tracker.")
        try:
            taken = take_in(worker, found.workbooks[0][1], said, workspace, explained, who=desk.who)
        except NoPlan as refused:
            raise Refused(str(refused), 422) from None
        if said.new:
            remember(ledger, taken.meanings, at=now(), who=desk.who)
            kept.say(ledger, [*said.new.values()], at=now(), who=desk.who)
    new = len(said.new)
    told = [f"{count(new, 'item')} taken." if new else "Nothing in it is new. Nothing was added."]
    told += [f"{one.cell}: {one.message} {one.fix}" for one in said.faults]
    told += [f"{one.text} {one.fix}".strip() for one in taken.remarks]
    return Page("register.html", _view(desk, said=told), 422 if said.faults else 200)


def _explained(asked: Asked) -> Explained:
    """What was said of the tracker's columns and words, a line each."""
    columns, words = {}, {}
    for line in asked.said("columns").splitlines():
        left, mark, right = (part.strip() for part in line.partition("="))
        if left.isalpha() and right in NAMES:
            columns[left.upper()] = NAMES[right]
        elif left and mark and right:
            words[left] = right
        elif line.strip():
            raise Refused(
                f"Write each line as B=number or F12=complete. Parts of a tracker are {', '.join(NAMES)}.",
                422,
            )
    said = asked.said("as_at")
    on = read_date(said) if said else None
    if said and on is None:
        raise Refused("The day of the statuses: write it as 30 June 2026, or leave it empty.", 422)
    return Explained(columns, words, on)


def _note(stands: Standing) -> str:
    late = sum(one.late > 0 and one.colour is not None for one in stands.rated.register)
    return f"{late} overdue" if late else ""


ROOM = Room(
    "/register",
    "Register",
    (
        Way("GET", "/register", show),
        Way("GET", "/register/item", item),
        Way("POST", "/register/item", say),
        Way("POST", "/register/add", add),
        Way("GET", "/register/register.xlsx", export),
        Way("POST", "/register", take_back, files=1),
    ),
    note=_note,
    below=True,
)
