"""Each line of a criterion with everything that bears on it: counts, groups, markers, chart, and who is unsafe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from daready.evidence.model import UNDATED, Evidence, Figure, Month
from daready.rubric.model import Criterion, Form, Line, Measure, Policy, Question, Rubric
from daready.rubric.terms import VALID_SELECTIONS, Colour
from daready.scoring.audit import answered, audit_finding, audit_points, of_unclear
from daready.scoring.classify import Cuts
from daready.scoring.hidden import HIGH, Groups, Span, grouped, with_hidden_red
from daready.scoring.lists import list_finding
from daready.scoring.marking import agreements, with_marking
from daready.scoring.model import Agreement, LineFinding, UnsafeCase
from daready.scoring.records import document_finding, measure_finding, measure_points
from daready.scoring.tally import (
    Batch,
    batches_by_question,
    cases_answered,
    perhaps_unsafe,
    unsafe_cases,
)
from daready.scoring.trend import with_trend
from daready.scoring.waiting import held


@dataclass(frozen=True, slots=True)
class Known:
    """The evidence known by a day, sorted by what it is about."""

    batches: dict[str, list[Batch]]
    figures: dict[str, list[Figure]]
    evidence: Evidence
    unsafe: list[UnsafeCase]
    perhaps_unsafe: list[UnsafeCase]
    agreements: dict[str, Agreement]
    groups: Groups
    safety_checked: int
    forms: frozenset[str]
    """The forms of which any sheet of cases came."""
    day: date


def known_by(rubric: Rubric, evidence: Evidence, day: date) -> Known:
    """Sort the evidence; what is later than the day is left out (A9)."""
    safety: dict[str, tuple[str, ...]] = {}
    for name, item in rubric.item.items():
        if isinstance(item, Question) and item.safety:
            safety[name] = tuple(
                criterion.id
                for criterion in rubric.criteria.values()
                if any(line.id == name for line in criterion.lines)
            )
    figures: dict[str, list[Figure]] = {}
    newest = Month.of(day)
    for figure in evidence.figures:
        if figure.month <= newest:
            figures.setdefault(figure.item, []).append(figure)
    asked = (f for f in evidence.figures if isinstance(rubric.item.get(f.item), Question))
    audited = replace(evidence, figures=tuple(asked))  # measures are years of figures that no audit counts
    checked = cases_answered(evidence, safety, day)
    return Known(
        batches=batches_by_question(audited, day),
        figures=figures,
        evidence=evidence,
        unsafe=unsafe_cases(evidence, safety, day),
        perhaps_unsafe=perhaps_unsafe(evidence, safety, day),
        agreements=agreements(evidence.double_marks, day, rubric.policy),
        groups=grouped(audited, day, rubric.policy),
        safety_checked=checked,
        forms=frozenset(s.form for s in evidence.cases if min(s.cases.months, default=0) <= newest.ordinal),
        day=day,
    )


def line_finding(rubric: Rubric, criterion: Criterion, line: Line, known: Known, at: date) -> LineFinding:
    """R5.3: the finding of one line at a date, from what was known by a day."""
    item, policy = rubric.item[line.id], rubric.policy
    form = rubric.form[line.form]
    if isinstance(item, Question) and form.complete:
        return _doubted(_list_line(policy, line, item, form, known, at), known, policy.max_age_months)
    if line.kind == "audit" and isinstance(item, Question):
        found = _audit_line(policy, criterion, line, item, known, at)
        left_out = not found.asked and line.form in known.forms
        found = replace(found, strength="A" if form.looks_at == "practice" else "B", left_out=left_out)
        return _doubted(found, known, policy.max_age_months)
    if isinstance(item, Measure):
        analysis = partial(_analysis, rubric, line, known)
        found = _measure_line(policy, line, item, known, at, analysis)
        reach = policy.measure_max_age_months + (line.months or policy.measure_window_months)
        return _doubted(found, known, reach)
    return _document(rubric, line, known, at)


def _list_line(policy: Policy, line: Line, item: Question, form: Form, known: Known, at: date) -> LineFinding:
    """A list's question, held to what it was until a newer list answers it (A14, A18)."""
    batches = known.batches.get(line.id, [])

    def find(last: Month, day: date) -> LineFinding:
        up_to = [batch for batch in batches if batch.month <= last]
        return list_finding(line, item, form, known.evidence.cases, up_to, day, policy)

    months = {batch.month for batch in batches}
    return held(months, at, find, may_be_red=lambda _: False, answered=lambda _: True)


def _document(rubric: Rubric, line: Line, known: Known, at: date) -> LineFinding:
    documents = [
        d for d in known.evidence.documents if d.item == line.id and (d.dated is None or d.dated <= known.day)
    ]
    return _doubted(document_finding(line, rubric.item[line.id], documents, at, rubric.policy), known, 0)


