"""Since last time: a former Green counts only on newer evidence (R5.6 as amended by A7, law 8), and R6.6."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from daready.evidence.model import UNDATED, Cases, CaseSheet, Evidence, Month
from daready.messages import because
from daready.rubric.model import Policy
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import CriterionFinding, LineFinding
from daready.scoring.movement import LIKELY, movement

Rate = tuple[float, float]
"""How many effective cases met the standard, of how many."""


@dataclass(frozen=True, slots=True)
class Before:
    """A criterion as it stood: its colour, and the rate of each line that had one.

    ``time``: that of the assessment in which it was Green last, where that is not the baseline itself (A15).
    """

    colour: Colour
    rates: Mapping[str, Rate]
    time: Time | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """What a baseline can speak of: its day, and the last month of which it may have counted anything.

    Whatever says only its month is newer from the next month on.
    """

    day: date
    last: Month

    @classmethod
    def of(cls, day: date, *, held: bool) -> Time:
        """``held``: whether anything of the day's month was there. If not, a month that began that day is newer."""
        month = Month.of(day)
        return cls(day, month if held or day > month.first else month.later(-1))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A signed-off or named assessment (A7): the time it speaks of, and its criteria by id.

    A criterion that was Green before it and not in it stands as it was when it was Green last, whatever was
    signed since (A15): else signing off its Grey would make the old evidence count again.
    """

    time: Time
    criteria: Mapping[str, Before]

    def time_of(self, criterion: str) -> Time:
        """The time that a criterion's newer evidence is newer than."""
        return self.criteria[criterion].time or self.time

    def times(self) -> dict[Time, frozenset[str]]:
        """The criteria of each time."""
        found: dict[Time, set[str]] = {}
        for name in self.criteria:
            found.setdefault(self.time_of(name), set()).add(name)
        return {time: frozenset(names) for time, names in found.items()}


def newer(evidence: Evidence, time: Time) -> Evidence:
    """A7: only the cases and figures that are surely about later than a time. Papers and judgements stay."""
    return replace(
        evidence,
        cases=tuple(_only(evidence.cases, time, later=True)),
        contested=tuple(_only(evidence.contested, time, later=True)),
        figures=tuple(figure for figure in evidence.figures if figure.month > time.last),
        removed=tuple(one for one in evidence.removed if one.month > time.last or one.month == UNDATED),
    )


def until(evidence: Evidence, time: Time) -> Evidence:
    """A7: everything that ``newer`` leaves out, and the papers and judgements of that time."""
    return replace(
        evidence,
        cases=tuple(_only(evidence.cases, time, later=False)),
        contested=tuple(_only(evidence.contested, time, later=False)),
        figures=tuple(figure for figure in evidence.figures if figure.month <= time.last),
        documents=tuple(d for d in evidence.documents if d.dated is None or d.dated <= time.day),
        judgements=tuple(j for j in evidence.judgements if j.made <= time.day),
        removed=tuple(one for one in evidence.removed if UNDATED != one.month <= time.last),
    )


def without_newer(evidence: Evidence, time: Time) -> Evidence:
    """Everything but the cases and figures that are newer, to be rated as at the day of then."""
    older = until(evidence, time)
    return replace(evidence, cases=older.cases, figures=older.figures, removed=older.removed)


def _only(sheets: tuple[CaseSheet, ...], time: Time, *, later: bool) -> Iterator[CaseSheet]:
    for sheet in sheets:
        chosen = [at for at, newer in enumerate(_are_later(sheet.cases, time)) if newer is later]
        if len(chosen) == len(sheet.cases):
            yield sheet
        elif chosen:
            width = len(sheet.questions)
            moved = {at: new for new, at in enumerate(chosen)}
            yield replace(
                sheet,
                cases=sheet.cases.only(chosen),
                outcomes=b"".join(sheet.outcomes[at * width : (at + 1) * width] for at in chosen),
                numbers={(moved[at], q): value for (at, q), value in sheet.numbers.items() if at in moved},
            )


def _are_later(cases: Cases, time: Time) -> Iterator[bool]:
    month, ordinal = time.last.ordinal, time.day.toordinal()
    for of, on in zip(cases.months, cases.days, strict=True):
        yield of == UNDATED.ordinal or of > month or (on is not None and on > ordinal)


def rates(finding: CriterionFinding) -> dict[str, Rate]:
    """R6.6: the rate of each line that has one, by its id."""
    return {line.id: rate for line in finding.lines if (rate := rate_of(line)) is not None}


def rate_of(line: LineFinding) -> Rate | None:
    """R6.6: what a line's cases or figures come to: effective cases for an audit, whole counts for a measure."""
    if line.kind == "audit" and line.n_eff and line.s_eff is not None:
        return line.s_eff, line.n_eff
    if line.kind == "measure" and line.counts.n:
        return float(line.counts.yes), float(line.counts.n)
    return None


