"""Each district called alone, by the rules of the whole, where it has cases enough (R1.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from daready.rubric.model import Criterion, Line, Question, Rubric
from daready.rubric.terms import Colour
from daready.scoring.audit import audit_finding
from daready.scoring.known import Known
from daready.scoring.marking import with_marking
from daready.scoring.model import DistrictFinding, LineFinding
from daready.scoring.rebased import since_rebase


def district_findings(rubric: Rubric, known: Known, at: date) -> tuple[DistrictFinding, ...]:
    """Every audit question that the force answers for, district by district; none where all cases are of one.

    A district with fewer effective cases than n_min has no colour, not even an early Red: it is Grey with
    its counts. These colours decide nothing; what a firm Red in one district does is R1.9's to say.
    """
    return tuple(
        DistrictFinding(
            criterion.id, district, _alone(rubric, criterion, line, question, district, known, at)
        )
        for criterion in rubric.criteria.values()
        for line, question in _questions(rubric, criterion)
        for (by, district), lines in known.groups.items()
        if by == "district" and line.id in lines
    )


def _questions(rubric: Rubric, criterion: Criterion) -> Iterator[tuple[Line, Question]]:
    for line in criterion.lines:
        item = rubric.item[line.id]
        if line.kind == "audit" and isinstance(item, Question) and item.owner == "force":
            yield line, item


def _alone(
    rubric: Rubric,
    criterion: Criterion,
    line: Line,
    question: Question,
    district: str | None,
    known: Known,
    at: date,
) -> LineFinding:
    policy = rubric.policy
    batches = since_rebase(known.groups["district", district][line.id], line, policy, known.day)
    found = audit_finding(line, question, criterion.critical, batches, at, policy)
    found = with_marking(found, known.agreements.get(line.id))
    if found.p_green is not None and (found.n_eff or 0) < policy.n_min:
        return replace(found, colour=Colour.GREY, note="too_few", rule="R1.9")
    return found
