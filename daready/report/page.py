"""Draws the report as one page for a browser: no script needed, nothing loaded, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from daready.planning.gaps import Gap
from daready.report.actions import taken_on
from daready.report.asked import colour_words, numbers_answered, standing
from daready.report.bound import Report
from daready.report.charts import month_svg, points_told, worth_drawing
from daready.report.colours import SHOWN, look
from daready.report.first.sheet import dates, needs
from daready.report.first.spark import spark
from daready.report.first.view import STATE_WORDS, STATES, FirstPage
from daready.report.moderated import moderated_of
from daready.report.shapes import day
from daready.report.tables import unsaid
from daready.report.whole import SIGNED, write_whole
from daready.report.words import GAP_KINDS, OWNERS, meaning, wording_beside
from daready.rubric.model import Policy, Rubric
from daready.rubric.terms import Colour
from daready.scoring.model import (
    AmberKind,
    Assessment,
    CriterionFinding,
    FrameworkFinding,
    LineFinding,
    RequirementFinding,
    ThemeFinding,
)
from daready.scoring.reasons import line_sentence, share_of

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour as a page shows it: the class that fills it, the words that say it, and its kind for the filter."""

    name: str
    words: str

    @classmethod
    def of(cls, colour: Colour, amber: AmberKind | None = None) -> Shade:
        kind = amber if colour is Colour.AMBER else None
        return cls(f"{colour.value.lower()}{f'-{kind}' if kind else ''}", look(colour, amber).words)


@dataclass(frozen=True, slots=True)
class LineView:
    title: str
    id: str
    shade: Shade
    marks: str
    sentence: str
    counts: str
    evidence: str
    chart: str
    months: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a criterion's statement, with what is behind its colour."""

    says: str
    shade: Shade
    why: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """``answers``: the frameworks it answers, each with the numbers or ids of the requirements."""

    finding: CriterionFinding
    theme: str
    shade: Shade
    later: Shade | None
    next_step: str
    gap: Gap | None
    gap_kind: str
    owner: str
    statement: str
    parts: tuple[PartView, ...]
    answers: tuple[tuple[str, str, str], ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    finding: ThemeFinding
    shade: Shade
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """``asked``: each requirement with its shade (none where it is not the force's) and its colour in words."""

    finding: FrameworkFinding
    standing: str
    asked: tuple[tuple[RequirementFinding, Shade | None, str], ...]


def write_page(page: str, path: str | os.PathLike[str]) -> None:
    """Write the page whole or not at all, readable by its owner alone. Raises OSError where it cannot."""
    write_whole(Path(path), page.encode("utf-8"))


def page(report: Report, assessment: Assessment, gaps: Sequence[Gap], rubric: Rubric, *, marking: str) -> str:
    """The whole page as HTML. Text is escaped; styles and script are let in by their fingerprints alone."""
    assert report.first is not None
    first = report.first
    themes = _themes(assessment, {gap.criterion: gap for gap in gaps}, rubric)
    owners = {
        role: f"owner-{at}" for at, role in enumerate(sorted({c.owner_role for c in assessment.criteria}))
    }
    filters = (
        ("theme", "Theme", [(theme.finding.id, theme.finding.title) for theme in themes]),
        ("colour", "Colour", [(Shade.of(*shown).name, Shade.of(*shown).words) for shown in SHOWN]),
        ("owner", "Owner", [(name, role) for role, name in owners.items()]),
        ("framework", "Framework", [(f.id, f.title) for f in assessment.frameworks]),
    )
    style = _style(filters)
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("page.html")
        .render(
            report=report,
            first=first,
            strip=_strip(first),
            columns=columns(first),
            dates=dates(first),
            signed=f"{SIGNED} {report.version}",
            marking=marking,
            themes=themes,
            owners=owners,
            filters=filters,
            wording_beside=wording_beside,
            moderated_of=moderated_of,
            asked=[_framework(framework) for framework in assessment.frameworks],
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src '{fingerprint(style)}'; script-src '{fingerprint(script)}'; "
            "base-uri 'none'; form-action 'none'",
        )
    )


def _strip(first: FirstPage) -> list[tuple[int, str]]:
    """How many critical criteria stand in each state, as the words under their strip."""
    counts = Counter(one.state for one in first.critical)
    words = ("red", "below standard", "not proven", "not known", "green")
    return [(counts[state], said) for state, said in zip(STATES, words, strict=True) if counts[state]]


def columns(first: FirstPage) -> list[tuple[int, str, str, str]]:
    """The heads of the map's columns: how many, the class that draws the sign, the word, and what narrows it."""
    return [
        (n, Shade.of(*state).name, *STATE_WORDS[state]) for n, state in zip(first.counts, STATES, strict=True)
    ]


