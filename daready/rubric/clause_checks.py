"""What must hold of a criterion's clauses: they share out every line, and each can be proved (A13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from daready.rubric.faults import Fault
from daready.rubric.model import Clause, Criterion, Line
from daready.rubric.shape import Written, near

OwnerOf = Callable[[Line], str]


def clause_faults(written: Written[Criterion], owner_of: OwnerOf) -> Iterator[Fault]:
    """Every fault of a criterion's clauses; none where it has no clauses of its own."""
    criterion = written.value
    lines = {line.id: line for line in criterion.lines}
    ids: set[str] = set()
    for place, clause in enumerate(criterion.clauses):
        at = written.inside("clauses", place)
        if clause.id in ids:
            yield at.fault("rubric_id_twice", "id", kind="clause", id=clause.id, other="this criterion")
        ids.add(clause.id)
        yield from _lines(at, clause, criterion)
        if not any(name in lines and _proves(lines[name], clause, owner_of) for name in clause.lines):
            yield at.fault("rubric_clause_unproved", "id", clause=clause.id, proof=clause.proof)
    tested = {name for clause in criterion.clauses for name in clause.lines}
    for place, line in enumerate(criterion.lines):
        if criterion.clauses and line.id not in tested:
            yield written.fault("rubric_line_untested", "lines", place, line=line.id, criterion=criterion.id)


def _lines(at: Written[Criterion], clause: Clause, criterion: Criterion) -> Iterator[Fault]:
    known = [line.id for line in criterion.lines]
    for number, name in enumerate(clause.lines):
        if name not in known:
            yield at.fault(
                "rubric_clause_line",
                *("lines", number),
                clause=clause.id,
                line=name,
                criterion=criterion.id,
                near=near(name, known),
            )


def _proves(line: Line, clause: Clause, owner_of: OwnerOf) -> bool:
    """Whether a line can show that a clause is met: practice, a record of use, or any paper will do."""
    if owner_of(line) != "force":
        return False
    if clause.proof == "practice":
        return line.kind != "document"
    return clause.proof == "paper" or line.kind != "document" or line.proof == "record"
