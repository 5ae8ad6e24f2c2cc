"""From cases and totals to counts: for each question, what was answered, month by month, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daready.evidence.model import UNDATED, Case, CaseSheet, Evidence, Figure, Month
from daready.rubric.terms import Outcome, Selection
from daready.scoring.model import Counts, Support, UnsafeCase

_SCORED = bytes(ord(o) for o in (Outcome.YES, Outcome.PARTIAL, Outcome.NO, Outcome.NOT_RECORDED))
_FAILED = bytes(ord(o) for o in (Outcome.NO, Outcome.NOT_RECORDED))
_UNCLEAR = bytes(ord(o) for o in (Outcome.BLANK, Outcome.NOT_UNDERSTOOD, Outcome.SAID_NOT_APPLICABLE))
_NUMBER_OF: tuple[tuple[str, bytes], ...] = (
    ("yes", Outcome.YES.encode()),
    ("partial", Outcome.PARTIAL.encode()),
    ("no", Outcome.NO.encode()),
    ("not_applicable", Outcome.NOT_APPLICABLE.encode() + Outcome.SAID_NOT_APPLICABLE.encode()),
    ("doubted", Outcome.SAID_NOT_APPLICABLE.encode()),
    ("not_recorded", Outcome.NOT_RECORDED.encode()),
    ("blank", Outcome.BLANK.encode()),
    ("not_understood", Outcome.NOT_UNDERSTOOD.encode()),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """The answers of one sheet to one question in one month, chosen in one way."""

    month: Month
    selection: Selection
    claimed: bool
    counts: Counts
    support: Support
    failed: Support


def months_since(month: Month, day: date) -> int:
    """A9: whole calendar months from the end of the period to a day; nought while the month still runs."""
    whole = Month.of(day).ordinal - month.ordinal
    return max(0, whole if day == Month.of(day).last else whole - 1)


def batches_by_question(evidence: Evidence, known: date) -> dict[str, list[Batch]]:
    """Every batch under the name lines use (case-audit/Q25). What is later than ``known`` is left out (A9)."""
    found: dict[str, list[Batch]] = {}
    for sheet in evidence.cases:
        for group, rows, outcomes in case_groups(sheet, known):
            month, selection, claimed = group
            width = len(sheet.questions)
            for at, question in enumerate(sheet.questions):
                answers = outcomes[at::width]
                found.setdefault(f"{sheet.form}/{question}", []).append(
                    Batch(
                        month,
                        selection,
                        claimed,
                        counted(answers),
                        Support(sheet.source.file, sheet.sheet, _rows(rows, answers, _SCORED)),
                        Support(sheet.source.file, sheet.sheet, _rows(rows, answers, _FAILED)),
                    )
                )
    for sheet in _placed(evidence, known):
        for question, batch in _unclear(sheet, known):
            found.setdefault(question, []).append(batch)
    for figure, batch in totals(evidence, known):
        found.setdefault(figure.item, []).append(batch)
    return found


def totals(evidence: Evidence, known: date) -> Iterable[tuple[Figure, Batch]]:
    """R1.1: the totals that count, not later than ``known``: those without cases of their own, or against them."""
    asked: dict[str, list[tuple[CaseSheet, str]]] = {}
    for sheet in evidence.cases:
        for question in sheet.questions:
            asked.setdefault(f"{sheet.form}/{question}", []).append((sheet, question))
    for figure in evidence.figures:
        if figure.month.first <= known:
            cases = _cases_of(figure, asked.get(figure.item, ()))
            if not cases:
                yield figure, _totals(figure)
            elif (cases.yes, cases.n) != (figure.numerator, figure.denominator):
                yield figure, _in_doubt(figure)


def _cases_of(figure: Figure, asked: Iterable[tuple[CaseSheet, str]]) -> Counts | None:
    """What the cases themselves say, where totals come beside the cases they were counted from, if any do.

    ``asked`` are the sheets of cases that put the figure's question.
    """
    answers = bytes(
        answer
        for sheet, question in asked
        for case, answer in zip(sheet.cases, sheet.column(question), strict=True)
        if case.month == figure.month and not _apart(case.district, figure.district)
    )
    return counted(answers) if answers else None


def _apart(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _in_doubt(figure: Figure) -> Batch:
    """Totals that are not those of the cases sent: the cases count, and how the totals came about is not known."""
    nowhere = Support(figure.place.file, figure.place.sheet, ())
    counts = Counts(not_understood=figure.denominator)
    return Batch(figure.month, figure.selection, figure.claimed, counts, nowhere, nowhere)


def counted(answers: bytes) -> Counts:
    """R1.1: how many of each outcome."""
    return Counts(**{name: sum(map(answers.count, kinds)) for name, kinds in _NUMBER_OF})


def _placed(evidence: Evidence, known: date) -> Iterable[CaseSheet]:
    """The contested cases; one without a month is taken to be of the newest that is known."""
    months = [case.month for sheet in evidence.cases for case in sheet.cases if _by(case, known)]
    newest = max(months, key=lambda month: month.ordinal, default=Month.of(known))
    for sheet in evidence.contested:
        cases = (replace(case, month=newest) if case.month == UNDATED else case for case in sheet.cases)
        yield replace(sheet, cases=tuple(cases))


def _unclear(sheet: CaseSheet, known: date) -> Iterable[tuple[str, Batch]]:
    """Contested cases: whatever their rows say, the answer is not known, so it must not buy a colour (A6)."""
    nowhere = Support(sheet.source.file, sheet.sheet, ())
    for (month, selection, claimed), _, outcomes in case_groups(sheet, known):
        for at, question in enumerate(sheet.questions):
            answers = outcomes[at :: len(sheet.questions)]
            apart = answers.count(Outcome.NOT_APPLICABLE.encode())
            counts = Counts(not_understood=len(answers) - apart)
            yield f"{sheet.form}/{question}", Batch(month, selection, claimed, counts, nowhere, nowhere)


def _totals(figure: Figure) -> Batch:
    met, missed = figure.numerator, figure.denominator - figure.numerator
    rows = (figure.place.row,)
    partly = figure.selection is Selection.ALL and figure.population != figure.denominator
    return Batch(
        figure.month,
        Selection.NOT_STATED if partly else figure.selection,
        figure.claimed,
        Counts(yes=met, no=missed),
        Support(figure.place.file, figure.place.sheet, rows),
        Support(figure.place.file, figure.place.sheet, rows if missed else ()),
    )


def _rows(rows: Sequence[int], answers: bytes, wanted: bytes) -> tuple[int, ...]:
    return tuple(row for row, answer in zip(rows, answers, strict=True) if answer in wanted)


def case_groups(
    sheet: CaseSheet, known: date
) -> Iterable[tuple[tuple[Month, Selection, bool], tuple[int, ...], bytes]]:
    """A9: the sheet's cases that are not later than ``known``, by month and by how they were chosen."""
    width = len(sheet.questions)
    places: dict[tuple[Month, Selection, bool], list[int]] = {}
    for at, case in enumerate(sheet.cases):
        if _by(case, known):
            selection = case.selection
            if selection is Selection.ALL and not all_of_them(sheet):
                selection = Selection.NOT_STATED
            places.setdefault((case.month, selection, case.claimed), []).append(at)
    for group, at_places in places.items():
        rows = tuple(sheet.cases[at].row for at in at_places)
        if len(at_places) == len(sheet.cases):
            yield group, rows, sheet.outcomes
        else:
            yield group, rows, b"".join(sheet.outcomes[at * width : at * width + width] for at in at_places)


