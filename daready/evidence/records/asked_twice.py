"""Several questions of a force's own form that ask one of ours: a case counts once there, by its lowest answer."""

from __future__ import annotations

from dataclasses import replace

from daready.evidence.rows import CaseRows
from daready.rubric.terms import asks

_LOWEST_FIRST = "NR?_PYSaA"
"""The outcomes as they count beside each other: what is blank or not understood may be a failure."""


def lowest_of_each(cases: CaseRows) -> CaseRows:
    """The same cases with one answer to each question, whichever of the force's own questions ask it."""
    if all(asks(name) == name for name in cases.questions):
        return cases
    together: dict[str, list[int]] = {}
    for at, name in enumerate(cases.questions):
        together.setdefault(asks(name), []).append(at)
    rows = [
        "".join(min((row[at] for at in places), key=_LOWEST_FIRST.index) for places in together.values())
        for row in map(cases.outcomes_of, range(len(cases)))
    ]
    columns = {name: cell for name, cell in cases.columns.items() if asks(name) == name}
    return replace(cases, questions=tuple(together), outcomes="".join(rows), columns=columns)
