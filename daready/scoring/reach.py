"""Which colours a criterion can have at all: one that no evidence could make green is a fault of the rubric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from daready.rubric.model import Criterion, Rubric
from daready.rubric.terms import Colour
from daready.scoring.clauses import parts_of
from daready.scoring.combine import combine
from daready.scoring.examples import given_line


def out_of_reach(rubric: Rubric) -> Iterator[tuple[str, Colour]]:
    """Criterion and colour for each that stays out of reach with the best, or the worst, evidence there can be."""
    for criterion in rubric.criteria.values():
        for colour in (Colour.GREEN, Colour.RED):
            if _with_all(rubric, criterion, colour) is not colour:
                yield criterion.id, colour


def _with_all(rubric: Rubric, criterion: Criterion, colour: Colour) -> Colour:
    """The criterion's colour when every line has this one, on as many cases as anybody could audit."""
    lines = [
        replace(given_line(rubric, line, colour, at), stands_alone=line.kind == "audit")
        for at, line in enumerate(criterion.lines)
    ]
    policy = rubric.policy
    return combine(
        lines,
        parts=parts_of(criterion),
        min_lines=policy.min_lines_for_green,
        second_line=frozenset({"A", "B"}),
    ).colour
