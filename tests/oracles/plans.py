"""What to look at next, by the plainest rules: the sample's own rate, one case a question, gaps in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from daready.planning.priority import Candidate, urgency
from daready.planning.sample import Asked, Plan
from daready.planning.worth import value_of_cases
from daready.scoring.classify import Cuts


def cases_to_bare_rate(s: float, n: float, cuts: Cuts) -> int:
    """R6.1: how many compliant cases in a row bring the sample's own rate to green_from; proof takes more.

    green_from stands below 1, or all of the n met it.
    """
    short = cuts.green_from * n - s
    if short <= 1e-9:
        return 0
    if cuts.green_from >= 1:
        raise ValueError("a case that failed can never be made up for where green is all of them")
    return ceil(short / (1 - cuts.green_from) - 1e-9)


def plan_questions(asked: Sequence[Asked], capacity: int, cuts: Cuts) -> Plan:
    """R6.4: one case answers one question. Exact, by dynamic programming; the earlier question where equal.

    Looking one case at a time fails, because one case is often worth exactly nothing.
    """
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (capacity + 1)
    for question in asked:
        values = [
            question.weight * value_of_cases(question.s, question.n, m, cuts) for m in range(capacity + 1)
        ]
        best = [
            max(
                ((best[used - m][0] + values[m], (*best[used - m][1], m)) for m in range(used + 1)),
                key=lambda plan: (round(plan[0], 12), plan[1]),
            )
            for used in range(capacity + 1)
        ]
    worth, cases = best[capacity]
    return Plan(cases, worth)


def in_order(candidates: Iterable[Candidate]) -> list[str]:
    """R6.8: the ids, most urgent first: by tier, then weight × gain ÷ effort, then id."""
    return [one.id for one in sorted(candidates, key=urgency)]
