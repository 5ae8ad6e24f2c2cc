"""One force's evidence at known true rates, month by month, in daready's own types; and what is true of each criterion.

Every audit question of every criterion is asked of a random sample of 40 cases a month. "Not applicable" falls as the
form says: where ``applies_if`` is not fulfilled, or in the stated share ``may_not_apply``. Records, papers and lists
are in order, whoever was found unsafe was made safe, and there are no districts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from daready.evidence.model import Case, Cases, CaseSheet, Document, Evidence, Figure, Month, Place, Source
from daready.rubric.model import Criterion, Form, Line, Measure, Question, Rubric
from daready.rubric.terms import Colour, Selection
from daready.scoring.classify import Cuts

FIRST = Month(2025, 7)
"""The first month of every board."""

CASES = 40
"""Audited cases a month and form."""

FACTS: dict[str, dict[str, float]] = {
    "risk": {"high": 20, "medium": 40, "standard": 40},
    "children": {"yes": 50, "no": 50},
    "suspect_present": {"yes": 60, "no": 40},
    "victim_support": {"yes": 50, "no": 20, "withdrew": 30},
    "closing": {"yes": 50, "no": 50},
    "state": {"complete": 60, "progressed": 40},
    "role": {"contact": 10, "response": 45, "supervisor": 20, "investigator": 15, "specialist": 10},
    "outcome": {
        "charged": 20,
        "out_of_court": 5,
        "victim_14": 5,
        "evidential_15": 20,
        "victim_16": 35,
        "nfa": 5,
        "other_agency": 2,
        "open": 8,
    },
}
"""How often, of a hundred cases, a case is what ``applies_if`` asks for. Ours: no paper gives such shares."""

Rate = Callable[[str, int], float]
"""The true rate of a line, by its id, in a month, counted from 0."""

IN_ORDER = 0.97
"""The rate that figures, papers and records of every month stand at where a scenario lowers only questions."""


class Board(NamedTuple):
    """One force: its evidence month by month."""

    rubric: Rubric
    months: tuple[Evidence, ...]

    def until(self, number: int) -> Evidence:
        """Everything of its first so many months."""
        seen = self.months[:number]
        return Evidence(
            cases=tuple(sheet for month in seen for sheet in month.cases),
            figures=tuple(figure for month in seen for figure in month.figures),
            documents=seen[-1].documents,
        )


def last_day(number: int) -> date:
    """The last day of the month with which so many are over."""
    return FIRST.later(number - 1).last


class World(NamedTuple):
    """What is true of a force.

    ``figures``: the rate in whose band a figure stands, steadily, by its line's id. ``apart``: how much of the share
    that the form states for "not applicable" is really said; the shares are meant to be wide.
    """

    rate: Rate
    figures: Callable[[str], float] = lambda line: IN_ORDER
    apart: float = 1


def board(rubric: Rubric, world: World, months: int, seed: str) -> Board:
    """A force of such a world. The same seed gives the same board."""
    dice = random.Random(seed)
    lines = [line for criterion in rubric.criteria.values() for line in criterion.lines]
    return Board(rubric, tuple(_month(rubric, lines, world, at, dice) for at in range(months)))


def _month(rubric: Rubric, lines: list[Line], world: World, at: int, dice: random.Random) -> Evidence:
    month = FIRST.later(at)
    asked: dict[str, list[str]] = {}
    for line in lines:
        if line.kind == "audit":
            asked.setdefault(line.form, []).append(line.item)
    whole = [form for form in rubric.forms if form.row == "totals" and form.id in asked]
    sheets = [
        _sheet(form, tuple(asked[form.id]), world, at, dice)
        for form in rubric.forms
        if form.row == "case" and form.id in asked
    ]
    totals = [_totals(form.id, item, world.rate, at, dice) for form in whole for item in asked[form.id]]
    measures = [
        _figure(rubric, line, world.figures(line.id), month) for line in lines if line.kind == "measure"
    ]
    return Evidence(cases=tuple(sheets), figures=(*totals, *measures), documents=tuple(_papers(lines, month)))


def _sheet(form: Form, asked: tuple[str, ...], world: World, at: int, dice: random.Random) -> CaseSheet:
    """A month's sample of one form; every row of a list is in order."""
    month = FIRST.later(at)
    known = {question.id: question for question in form.questions}
    facts = [
        {name: dice.choices([*shares], [*shares.values()])[0] for name, shares in FACTS.items()}
        for _ in range(CASES)
    ]
    outcomes = "".join(
        _answer(
            known[name],
            case,
            1.0 if form.complete else world.rate(f"{form.id}/{name}", at),
            world.apart,
            dice,
        )
        for case in facts
        for name in asked
    )
    safety = [place for place, name in enumerate(asked) if known[name].safety]
    width = len(asked)

    def case(row: int) -> Case:
        failed = any(outcomes[row * width + place] == "N" for place in safety)
        return Case(
            row=2 + row,
            month=month,
            day=None,
            selection=Selection.ALL if form.complete else Selection.RANDOM,
            risk=facts[row]["risk"],
            made_safe=month.last if failed else None,
        )

    return CaseSheet(
        source=Source(f"{form.id} {month}.xlsx", f"{at:064d}"),
        sheet="Audit",
        form=form.id,
        questions=asked,
        outcomes=outcomes.encode("ascii"),
        cases=Cases.of(map(case, range(CASES))),
        columns={},
        population=CASES if form.complete else None,
    )


