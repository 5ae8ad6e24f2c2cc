"""The whole assessment: rubric and evidence and a date in, every colour with its reason out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from daready.evidence.model import Evidence, Month
from daready.messages import because
from daready.rubric.model import (
    Criterion,
    Framework,
    Policy,
    Rubric,
    Theme,
)
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.audit import of_unclear
from daready.scoring.clauses import parts_of
from daready.scoring.combine import Combined, combine, theme_colour
from daready.scoring.concerns import with_concerns
from daready.scoring.contradictions import contradiction
from daready.scoring.districts import district_findings
from daready.scoring.error_rates import expected_wrong
from daready.scoring.known import Known, known_by
from daready.scoring.lines import line_finding
from daready.scoring.marking import to_reword
from daready.scoring.model import (
    Assessment,
    CriterionFinding,
    ExpectedWrong,
    FrameworkFinding,
    LineFinding,
    ThemeFinding,
    UnsafeCase,
)
from daready.scoring.movement import bar
from daready.scoring.of_the_ledger import LeftOut
from daready.scoring.own import own_findings
from daready.scoring.reasons import criterion_sentences, last_day, missing_cases, theme_sentence
from daready.scoring.records import judgement_finding
from daready.scoring.requirements import requirement_finding
from daready.scoring.scope import with_scope
from daready.scoring.since import Baseline, moved, newer, since
from daready.scoring.tally import later_cases
from daready.scoring.theme_chance import Chances, theme_chances


def assess(
    rubric: Rubric,
    evidence: Evidence,
    *,
    as_at: date,
    inspection: date | None = None,
    frameworks: Collection[str] = (),
    baseline: Baseline | None = None,
    left_out: Mapping[str, LeftOut] | None = None,
) -> Assessment:
    """Rate everything as at a day, from what was known by it.

    ``inspection``: the colour on that day is given beside each criterion, if nothing new is gathered.
    ``frameworks`` filters what is shown, never what is assessed; a superseded one is shown only where named.
    ``baseline``: a former Green of it counts only on newer evidence (law 8). ``left_out``: what the force does not look
    at this year, by criterion.
    """
    known = known_by(rubric, evidence, as_at)
    criteria = _criteria(rubric, known, as_at, inspection)
    if baseline is not None:
        criteria = _since(criteria, rubric, evidence, known, baseline, as_at, inspection)
    left_out = left_out or {}
    criteria = with_concerns(with_scope(criteria, left_out), evidence.concerns, as_at)
    by_id = {finding.id: finding for finding in criteria}
    themes = [_theme(theme, by_id, rubric.policy) for theme in rubric.themes]
    lines = [line for finding in criteria for line in finding.lines]
    wanted = [f for f in rubric.frameworks if not frameworks or f.id in frameworks]
    shown = {f.id: f for f in wanted if f.shown_on(as_at, f.id in frameworks)}
    return Assessment(
        as_at=as_at,
        inspection=inspection,
        fingerprint=rubric.fingerprint,
        overall=_rolled_up([(theme, False) for theme in themes], rubric.policy)[0],
        share_assessed=(sum(f.colour is not Colour.GREY for f in criteria), len(criteria)),
        themes=tuple(themes),
        criteria=tuple(criteria),
        frameworks=tuple(_framework(f, by_id) for f in shown.values()),
        hidden_frameworks=tuple(f.id for f in wanted if f.id not in shown),
        needs_someone_today=tuple(sorted(known.unsafe, key=_urgency)),
        safety_checked=known.safety_checked,
        selection_claimed=sum(line.claimed for line in lines),
        selection_not_stated=sum(line.note == "selection_not_stated" for line in lines),
        direct_looks=sum(any(line.live and line.strength == "A" for line in f.lines) for f in criteria),
        false_greens=_wrong(criteria, Colour.GREEN),
        false_reds=_wrong(criteria, Colour.RED),
        later=later_cases(evidence, as_at),
        in_doubt=sum(len(sheet.cases) for sheet in evidence.contested),
        districts=district_findings(rubric, known, as_at),
        reword=to_reword(known.agreements.values()),
        removed=evidence.removed,
        made_safe=tuple([one for one in evidence.made_safe if one.on <= as_at]),
        cuts_changed=rubric.cuts_changed,
        own=own_findings(rubric, known, as_at),
        left_out=tuple(one for name, one in left_out.items() if name in by_id and not by_id[name].critical),
    )


def _since(
    criteria: Sequence[CriterionFinding],
    rubric: Rubric,
    evidence: Evidence,
    known: Known,
    baseline: Baseline,
    as_at: date,
    inspection: date | None,
) -> list[CriterionFinding]:
    """Law 8: each criterion beside its baseline, by what is newer than that; once for each time there is."""
    alone: dict[str, CriterionFinding] = {}
    for time, names in baseline.times().items():
        fresh = known_by(rubric, newer(evidence, time), as_at)
        fresh = replace(fresh, unsafe=known.unsafe)  # old or new, whoever is unsafe caps the colour
        alone |= {one.id: one for one in _criteria(rubric, fresh, as_at, inspection, names)}
    before, policy = baseline.criteria, rubric.policy
    compared = [moved(one, before[name].rates, policy.prior) for name, one in alone.items() if name in before]
    sure = bar(sum(each is not None for each in compared))
    return [
        since(one, alone[one.id], before[one.id], baseline.time_of(one.id).day, policy, sure)
        if one.id in before
        else one
        for one in criteria
    ]


def _criteria(
    rubric: Rubric, known: Known, as_at: date, inspection: date | None, only: Collection[str] | None = None
) -> list[CriterionFinding]:
    """Every criterion, or only some, from one set of evidence, with the colour on inspection day if there is one."""
    criteria = [
        _criterion(rubric, theme, criterion, known, as_at)
        for theme in rubric.themes
        for criterion in theme.criteria
        if only is None or criterion.id in only
    ]
    if inspection is None:
        return criteria
    return [
        replace(finding, on_inspection_day=_then(rubric, finding, known, inspection)) for finding in criteria
    ]


def _then(rubric: Rubric, finding: CriterionFinding, known: Known, day: date) -> Colour:
    """The colour on a later day if nothing new is gathered: never better than today's (A14)."""
    then = _combined(rubric, rubric.criteria[finding.id], known, day)[0].colour
    return min(then, finding.colour, key=WORST_FIRST.index)


