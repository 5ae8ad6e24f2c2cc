"""What changed between two assessments, criterion by criterion, and what each change comes from.

The rule of attribution (R5.6, R6.6). Causes are let in one after another, and each that moves the colour is a step:

1. how then is judged and known now: another rubric, answers deleted, how cases are said to have been chosen,
   corrections, sheets that came late. Each is proved by rating the position of then anew.
2. the passing of time, proved by rating the evidence of then as at now.
3. newer evidence. It is practice only where R6.6 is as sure as so many comparisons ask for (A22) and leans the way
   the colour went; where it is not, the newer sample proved more, or less, than the older could.

Evidence of then that was deleted or grew old hides no change of practice, since R6.6 measures newer cases by the rates
of then, which do not age. So where newer cases can be so measured, a step to Grey by deletion or time is not told: they
stand in the place of the older. And where R6.6 calls a change of practice real, no weakening of older evidence is told
before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.movement import LIKELY, bar
from daready.scoring.since import direction

Change = Literal["better", "worse", "same", "new", "no_longer_assessed"]

Cause = Literal["rubric", "deleted", "corrected", "late", "stale", "sample", "paper", "unsafe", "practice"]
"""Where a change of colour comes from: another rubric or policy; answers deleted under retention; data corrected
or withdrawn; sheets about the time before that came later; evidence grown too old; another sample; papers or
judgements; a case that waits to be made safe; practice itself."""

_ORDER = (Colour.RED, Colour.AMBER, Colour.GREEN)

_SAMPLE_NOTES = frozenset(
    {
        *("too_few", "too_close", "learning_sample", "selection_not_stated", "no_valid_sample", "not_asked"),
        *(
            "answers_unclear",
            "complete_but_few",
            "few_met",
            "na_high",
            "denominator_small",
            "not_returned",
            "failures_seen",
        ),
    }
)
"""Notes that speak of how much could be told, not of what was done."""

_LAPSED: tuple[Cause, ...] = ("deleted", "stale")
"""Causes by which evidence of then says less, without anything having been done or found."""

_WAITING = frozenset({"not_re_evidenced", "partly_re_evidenced", "expired", "expired_evidence"})


@dataclass(frozen=True, slots=True)
class Step:
    """One cause that moved the colour, from what to what. None: the criterion was not in the rubric."""

    cause: Cause
    before: Colour | None
    after: Colour | None


@dataclass(frozen=True, slots=True)
class Movement:
    """One criterion then and now. ``likely_worse``: R6.6 on practice alone, where it can be told."""

    criterion: str
    ref: str
    title: str
    critical: bool
    before: Colour | None
    now: Colour | None
    steps: tuple[Step, ...]
    likely_worse: float | None = None
    former_green: str | None = None
    sure: float = LIKELY
    """A22: how sure R6.6 must be to call a change real among so many criteria."""

    @property
    def real(self) -> str | None:
        """Which way practice moved where that is no chance among so many criteria (A22)."""
        return direction(self.likely_worse, self.sure)

    @property
    def may_be(self) -> str | None:
        """Which way practice may have moved, within what chance does on so many criteria (A22)."""
        likely = direction(self.likely_worse)
        return likely if self.real == "no_clear_change" and likely != self.real else None

    @property
    def change(self) -> Change:
        """By colour alone; Grey is no colour, so that losing one is not getting worse."""
        then, now = (None if c is Colour.GREY else c for c in (self.before, self.now))
        if then is now:
            return "same"
        if then is None:
            return "new"
        if now is None:
            return "no_longer_assessed"
        return "better" if _ORDER.index(now) > _ORDER.index(then) else "worse"

    @property
    def worse_beyond_chance(self) -> bool:
        """Worse in colour, and practice is worse too, which is no chance (R6.6), whatever else moved the colour."""
        return self.change == "worse" and self.real == "deteriorated"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a signed-off assessment. ``same_rubric``: nothing changed in how it is judged.

    ``corrected_after``: the loads that a later signed-off position counts and that were replaced or withdrawn
    since, where two positions are compared as they were.
    """

    number: int
    name: str
    as_at: date
    same_rubric: bool
    movements: tuple[Movement, ...]
    corrected_after: tuple[int, ...] = ()

    @property
    def compared(self) -> int:
        """How many criteria have a rate at both times (A22)."""
        return sum(one.likely_worse is not None for one in self.movements)

    @property
    def worse_beyond_chance(self) -> bool:
        return any(one.worse_beyond_chance for one in self.movements)