@cache
def environment() -> Environment:
    """What fills in a page: all that people wrote is escaped, and nothing may be left out."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["shade"] = Shade.of
    made.globals["state"] = lambda tile: Shade.of(*tile.state).name
    made.globals["needs"] = needs
    made.globals["spark"] = spark
    return made


def base_style() -> str:
    """Fills and inks from the one table of looks, and the look of everything that the page and the window share."""
    looks = {Shade.of(*shown).name: look(*shown) for shown in (*SHOWN, (Colour.AMBER, None))}
    values = [f"--{name}-fill: {seen.fill}; --{name}-ink: {seen.ink};" for name, seen in looks.items()]
    return "\n".join(
        [f":root {{ {' '.join(values)} }}", (TEMPLATES / "page.css").read_text(encoding="utf-8")]
    )


Filters = Sequence[tuple[str, str, Sequence[tuple[str, str]]]]
"""Each filter's name, its label, and its choices with their words."""


def _style(filters: Filters) -> str:
    """The page's style: what it shares with the window, and a rule for each choice of a filter."""
    rules = [base_style()]
    rules += [
        f'body:has(#{name} option[value="{value}"]:checked) .criterion:not([{_DATA[name]}="{value}"]) '
        "{ display: none; }"
        for name, _, choices in filters
        for value, _ in choices
    ]
    return "\n".join(rules)


_DATA = {
    "theme": "data-theme",
    "colour": "data-colour",
    "owner": "data-owner",
    "framework": "data-frameworks~",
}


def fingerprint(text: str) -> str:
    """By which a style or script is let in."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


# -- what stands in the page -----------------------------------------------------------------------


def _themes(assessment: Assessment, gaps: dict[str, Gap], rubric: Rubric) -> list[ThemeView]:
    drawn = iter(range(10_000))
    return [
        ThemeView(
            theme,
            Shade.of(theme.colour),
            tuple(
                _criterion(c, theme, gaps.get(c.id), assessment, rubric, drawn)
                for c in assessment.criteria
                if c.theme == theme.id
            ),
        )
        for theme in assessment.themes
    ]


def _criterion(
    c: CriterionFinding,
    theme: ThemeFinding,
    gap: Gap | None,
    assessment: Assessment,
    rubric: Rubric,
    drawn: Iterator[int],
) -> CriterionView:
    later = c.on_inspection_day
    return CriterionView(
        finding=c,
        theme=theme.title,
        shade=Shade.of(c.colour, c.amber),
        later=Shade.of(later) if later and later is not c.colour else None,
        next_step=unsaid(c) if c.colour is Colour.GREEN else c.to_green,
        gap=gap,
        gap_kind=GAP_KINDS[gap.kind] if gap else "",
        owner=taken_on(gap, names=True) if gap else c.owner_role,
        statement=rubric.criteria[c.id].statement,
        parts=tuple(
            PartView(part.says, Shade.of(part.colour), meaning(part.note).words)
            for part in (c.clauses if len(c.clauses) > 1 else ())
        ),
        answers=tuple(_answers(c.id, assessment)),
        lines=tuple(_line(line, rubric.policy, drawn) for line in c.lines),
    )


def _answers(criterion: str, assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    for framework in assessment.frameworks:
        numbers = numbers_answered(framework, criterion)
        if numbers:
            yield framework.id, framework.title, numbers


def _framework(framework: FrameworkFinding) -> FrameworkView:
    return FrameworkView(
        framework,
        standing(framework.requirements),
        tuple(
            (r, Shade.of(r.colour) if r.owner == "force" else None, colour_words(r))
            for r in framework.requirements
        ),
    )


def _line(line: LineFinding, policy: Policy, drawn: Iterator[int]) -> LineView:
    counts = line.counts
    sentence, met = line_sentence(line, policy)[0], f"{counts.yes:,} of {counts.n:,}"
    marks = ["required"] if line.required else []
    marks += [OWNERS.get(line.owner, line.owner)] if line.owner != "force" else []
    return LineView(
        title=line.title,
        id=line.id,
        shade=Shade.of(line.colour),
        marks=", ".join(marks),
        sentence=sentence,
        counts=f"{met} ({share_of(counts.yes, counts.n)})"
        if counts.n and met.replace(",", "") not in sentence
        else "",
        evidence=_dates(line.first, line.last, line.freshness),
        chart=month_svg(line, next(drawn)) if worth_drawing(line) else "",
        months=points_told(line.points),
    )


def _dates(first: date | None, last: date | None, freshness: str) -> str:
    if first is None or last is None:
        return "No evidence."
    return f"Evidence from {day(first)} to {day(last)}: {freshness}."
