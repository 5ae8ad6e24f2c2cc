"""A world is one rubric, one body of evidence and one day; here are its parts, and how each may be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from daready.evidence.model import UNDATED, Case, Cases, CaseSheet, Evidence, Month
from daready.rubric.model import Criterion, Question, Rubric
from daready.rubric.terms import WORST_FIRST, Colour, Outcome
from daready.scoring.assess import assess
from daready.scoring.model import Assessment
from daready.scoring.since import Baseline, Before, Time, rates

Key = tuple[str, ...]
"""What has a colour: its kind, then its id or ids."""
Seen = dict[Key, Colour]

CLEAR = "YPNRA"
"""Answers that can be read."""
FAILING = "NR"
SAFETY = {"case-audit": ("Q3", "Q6")}
"""The questions of safety, by form."""


@dataclass(frozen=True, repr=False)
class World:
    """What an assessment is made of. ``signed``: the day of a signed-off assessment, if there was one."""

    rubric: Rubric
    evidence: Evidence
    as_at: date
    inspection: date | None = None
    signed: date | None = None

    def __repr__(self) -> str:
        return "\n".join(told(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def assessed(self) -> Assessment:
        return assess(
            self.rubric,
            self.evidence,
            as_at=self.as_at,
            inspection=self.inspection,
            baseline=self.baseline,
        )

    @property
    def baseline(self) -> Baseline | None:
        """What was signed off then, of the evidence that there was then."""
        if self.signed is None:
            return None
        then = assess(self.rubric, self.evidence, as_at=self.signed)
        before = {f.id: Before(f.colour, rates(f)) for f in then.criteria}
        return Baseline(Time.of(self.signed, held=True), before)

    @property
    def colours(self) -> Seen:
        return colours(self.assessed)

    @property
    def known(self) -> World:
        """The same without anything that is later than the day: what is known of today."""
        today = self.as_at.toordinal()

        def not_yet_safe(sheet: CaseSheet) -> CaseSheet:
            known = tuple(None if day is None or day > today else day for day in sheet.cases.made_safe)
            return replace(sheet, cases=replace(sheet.cases, made_safe=known))

        seen = self.evidence
        cases, contested = (tuple(map(not_yet_safe, sheets)) for sheets in (seen.cases, seen.contested))
        return self.seeing(replace(seen, cases=cases, contested=contested)).only(
            lambda month, day: month <= Month.of(self.as_at) and (day or date.min) <= self.as_at
        )

    def only(self, wanted: Callable[[Month, date | None], bool], *, papers: bool = True) -> World:
        """The same with only the evidence of some months and days; what is undated stays.

        ``papers``: whether papers and judgements are chosen too.
        """

        def kept(sheet: CaseSheet) -> CaseSheet:
            return with_cases(sheet, lambda case: case.month == UNDATED or wanted(case.month, case.day))

        seen = self.evidence
        return replace(
            self,
            evidence=replace(
                seen,
                cases=tuple(map(kept, seen.cases)),
                contested=tuple(map(kept, seen.contested)),
                figures=tuple(f for f in seen.figures if wanted(f.month, None)),
                documents=seen.documents
                if not papers
                else tuple(
                    d for d in seen.documents if d.dated is None or wanted(Month.of(d.dated), d.dated)
                ),
                judgements=seen.judgements
                if not papers
                else tuple(j for j in seen.judgements if wanted(Month.of(j.made), j.made)),
                doubts=tuple(d for d in seen.doubts if d.month == UNDATED or wanted(d.month, None)),
                double_marks=tuple(d for d in seen.double_marks if wanted(d.month, None)),
                removed=tuple(r for r in seen.removed if wanted(r.month, None)),
            ),
        )

    @property
    def unsigned(self) -> World:
        """The same without a baseline."""
        return replace(self, signed=None)

    @property
    def steady(self) -> World:
        """The same without A8: a fall is told by what came before it, so that it can go when that gets worse."""
        policy = replace(self.rubric.policy, recent_fall_conf=1.0)
        return replace(self, rubric=replace(self.rubric, policy=policy))

    @property
    def without_totals(self) -> World:
        """The same without totals of audit questions, which one answer more or less can make fit or not."""
        figures = tuple(f for f in self.evidence.figures if question_of(self.rubric, f.item) is None)
        return self.seeing(replace(self.evidence, figures=figures))

    def at(self, day: date) -> World:
        return replace(self, as_at=day, inspection=self.inspection and max(day, self.inspection))

    def seeing(self, evidence: Evidence) -> World:
        return replace(self, evidence=evidence)

    def with_sheets(self, sheets: Iterable[CaseSheet]) -> World:
        return self.seeing(replace(self.evidence, cases=tuple(sheets)))

    def with_sheet(self, at: int, sheet: CaseSheet) -> World:
        sheets = self.evidence.cases
        return self.with_sheets((*sheets[:at], sheet, *sheets[at + 1 :]))


def told(world: World) -> Iterator[str]:
    """A world in few words, for whoever has to find out why a law is broken in it."""
    yield f"As at {world.as_at}, inspection {world.inspection}, signed {world.signed}"
    for theme in world.rubric.themes:
        for c in theme.criteria:
            yield f"{theme.id} {c.id}{' critical' if c.critical else ''}: {[line.id for line in c.lines]}"
            yield from (f"    {part.id} ({part.proof}): {[*part.lines]}" for part in c.clauses)
    seen = world.evidence
    for kind, sheets in (("", seen.cases), ("contested ", seen.contested)):
        for sheet in sheets:
            yield f"{kind}{sheet.source.file}: {sheet.form}, of {sheet.population}, {_runs(_groups(sheet))}"
            yield from (f"    {q}: {_runs(sheet.column(q).decode())}" for q in sheet.questions)
    for item, months in groupby(seen.figures, key=lambda figure: figure.item):
        yield f"{item}: " + ", ".join(
            f"{f.month} {f.numerator}/{f.denominator} {f.district or ''}" for f in months
        )
    for d in seen.documents:
        yield f"{d.item}: {d.status}, of {d.dated}, review {d.review}, {'checked' if d.checked else 'not checked'}"
    for j in seen.judgements:
        yield f"{j.criterion}: {j.kind} {j.colour} by {j.rater} on {j.made}, {'reasoned' if j.reasoned else 'bare'}"
    yield from map(str, (*seen.doubts, *(tuple(one) for one in seen.removed)))
    if seen.double_marks:
        said = _runs(" ".join(map(bytes.decode, mark.marks)) for mark in seen.double_marks)
        yield f"{seen.double_marks[0].questions} twice in {seen.double_marks[0].month}: {said}"


def _groups(sheet: CaseSheet) -> list[str]:
    return [
        " ".join(
            map(
                str,
                (
                    c.month,
                    c.selection,
                    c.risk,
                    c.district,
                    *["dated"] * bool(c.day),
                    *["safe"] * bool(c.made_safe),
                ),
            )
        )
        for c in sheet.cases
    ]


def _runs(things: Iterable[str]) -> str:
    return ", ".join(f"{len([*same])} {thing}" for thing, same in groupby(things))


def colours(assessed: Assessment) -> Seen:
    """Every colour of an assessment under what has it."""
    found: Seen = {}
    for criterion in assessed.criteria:
        found["criterion", criterion.id] = criterion.colour
        if criterion.on_inspection_day is not None:
            found["inspection", criterion.id] = criterion.on_inspection_day
        found |= {("line", criterion.id, line.id): line.colour for line in criterion.lines}
        found |= {("clause", criterion.id, clause.id): clause.colour for clause in criterion.clauses}
    found |= {("theme", theme.id): theme.colour for theme in assessed.themes}
    for framework in assessed.frameworks:
        found |= {
            ("requirement", requirement.id): requirement.colour for requirement in framework.requirements
        }
    return found


def better(after: Colour, before: Colour) -> bool:
    """Green before Amber before Grey before Red: what cannot be told is better than what is known to be bad."""
    return WORST_FIRST.index(after) > WORST_FIRST.index(before)


def buys(after: Colour, before: Colour) -> bool:
    """Better, and a colour: what cannot be read turns Red into "cannot be told" by A6, and into nothing else."""
    return better(after, before) and after is not Colour.GREY


Gains = dict[Key, str]
"""What became better, as from and to; a law is broken by each."""


def gains(after: World, before: World, worse: Callable[[Colour, Colour], bool] = better) -> Gains:
    """Whatever is better after than before."""
    then, now = before.assessed, after.assessed
    was, found = colours(then), colours(now)
    told = _told_to_fail(now, then)
    of = _criteria_of(now)
    return {
        key: f"{was[key]} to {colour}"
        for key, colour in found.items()
        if key in was
        and worse(colour, was[key])
        and not (_is_told(key, was[key], colour) and told.intersection(of[key]))
    }


def _told_to_fail(now: Assessment, then: Assessment) -> set[str]:
    """The criteria that could not be told, and now are known to fail."""
    return {
        new.id
        for old, new in zip(then.criteria, now.criteria, strict=True)
        if (old.colour, new.colour) == (Colour.GREY, Colour.RED)
    }


def _is_told(key: Key, was: Colour, colour: Colour) -> bool:
    """A theme that could not be told is told once fewer of its criteria are Grey, whatever they are (R4.2 step 3)."""
    return key[0] == "theme" and (was, colour) == (Colour.GREY, Colour.AMBER)


def _criteria_of(assessed: Assessment) -> dict[Key, set[str]]:
    """The criteria that each colour rests on."""
    found = {key: {key[1]} for key in colours(assessed)}
    for theme in assessed.themes:
        found["theme", theme.id] = {c.id for c in assessed.criteria if c.theme == theme.id}
    for framework in assessed.frameworks:
        found |= {("requirement", r.id): {*r.met_by} for r in framework.requirements}
    return found


def none_of(found: Gains) -> None:
    """A law holds where nothing breaks it."""
    assert not found, "; ".join(f"{' '.join(key)}: {change}" for key, change in found.items())


def with_cases(sheet: CaseSheet, wanted: Callable[[Case], bool]) -> CaseSheet:
    """The sheet with some of its cases."""
    places = [at for at, case in enumerate(sheet.cases) if wanted(case)]
    return reordered(sheet, places)


def reordered(sheet: CaseSheet, places: Sequence[int]) -> CaseSheet:
    """The sheet with the cases at some places, in that order."""
    width = len(sheet.questions)
    return replace(
        sheet,
        cases=sheet.cases.only(places),
        outcomes=b"".join(sheet.outcomes[at * width : (at + 1) * width] for at in places),
    )


def with_answers(sheet: CaseSheet, answers: Iterable[tuple[int, str, str]]) -> CaseSheet:
    """The sheet with other answers: the place of a case, the question, the outcome."""
    outcomes = bytearray(sheet.outcomes)
    for at, question, outcome in answers:
        outcomes[at * len(sheet.questions) + sheet.questions.index(question)] = ord(outcome)
    return replace(sheet, outcomes=bytes(outcomes))


def with_case(sheet: CaseSheet, like: int, answers: Sequence[str]) -> CaseSheet:
    """The sheet with one case more, of the month and group of another."""
    case = replace(sheet.cases[like], row=max(sheet.cases.rows) + 1, key=None)
    return replace(
        sheet,
        cases=Cases.of([*sheet.cases, case]),
        outcomes=sheet.outcomes + "".join(answers).encode(),
        population=sheet.population and sheet.population + 1,
    )


def without_question(sheet: CaseSheet, question: str) -> CaseSheet:
    """The sheet with one column fewer."""
    kept = tuple(q for q in sheet.questions if q != question)
    columns = [sheet.column(q) for q in kept]
    return replace(
        sheet,
        questions=kept,
        outcomes=bytes(answer for row in zip(*columns, strict=True) for answer in row),
        columns={q: sheet.columns[q] for q in kept},
    )


def places_of(world: World, outcomes: str) -> Iterator[tuple[int, int, str]]:
    """Every answer among some outcomes: the sheet's place, the case's, the question."""
    for at, sheet in enumerate(world.evidence.cases):
        for question in sheet.questions:
            for row, answer in enumerate(sheet.column(question)):
                if chr(answer) in outcomes:
                    yield at, row, question


def answered_anew(world: World, places: Iterable[tuple[int, int, str]], outcome: str) -> World:
    """The world with another outcome at some places."""
    by_sheet: dict[int, list[tuple[int, str, str]]] = {}
    for at, row, question in places:
        by_sheet.setdefault(at, []).append((row, question, outcome))
    for at, answers in by_sheet.items():
        world = world.with_sheet(at, with_answers(world.evidence.cases[at], answers))
    return world


def items_of(rubric: Rubric) -> list[str]:
    """Whatever the lines of a rubric name."""
    return sorted({line.id for criterion in rubric.criteria.values() for line in criterion.lines})


def received(world: World) -> set[str]:
    """The lines on which anything at all was received by the day."""
    seen = world.known.evidence
    return {
        *(f"{s.form}/{q}" for s in (*seen.cases, *seen.contested) if len(s.cases) for q in s.questions),
        *(figure.item for figure in seen.figures),
        *(document.item for document in seen.documents),
    }


def without_item(world: World, item: str) -> World:
    """The world in which nothing was ever received on one line."""
    form, name = item.split("/")
    seen = world.evidence

    def asked(sheets: Iterable[CaseSheet]) -> tuple[CaseSheet, ...]:
        return tuple(without_question(sheet, name) if sheet.form == form else sheet for sheet in sheets)

    return world.seeing(
        replace(
            seen,
            cases=asked(seen.cases),
            contested=asked(seen.contested),
            figures=tuple(f for f in seen.figures if f.item != item),
            documents=tuple(d for d in seen.documents if d.item != item),
        )
    )


def question_of(rubric: Rubric, line: str) -> Question | None:
    item = rubric.item[line]
    return item if isinstance(item, Question) else None


def with_question(rubric: Rubric, name: str, changed: dict[str, Any]) -> Rubric:
    """The rubric with one audit question otherwise."""
    forms = [
        replace(form, questions=tuple(replace(q, **changed) if q.id == name else q for q in form.questions))
        for form in rubric.forms
    ]
    return replace(rubric, forms=tuple(forms))


def lines_of_others(rubric: Rubric, criterion: Criterion) -> set[str]:
    """The lines of a criterion that are not the force's to answer."""
    return {line.id for line in criterion.lines if getattr(rubric.item[line.id], "owner", "force") != "force"}


def outcome_word(outcome: str) -> str:
    return Outcome(outcome).name.lower()