def movements(
    before: Mapping[str, Colour],
    stages: Sequence[tuple[Cause, Mapping[str, Colour]]],
    now: Assessment,
    likely_worse: Mapping[str, float | None],
    kept: Mapping[str, Colour] | None = None,
) -> tuple[Movement, ...]:
    """R5.6: every criterion of then and now.

    ``before`` are the colours as they were signed off; each stage gives the colours after one cause more was
    let in; what is left between the last stage and ``now`` comes from newer evidence. ``likely_worse`` compares
    that newer evidence with what is known now of the time before. ``kept`` are the colours of now as they were
    signed off, where they were: a difference to ``now`` comes from the rubric.
    """
    sure = bar(sum(likely_worse.get(finding.id) is not None for finding in now.criteria))
    found = [
        _movement(finding, before, stages, likely_worse.get(finding.id), kept or {}, sure)
        for finding in now.criteria
    ]
    known = {finding.id for finding in now.criteria}
    gone = [
        Movement(name, "", name, False, colour, None, (Step("rubric", colour, None),))
        for name, colour in before.items()
        if name not in known
    ]
    return (*found, *gone)


def _movement(
    finding: CriterionFinding,
    before: Mapping[str, Colour],
    stages: Sequence[tuple[Cause, Mapping[str, Colour]]],
    likely_worse: float | None,
    kept: Mapping[str, Colour],
    sure: float,
) -> Movement:
    steps: list[Step] = []
    colour = before.get(finding.id)
    for cause, colours in stages:
        after = colours.get(finding.id)
        if after is not colour:
            steps.append(Step(cause, colour, after))
            colour = after
    steps = _with_newer(steps, colour, finding, likely_worse, sure)
    ends = kept.get(finding.id, finding.colour)
    if ends is not finding.colour:
        steps.append(Step("rubric", finding.colour, ends))
    was_green = before.get(finding.id) is Colour.GREEN
    return Movement(
        criterion=finding.id,
        ref=finding.ref,
        title=finding.title,
        critical=finding.critical,
        before=before.get(finding.id),
        now=ends,
        steps=tuple(steps),
        likely_worse=likely_worse,
        former_green=finding.movement if was_green else None,
        sure=sure,
    )


def _with_newer(
    steps: list[Step],
    colour: Colour | None,
    finding: CriterionFinding,
    likely_worse: float | None,
    sure: float,
) -> list[Step]:
    """The steps, up to a colour, with what newer evidence moved; what lapsed is not told where it is replaced."""
    told = len(steps)
    while told and steps[told - 1].cause in _LAPSED:
        told -= 1
    start = steps[told].before if told < len(steps) else colour
    measured = finding.colour is not Colour.GREY and likely_worse is not None
    real = direction(likely_worse, sure) != "no_clear_change" and _leans(start, finding.colour, likely_worse)
    if measured and (colour is Colour.GREY or real):
        steps, colour = steps[:told], start
    if finding.colour is colour:
        return steps
    return [*steps, Step(_of_newer(finding, colour, likely_worse, sure), colour, finding.colour)]


def _of_newer(
    finding: CriterionFinding, before: Colour | None, likely_worse: float | None, sure: float
) -> Cause:
    """What newer evidence changed: only what was waiting for it, how much can be told, paper, or practice."""
    if finding.colour is Colour.GREY:
        return "stale" if _WAITING.intersection(finding.notes[:1]) else "sample"
    if before in (None, Colour.GREY) or _SAMPLE_NOTES.intersection(finding.notes[:1]):
        return "sample"
    if finding.notes[:1] in (("unsafe",), ("unsafe_high_risk",)):
        return "unsafe"
    if likely_worse is None:
        return "paper"
    real = direction(likely_worse, sure) != "no_clear_change"
    return "practice" if real and _leans(before, finding.colour, likely_worse) else "sample"


def _leans(before: Colour | None, now: Colour, likely_worse: float | None) -> bool:
    """Whether practice more likely than not moved the way the colour did."""
    if likely_worse is None or before not in _ORDER or now not in _ORDER:
        return False
    further = _ORDER.index(now) - _ORDER.index(before)
    return likely_worse > 0.5 if further < 0 else further > 0 and likely_worse < 0.5
