"""Each line of a criterion: what kind of evidence it is, held to what it was, and who is unsafe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from daready.evidence.model import UNDATED, Month
from daready.rubric.model import Criterion, Form, Line, Measure, Policy, Question, Rubric
from daready.rubric.terms import Colour
from daready.scoring.asked import AuditAsked
from daready.scoring.audit import of_unclear
from daready.scoring.known import Known
from daready.scoring.lists import list_finding
from daready.scoring.model import LineFinding, UnsafeCase
from daready.scoring.questioned import questioned
from daready.scoring.rebased import rebased_months, within
from daready.scoring.records import document_finding, measure_finding, measure_points
from daready.scoring.trend import with_trend
from daready.scoring.waiting import held


def line_finding(rubric: Rubric, criterion: Criterion, line: Line, known: Known, at: date) -> LineFinding:
    """R5.3: the finding of one line at a date, from what was known by a day.

    It is left out where nothing was received on it though its form is in use, or though it was sent once (A15); so is
    a figure that its analysis would have to explain, where that is left out.
    """
    found = _found(rubric, criterion, line, known, at)
    if not found.asked:
        return replace(found, left_out=_traced(line.id, known))
    if found.note not in _UNEXPLAINED or found.was is not None or line.analysis is None:
        return found
    analysis = _analysis(rubric, line, known, at)
    return replace(
        found, left_out=analysis is not None and not analysis.asked and _traced(line.analysis, known)
    )


_UNEXPLAINED = ("no_analysis", "outside_band", "expired")
"""The notes of a figure that may never have had a colour because nothing explains it."""


def _traced(name: str, known: Known) -> bool:
    """Whether something is known to be missing: its form is in use without it, or it was sent once."""
    return name.partition("/")[0] in known.forms or name in known.evidence.sent_once


def _found(rubric: Rubric, criterion: Criterion, line: Line, known: Known, at: date) -> LineFinding:
    item, policy = rubric.item[line.id], rubric.policy
    form = rubric.form[line.form]
    if isinstance(item, Question) and form.complete:
        return _doubted(_list_line(policy, line, item, form, known, at), known, policy.max_age_months)
    if line.kind == "audit" and isinstance(item, Question):
        found = _audit_line(policy, criterion, line, item, known, at)
        found = replace(found, strength="A" if form.looks_at == "practice" else "B")
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
    return held(months, at, find, may_be_bad=lambda _: False, answered=lambda _: True)


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
        # Of "not applicable" beyond the usual share nobody knows whose answer it hides (A16).
        beyond = int("na_beyond_share" in found.flags)
        worst = _with_unsafe(worst, [*unsafe, *perhaps], totals + beyond)
    if asked.passed_over:
        found, worst = replace(found, passed_over=True), replace(worst, passed_over=True)
    if worst == found:
        return found
    colour = of_unclear(found.colour, worst.colour)
    if colour is not found.colour:
        found = replace(found, colour=colour, note="answers_unclear", rule="A6")
    return replace(found, at_worst=worst)


def _with_unsafe(found: LineFinding, unsafe: Sequence[UnsafeCase], totals: int) -> LineFinding:
    return replace(found, unsafe=len(unsafe) + totals, unsafe_high=sum(case.high_risk for case in unsafe))


def _failed_in_totals(policy: Policy, line: Line, known: Known) -> int:
    """A2: totals name nobody, so those who failed in them cannot be known to be safe, however old they grow (A14)."""
    figures = known.figures.get(line.id, [])
    oldest = max((figure.month for figure in figures), default=UNDATED).later(-policy.max_age_months)
    return sum(figure.denominator - figure.numerator for figure in figures if figure.month >= oldest)


def _measure_line(
    policy: Policy, line: Line, item: Measure, known: Known, at: date, analysis: Analysis
) -> LineFinding:
    """A measure: where it stands, and which way its chart says it is going; held to what it was (A14)."""
    rebased = rebased_months(policy, line, known.day)
    since = rebased[-1] if rebased else None
    figures = known.figures.get(line.id, [])
    counted = [figure for figure in figures if within(figure.month, since)]
    earlier = measure_points([figure for figure in figures if not within(figure.month, since)])

    def find(last: Month, day: date) -> LineFinding:
        up_to = [figure for figure in counted if figure.month <= last]
        found = measure_finding(line, item, up_to, day, policy, analysis(day))
        found = with_trend(found, rebased, earlier, census=line.months == 1, line=line)
        return questioned(found, line, up_to, policy)

    months = {figure.month for figure in counted if figure.denominator} or {f.month for f in counted}
    newest = max(months, default=None)
    if newest is not None and line.direction == "understand" and _is_grey(analysis(newest.last)):
        months = {newest}  # no figure of it had a colour of its own in any month
    answers = newest is not None and find(newest, newest.last).colour is not Colour.GREY
    return held(months, at, find, may_be_bad=lambda _: not answers, answered=lambda _: answers)


def _is_grey(line: LineFinding | None) -> bool:
    return line is None or line.colour is Colour.GREY


Analysis = Callable[[date], LineFinding | None]
"""The finding of a measure's analysis as at a day, where its line names one."""
