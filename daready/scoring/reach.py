"""Which colours a criterion can have at all: one that no evidence could make green is a fault of the rubric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from daready.rubric.model import Criterion, Rubric
from daready.rubric.terms import Colour
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
        replace(given_line(rubric, line, colour, at), n_eff=1e9 if line.kind == "audit" else None)
        for at, line in enumerate(criterion.lines)
    ]
    policy = rubric.policy
    return combine(
        lines,
        min_lines=policy.min_lines_for_green,
        alone_from=policy.alone_from_n_eff,
        second_line=frozenset({"A", "B"}),
    ).colour
