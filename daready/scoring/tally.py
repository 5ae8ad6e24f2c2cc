"""From cases and totals to counts: for each question, what was answered, month by month, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, reduce
from itertools import compress
from operator import or_
from typing import NamedTuple

from daready.evidence.model import UNDATED, Cases, CaseSheet, Evidence, Figure, Month, Place, Removed
from daready.rubric.terms import VALID_SELECTIONS, Outcome, Selection
from daready.scoring.made_safe import RecordedSafe
from daready.scoring.model import Counts, Support, UnsafeCase

_SCORED = bytes(ord(o) for o in (Outcome.YES, Outcome.PARTIAL, Outcome.NO, Outcome.NOT_RECORDED))
FAILED = bytes(ord(o) for o in (Outcome.NO, Outcome.NOT_RECORDED))
_UNCLEAR = bytes(ord(o) for o in (Outcome.BLANK, Outcome.NOT_UNDERSTOOD, Outcome.SAID_NOT_APPLICABLE))
_IS_SCORED = bytes(byte in _SCORED for byte in range(256))
_IS_FAILED = bytes(byte in FAILED for byte in range(256))
_IS_CLEAR = bytes(byte not in _UNCLEAR for byte in range(256))
_YES, _PARTIAL, _NO = (ord(outcome) for outcome in (Outcome.YES, Outcome.PARTIAL, Outcome.NO))
_NOT_APPLICABLE = ord(Outcome.NOT_APPLICABLE)
_APART = "".join((Outcome.NOT_APPLICABLE, Outcome.SAID_NOT_APPLICABLE, Outcome.SET_APART)).encode()
_NUMBER_OF: tuple[tuple[str, bytes], ...] = (
    ("yes", Outcome.YES.encode()),
    ("partial", Outcome.PARTIAL.encode()),
    ("no", Outcome.NO.encode()),
    ("not_applicable", _APART),
    ("set_apart", Outcome.SET_APART.encode()),
    ("doubted", Outcome.SAID_NOT_APPLICABLE.encode()),
    ("not_recorded", Outcome.NOT_RECORDED.encode()),
    ("blank", Outcome.BLANK.encode()),
    ("not_understood", Outcome.NOT_UNDERSTOOD.encode()),
)


class Batch(NamedTuple):
    """The answers of one sheet to one question in one month, chosen in one way.

    ``rows`` with the ``answers`` they gave, a byte a row; totals are one row, which failed if any of them did.
    """

    month: Month
    selection: Selection
    claimed: bool
    counts: Counts
    file: str = ""
    sheet: str = ""
    rows: Sequence[int] = ()
    answers: bytes = b""

    @property
    def support(self) -> Support:
        """The rows that were scored."""
        return self._those(_IS_SCORED)

    @property
    def failed(self) -> Support:
        """The rows that failed."""
        return self._those(_IS_FAILED)

    def _those(self, wanted: bytes) -> Support:
        return Support(self.file, self.sheet, tuple(compress(self.rows, self.answers.translate(wanted))))


def months_since(month: Month, day: date) -> int:
    """A9: whole calendar months from the end of the period to a day; nought while the month still runs."""
    return max(0, _ended(day) - month.ordinal)


@lru_cache
def _ended(day: date) -> int:
    """The ordinal of the last month that is over by the end of a day."""
    month = Month.of(day)
    return month.ordinal if day == month.last else month.ordinal - 1


def batches_by_question(evidence: Evidence, known: date) -> dict[str, list[Batch]]:
    """Every batch under the name lines use (case-audit/Q25). What is later than ``known`` is left out (A9)."""
    found: dict[str, list[Batch]] = {}
    for sheet in evidence.cases:
        lines = [found.setdefault(f"{sheet.form}/{question}", []) for question in sheet.questions]
        for group, rows, outcomes in case_groups(sheet, known):
            for at, line in enumerate(lines):
                answers = outcomes[at :: len(lines)]
                line.append(Batch(*group, counted(answers), sheet.source.file, sheet.sheet, rows, answers))
    for sheet in _placed(evidence, known):
        for question, batch in _unclear(sheet, known):
            found.setdefault(question, []).append(batch)
    for figure, batch in totals(evidence, known):
        found.setdefault(figure.item, []).append(batch)
    for gone in _unexplained(evidence, known):
        found.setdefault(gone.question, []).append(
            Batch(gone.month, _as_chosen(gone), False, Counts(not_understood=1))
        )
    return found


def _unexplained(evidence: Evidence, known: date) -> list[Removed]:
    """A15: what once counted as failing and was taken away with nobody answering for it.

    What says no month is taken to be of the newest that is known.
    """
    if not evidence.removed:
        return []
    latest, newest = Month.of(known), Month.at(_newest(evidence, known))
    return [
        gone._replace(month=newest) if gone.month == UNDATED else gone
        for gone in evidence.removed
        if gone.reason is None and gone.month <= latest
    ]


def totals(evidence: Evidence, known: date) -> Iterable[tuple[Figure, Batch]]:
    """R1.1: the totals that count, not later than ``known``: those without cases of their own, or against them."""
    asked: dict[str, list[tuple[CaseSheet, str]]] = {}
    for sheet in evidence.cases:
        for question in sheet.questions if evidence.figures else ():
            asked.setdefault(f"{sheet.form}/{question}", []).append((sheet, question))
    newest = Month.of(known)
    for figure in evidence.figures:
        if figure.month <= newest:
            cases = _cases_of(figure, asked.get(figure.item, ()))
            if not cases:
                yield figure, _totals(figure)
            elif (cases.yes, cases.n) != (figure.numerator, figure.denominator):
                yield figure, _in_doubt(figure)


def _cases_of(figure: Figure, asked: Iterable[tuple[CaseSheet, str]]) -> Counts | None:
    """What the cases themselves say, where totals come beside the cases they were counted from, if any do.

    ``asked`` are the sheets of cases that put the figure's question.
    """
    month = figure.month.ordinal
    answers = bytes(
        answer
        for sheet, question in asked
        if month in sheet.cases.months
        for each, district, answer in zip(
            sheet.cases.months, sheet.cases.district, sheet.column(question), strict=True
        )
        if each == month and not _apart(district, figure.district)
    )
    return counted(answers) if answers else None


def _apart(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _in_doubt(figure: Figure) -> Batch:
    """Totals that are not those of the cases sent: the cases count, and how the totals came about is not known."""
    counts = Counts(not_understood=figure.denominator)
    return Batch(figure.month, figure.selection, figure.claimed, counts)


def counted(answers: bytes) -> Counts:
    """R1.1: how many of each outcome; most columns hold no others than the first four of ``Counts``."""
    count = answers.count
    yes, partial, no, apart = count(_YES), count(_PARTIAL), count(_NO), count(_NOT_APPLICABLE)
    if yes + partial + no + apart == len(answers):
        return Counts(yes, partial, no, apart)
    return Counts(**{name: sum(map(answers.count, kinds)) for name, kinds in _NUMBER_OF})


def _placed(evidence: Evidence, known: date) -> Iterable[CaseSheet]:
    """The contested cases; one without a month is taken to be of the newest that is known."""
    if not evidence.contested:
        return
    newest = _newest(evidence, known)
    for sheet in evidence.contested:
        months = tuple([newest if month == UNDATED.ordinal else month for month in sheet.cases.months])
        yield replace(sheet, cases=replace(sheet.cases, months=months))


def _newest(evidence: Evidence, known: date) -> int:
    """The newest month that has cases, as an ordinal; that of ``known`` where none has."""
    return max(
        (sheet.cases.months[at] for sheet in evidence.cases for at in _by(sheet.cases, known)),
        default=Month.of(known).ordinal,
    )


def _unclear(sheet: CaseSheet, known: date) -> Iterable[tuple[str, Batch]]:
    """Contested cases: whatever their rows say, the answer is not known, so it must not buy a colour (A6).

    What they say does not apply stays among what does not: its share must not fall because rows were spoilt (A16).
    """
    for group, _, outcomes in case_groups(sheet, known):
        for at, question in enumerate(sheet.questions):
            answers = outcomes[at :: len(sheet.questions)]
            told = counted(answers)
            apart = told.not_applicable - told.doubted
            counts = Counts(
                not_understood=len(answers) - apart, not_applicable=apart, set_apart=told.set_apart
            )
            yield f"{sheet.form}/{question}", Batch(*group, counts)


def _totals(figure: Figure) -> Batch:
    met, missed = figure.numerator, figure.denominator - figure.numerator
    partly = figure.selection is Selection.ALL and figure.population != figure.denominator
    return Batch(
        figure.month,
        Selection.NOT_STATED if partly else figure.selection,
        figure.claimed,
        Counts(yes=met, no=missed),
        figure.place.file,
        figure.place.sheet,
        (figure.place.row,),
        (Outcome.NO if missed else Outcome.YES).encode(),
    )


def case_groups(
    sheet: CaseSheet, known: date
) -> Iterator[tuple[tuple[Month, Selection, bool], Sequence[int], bytes]]:
    """A9: the sheet's cases that are not later than ``known``, by month and by how they were chosen.

    Each group with the rows it stands on and its outcomes.
    """
    cases, width = sheet.cases, len(sheet.questions)
    for (month, selection, claimed), places in _grouped(sheet, _by(cases, known)).items():
        group = Month.at(month), selection, claimed
        if len(places) == len(cases):
            yield group, cases.rows, sheet.outcomes
        else:
            rows = [cases.rows[at] for at in places]
            yield group, rows, b"".join([sheet.outcomes[at * width : (at + 1) * width] for at in places])


def valid_months(sheet: CaseSheet, known: date) -> list[Month]:
    """The months of its cases that are not later than ``known`` and were chosen so that they can earn a colour."""
    groups = _grouped(sheet, _by(sheet.cases, known))
    return [Month.at(month) for month, selection, _ in groups if selection in VALID_SELECTIONS]


def _grouped(sheet: CaseSheet, places: Sequence[int]) -> dict[tuple[int, Selection, bool], Sequence[int]]:
    months, claimed, selections = sheet.cases.months, sheet.cases.claimed, sheet.cases.selections
    if Selection.ALL in selections and not all_of_them(sheet):
        partly = {Selection.ALL: Selection.NOT_STATED}
        selections = tuple([partly.get(selection, selection) for selection in selections])
    if places and all(map(_alike, (months, selections, claimed))):
        return {(months[0], selections[0], claimed[0]): places}
    groups: dict[tuple[int, Selection, bool], list[int]] = {}
    for at in places:
        groups.setdefault((months[at], selections[at], claimed[at]), []).append(at)
    return {**groups}


def _alike(column: Sequence[object]) -> bool:
    return column.count(column[0]) == len(column)


def _by(cases: Cases, known: date) -> Sequence[int]:
    """The places of the cases that are not later than a day (A9)."""
    month, day = Month.of(known).ordinal, known.toordinal()
    if max(cases.months, default=month) <= month and max(filter(None, cases.days), default=day) <= day:
        return range(len(cases))
    dated = enumerate(zip(cases.months, cases.days, strict=True))
    return [at for at, (of, on) in dated if of <= month and (on is None or on <= day)]


def all_of_them(sheet: CaseSheet) -> bool:
    """A3: all cases is a valid sample only where there are as many as the population that the sheet states."""
    return sheet.population is not None and different(sheet.cases) + sheet.beside == sheet.population


def different(cases: Cases) -> int:
    """R1.9: how many cases these rows are: partners may share one over several rows."""
    return len(
        {
            (key, month) if key else row
            for key, month, row in zip(cases.keys, cases.months, cases.rows, strict=True)
        }
    )


def unsafe_cases(evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date) -> list[UnsafeCase]:
    """A2: every sampled case that failed a safety question and is not known to be safe since.

    ``safety``: the name of each safety question to the criteria it bears on. However a case was chosen
    and however old it is, a victim left unsafe needs someone today. A made-safe date before the audited
    month, or after ``known``, makes nobody safe.
    """
    found = _not_made_safe(evidence, safety, known, FAILED)
    return [*found, *_still_waiting(evidence, safety, known)]


def perhaps_unsafe(
    evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date
) -> list[UnsafeCase]:
    """A2 and A6: sampled cases whose answer to a safety question is not known, so that it may have failed."""
    return _not_made_safe(evidence, safety, known, _UNCLEAR)


def _not_made_safe(
    evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date, answers: bytes
) -> list[UnsafeCase]:
    found: list[UnsafeCase] = []
    said = RecordedSafe(evidence.made_safe, known)
    wanted = re.compile(b"[" + re.escape(answers) + b"]")
    for sheet in (*evidence.cases, *_placed(evidence, known)):
        columns = {q: sheet.column(q) for q in sheet.questions if f"{sheet.form}/{q}" in safety}
        failing = {match.start() for column in columns.values() for match in wanted.finditer(column)}
        cases = sheet.cases
        for at in sorted(failing.intersection(_by(cases, known)) if failing else ()):
            month = Month.at(cases.months[at])
            if _made_safe(cases.made_safe[at], month, known):
                continue
            failed = tuple([f"{sheet.form}/{q}" for q in columns if columns[q][at] in answers])
            failed = said.unanswered(failed, sheet, at)
            if not failed:
                continue
            criteria = tuple(dict.fromkeys([c for q in failed for c in safety[q]]))
            on = cases.days[at]
            day = None if on is None else date.fromordinal(on)
            high = cases.risk[at] == "high"
            found.append(UnsafeCase(sheet.place(at), month, high, failed, criteria, day))
    return found


def _as_chosen(gone: Removed) -> Selection:
    """A case picked by hand is gone from hand-picked cases; any other is missed among those that earn a colour."""
    return Selection.JUDGEMENT if gone.selection is Selection.JUDGEMENT else Selection.RANDOM


def _still_waiting(
    evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date
) -> Iterator[UnsafeCase]:
    """A15: whoever was unsafe when their row was taken away, a case once however many questions it failed."""
    gone: dict[Place, list[Removed]] = {}
    for one in _unexplained(evidence, known):
        safe = one.safe_on is not None and one.safe_on <= known
        if one.unsafe and not safe and one.question in safety:
            gone.setdefault(one.place, []).append(one)
    for place, failed in gone.items():
        questions = tuple(dict.fromkeys(one.question for one in failed))
        criteria = tuple(dict.fromkeys(c for question in questions for c in safety[question]))
        high = any(one.high_risk for one in failed)
        yield UnsafeCase(place, failed[0].month, high, questions, criteria)


def later_cases(evidence: Evidence, known: date) -> int:
    """How many cases lie after ``known`` and so count for nothing (A9): perhaps a slip in the year."""
    return sum(len(sheet.cases) - len(_by(sheet.cases, known)) for sheet in evidence.cases)


def cases_answered(evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date) -> int:
    """A2: how many sampled cases have a readable answer to a safety question; none is not nobody unsafe."""
    answered = 0
    for sheet in evidence.cases:
        columns = [sheet.column(q) for q in sheet.questions if f"{sheet.form}/{q}" in safety]
        # A byte a case, 1 where an answer is clear: one big number a question, so that any of them is an "or".
        clear = reduce(or_, (int.from_bytes(column.translate(_IS_CLEAR)) for column in columns), 0)
        by_case = clear.to_bytes(len(sheet.cases))
        counted_in = _by(sheet.cases, known)
        whole = len(counted_in) == len(by_case)
        answered += sum(by_case) if whole else sum(by_case[at] for at in counted_in)
    return answered


def _made_safe(made_safe: int | None, since: Month, known: date) -> bool:
    return made_safe is not None and since.first.toordinal() <= made_safe <= known.toordinal()
