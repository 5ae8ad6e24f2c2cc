"""What changed since the last sign-off: worse and better only beyond chance, and what time alone will change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from daready.report.first.decisions import short_day
from daready.report.first.view import Fact
from daready.rubric.terms import Colour
from daready.scoring.compare import Changes, Movement
from daready.scoring.model import Assessment, CriterionFinding

MOST = 4
_NAMED = 3
REAL = frozenset({"practice", "unsafe"})
"""Only what people did, or left undone, is called better or worse."""


def heading(changes: Changes | None) -> str:
    return f"Changed since {short_day(changes.as_at)} {changes.as_at.year}" if changes else "Changed"


def changed(assessment: Assessment, changes: Changes | None) -> tuple[Fact, ...]:
    """At most four lines, critical criteria first."""
    return tuple([*_since(assessment, changes), *_ahead(assessment)][:MOST])


def _since(assessment: Assessment, changes: Changes | None) -> Iterator[Fact]:
    if changes is None:
        yield Fact("New", "nothing was signed off before, so nothing is compared")
        return
    found = {c.id: c for c in assessment.criteria}
    moved = [one for one in changes.movements if one.change in ("worse", "better") and one.criterion in found]
    real = [one for one in moved if REAL.intersection(step.cause for step in one.steps)]
    others = [one for one in moved if one not in real]
    for change in ("worse", "better"):
        those = sorted((one for one in real if one.change == change), key=lambda one: not one.critical)
        if those:
            yield Fact(change.capitalize(), _moved(those, found))
    if others:
        yield Fact("Other", f"{_moved(others, found)}: not through practice")
    if not moved:
        yield Fact("Same", "nothing beyond chance")


def _moved(those: Sequence[Movement], found: Mapping[str, CriterionFinding]) -> str:
    said = [
        f"{_name(found[one.criterion])} {_colour(one.before)} to {_colour(one.now)}" for one in those[:_NAMED]
    ]
    more = [f"{len(those) - _NAMED} more"] if len(those) > _NAMED else []
    return "; ".join([*said, *more])


def _ahead(assessment: Assessment) -> Iterator[Fact]:
    """What time alone changes before the inspection, if nothing new is gathered."""
    lost = [c for c in assessment.criteria if c.on_inspection_day not in (None, c.colour)]
    if not lost or assessment.inspection is None:
        return
    first = sorted(lost, key=lambda c: not c.critical)
    said = [f"{_name(c)} {_colour(c.colour)} to {_colour(c.on_inspection_day)}" for c in first[:_NAMED]]
    more = [f"{len(lost) - _NAMED} more"] if len(lost) > _NAMED else []
    yield Fact(f"By {short_day(assessment.inspection)}", f"{'; '.join([*said, *more])}, without new evidence")


def _name(c: CriterionFinding) -> str:
    return c.short or c.ref


def _colour(colour: Colour | None) -> str:
    return colour.value.lower() if colour else "not rated"
