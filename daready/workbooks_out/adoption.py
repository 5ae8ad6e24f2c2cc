"""A force's own form as it was found, with what each of its questions is proposed to be and what that would reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from daready.evidence.layouts.found_form import FoundColumn, FoundForm, FoundQuestion
from daready.rubric.cover import Reach, Step, best_steps, reach_of
from daready.rubric.model import Rubric
from daready.rubric.proposals import Asked, Proposed, Proposer

_MORE = 6
"""So many further questions are named, in order of what they bring."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A found form, what is proposed for each of its questions in their order, and what is asked of as likely reaches.

    ``reach`` counts the first proposal of every question, right or not; ``more`` are the questions that no question
    of the form is proposed for, each with what it would add.
    """

    form: FoundForm
    proposed: tuple[Proposed, ...]
    likely: tuple[str, ...]
    reach: Reach
    more: tuple[Step, ...]

    @property
    def ready(self) -> int:
        """How many questions stand ready."""
        return sum(proposal.ready for one in self.proposed for proposal in one.proposals[:1])

    @property
    def lines(self) -> list[tuple[FoundQuestion, Proposed]]:
        return list(zip(self.form.questions, self.proposed, strict=True))


def adoption_of(form: FoundForm, rubric: Rubric) -> Adoption:
    """What is proposed for a form."""
    asked = [Asked(question.text, question.kind) for question in form.questions]
    proposed = tuple(Proposer(rubric).propose(asked))
    likely = tuple(dict.fromkeys(one.proposals[0].question for one in proposed if one.proposals))
    return Adoption(form, proposed, likely, reach_of(rubric, likely), tuple(_further(rubric, likely)))


def _further(rubric: Rubric, likely: Sequence[str]) -> list[Step]:
    """What else of the same form of ours could be asked."""
    kinds = {name.partition("/")[0] for name in likely}
    candidates = [
        f"{form.id}/{question.id}"
        for form in rubric.forms
        if form.id in kinds
        for question in form.questions
        if f"{form.id}/{question.id}" not in likely
    ]
    return best_steps(rubric, likely, candidates, _MORE)


def adoption_json(adoption: Adoption) -> dict[str, Any]:
    """The promised record; dates, names and free text of the workbook are not in it."""
    form = adoption.form
    return {
        "layout": form.layout,
        "cases": form.cases,
        "questions": [_question(question, proposed) for question, proposed in adoption.lines],
        "reference": _column(form.column("reference")),
        "month": _month(form),
        "district": _column(form.column("district")),
        "risk": _column(form.column("risk")),
        "safety": _column(form.column("safety")),
        "selection": form.selection_at
        and {"meaning": form.selection, "sheet": form.selection_at.sheet, "cell": form.selection_at.cell},
        "population": form.population_at
        and {"number": form.population, "sheet": form.population_at.sheet, "cell": form.population_at.cell},
        "columns": [{**(_column(column) or {}), "role": column.role} for column in form.columns],
        "not_cases": dict(form.aside),
        "blank_forms": form.blank_forms,
        "sheets_not_read": form.unread,
        "reaches": {"clauses": len(adoption.reach.clauses), "criteria": len(adoption.reach.criteria)},
        "would_add": [
            {"question": step.question, "clauses": len(step.clauses), "criteria": len(step.criteria)}
            for step in adoption.more
        ],
    }


def _question(question: FoundQuestion, proposed: Proposed) -> dict[str, Any]:
    return {
        "text": question.text,
        "sheet": question.sheet,
        "cell": question.cell,
        "section": question.section or None,
        "kind": question.kind,
        "answers": [{"word": word, "count": count} for word, count in question.answers],
        "filled": question.filled,
        "longest": question.longest,
        "yes_is": proposed.yes_is,
        "asks_together": list(proposed.parts),
        "proposals": [
            {
                "question": one.question,
                "title": one.title,
                "score": one.score,
                "ready": one.ready,
                "why": list(one.shared),
            }
            for one in proposed.proposals
        ],
    }


def _column(column: FoundColumn | None) -> dict[str, Any] | None:
    return {"text": column.text, "sheet": column.sheet, "cell": column.cell} if column else None


def _month(form: FoundForm) -> dict[str, Any] | None:
    month = form.month
    if month is None:
        return None
    return {
        "by": month.by,
        "text": month.text,
        "sheet": month.sheet,
        "cell": month.cell or None,
        "says": month.says,
    }