def moved(now: CriterionFinding, before: Mapping[str, Rate], prior: tuple[float, float]) -> float | None:
    """R6.6: how likely a criterion is worse, by the first of its lines that both times have a rate for.

    The deciding line speaks first, then the required one, then the others in their order.
    """
    ordered = sorted(now.lines, key=lambda line: (line.id != now.deciding, not line.required))
    for line in ordered:
        rate = rate_of(line)
        if rate is not None and line.id in before and line.owner == "force":
            return movement(before[line.id], rate, prior=prior).p_worse
    return None


def direction(likely_worse: float | None, sure: float = LIKELY) -> str | None:
    """R6.6 in a word, or none where there is nothing to compare. ``sure``: A22's bar, from which a change is real."""
    if likely_worse is None:
        return None
    if likely_worse >= sure - 1e-9:
        return "deteriorated"
    return "improved" if likely_worse <= 1 - sure + 1e-9 else "no_clear_change"


def since(
    finding: CriterionFinding,
    alone: CriterionFinding,
    before: Before,
    day: date,
    policy: Policy,
    sure: float = LIKELY,
) -> CriterionFinding:
    """A7: the finding as it may be shown beside the baseline. ``alone``: the same on newer evidence only.

    ``sure``: how sure R6.6 must be to call a change real, by how many criteria are compared (A22).
    """
    likely_worse = moved(alone, before.rates, policy.prior)
    if before.colour is not Colour.GREEN:
        return replace(finding, previous=before.colour, movement=direction(likely_worse, sure))
    became = former_green(alone, likely_worse, day, policy, sure)
    if finding.colour is Colour.GREEN and became in ("not_re_evidenced", "partly_re_evidenced"):
        said = because(became, n=new_cases(alone), n_min=policy.n_min, day=day.isoformat())
        finding = replace(
            finding,
            colour=Colour.GREY,
            at_best=min(finding.at_best, Colour.GREY, key=WORST_FIRST.index),
            rule="R5.6",
            amber=None,
            notes=(became, *finding.notes),
            reason=said.text,
            to_green=said.fix,
            cases_to_green=None,
            on_inspection_day=finding.on_inspection_day and Colour.GREY,
        )
    elif finding.colour is Colour.GREEN and alone.colour is not Colour.GREEN:
        whole = {line.id: line for line in finding.lines}
        lines = tuple(_worse(whole[line.id], line, day) for line in alone.lines)
        told = because("newer_alone", day=day.isoformat(), n_min=policy.n_min).text
        finding = replace(alone, lines=lines, reason=f"{alone.reason} {told}")
    elif finding.on_inspection_day is Colour.GREEN:
        finding = replace(finding, on_inspection_day=alone.on_inspection_day)
    if_safe = Colour.GREY if became in ("not_re_evidenced", "partly_re_evidenced") else alone.if_safe
    if_safe = min(finding.if_safe, if_safe, key=WORST_FIRST.index)
    return replace(finding, previous=before.colour, movement=became, if_safe=if_safe)


def _worse(whole: LineFinding, alone: LineFinding, day: date) -> LineFinding:
    """A line by what is newer than the day alone, unless that hides what is worse in the whole."""
    worse = WORST_FIRST.index(whole.colour) < WORST_FIRST.index(alone.colour)
    if worse:
        return whole
    narrowed = (alone.counts, alone.figure) != (whole.counts, whole.figure)
    return replace(alone, newer_than=day) if narrowed else alone


def former_green(
    alone: CriterionFinding, likely_worse: float | None, day: date, policy: Policy, sure: float = LIKELY
) -> str:
    """A7: what became of a criterion that was Green, by its newer evidence alone."""
    audits = [line for line in alone.lines if line.kind == "audit" and line.owner == "force"]
    cases = new_cases(alone)
    others = any(line.strength == "B" and _is_new(line, day) for line in alone.lines)
    if not cases and not others:
        return "not_re_evidenced"
    if alone.colour is Colour.GREEN:
        return "maintained"
    if audits and cases < policy.n_min:
        return "partly_re_evidenced"
    worse = alone.colour is not Colour.GREY if likely_worse is None else likely_worse >= sure
    return "slipped" if worse else "no_clear_change"


def new_cases(alone: CriterionFinding) -> int:
    """A7: how many newer cases answer the audit question that most were asked."""
    return max((line.counts.n for line in alone.lines if line.kind == "audit"), default=0)


def _is_new(line: LineFinding, day: date) -> bool:
    return bool(line.counts.n) if line.kind == "measure" else line.first is not None and line.first > day
