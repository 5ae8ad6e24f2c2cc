"""What a set of questions reaches: the clauses and criteria they test, and which further questions would reach most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from daready.rubric.model import Criterion, Form, Rubric

Clause = tuple[str, str]
"""A criterion's id and its clause's."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The clauses that questions test and the criteria these are of."""

    clauses: frozenset[Clause]

    @property
    def criteria(self) -> frozenset[str]:
        return frozenset(criterion for criterion, _ in self.clauses)


@dataclass(frozen=True, slots=True)
class Step:
    """One more question with what it reaches that nothing before it did."""

    question: str
    clauses: frozenset[Clause]
    criteria: frozenset[str]


Weigh = Callable[[Criterion], float]


def reach_of(rubric: Rubric, questions: Iterable[str]) -> Reach:
    """What these questions reach, by the name lines use (case-audit/Q25)."""
    tested = _clauses_by_question(rubric)
    return Reach(frozenset[Clause]().union(*(tested.get(name, frozenset[Clause]()) for name in questions)))


def best_steps(
    rubric: Rubric,
    asked: Iterable[str],
    candidates: Sequence[str],
    most: int,
    weigh: Weigh = lambda _: 1.0,
) -> list[Step]:
    """The questions to add, each the one that brings most to what is asked already, by the weight of criteria.

    Of two that bring the same the earlier candidate comes first; none that brings nothing.
    """
    tested = _clauses_by_question(rubric)
    have = set(reach_of(rubric, asked).clauses)
    steps: list[Step] = []
    left = list(candidates)
    while left and len(steps) < most:
        best = max(left, key=lambda name: _brings(rubric, tested.get(name, frozenset()) - have, have, weigh))
        new = tested.get(best, frozenset[Clause]()) - have
        if not new:
            break
        before = {criterion for criterion, _ in have}
        steps.append(Step(best, frozenset(new), frozenset({criterion for criterion, _ in new} - before)))
        have |= new
        left.remove(best)
    return steps


CORE = 20
"""How many questions a core form asks."""


def core_questions(rubric: Rubric, form: Form) -> list[str]:
    """The ids of the questions of a core form: CORE of them, those that reach most of the critical criteria.

    First the direct looks without which a critical criterion is Grey; then, one by one, what reaches most further
    clauses of critical criteria, and then of all others. No question that needs another column than the district, the
    risk and what the direct looks need, so that the form stays on one page.
    """
    names = {
        f"{form.id}/{one.id}": one for one in form.questions if one.type != "number" and not one.unscored
    }
    critical = [one for one in rubric.criteria.values() if one.critical]
    first = [line.id for one in critical for line in one.lines if line.required and line.id in names]
    asked = list(dict.fromkeys(first))[:CORE]
    columns = {"district", "risk", *(column for name in asked for column in names[name].applies_if)}
    fitting = [name for name, one in names.items() if columns.issuperset(one.applies_if)]
    tested = _clauses_by_question(rubric)
    ids = {one.id for one in critical}
    near = [name for name in fitting if any(one in ids for one, _ in tested.get(name, ()))]
    for candidates in (near, fitting):
        left = [name for name in candidates if name not in asked]
        asked += [step.question for step in best_steps(rubric, asked, left, CORE - len(asked))]
    return [one.id for name, one in names.items() if name in asked]


def _brings(rubric: Rubric, new: frozenset[Clause], have: set[Clause], weigh: Weigh) -> tuple[float, float]:
    """New criteria before further clauses of those that are reached."""
    before = {criterion for criterion, _ in have}
    criteria = {criterion for criterion, _ in new} - before
    return (
        sum(weigh(rubric.criteria[criterion]) for criterion in criteria),
        sum(weigh(rubric.criteria[criterion]) for criterion, _ in new),
    )


def _clauses_by_question(rubric: Rubric) -> dict[str, frozenset[Clause]]:
    found: dict[str, set[Clause]] = {}
    for criterion in rubric.criteria.values():
        for clause in criterion.parts:
            for line in clause.lines:
                found.setdefault(line, set()).add((criterion.id, clause.id))
    return {name: frozenset(clauses) for name, clauses in found.items()}
