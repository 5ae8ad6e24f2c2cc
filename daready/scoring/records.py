"""The colours of measures, documents and judgements: rates against cut points, dates against a shelf life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from daready.evidence.model import Document, Figure, Judgement, Month, Place
from daready.rubric.model import Item, Line, Measure, Policy
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.audit import freshness, merge
from daready.scoring.model import Counts, LineFinding, MonthPoint, Support
from daready.scoring.tally import months_since


def measure_colour(met: int, of: int, green_from: float, amber_from: float) -> Colour:
    """A rate from whole counts against two cut points (M1.1); at the cut is over it."""
    rate = Fraction(met, of)
    if rate >= Fraction(str(green_from)):
        return Colour.GREEN
    return Colour.AMBER if rate >= Fraction(str(amber_from)) else Colour.RED


def measure_finding(
    line: Line,
    item: Measure,
    figures: Sequence[Figure],
    at: date,
    policy: Policy,
    analysis: LineFinding | None = None,
) -> LineFinding:
    """The finding of a measure: its latest months together, if the latest is recent enough (R5.2).

    ``analysis``: the finding of the document that the line names as the measure's analysis. What belongs
    to others than the force is shown and never counted (law 9).
    """
    finding = LineFinding(
        id=line.id,
        kind="measure",
        title=item.title,
        strength="B",
        colour=Colour.GREY,
        note="not_returned",
        rule="law 2",
        owner=item.owner,
        required=line.required,
        green_from=line.green_from,
        amber_from=line.amber_from,
        green_to=line.green_to,
        amber_to=line.amber_to,
    )
    if not figures:
        return finding
    figures = [figure for figure in figures if figure.denominator] or figures
    window = latest_months(line, figures, policy)
    latest = max(figure.month for figure in window)
    met, of = sum(f.numerator for f in window), sum(f.denominator for f in window)
    age = months_since(latest, at)
    part = item.unit == "percent"
    rule = "M1.2" if line.direction in ("band", "understand") else "M1.1"
    finding = replace(
        finding,
        counts=Counts(yes=met, no=of - met) if part else Counts(),
        figure="" if part else _figure(met, of),
        freshness=freshness(age, policy.measure_max_age_months, policy),
        first=min(figure.month for figure in window).first,
        last=latest.last,
        expires=latest.later(policy.measure_max_age_months + 1).last,
        sources=merge(_support(f.place) for f in window),
        points=measure_points(figures),
    )
    if age > policy.measure_max_age_months:
        return replace(finding, note="expired", rule="R5.2")
    if item.unit != "count" and of < (line.least or policy.measure_min_denominator):
        return replace(finding, note="denominator_small", rule=rule)
    colour, note = _measure_call(line, met, of, analysis)
    analysed = analysis.last_day if analysis and note != "inside_band" else None
    ends = [finding.expires and finding.expires - timedelta(days=1), analysed]
    last_day = min((day for day in ends if day), default=None)
    return replace(finding, colour=colour, note=note, rule=rule, last_day=last_day)


def latest_months(line: Line, figures: Sequence[Figure], policy: Policy) -> list[Figure]:
    """R5.2: the figures of the months that a measure takes together, back from the newest that has a base."""
    based = [figure for figure in figures if figure.denominator] or list(figures)
    if not based:
        return []
    first = max(figure.month for figure in based).later(1 - (line.months or policy.measure_window_months))
    return [figure for figure in based if figure.month >= first]


def _measure_call(line: Line, met: int, of: int, analysis: LineFinding | None) -> tuple[Colour, str]:
    """The colour and its note, whichever way the line's cut points go."""
    if line.direction == "understand":
        return _understood(analysis)
    if line.direction == "band":
        return _within_band(line, Fraction(met, of), analysis)
    if line.direction == "down":
        colour = _less_is_better(line, Fraction(met, of))
        return colour, _LOW_NOTES[colour]
    assert line.green_from is not None and line.amber_from is not None
    colour = measure_colour(met, of, line.green_from, line.amber_from)
    return colour, _RATE_NOTES[colour]


_RATE_NOTES = {
    Colour.GREEN: "at_standard",
    Colour.AMBER: "short_of_standard",
    Colour.RED: "below_standard",
}
_LOW_NOTES = {Colour.GREEN: "low_enough", Colour.AMBER: "too_high", Colour.RED: "far_too_high"}
"""The same where less is better."""