def _urgency(case: UnsafeCase) -> tuple[bool, str, str, int]:
    return (not case.high_risk, case.place.file, case.place.sheet, case.place.row)


def _criterion(
    rubric: Rubric, theme: Theme, criterion: Criterion, known: Known, at: date
) -> CriterionFinding:
    combined, lines = _combined(rubric, criterion, known, at)
    ends = _last_day(rubric, criterion, known, at, combined, lines)
    reason, to_green = criterion_sentences(combined, lines, rubric.policy, ends)
    notes = combined.notes
    disagreeing = contradiction(lines)
    if disagreeing is not None:
        notes = (*notes, "claim_contradicted")
        told = because(
            "claim_contradicted", claims=_titles(disagreeing.claims), against=_titles(disagreeing.against)
        )
        reason = f"{reason} {told.text}"
    deciding = combined.deciding
    return CriterionFinding(
        id=criterion.id,
        ref=criterion.ref,
        theme=theme.id,
        title=criterion.title,
        short=criterion.short or "",
        critical=criterion.critical,
        owner_role=criterion.owner_role,
        colour=combined.colour,
        rule=combined.rule,
        amber=combined.amber,
        notes=tuple(dict.fromkeys(notes)),
        reason=reason,
        to_green=to_green,
        cases_to_green=missing_cases(deciding, rubric.policy)
        if deciding and combined.notes[:1] == (deciding.note,)
        else None,
        assurance=combined.assurance,
        lines=lines,
        clauses=combined.clauses,
        at_best=combined.at_best,
        at_worst=combined.at_worst,
        if_safe=combined.if_safe,
        deciding=deciding.id if deciding else None,
    )


def _last_day(
    rubric: Rubric,
    criterion: Criterion,
    known: Known,
    at: date,
    combined: Combined,
    lines: Sequence[LineFinding],
) -> date | None:
    """A23: the last day of a Green, which may end before the line that decided it does.

    It ends where one of its lines does, or as a month ends and every case is worth less (R5.2). Nothing gets
    better by waiting (A14), so that the days may be halved.
    """
    own = last_day(combined.deciding) if combined.deciding else None
    if combined.colour is not Colour.GREEN or own is None:
        return None

    def green(day: date) -> bool:
        return _combined(rubric, criterion, known, day)[0].colour is Colour.GREEN

    if green(own):
        return own
    days = {day for line in lines if (day := last_day(line))} | {*_month_ends(at, own)}
    # Of several judgements one may grow old before the others, and what they say together changes that day.
    old = timedelta(days=rubric.policy.judgement_days)
    days |= {said.made + old for said in known.evidence.judgements if said.criterion == criterion.id}
    ends = sorted({at, *(day for day in days if at <= day < own)})
    lost = bisect_left(ends, True, key=lambda day: not green(day + timedelta(days=1)))
    return ends[min(lost, len(ends) - 1)]


def _month_ends(first: date, last: date) -> Iterator[date]:
    """The day before each month's last between two days."""
    month = Month.of(first)
    while month.last <= last:
        yield month.last - timedelta(days=1)
        month = month.later(1)


def _titles(lines: Sequence[LineFinding]) -> str:
    return "; ".join(line.title for line in lines)


