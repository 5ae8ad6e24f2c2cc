"""Position: the map, a criterion, its parts, its lines with their months, the rows, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count as numbered

from daready.planning.forecast import at_most_green
from daready.planning.gaps import Gap, deciding_line, months_left, next_sample_told
from daready.report.actions import standing, taken_on
from daready.report.asked import numbers_answered
from daready.report.charts import month_svg, points_told, worth_drawing
from daready.report.first.rows import NO_RATE, forecast, met
from daready.report.first.view import MapRow, Tile, tile
from daready.report.listed import runs_of, told_runs
from daready.report.page import Shade, columns
from daready.report.shapes import day
from daready.report.words import GAP_KINDS, meaning
from daready.rubric.terms import Colour
from daready.scoring.model import ClauseFinding, CriterionFinding, LineFinding, Support
from daready.scoring.reasons import line_sentence, percent
from daready.window.answers import Answer, Asked, Page, Refused
from daready.window.desk import NOT_YET, Desk
from daready.window.standing import Standing
from daready.window.ways import Room, Way


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the map: its name, its label, what may be chosen, and what is."""

    name: str
    label: str
    offered: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Map:
    rows: tuple[MapRow, ...]
    columns: list[tuple[int, str, str, str]]
    choices: tuple[Choice, ...]
    find: str
    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what a criterion asks. ``share`` and ``standard`` are whole percentages for the bar."""

    says: str
    rests_on: str
    shade: Shade
    why: str
    met: str
    counted: str
    needs: str
    share: int | None
    standard: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one sheet that a line rests on, or that failed it."""

    file: str
    sheet: str
    rows: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of evidence with its months as a picture, and the rows behind it."""

    title: str
    shade: Shade
    sentence: str
    evidence: str
    chart: str
    months: str
    failed: tuple[Rows, ...]
    rests_on: tuple[Rows, ...]


@dataclass(frozen=True, slots=True)
class District:
    name: str
    shade: Shade
    met: int
    of: int
    rate: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """Everything of one criterion."""

    tile: Tile
    theme: str
    statement: str
    why: str
    reason: str
    met: str
    counted: str
    needs: str
    chance: str
    tested: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    changes: tuple[str, ...]
    gap_kind: str
    owner: str
    actions: tuple[str, ...]
    districts: tuple[District, ...]
    asked_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Position:
    map: Map
    criterion: Criterion | None = None

    @property
    def shown(self) -> str:
        return self.criterion.tile.ref if self.criterion else ""


def show(desk: Desk, asked: Asked) -> Answer:
    stands = desk.standing
    if stands is None:
        raise Refused(NOT_YET, 409)
    return Page("position.html", Position(_map(stands, asked)))


def one(desk: Desk, asked: Asked) -> Answer:
    stands = desk.stands
    found = next((c for c in stands.rated.assessment.criteria if c.ref == asked.path["ref"]), None)
    if found is None:
        raise Refused("This criterion is not among those that are looked at.", 404)
    return Page("position.html", Position(_map(stands, asked), _criterion(found, stands)))


def _map(stands: Standing, asked: Asked) -> Map:
    """The map, with only those criteria that the filters let through."""
    assessment = stands.rated.assessment
    offered: tuple[Choice, ...] = (
        Choice("theme", "Theme", tuple((t.id, t.short or t.title) for t in assessment.themes), ""),
        Choice(
            "owner", "Owner", tuple((r, r) for r in sorted({c.owner_role for c in assessment.criteria})), ""
        ),
        Choice("framework", "Framework", tuple((f.id, f.title) for f in assessment.frameworks), ""),
    )
    choices = tuple(
        replace(one, chosen=asked.query.get(one.name, "")) if _offers(one, asked) else one for one in offered
    )
    theme, owner, framework = (one.chosen for one in choices)
    find = asked.query.get("find", "").strip()
    answered = next((f for f in assessment.frameworks if f.id == framework), None)
    shown = {
        c.ref
        for c in assessment.criteria
        if (not theme or c.theme == theme)
        and (not owner or c.owner_role == owner)
        and (answered is None or numbers_answered(answered, c.id))
        and find.casefold() in f"{c.ref} {c.short} {c.title}".casefold()
    }
    rows = tuple(
        replace(row, tiles=tuple(tuple(t for t in tiles if t.ref in shown) for tiles in row.tiles))
        for row in stands.first.map
        if any(t.ref in shown for tiles in row.tiles for t in tiles)
    )
    heads = [
        (sum(len(row.tiles[at]) for row in rows), *rest)
        for at, (_, *rest) in enumerate(columns(stands.first))
    ]
    return Map(rows, heads, choices, find, len(shown), len(assessment.criteria))  # type: ignore[arg-type]


def _offers(choice: Choice, asked: Asked) -> bool:
    return asked.query.get(choice.name, "") in dict(choice.offered)


def _criterion(c: CriterionFinding, stands: Standing) -> Criterion:
    assessment, rubric = stands.rated.assessment, stands.rated.rubric
    said = rubric.criteria[c.id]
    line = deciding_line(c)
    rate = line if line is not None and line.kind in ("audit", "measure") and line.counts.n else None
    gap = next((gap for gap in stands.gaps if gap.criterion == c.id), None)
    months = months_left(assessment.as_at, assessment.inspection)
    waiting = any(c.id in case.criteria for case in assessment.needs_someone_today)
    chance = at_most_green(c, rubric.policy, months)
    asked = sum(part.asked for part in c.clauses)
    drawn = numbered()
    return Criterion(
        tile=tile(c),
        theme=next(theme.title for theme in assessment.themes if theme.id == c.theme),
        statement=said.statement,
        why=said.why,
        reason=c.reason,
        met=met(rate),
        counted=f"{rate.counts.yes:,} of {rate.counts.n:,}" if rate else "",
        needs=percent(rate.green_from) if rate and rate.green_from is not None else NO_RATE,
        chance=forecast(chance, if_safe=waiting and c.if_safe is Colour.GREEN) if gap else "",
        tested=f"{asked} of {len(c.clauses)}",
        parts=tuple(_part(part, c) for part in c.clauses),
        lines=tuple(_line(line, stands, next(drawn)) for line in c.lines),
        changes=tuple(_changes(c, gap, stands)),
        gap_kind=GAP_KINDS[gap.kind] if gap else "",
        owner=taken_on(gap, names=True) if gap else c.owner_role,
        actions=tuple(
            f"{one.action.id}: {standing(one)}" for one in stands.plan.actions if one.action.criterion == c.id
        ),
        districts=tuple(_districts(c, line, stands)),
        asked_by=tuple(
            (f.title, numbers) for f in assessment.frameworks if (numbers := numbers_answered(f, c.id))
        ),
    )


def _changes(c: CriterionFinding, gap: Gap | None, stands: Standing) -> Iterator[str]:
    if gap is None:
        yield c.to_green or "Nothing: it is green. A green says nothing about any one victim."
        return
    yield gap.remedy
    told = [c.to_green, *next_sample_told(c, stands.rated.rubric.policy)]
    if said := " ".join(text for text in told if text and text != gap.remedy):
        yield said


def _part(part: ClauseFinding, c: CriterionFinding) -> Part:
    """A part with the number of its first line that has one."""
    lines = [line for line in c.lines if line.id in part.lines]
    rate = next((x for x in lines if x.kind in ("audit", "measure") and x.counts.n), None)
    needs = rate.green_from if rate else None
    return Part(
        says=part.says,
        rests_on="; ".join(line.title for line in lines) or "Nobody asks about it",
        shade=Shade.of(part.colour),
        why=meaning(part.note).words,
        met=met(rate),
        counted=f"{rate.counts.yes:,} of {rate.counts.n:,}" if rate else "",
        needs=percent(needs) if needs is not None else NO_RATE,
        share=100 * rate.counts.yes // rate.counts.n if rate else None,
        standard=int(100 * needs + 1e-9) if needs is not None else None,
    )


def _line(line: LineFinding, stands: Standing, number: int) -> Line:
    evidence = f"{day(line.first)} to {day(line.last)}: {line.freshness}" if line.first and line.last else ""
    return Line(
        title=line.title,
        shade=Shade.of(line.colour),
        sentence=line_sentence(line, stands.rated.rubric.policy)[0],
        evidence=evidence,
        chart=month_svg(line, number) if worth_drawing(line) else "",
        months=points_told(line.points),
        failed=tuple(map(_rows, line.failures)),
        rests_on=tuple(map(_rows, line.sources)),
    )


def _rows(support: Support) -> Rows:
    listed = ", ".join(piece for piece, _ in told_runs(runs_of(support.rows)))
    return Rows(support.file, support.sheet, listed, len(support.rows))


def _districts(c: CriterionFinding, line: LineFinding | None, stands: Standing) -> Iterator[District]:
    for one in stands.rated.assessment.districts:
        if line is None or one.criterion != c.id or one.line.id != line.id or one.district is None:
            continue
        counts = one.line.counts
        yield District(one.district, Shade.of(one.line.colour), counts.yes, counts.n, met(one.line))


def _note(stands: Standing) -> str:
    return str(len(stands.rated.assessment.criteria))


ROOM = Room(
    "/position", "Position", (Way("GET", "/position", show), Way("GET", "/position/{ref}", one)), note=_note
)
