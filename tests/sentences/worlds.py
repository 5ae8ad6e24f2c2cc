"""Boards of the shipped rubric as they might be: rates at random, and everything that can be odd about evidence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from daready.evidence.model import (
    UNDATED,
    Case,
    Cases,
    CaseSheet,
    Document,
    DoubleMark,
    Doubt,
    Evidence,
    Figure,
    Judgement,
    Month,
    Place,
    Removed,
    Source,
)
from daready.rubric.library import load_rubric
from daready.rubric.model import Form, Line, Measure, Question, Rubric
from daready.rubric.terms import Colour, Selection

JUNE = Month(2026, 6)
RATES = (1.0, 0.98, 0.95, 0.9, 0.85, 0.8, 0.72, 0.6, 0.3, 0.0)
SIZES = (3, 8, 11, 12, 15, 25, 40, 40, 40, 60)
SELECTIONS = (
    *(Selection.RANDOM,) * 12,
    *(Selection.SYSTEMATIC, Selection.ALL, Selection.JUDGEMENT, Selection.NOT_STATED),
)


@dataclass(frozen=True, slots=True)
class World:
    """A rubric, what was seen, and the day it is looked at."""

    rubric: Rubric
    evidence: Evidence
    as_at: date
    signed: date | None = None
    """The day of a baseline, if there is one."""
    kept: dict[object, Any] = field(default_factory=dict[object, Any], compare=False)
    """What was counted already."""


@cache
def shipped() -> Rubric:
    return load_rubric(examples=False, superseded=False)


class Maker:
    """One board, from a seed."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.rubric = shipped()
        self.lines = [line for criterion in self.rubric.criteria.values() for line in criterion.lines]
        self.tidy = self.one_in(2)
        """Whether most of it is well: else hardly a criterion would ever be Green."""
        self.untidy = 0 if self.tidy else self.dice.choice((0, 0, 0.02, 0.1))

    def one_in(self, number: int) -> bool:
        return self.dice.randrange(number) == 0

    def world(self) -> World:
        months = [JUNE.later(-at) for at in sorted(self._ages(), reverse=True)]
        rates = {line.id: self._rates() for line in self.lines}
        sheets = [
            sheet
            for month in months
            for sheet in self._sheets(month, rates, fallen=month > months[-1].later(-2))
        ]
        contested = [sheet for sheet in sheets if self.one_in(100 if self.tidy else 25)]
        evidence = Evidence(
            cases=tuple(sheet for sheet in sheets if sheet not in contested),
            contested=tuple(self._contested(sheet) for sheet in contested),
            figures=tuple(self._figures(months)),
            documents=tuple(self._papers()),
            judgements=tuple(self._judgements()),
            doubts=tuple(self._doubts(months)),
            double_marks=tuple(self._marks(months)),
            removed=tuple(self._removed(months)),
        )
        newest = JUNE if JUNE in months else months[-1]
        as_at = self.dice.choice(
            (newest.last, newest.last, newest.last - timedelta(3), newest.later(self.dice.randrange(15)).last)
        )
        signed = months[-1].later(-self.dice.randrange(1, 4)).last if self.one_in(4) else None
        return World(self.rubric, evidence, as_at, signed)

    def _ages(self) -> set[int]:
        """Which months there are, by their age."""
        number = self.dice.choice((1, 1, 2, 3, 4, 6, 13))
        newest = self.dice.choice((0, 0, 0, 0, 2, 6))
        ages = {newest + at for at in range(number)}
        return ages | ({newest + self.dice.randrange(10, 20)} if self.one_in(3) else set())

    def _rates(self) -> tuple[float, float]:
        """The rate before and in the latest months."""
        before = self.dice.choice(RATES[:3] if self.tidy and not self.one_in(12) else RATES)
        return before, self.dice.choice(RATES) if self.one_in(40 if self.tidy else 10) else before

    def _sheets(
        self, month: Month, rates: dict[str, tuple[float, float]], *, fallen: bool
    ) -> Iterator[CaseSheet]:
        asked: dict[str, list[str]] = {}
        for line in self.lines:
            if line.kind == "audit":
                asked.setdefault(line.form, []).append(line.item)
        for form in self.rubric.forms:
            if form.row == "case" and form.id in asked and not self.one_in(6):
                left_out = {q for q in asked[form.id] if self.one_in(20)}
                questions = tuple(q for q in asked[form.id] if q not in left_out)
                if questions:
                    yield self._sheet(form, month, questions, rates, fallen=fallen)

    def _sheet(
        self,
        form: Form,
        month: Month,
        questions: tuple[str, ...],
        rates: dict[str, tuple[float, float]],
        *,
        fallen: bool,
    ) -> CaseSheet:
        dice, known = self.dice, {question.id: question for question in form.questions}
        size = dice.choice(SIZES) if not form.complete else dice.randrange(1, 12)
        selection = Selection.ALL if form.complete else dice.choice(SELECTIONS)
        facts = {"risk": ["high", "medium", "standard"], "children": ["yes", "no"], "closing": ["yes", "no"]}
        facts |= {"victim_support": ["yes", "no", "withdrew"], "suspect_present": ["yes", "no"]}
        facts |= {"outcome": ["charged", "out_of_court", "evidential_15", "victim_16", "open"]}
        facts |= {"state": ["complete", "progressed"]}
        facts |= {c.id: [*c.values] for c in form.columns if c.id == "role"}
        rows = [{name: dice.choice(values) for name, values in facts.items()} for _ in range(size)]
        at = int(fallen)
        said = [
            "".join(
                self._answer(known[q], row, rates[f"{form.id}/{q}"][at], complete=form.complete)
                for q in questions
            )
            for row in rows
        ]
        district = dice.random() < 0.3
        safe = 1.0 if self.tidy else dice.choice((0.0, 0.5, 1.0, 1.0))

        def case(row: int) -> Case:
            made_safe = (
                month.last + timedelta(dice.choice((0,) if self.tidy else (0, 10, 400, -60)))
                if dice.random() < safe
                else None
            )
            return Case(
                row=2 + row,
                month=month,
                day=month.first + timedelta(row % 28) if district else None,
                selection=selection,
                claimed=selection is Selection.SYSTEMATIC,
                risk=rows[row]["risk"],
                district=dice.choice(("North", "South")) if district else None,
                made_safe=made_safe,
            )

        return CaseSheet(
            source=Source(f"{form.id} {month}.xlsx", f"{month.ordinal:064d}"),
            sheet="Audit",
            form=form.id,
            questions=questions,
            outcomes="".join(said).encode("ascii"),
            cases=Cases.of([case(row) for row in range(size)]),
            columns={},
            population=dice.choice((size, size, size + 5, None)) if selection is Selection.ALL else None,
            numbers=dict(self._coded(form, rows)),
        )

    def _coded(self, form: Form, rows: list[dict[str, str]]) -> Iterator[tuple[tuple[int, str], float]]:
        """What the coded columns of a register say: mostly no cause of concern."""
        for column in form.columns if form.complete else ():
            values = [*column.values]
            for at, row in enumerate(rows):
                if column.id == "state":
                    yield (at, "state"), 1 + values.index(row["state"])
                elif column.id == "item_kind":
                    kind = "cause_of_concern" if self.one_in(12) else values[0]
                    yield (at, "item_kind"), 1 + values.index(kind)

    def _answer(self, question: Question, row: dict[str, str], rate: float, *, complete: bool) -> str:
        dice = self.dice
        if dice.random() < self.untidy:
            return dice.choice("_?aR")
        if not all(row[name] in values for name, values in question.applies_if.items()):
            return "A"
        if dice.random() < (question.may_not_apply or 0) * dice.choice((0.5, 1, 1.2)):
            return "A"
        if dice.random() < (max(rate, 0.9) if complete else rate):
            return "Y"
        return dice.choice("NNNNNNPR")

    def _contested(self, sheet: CaseSheet) -> CaseSheet:
        """The rows of a sheet that contradict another's, or say no month."""
        if not self.one_in(2):
            return sheet
        cases = [replace(case, month=UNDATED, day=None) for case in sheet.cases]
        return replace(sheet, cases=Cases.of(cases))

    def _figures(self, months: list[Month]) -> Iterator[Figure]:
        for at, line in enumerate(self.lines):
            item = self.rubric.item[line.id]
            if isinstance(item, Measure) and not self.one_in(8):
                yield from self._measure(line, item, 2 + 20 * at)
            elif self.rubric.form[line.form].row == "totals":
                for month in months:
                    of = self.dice.choice(SIZES)
                    met = sum(self.dice.random() < 0.9 for _ in range(of))
                    place = Place("Totals.xlsx", line.item, 2 + month.month)
                    yield Figure(
                        line.form,
                        line.id,
                        month,
                        met,
                        of,
                        place,
                        None,
                        self.dice.choice(SELECTIONS),
                        False,
                        90,
                    )

    def _measure(self, line: Line, item: Measure, row: int) -> Iterator[Figure]:
        dice = self.dice
        number = dice.choice((1, 3, 3, 6, 13, 15))
        of = 200 if self.tidy else dice.choice((200, 200, 60, 12, 4, 0))
        last = JUNE.later(-dice.choice((0, 0, 0, 1, 3, 8) if not self.tidy or self.one_in(6) else (0,)))
        of = 0 if item.unit == "count" else of
        levels = (1.0, 1.0, 0.97) if self.tidy else (1.0, 0.97, 0.9, 0.8, 0.6, 0.33)
        level, later = dice.choice(levels), dice.choice((1, 1, 1, 1, 0.7, 1.3))
        for at in range(number):
            rate = level * (later if at == 0 else 1)
            met = round(min(rate, 1) * (of or 50))
            place = Place("Return.xlsx", "Return", row + at)
            yield Figure(line.form, line.id, last.later(-at), met, of, place)

    def _papers(self) -> Iterator[Document]:
        named = [line.id if line.kind == "document" else line.analysis for line in self.lines]
        for at, item in enumerate(dict.fromkeys(name for name in named if name)):
            odd = self.one_in(10) or not self.tidy
            if not (odd and self.one_in(6)):
                review = self.dice.choice((400, 400, 400, 400, 90, 45, 0, -10, None)) if odd else 400
                yield Document(
                    item.split("/")[0],
                    item,
                    self.dice.choice((*("approved",) * 6, "draft", "absent")) if odd else "approved",
                    Place("Register.xlsx", "Register", 2 + at),
                    JUNE.later(-self.dice.randrange(12)).first,
                    None if review is None else JUNE.last + timedelta(review),
                    not (odd and self.one_in(4)),
                )

    def _judgements(self) -> Iterator[Judgement]:
        for at, name in enumerate(self.rubric.criteria):
            for again in range(self.dice.choice((0, 0, 0, 0, 0, 1, 2))):
                yield Judgement(
                    name,
                    self.dice.choice((Colour.GREEN, Colour.GREEN, Colour.GREEN, Colour.AMBER, Colour.RED)),
                    self.dice.choice(("judgement", "judgement", "intent")),
                    JUNE.last - timedelta(self.dice.choice((0, 10, 80, 100, 200, -20))),
                    Place("Views.xlsx", "Views", 2 + 2 * at + again),
                    self.dice.choice(("one", "two")),
                    not self.one_in(3),
                )

    def _doubts(self, months: list[Month]) -> Iterator[Doubt]:
        for _ in range(self.dice.choice((0, 0, 1, 3))):
            item = self.dice.choice([line.id for line in self.lines] + [*self.rubric.criteria])
            yield Doubt(item, self.dice.choice((months[-1], UNDATED)))

    def _removed(self, months: list[Month]) -> Iterator[Removed]:
        audited = [line.id for line in self.lines if line.kind == "audit"]
        for at in range(self.dice.choice((0, 0, 0, 2))):
            question = self.dice.choice(audited)
            item = self.rubric.item[question]
            unsafe = isinstance(item, Question) and item.safety
            yield Removed(
                question,
                months[-1],
                Place("Old.xlsx", "Audit", 2 + at),
                1,
                "replaced",
                unsafe,
                self.one_in(2),
            )

    def _marks(self, months: list[Month]) -> Iterator[DoubleMark]:
        if self.one_in(4):
            question = self.dice.choice([line.item for line in self.lines if line.form == "case-audit"])
            unlike = self.dice.randrange(25)
            for at in range(self.dice.choice((20, 40))):
                marks = (b"N" if at % 3 == 0 else b"Y", b"Y" if at < unlike or at % 3 else b"N")
                places = (Place("Marks.xlsx", "M", 2 * at + 2), Place("Marks.xlsx", "M", 2 * at + 3))
                yield DoubleMark("case-audit", months[-1], (question,), marks, ("one", "two"), places)


def world(number: int) -> World:
    """The board of a number."""
    return Maker(f"sentences {number}").world()
