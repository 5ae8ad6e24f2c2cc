"""A18: what a cause of concern of an inspectorate does to the criteria it is about: while it is live they are Red.

Once it is closed they are Amber at best until something later has tested them: its closing is no test of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from daready.evidence.model import Concern
from daready.messages import because
from daready.rubric.terms import WORST_FIRST, Colour
from daready.scoring.model import ClauseFinding, CriterionFinding

LIVE, UNTESTED = "under_concern", "concern_untested"
"""The notes: a cause of concern is live; it was closed, and nothing later has tested what it was about."""
_COUNTED = ("audit", "measure")


def with_concerns(
    criteria: Sequence[CriterionFinding], concerns: Iterable[Concern], day: date
) -> list[CriterionFinding]:
    """The criteria with what causes of concern known by a day cap; no colour gets better by one."""
    found = [*criteria]
    for concern in concerns:
        if concern.published is None or concern.published <= day:
            closed = concern.closed if concern.closed and concern.closed <= day else None
            found = [_capped(one, concern._replace(closed=closed)) for one in found]
    return found


def _capped(finding: CriterionFinding, concern: Concern) -> CriterionFinding:
    clauses = [clause for criterion, clause in concern.links if criterion == finding.id]
    if not clauses or (concern.closed and _tested_since(finding, concern.closed)):
        return finding
    most, note = (Colour.AMBER, UNTESTED) if concern.closed else (Colour.RED, LIVE)
    parts = tuple(
        _clause(one, most, note) if None in clauses or one.id in clauses else one for one in finding.clauses
    )
    colour = _worse(finding.colour, most)
    if colour is finding.colour:
        return replace(finding, clauses=parts, notes=(*finding.notes, note))
    said = because(note, item=concern.item)
    return replace(
        finding,
        colour=colour,
        rule="A18",
        amber="unproven" if colour is Colour.AMBER else None,
        notes=(note, *finding.notes),
        reason=f"{said.text} {finding.reason}",
        to_green=said.fix,
        cases_to_green=None,
        clauses=parts,
        at_best=_worse(finding.at_best, most),
        if_safe=_worse(finding.if_safe, most),
        on_inspection_day=_worse(finding.on_inspection_day, most) if finding.on_inspection_day else None,
    )


def _clause(clause: ClauseFinding, most: Colour, note: str) -> ClauseFinding:
    colour = _worse(clause.colour, most)
    return clause if colour is clause.colour else replace(clause, colour=colour, note=note)


def _worse(one: Colour, other: Colour) -> Colour:
    return min(one, other, key=WORST_FIRST.index)


def _tested_since(finding: CriterionFinding, closed: date) -> bool:
    """Whether a look at practice or a figure is about months that began after a day."""
    return any(
        line.live and line.kind in _COUNTED and line.last is not None and line.last > closed
        for line in finding.lines
        if line.owner == "force"
    )