def _analysis(rubric: Rubric, line: Line, known: Known, at: date) -> LineFinding | None:
    if line.analysis is None:
        return None
    return _document(rubric, Line(document=line.analysis, proof="record"), known, at)


def _doubted(line: LineFinding, known: Known, reach: int) -> LineFinding:
    """A row that could not be used may be the one that fails: no pass beside it, while it would still count (A6).

    ``reach``: how many months back from the line's newest evidence that is.
    """
    oldest = UNDATED if line.last is None else Month.of(line.last).later(-reach)
    doubted = any(
        doubt.item == line.id
        and (doubt.month == UNDATED or (doubt.month.first <= known.day and doubt.month >= oldest))
        for doubt in known.evidence.doubts
    )
    if not doubted or line.colour not in (Colour.GREEN, Colour.AMBER):
        return line
    return replace(line, colour=Colour.GREY, note="rows_in_doubt", rule="A6", was=line.colour)


def _audit_line(
    policy: Policy, criterion: Criterion, line: Line, question: Question, known: Known, at: date
) -> LineFinding:
    """An audit question, held to what it was until newer cases answer it (A14), and who is unsafe."""
    asked = AuditAsked.of(policy, criterion, line, question, known)
    found = asked.held(at)
    worst = asked.at_worst.held(at) if asked.unclear else found
    if question.safety:
        unsafe = [case for case in known.unsafe if line.id in case.questions]
        perhaps = [case for case in known.perhaps_unsafe if line.id in case.questions]
        totals = _failed_in_totals(policy, line, known)
        found = _with_unsafe(found, unsafe, totals)
        beyond = "na_beyond_share" in found.flags  # whom it is said of wrongly is not known, so somebody
        worst = _with_unsafe(worst, [*unsafe, *perhaps], totals + beyond)
    if worst == found:
        return found
    colour = of_unclear(found.colour, worst.colour)
    if colour is not found.colour:
        found = replace(found, colour=colour, note="answers_unclear", rule="A6")
    return replace(found, at_worst=worst)


def _with_unsafe(found: LineFinding, unsafe: Sequence[UnsafeCase], totals: int) -> LineFinding:
    return replace(found, unsafe=len(unsafe) + totals, unsafe_high=sum(case.high_risk for case in unsafe))


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """All that is known of one audit question of a criterion, to be judged as at any month."""

    policy: Policy
    criterion: Criterion
    line: Line
    question: Question
    known: Known
    cuts: Cuts
    rebased: tuple[Month, ...]
    batches: tuple[Batch, ...]
    """Those of the process as it is since its last rebase (R2.5)."""
    before: tuple[Batch, ...]
    taken_to_fail: bool = False
    """Whether every answer that is not known is taken to have failed (A6)."""

    @classmethod
    def of(
        cls, policy: Policy, criterion: Criterion, line: Line, question: Question, known: Known
    ) -> AuditAsked:
        cuts = Cuts.of(
            policy, critical=criterion.critical, green_from=line.green_from, red_below=line.red_below
        )
        rebased = _rebased(policy, line, known.day)
        since = rebased[-1] if rebased else None
        batches = known.batches.get(line.id, [])
        counted = tuple(b for b in batches if _within(b.month, since))
        before = tuple(b for b in batches if not _within(b.month, since))
        return cls(policy, criterion, line, question, known, cuts, tuple(rebased), counted, before)

    @property
    def unclear(self) -> bool:
        """Whether any answer is not known."""
        priced = self.question.may_not_apply is not None
        return any(b.counts.unclear or (priced and b.counts.not_applicable) for b in self.batches)

    @property
    def at_worst(self) -> AuditAsked:
        """The same if every answer that is not known had failed (A6), in each group as in the whole."""
        groups = {
            group: {**lines, self.line.id: [*map(_failed, lines.get(self.line.id, ()))]}
            for group, lines in self.known.groups.items()
        }
        known = replace(self.known, groups=groups)
        return replace(self, batches=tuple(map(_failed, self.batches)), known=known, taken_to_fail=True)

    def held(self, at: date) -> LineFinding:
        """The line as at a day, no better than it was (A14)."""
        return held(self.months, at, self.find, may_be_red=self.may_be_red, answered=self.answered)

    @property
    def valid(self) -> list[Batch]:
        return [b for b in self.batches if b.selection in VALID_SELECTIONS]

    @property
    def months(self) -> set[Month]:
        """The months that can earn a colour; those of hand-picked cases where there are no others."""
        return {b.month for b in self.valid or self.batches}

    def find(self, last: Month, day: date) -> LineFinding:
        """The finding from the cases of up to a month, as at a day: its pool, hidden groups, marking and chart."""
        policy, critical, credit = self.policy, self.criterion.critical, self.question.partial_credit
        counted = [b for b in self.batches if b.month <= last]
        day = max(day, last.last)  # what weighs how much is the same all through the newest month (A14)
        found = audit_finding(
            self.line, self.question, critical, counted, day, policy, at_worst=self.taken_to_fail
        )
        found = with_hidden_red(
            found,
            self.known.groups,
            self._span(last),
            self.cuts,
            day,
            policy,
            critical=critical,
            credit=credit,
        )
        found = with_marking(found, self.known.agreements.get(self.line.id))
        return with_trend(found, self.rebased, audit_points(self.before, policy, credit))

    def _span(self, last: Month) -> Span:
        months = [b.month for b in self.valid if b.month <= last]
        newest = max(months, default=last)
        return Span(max([newest.later(-self.policy.max_age_months), *self.rebased[-1:]]), newest)

    def answered(self, month: Month) -> bool:
        """Whether the valid cases after a month are by themselves Amber or Green (A14)."""
        newer = [b for b in self.valid if b.month > month]
        return answered(newer, self.question, self.cuts, self.policy)

    def may_be_red(self, month: Month) -> bool:
        """Whether the pool as at a month, or its high-risk cases, came near Red: a bound that misses none."""
        pools = [self.valid]
        if self.criterion.critical:
            pools.append(self.known.groups.get(HIGH, {}).get(self.line.id, []))
        return any(self._low([b for b in pool if b.month <= month], month) for pool in pools)

    def _low(self, batches: Sequence[Batch], month: Month) -> bool:
        oldest = month.ordinal - self.policy.max_age_months
        met = of = 0.0
        for batch in batches:
            age = month.ordinal - batch.month.ordinal
            if batch.month.ordinal >= oldest:
                weight = 0.5 ** (age / self.policy.half_life_months)
                met += weight * (batch.counts.yes + self.question.partial_credit * batch.counts.partial)
                of += weight * batch.counts.n
        return of > 0 and met < (self.cuts.red_below + _NEAR_RED) * of


