"""How to spend a month's audit capacity: over questions, or over the strata that cases are drawn from (R6.4, R6.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from math import floor

from daready.planning.worth import value_of_cases
from daready.scoring.classify import Cuts

Blocks = tuple[int, ...]
"""How many blocks of cases above its least each stratum gets."""

_TRY_ALL = 6

_BLOCK = 5
"""R6.5: nobody plans an audit by single cases."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one question so far: s of n met it; ``weight`` 3 for a critical one, else 1 (R6.5).

    ``first``: cases it is to get before anything else is weighed, for a Grey or an expiring one. ``cuts``: its own,
    where they are not those of all.
    """

    s: float
    n: float
    weight: float = 1.0
    first: float = 0.0
    cuts: Cuts | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Cases for each question or stratum, and what they are worth together.

    ``short``: how many of the cases that questions were to get first are missing, where capacity is too small.
    """

    cases: tuple[int, ...]
    worth: float
    short: float = 0.0


def cases_first(n_eff: float, *, months: float, half_life: float, n_min: int) -> float:
    """R6.5, floors first: how many cases bring n_eff to n_min at the inspection, so many months ahead (R6.7)."""
    faded: float = 0.5 ** (months / half_life)
    return max(0.0, n_min - n_eff * faded)


def plans_by_stratum(
    asked: Sequence[Asked],
    applicable: Sequence[Sequence[float]],
    capacity: int,
    cuts: Cuts,
    *,
    least: Sequence[int],
    most: Sequence[int],
    block: int = _BLOCK,
) -> list[Plan]:
    """R6.5: one case answers every question that applies to it. Plans in blocks of cases, the best first.

    ``applicable``: for each question the share of each stratum's cases it applies to. ``least`` and
    ``most`` cases per stratum; ``capacity`` is spent in full, in blocks above ``least``, and where that
    cannot be there is no plan. Floors first: the fewest cases short, then the most worth, then the
    lexicographically smallest. Up to six strata every plan is tried; of more, those in which exchanges
    of blocks end from five starts, which need not hold the very best.
    """
    strata = range(len(least))
    worths = [_worth_of(q, q.cuts or cuts) for q in asked]

    def plan(blocks: Blocks) -> Plan:
        cases = tuple(low + n * block for low, n in zip(least, blocks, strict=True))
        gained = [_expected(shares, cases) for shares in applicable]
        short = sum(max(0.0, q.first - m) for q, m in zip(asked, gained, strict=True))
        return Plan(cases, sum(worth(m) for worth, m in zip(worths, gained, strict=True)), short)

    spare = capacity - sum(least)
    room = [max(0, high - low) // block for low, high in zip(least, most, strict=True)]
    if spare < 0 or spare % block or sum(room) * block < spare:
        return []
    if len(strata) <= _TRY_ALL:
        return sorted(map(plan, _allocations(spare // block, room)), key=_rank)
    useful = [sum(q.weight * shares[h] for q, shares in zip(asked, applicable, strict=True)) for h in strata]
    ends = {_exchanged(start, room, plan) for start in _starts(spare // block, room, useful)}
    return sorted(map(plan, ends), key=_rank)


def _rank(plan: Plan) -> tuple[float, float, tuple[int, ...]]:
    return round(plan.short, 9), -round(plan.worth, 12), plan.cases


def _allocations(blocks: int, room: Sequence[int]) -> Iterator[Blocks]:
    """Every way to spend so many blocks, each stratum having room for so many."""
    if not room:
        if blocks == 0:
            yield ()
        return
    for n in range(min(room[0], blocks) + 1):
        for rest in _allocations(blocks - n, room[1:]):
            yield (n, *rest)


def _starts(blocks: int, room: Sequence[int], useful: Sequence[float]) -> Iterator[Blocks]:
    """Proportional to the cases there are, even, proportional to use, the first strata full, the last full."""
    strata = range(len(room))
    yield _shared(blocks, room, room)
    yield _shared(blocks, room, [1.0 for _ in strata])
    yield _shared(blocks, room, useful)
    yield _shared(blocks, room, [float((blocks + 1) ** -h) for h in strata])
    yield _shared(blocks, room, [float((blocks + 1) ** h) for h in strata])


def _shared(blocks: int, room: Sequence[int], weights: Sequence[float]) -> Blocks:
    """Block by block to the stratum that has the fewest for its weight (D'Hondt), while it has room."""
    given = [0 for _ in room]
    for _ in range(blocks):
        free = [h for h, most in enumerate(room) if given[h] < most]
        given[max(free, key=lambda h: (weights[h] / (given[h] + 1), -h))] += 1
    return tuple(given)


def _exchanged(start: Blocks, room: Sequence[int], plan: Callable[[Blocks], Plan]) -> Blocks:
    """The best exchange of blocks between two strata, again and again until none improves.

    Any number of blocks at once, because one is often worth nothing where several are worth much.
    """
    best, rank = start, _rank(plan(start))
    while True:
        found, blocks = min(
            ((_rank(plan(other)), other) for other in _exchanges(best, room)), default=(rank, best)
        )
        if found >= rank:
            return best
        best, rank = blocks, found


def _exchanges(blocks: Blocks, room: Sequence[int]) -> Iterator[Blocks]:
    for giver, taker in permutations(range(len(blocks)), 2):
        for n in range(1, min(blocks[giver], room[taker] - blocks[taker]) + 1):
            other = list(blocks)
            other[giver] -= n
            other[taker] += n
            yield tuple(other)


def _expected(shares: Sequence[float], cases: Sequence[int]) -> float:
    return sum(share * n for share, n in zip(shares, cases, strict=True))


def _worth_of(question: Asked, cuts: Cuts) -> Callable[[float], float]:
    """What cases are worth to a question: between whole numbers in a straight line, each worked out once."""

    @cache
    def whole(m: int) -> float:
        return question.weight * value_of_cases(question.s, question.n, m, cuts)

    def worth(m: float) -> float:
        below = floor(m + 1e-9)
        part = max(0.0, m - below)
        return whole(below) if not part else whole(below) + part * (whole(below + 1) - whole(below))

    return worth
