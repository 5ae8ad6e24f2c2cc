"""An adoption workbook come back: what a person chose in it, checked cell by cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import letter, text_of
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.layouts import adoption_sheets as at
from daready.evidence.layouts.found_form import FoundColumn, FoundForm
from daready.rubric.words import clean, fold

Plain = dict[str, Any]
Fault = tuple[str, str]
"""The code of what is wrong and the cell it is about, with its sheet."""


@dataclass(frozen=True, slots=True)
class AdoptionReply:
    """What a person said of their form, as an answers file has it, and the form; or what stands against it."""

    found: FoundForm | None = None
    questions: tuple[Plain, ...] = ()
    words: dict[str, str] = field(default_factory=dict[str, str])
    selection: str | None = None
    population: int | None = None
    faults: tuple[Fault, ...] = ()
    refused: str | None = None

    def to_json(self) -> Plain:
        return {
            "found": self.found and self.found.to_json(),
            "questions": self.questions,
            "words": self.words,
            "selection": self.selection,
            "population": self.population,
            "faults": self.faults,
            "refused": self.refused,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> AdoptionReply:
        return cls(
            found=plain["found"] and FoundForm.from_json(plain["found"]),
            questions=tuple(plain["questions"]),
            words=plain["words"],
            selection=plain["selection"],
            population=plain["population"],
            faults=tuple((code, cell) for code, cell in plain["faults"]),
            refused=plain["refused"],
        )


def is_adoption(book: Book) -> bool:
    """Whether a workbook is one that daready made to ask what a form means."""
    return any(grid.name == at.FORM and _at(grid, 0, 0) == at.MARK for grid in book.grids)


def read_adoption(book: Book, forms: KnownForms) -> AdoptionReply:
    """What was chosen. Refused as a whole: another workbook, or one whose hidden record is gone."""
    if book.refused:
        return AdoptionReply(refused=book.refused)
    grids = {grid.name: grid for grid in book.grids}
    if not is_adoption(book) or not {at.FORM, at.QUESTIONS, at.WORDS, at.FOUND} <= grids.keys():
        return AdoptionReply(refused="not_an_adoption")
    try:
        record = json.loads("".join(text_of(row[0]) for row in grids[at.FOUND].rows if row))
        found = FoundForm.from_json(record["form"])
        ready: dict[str, str] = dict(record["ready"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return AdoptionReply(refused="adoption_damaged")
    return _Chosen(grids, found, ready, forms).reply()


class _Chosen:
    """What stands in the cells of one workbook, against what stood ready in them."""

    def __init__(
        self, grids: Mapping[str, Grid], found: FoundForm, ready: Mapping[str, str], forms: KnownForms
    ) -> None:
        self.grids, self.found, self.ready = grids, found, ready
        self.faults: list[Fault] = []
        self.answer = self._text(at.FORM, *at.ALL_READY)
        self.titles = {
            fold(form.shown[name]): f"{form.id}/{name}"
            for form in reversed(forms.forms.values())
            if form.row == "case"
            for name in form.questions
        }

    def reply(self) -> AdoptionReply:
        if self.answer not in (at.READY_YES, at.READY_NO):
            self._fault("adoption_not_answered", at.FORM, *at.ALL_READY)
        found = self._columns()
        questions = tuple(self._questions())
        words = dict(self._words())
        exceptions = [*self._exceptions()]
        for number, word, meaning in exceptions:
            text = self.found.questions[number - 1].text
            for question in questions:
                if question["text"] == text:
                    question.setdefault("words", {})[word] = meaning
        population = self._population()
        selection = self._one_of(at.FORM, at.SELECTION, at.SELECTIONS)
        if not questions and not self.faults:
            self._fault("adoption_empty", at.QUESTIONS, at.QUESTIONS_FROM, at.ASKS)
        self._scores_said(questions, words)
        if self.faults:
            return AdoptionReply(faults=tuple(self.faults))
        return AdoptionReply(found, questions, words, selection, population)

    # -- cells

    def _text(self, sheet: str, row: int, column: int) -> str:
        return clean(text_of(_at(self.grids[sheet], row, column)))

    def _said(self, sheet: str, row: int, column: int) -> str:
        """What a cell says: what stood ready in it says nothing until it is confirmed."""
        text = self._text(sheet, row, column)
        stood = self.ready.get(_name(sheet, row, column))
        return "" if stood is not None and clean(stood) == text and self.answer != at.READY_YES else text

    def _fault(self, code: str, sheet: str, row: int, column: int) -> None:
        self.faults.append((code, _name(sheet, row, column)))

    def _one_of(self, sheet: str, place: tuple[int, int], offered: Mapping[str, str]) -> str | None:
        """The id of what was chosen of a list; a fault where something else stands there."""
        said = self._said(sheet, *place)
        name = (
            next((name for name, shown in offered.items() if fold(shown) == fold(said)), None)
            if said
            else None
        )
        if said and name is None:
            self._fault("adoption_not_of_list", sheet, *place)
        return name

    # -- sheets

    def _questions(self) -> Iterator[Plain]:
        for number, question in enumerate(self.found.questions):
            row = at.QUESTIONS_FROM + number
            chosen = self._said(at.QUESTIONS, row, at.ASKS)
            if not chosen:
                continue
            asks = at.SPECIAL.get(chosen) or self.titles.get(fold(chosen))
            if asks is None:
                self._fault("adoption_not_of_list", at.QUESTIONS, row, at.ASKS)
                continue
            one: Plain = {"text": question.text, "is": asks}
            if asks != "ignore":
                shown = self._text(at.QUESTIONS, row, at.YES_IS)
                yes_is = at.YES_WORDS.get(shown)
                if yes_is is None:
                    code = "adoption_not_of_list" if shown else "adoption_yes_not_said"
                    self._fault(code, at.QUESTIONS, row, at.YES_IS)
                one["yes_is"] = yes_is
            clause = self._text(at.QUESTIONS, row, at.TESTS).partition(":")[0]
            if clause and asks == "own":
                one["clause"] = clause
            yield one

    def _words(self) -> Iterator[tuple[str, str]]:
        row = at.WORDS_FROM
        while word := self._text(at.WORDS, row, at.WORD):
            meaning = self._meaning(row)
            if meaning is not None:
                yield word, meaning
            row += 1

    def _exceptions(self) -> Iterator[tuple[int, str, str]]:
        """The lines below the words: the question's number, the word, and what it means there."""
        row = at.WORDS_FROM
        while self._text(at.WORDS, row, at.WORD):
            row += 1
        for line in range(row + 3, row + 3 + at.EXCEPTIONS):
            word, number = self._text(at.WORDS, line, at.WORD), self._text(at.WORDS, line, at.OFTEN)
            if not word:
                continue
            if not number.isdecimal() or not 0 < int(number) <= len(self.found.questions):
                self._fault("adoption_no_such_number", at.WORDS, line, at.OFTEN)
                continue
            meaning = self._meaning(line)
            if meaning is not None:
                yield int(number), word, meaning

    def _meaning(self, row: int) -> str | None:
        said = self._said(at.WORDS, row, at.MEANS)
        return (
            None
            if said in ("", at.UNCLEAR, at.NOT_SHOWN)
            else self._one_of(at.WORDS, (row, at.MEANS), at.MEANINGS)
        )

    def _scores_said(self, questions: tuple[Plain, ...], words: Mapping[str, str]) -> None:
        """A score means nothing by itself: whoever takes a scored question says what at least one score means."""
        taken = {one["text"] for one in questions if one["is"] != "ignore"}
        scored = any(
            question.kind == "scores" and question.text in taken for question in self.found.questions
        )
        told = [*words, *(word for one in questions for word in one.get("words", {}))]
        if scored and not any(word.isdecimal() for word in told):
            self._fault("adoption_scores_not_said", at.WORDS, at.WORDS_FROM, at.MEANS)

    def _population(self) -> int | None:
        said = self._said(at.FORM, *at.POPULATION)
        if not said:
            return None
        if said.isdecimal() and int(said) > 0:
            return int(said)
        self._fault("adoption_no_number", at.FORM, *at.POPULATION)
        return None

    def _columns(self) -> FoundForm:
        """The form with the columns that the person named in place of those that were found."""
        found = self.found
        for row, role in enumerate(at.ROLES, at.COLUMNS_FROM):
            chosen = self._text(at.FORM, row, 1)
            now = found.column(role)
            if chosen == (clean(now.text) if now else ""):
                continue
            if chosen in ("", at.NOT_THERE):
                found = _without(found, role)
                continue
            texts = {clean(one.text) for one in found.columns} | {clean(one.text) for one in found.questions}
            if chosen not in texts:
                self._fault("adoption_not_of_list", at.FORM, row, 1)
                continue
            found = _named(_without(found, role), role, chosen)
        return found


_OURS = {
    "month": "audited_on",
    "district": "district",
    "risk": "risk",
    "safety": "made_safe",
    "reference": "reference",
}
"""The column of ours that a role is."""


def _without(found: FoundForm, role: str) -> FoundForm:
    columns = tuple(
        replace(one, role="text", name=None) if one.role == role else one for one in found.columns
    )
    return replace(found, columns=columns)


def _named(found: FoundForm, role: str, text: str) -> FoundForm:
    """The form with a column or a question of these words as what it is said to be."""
    columns = tuple(
        replace(one, role=role, name=_OURS[role]) if clean(one.text) == text else one for one in found.columns
    )
    asked = [one for one in found.questions if clean(one.text) == text]
    moved = tuple(FoundColumn(role, _OURS[role], one.text, one.sheet, one.cell) for one in asked)
    questions = tuple(one for one in found.questions if one not in asked)
    return replace(found, columns=columns + moved, questions=questions)


def _name(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{letter(column)}{row + 1}"


def _at(grid: Grid, row: int, column: int) -> object:
    return grid.rows[row][column] if row < len(grid.rows) and column < len(grid.rows[row]) else ""