def _combined(
    rubric: Rubric, criterion: Criterion, known: Known, at: date
) -> tuple[Combined, tuple[LineFinding, ...]]:
    policy = rubric.policy
    lines = [line_finding(rubric, criterion, line, known, at) for line in criterion.lines]
    said = [j for j in known.evidence.judgements if j.criterion == criterion.id and j.made <= known.day]
    judged = judgement_finding(said, at, policy)
    if judged is not None:
        lines.append(judged)
    combined = combine(
        lines,
        parts=parts_of(criterion),
        min_lines=policy.min_lines_for_green,
        second_line=frozenset({"A", "B"}),
    )
    in_doubt = any(line.note == "rows_in_doubt" for line in lines if line.owner == "force")
    in_doubt = in_doubt or any(doubt.item == criterion.id for doubt in known.evidence.doubts)
    if in_doubt:
        combined = replace(combined, at_best=min(combined.at_best, Colour.AMBER, key=WORST_FIRST.index))
    if in_doubt and combined.colour is Colour.GREEN:
        combined = replace(
            combined,
            colour=Colour.AMBER,
            amber="unproven",
            rule="A6",
            notes=("rows_in_doubt", *combined.notes),
        )
    if in_doubt:
        combined = replace(combined, if_safe=min(combined.if_safe, Colour.AMBER, key=WORST_FIRST.index))
    return combined, tuple(lines)


def _theme(theme: Theme, by_id: dict[str, CriterionFinding], policy: Policy) -> ThemeFinding:
    findings = [by_id[criterion.id] for criterion in theme.criteria]
    colour, at_worst, unclear = _rolled_up([(f, f.critical) for f in findings], policy)
    limited_by = [f.id for f in _limiting(colour, findings)]
    counts = {c: sum(f.colour is c for f in findings) for c in Colour}
    return ThemeFinding(
        theme.id,
        theme.title,
        colour,
        theme_sentence(colour, limited_by, counts, at_worst if unclear else None),
        tuple(limited_by),
        at_worst,
        _about_green(findings, policy),
        theme.short or "",
    )


def _rolled_up(
    parts: Sequence[tuple[CriterionFinding | ThemeFinding, bool]], policy: Policy
) -> tuple[Colour, Colour, bool]:
    """R4.2 over what is shown, no better than A6 allows, so that what limits a theme is not blanked away.

    With what it would be if all that is not known had failed, and whether that held it.
    """
    shown, _ = theme_colour([(part.colour, critical) for part, critical in parts], policy.theme_share)
    worst = [(min(part.colour, part.at_worst, key=WORST_FIRST.index), critical) for part, critical in parts]
    at_worst, _ = theme_colour(worst, policy.theme_share)
    colour = of_unclear(shown, at_worst)
    return colour, at_worst, colour is not shown


def _about_green(findings: Sequence[CriterionFinding], policy: Policy) -> float | None:
    """R4.4: about how likely the theme is to be Green."""
    if not findings or any(f.colour is Colour.GREY for f in findings):
        return None
    return theme_chances([_chances(f) for f in findings], policy.theme_share)[Colour.GREEN]


def _chances(finding: CriterionFinding) -> Chances:
    """A colour that the deciding line's counts called has their chances; any other colour is taken as it is."""
    line = next((line for line in finding.lines if line.id == finding.deciding), None)
    if line is not None and _by_counts(line) and finding.notes[:1] == (line.note,):
        red, green = line.p_red or 0.0, line.p_green or 0.0
    else:
        red, green = float(finding.colour is Colour.RED), float(finding.colour is Colour.GREEN)
    return Chances(red, max(0.0, 1 - red - green), green, finding.critical)


def _limiting(colour: Colour, findings: Sequence[CriterionFinding]) -> list[CriterionFinding]:
    """The criteria that hold a theme where it is: the critical ones first in question, else all of that colour."""
    if colour is Colour.GREEN:
        return []
    if colour is Colour.AMBER:
        below = [f for f in findings if f.colour is not Colour.GREEN]
        return [f for f in below if f.critical or f.colour is Colour.RED] or below
    held = [f for f in findings if f.colour is colour]
    critical = [f for f in held if f.critical]
    return critical if colour is Colour.RED and critical else held


def _framework(framework: Framework, by_id: dict[str, CriterionFinding]) -> FrameworkFinding:
    return FrameworkFinding(
        framework.id,
        framework.title,
        framework.edition,
        framework.publisher,
        tuple(
            requirement_finding(requirement, framework.owner_of(requirement), group.title, by_id)
            for group in framework.groups
            for requirement in group.requirements
        ),
        framework.inspection,
    )


def _wrong(criteria: Sequence[CriterionFinding], colour: Colour) -> ExpectedWrong:
    """R1.10 over the criteria that an audit decided; of several audits the least sure one counts."""
    chances: list[float] = []
    for finding in criteria:
        audits = [line for line in finding.lines if line.live and line.colour is colour and _by_counts(line)]
        if finding.colour is colour and audits:
            p = [line.p_green if colour is Colour.GREEN else line.p_red for line in audits]
            chances.append(min(value for value in p if value is not None))
    return ExpectedWrong(expected_wrong(chances), len(chances))


def _by_counts(line: LineFinding) -> bool:
    """Whether the line's chances are those of its colour: it was called by R1.4, and nothing moved it since."""
    return line.kind == "audit" and line.rule.startswith("R1.4.")
