"""One view of an assessment as tables of cells, so that every writer says the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from daready.evidence.model import Evidence
from daready.planning.actions import Field
from daready.planning.followed import Plan
from daready.planning.gaps import Gap
from daready.planning.in_hand import InHand
from daready.report.actions import (
    HOW,
    input_cell,
    input_column,
    mark,
    owners,
    plan_table,
    plan_told,
    role_of,
    standing,
)
from daready.report.bound import Report
from daready.report.claims import claims_table
from daready.report.colours import coloured
from daready.report.crosswalk import crosswalk
from daready.report.districts import districts
from daready.report.first.made import first_page
from daready.report.first.today import every_case
from daready.report.learning import learning
from daready.report.marking import agreement_table
from daready.report.moderated import moderated_of
from daready.report.months import months
from daready.report.movement import former_greens_table, movement_table
from daready.report.own_questions import own_questions
from daready.report.parts import parts_table
from daready.report.reference import contents, frameworks, method
from daready.report.register import register_table
from daready.report.shapes import (
    ANSWER_COUNTS,
    NONE,
    NOT_ASKED,
    NOT_COUNTED,
    Cell,
    Column,
    Link,
    Row,
    Table,
    day,
    filled,
    row,
)
from daready.report.sources import evidence_files
from daready.report.summary import limits, named, stack, summary
from daready.report.trends import trends
from daready.report.words import GAP_KINDS, KINDS, OWNERS, TIERS, count, meaning
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour
from daready.scoring.compare import Changes
from daready.scoring.model import Assessment, CriterionFinding, LineFinding, ThemeFinding

PRINTED = frozenset({"Gaps", "Criteria"})
"""What is printed with the first page."""


def report(
    assessment: Assessment,
    gaps: Sequence[Gap],
    evidence: Evidence,
    rubric: Rubric,
    *,
    version: str,
    changes: Changes | None = None,
    plan: Plan | None = None,
    register: Sequence[InHand] = (),
    force: str = "",
    print_all: bool = False,
) -> Report:
    """Everything people read of an assessment. ``gaps`` keep their order within a tier.

    ``changes`` since a signed-off assessment, if there is one, have two sheets of their own; so have the actions of a
    ``plan`` and the items of a ``register``, where a ledger keeps any. ``force``: whose it is. ``print_all``: print
    every sheet, and not only what managers carry into a meeting.
    """
    ordered = sorted(gaps, key=lambda gap: gap.tier)
    page = summary(assessment, changes, plan_told(ordered, plan))
    by_month, charted = months(assessment)
    spans = {(one.criterion.id, one.line.id): one.span for one in charted if one.span}
    first = first_page(
        assessment,
        ordered,
        rubric,
        force=force,
        changes=changes,
        set_owners=owners(ordered, names=True),
        spans=spans,
    )
    front = (
        *every_case(assessment),
        _gaps(assessment, ordered, plan),
        *(
            (plan_table("Actions", assessment, ordered, plan, every_gap=False),)
            if plan and plan.actions
            else ()
        ),
        *((register_table(register, rubric, to_fill=False),) if register else ()),
        districts(assessment, rubric.policy.n_min),
        _criteria(assessment, ordered),
        parts_table(assessment),
        *own_questions(assessment),
    )
    behind = (
        _themes(assessment),
        frameworks(assessment),
        crosswalk(assessment, rubric),
        *learning(evidence, rubric),
        *((movement_table(changes), former_greens_table(changes, assessment)) if changes else ()),
        *trends(by_month, charted),
        agreement_table(assessment, rubric.policy.agreement_least_pairs),
        claims_table(assessment),
        _lines(assessment),
        evidence_files(evidence, rubric, assessment),
        method(assessment, rubric, version),
    )
    tables = (*front, *(replace(table, technical=True) for table in behind))
    return Report(
        title=f"Domestic abuse inspection readiness as at {day(assessment.as_at)}",
        as_at=assessment.as_at,
        version=version,
        summary=page,
        tables=(*tables, contents(page, tables, assessment)),
        first=first,
        printed=None if print_all else PRINTED,
    )


# -- gaps ------------------------------------------------------------------------------------------


_FILLED_IN: tuple[Field, ...] = ("owner", "due", "status")


def _gaps(assessment: Assessment, gaps: Sequence[Gap], plan: Plan | None) -> Table:
    found = {c.id: c for c in assessment.criteria}
    columns = (
        Column("Priority", 15),
        Column("Ref", 8),
        Column("Criterion", 24),
        Column("Colour", 13, "colour"),
        Column("Kind of gap", 19),
        Column("What would turn it green", 34),
        Column("Cases to green", 11, "count"),
        Column("Owner role", 17),
        Column("What to do", 34),
        *map(input_column, _FILLED_IN),
        *((Column("Where the action stands", 22),) if plan else ()),
    )
    yours = (HOW, mark(plan)) if plan else ("The last three columns are yours to fill in.",)
    return Table(
        sheet="Gaps",
        title="Gaps in the order to close them",
        name="gaps_in_order",
        columns=columns,
        rows=filled(columns, [_gap(gap, found[gap.criterion], plan) for gap in gaps]),
        notes=(
            "Cases to green: that many more cases in a row, all meeting the standard, would prove it.",
            *yours,
        ),
    )


def _gap(gap: Gap, criterion: CriterionFinding, plan: Plan | None) -> Row:
    action = gap.action.action if gap.action else None
    return row(
        TIERS.get(gap.tier, str(gap.tier)),
        Cell(criterion.ref, link=Link("Criteria", criterion.id)),
        criterion.title,
        coloured(criterion.colour, criterion.amber),
        GAP_KINDS[gap.kind],
        gap.to_green,
        "not by cases alone" if gap.cases_to_green is None or gap.kind == "practice" else gap.cases_to_green,
        role_of(gap),
        gap.remedy,
        *(input_cell(action, field, gap.owner_role) for field in _FILLED_IN),
        *((standing(gap.action) if gap.action else "nobody has taken it on",) if plan else ()),
        key=gap.criterion,
    )


# -- criteria --------------------------------------------------------------------------------------


def _criteria(assessment: Assessment, gaps: Sequence[Gap]) -> Table:
    to_green = {gap.criterion: gap.to_green for gap in gaps}
    titles = {theme.id: theme.title for theme in assessment.themes}
    since = any(c.previous or c.movement for c in assessment.criteria)
    judged = any(c.moderated for c in assessment.criteria)
    columns = (
        Column("Ref", 8),
        Column("Criterion", 28),
        Column("Theme", 16),
        Column("Critical", 10),
        Column("Colour", 14, "colour"),
        Column("Why", 40),
        Column("Parts green", 11),
        Column("What is still needed, or what this green does not show", 34),
        Column("Assurance", 12),
        Column("Evidence from", 13, "date"),
        Column("Evidence to", 13, "date"),
        Column("Colour on inspection day", 14, "colour"),
        Column("Gap", 9),
        *((Column("Since last time", 18),) if since else ()),
        *((Column("Moderated by judgement, beside the computed colour", 34),) if judged else ()),
    )
    rows: list[Row] = []
    for c in assessment.criteria:
        cells = _criterion(c, titles.get(c.theme, c.theme), to_green.get(c.id))
        more = (*((_since(c),) if since else ()), *((moderated_of(c),) if judged else ()))
        rows.append(row(*cells, *more, key=c.id))
    return Table(
        sheet="Criteria",
        title="Every criterion with its colour and the reason",
        name="criteria",
        columns=columns,
        rows=filled(columns, rows),
        notes=("A number leads to the criterion's lines of evidence, a theme to what limits it.",),
    )


def _criterion(c: CriterionFinding, theme: str, to_green: str | None) -> tuple[Cell | str | date | None, ...]:
    dates = [d for line in c.lines if line.live for d in (line.first, line.last) if d]
    later = coloured(c.on_inspection_day) if c.on_inspection_day else None
    return (
        Cell(c.ref, link=Link("Lines", c.id)),
        c.title,
        Cell(theme, link=Link("Themes", c.theme)),
        "critical" if c.critical else "no",
        coloured(c.colour, c.amber),
        c.reason,
        f"{len(c.proven)} of {len(c.clauses)}",
        unsaid(c) if c.colour is Colour.GREEN else to_green,
        c.assurance,
        min(dates, default=None),
        max(dates, default=None),
        later,
        Cell("see gap", link=Link("Gaps", c.id)) if to_green else None,
    )


def unsaid(c: CriterionFinding) -> str:
    """A green always shows the failures behind it (A2). Figures are not cases, and are left out."""
    failures = sum(line.counts.failures for line in c.lines if line.kind == "audit" and line.owner == "force")
    seen = f"{count(failures, 'failure was', 'failures were')} seen" if failures else "No failure was seen"
    return f"Green now. {seen}. Says nothing about any one victim."


def _since(c: CriterionFinding) -> str:
    before = f"{c.previous.value} before" if c.previous else "not rated before"
    return f"{before}: {meaning(c.movement).words}" if c.movement else before


# -- lines of evidence -----------------------------------------------------------------------------


def _lines(assessment: Assessment) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 32),
        Column("Kind", 12),
        Column("Colour", 12, "colour"),
        Column("What it says", 30),
        Column("Met", 17),
        *ANSWER_COUNTS,
        Column("Effective cases", 11, "number"),
        Column("Freshness", 12),
        Column("From", 13, "date"),
        Column("To", 13, "date"),
    )
    rows = [_line(c, line) for c in assessment.criteria for line in c.lines]
    return Table(
        sheet="Lines",
        title="Every line of evidence with its counts",
        name="lines_of_evidence",
        columns=columns,
        rows=filled(columns, rows),
        notes=(
            "Percentages are rounded down and always stand beside their counts. Answers that did not apply, "
            "are blank or were not understood are not in the percentage.",
            "Effective cases: older cases count for less, so this is what the cases are worth today.",
        ),
    )


def _line(c: CriterionFinding, line: LineFinding) -> Row:
    counts = line.counts
    answers = (counts.yes, counts.partial, counts.no, counts.not_recorded)
    unusable = (counts.not_applicable, counts.blank, counts.not_understood)
    figures: tuple[int | str, ...] = (NOT_COUNTED,) * 7
    if line.note == "not_asked":
        figures = (NOT_ASKED,) * 7
    elif line.kind == "audit":
        figures = (*answers, *unusable)
    elif line.kind == "measure" and counts.n:
        figures = (counts.yes, NOT_COUNTED, counts.no, *(NOT_COUNTED,) * 4)
    owner = "" if line.owner == "force" else f" ({OWNERS.get(line.owner, line.owner)})"
    return row(
        Cell(c.ref, link=Link("Criteria", c.id)),
        f"{line.title} ({line.id}){', required' if line.required else ''}{owner}",
        KINDS[line.kind],
        coloured(line.colour),
        "; ".join(dict.fromkeys(meaning(code).words for code in (line.note, *line.flags) if code)),
        line.figure or (share(counts.yes, counts.n) if line.kind in ("audit", "measure") else NOT_COUNTED),
        *figures,
        NOT_COUNTED if line.n_eff is None else line.n_eff,
        line.freshness,
        line.first,
        line.last,
        key=c.id,
    )


def share(met: int, of: int) -> str:
    """A percentage with its counts, rounded down so that it never flatters."""
    return f"{met:,} of {of:,} ({100 * met // of}%)" if of else NONE


# -- themes ----------------------------------------------------------------------------------------


def _themes(assessment: Assessment) -> Table:
    columns = (
        Column("Theme", 32),
        Column("Colour", 14, "colour"),
        Column("What limits it", 60),
        Column("Begin with", 10),
        Column("Its criteria", 36),
    )
    rows = [
        row(
            theme.title,
            coloured(theme.colour),
            _held(theme, assessment.criteria),
            _first(theme, assessment.criteria),
            stack(c for c in assessment.criteria if c.theme == theme.id),
            key=theme.id,
        )
        for theme in assessment.themes
    ]
    return Table(
        sheet="Themes",
        title="Every theme with its colour and what limits it",
        name="themes",
        columns=columns,
        rows=filled(columns, rows),
        notes=("A theme is never an average: one critical red makes it red. There is no overall colour.",),
    )


def _first(theme: ThemeFinding, criteria: Sequence[CriterionFinding]) -> Cell | None:
    """The first criterion that limits a theme, else the first of its own."""
    own = [c for c in criteria if c.theme == theme.id]
    first = next((c for c in criteria if c.id in theme.limited_by), own[0] if own else None)
    return Cell(first.ref, link=Link("Criteria", first.id)) if first else None


def _held(theme: ThemeFinding, criteria: Sequence[CriterionFinding]) -> str:
    """Every criterion that holds the theme where it is, by number and title."""
    held = [named(c) for c in criteria if c.id in theme.limited_by]
    return "; ".join(held) if held else limits(theme, criteria)
