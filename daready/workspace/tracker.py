"""A register that came as a workbook: ours, or a force's own tracker whose columns and words somebody explained once.

Columns are known by their headings. What a heading or word of a tracker means is remembered as a keyed hash, as for any
other form, so that next month's tracker is read without a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from daready.evidence.cells.remembered_words import Memory
from daready.evidence.grid.cell_text import letter
from daready.ledger.register import New
from daready.messages import say
from daready.messages.sentence import Sentence
from daready.planning.register import COMPUTED, FIELDS, HEADINGS, NUMBER, Field
from daready.rubric.likeness import stem
from daready.rubric.words import clean, fold, fold_heading
from daready.workspace.register import Cell, Said, offered

if TYPE_CHECKING:
    from daready.evidence.reply import ListReply

FORM = "register"
"""What meanings of a tracker's headings and words are remembered under."""
Part = Field | Literal["state", "on", "said", "number"]
PARTS: tuple[Part, ...] = ("number", *FIELDS, "state", "on", "said")
NAMES: Mapping[str, Part] = {
    **{part: part for part in PARTS},
    "status": "state",
    "whose": "body",
    "criteria": "links",
}
"""What a column may be named as on the command line."""

_ABOVE = 30
"""Rows in which a heading row is looked for."""
_TELLING: frozenset[Part] = frozenset({"state", "kind", "due", "published"})
_LIKE = 0.5
_WORD = re.compile(r"[a-z]+")
_COMPUTED = frozenset(map(fold_heading, COMPUTED))
_NOTHING = Cell("", "")
_STEP: tuple[Part, ...] = ("state", "on", "said")
_CODED: tuple[Part, ...] = ("kind", "scope", "body", "state")


@dataclass(slots=True)
class Sheet:
    """A table of a register: its rows, the first under the headings, where its columns stand, which are not known."""

    title: str
    rows: Sequence[Sequence[str]]
    first: int
    at: Mapping[Part, int]
    unknown: tuple[int, ...]

    def cell(self, row: int, part: Part) -> Cell:
        column = self.at.get(part)
        if column is None:
            return _NOTHING
        written = self.rows[row]
        text = clean(written[column]) if column < len(written) else ""
        return Cell(text, f"{self.title}!{letter(column)}{row + 1}")


@dataclass(slots=True)
class Explained:
    """What a person says of a tracker: which column is what, by its letter, and what words mean, by their cell."""

    columns: Mapping[str, Part]
    words: Mapping[str, str]
    status_as_at: date | None = None


def sheets_of(reply: ListReply, memory: Memory, explained: Explained) -> list[Sheet]:
    """The sheets of a file that hold a register."""
    found = (
        _sheet(title, rows, memory, explained) for title, rows in zip(reply.titles, reply.sheets, strict=True)
    )
    return [one for one in found if one]


def _sheet(title: str, rows: Sequence[Sequence[str]], memory: Memory, explained: Explained) -> Sheet | None:
    known: dict[str, Part] = {fold_heading(word): part for part, words in HEADINGS.items() for word in words}
    known |= {fold_heading(word): "number" for word in NUMBER}
    for number, row in enumerate(rows[:_ABOVE]):
        at: dict[Part, int] = {}
        unknown: list[int] = []
        for column, heading in enumerate(map(fold_heading, row)):
            part = explained.columns.get(letter(column)) or _remembered(memory, heading) or known.get(heading)
            if heading and part and part not in at:
                at[part] = column
            elif heading and heading not in _COMPUTED:
                unknown.append(column)
        if "number" in at and _TELLING & at.keys():
            return Sheet(title, rows, number + 1, at, tuple(unknown))
    return None


def _remembered(memory: Memory, heading: str) -> Part | None:
    known = memory.recall("heading", FORM, heading)
    return NAMES.get(known["meaning"]) if known else None


def read(sheets: Sequence[Sheet], said: Said, explained: Explained) -> list[Sentence]:
    """Take every row of the sheets; what was left as it was, in sentences."""
    seen: dict[str, Cell] = {}
    for sheet in sheets:
        for row in range(sheet.first, len(sheet.rows)):
            if any(sheet.cell(row, part).text for part in sheet.at):
                number = said.number(sheet.cell(row, "number"))
                if number is not None:
                    seen.setdefault(number, sheet.cell(row, "kind" if "kind" in sheet.at else "number"))
                    _row(sheet, row, number, said, explained)
    remarks = [one for sheet in sheets for one in _unknown(sheet)]
    remarks += _without_kind(said, seen, any("kind" in sheet.at for sheet in sheets))
    missing = [one for one in said.now if one not in seen]
    if missing:
        remarks.append(say("register_missing", items=", ".join(missing)))
    return remarks


