"""Answers to one question added up, weighted by age, and what "not applicable" costs in them (R1.1, R5.2, A16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from daready.rubric.model import Policy, Question
from daready.scoring.distributions import binomial_limit
from daready.scoring.model import Counts
from daready.scoring.tally import Batch, months_since


@dataclass(frozen=True, slots=True)
class Pool:
    """Batches of one question added up: whole counts, and the same weighted by age (R5.2).

    ``met``: what counts as compliant, a partial answer for its ``credit`` (R1.2).
    """

    counts: Counts
    yes: float
    partial: float
    n: float
    unclear: float
    not_applicable: float = 0
    credit: float = 0

    @property
    def met(self) -> float:
        return self.yes + self.credit * self.partial

    def aged(self, months: int, policy: Policy) -> Pool:
        """The same so many months on: every case is worth less, and all of them alike (R5.2)."""
        less = 0.5 ** (months / policy.half_life_months)
        return replace(
            self,
            yes=self.yes * less,
            partial=self.partial * less,
            n=self.n * less,
            unclear=self.unclear * less,
            not_applicable=self.not_applicable * less,
        )

    @property
    def at_worst(self) -> Pool:
        """The same if every answer that is not known had failed (A6)."""
        return replace(self, counts=self.counts.at_worst, n=self.n + self.unclear, unclear=0)

    @classmethod
    def of(cls, batches: Sequence[Batch], at: date, policy: Policy, credit: float = 0) -> Pool:
        """Months are added oldest first, so that the order of files never shows in the last digit."""
        by_age: dict[int, Counts] = {}
        for batch in batches:
            age = months_since(batch.month, at)
            by_age[age] = by_age[age] + batch.counts if age in by_age else batch.counts
        whole = Counts()
        yes: float = 0
        partial: float = 0
        n: float = 0
        unclear: float = 0
        not_applicable: float = 0
        for age in sorted(by_age, reverse=True):
            c, weight = by_age[age], 0.5 ** (age / policy.half_life_months)
            whole += c
            yes += weight * c.yes
            partial += weight * c.partial
            n += weight * counted_as_answered(c, policy)
            unclear += weight * c.unclear
            not_applicable += weight * (c.not_applicable - c.doubted)
        return cls(whole, yes, partial, n, unclear, not_applicable, credit)


def counted_as_answered(counts: Counts, policy: Policy) -> int:
    """R1.1: not recorded counts as not done, unless the policy leaves it out."""
    return counts.n if policy.not_recorded == "fail" else counts.n - counts.not_recorded


def priced(pool: Pool, question: Question, policy: Policy) -> Pool:
    """A16: "not applicable" beyond the usual share, at the binomial limit of ``na_conf``, is an answer not known.

    So is a result that is set apart, beyond a share of its own.
    """
    counts = pool.counts
    apart = counts.not_applicable - counts.doubted
    carried = _beyond(counts.set_apart, counts, question.set_apart_share, policy)
    beyond = carried + _beyond(apart - counts.set_apart, counts, question.may_not_apply, policy)
    if not beyond:
        return pool
    return replace(
        pool,
        counts=counts._replace(doubted=counts.doubted + beyond, set_apart=counts.set_apart - carried),
        unclear=pool.unclear + beyond * pool.not_applicable / apart,
    )


def _beyond(said: int, counts: Counts, share: float | None, policy: Policy) -> int:
    """How many more than is usual were said to count neither way, of those and the answered cases."""
    cases = counts.n + said
    if share is None or said <= share * cases:
        return 0
    return max(0, said - binomial_limit(cases, share, policy.na_conf))


def seldom_applies(counts: Counts, policy: Policy) -> bool:
    """R1.1: too many were "not applicable" beside those that met it.

    A case that failed is not one of those that show how often it applies: one more never makes Green (A12).
    """
    return na_share(counts._replace(no=0, not_recorded=0)) > policy.na_high


def na_share(counts: Counts) -> float:
    """R1.1: the share of all answers, those left out included, that were "not applicable"."""
    everything = counts.n + counts.not_applicable
    return counts.not_applicable / everything if everything else 0.0
