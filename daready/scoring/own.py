"""The force's own questions, that no criterion asks: coloured by the same rules, and part of no other colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from daready.rubric.adopted import OWN
from daready.rubric.model import Line, Rubric
from daready.scoring.known import Known
from daready.scoring.lines import line_finding
from daready.scoring.model import LineFinding


def own_findings(rubric: Rubric, known: Known, at: date) -> tuple[LineFinding, ...]:
    """A finding for each own question that was asked and is attached to no clause, in the order of the forms."""
    asked = dict.fromkeys(_own_lines(rubric))
    plain = next((replace(one, critical=False) for one in rubric.criteria.values()), None)
    if plain is None:
        return ()
    found = (line_finding(rubric, plain, Line(question=name), known, at) for name in asked)
    return tuple([one for one in found if one.asked])


def _own_lines(rubric: Rubric) -> Iterator[str]:
    for form in rubric.adopted:
        for one in form.of(OWN):
            if "clause" not in one:
                yield f"{form.adopts}/{one['id']}"
