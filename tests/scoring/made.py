"""Small makers for scoring tests: counts into batches, batches into findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from daready.evidence.model import Case, Cases, CaseSheet, Month, Source
from daready.rubric.compiled import shipped
from daready.rubric.model import Line, Question
from daready.rubric.terms import Colour, Outcome, Selection
from daready.scoring.classify import Cuts
from daready.scoring.model import Counts, LineFinding
from daready.scoring.tally import Batch

AS_AT = date(2026, 6, 30)
JUNE = Month(2026, 6)

POLICY = shipped().policy
"""The defaults that the method was tried with."""

CUTS = Cuts.of(POLICY, critical=False)


def own_cuts(**own: Any) -> Cuts:
    """Daready's cut points with some of a test's own."""
    return replace(CUTS, **own)


QUESTION = Question(id="Q1", title="A question")
LINE = Line(question="case-audit/Q1", required=True)


def batch(month: Month = JUNE, selection: Selection = Selection.RANDOM, **counts: int) -> Batch:
    """A batch of counts whose failures stand on rows of their own."""
    made = Counts(**counts)
    answers = b"N" * made.failures + b"Y" * (made.n - made.failures)
    return Batch(month, selection, False, made, f"{month}.xlsx", "Audit", range(2, 2 + made.n), answers)


def finding(kind: str, colour: Colour, *, required: bool = False, **more: object) -> LineFinding:
    """A line's finding of a kind and colour, independent of every other."""
    strength = {"audit": "A", "measure": "B", "record": "B", "document": "C", "judgement": "D"}[kind]
    settings: dict[str, object] = {
        "id": f"{kind}-{colour}-{id(more)}",
        "kind": "document" if kind == "record" else kind,
        "title": f"A {kind}",
        "strength": strength,
        "colour": colour,
        "note": "too_few" if colour is Colour.GREY else "given",
        "rule": "given",
        "required": required,
        **more,
    }
    return LineFinding(**settings)  # type: ignore[arg-type]


def sheet(
    answers: list[str],
    *,
    questions: tuple[str, ...] = ("Q1",),
    file: str = "June.xlsx",
    selection: Selection = Selection.RANDOM,
    month: Month = JUNE,
    population: int | None = None,
    risk: list[str | None] | None = None,
    made_safe: list[date | None] | None = None,
) -> CaseSheet:
    """A sheet of cases; each answer is a word of one byte a question."""
    cases = Cases.of(
        Case(
            row=2 + at,
            month=month,
            day=None,
            selection=selection,
            risk=risk[at] if risk else None,
            made_safe=made_safe[at] if made_safe else None,
        )
        for at in range(len(answers))
    )
    return CaseSheet(
        source=Source(file, "0" * 64),
        sheet="Audit",
        form="case-audit",
        questions=questions,
        outcomes="".join(answers).encode("ascii"),
        cases=cases,
        columns={q: chr(ord("B") + i) for i, q in enumerate(questions)},
        population=population,
    )


ALL_OUTCOMES = [o.value for o in Outcome if o is not Outcome.NOT_ASKED]
