"""One criterion told in plain sentences: the colour, the rule, the counts, whose thresholds, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daready.planning.followed import Followed
from daready.planning.gaps import deciding_line, next_sample_told, remedy_of
from daready.planning.projection import project
from daready.report.actions import action_told
from daready.report.catalogue import described, questioned_if
from daready.report.listed import runs_of, told_runs
from daready.report.moderated import moderated_of
from daready.report.parts import told_parts
from daready.report.words import where_it_stands
from daready.rubric.model import Criterion, Policy
from daready.rubric.terms import Colour
from daready.scoring.card import card
from daready.scoring.error_rates import chance_of_green
from daready.scoring.intervals import jeffreys
from daready.scoring.model import Agreement, CriterionFinding, LineFinding, Trend
from daready.scoring.reasons import cuts_of, line_sentence, percent, share_of
from daready.scoring.trend import LEAST_POINTS

_SURE = 0.8
"""The interval that is shown of a rate; nothing is judged by it."""

_AMBER = {
    "shortfall": "a shortfall: it is likely to be below the standard",
    "unproven": "not proven: it is likely to meet the standard, but that has not been shown",
}


_BY_NOTE = {
    "not_asked": "not proven: what was asked about is green, and a part of it was never asked about",
    "not_shown": "not proven: what can be told is green, and a part of it is not shown",
    "partly_asked": "not proven: what was asked is green, and something that tests it was left out",
    "analysis_left_out": "not proven: what was asked is green, and a figure's analysis was left out",
    "passed_over": "not proven: what was asked is green, and a question is asked no more",
    "picked_by_hand": "not proven: a question was asked of hand-picked cases alone",
    "single_source": "not proven: what was seen is green, and it is one source alone",
    "paper_only": "not proven: it rests on paper, and nothing seen of practice earns a colour",
    "unsafe": "held back by a sampled case that is not recorded as made safe",
    "recent_fall": "held back by the latest months, which are clearly worse than those before",
    "fall_not_answered": "held back by a fall that nothing newer has answered",
    "was_short": "held back by what was short of the standard when it was last seen",
    "conflict": "held back because the evidence disagrees",
    "document": "held back by a paper that is not in order",
    "concern": "held back by what hand-picked cases showed",
    "failures_seen": "held back by failures in too few cases to judge",
    "hidden_red": "held back by one group of cases that is firmly red",
}
"""What an Amber means whose colour does not come from a rate, so that none is called likely."""


_WITHOUT_A_CHANCE = {
    "shortfall": "a shortfall: something that was seen is below the standard",
    "unproven": "not proven: nothing that was seen is below the standard, but more is needed to show it",
}
"""What an Amber means that no rate decided."""


def _amber(finding: CriterionFinding) -> str:
    note = finding.notes[0] if finding.notes else ""
    line = deciding_line(finding)
    by_chance = line is not None and line.p_green is not None
    return _BY_NOTE.get(note) or (_AMBER if by_chance else _WITHOUT_A_CHANCE)[finding.amber or "unproven"]


def explain(
    finding: CriterionFinding,
    criterion: Criterion,
    policy: Policy,
    *,
    rows: bool = False,
    months: float | None = None,
    actions: Sequence[Followed] = (),
) -> Iterator[str]:
    """The lines of an explanation; with ``rows``, the file, sheet and rows that failed. ``actions`` are its own.

    ``months`` to the inspection, where one is named: the chance of Green by then is told too (R6.7).
    """
    yield f"{finding.title} ({finding.id}, {finding.ref})"
    yield criterion.statement
    yield ""
    colour = finding.colour.value
    yield f"{colour}, {_amber(finding)}." if finding.amber else f"{colour}."
    yield finding.reason
    yield f"Rule {finding.rule} of the method decided it. Assurance: {finding.assurance}."
    if finding.moderated:
        yield moderated_of(finding)
    if finding.on_inspection_day is not None and finding.on_inspection_day is not finding.colour:
        yield f"On inspection day, if nothing new is gathered, it will be {finding.on_inspection_day.value}."
    if finding.colour is Colour.GREEN:
        yield "A green says nothing about any one victim."
    else:
        yield " ".join([f"What would change it: {finding.to_green}", *next_sample_told(finding, policy)])
        if months is not None:
            yield from _by_inspection(finding, policy, months)
        remedy = remedy_of(finding, criterion.remedy)
        if remedy != finding.to_green:
            yield f"What to do: {remedy}"
    yield f"Owner: {finding.owner_role}."
    for one in actions:
        yield from action_told(one)
    yield ""
    yield from told_parts(finding)
    yield from described(criterion, finding.colour)
    yield "Lines of evidence"
    for line in finding.lines:
        yield from _line(line, policy, rows=rows)
        asked = next((one.question_if for one in criterion.lines if one.id == line.id), None)
        if asked is not None:
            now = f" Now it is {line.questioned}." if line.questioned else ""
            yield f"         It is {questioned_if(asked)}.{now}"
    yield from _card(finding, policy)
    yield ""
    yield f"Why it is tested, and whose the thresholds are: {criterion.why}"


def _card(finding: CriterionFinding, policy: Policy) -> Iterator[str]:
    """R1.5 and R1.6 for the required audit question: what a fresh sample would take, and how often that errs."""
    line = next((line for line in finding.lines if line.kind == "audit" and line.required), None)
    if line is None:
        return
    cuts = cuts_of(line, policy)
    size = max(policy.next_sample_cases, cuts.n_min)
    made, between = card(size, cuts), (cuts.red_below + cuts.green_from) / 2
    if made.green is None or made.red is None:
        return
    wrong = chance_of_green(between, size, cuts)
    yield (
        f"A fresh random sample of {size} is Green from {made.green[0]} that meet it and Red at {made.red[1]} or "
        f"fewer; a force whose true rate is {percent(between)} would be called Green {percent(wrong)} of the time "
        "(R1.5, R1.6)."
    )


def _by_inspection(finding: CriterionFinding, policy: Policy, months: float) -> Iterator[str]:
    """R6.7 for the deciding audit line: what standing still looks like."""
    line = deciding_line(finding)
    if line is None or line.p_green is None or line.s_eff is None or line.n_eff is None:
        return
    cuts, half_life, size = cuts_of(line, policy), policy.half_life_months, policy.next_sample_cases
    found = project(line.s_eff, line.n_eff, months=months, cases=size, half_life=half_life, cuts=cuts)
    yield (
        f"On inspection day, with {size} more random cases and practice as it is, {line.title} is called "
        f"Green with a chance of {percent(found.chances[Colour.GREEN])}, Red with "
        f"{percent(found.chances[Colour.RED])} (R6.7)."
    )


def _line(line: LineFinding, policy: Policy, *, rows: bool) -> Iterator[str]:
    marks = [f"class {line.strength}"]
    if line.required:
        marks.append("the required direct look")
    if line.owner != "force":
        marks.append(f"for the {line.owner.upper()} to answer: shown, not counted")
    yield f"  {line.colour.value:<5}  {line.title} ({line.id}; {'; '.join(marks)})"
    yield f"         {line_sentence(line, policy)[0]}"
    if line.kind == "audit" and (line.counts.n or line.counts.unclear):
        yield f"         {_counts(line)}"
    if line.n_eff and line.p_green is not None and line.p_red is not None:
        yield (
            f"         Weighted by age: {line.s_eff:.1f} of {line.n_eff:.1f}. "
            f"Chance that it is green {percent(line.p_green)}, red {percent(line.p_red)}; "
            f"green takes {percent(policy.green_conf)}. Rule {line.rule}."
        )
        low, high = jeffreys(line.s_eff or 0.0, line.n_eff, _SURE, policy.prior)
        yield (
            f"         We are {percent(_SURE)} sure that the true rate lies between {percent(low)} and "
            f"{percent(high)} (R1.3)."
        )
    readings = {line.if_strict, line.if_half, line.if_met}
    if line.if_strict and line.if_half and line.if_met and readings != {line.colour}:
        yield (
            f"         If partial answers counted as not met it would be {line.if_strict.value}, as half met "
            f"{line.if_half.value}, as met {line.if_met.value} (R1.2)."
        )
    if line.trend is not None:
        yield f"         {_trend(line.trend, of_measure=line.kind == 'measure')}"
    if line.agreement is not None:
        yield f"         {_agreement(line.agreement, policy)}"
    if line.green_from is not None:
        lower = line.amber_from if line.amber_from is not None else line.red_below
        yield f"         Green from {percent(line.green_from)}, red below {percent(lower or 0)}: local thresholds."
    if line.first and line.last:
        when = f"of {line.last}" if line.first == line.last else f"from {line.first} to {line.last}"
        yield f"         Evidence {when}: {line.freshness}."
    if rows:
        for title, supports in (("Failed", line.failures), ("Rests on", line.sources)):
            for support in supports:
                listed = ", ".join(piece for piece, _ in told_runs(runs_of(support.rows)))
                yield f"         {title}: {support.file} › {support.sheet} › rows {listed}"


_COURSE = {
    "common": "nothing but the noise of chance",
    "improvement": "a real change for the better",
    "concern": "a real change for the worse",
    "rising": "a real rise",
    "falling": "a real fall",
}
_ASSURED = {
    "consistent_pass": "always meets",
    "consistent_fail": "never meets",
    "inconsistent": "sometimes meets and sometimes misses",
}


def _trend(trend: Trend, *, of_measure: bool) -> str:
    last = trend.points[-1]
    shown = (
        f"{len(trend.points)} months on a {trend.kind} chart: {last.month} is {share_of(last.met, last.of)}"
    )
    limits = f"within limits of {percent(last.lower)} to {percent(last.upper)} about {percent(last.mean)}"
    if not last.lower <= last.met / last.of <= last.upper:
        limits = limits.replace("within", "outside")
    if trend.trial:
        return f"{shown}, {limits}. Trial limits: fewer than {LEAST_POINTS} months say nothing of a trend (R2.5)."
    standard = (
        f"; as it is, it {_ASSURED[trend.assurance]} the standard" if trend.assurance and of_measure else ""
    )
    return f"{shown}, {limits}: {_COURSE[trend.course]}{standard} (R2.2, R2.3)."


def _agreement(found: Agreement, policy: Policy) -> str:
    said = f"Two auditors gave {found.agreed} of {found.pairs} answers alike ({share_of(found.agreed, found.pairs)}"
    counted = "where they differ the lower answer counts, so disagreements already stand against us"
    if found.ac1 is None:
        fewest = policy.agreement_least_pairs
        return f"{said}); fewer than {fewest} say no more than that (R3.2). {counted.capitalize()}."
    what = {"fine": "good enough", "watch": "only fair: look at the wording"}.get(
        found.reliability,
        f"too little to rely on: hold the answers against {where_it_stands(found.question)}, and reword this question",
    )
    return f"{said}; AC1 {found.ac1:.2f}, {what}, R3.4). {counted.capitalize()}."


def _counts(line: LineFinding) -> str:
    c = line.counts
    apart = f"set apart {c.set_apart} ({line.set_apart}), " if line.set_apart else ""
    return (
        f"Yes {c.yes}, partial {c.partial}, no {c.no}, not recorded {c.not_recorded} "
        f"({c.yes} of {c.n}, {share_of(c.yes, c.n)}); {apart}not applicable {c.not_applicable - c.set_apart}, "
        f"blank {c.blank}, not understood {c.not_understood}."
    )
