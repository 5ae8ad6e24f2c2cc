"""The one page for senior managers: who needs someone today, where we stand, what to do, what to trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from math import floor

from daready.planning.followed import Plan
from daready.planning.gaps import Gap
from daready.report.actions import plan_told, taken_on
from daready.report.colours import SHOWN, coloured, look
from daready.report.first_page import noted
from daready.report.listed import told_cells
from daready.report.movement import moved
from daready.report.overall import overall
from daready.report.parts import not_asked_block
from daready.report.shapes import Block, Cell, Column, Grid, Link, Row, Summary, Table, day, row
from daready.report.wording import wording_read
from daready.report.words import count, later, meaning, nobody_waiting, reword
from daready.rubric.terms import Colour
from daready.scoring.compare import Changes
from daready.scoring.model import Assessment, CriterionFinding, ThemeFinding, UnsafeCase

HEADINGS = ("What it is about", "Colour or count", "What it says", "Who, or how many")
WIDTHS = (32, 20, 48, 25)
"""Four columns in characters; together the width of an A4 page."""

GAPS_SHOWN = 5
PLACES_SHOWN = 6
ROWS_SHOWN = 200
"""Letters of row numbers in one line of the page."""
LIMITS_SHOWN = 3
REASONS_SHOWN = 5
HIGH = " (high risk)"
MORE_TODAY = "More cases today"


def summary(
    assessment: Assessment, gaps: Sequence[Gap], changes: Changes | None = None, plan: Plan | None = None
) -> Summary:
    """The page, most urgent first. It has no overall colour on purpose: colours are never averaged."""
    places = _places(assessment.needs_someone_today)
    blocks = [
        _today(assessment, places[:PLACES_SHOWN], more=len(places) - PLACES_SHOWN),
        _standing(assessment),
        _themes(assessment),
        *((unasked,) if (unasked := not_asked_block(assessment)) else ()),
        _gaps(assessment, gaps, plan),
        _unknown(assessment.criteria),
        *((moved(changes),) if changes else ()),
        _trust(assessment),
    ]
    overflow = None
    if len(places) > PLACES_SHOWN:
        rest = _places_grid("summary_today_continued", places[PLACES_SHOWN:])
        overflow = Block("More cases that need someone today", grid=rest, tone="alarm")
    return Summary(
        sheet="Summary",
        title="Domestic abuse: how ready are we for inspection?",
        widths=WIDTHS,
        blocks=tuple(blocks),
        overflow=overflow,
        headings=HEADINGS,
    )


# -- who needs someone today (A2) ------------------------------------------------------------------


def _today(assessment: Assessment, places: Sequence[Row], more: int) -> Block:
    """The only evidence places in the managers' workbook: somebody has to be able to find the case."""
    cases = assessment.needs_someone_today
    if not cases:
        return Block(nobody_waiting(assessment))
    needs = "needs" if len(cases) == 1 else "need"
    lines = [
        "Each failed a safety question and nothing says it was made safe since. Give each an owner today."
    ]
    if more > 0:
        lines.append(f"Not all fit on this page: {count(more, 'more place')} on the list behind it.")
    heading = f"{count(len(cases), 'case')} {needs} someone today"
    return Block(heading, tuple(lines), _places_grid("summary_today", places), tone="alarm")


def _places_grid(name: str, places: Sequence[Row]) -> Grid:
    return Grid(name, ("File", "Sheet", "Rows", "High risk among them"), tuple(places))


def more_today(page: Summary) -> tuple[Table, ...]:
    """The cases for which the page has no room, on the sheet behind it; none where all fit."""
    if page.overflow is None or page.overflow.grid is None:
        return ()
    grid = page.overflow.grid
    columns = tuple(
        Column(heading, width) for heading, width in zip(grid.headings, (40, 24, 60, 16), strict=True)
    )
    return (Table(MORE_TODAY, page.overflow.heading, grid.name, columns, grid.rows),)