def all_of_them(sheet: CaseSheet) -> bool:
    """A3: all cases is a valid sample only where there are as many as the population that the sheet states."""
    return sheet.population is not None and different(sheet.cases) + sheet.beside == sheet.population


def different(cases: Iterable[Case]) -> int:
    """R1.9: how many cases these rows are: partners may share one over several rows."""
    return len({(case.key, case.month) if case.key else case.row for case in cases})


def unsafe_cases(evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date) -> list[UnsafeCase]:
    """A2: every sampled case that failed a safety question and is not known to be safe since.

    ``safety``: the name of each safety question to the criteria it bears on. However a case was chosen
    and however old it is, a victim left unsafe needs someone today. A made-safe date before the audited
    month, or after ``known``, makes nobody safe.
    """
    found: list[UnsafeCase] = []
    for sheet in (*evidence.cases, *_placed(evidence, known)):
        asked = [q for q in sheet.questions if f"{sheet.form}/{q}" in safety]
        columns = {q: sheet.column(q) for q in asked}
        for at, case in enumerate(sheet.cases):
            if not _by(case, known):
                continue
            failed = tuple(f"{sheet.form}/{q}" for q in asked if columns[q][at] in _FAILED)
            if not failed or _made_safe(case.made_safe, case.month.first, known):
                continue
            criteria = tuple(dict.fromkeys(c for q in failed for c in safety[q]))
            found.append(UnsafeCase(sheet.place(at), case.month, case.risk == "high", failed, criteria))
    return found


def later_cases(evidence: Evidence, known: date) -> int:
    """How many cases lie after ``known`` and so count for nothing (A9): perhaps a slip in the year."""
    return sum(not _by(case, known) for sheet in evidence.cases for case in sheet.cases)


def cases_answered(evidence: Evidence, safety: Mapping[str, tuple[str, ...]], known: date) -> int:
    """A2: how many sampled cases have a readable answer to a safety question; none is not nobody unsafe."""
    answered = 0
    for sheet in evidence.cases:
        columns = [sheet.column(q) for q in sheet.questions if f"{sheet.form}/{q}" in safety]
        answered += sum(
            _by(case, known) and any(column[at] not in _UNCLEAR for column in columns)
            for at, case in enumerate(sheet.cases)
        )
    return answered


def _by(case: Case, known: date) -> bool:
    return case.month.first <= known and (case.day is None or case.day <= known)


def _made_safe(made_safe: date | None, since: date, known: date) -> bool:
    return made_safe is not None and since <= made_safe <= known
