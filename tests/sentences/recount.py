"""The raw evidence counted anew, by plain loops over cells and figures, with none of the engine's own counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeVar

from scipy.stats import beta, binom

from daready.evidence.model import UNDATED, CaseSheet, Document, Figure, Judgement, Month, Place
from daready.rubric.model import Criterion, Line, Question
from daready.rubric.terms import Selection
from tests.sentences.worlds import World

VALID = (Selection.RANDOM, Selection.SYSTEMATIC, Selection.ALL)
PICKED = (Selection.JUDGEMENT, Selection.NOT_STATED)
WINDOW = 12
"""Months back from the newest that count."""


class Answer(NamedTuple):
    """One cell, or one case of a total: its month, how its case was chosen, what it says, and its groups."""

    month: Month
    selection: Selection
    said: str
    risk: str | None = None
    district: str | None = None


T = TypeVar("T")


def once(world: World, key: object, count: Callable[[], T]) -> T:
    """What is counted, counted once a board."""
    if key not in world.kept:
        world.kept[key] = count()
    found: T = world.kept[key]
    return found


def answers(world: World, line: str) -> list[Answer]:
    """Every answer to a question that is known by the day."""
    return once(world, ("answers", line), lambda: _answers(world, line))


def _answers(world: World, line: str) -> list[Answer]:
    form, item = line.split("/")
    found = [
        Answer(case.month, _chosen(sheet, case.selection), said, case.risk, case.district)
        for sheet in world.evidence.cases
        if sheet.form == form and item in sheet.questions
        for case, said in zip(sheet.cases, sheet.column(item).decode(), strict=True)
        if known(world, case.month, case.day)
    ]
    return [*found, *_contested(world, form, item), *_totals(world, line), *_gone(world, line)]


def known(world: World, month: Month, day: date | None) -> bool:
    return month.first <= world.as_at and (day is None or day <= world.as_at)


def _chosen(sheet: CaseSheet, selection: Selection) -> Selection:
    """All cases are a sample only where there are as many as the sheet says."""
    whole = len(sheet.cases) + sheet.beside == sheet.population
    return Selection.NOT_STATED if selection is Selection.ALL and not whole else selection


def _contested(world: World, form: str, item: str) -> Iterator[Answer]:
    for sheet in world.evidence.contested:
        if sheet.form == form and item in sheet.questions:
            for case, said in zip(sheet.cases, sheet.column(item).decode(), strict=True):
                month = newest_month(world) if case.month == UNDATED else case.month
                if known(world, month, case.day):
                    yield Answer(
                        month,
                        _chosen(sheet, case.selection),
                        said if said in "AS" else "?",
                        case.risk,
                        case.district,
                    )


def newest_month(world: World) -> Month:
    """The newest month of which any case is known: what says no month is taken to be of it."""
    cases = (case for sheet in world.evidence.cases for case in sheet.cases)
    months = (case.month for case in cases if known(world, case.month, case.day))
    return once(world, "newest", lambda: max(months, default=Month.of(world.as_at)))


def _totals(world: World, line: str) -> Iterator[Answer]:
    for figure in world.evidence.figures:
        if figure.item == line and figure.month.first <= world.as_at:
            whole = figure.population == figure.denominator
            partly = figure.selection is Selection.ALL and not whole
            selection = Selection.NOT_STATED if partly else figure.selection
            for at in range(figure.denominator):
                yield Answer(figure.month, selection, "Y" if at < figure.numerator else "N")


def _gone(world: World, line: str) -> Iterator[Answer]:
    for one in world.evidence.removed:
        if one.question == line and one.reason is None and one.month.first <= world.as_at:
            month = newest_month(world) if one.month == UNDATED else one.month
            picked = one.selection is Selection.JUDGEMENT
            yield Answer(month, Selection.JUDGEMENT if picked else Selection.RANDOM, "?")


@dataclass(frozen=True)
class Tally:
    """The answers that a line's sentence speaks of, counted."""

    answers: tuple[Answer, ...]
    share: float | None = None
    """The share of "not applicable" that is usual."""
    carried: float | None = None
    """The share of what is set apart that is usual."""

    @cached_property
    def of(self) -> Counter[str]:
        return Counter(answer.said for answer in self.answers)

    @property
    def met(self) -> int:
        return self.of["Y"]

    @property
    def failed(self) -> int:
        return self.of["N"] + self.of["R"]

    @property
    def partly(self) -> int:
        return self.of["P"]

    @property
    def answered(self) -> int:
        return self.met + self.failed + self.partly

    @property
    def not_applicable(self) -> int:
        return self.of["A"] + self.of["a"] + self.of["S"]

    @cached_property
    def beyond(self) -> int:
        """Of what counts neither way what is more than the usual share and than chance at 99 %."""
        return self._beyond("A", self.share) + self._beyond("S", self.carried)

    def _beyond(self, byte: str, share: float | None) -> int:
        cases, said = self.answered + self.of[byte], self.of[byte]
        if share is None or said <= share * cases:
            return 0
        return max(0, said - int(binom.ppf(0.99, cases, share)))

    @property
    def unclear(self) -> int:
        return self.of["_"] + self.of["?"] + self.of["a"] + self.beyond

    @property
    def left_out(self) -> int:
        """Of "not applicable" what counts neither way."""
        return self.of["A"] - self._beyond("A", self.share)

    @property
    def apart(self) -> int:
        """Of what is set apart what counts neither way."""
        return self.of["S"] - self._beyond("S", self.carried)

    def weighted(self, day: date) -> tuple[float, float]:
        """Met and answered, each case worth half after three months."""
        met = of = 0.0
        for answer in self.answers:
            weight = 0.5 ** (months_between(answer.month, day) / 3)
            met += weight * (answer.said == "Y")
            of += weight * (answer.said in "YNRP")
        return met, of

    def not_known(self, day: date) -> float:
        """What is not known and what counts neither way beyond its share, each case by its age."""
        said = [answer for answer in self.answers if answer.said in "_?a"]
        of = sum(0.5 ** (months_between(answer.month, day) / 3) for answer in said)
        apart = [answer for answer in self.answers if answer.said in "AS"]
        worth = sum(0.5 ** (months_between(answer.month, day) / 3) for answer in apart)
        return of + (worth * self.beyond / len(apart) if apart else 0.0)

    def by_month(self) -> dict[Month, tuple[int, int]]:
        """Met and answered in each month that has an answered case."""
        months = sorted({answer.month for answer in self.answers if answer.said in "YNRP"})
        return {month: self._of(month) for month in months}

    def _of(self, month: Month) -> tuple[int, int]:
        said = [answer.said for answer in self.answers if answer.month == month]
        return said.count("Y"), sum(each in "YNRP" for each in said)