def _row(sheet: Sheet, row: int, number: str, said: Said, explained: Explained) -> None:
    cells: dict[Field, Cell] = {name: sheet.cell(row, name) for name in FIELDS if name in sheet.at}
    state, on, words = (sheet.cell(row, part) for part in _STEP)
    step = said.step(state, on, words, explained.status_as_at)
    said.item(number, cells, step)


def _without_kind(said: Said, seen: Mapping[str, Cell], named: bool) -> Iterator[Sentence]:
    """New items that say no kind: refused where a column should have said it, else recommendations."""
    without = [one for name, one in said.new.items() if name not in said.now and "kind" not in one.values]
    for one in without:
        if named:
            del said.new[one.item]
            if not seen[one.item].text:
                said.fault(seen[one.item], "register_kind_missing", words=offered("kind"))
        else:
            said.new[one.item] = New(one.item, {"kind": "recommendation", **one.values}, one.trail)
    if without and not named:
        yield say("register_no_kind", count=len(without))


def _unknown(sheet: Sheet) -> Iterator[Sentence]:
    """Each column that is not read, with what it may be: words of its heading that our own headings have."""
    free = [part for part in PARTS if part not in sheet.at]
    for column in sheet.unknown:
        likely = _likeliest(sheet.rows[sheet.first - 1][column], free)
        near = f" It may be {likely}: --column {letter(column)}={likely}." if likely else ""
        yield say("register_column_unknown", column=letter(column), sheet=sheet.title, near=near)


def _likeliest(heading: str, free: Sequence[Part]) -> str | None:
    """The part, by its name, whose headings share most words with one; None where none shares enough."""
    best, name = max(
        ((_likeness(heading, of), name) for name, of in NAMES.items() if of in free), default=(0.0, "")
    )
    return name if best >= _LIKE else None


def _likeness(heading: str, part: Part) -> float:
    written = _stems(heading)
    return max(
        2 * len(written & _stems(word)) / (len(written) + len(_stems(word)) or 1)
        for word in (NUMBER if part == "number" else HEADINGS[part])
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(fold_heading(text)))


def meanings(
    sheets: Sequence[Sheet], said: Said, memory: Memory, explained: Explained, *, who: str, when: str
) -> list[dict[str, str]]:
    """What was explained of the tracker, to be remembered: each heading and word as a keyed hash, and its meaning."""
    found: list[tuple[str, str, str]] = []
    for sheet in sheets:
        for column, part in explained.columns.items():
            at = next((one for name, one in sheet.at.items() if name == part and letter(one) == column), None)
            if at is not None:
                found.append(("heading", fold_heading(sheet.rows[sheet.first - 1][at]), part))
    for name, meant in explained.words.items():
        cell = _cell_named(sheets, name)
        if cell is None:
            said.fault(Cell("", f"--word {name}"), "register_cell")
            continue
        kind, text = cell
        code = said.code(kind, Cell(meant, f"--word {name}"))
        if code:
            found.append((f"choice/{kind}", fold(text), code))
    return [
        {
            "form": FORM,
            "kind": what,
            "token": memory.token(what, FORM, folded),
            "meaning": meaning,
            "who": who,
            "when": when,
        }
        for what, folded, meaning in dict.fromkeys(found)
    ]


def _cell_named(sheets: Sequence[Sheet], name: str) -> tuple[str, str] | None:
    """The part that a cell's column is, and its word; a cell is named as F12, or with its tab."""
    for sheet in sheets:
        for row in range(sheet.first, len(sheet.rows)):
            for part in _CODED:
                cell = sheet.cell(row, part)
                if cell.text and name.casefold() in (cell.at.casefold(), cell.at.split("!")[-1].casefold()):
                    return part, cell.text
    return None


def word_of(memory: Memory, kind: str, word: str) -> str | None:
    """What a folded word of a tracker means, where somebody explained it."""
    known = memory.recall(f"choice/{kind}", FORM, word)
    return known["meaning"] if known else None
