"""The rubric as a workbook for a board: every criterion, line, threshold and requirement, with room to mark up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from daready.report.bound import Report
from daready.report.catalogue import questioned_if, when, wording
from daready.report.crosswalk import COVERAGE, answer
from daready.report.cuts import whose_line
from daready.report.reference import policy_rows, whose
from daready.report.shapes import Block, Cell, Column, Link, Row, Summary, Table, filled, row
from daready.report.words import KINDS, OWNERS, PROOFS
from daready.rubric.guide import MARKED, examples_of
from daready.rubric.model import Criterion, Framework, Line, Measure, Question, Requirement, Rubric

_MARK = Column("Your mark or question", 30, "input")
_LOCAL = "local default of daready"


def rubric_report(rubric: Rubric, day: date, version: str) -> Report:
    """Everything that is asked, whose each threshold is, and what it answers."""
    tables = (
        _criteria(rubric),
        _clauses(rubric),
        _lines(rubric),
        _requirements(rubric),
        _measures(rubric),
        _guides(rubric),
        _thresholds(rubric),
    )
    return Report(
        title="What daready asks of the response to domestic abuse",
        as_at=day,
        version=version,
        summary=_page(rubric, tables),
        tables=tables,
    )


def _page(rubric: Rubric, tables: tuple[Table, ...]) -> Summary:
    superseded = sum(bool(framework.superseded_by) for framework in rubric.frameworks)
    return Summary(
        sheet="Read this first",
        title="What daready asks of the response to domestic abuse",
        widths=(60, 60),
        blocks=(
            Block(
                "What this is",
                (
                    f"{len(rubric.criteria)} criteria in {len(rubric.themes)} themes, {len(rubric.frameworks)} "
                    f"frameworks ({superseded} of them superseded), rubric {rubric.fingerprint[:12]}.",
                    "One set of criteria answers every framework. No inspectorate publishes any of the cut points.",
                    "Write in the yellow columns what you would change, and send it back to whoever keeps the rubric.",
                ),
            ),
            Block("The sheets", tuple(f"{table.sheet}: {table.title}." for table in tables)),
        ),
    )


def _table(sheet: str, title: str, name: str, columns: tuple[Column, ...], rows: list[Row]) -> Table:
    return Table(sheet, title, name, columns, filled(columns, rows))


def _criteria(rubric: Rubric) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Criterion", 28),
        Column("Theme", 18),
        Column("Short name", 18),
        Column("What it says", 60),
        Column("What Green looks like", 40),
        Column("What Amber looks like", 40),
        Column("What Red looks like", 40),
        Column("Critical", 10),
        Column("Owner role", 24),
        Column("Why, and whose cut points", 50),
        Column("What to do when it is not green", 44),
        Column("Answers", 34),
        _MARK,
    )
    rows = [
        row(
            Cell(criterion.ref, link=Link("Lines", criterion.id)),
            criterion.title,
            theme.title,
            criterion.short,
            criterion.statement,
            *_looks(criterion),
            "critical" if criterion.critical else "no",
            criterion.owner_role,
            criterion.why,
            criterion.remedy,
            ", ".join(_answered(rubric, criterion)),
            "write here",
            key=criterion.id,
        )
        for theme in rubric.themes
        for criterion in theme.criteria
    ]
    return _table(
        "Criteria", "Every criterion and the requirements it answers", "asked_criteria", columns, rows
    )


def _looks(criterion: Criterion) -> tuple[str | None, str | None, str | None]:
    """What Green, Amber and Red look like, in words."""
    said = criterion.descriptors
    return (said.green, said.amber, said.red) if said else (None, None, None)


def _answered(rubric: Rubric, criterion: Criterion) -> Iterator[str]:
    for framework in rubric.frameworks:
        for requirement in framework.requirements:
            named = {link.criterion for link in requirement.met_by}
            if criterion.id in named and not framework.superseded_by:
                yield requirement.id


def _clauses(rubric: Rubric) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Clause", 28),
        Column("What it says", 60),
        Column("What proves it", 28),
        Column("Lines of evidence that test it", 60),
        _MARK,
    )
    rows = [
        row(
            Cell(criterion.ref, link=Link("Criteria", criterion.id)),
            clause.id,
            clause.says,
            PROOFS[clause.proof],
            "; ".join(f"{rubric.item[line].title} ({line})" for line in clause.lines),
            "write here",
            key=f"{criterion.id}/{clause.id}",
        )
        for criterion in rubric.criteria.values()
        for clause in criterion.parts
    ]
    return _table(
        "Clauses", "The parts of every criterion: green needs each of them", "asked_clauses", columns, rows
    )


def _lines(rubric: Rubric) -> Table:
    columns = (
        Column("Ref", 8),
        Column("Line of evidence", 44),
        Column("Kind", 12),
        Column("What it needs", 34),
        Column("Green", 18),
        Column("Amber", 18),
        Column("Red", 18),
        Column("Whose cut points", 26),
        _MARK,
    )
    rows = [
        _line(rubric, criterion, line) for criterion in rubric.criteria.values() for line in criterion.lines
    ]
    return _table("Lines", "Every line of evidence with its cut points", "asked_lines", columns, rows)


def _line(rubric: Rubric, criterion: Criterion, line: Line) -> Row:
    item = rubric.item[line.id]
    needs = ["the required direct look"] if line.required else []
    needs += ["checked by a second person"] if line.proof == "record" else []
    needs += ["safety: a failure needs someone today"] if isinstance(item, Question) and item.safety else []
    if isinstance(item, Question) and when(item):
        needs += [when(item)]
    needs += [f"with {rubric.item[line.analysis].title.lower()} on file"] if line.analysis else []
    owner = item.owner if isinstance(item, Question | Measure) else "force"
    needs += [OWNERS[owner]] if owner != "force" else []
    return row(
        Cell(criterion.ref, link=Link("Criteria", criterion.id)),
        f"{item.title} ({line.id})",
        KINDS[line.kind],
        "; ".join(needs),
        *_cuts(rubric, criterion, line),
        "write here",
        key=criterion.id,
    )


def _cuts(rubric: Rubric, criterion: Criterion, line: Line) -> tuple[str, str, str, str]:
    """Where green, amber and red begin, and who drew the lines."""
    policy = rubric.policy
    own = whose_line(rubric, criterion.id, line.id)
    if line.kind == "document":
        days = policy.document_warn_days
        return "approved and in date", f"review within {days} days", "absent, draft or out of date", _LOCAL
    if line.kind == "audit":
        usual = policy.green_from_critical if criterion.critical else policy.green_from
        green, red = line.green_from or usual, line.red_below or policy.red_below
        usual_name = "green_from_critical" if criterion.critical else "green_from"
        drawn = own if line.green_from or line.red_below else whose(rubric, usual_name)
        return f"proved from {green:.0%}", "between", f"more likely than not below {red:.0%}", drawn
    if line.green_from is not None and line.amber_from is not None:
        return (
            f"from {line.green_from:.0%}",
            f"from {line.amber_from:.0%}",
            f"below {line.amber_from:.0%}",
            own,
        )
    if line.green_to is not None and line.amber_to is not None:
        return f"up to {line.green_to:g}", f"up to {line.amber_to:g}", f"above {line.amber_to:g}", own
    if line.band is not None:
        return (
            f"{line.band[0]:.0%} to {line.band[1]:.0%}",
            "outside, explained",
            "outside, no analysis in order",
            own,
        )
    asked = f"no cut point; {questioned_if(line.question_if)}" if line.question_if else "no cut point"
    return "analysis in date and checked", "analysis due or unchecked", "analysis out of date", asked


def _requirements(rubric: Rubric) -> Table:
    columns = (
        Column("Framework", 34),
        Column("Number", 16),
        Column("What it asks", 60),
        Column("Owner", 20),
        Column("Wording", 26),
        Column("Criteria that answer it", 40),
        Column("How much of it is tested", 14),
        _MARK,
    )
    rows = [_requirement(rubric, f, r) for f in rubric.frameworks for r in f.requirements]
    return _table("Requirements", "Every requirement of every framework", "asked_requirements", columns, rows)


def _requirement(rubric: Rubric, framework: Framework, requirement: Requirement) -> Row:
    links = requirement.met_by
    in_part = all(link.relation in ("subset", "intersects") for link in links) if links else None
    superseded = " (superseded)" if framework.superseded_by else ""
    return row(
        f"{framework.title}, {framework.edition.split(';')[0]}{superseded}",
        requirement.ref or requirement.id,
        requirement.text,
        OWNERS[framework.owner_of(requirement)],
        wording(requirement),
        "; ".join(answer(rubric.criteria[link.criterion].ref, link) for link in links),
        COVERAGE[in_part],
        "write here",
    )


def _measures(rubric: Rubric) -> Table:
    columns = (
        Column("Measure", 14),
        Column("Title", 34),
        Column("What is counted", 40),
        Column("Over what", 40),
        Column("Which way is good", 20),
        Column("Published limit", 34),
        Column("What others had, never a target", 60),
        _MARK,
    )
    ways = {
        "up": "more",
        "down": "less",
        "band": "a middle",
        "understand": "neither: it has to be understood",
    }
    rows = [
        row(
            f"{form.id}/{measure.id}",
            measure.title,
            measure.numerator,
            measure.denominator or "nothing: a count",
            ways[measure.direction],
            measure.limit or "none published",
            "; ".join(f"{c.value} ({c.of}; {c.source})" for c in measure.comparators),
            "write here",
        )
        for form in rubric.forms
        for measure in form.measures
    ]
    return _table(
        "Measures", "Every measure, its limits and its comparators", "asked_measures", columns, rows
    )


def _guides(rubric: Rubric) -> Table:
    columns = (
        Column("Marked", 26),
        Column("Yes, or how it is counted", 50),
        Column("Partial", 34),
        Column("No", 34),
        Column("Not applicable", 30),
        Column("Where to look", 34),
        Column("Examples, all invented", 60),
        Column("Commonest mistake", 40),
        _MARK,
    )
    rows = [
        row(
            name,
            marking.yes or marking.counted or "",
            *(marking.answers.get(answer, "") for answer in MARKED[1:]),
            marking.look,
            " ".join(f"{answer}: {text}" if answer else text for answer, text in examples_of(marking)),
            marking.mistake,
            "write here",
        )
        for name, marking in rubric.guide.items()
    ]
    return _table("Marking guide", "How each thing is marked or counted", "asked_guides", columns, rows)


def _thresholds(rubric: Rubric) -> Table:
    columns = (
        Column("Name in policy.yaml", 34),
        Column("Value", 34),
        Column("What it means", 60),
        Column("Whose it is", 34),
        _MARK,
    )
    rows = [row(*cells, "write here") for cells in policy_rows(rubric)]
    return _table(
        "Thresholds", "The cut points and periods of every colour", "asked_thresholds", columns, rows
    )
