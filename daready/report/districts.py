"""The districts side by side: each audit question called in each of them alone, with its counts (R1.9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from daready.report.colours import coloured
from daready.report.shapes import NOT_ASKED, Cell, Column, Link, Row, Table, filled, row
from daready.report.words import meaning
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding, LineFinding
from daready.scoring.reasons import percent

UNSAID = "District not said"
_FIXED = (Column("Ref", 8), Column("Audit question", 38), Column("Whole force", 16, "colour"))


def districts(assessment: Assessment, least: int) -> Table:
    """A row for each audit question, a column for each district. ``least``: the fewest cases that earn a colour."""
    found = {(one.criterion, one.line.id, one.district): one.line for one in assessment.districts}
    named = sorted({district for *_, district in found if district is not None})
    places: list[str | None] = [*named, *([None] if any(d is None for *_, d in found) else [])]
    columns = (*_FIXED, *(Column(heading, 20, "colour") for heading in _headings(places)))
    rows = [
        _row(criterion, line, [found.get((criterion.id, line.id, place)) for place in places])
        for criterion in assessment.criteria
        for line in criterion.lines
        if any((criterion.id, line.id, place) in found for place in named)
    ]
    return Table(
        sheet="Districts",
        title="Every audit question in each district",
        name="districts",
        columns=columns,
        rows=filled(columns, rows),
        notes=tuple(_notes(assessment, places, least)),
    )


def _headings(places: Sequence[str | None]) -> Iterator[str]:
    """The districts' names, no two alike to a program that does not tell capitals apart."""
    used = {column.heading.casefold() for column in _FIXED}
    for at, place in enumerate(places, 1):
        name = place or UNSAID
        yield name if name.casefold() not in used else f"{name} ({at})"
        used.add(name.casefold())


def _notes(assessment: Assessment, places: Sequence[str | None], least: int) -> Iterator[str]:
    if not places:
        yield "No audited case says its district, or all are of one: there is nothing to set side by side."
        return
    yield (
        f"Each district is judged alone, by the rules of the whole force. Fewer than {least} cases, the older "
        "counted for less, earn no colour: they are grey, with their counts."
    )
    yield (
        "Do not rank districts by these shares: most differences between few cases are chance. A district that is "
        "firmly red holds the whole question at amber."
    )
    yield f"Questions by colour: {'; '.join(_tally(assessment, place) for place in places)}."


def _tally(assessment: Assessment, place: str | None) -> str:
    seen = Counter(one.line.colour for one in assessment.districts if one.district == place)
    said = ", ".join(f"{seen[colour]} {colour.value.lower()}" for colour in Colour if seen[colour])
    return f"{place or UNSAID}: {said}"


def _row(criterion: CriterionFinding, line: LineFinding, alone: Sequence[LineFinding | None]) -> Row:
    return row(
        Cell(criterion.ref, link=Link("Criteria", criterion.id)),
        f"{line.title} ({line.id})",
        coloured(line.colour),
        *(_cell(found) for found in alone),
        key=criterion.id,
    )


def _cell(line: LineFinding | None) -> Cell | str:
    """The colour with its counts; a grey says why it is none, and shows no percentage of a few cases."""
    if line is None:
        return NOT_ASKED
    met, of = line.counts.yes, line.counts.n
    if line.colour is Colour.GREY:
        return coloured(line.colour, also=f"{met} of {of}: {meaning(line.note).words}")
    return coloured(line.colour, also=f"{met} of {of} ({percent(met / of)})" if of else f"{met} of {of}")