def _answer(
    question: Question, case: Mapping[str, str], rate: float, apart: float, dice: random.Random
) -> str:
    applies = all(case[name] in values for name, values in question.applies_if.items())
    if not applies or dice.random() < apart * (question.may_not_apply or 0):
        return "A"
    return "Y" if dice.random() < rate else "N"


def _totals(form: str, item: str, rate: Rate, at: int, dice: random.Random) -> Figure:
    """The month's sample of a question that comes as totals."""
    line, month = f"{form}/{item}", FIRST.later(at)
    met = sum(dice.random() < rate(line, at) for _ in range(CASES))
    return Figure(
        form, line, month, met, CASES, Place(f"{form}.xlsx", "Totals", 2 + at), None, Selection.RANDOM
    )


EVENTS = 200
"""The denominator of each figure in each month."""


def _figure(rubric: Rubric, line: Line, rate: float, month: Month) -> Figure:
    """A steady figure in the band of its own cut points in which the rate stands by the policy's."""
    item = rubric.item[line.id]
    of = 0 if isinstance(item, Measure) and item.unit == "count" else EVENTS
    met = round(_level(rubric, line, rate) * EVENTS)
    return Figure(line.form, line.id, month, met, of, Place("Return.xlsx", line.id, 2 + month.month))


def _level(rubric: Rubric, line: Line, rate: float) -> float:
    if line.band is not None:
        return sum(line.band) / 2
    colour = _band(rate, rubric.policy.green_from, rubric.policy.red_below)
    if line.green_to is not None and line.amber_to is not None:
        below, above = line.green_to, line.amber_to
        return {Colour.GREEN: below / 2, Colour.AMBER: (below + above) / 2}.get(colour, above * 1.2)
    if line.green_from is None or line.amber_from is None:
        return _unquestioned(line)
    middle = (line.green_from + line.amber_from) / 2
    return {Colour.GREEN: (line.green_from + 1) / 2, Colour.AMBER: middle}.get(colour, line.amber_from * 0.8)


def _unquestioned(line: Line) -> float:
    """Half way between the bounds beyond which a figure that only has to be understood is in question (A19)."""
    asked = line.question_if
    low, high = (asked.below or 0, asked.above or 1) if asked else (0, 1)
    return (low + min(high, 1)) / 2


def _papers(lines: list[Line], month: Month) -> Iterator[Document]:
    """A register in which every paper and record is approved, checked and in date."""
    named = [line.id if line.kind == "document" else line.analysis for line in lines]
    for at, item in enumerate(dict.fromkeys(name for name in named if name)):
        place = Place("Register.xlsx", "Register", 2 + at)
        review = FIRST.last + timedelta(days=1000)
        yield Document(item.split("/")[0], item, "approved", place, FIRST.first, review, True)


def truths(rubric: Rubric, world: World, at: int) -> dict[str, Colour]:
    """What each criterion truly is: the worst of its audit questions and figures by their own cut points."""
    return {name: _truth(rubric, criterion, world, at) for name, criterion in rubric.criteria.items()}


def _truth(rubric: Rubric, criterion: Criterion, world: World, at: int) -> Colour:
    policy, colours = rubric.policy, {Colour.GREEN}
    for line in criterion.lines:
        if line.direction in ("up", "down") and line.kind == "measure" and _forces(rubric, line):
            colours.add(_band(world.figures(line.id), policy.green_from, policy.red_below))
        if sampled(rubric, line):
            cuts = Cuts.of(
                policy, critical=criterion.critical, green_from=line.green_from, red_below=line.red_below
            )
            colours.add(_band(world.rate(line.id, at), cuts.green_from, cuts.red_below))
    return min(colours, key=[Colour.RED, Colour.AMBER, Colour.GREEN].index)


def sampled(rubric: Rubric, line: Line) -> bool:
    """Whether a line is a question put to a sample of cases, and the force's to answer."""
    return line.kind == "audit" and _forces(rubric, line) and not rubric.form[line.form].complete


def _forces(rubric: Rubric, line: Line) -> bool:
    item = rubric.item[line.id]
    return isinstance(item, (Measure, Question)) and item.owner == "force"


def _band(rate: float, green_from: float, red_below: float) -> Colour:
    return Colour.GREEN if rate >= green_from else Colour.AMBER if rate >= red_below else Colour.RED
