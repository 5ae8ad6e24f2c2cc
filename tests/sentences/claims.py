"""What each sentence claims beside its numbers, by its code; a sentence that nobody checks fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from daready.rubric.model import Line
from daready.rubric.terms import Colour
from tests.sentences import recount
from tests.sentences.facts import Said, met_of, proves, weights_are_right

Claim = Callable[[Said], Iterator[str]]
"""What is false about a sentence, each in a few words."""


def _any(said: Said, holds: Callable[[float, float], bool]) -> bool:
    """Whether the chances of being green and red hold on some day of the colour."""
    return any(holds(each.green, each.red) for each in said.chances)


def proven(said: Said) -> Iterator[str]:
    if not _any(said, lambda green, red: green >= said.policy.green_conf - 1e-9):
        yield "not as sure as green takes"
    if said.finding.colour is not Colour.GREEN and said.about is said.line and said.gaps.get("criterion"):
        yield "a green sentence of what is not green"
    yield from until(said)


def firm(said: Said) -> Iterator[str]:
    low = 1 - said.policy.firm_conf
    if said.about.colour is Colour.RED and not _any(
        said, lambda green, red: red >= said.policy.firm_conf - 1e-9
    ):
        yield "not firmly Red"
    if said.about.colour is Colour.AMBER and not _any(said, lambda green, red: green <= low + 1e-9 >= red):
        yield "not firmly Amber"


def provisional(said: Said) -> Iterator[str]:
    if not _any(said, lambda green, red: red >= 0.5):
        yield "not more likely than not"


def early(said: Said) -> Iterator[str]:
    if _fewest(said) >= said.policy.n_min:
        yield "few, though they are no fewer than the least"
    if not _any(said, lambda green, red: red >= said.policy.early_conf - 1e-9):
        yield "not that sure"


def too_few(said: Said) -> Iterator[str]:
    if _fewest(said) >= said.policy.n_min:
        yield "too few, though they are no fewer than the least"


def _fewest(said: Said) -> float:
    """How many cases the answers are worth, on the last day that counts."""
    return min(said.tally.weighted(day)[1] for day in recount.days_of(said.until, said.world.as_at))


def not_looked_at(said: Said) -> Iterator[str]:
    if said.about.colour is not Colour.GREY:
        yield "not looked at, and it has a colour"


def few_met(said: Said) -> Iterator[str]:
    worth = min(said.tally.weighted(day)[0] for day in recount.days_of(said.until, said.world.as_at))
    if worth >= said.policy.n_min:
        yield "as many met it as Green takes"
    if not _any(said, lambda green, red: green >= said.policy.green_conf - 1e-9):
        yield "more than that is missing"
    yield from cases_would_prove(said)


def too_close(said: Said) -> Iterator[str]:
    if not _any(said, lambda green, red: max(green, red) < 0.5):
        yield "one colour is more likely than not"
    yield from cases_would_prove(said)


def red_not_excluded(said: Said) -> Iterator[str]:
    if not _any(said, lambda green, red: red > 1 - said.policy.firm_conf):
        yield "Red can be ruled out"
    yield from cases_would_prove(said)


def green_not_proven(said: Said) -> Iterator[str]:
    if not _any(said, lambda green, red: green < said.policy.green_conf):
        yield "only so sure, though that is as sure as green takes"
    yield from cases_would_prove(said)


def cases_would_prove(said: Said) -> Iterator[str]:
    """“So many compliant cases in a row would prove it”, tried by adding them; a few times a board."""
    told = said.gaps.get("cases_to_green", "more than 1,000")
    by_case = said.line is not None and said.world.rubric.form[said.written.form].row == "case"
    if told == "more than 1,000" or not by_case:
        return
    if not weights_are_right(said):
        yield "reckoned from other counts"
    tried = said.world.kept.setdefault("tried", set())
    if said.about.id not in tried and len(tried) < TRIED:
        tried.add(said.about.id)
        if not proves(said, int(told)):
            yield "so many cases do not prove it"


TRIED = 3
"""Lines a board whose missing cases are added."""


def complete_but_few(said: Said) -> Iterator[str]:
    if _fewest(said) >= said.policy.n_min:
        yield "few, though they are no fewer than the least"
    if {one.selection for one in said.tally.answers if one.said in "YNPR"} != {recount.Selection.ALL}:
        yield "all there were, though they were a sample"


def learning_sample(said: Said) -> Iterator[str]:
    if {one.selection for one in said.tally.answers} != {recount.Selection.JUDGEMENT}:
        yield "hand-picked, though not all were"


def selection_not_stated(said: Said) -> Iterator[str]:
    if recount.Selection.NOT_STATED not in {one.selection for one in said.tally.answers}:
        yield "not stated, though each sheet says"


def answers_unclear(said: Said) -> Iterator[str]:
    if not said.tally.unclear:
        yield "nothing is unclear"


def rows_in_doubt(said: Said) -> Iterator[str]:
    items = {said.about.id} if said.gaps.get("title") else {said.about.id, said.finding.id}
    if not items.intersection(doubt.item for doubt in said.world.evidence.doubts):
        yield "no row about it is in doubt"


def na_high(said: Said) -> Iterator[str]:
    apart, passed = said.tally.not_applicable, said.tally.answered - said.tally.failed
    if apart <= passed:
        yield "fewer than met it"


def recent_fall(said: Said) -> Iterator[str]:
    (late, late_of), (met, of) = said.recent, met_of(said)
    if late_of and of > late_of and Fraction(late, late_of) >= Fraction(met - late, of - late_of):
        yield "no worse than before"


def fallen(said: Said) -> Iterator[str]:
    met, of = said.recent
    if recount.chances(met, of, *said.cuts).red < said.policy.fallen_conf - 1e-9:
        yield "not firmly Red by itself"


def hidden_red(said: Said) -> Iterator[str]:
    shares = []
    for by in ("risk", "district"):
        for value in {getattr(one, by) for one in said.tally.answers}:
            mine = tuple(one for one in said.tally.answers if getattr(one, by) == value)
            group = replace(said.tally, answers=mine)
            met, of = group.weighted(said.until.last)
            of += group.not_known(said.until.last)
            shares.append(met / of if of else 1)
    if min(shares) >= said.cuts[1]:
        yield "no group is below the red cut"


def unreliable_marking(said: Said) -> Iterator[str]:
    if said.gaps.get("agreed") == said.gaps.get("pairs"):
        yield "they agree in all"


def line_not_asked(said: Said) -> Iterator[str]:
    if recount.received(said.world, said.written):
        yield "a sheet asks it"


def expired(said: Said) -> Iterator[str]:
    life = {"audit": said.policy.max_age_months, "measure": said.policy.measure_max_age_months}.get(
        said.about.kind
    )
    if life is not None and recount.months_between(said.until, said.world.as_at) <= life:
        yield "not too old"


def list_in_order(said: Said) -> Iterator[str]:
    if said.tally.met != said.tally.answered or said.tally.unclear:
        yield "not all meet it"
    yield from until(said)


def list_fails(said: Said) -> Iterator[str]:
    if not said.tally.failed:
        yield "none fails"


def list_unclear(said: Said) -> Iterator[str]:
    parts = sum(int(said.gaps.get(part, 0)) for part in ("met", "partly", "unclear"))
    if parts != int(said.gaps.get("items", 0)):
        yield "the parts do not add up to the whole"


def list_nothing(said: Said) -> Iterator[str]:
    if said.tally.answered or said.tally.unclear:
        yield "an item has an answer"


def concern_fails(said: Said) -> Iterator[str]:
    if not said.tally.failed:
        yield "none fails"


# -- figures ------------------------------------------------------------------------------------------


def _rate(said: Said) -> Fraction:
    met, of = said.figures
    return Fraction(met, of)


def _cut(value: float | None) -> Fraction:
    return Fraction(str(value))


def at_standard(said: Said) -> Iterator[str]:
    if _rate(said) < _cut(said.written.green_from):
        yield "it is below"
    yield from until(said)


def short_of_standard(said: Said) -> Iterator[str]:
    if not _cut(said.written.amber_from) <= _rate(said) < _cut(said.written.green_from):
        yield "it is not between the cuts"


def below_standard(said: Said) -> Iterator[str]:
    if _rate(said) >= _cut(said.written.amber_from):
        yield "it is not below"


def worsening(said: Said) -> Iterator[str]:
    if said.about.trend is None or said.about.trend.course != "concern":
        yield "no chart shows it"
    if said.written.direction not in ("up", "down"):
        yield "of a figure that is neither good nor bad"


def improving(said: Said) -> Iterator[str]:
    if said.about.trend is None or said.about.trend.course != "improvement":
        yield "no chart shows it"
    if said.written.direction not in ("up", "down"):
        yield "of a figure that is neither good nor bad"


def figure_unexplained(said: Said) -> Iterator[str]:
    asked, (_, of) = said.written.question_if, said.figures
    below, above = (asked.below, asked.above) if asked else (None, None)
    told = said.about.questioned
    if ("below" in told) != (bool(of) and below is not None and _rate(said) < _cut(below)):
        yield "it is not below, or it is and is not said to be"
    if ("above" in told) != (bool(of) and above is not None and _rate(said) > _cut(above)):
        yield "it is not above, or it is and is not said to be"
    moved = next((way for way in ("rising", "falling") if way in told), None)
    if moved and (asked.moves if asked else "falling") not in (moved, "either"):
        yield "nothing asks whether it moves that way"
    if moved and moved != _moves(said):
        yield "it does not move that way"


def _moves(said: Said) -> str | None:
    """By its chart; of a count by its latest three months against a quarter of its latest twelve."""
    if said.about.trend is not None:
        return said.about.trend.course
    counts = [point.met for point in said.about.points if not point.of][-12:]
    latest, usual = sum(counts[-3:]), sum(counts) / 4
    if 0.8 * usual <= latest <= 1.2 * usual:
        return None
    return "rising" if latest > usual else "falling"


def low_enough(said: Said) -> Iterator[str]:
    if _rate(said) > _cut(said.written.green_to):
        yield "it is higher"
    yield from until(said)


def too_high(said: Said) -> Iterator[str]:
    if _rate(said) <= _cut(said.written.green_to):
        yield "it is no higher"


def far_too_high(said: Said) -> Iterator[str]:
    if _rate(said) <= _cut(said.written.amber_to):
        yield "it is not that high"


def _analyses(said: Said) -> list[recount.Document]:
    return recount.documents(said.world, said.written.analysis or "")


def understood(said: Said) -> Iterator[str]:
    found = _analyses(said)
    if not found or not all(recount.in_order(said.world, one) for one in found):
        yield "no analysis is in order"
    yield from until(said)


def no_analysis(said: Said) -> Iterator[str]:
    doubted = {doubt.item for doubt in said.world.evidence.doubts}
    if _analyses(said) and said.written.analysis not in doubted:
        yield "an analysis is on file"


def analysis_not_in_order(said: Said) -> Iterator[str]:
    if all(recount.in_order(said.world, one) and not _due(said, one) for one in _analyses(said)):
        yield "it is approved, in date and not due"


def analysis_not_checked(said: Said) -> Iterator[str]:
    if all(one.checked for one in _analyses(said)):
        yield "it is checked"


def _in_band(said: Said) -> bool:
    assert said.written.band is not None
    low, high = map(_cut, said.written.band)
    return low <= _rate(said) <= high


def inside_band(said: Said) -> Iterator[str]:
    if not _in_band(said):
        yield "it is outside"
    yield from until(said)


def outside_band_explained(said: Said) -> Iterator[str]:
    if _in_band(said):
        yield "it is inside"
    if not _analyses(said):
        yield "nothing says why"


def outside_band(said: Said) -> Iterator[str]:
    if _in_band(said):
        yield "it is inside"
    doubted = said.written.analysis in {doubt.item for doubt in said.world.evidence.doubts}
    if not doubted and _analyses(said) and all(recount.in_order(said.world, one) for one in _analyses(said)):
        yield "an analysis is in order"


def denominator_small(said: Said) -> Iterator[str]:
    if met_of(said)[1] >= (said.written.least or said.policy.measure_min_denominator):
        yield "large enough"


# -- papers and judgements ----------------------------------------------------------------------------


def _papers(said: Said) -> list[recount.Document]:
    return recount.documents(said.world, said.about.id)


def in_date(said: Said) -> Iterator[str]:
    if not all(recount.in_order(said.world, one) for one in _papers(said)):
        yield "not in date"
    yield from until(said)


def review_due(said: Said) -> Iterator[str]:
    if said.gaps.get("expires") not in {str(one.review) for one in _papers(said)} | {None}:
        yield "another day"


def review_passed(said: Said) -> Iterator[str]:
    if not any(one.review is not None and one.review < said.world.as_at for one in _papers(said)):
        yield "no review has passed"


def absent(said: Said) -> Iterator[str]:
    if "absent" not in {one.status for one in _papers(said)}:
        yield "it is there"


def not_approved(said: Said) -> Iterator[str]:
    if "draft" not in {one.status for one in _papers(said)}:
        yield "it is no draft"


def no_review_date(said: Said) -> Iterator[str]:
    if all(one.review for one in _papers(said)):
        yield "it has a review date"


def not_in_register(said: Said) -> Iterator[str]:
    if _papers(said):
        yield "it is in the register"


def not_checked(said: Said) -> Iterator[str]:
    if all(one.checked for one in _papers(said)):
        yield "it was checked"


def _judged(said: Said) -> list[recount.Judgement]:
    return [one for one in recount.judgements(said.world, said.finding.id) if one.reasoned]


def judged(said: Said) -> Iterator[str]:
    if (
        said.about.colour not in {one.colour for one in _judged(said)}
        and len({one.colour for one in _judged(said)}) < 2
    ):
        yield "nobody says so"


def not_judged_anew(said: Said) -> Iterator[str]:
    if any((said.world.as_at - one.made).days <= said.policy.judgement_days for one in _judged(said)):
        yield "somebody has"


def one_rater(said: Said) -> Iterator[str]:
    if Colour.GREEN not in {one.colour for one in _judged(said)}:
        yield "nobody judges it green"
    fresh = [j for j in _judged(said) if (said.world.as_at - j.made).days <= said.policy.judgement_days]
    if len({one.rater for one in fresh if one.colour is Colour.GREEN and one.kind == "judgement"}) > 1:
        yield "two do"


def intent_only(said: Said) -> Iterator[str]:
    if "intent" not in {one.kind for one in _judged(said)}:
        yield "it rests on none"


def no_reason(said: Said) -> Iterator[str]:
    if _judged(said):
        yield "there is one with a reason"


# -- how lines were combined --------------------------------------------------------------------------


def paper_only(said: Said) -> Iterator[str]:
    if any(line.live and line.strength in ("A", "B") for line in said.finding.lines):
        yield "a look at practice has a colour"


def single_source(said: Said) -> Iterator[str]:
    if said.finding.colour is Colour.RED:
        yield "good, though it is Red"


def so_far(said: Said) -> Iterator[str]:
    if any(clause.colour in (Colour.AMBER, Colour.RED) for clause in said.finding.clauses):
        yield "green so far, though a part is not"


def partly_asked(said: Said) -> Iterator[str]:
    if recount.received(said.world, said.written):
        yield "it is on a sheet"


def analysis_left_out(said: Said) -> Iterator[str]:
    if not recount.received(said.world, said.written) or said.written.analysis is None:
        yield "no figure of it is there, or none that takes an analysis"
    elif recount.documents(said.world, said.written.analysis):
        yield "its analysis is there"


def passed_over(said: Said) -> Iterator[str]:
    form, item = said.written.form, said.written.item
    parts = [part for part in said.criterion.parts if said.written.id in part.lines]
    about = {
        line.item
        for line in said.criterion.lines
        if line.form == form and any(line.id in part.lines for part in parts)
    }
    sheets = [
        sheet for sheet in said.world.evidence.cases if sheet.form == form and about & {*sheet.questions}
    ]
    if all(item in sheet.questions for sheet in sheets):
        yield "every sheet asks it"
    if not recount.received(said.world, said.written):
        yield "it was never asked"


def picked_by_hand(said: Said) -> Iterator[str]:
    if any(one.selection in recount.VALID and one.said in "YNPR" for one in said.tally.answers):
        yield "it was sampled too"


def not_answered(said: Said) -> Iterator[str]:
    """What it was found to be is a sentence by itself."""
    if said.gaps.get("why") and said.about.colour is not Colour.RED:
        yield "it is not Red"


def one_of_several_low(said: Said) -> Iterator[str]:
    if said.finding.colour is not Colour.AMBER:
        yield "it does not hold it at Amber"


def unsafe(said: Said) -> Iterator[str]:
    if said.finding.colour is Colour.GREEN:
        yield "Green all the same"


def named_conflict(said: Said) -> Iterator[str]:
    if not any(line.live for line in said.finding.lines):
        yield "nothing disagrees"


def document(said: Said) -> Iterator[str]:
    if said.about.kind != "document":
        yield "what is not in order is no document"
    elif all(recount.in_order(said.world, one) and not _due(said, one) for one in _papers(said)):
        yield "it is in order"


def _due(said: Said, one: recount.Document) -> bool:
    return one.review is not None and (one.review - said.world.as_at).days <= said.policy.document_warn_days


def concern(said: Said) -> Iterator[str]:
    groups = []
    for line in _audits(said):
        picked = recount.tally(said.world, line, recount.Month.of(said.world.as_at), picked=True)
        months = {answer.month for answer in picked.answers}
        groups += [
            (replace(picked, answers=tuple(a for a in picked.answers if a.month == month)), line)
            for month in months
        ]
        groups.append((picked, line))
    if not any(_warns(said, group, line) for group, line in groups):
        yield "hand-picked cases did not fail"


def _warns(said: Said, group: recount.Tally, line: Line) -> bool:
    """Whether they are an early Red by themselves, whatever the sample (R1.4, A4)."""
    red, newest = line.red_below or said.policy.red_below, max((a.month for a in group.answers), default=None)
    met, of = group.weighted(newest.last) if newest else (0.0, 0.0)
    sure = recount.chances(met, of, 1, red).red if of else 0.0
    return of >= said.policy.early_n and sure >= said.policy.early_conf - 1e-9


def _audits(said: Said) -> list[recount.Line]:
    return [line for line in said.criterion.lines if line.kind == "audit"]


def failures_seen(said: Said) -> Iterator[str]:
    if not said.tally.failed:
        yield "no failure was seen"


def claim_contradicted(said: Said) -> Iterator[str]:
    if said.gaps.get("claims") == said.gaps.get("against"):
        yield "the two sides are one"


def since_green(said: Said) -> Iterator[str]:
    if said.world.signed is None:
        yield "nothing was signed"


def nothing_more(said: Said) -> Iterator[str]:
    """A sentence that claims no more than its numbers."""
    return iter(())


def until(said: Said) -> Iterator[str]:
    """“It counts until” is the last day of the same colour (A23), looked up on that day and the next."""
    told = said.gaps.get("expires")
    if told is None or told == "it is replaced" or said.whole:
        return  # of a criterion as a whole it is asked beside, of all its lines together
    day = date.fromisoformat(told)
    if day < said.world.as_at:
        yield "until a day that is past"
    elif said.colour_on(day) is not said.about.colour:
        yield "it no longer counts on its last day"
    elif said.colour_on(recount.day_after(day)) is said.about.colour:
        yield "it still counts the day after"


CLAIMS: dict[str, Claim] = {
    "proven": proven,
    "firm": firm,
    "provisional": provisional,
    "early": early,
    "few_met": few_met,
    "not_looked_at": not_looked_at,
    "too_few": too_few,
    "too_close": too_close,
    "red_not_excluded": red_not_excluded,
    "green_not_proven": green_not_proven,
    "complete_but_few": complete_but_few,
    "learning_sample": learning_sample,
    "selection_not_stated": selection_not_stated,
    "answers_unclear": answers_unclear,
    "rows_in_doubt": rows_in_doubt,
    "na_high": na_high,
    "recent_fall": recent_fall,
    "fallen": fallen,
    "hidden_red": hidden_red,
    "unreliable_marking": unreliable_marking,
    "not_asked": line_not_asked,
    "expired": expired,
    "list_in_order": list_in_order,
    "list_fails": list_fails,
    "list_unclear": list_unclear,
    "list_nothing": list_nothing,
    "concern_fails": concern_fails,
    "concern_live": nothing_more,
    "at_standard": at_standard,
    "short_of_standard": short_of_standard,
    "below_standard": below_standard,
    "worsening": worsening,
    "improving": improving,
    "figure_unexplained": figure_unexplained,
    "low_enough": low_enough,
    "too_high": too_high,
    "far_too_high": far_too_high,
    "understood": understood,
    "no_analysis": no_analysis,
    "analysis_not_in_order": analysis_not_in_order,
    "analysis_not_checked": analysis_not_checked,
    "inside_band": inside_band,
    "outside_band_explained": outside_band_explained,
    "outside_band": outside_band,
    "denominator_small": denominator_small,
    "not_returned": line_not_asked,
    "in_date": in_date,
    "review_due": review_due,
    "review_passed": review_passed,
    "absent": absent,
    "not_approved": not_approved,
    "no_review_date": no_review_date,
    "not_in_register": not_in_register,
    "not_checked": not_checked,
    "judged": judged,
    "not_judged_anew": not_judged_anew,
    "one_rater": one_rater,
    "intent_only": intent_only,
    "no_reason": no_reason,
    "paper_only": paper_only,
    "single_source": single_source,
    "as_far_as_asked": so_far,
    "not_shown": so_far,
    "partly_asked": partly_asked,
    "analysis_left_out": analysis_left_out,
    "passed_over": passed_over,
    "picked_by_hand": picked_by_hand,
    "was_short": nothing_more,
    "not_answered": not_answered,
    "fall_not_answered": nothing_more,
    "newer_alone": since_green,
    "one_of_several_low": one_of_several_low,
    "conflict": named_conflict,
    "document": document,
    "claim_contradicted": claim_contradicted,
    "concern": concern,
    "under_concern": nothing_more,
    "concern_untested": nothing_more,
    "failures_seen": failures_seen,
    "unsafe": unsafe,
    "unsafe_high_risk": unsafe,
    "not_re_evidenced": since_green,
    "partly_re_evidenced": since_green,
}