def _failed(batch: Batch) -> Batch:
    return batch._replace(counts=batch.counts.at_worst)


_NEAR_RED = 0.1
"""A share of cases so far above ``red_below`` cannot be Red: the prior draws it down by less (R1.3)."""


def _failed_in_totals(policy: Policy, line: Line, known: Known) -> int:
    """A2: totals name nobody, so those who failed in them cannot be known to be safe, however old they grow (A14)."""
    figures = known.figures.get(line.id, [])
    oldest = max((figure.month for figure in figures), default=UNDATED).later(-policy.max_age_months)
    return sum(figure.denominator - figure.numerator for figure in figures if figure.month >= oldest)


def _measure_line(
    policy: Policy, line: Line, item: Measure, known: Known, at: date, analysis: Analysis
) -> LineFinding:
    """A measure: where it stands, and which way its chart says it is going; held to what it was (A14)."""
    rebased = _rebased(policy, line, known.day)
    since = rebased[-1] if rebased else None
    figures = known.figures.get(line.id, [])
    counted = [figure for figure in figures if _within(figure.month, since)]
    earlier = measure_points([figure for figure in figures if not _within(figure.month, since)])

    def find(last: Month, day: date) -> LineFinding:
        up_to = [figure for figure in counted if figure.month <= last]
        found = measure_finding(line, item, up_to, day, policy, analysis(day))
        return with_trend(found, rebased, earlier, census=line.months == 1)

    months = {figure.month for figure in counted if figure.denominator} or {f.month for f in counted}
    newest = max(months, default=None)
    answers = newest is not None and find(newest, newest.last).colour is not Colour.GREY
    return held(months, at, find, may_be_red=lambda _: not answers, answered=lambda _: answers)


Analysis = Callable[[date], LineFinding | None]
"""The finding of a measure's analysis as at a day, where its line names one."""


def _rebased(policy: Policy, line: Line, known: date) -> list[Month]:
    """R2.5: the months from which the line's process is another, oldest first, as far as recorded by a day."""
    entries = [entry for entry in policy.rebases if entry.line == line.id and entry.recorded <= known]
    return sorted({Month.of(entry.since) for entry in entries}, key=lambda month: month.ordinal)


def since_rebase(batches: Sequence[Batch], line: Line, policy: Policy, known: date) -> list[Batch]:
    """The batches that count: those of the process as it is since its last rebase."""
    rebased = _rebased(policy, line, known)
    return [batch for batch in batches if _within(batch.month, rebased[-1] if rebased else None)]


def _within(month: Month, since: Month | None) -> bool:
    return since is None or month.ordinal >= since.ordinal
