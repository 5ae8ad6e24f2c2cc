"""What the first page rests on, in words: colours, themes, what was never asked, what is not known, what to trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import floor

from daready.report.colours import SHOWN, coloured, look
from daready.report.movement import moved
from daready.report.overall import overall
from daready.report.parts import not_asked_block
from daready.report.shapes import Block, Cell, Grid, Link, Summary, row
from daready.report.wording import wording_read
from daready.report.words import count, later, meaning, reword
from daready.rubric.terms import Colour
from daready.scoring.compare import Changes
from daready.scoring.model import Assessment, CriterionFinding, ThemeFinding

HEADINGS = ("What it is about", "Colour or count", "What it says", "Who, or how many")
WIDTHS = (32, 20, 48, 25)
"""Four columns in characters; together the width of an A4 page."""

SHEET = "What it rests on"
LIMITS_SHOWN = 3
REASONS_SHOWN = 5


def summary(assessment: Assessment, changes: Changes | None = None, plan: str = "") -> Summary:
    """The sheet behind the first page. It has no overall colour on purpose: colours are never averaged.

    ``plan``: how far what people took on is, in a sentence.
    """
    blocks = [
        _standing(assessment),
        _themes(assessment),
        *((unasked,) if (unasked := not_asked_block(assessment)) else ()),
        _unknown(assessment.criteria),
        *((moved(changes),) if changes else ()),
        *((Block("Who does what by when", (plan,), link=Link("Gaps")),) if plan else ()),
        _trust(assessment),
    ]
    return Summary(
        sheet=SHEET,
        title="What the first page rests on",
        widths=WIDTHS,
        blocks=tuple(blocks),
        headings=HEADINGS,
    )


# -- where we stand --------------------------------------------------------------------------------


def _standing(assessment: Assessment) -> Block:
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
    return Block("Where we stand", overall(assessment), grid, link=Link("Criteria"))


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


# -- what we do not know -----------------------------------------------------------


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
