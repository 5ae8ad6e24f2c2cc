"""Next month's audit sample: what so many random cases bring to each question, and how many would do (R6.5).

Cases are drawn from all alike; ``next_sample`` plans further cases of one kind beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from daready.evidence.model import Evidence
from daready.planning.gaps import DAYS_A_MONTH, months_left
from daready.planning.sample import cases_first
from daready.rubric.model import Policy
from daready.rubric.terms import Selection
from daready.scoring.model import Assessment, Counts, CriterionFinding, LineFinding
from daready.scoring.tally import Batch, batches_by_question, months_since


@dataclass(frozen=True, slots=True)
class Need:
    """An audit question of the force's and what the sample brings it.

    ``lacks``: how many more answers bring it to the fewest that are called, by the day. ``gets``: how many of
    the sample it is likely to apply to. ``cases``: the sample at which it is likely to get what it lacks. Both are
    None where no random sample has asked it yet: of chosen cases nothing follows for others.
    """

    line: LineFinding
    criteria: tuple[str, ...]
    critical: bool
    lacks: int
    gets: int | None
    cases: int | None
    share: float | None = None
    """Of random cases, how many it applies to."""

    @property
    def asked(self) -> bool:
        """Whether anybody answered it in the window; what nobody asks no sample mends."""
        return self.line.counts.n > 0


@dataclass(frozen=True, slots=True)
class NextAudit:
    """``by``: the day the questions are weighed for; those that lack most come first, critical ones before."""

    by: date
    needs: tuple[Need, ...]


def next_audit(
    assessment: Assessment, evidence: Evidence, policy: Policy, form: str, cases: int
) -> NextAudit:
    """Every question of a form that tests a criterion of the force, with what ``cases`` random cases bring it.

    Weighed for the inspection day, or a month on where none is named: today's answers fade until then (R6.7).
    """
    months = months_left(assessment.as_at, assessment.inspection) or 1.0
    shares = _shares(evidence, assessment.as_at, policy)
    needs: list[Need] = []
    for line, criteria in _lines(assessment.criteria, form):
        share = shares.get(line.id)
        lacks = cases_first(
            line.n_eff or 0.0, months=months, half_life=policy.half_life_months, n_min=policy.n_min
        )
        needs.append(
            Need(
                line=line,
                criteria=tuple(criterion.ref for criterion in criteria),
                critical=any(criterion.critical for criterion in criteria),
                lacks=ceil(lacks - 1e-9),
                gets=None if share is None else int(share * cases + 1e-9),
                cases=None if share is None else ceil(lacks / share - 1e-9),
                share=share,
            )
        )
    needs.sort(key=lambda need: (not need.critical, -(need.cases or 0)))
    by = assessment.inspection or date.fromordinal(assessment.as_at.toordinal() + round(DAYS_A_MONTH))
    return NextAudit(by, tuple(needs))


def _lines(
    findings: Sequence[CriterionFinding], form: str
) -> Iterable[tuple[LineFinding, list[CriterionFinding]]]:
    """Each audit question of the form that the force answers for, with the criteria it tests."""
    found: dict[str, tuple[LineFinding, list[CriterionFinding]]] = {}
    for finding in findings:
        for line in finding.lines:
            if line.kind == "audit" and line.owner == "force" and line.id.startswith(f"{form}/"):
                found.setdefault(line.id, (line, []))[1].append(finding)
    return found.values()


def _shares(evidence: Evidence, at: date, policy: Policy) -> dict[str, float]:
    """Of the random answers to each question in the window, how many were about a case it applied to."""
    shares: dict[str, float] = {}
    # Totals do not say to how many cases a question did not apply.
    for name, batches in batches_by_question(Evidence(cases=evidence.cases), at).items():
        counts = sum((b.counts for b in batches if _speaks_of_all(b, at, policy)), Counts())
        if counts.n:
            shares[name] = counts.n / (counts.n + counts.not_applicable)
    return shares


def _speaks_of_all(batch: Batch, at: date, policy: Policy) -> bool:
    drawn = batch.selection in (Selection.RANDOM, Selection.SYSTEMATIC)
    return drawn and months_since(batch.month, at) <= policy.max_age_months
