"""The copy for partners: counts hidden or rounded, shares in bands, nothing that leads to a case (method R7)."""

from __future__ import annotations

from collections.abc import Mapping

from daready.report import disclosure
from daready.report.bound import Report
from daready.report.colours import SHOWN, coloured, look
from daready.report.cuts import page_one
from daready.report.disclosure import disclosed_by_difference, percent_band, published_count
from daready.report.moderated import moderated_of
from daready.report.overall import overall
from daready.report.shapes import (
    NOT_COUNTED,
    Block,
    Column,
    Grid,
    Row,
    Summary,
    Table,
    day,
    filled,
    row,
)
from daready.report.words import KINDS, meaning
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment, CriterionFinding, LineFinding

HIDDEN = "[c]"
"""The government's shorthand for a value kept confidential."""

COUNTED = ("audit", "measure")
"""Kinds of line that count people, cases or events."""

_SINGLE_CASES = frozenset({"unsafe", "unsafe_high_risk"})
"""Notes that tell of single people."""

Release = Mapping[str, int]
"""The true counts of a release by their names, kept so that the next one can be compared with it (R7.5)."""


def shown_count(count: int, before: int | None = None) -> str:
    """A count as partners may see it (R7.1); ``before`` is the true count of the previous release.

    A change of 1 to 7 is hidden as well: two releases side by side would give it away (R7.5).
    """
    published = published_count(count)
    if isinstance(published, str) or _moved_a_little(count, before):
        return HIDDEN
    return f"{published:,}"


def _moved_a_little(count: int, before: int | None) -> bool:
    return before is not None and bool(disclosed_by_difference([before], [count]))


def band(met: int, of: int) -> str:
    """A share as a band of ten points; nothing under eight cases, where it would give the counts back (R7.2)."""
    found = percent_band(met, of)
    return HIDDEN if found == disclosure.HIDDEN else found


def release_counts(assessment: Assessment) -> dict[str, int]:
    """The true counts behind a partner copy, for the next release to be compared with: cases, and how many met."""
    return {
        name: number
        for c in assessment.criteria
        for line in c.lines
        if line.kind in COUNTED
        for name, number in _true(c, line).items()
    }


def _true(c: CriterionFinding, line: LineFinding) -> dict[str, int]:
    return {f"{c.id}/{line.id}/of": line.counts.n, f"{c.id}/{line.id}/met": line.counts.yes}


def line_numbers(c: CriterionFinding, line: LineFinding, before: Release) -> tuple[str, str]:
    """How many, and the share met, as partners may see them; both hidden where either changed by a few (R7.5)."""
    n, met = line.counts.n, line.counts.yes
    shown = shown_count(n, before.get(f"{c.id}/{line.id}/of"))
    if shown == HIDDEN or _moved_a_little(met, before.get(f"{c.id}/{line.id}/met")):
        return HIDDEN, HIDDEN
    return shown, band(met, n)


def partner_report(assessment: Assessment, *, version: str, before: Release | None = None) -> Report:
    """The whole partner copy: colours, bands and reasons that quote bands; no rows, files, references or dates.

    ``before`` are the true counts of the previous release, if there was one and it is remembered.
    """
    tables = (_criteria(assessment, before or {}), _lines(assessment, before or {}), _notes())
    return Report(
        title=f"Domestic abuse: partner copy as at {day(assessment.as_at)}",
        as_at=assessment.as_at,
        version=version,
        summary=_summary(assessment, compared=before is not None),
        tables=tables,
    )


def _summary(assessment: Assessment, *, compared: bool) -> Summary:
    """Colours of themes and criteria count nobody's cases, so they are shown as they are."""
    rows = tuple(
        row(theme.title, coloured(theme.colour), _stack(theme.id, assessment), look(theme.colour).meaning)
        for theme in assessment.themes
    )
    checked = (
        "Compared with the previous release; small changes are hidden."
        if compared
        else "No previous release is remembered here, so nothing was compared with one."
    )
    about = (
        f"As at {day(assessment.as_at)}. Counts under 8 are hidden ([c]), others go to the nearest 5, "
        "shares stand in bands of ten.",
        checked,
        *overall(assessment),
        *page_one(assessment),
        "A self-assessment, not an inspection grade. It says nothing about any one victim.",
    )
    grid = Grid("partner_themes", ("Theme", "Colour", "Its criteria", "What the colour means"), rows)
    return Summary(
        "Summary",
        "Domestic abuse: where we stand, for partners",
        (32, 20, 48, 25),
        (Block("About this copy", about), Block("Themes", grid=grid)),
    )


def _stack(theme: str, assessment: Assessment) -> str:
    mine = [c.colour for c in assessment.criteria if c.theme == theme]
    return ", ".join(f"{mine.count(c)} {c.value.lower()}" for c in Colour if mine.count(c))


def _criteria(assessment: Assessment, before: Release) -> Table:
    titles = {theme.id: theme.title for theme in assessment.themes}
    judged = any(c.moderated for c in assessment.criteria)
    columns = (
        Column("Ref", 8),
        Column("Criterion", 36),
        Column("Theme", 24),
        Column("Colour", 18, "colour"),
        Column("Why", 56),
        Column("Assurance", 14),
        *((Column("Moderated by judgement to", 40),) if judged else ()),
    )
    rows = [
        row(
            c.ref,
            c.title,
            titles.get(c.theme, c.theme),
            coloured(c.colour, c.amber),
            reason(c, before),
            c.assurance,
            *((moderated_of(c),) if judged else ()),
        )
        for c in assessment.criteria
    ]
    return Table(
        "Criteria", "Every criterion with its colour", "partner_criteria", columns, filled(columns, rows)
    )


def reason(criterion: CriterionFinding, before: Release) -> str:
    """Why a criterion has its colour, in bands: the full reason quotes counts, so it is never passed on."""
    note = criterion.notes[0] if criterion.notes else "no_evidence"
    said = "what audits saw stands against it" if note in _SINGLE_CASES else meaning(note).words
    words = f"{said[0].upper()}{said[1:]}."
    line = next((line for line in criterion.lines if line.id == criterion.deciding), None)
    share = line_numbers(criterion, line, before)[1] if line and line.kind in COUNTED else HIDDEN
    return words if line is None or share == HIDDEN else f"{words} {line.title}: {share} met."


def _lines(assessment: Assessment, before: Release) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 44),
        Column("Kind", 16),
        Column("Colour", 18, "colour"),
        Column("Cases or events", 16),
        Column("Share met", 16),
    )
    rows = [_line(c, line, before) for c in assessment.criteria for line in c.lines]
    note = "[c]: hidden, because so few cases, or so small a change, could point to a person."
    return Table(
        "Lines",
        "Every line of evidence, in bands",
        "partner_lines",
        columns,
        filled(columns, rows),
        (note,),
    )


def _line(c: CriterionFinding, line: LineFinding, before: Release) -> Row:
    counted = line.kind in COUNTED
    numbers = line_numbers(c, line, before) if counted else (NOT_COUNTED, NOT_COUNTED)
    return row(c.ref, line.title, KINDS[line.kind], coloured(line.colour), *numbers)


def _notes() -> Table:
    columns = (Column("Word or sign", 30), Column("What it means", 70))
    rows = [row(look(*s).words, look(*s).meaning) for s in SHOWN]
    rows.append(row(HIDDEN, "Hidden: so few cases, or so small a change, could point to a person."))
    rows.append(row(NOT_COUNTED, "Nothing is counted here: a document or a judgement."))
    return Table("Notes", "What the words mean", "partner_notes", columns, tuple(rows))
