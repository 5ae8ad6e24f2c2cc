"""Small makers for scoring tests: counts into batches, batches into findings."""

from __future__ import annotations

from datetime import date

from daready.evidence.model import Case, Cases, CaseSheet, Month, Source
from daready.rubric.model import Line, Policy, Question
from daready.rubric.shape import guarded
from daready.rubric.terms import Colour, Outcome, Selection
from daready.scoring.model import Counts, LineFinding
from daready.scoring.tally import Batch

AS_AT = date(2026, 6, 30)
JUNE = Month(2026, 6)

POLICY = guarded(
    Policy,
    {
        "set_by": "tests",
        "why": "the defaults that the method was tried with",
        "red_below": 0.75,
        "green_from": 0.85,
        "green_from_critical": 0.90,
        "green_conf": 0.80,
        "firm_conf": 0.80,
        "n_min": 12,
        "early_n": 5,
        "early_conf": 0.95,
        "prior": (0.5, 0.5),
        "not_recorded": "fail",
        "half_life_months": 3,
        "max_age_months": 12,
        "recent_fall_conf": 0.9985,
        "na_high": 0.5,
        "nr_high": 0.2,
        "min_lines_for_green": 2,
        "alone_from_n_eff": 40,
        "measure_max_age_months": 2,
        "measure_window_months": 3,
        "measure_min_denominator": 30,
        "document_warn_days": 60,
        "judgement_days": 90,
        "ageing_from": 0.75,
        "theme_share": 0.2,
    },
)

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
