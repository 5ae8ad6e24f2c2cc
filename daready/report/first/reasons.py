"""Why a criterion is not green, in at most five words: by the note that decided it, never blaming what is unproven."""

from __future__ import annotations

from collections.abc import Sequence

from daready.planning.gaps import deciding_line
from daready.report.first.view import RED, SHORT, state_of
from daready.report.words import count
from daready.rubric.model import Criterion
from daready.rubric.terms import Colour
from daready.scoring.model import CriterionFinding, DistrictFinding, LineFinding

_LEAST_MONTHS = 3
"""So many months, all short of the standard, are "every month"."""

BRIEF = {
    "fallen": "Latest months are red",
    "recent_fall": "Latest months worse",
    "fall_not_answered": "Fell; nothing newer",
    "not_answered": "Red before; nothing newer",
    "was_short": "Short before; nothing newer",
    "hidden_red": "One group of cases red",
    "conflict": "Sources disagree",
    "concern": "Hand-picked cases failed",
    "failures_seen": "Failures in few cases",
    "document": "A paper not in order",
    "admitted_weakness": "Weakness admitted",
    "figure_unexplained": "A figure not explained",
    "one_of_several_low": "One question low",
    "list_fails": "A list item overdue",
    "concern_live": "A cause of concern live",
    "under_concern": "A cause of concern live",
    "concern_untested": "Concern closed, not tested",
    "answers_unclear": "Blank or unclear answers",
    "rows_in_doubt": "Rows in doubt",
    "learning_sample": "Cases picked by hand",
    "picked_by_hand": "Cases picked by hand",
    "passed_over": "A question asked no more",
    "analysis_left_out": "Analysis left out",
    "no_valid_sample": "Cases not at random",
    "selection_not_stated": "Choice of cases not said",
    "single_source": "One source alone",
    "paper_only": "Paper alone",
    "green_not_proven": "Too close to call",
    "red_not_excluded": "Too close to call",
    "too_close": "Too close to call",
    "expired": "Evidence too old",
    "not_re_evidenced": "No new evidence",
    "partly_re_evidenced": "Few new cases",
    "na_high": "Mostly not applicable",
    "unreliable_marking": "Auditors disagree",
    "not_returned": "No figures sent",
    "no_analysis": "No analysis on file",
    "not_in_register": "Paper not in register",
    "no_evidence": "No evidence received",
    "missing": "No evidence received",
    "not_checked": "Not checked by a second",
    "no_review_date": "No review date",
    "review_due": "Review due",
    "review_passed": "Review overdue",
    "not_approved": "Paper not approved",
    "intent_only": "Intention, not yet practice",
    "denominator_small": "Too few events",
    "not_looked_at": "Not looked at this year",
    "not_judged_anew": "Judgement is old",
}

_FEW = frozenset({"too_few", "complete_but_few", "few_met"})
_ASKED_IN_PART = frozenset({"not_asked", "partly_asked", "not_shown"})
_UNSAFE = frozenset({"unsafe", "unsafe_high_risk"})


def brief(
    c: CriterionFinding, criterion: Criterion, waiting: int, districts: Sequence[DistrictFinding]
) -> str:
    """The reason of a criterion below green.

    ``waiting``: its cases that are not recorded as made safe. ``districts``: every question in each district, of any
    criterion.
    """
    note = c.notes[0] if c.notes else "no_evidence"
    line = deciding_line(c)
    if note in _UNSAFE:
        unasked = any(not clause.asked for clause in c.clauses)
        return f"{count(waiting, 'case')} open{'; not all asked' if unasked else ''}"
    if note in _FEW and line is not None:
        return _few(c, line)
    if note in _ASKED_IN_PART and c.clauses:
        return _parts(c)
    if note in BRIEF:
        return BRIEF[note]
    if line is not None and (apart := _red_in_some(c, line, districts)):
        return apart
    if line is not None and _missed_every_month(line):
        return "Missed every month"
    if state_of(c) in (RED, SHORT) and criterion.short_failure:
        return criterion.short_failure
    return _parts(c) if c.clauses else "Not yet shown"


def _few(c: CriterionFinding, line: LineFinding) -> str:
    return (
        f"{count(c.cases_to_green, 'more case')} needed"
        if c.cases_to_green
        else f"{count(line.counts.n, 'case')} only"
    )


def _parts(c: CriterionFinding) -> str:
    """How much of it anybody asked about, or where all of it was, how much is shown."""
    asked = sum(clause.asked for clause in c.clauses)
    if asked < len(c.clauses):
        return f"{asked} of {count(len(c.clauses), 'part')} asked about"
    return f"{len(c.proven)} of {count(len(c.clauses), 'part')} shown"


def _red_in_some(c: CriterionFinding, line: LineFinding, districts: Sequence[DistrictFinding]) -> str:
    """Where the whole is not red and some of its districts are, how many, for then the whole is not what is wrong."""
    told = [
        one.line.colour
        for one in districts
        if one.district is not None and (one.criterion, one.line.id) == (c.id, line.id)
    ]
    red = told.count(Colour.RED)
    if line.colour is Colour.RED or not red or len(told) == red:
        return ""
    return f"{red} of {count(len(told), 'district')} red"


def _missed_every_month(line: LineFinding) -> bool:
    months = [point for point in line.points if point.of]
    cut = line.green_from
    return (
        cut is not None
        and len(months) >= _LEAST_MONTHS
        and all(point.met < cut * point.of for point in months)
    )
