"""Reviews of points as people give them, typed or in a workbook that came back: what cannot be used, by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.cells.dates import read_date
from daready.evidence.grid.cell_text import letter
from daready.messages import say
from daready.planning.reviews import HEADINGS, RESTS, Part, Rests, Review
from daready.rubric.filling import CellFault
from daready.rubric.terms import Colour
from daready.rubric.words import clean, fold, fold_heading
from daready.workspace.kept_texts import Doors
from daready.workspace.register import Cell

if TYPE_CHECKING:
    from daready.evidence.reply import ListReply
    from daready.rubric.model import Rubric

_ABOVE = 30
_JUDGED = (Colour.RED, Colour.AMBER, Colour.GREEN)
_COLOURS = {fold(word): colour for colour in _JUDGED for word in (colour.value, colour.value[0])}
_NOTHING = Cell("", "")


@dataclass(slots=True)
class Given:
    """The reviews that somebody gives, with what could not be used. ``known``: every review that is kept already."""

    rubric: Rubric
    doors: Doors
    today: date
    known: frozenset[Review]
    new: list[Review] = field(default_factory=list[Review])
    faults: list[CellFault] = field(default_factory=list[CellFault])

    def take(self, cells: Mapping[str, Cell]) -> None:
        """Take one review; one without a colour says nothing, and one that is kept already is not kept again."""
        before = len(self.faults)
        if not clean(cells.get("colour", _NOTHING).text):
            return
        made = Review(
            point=self._point(cells["point"]),
            colour=self._colour(cells["colour"]),
            rests=self._rests(cells.get("rests", _NOTHING)),
            role=self._role(cells.get("role", _NOTHING), cells["point"]),
            on=self._day(cells.get("on", _NOTHING)),
            why=self._why(cells.get("why", _NOTHING), cells["point"]),
        )
        if len(self.faults) == before and made not in self.known:
            self.new.append(made)

    def _point(self, cell: Cell) -> str:
        for framework in self.rubric.frameworks:
            for requirement in framework.requirements:
                if fold(cell.text) == fold(requirement.id):
                    return requirement.id
        self._fault(cell, "review_point")
        return ""

    def _colour(self, cell: Cell) -> Colour:
        found = _COLOURS.get(fold(cell.text.split(" ")[0]))
        if found is None:
            self._fault(cell, "review_colour")
        return found or Colour.GREY

    def _rests(self, cell: Cell) -> Rests:
        for code, words in RESTS.items():
            if not clean(cell.text) or fold(cell.text) in map(fold, (code, *words)):
                return code
        self._fault(cell, "register_word", words=", ".join(words[0] for words in RESTS.values()))
        return "judgement"

    def _role(self, cell: Cell, point: Cell) -> str:
        role = clean(cell.text)
        if not self.doors.role(role):
            self._fault(cell if role else point, "register_role" if role else "review_no_role")
        return role

    def _day(self, cell: Cell) -> date:
        day = read_date(cell.text) if clean(cell.text) else self.today
        if day is None or day > self.today:
            self._fault(cell, "register_day" if day is None else "register_later")
        return day or self.today

    def _why(self, cell: Cell, point: Cell) -> str:
        why = clean(cell.text)
        if not why:
            self._fault(point, "review_no_reason")
        elif not self.doors.note(why):
            which = self.doors.note_word(why)
            self._fault(cell, "plan_note", word=f"word {which}" if which else "a word")
        return why

    def _fault(self, cell: Cell, code: str, /, **facts: object) -> None:
        sentence = say(code, **facts)
        self.faults.append(CellFault(cell.at, code, sentence.text, sentence.fix))


def rows_of(reply: ListReply) -> Iterator[Mapping[str, Cell]]:
    """The rows of a reviewed list, each by what its columns say; none where no sheet is such a list."""
    known = {fold_heading(word): part for part, words in HEADINGS.items() for word in words}
    for title, rows in zip(reply.titles, reply.sheets, strict=True):
        for number, row in enumerate(rows[:_ABOVE]):
            at = {
                known[heading]: place
                for place, cell in enumerate(row)
                if (heading := fold_heading(cell)) in known
            }
            if {"point", "colour"} <= at.keys():
                yield from _under(title, rows, number + 1, at)
                break


def _under(
    title: str, rows: Sequence[Sequence[str]], first: int, at: Mapping[Part, int]
) -> Iterator[Mapping[str, Cell]]:
    for number in range(first, len(rows)):
        row = rows[number]
        yield {
            part: Cell(clean(row[place]) if place < len(row) else "", f"{title}!{letter(place)}{number + 1}")
            for part, place in at.items()
        }
