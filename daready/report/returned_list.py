"""A list as it came, with both colours: each point as it was judged then, as evidence shows it now, and as reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from daready.planning.reviews import HEADINGS, RESTS, Review
from daready.report.bound import Report
from daready.report.colours import coloured
from daready.report.shapes import Block, Cell, Column, Row, Summary, Table, day, row
from daready.report.words import OWNERS, count, meaning
from daready.rubric.terms import Colour
from daready.scoring.model import FrameworkFinding, RequirementFinding

_HOW = (
    "The points stand in the order in which they came. Colour then is how the force judged each when the list was "
    "first returned; Colour now is what evidence shows of it, and Grey where nothing tests it.",
    "A point that nothing tests can be reviewed: fill in the yellow cells and take the file back with: daready "
    "register review --from FILE. A review says what it rests on, and colours nothing.",
)


def returned_list(
    framework: FrameworkFinding, reviews: Mapping[str, Review], as_at: date, *, version: str
) -> Report:
    """The list of a framework, to be sent back; ``reviews`` by the ids of its points."""
    page = Summary(
        sheet="How to",
        title=framework.title,
        widths=(32, 20, 48, 25),
        blocks=(
            Block(f"As at {day(as_at)}", tuple(_told(framework, reviews))),
            Block("What it says", _HOW),
        ),
    )
    return Report(
        title=f"{framework.title}, as at {day(as_at)}",
        as_at=as_at,
        version=version,
        summary=page,
        tables=(_table(framework, reviews),),
    )


def _told(framework: FrameworkFinding, reviews: Mapping[str, Review]) -> list[str]:
    points = framework.requirements
    then, now = Counter(one.colour_then for one in points), Counter(one.colour for one in points)
    judged = sum(one.id in reviews for one in points)

    def tally(of: Counter[Colour | None] | Counter[Colour]) -> str:
        return ", ".join(f"{of[colour]} {colour.value.lower()}" for colour in Colour if of[colour]) or "none"

    return [
        f"{count(len(points), 'point')}. Then: {tally(then)}. Now, by evidence: {tally(now)}.",
        f"Reviewed by judgement or document: {judged} of {len(points)}.",
    ]


def _table(framework: FrameworkFinding, reviews: Mapping[str, Review]) -> Table:
    columns = (
        Column("Ref", 11),
        Column("Text", 50),
        Column("Heading", 22),
        Column("Owner", 18),
        Column("Colour then", 13, "colour"),
        Column("Colour now", 13, "colour"),
        Column("Since then", 22),
        Column("What it rests on", 44),
        Column(HEADINGS["colour"][0], 13, "input", ("Red", "Amber", "Green")),
        Column(HEADINGS["rests"][0], 13, "input", tuple(words[0] for words in RESTS.values())),
        Column(HEADINGS["role"][0], 20, "input"),
        Column(HEADINGS["on"][0], 13, "input"),
        Column(HEADINGS["why"][0], 40, "input"),
    )
    return Table(
        sheet="List",
        title=f"{framework.title}: {framework.edition}",
        name="returned_list",
        columns=columns,
        rows=tuple(_row(one, reviews.get(one.id)) for one in framework.requirements),
        notes=_HOW[1:],
    )


def _row(one: RequirementFinding, review: Review | None) -> Row:
    said = (
        (review.colour.value.capitalize(), RESTS[review.rests][0], review.role, review.on, review.why)
        if review
        else ("", "", "", "", "")
    )
    return row(
        one.id,
        one.text,
        one.group,
        OWNERS.get(one.owner, one.owner),
        coloured(one.colour_then) if one.colour_then else None,
        coloured(one.colour, also="in part" if one.in_part and one.colour is not Colour.GREY else ""),
        meaning(one.since_then).words if one.since_then else None,
        one.reason,
        *(Cell(each) for each in said),
        key=one.id,
    )
