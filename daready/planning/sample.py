"""How to spend a month's audit capacity: over questions, or over the strata that cases are drawn from (R6.4, R6.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from daready.planning.worth import value_of_cases
from daready.scoring.classify import Cuts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one question so far: s of n met it; ``weight`` 3 for a critical one, else 1 (R6.5)."""

    s: float
    n: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Cases for each question or stratum, and what they are worth together."""

    cases: tuple[int, ...]
    worth: float


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


def plans_by_stratum(
    asked: Sequence[Asked],
    applicable: Sequence[Sequence[float]],
    capacity: int,
    cuts: Cuts,
    *,
    least: Sequence[int],
    most: Sequence[int],
    block: int = 5,
) -> list[Plan]:
    """R6.5: one case answers every question that applies to it. All plans in blocks, the best first.

    ``applicable``: for each question the share of each stratum's cases it applies to. ``least`` and
    ``most`` cases per stratum; ``capacity`` is spent in full, the last block of a stratum may be cut.
    Ties: the lexicographically smallest. Every plan is tried, so for up to six strata.
    """
    strata = len(least)
    reach = [floor(sum(shares[h] * most[h] for h in range(strata))) + 1 for shares in applicable]
    tables = [
        [q.weight * value_of_cases(q.s, q.n, m, cuts) for m in range(min(far, capacity) + 2)]
        for q, far in zip(asked, reach, strict=True)
    ]
    plans = [
        Plan(cases, sum(map(_worth, tables, (_expected(shares, cases) for shares in applicable))))
        for cases in _allocations(capacity, least, most, block)
    ]
    return sorted(plans, key=lambda plan: (-round(plan.worth, 12), plan.cases))


def _expected(shares: Sequence[float], cases: Sequence[int]) -> float:
    return sum(share * n for share, n in zip(shares, cases, strict=True))


def _worth(values: Sequence[float], m: float) -> float:
    """Between whole numbers of cases, in a straight line."""
    whole = floor(m + 1e-9)
    part = max(0.0, m - whole)
    return values[whole] if not part else values[whole] + part * (values[whole + 1] - values[whole])


def _allocations(
    capacity: int, least: Sequence[int], most: Sequence[int], block: int
) -> Iterator[tuple[int, ...]]:
    if not least:
        if capacity == 0:
            yield ()
        return
    for n in range(least[0], min(most[0], capacity) + 1, block):
        for rest in _allocations(capacity - n, least[1:], most[1:], block):
            yield (n, *rest)
