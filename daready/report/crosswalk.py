"""The crosswalk: each framework's requirements against the one set of criteria, and the evidence behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from daready.report.colours import coloured
from daready.report.shapes import Cell, Column, Link, Row, Table, filled, row
from daready.report.terminal import told
from daready.report.words import OWNERS, count, wording_beside, wording_words
from daready.rubric.model import MetBy, Rubric
from daready.scoring.model import Assessment, FrameworkFinding, LineFinding, RequirementFinding

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
    "something that overlaps with it. Where only some of the criterion's clauses are meant, they are named."
)


def coverage(requirement: RequirementFinding) -> str:
    """How much of a requirement the criteria test together."""
    return COVERAGE[requirement.in_part if requirement.met_by else None]


def answer(ref: str, link: MetBy) -> str:
    """A criterion, what it is of a requirement, and the clauses that are meant where not all of them are."""
    clauses = f": {', '.join(link.clauses)}" if link.clauses else ""
    return f"{ref} {RELATIONS[link.relation]}{clauses}"


def crosswalk(assessment: Assessment, rubric: Rubric) -> Table:
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
    walk = _Walk(assessment, rubric)
    rows = [_row(f, r, walk) for f in assessment.frameworks for r in f.requirements]
    return Table(
        sheet="Crosswalk",
        title="Every requirement against the one set of criteria",
        name="crosswalk",
        columns=columns,
        rows=filled(columns, rows),
        notes=(_EXPLAINED, *_notes(walk)),
    )


class _Walk:
    """An assessment's requirements with their links, and the lines of evidence that each link rests on."""

    def __init__(self, assessment: Assessment, rubric: Rubric) -> None:
        self.criteria = rubric.criteria
        self.found = {c.id: c for c in assessment.criteria}
        self._links = {(f.id, r.id): r.met_by for f in rubric.frameworks for r in f.requirements}
        self.ours = [(f, r) for f in assessment.frameworks for r in f.requirements if r.owner == "force"]
        self.busy = self._busy()

    def links(self, framework: FrameworkFinding, requirement: RequirementFinding) -> tuple[MetBy, ...]:
        return self._links[framework.id, requirement.id]

    def received(
        self, framework: FrameworkFinding, requirement: RequirementFinding
    ) -> list[tuple[str, LineFinding]]:
        """Lines of what answers a requirement that rest on something that was sent, each with its criterion."""
        return [
            (link.criterion, line)
            for link in self.links(framework, requirement)
            for line in self._tested_by(link)
            if line.sources
        ]

    def _tested_by(self, link: MetBy) -> Iterator[LineFinding]:
        parts = self.criteria[link.criterion].parts
        named = {line for clause in parts if clause.id in link.clauses for line in clause.lines}
        return (line for line in self.found[link.criterion].lines if not link.clauses or line.id in named)

    def _busy(self) -> set[tuple[str, str]]:
        """Lines (criterion, line) with evidence behind very many of the force's requirements."""
        used = Counter((criterion, line.id) for one in self.ours for criterion, line in self.received(*one))
        return {name for name, times in used.items() if times > MANY}


def _row(framework: FrameworkFinding, requirement: RequirementFinding, walk: _Walk) -> Row:
    ours = requirement.owner == "force"
    received = walk.received(framework, requirement)
    over = [line.title for criterion, line in received if (criterion, line.id) in walk.busy]
    return row(
        framework.title,
        Cell(requirement.ref or requirement.id, link=Link("Frameworks", f"{framework.id}/{requirement.id}")),
        "; ".join(
            answer(walk.found[link.criterion].ref, link) for link in walk.links(framework, requirement)
        ),
        coverage(requirement),
        coloured(requirement.colour) if ours else OWNERS.get(requirement.owner, requirement.owner),
        len(received),
        "no evidence touches it"
        if ours and not received
        else f"leans on: {'; '.join(over)}"
        if over
        else None,
        wording_words(requirement.wording),
    )


def _notes(walk: _Walk) -> Iterator[str]:
    untouched = sum(not walk.received(*one) for one in walk.ours)
    yield (
        f"Of {count(len(walk.ours), 'requirement')} that are the force's, {untouched} are touched by no evidence."
    )
    if walk.busy:
        yield (
            f"Lines of evidence that stand behind more than {MANY} requirements each (a local default): "
            f"{len(walk.busy)}. What one paper or question says cannot settle so much. They are named under To "
            "look at."
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
            said = "; ".join(answer(rubric.criteria[link.criterion].ref, link) for link in links)
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