def _figure(met: int, of: int) -> str:
    """A count, or a ratio of unlike things, in words; rounded down."""
    return f"{met:,} for {of:,} ({100 * met // of} per 100)" if of else f"{met:,}"


def _understood(analysis: LineFinding | None) -> tuple[Colour, str]:
    """No value is good or bad in itself (M1.2): the analysis on file has the colour, or there is none.

    It is Green only where a second named person has checked the analysis, as with any record of use (A5).
    """
    if analysis is None or analysis.colour is Colour.GREY:
        return Colour.GREY, "no_analysis"
    if analysis.colour is not Colour.GREEN:
        return analysis.colour, "analysis_not_in_order"
    return (
        (Colour.GREEN, "understood") if analysis.strength == "B" else (Colour.AMBER, "analysis_not_checked")
    )


def _within_band(line: Line, rate: Fraction, analysis: LineFinding | None) -> tuple[Colour, str]:
    """M1.2: outside a level it has to be explained, and even then it is not Green.

    Nothing known of an analysis is Grey (law 2); one that the register calls absent, draft or overdue is Red.
    """
    assert line.band is not None
    low, high = (Fraction(str(end)) for end in line.band)
    if low <= rate <= high:
        return Colour.GREEN, "inside_band"
    colour, note = _understood(analysis)
    if colour is Colour.GREEN:
        return Colour.AMBER, "outside_band_explained"
    return colour, note if colour is Colour.AMBER else "outside_band"


def _less_is_better(line: Line, rate: Fraction) -> Colour:
    assert line.green_to is not None and line.amber_to is not None
    if rate <= Fraction(str(line.green_to)):
        return Colour.GREEN
    return Colour.AMBER if rate <= Fraction(str(line.amber_to)) else Colour.RED


def _support(place: Place) -> Support:
    return Support(place.file, place.sheet, (place.row,))


def measure_points(figures: Sequence[Figure]) -> tuple[MonthPoint, ...]:
    """R2.4: each month's whole counts, oldest first; districts of one month are added up."""
    met: dict[Month, int] = {}
    of: dict[Month, int] = {}
    for figure in figures:
        month = figure.month
        met[month] = met.get(month, 0) + figure.numerator
        of[month] = of.get(month, 0) + figure.denominator
    return tuple(MonthPoint(month, met[month], of[month]) for month in sorted(met))


def document_colour(
    approved: bool,
    review: date | None,
    at: date,
    *,
    warn_days: int,
    undated: Colour = Colour.RED,
) -> Colour:
    """R5.4: not approved or past its review date is Red; due within ``warn_days``, both ends in, is Amber.

    ``undated``: the colour without a review date; A10 makes it Amber in an assessment.
    """
    if not approved:
        return Colour.RED
    if review is None:
        return undated
    if review < at:
        return Colour.RED
    return Colour.AMBER if (review - at).days <= warn_days else Colour.GREEN


def document_finding(
    line: Line, item: Item, documents: Sequence[Document], at: date, policy: Policy
) -> LineFinding:
    """The finding of a document (R5.4, A10). A record of use counts as class B once a second person checked it.

    Where a register names the document more than once, the worst row speaks.
    """
    finding = LineFinding(
        id=line.id,
        kind="document",
        title=item.title,
        strength="C",
        colour=Colour.GREY,
        note="not_in_register",
        rule="A10",
        required=line.required,
    )
    if not documents:
        return finding
    judged = [(_document(document, at, policy), document) for document in documents]
    (colour, note), worst = min(judged, key=_worst_first)
    checked = line.proof == "record" and worst.checked
    unchecked = line.proof == "record" and not worst.checked
    due = worst.review is not None and worst.review < at
    return replace(
        finding,
        colour=colour,
        note=note,
        rule="A10" if note in ("absent", "no_review_date") else "R5.4",
        strength="B" if checked else "C",
        freshness="expired" if due else "ageing" if note == "review_due" else "fresh",
        first=worst.dated,
        last=worst.dated,
        expires=worst.review + timedelta(days=1) if worst.review else None,
        last_day=_last_in_date(worst.review, policy) if colour is Colour.GREEN else None,
        flags=("not_checked",) if unchecked else (),
        sources=merge(_support(d.place) for d in documents),
    )


def _last_in_date(review: date | None, policy: Policy) -> date | None:
    """A23: the last day before a review counts as due soon."""
    return None if review is None else review - timedelta(days=policy.document_warn_days + 1)


