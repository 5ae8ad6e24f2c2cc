"""All that is known of one audit question, to be judged as at any month: its pool, groups, marking and chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from daready.evidence.model import Month
from daready.rubric.model import Criterion, Line, Policy, Question
from daready.rubric.terms import VALID_SELECTIONS
from daready.scoring.audit import answered, audit_finding, audit_points, failed, month_counts, within_reach
from daready.scoring.classify import Cuts
from daready.scoring.hidden import HIGH, Span, with_hidden_red
from daready.scoring.known import Known
from daready.scoring.marking import with_marking
from daready.scoring.model import LineFinding
from daready.scoring.rebased import rebased_months, within
from daready.scoring.recent import may_have_fallen
from daready.scoring.tally import Batch
from daready.scoring.trend import with_trend
from daready.scoring.waiting import held


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """All that is known of one audit question of a criterion, to be judged as at any month."""

    policy: Policy
    criterion: Criterion
    line: Line
    question: Question
    known: Known
    cuts: Cuts
    rebased: tuple[Month, ...]
    batches: tuple[Batch, ...]
    """Those of the process as it is since its last rebase (R2.5)."""
    before: tuple[Batch, ...]
    valid: tuple[Batch, ...]
    """Those of ``batches`` that were chosen so that they can earn a colour; taken to have failed, if they are."""
    taken_to_fail: bool = False
    """Whether every answer that is not known is taken to have failed (A6)."""
    found: dict[tuple[Month, date], LineFinding] = field(
        default_factory=dict[tuple[Month, date], LineFinding]
    )
    """What was found already: the last day of a Green asks about the same months again and again (A23)."""
    known_bad: dict[Month, bool] = field(default_factory=dict[Month, bool])
    known_answered: dict[Month, bool] = field(default_factory=dict[Month, bool])

    @classmethod
    def of(
        cls, policy: Policy, criterion: Criterion, line: Line, question: Question, known: Known
    ) -> AuditAsked:
        key = id(criterion), id(line)  # which what is made of them keeps alive
        if key not in known.asked:
            known.asked[key] = cls._made(policy, criterion, line, question, known)
        asked: AuditAsked = known.asked[key]
        return asked

    @classmethod
    def _made(
        cls, policy: Policy, criterion: Criterion, line: Line, question: Question, known: Known
    ) -> AuditAsked:
        cuts = Cuts.of(
            policy, critical=criterion.critical, green_from=line.green_from, red_below=line.red_below
        )
        rebased = rebased_months(policy, line, known.day)
        since = rebased[-1] if rebased else None
        batches = known.batches.get(line.id, [])
        counted = tuple(b for b in batches if within(b.month, since))
        before = tuple(b for b in batches if not within(b.month, since))
        valid = tuple(b for b in counted if b.selection in VALID_SELECTIONS)
        return cls(policy, criterion, line, question, known, cuts, tuple(rebased), counted, before, valid)

    @property
    def unclear(self) -> bool:
        """Whether any answer is not known."""
        priced = self.question.may_not_apply is not None
        return any(b.counts.unclear or (priced and b.counts.not_applicable) for b in self.batches)

    @property
    def at_worst(self) -> AuditAsked:
        """The same if every answer that is not known had failed (A6), in each group as in the whole."""
        key = id(self.criterion), id(self.line), 1
        if key not in self.known.asked:
            self.known.asked[key] = self._at_worst()
        worst: AuditAsked = self.known.asked[key]
        return worst

    def _at_worst(self) -> AuditAsked:
        groups = {
            group: {**lines, self.line.id: [*map(failed, lines.get(self.line.id, ()))]}
            for group, lines in self.known.groups.items()
        }
        known = replace(self.known, groups=groups)
        return replace(
            self,
            known=known,
            taken_to_fail=True,
            valid=tuple(map(failed, self.valid)),
            found={},
            known_bad={},
            known_answered={},
        )

    def held(self, at: date) -> LineFinding:
        """The line as at a day, no better than it was (A14)."""
        return held(self.months, at, self.find, may_be_bad=self.may_be_bad, answered=self.answered)

    @property
    def months(self) -> set[Month]:
        """The months that can earn a colour; those of hand-picked cases where there are no others."""
        return {b.month for b in self.valid or self.batches}

    def find(self, last: Month, day: date) -> LineFinding:
        """The finding from the cases of up to a month, as at a day: its pool, hidden groups, marking and chart."""
        day = max(day, last.last)  # what weighs how much is the same all through the newest month (A14)
        if (last, day) not in self.found:
            self.found[last, day] = self._find(last, day)
        return self.found[last, day]

    def _find(self, last: Month, day: date) -> LineFinding:
        policy, critical, credit = self.policy, self.criterion.critical, self.question.partial_credit
        # Hand-picked cases warn from the month they are of, though a newer valid sample is yet to come (A4).
        until = max(last, Month.of(day))
        counted = [b for b in self.batches if b.month <= (last if b.selection in VALID_SELECTIONS else until)]
        found = audit_finding(
            self.line, self.question, critical, counted, day, policy, at_worst=self.taken_to_fail
        )
        found = with_hidden_red(
            found,
            self.known.groups,
            self._span(last),
            self.cuts,
            day,
            policy,
            critical=critical,
            credit=credit,
        )
        found = with_marking(found, self.known.agreements.get(self.line.id))
        return with_trend(found, self.rebased, audit_points(self.before, policy, credit))

    def _span(self, last: Month) -> Span:
        months = [b.month for b in self.valid if b.month <= last]
        newest = max(months, default=last)
        return Span(max([newest.later(-self.policy.max_age_months), *self.rebased[-1:]]), newest)

    @property
    def passed_over(self) -> bool:
        """Whether newer sheets ask of a clause of it and not this, and nothing newer still answers it (A14)."""
        parts = [part for part in self.criterion.parts if self.line.id in part.lines]
        about = {
            line.item
            for line in self.criterion.lines
            if line.form == self.line.form and any(line.id in part.lines for part in parts)
        }
        months = [
            look.month
            for look in self.known.looks
            if look.form == self.line.form and self.line.item not in look.questions and about & look.questions
        ]
        return bool(self.valid and months) and not self.answered(max(months))

    def answered(self, month: Month) -> bool:
        """Whether the valid cases after a month are by themselves Amber or Green (A14)."""
        if month not in self.known_answered:
            newer = [b for b in self.valid if b.month > month]
            self.known_answered[month] = answered(newer, self.question, self.cuts, self.policy)
        return self.known_answered[month]

    def may_be_bad(self, month: Month) -> bool:
        """Whether the pool as at a month, its high-risk cases or its latest months came near Red, or fell (A21).

        A bound that misses none.
        """
        if month not in self.known_bad:
            self.known_bad[month] = self._may_be_bad(month)
        return self.known_bad[month]

    def _may_be_bad(self, month: Month) -> bool:
        pools: list[Sequence[Batch]] = [self.valid]
        if self.criterion.critical:
            pools.append(self.known.groups.get(HIGH, {}).get(self.line.id, []))
        if any(self._low([b for b in pool if b.month <= month], month) for pool in pools):
            return True
        reach = within_reach([b for b in self.valid if b.month <= month], self.policy)
        told = month_counts(reach, self.policy, self.question.partial_credit)
        return may_have_fallen(told, self.cuts, self.policy)

    def _low(self, batches: Sequence[Batch], month: Month) -> bool:
        oldest = month.ordinal - self.policy.max_age_months
        met = of = 0.0
        for batch in batches:
            age = month.ordinal - batch.month.ordinal
            if batch.month.ordinal >= oldest:
                weight = 0.5 ** (age / self.policy.half_life_months)
                met += weight * (batch.counts.yes + self.question.partial_credit * batch.counts.partial)
                of += weight * batch.counts.n
        return of > 0 and met < (self.cuts.red_below + _NEAR_RED) * of


_NEAR_RED = 0.1
"""A share of cases so far above ``red_below`` cannot be Red: the prior draws it down by less (R1.3)."""