def months_between(month: Month, day: date) -> int:
    """Whole months from the end of a month to a day."""
    ended = Month.of(day) if day == Month.of(day).last else Month.of(day).later(-1)
    return max(0, ended.ordinal - month.ordinal)


def tally(world: World, line: Line, until: Month, *, picked: bool = False) -> Tally:
    """The valid answers of up to a month, or those of hand-picked cases and silent sheets."""
    item = world.rubric.item[line.id]
    wanted: Callable[[Answer], bool] = lambda one: (one.selection in VALID) is not picked  # noqa: E731
    found = [one for one in answers(world, line.id) if wanted(one) and one.month <= until]
    newest = max((one.month for one in found), default=until)
    kept = tuple(one for one in found if one.month >= newest.later(-WINDOW))
    return (
        Tally(kept) if picked else Tally(kept, *_shares(item))
    )  # hand-picked cases earn no colour, at no price


def _shares(item: object) -> tuple[float | None, float | None]:
    return (item.may_not_apply, item.set_apart_share) if isinstance(item, Question) else (None, None)


def listed(world: World, line: Line, until: Month) -> Tally:
    """The answers of the newest list of up to a month: a list has no sample, and its newest month speaks."""
    item = world.rubric.item[line.id]
    found = [one for one in answers(world, line.id) if one.month <= until]
    newest = max((one.month for one in found), default=until)
    return Tally(tuple(one for one in found if one.month == newest), *_shares(item))


