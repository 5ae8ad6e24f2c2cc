"""Criteria that a force does not look at this year: never Green, never hidden, and bad news stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from daready.messages import because
from daready.rubric.terms import Colour
from daready.scoring.model import CriterionFinding
from daready.scoring.of_the_ledger import LeftOut

NOTE = "not_looked_at"


def with_scope(
    criteria: Sequence[CriterionFinding], left_out: Mapping[str, LeftOut]
) -> list[CriterionFinding]:
    """The criteria with those that are left out marked. What was seen to fall short keeps its colour (law 14).

    A Green that nobody means to look after is Grey, and so is what nobody has shown. A critical criterion is never
    left out, whatever an entry says.
    """
    return [
        _not_looked_at(one) if one.id in left_out and not one.critical and _shows_nothing(one) else one
        for one in criteria
    ]


def _shows_nothing(finding: CriterionFinding) -> bool:
    """Whether leaving it out hides no failure: it is Green, or Grey, or Amber only for what was not shown."""
    unsafe = any(line.unsafe for line in finding.lines)
    return not unsafe and (finding.colour in (Colour.GREEN, Colour.GREY) or finding.amber == "unproven")


def _not_looked_at(finding: CriterionFinding) -> CriterionFinding:
    said = because(NOTE)
    return replace(
        finding,
        colour=Colour.GREY,
        amber=None,
        notes=(NOTE, *finding.notes),
        reason=f"{said.text} {finding.reason}",
        to_green=said.fix,
        cases_to_green=None,
        if_safe=Colour.GREY,
        on_inspection_day=Colour.GREY if finding.on_inspection_day else None,
    )