def _places(cases: Iterable[UnsafeCase]) -> list[Row]:
    """One line a sheet, so that many cases stay readable; sheets with high-risk cases first."""
    ordered = sorted(cases, key=lambda c: (c.place.file, c.place.sheet, c.place.row))
    found: list[tuple[int, Row]] = []
    for (file, sheet), group in groupby(ordered, key=lambda c: (c.place.file, c.place.sheet)):
        here = list(group)
        high = sum(c.high_risk for c in here)
        one = "row" if len(here) == 1 else "rows"
        for rows in told_cells((f"{c.place.row}{HIGH if c.high_risk else ''}" for c in here), ROWS_SHOWN):
            found.append((-high, row(file, sheet, f"{one} {rows}", rows.count(HIGH))))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


# -- where we stand --------------------------------------------------------------------------------


def _standing(assessment: Assessment) -> Block:
    known, of = assessment.share_assessed
    lines = (
        f"As at {day(assessment.as_at)}. {_inspection(assessment.as_at, assessment.inspection)}",
        *overall(assessment),
        f"{known} of {of} criteria could be assessed. "
        f"{count(assessment.direct_looks, 'criterion rests', 'criteria rest')} on a direct look at practice.",
        *noted(assessment),
    )
    tally = Counter((c.colour, c.amber if c.colour is Colour.AMBER else None) for c in assessment.criteria)
    critical = Counter(
        (c.colour, c.amber if c.colour is Colour.AMBER else None) for c in assessment.criteria if c.critical
    )
    rows = tuple(
        row(
            coloured(colour, amber),
            tally[colour, amber],
            look(colour, amber).meaning,
            critical[colour, amber],
        )
        for colour, amber in SHOWN
    )
    grid = Grid("summary_colours", ("Colour", "Criteria", "What it means", "Critical among them"), rows)
    return Block("Where we stand", lines, grid, link=Link("Criteria"))


def _inspection(as_at: date, inspection: date | None) -> str:
    if inspection is None:
        return "No inspection date is set."
    left = (inspection - as_at).days
    if left < 0:
        return f"The inspection was on {day(inspection)}."
    return f"The inspection is on {day(inspection)}: {count(left, 'day')} left."


# -- themes ----------------------------------------------------------------------------------------


def _themes(assessment: Assessment) -> Block:
    rows = tuple(
        row(
            Cell(theme.title, link=Link("Themes", theme.id)),
            coloured(theme.colour),
            limits(theme, assessment.criteria),
            stack(c for c in assessment.criteria if c.theme == theme.id),
        )
        for theme in assessment.themes
    )
    grid = Grid("summary_themes", ("Theme", "Colour", "What limits it", "Its criteria"), rows)
    return Block("Themes", grid=grid, link=Link("Themes"))


def limits(theme: ThemeFinding, criteria: Sequence[CriterionFinding]) -> str:
    """The criteria that hold a theme where it is: one by number and title, several by their short names."""
    held = [c for c in criteria if c.id in theme.limited_by]
    if not held:
        return "nothing limits it" if theme.colour is Colour.GREEN else theme.reason
    if len(held) == 1:
        return f"{held[0].ref} {held[0].title}"
    names = [c.short or c.ref for c in held]
    more = len(held) - LIMITS_SHOWN
    if more > 0:
        return f"{', '.join(names[:LIMITS_SHOWN])} and {more} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def stack(criteria: Iterable[CriterionFinding]) -> str:
    """The counts by colour in words, which is what is shown instead of an average (R4.1)."""
    tally = Counter(c.colour for c in criteria)
    said = [f"{tally[colour]} {colour.value.lower()}" for colour in Colour if tally[colour]]
    return ", ".join(said)


# -- what to do, and what we do not know -----------------------------------------------------------