def _worst_first(judged: tuple[tuple[Colour, str], Document]) -> tuple[int, bool, str, int]:
    """Of rows alike in colour the one that nobody checked speaks."""
    (colour, _), document = judged
    return WORST_FIRST.index(colour), document.checked, document.place.file, document.place.row


def _document(document: Document, at: date, policy: Policy) -> tuple[Colour, str]:
    if document.status == "absent":
        return Colour.RED, "absent"
    approved = document.status == "approved"
    colour = document_colour(
        approved, document.review, at, warn_days=policy.document_warn_days, undated=Colour.AMBER
    )
    if not approved:
        return colour, "not_approved"
    if document.review is None:
        return colour, "no_review_date"
    return colour, {Colour.GREEN: "in_date", Colour.AMBER: "review_due", Colour.RED: "review_passed"}[colour]


def judgement_finding(judgements: Sequence[Judgement], at: date, policy: Policy) -> LineFinding | None:
    """What professionals wrote of a criterion (class D), or none where nobody did.

    Green takes two people who agree with reasons; one alone, or a mixture, is Amber; Red where all say
    Red (J1.1). Intent never scores above Amber (law 6). Without a reason it is not counted;
    after ``judgement_days`` it has expired, an admitted weakness only once somebody has judged anew, and what is
    below Green not before whatever was said within ``judgement_days`` of it (A14).
    """
    if not judgements:
        return None
    reasoned = [j for j in judgements if j.reasoned]
    live = _live(reasoned, at, policy)
    shown = live or reasoned or list(judgements)
    finding = LineFinding(
        id="judgements",
        kind="judgement",
        title="Professional judgement",
        strength="D",
        colour=Colour.GREY,
        note="expired" if reasoned else "no_reason",
        rule="R5.2" if reasoned else "R5.5",
        freshness="expired" if reasoned and not live else "fresh",
        first=min(j.made for j in shown),
        last=max(j.made for j in shown),
        expires=max(j.made for j in shown) + timedelta(days=policy.judgement_days + 1),
        sources=merge(_support(j.place) for j in shown),
    )
    if not live:
        return finding
    colour, note = _agreed(live)
    if all((at - j.made).days > policy.judgement_days for j in live):
        note = "not_judged_anew"
    flags = [("admitted_weakness", _admits(live)), ("intent", any(j.kind == "intent" for j in live))]
    age = (at - max(j.made for j in live)).days
    return replace(
        finding,
        colour=colour,
        note=note,
        rule="J1.1",
        freshness=freshness(age, policy.judgement_days, policy),
        flags=tuple(flag for flag, raised in flags if raised),
    )


def _live(reasoned: Sequence[Judgement], at: date, policy: Policy) -> list[Judgement]:
    fresh = [j for j in reasoned if (at - j.made).days <= policy.judgement_days]
    newest = max((j.made for j in fresh), default=date.min)
    return [
        j
        for j in reasoned
        if j in fresh
        or _unanswered(j, reasoned)
        or (j.colour is not Colour.GREEN and (newest - j.made).days <= policy.judgement_days and bool(fresh))
    ]


def _unanswered(judgement: Judgement, said: Sequence[Judgement]) -> bool:
    """A14: an admitted weakness stands, however old, until somebody has judged anew; so does a Red that was meant."""
    admitted = judgement.colour is Colour.RED or _weak(judgement)
    return admitted and not any(j.made > judgement.made and j.kind == "judgement" for j in said)


def _weak(judgement: Judgement) -> bool:
    return judgement.kind == "judgement" and judgement.colour in (Colour.RED, Colour.AMBER)


def _agreed(live: Sequence[Judgement]) -> tuple[Colour, str]:
    said = {j.colour for j in live if j.kind == "judgement"}
    if not said:
        worst = Colour.RED if all(j.colour is Colour.RED for j in live) else Colour.AMBER
        return worst, "intent_only"
    if said == {Colour.RED}:
        return Colour.RED, "judged"
    raters = {j.rater for j in live if j.kind == "judgement" and j.rater is not None}
    if said == {Colour.GREEN} and len(raters) >= 2:
        return Colour.GREEN, "judged"
    return Colour.AMBER, "one_rater" if said == {Colour.GREEN} else "judged"


def _admits(live: Sequence[Judgement]) -> bool:
    return any(map(_weak, live))
