"""Each line of a criterion with everything that bears on it: counts, groups, markers, chart, and who is unsafe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from daready.evidence.model import UNDATED, Evidence, Figure, Month
from daready.rubric.model import Criterion, Line, Measure, Policy, Question, Rubric
from daready.rubric.terms import Colour
from daready.scoring.audit import audit_finding, audit_points
from daready.scoring.classify import Cuts
from daready.scoring.hidden import Groups, grouped, with_hidden_red
from daready.scoring.marking import agreements, with_marking
from daready.scoring.model import Agreement, LineFinding, UnsafeCase
from daready.scoring.records import document_finding, measure_finding, measure_points
from daready.scoring.tally import Batch, batches_by_question, cases_answered, months_since, unsafe_cases
from daready.scoring.trend import with_trend


@dataclass(frozen=True, slots=True)
class Known:
    """The evidence known by a day, sorted by what it is about."""

    batches: dict[str, list[Batch]]
    figures: dict[str, list[Figure]]
    evidence: Evidence
    unsafe: list[UnsafeCase]
    agreements: dict[str, Agreement]
    groups: Groups
    safety_checked: int
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
        agreements=agreements(evidence.double_marks, day, rubric.policy),
        groups=grouped(audited, day, rubric.policy),
        safety_checked=checked,
        day=day,
    )


def line_finding(rubric: Rubric, criterion: Criterion, line: Line, known: Known, at: date) -> LineFinding:
    """R5.3: the finding of one line at a date, from what was known by a day."""
    item, policy = rubric.item[line.id], rubric.policy
    if line.kind == "audit" and isinstance(item, Question):
        found = _audit_line(policy, criterion, line, item, known, at)
        found = replace(found, strength="A" if rubric.form[line.form].looks_at == "practice" else "B")
        return _doubted(found, known, at, policy.max_age_months)
    if isinstance(item, Measure):
        analysis = (
            _document(rubric, Line(document=line.analysis, proof="record"), known, at)
            if line.analysis
            else None
        )
        found = _measure_line(policy, line, item, known, at, analysis)
        reach = policy.measure_max_age_months + (line.months or policy.measure_window_months)
        return _doubted(found, known, at, reach)
    return _document(rubric, line, known, at)


def _document(rubric: Rubric, line: Line, known: Known, at: date) -> LineFinding:
    documents = [
        d for d in known.evidence.documents if d.item == line.id and (d.dated is None or d.dated <= known.day)
    ]
    return _doubted(document_finding(line, rubric.item[line.id], documents, at, rubric.policy), known, at, 0)


def _doubted(line: LineFinding, known: Known, at: date, max_age: int) -> LineFinding:
    """A row that could not be used may be the one that fails: no pass beside it, while it would still count (A6)."""
    doubted = any(
        doubt.item == line.id
        and (
            doubt.month == UNDATED
            or (doubt.month.first <= known.day and months_since(doubt.month, at) <= max_age)
        )
        for doubt in known.evidence.doubts
    )
    if not doubted or line.colour not in (Colour.GREEN, Colour.AMBER):
        return line
    return replace(line, colour=Colour.GREY, note="rows_in_doubt", rule="A6")


def _audit_line(
    policy: Policy, criterion: Criterion, line: Line, question: Question, known: Known, at: date
) -> LineFinding:
    """An audit question: its pool, a Red hidden in one group, whether auditors agree, its chart, who is unsafe."""
    rebased = _rebased(policy, line, known.day)
    since = rebased[-1] if rebased else None
    batches = known.batches.get(line.id, [])
    counted = since_rebase(batches, line, policy, known.day)
    found = audit_finding(line, question, criterion.critical, counted, at, policy)
    cuts = Cuts.of(policy, critical=criterion.critical, green_from=line.green_from, red_below=line.red_below)
    credit = question.partial_credit
    found = with_hidden_red(
        found, known.groups, cuts, at, policy, since, critical=criterion.critical, credit=credit
    )
    found = with_marking(found, known.agreements.get(line.id))
    before = [] if since is None else [batch for batch in batches if not _within(batch.month, since)]
    earlier = audit_points(before, policy, credit)
    found = with_trend(found, rebased, earlier)
    if not question.safety:
        return found
    unsafe = [case for case in known.unsafe if line.id in case.questions]
    waiting = len(unsafe) + _failed_in_totals(policy, line, known, at)
    return replace(found, unsafe=waiting, unsafe_high=sum(case.high_risk for case in unsafe))


def _failed_in_totals(policy: Policy, line: Line, known: Known, at: date) -> int:
    """A2: totals name nobody, so those who failed in them cannot be known to be safe."""
    return sum(
        figure.denominator - figure.numerator
        for figure in known.figures.get(line.id, [])
        if months_since(figure.month, at) <= policy.max_age_months
    )


def _measure_line(
    policy: Policy, line: Line, item: Measure, known: Known, at: date, analysis: LineFinding | None
) -> LineFinding:
    """A measure: where it stands, and which way its chart says it is going."""
    rebased = _rebased(policy, line, known.day)
    since = rebased[-1] if rebased else None
    figures = known.figures.get(line.id, [])
    counted = [figure for figure in figures if _within(figure.month, since)]
    found = measure_finding(line, item, counted, at, policy, analysis)
    before = [] if since is None else [figure for figure in figures if not _within(figure.month, since)]
    earlier = measure_points(before)
    return with_trend(found, rebased, earlier, census=line.months == 1)


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