def _gaps(assessment: Assessment, gaps: Sequence[Gap], plan: Plan | None) -> Block:
    found = {c.id: c for c in assessment.criteria}
    first = sorted(gaps, key=lambda gap: gap.tier)[:GAPS_SHOWN]
    rows = tuple(
        row(
            named(found[gap.criterion]),
            coloured(found[gap.criterion].colour, found[gap.criterion].amber),
            gap.remedy if gap.kind in ("practice", "both") else gap.to_green,
            taken_on(gap, names=True),
        )
        for gap in first
    )
    if not rows:
        return Block("No criterion has a gap")
    most = f"The {len(rows)} gaps that matter most" if len(rows) > 1 else "The gap that matters most"
    grid = Grid("summary_gaps", ("Criterion", "Colour", "What to do", "Owner"), rows)
    told = plan_told(gaps, plan)
    return Block(most, (told,) if told else (), grid, link=Link("Gaps"))


def named(criterion: CriterionFinding) -> str:
    return f"{criterion.ref} {criterion.title}"


def _unknown(criteria: Sequence[CriterionFinding]) -> Block:
    """Greys by their reason, most frequent first; the last line gathers what does not fit."""
    greys = [c for c in criteria if c.colour is Colour.GREY]
    if not greys:
        return Block("What we do not know", ("Every criterion could be assessed.",))
    reasons = Counter(_why(c) for c in greys)
    critical = Counter(_why(c) for c in greys if c.critical)
    ordered = sorted(reasons, key=lambda why: (-reasons[why], why))
    kept = ordered if len(ordered) <= REASONS_SHOWN else ordered[: REASONS_SHOWN - 1]
    rows = [row(words, reasons[words, settles], settles, critical[words, settles]) for words, settles in kept]
    rest = ordered[len(kept) :]
    if rest:
        total, of_them = sum(reasons[why] for why in rest), sum(critical[why] for why in rest)
        rows.append(row("other reasons", total, "See the Criteria sheet", of_them))
    headings = ("Why it cannot be assessed", "Criteria", "What would settle it", "Critical among them")
    grid = Grid("summary_unknown", headings, tuple(rows))
    return Block("What we do not know", grid=grid, link=Link("Criteria"))


def _why(criterion: CriterionFinding) -> tuple[str, str]:
    said = meaning(criterion.notes[0] if criterion.notes else "no_evidence")
    return said.words, said.settles or "See the Criteria sheet"


# -- how far to trust it ---------------------------------------------------------------------------


def _trust(assessment: Assessment) -> Block:
    admitted = [named(c) for c in assessment.criteria if "admitted_weakness" in c.notes]
    claimed, silent = assessment.selection_claimed, assessment.selection_not_stated
    lines = [_wrong(assessment), wording_read(assessment)]
    if admitted:
        lines.append(
            f"Our own papers admit weak points on {count(len(admitted), 'criterion', 'criteria')}: "
            f"{'; '.join(admitted)}."
        )
    if assessment.reword:
        lines.append(reword(assessment))
    if claimed:
        rests = count(claimed, "finding rests", "findings rest")
        lines.append(f"{rests} on a claim, made afterwards, of how the cases were chosen.")
    if assessment.later:
        lines.append(later(assessment))
    if silent:
        rests = count(silent, "finding rests", "findings rest")
        lines.append(
            f"{rests} on sheets that do not say how their cases were chosen, and so cannot be green. "
            "The way out: say it on the sheets; if all were chosen alike, it can be said once for all of them."
        )
    lines.append("This is a self-assessment, not an inspection grade. It says nothing about any one victim.")
    return Block("How far to trust this page", tuple(line for line in lines if line))


def _wrong(assessment: Assessment) -> str:
    """How many greens and reds chance alone gets wrong, of those that an audit decided (R1.10, A11)."""
    said: list[str] = []
    for word, expected in (("green", assessment.false_greens), ("red", assessment.false_reds)):
        if expected.of:
            said.append(
                f"Of {count(expected.of, word)} that audits decided, we expect {_about(expected.wrong)} to be "
                "wrong by chance alone."
            )
    return " ".join(said)


def _about(expected: float) -> str:
    return f"about {floor(expected + 0.5)}" if expected >= 0.5 else "fewer than 1"