class Chances(NamedTuple):
    green: float
    red: float


def chances(met: float, of: float, green_from: float, red_below: float) -> Chances:
    """How likely the true rate is green, and red, by Jeffreys' prior."""
    a, b = met + 0.5, of - met + 0.5
    return Chances(float(beta.sf(green_from, a, b)), float(beta.cdf(red_below, a, b)))


def days_of(until: Month, as_at: date) -> list[date]:
    """The days as at which a colour of evidence up to a month may have been found: each month end, and today."""
    days, month = [until.last], until
    while month.later(1).last <= as_at:
        month = month.later(1)
        days.append(month.last)
    return [*days, max(as_at, until.last)]


# -- figures, papers, judgements ----------------------------------------------------------------------


def figures(world: World, line: Line, until: Month) -> list[Figure]:
    """The months of a measure that are taken together."""
    known = [f for f in world.evidence.figures if f.item == line.id and f.month <= until]
    known = [f for f in known if f.denominator] or known
    newest = max((f.month for f in known), default=until)
    first = newest.later(1 - (line.months or world.rubric.policy.measure_window_months))
    return [f for f in known if f.month >= first]


def rate(found: Sequence[Figure]) -> Fraction | None:
    of = sum(f.denominator for f in found)
    return Fraction(sum(f.numerator for f in found), of) if of else None


def documents(world: World, item: str) -> list[Document]:
    return [
        d for d in world.evidence.documents if d.item == item and (d.dated is None or d.dated <= world.as_at)
    ]


def in_order(world: World, document: Document) -> bool:
    """Approved and not past its review."""
    return document.status == "approved" and document.review is not None and document.review >= world.as_at


def judgements(world: World, criterion: str) -> list[Judgement]:
    said = world.evidence.judgements
    return [j for j in said if j.criterion == criterion and j.made <= world.as_at]


# -- who is unsafe ------------------------------------------------------------------------------------


def unsafe(world: World, criterion: Criterion) -> dict[Place, bool]:
    """The cases that failed a safety question of a criterion and are not made safe, and whether at high risk."""
    return once(world, ("unsafe", criterion.id), lambda: _unsafe(world, criterion))


def _unsafe(world: World, criterion: Criterion) -> dict[Place, bool]:
    safety = {line.id for line in criterion.lines if is_safety(world, line)}
    found: dict[Place, bool] = {}
    for sheet in (*world.evidence.cases, *world.evidence.contested):
        asked = [q for q in sheet.questions if f"{sheet.form}/{q}" in safety]
        for at, case in enumerate(sheet.cases):
            month = newest_month(world) if case.month == UNDATED else case.month
            failed = any(sheet.answer(at, q) in ("N", "R") for q in asked)
            safe = case.made_safe is not None and month.first <= case.made_safe <= world.as_at
            if failed and not safe and known(world, month, case.day):
                found[sheet.place(at)] = case.risk == "high"
    for one in world.evidence.removed:
        if one.unsafe and one.reason is None and one.question in safety and one.month.first <= world.as_at:
            found[one.place] = found.get(one.place, False) or one.high_risk
    return found


def is_safety(world: World, line: Line) -> bool:
    item = world.rubric.item[line.id]
    return isinstance(item, Question) and item.safety


def received(world: World, line: Line) -> bool:
    """Whether anything at all was received on a line."""
    if line.kind == "audit":
        return bool(answers(world, line.id))
    if line.kind == "document":
        return bool(documents(world, line.id))
    return any(f.item == line.id and f.month.first <= world.as_at for f in world.evidence.figures)


def day_after(day: date) -> date:
    return day + timedelta(days=1)
