"""Why not: a row for each critical criterion below green and each other red, its number beside the standard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import floor

from daready.planning.gaps import Gap, deciding_line
from daready.report.charts import FEWEST
from daready.report.first.decisions import NO_DATE, by
from daready.report.first.reasons import brief
from daready.report.first.view import STATES, GapRow, MapRow, Owned, Tile, state_of, tile
from daready.report.shapes import Span
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding, LineFinding

MOST = 10
MONTHS = 12
FEW = 12
"""Fewer answers are shown as counts: a percentage of so few says more than was seen."""
NO_RATE = "no rate"


def standing(assessment: Assessment) -> tuple[tuple[int, ...], tuple[MapRow, ...]]:
    """How many criteria stand in each of the five states, and the map: each criterion in its theme and its state."""
    counts = Counter(state_of(c) for c in assessment.criteria)
    rows = tuple(
        MapRow(
            theme.id,
            theme.short or theme.title,
            tuple(
                tuple(
                    _tiles([c for c in assessment.criteria if c.theme == theme.id and state_of(c) == state])
                )
                for state in STATES
            ),
        )
        for theme in assessment.themes
    )
    return tuple(counts[state] for state in STATES), rows


def _tiles(criteria: Sequence[CriterionFinding]) -> list[Tile]:
    return sorted(map(tile, criteria), key=lambda one: not one.critical)


def gap_rows(
    assessment: Assessment,
    gaps: Sequence[Gap],
    rubric: Rubric,
    chances: Mapping[str, float | None],
    owned: Mapping[str, Owned],
    spans: Mapping[tuple[str, str], Span],
) -> tuple[GapRow, ...]:
    """All of them: critical first by state and then as the gaps are ordered. ``spans``: months in the workbook."""
    found = {c.id: c for c in assessment.criteria}
    below = [found[gap.criterion] for gap in gaps]
    shown = [c for c in below if c.critical or c.colour is Colour.RED]
    waiting = Counter(name for case in assessment.needs_someone_today for name in case.criteria)
    return tuple(
        _row(
            c,
            brief(c, rubric.criteria[c.id], waiting[c.id], assessment.districts),
            chances[c.id],
            owned[c.id],
            spans,
            waiting[c.id],
        )
        for c in sorted(shown, key=lambda c: (not c.critical, STATES.index(state_of(c))))
    )


def _row(
    c: CriterionFinding,
    reason: str,
    chance: float | None,
    owned: Owned,
    spans: Mapping[tuple[str, str], Span],
    waiting: int,
) -> GapRow:
    line = deciding_line(c)
    rate = line if line is not None and line.kind in ("audit", "measure") and line.counts.n else None
    span = spans.get((c.id, rate.id)) if rate is not None and rate.green_from is not None else None
    if span is not None and span.last - span.first + 1 < FEWEST:
        span = None
    if span is not None and span.last - span.first + 1 > MONTHS:
        span = Span(span.sheet, span.last - MONTHS + 1, span.last)
    if_safe = waiting > 0 and c.if_safe is Colour.GREEN
    return GapRow(
        tile=tile(c),
        met=met(rate),
        needs=rate.green_from if rate is not None else None,
        points=tuple(point for point in rate.points if point.of)[-MONTHS:] if span and rate else (),
        span=span,
        reason=reason,
        owner=owned.owner,
        by="today" if if_safe and by(owned) == NO_DATE else by(owned),
        overdue=owned.overdue,
        chance=chance,
        forecast=forecast(chance, if_safe=if_safe),
    )


def forecast(chance: float | None, *, if_safe: bool) -> str:
    """At best how likely it is green by the inspection, cut down to a whole percentage."""
    return "no forecast" if chance is None else f"{'if safe ' if if_safe else ''}{floor(100 * chance)}%"


def every_why(assessment: Assessment, rubric: Rubric) -> Mapping[str, str]:
    """By criterion that is not green, why."""
    waiting = Counter(name for case in assessment.needs_someone_today for name in case.criteria)
    return {
        c.id: in_brief(c, brief(c, rubric.criteria[c.id], waiting[c.id], assessment.districts))
        for c in assessment.criteria
        if c.colour is not Colour.GREEN
    }


def in_brief(c: CriterionFinding, reason: str) -> str:
    """Why a criterion is not green where there is room for a line: its counts beside the standard, and the reason."""
    line = deciding_line(c)
    said = f"{reason}."
    if line is None or line.kind not in ("audit", "measure") or not line.counts.n:
        return said
    needs = f", {floor(100 * line.green_from + 1e-9)}% needed" if line.green_from is not None else ""
    share = floor(100 * line.counts.yes / line.counts.n)
    return f"{line.title}: {line.counts.yes:,} of {line.counts.n:,} met it ({share}%){needs}. {said}"


def met(line: LineFinding | None) -> str:
    """A rate cut down to a whole percentage, as everywhere; counts where there are few."""
    if line is None:
        return NO_RATE
    if line.kind == "audit" and line.counts.n < FEW:
        return f"{line.counts.yes} of {line.counts.n}"
    return f"{floor(100 * line.counts.yes / line.counts.n)}%"
