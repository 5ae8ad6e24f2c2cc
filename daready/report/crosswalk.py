"""The crosswalk: each framework's requirements against the one set of criteria, and the evidence behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from daready.report.colours import coloured
from daready.report.shapes import Cell, Column, Link, Row, Table, filled, row
from daready.report.terminal import told
from daready.report.words import OWNERS, count, wording_beside, wording_words
from daready.rubric.model import Rubric
from daready.scoring.model import Assessment, CriterionFinding, FrameworkFinding, RequirementFinding

RELATIONS: dict[str, str] = {
    "equal": "the same",
    "subset": "a part of it",
    "superset": "it and more",
    "intersects": "overlaps",
}
"""What a criterion is of a requirement."""

COVERAGE: dict[bool | None, str] = {None: "not tested", True: "in part", False: "in whole"}

MANY = 12
"""One line of evidence that stands behind more requirements than this is flagged (a local default)."""

_EXPLAINED = (
    "After each criterion stands what it tests of the requirement: the same, a part of it, it and more, or "
    "something that overlaps with it."
)


def coverage(requirement: RequirementFinding) -> str:
    """How much of a requirement the criteria test together."""
    return COVERAGE[requirement.in_part if requirement.met_by else None]


def crosswalk(assessment: Assessment) -> Table:
    """Every requirement with its criteria, what each tests of it, and whether any evidence touches it."""
    columns = (
        Column("Framework", 30),
        Column("Number", 16),
        Column("Criteria that answer it", 52),
        Column("How much of it we test", 14),
        Column("Colour", 16, "colour"),
        Column("Lines of evidence received", 14, "count"),
        Column("To look at", 34),
        Column("Wording", 20),
    )
    found = {c.id: c for c in assessment.criteria}
    busy = _busy(assessment, found)
    rows = [_row(f, r, found, busy) for f in assessment.frameworks for r in f.requirements]
    return Table(
        sheet="Crosswalk",
        title="Every requirement against the one set of criteria",
        name="crosswalk",
        columns=columns,
        rows=filled(columns, rows),
        notes=(_EXPLAINED, *_notes(assessment, found, busy)),
    )


def _row(
    framework: FrameworkFinding,
    requirement: RequirementFinding,
    found: dict[str, CriterionFinding],
    busy: Sequence[tuple[str, str, int]],
) -> Row:
    ours = requirement.owner == "force"
    received = _received(requirement, found)
    names = {(criterion, line) for criterion, line, _ in busy}
    over = [line.title for c in requirement.met_by for line in found[c].lines if (c, line.id) in names]
    return row(
        framework.title,
        Cell(requirement.ref or requirement.id, link=Link("Frameworks", f"{framework.id}/{requirement.id}")),
        _criteria(requirement, {c.id: c.ref for c in found.values()}),
        coverage(requirement),
        coloured(requirement.colour) if ours else OWNERS.get(requirement.owner, requirement.owner),
        received,
        "no evidence touches it"
        if ours and not received
        else f"leans on: {'; '.join(over)}"
        if over
        else None,
        wording_words(requirement.wording),
    )


def _criteria(requirement: RequirementFinding, refs: dict[str, str]) -> str:
    pairs = zip(requirement.met_by, requirement.relations, strict=True)
    return "; ".join(f"{refs[criterion]} {RELATIONS[relation]}" for criterion, relation in pairs)


def _received(requirement: RequirementFinding, found: dict[str, CriterionFinding]) -> int:
    """How many lines of the requirement's criteria rest on something that was sent."""
    return sum(bool(line.sources) for criterion in requirement.met_by for line in found[criterion].lines)


def _busy(assessment: Assessment, found: dict[str, CriterionFinding]) -> list[tuple[str, str, int]]:
    """Lines (criterion, line, times) with evidence behind very many of the force's requirements."""
    used = Counter(
        (criterion, line.id)
        for framework in assessment.frameworks
        for requirement in framework.requirements
        if requirement.owner == "force"
        for criterion in requirement.met_by
        for line in found[criterion].lines
        if line.sources
    )
    return [(*name, times) for name, times in used.most_common() if times > MANY]


def _notes(
    assessment: Assessment, found: dict[str, CriterionFinding], busy: Sequence[tuple[str, str, int]]
) -> Iterator[str]:
    ours = [r for f in assessment.frameworks for r in f.requirements if r.owner == "force"]
    untouched = sum(not _received(requirement, found) for requirement in ours)
    yield f"Of {count(len(ours), 'requirement')} that are the force's, {untouched} are touched by no evidence."
    if busy:
        yield (
            f"Lines of evidence that stand behind more than {MANY} requirements each (a local default): {len(busy)}. "
            "What one paper or question says cannot settle so much. They are named under To look at."
        )


# -- without evidence ------------------------------------------------------------------------------


def told_crosswalk(rubric: Rubric) -> Iterator[str]:
    """The crosswalk of a rubric in the terminal: what answers what, and what nothing answers."""
    yield from told(_EXPLAINED)
    times: Counter[str] = Counter()
    bare: list[str] = []
    for framework in rubric.frameworks:
        yield ""
        superseded = f" (superseded by {framework.superseded_by})" if framework.superseded_by else ""
        yield from told(f"{framework.title}: {framework.id}{superseded}")
        for requirement in framework.requirements:
            links = requirement.met_by
            times.update(link.criterion for link in links if not framework.superseded_by)
            in_part = all(link.relation in ("subset", "intersects") for link in links) if links else None
            said = "; ".join(
                f"{rubric.criteria[link.criterion].ref} {RELATIONS[link.relation]}" for link in links
            )
            owner = framework.owner_of(requirement)
            if not links and owner == "force":
                bare.append(requirement.id)
            what = said or (OWNERS[owner] if owner != "force" else "nothing of ours answers it")
            besides = "; ".join((COVERAGE[in_part], *wording_beside(requirement.wording)))
            yield from told(f"{requirement.id}: {what} ({besides})", "  ", "      ")
    yield ""
    yield from told(f"No criterion answers: {', '.join(bare) or 'none'}.")
    most = [f"{rubric.criteria[name].ref} ({n})" for name, n in times.most_common() if n > MANY]
    yield from told(f"Criteria behind more than {MANY} requirements: {', '.join(most) or 'none'}.")
