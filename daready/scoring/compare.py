"""What changed between two assessments, criterion by criterion, and what each change comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding
from daready.scoring.movement import LIKELY

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
            "na_high",
            "denominator_small",
            "not_returned",
            "failures_seen",
        ),
    }
)
"""Notes that speak of how much could be told, not of what was done."""

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
        """Worse in colour because practice is, and that is no chance (R6.6)."""
        return (
            self.change == "worse"
            and self.likely_worse is not None
            and self.likely_worse >= LIKELY
            and any(step.cause in ("practice", "unsafe") for step in self.steps)
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a signed-off assessment. ``same_rubric``: nothing changed in how it is judged."""

    number: int
    name: str
    as_at: date
    same_rubric: bool
    movements: tuple[Movement, ...]

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
    found = [
        _movement(finding, before, stages, likely_worse.get(finding.id), kept or {})
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
) -> Movement:
    steps: list[Step] = []
    colour = before.get(finding.id)
    for cause, colours in stages:
        after = colours.get(finding.id)
        if after is not colour:
            steps.append(Step(cause, colour, after))
            colour = after
    if finding.colour is not colour:
        steps.append(Step(_of_newer(finding, colour, likely_worse), colour, finding.colour))
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
    )


def _of_newer(finding: CriterionFinding, before: Colour | None, likely_worse: float | None) -> Cause:
    """What newer evidence changed: only what was waiting for it, how much can be told, paper, or practice."""
    if finding.colour is Colour.GREY:
        return "stale" if _WAITING.intersection(finding.notes[:1]) else "sample"
    if before in (None, Colour.GREY) or _SAMPLE_NOTES.intersection(finding.notes[:1]):
        return "sample"
    if finding.notes[:1] in (("unsafe",), ("unsafe_high_risk",)):
        return "unsafe"
    return "paper" if likely_worse is None else "practice"
