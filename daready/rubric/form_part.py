"""A workspace's changes to a form as a small file: what it leaves out stays as it is shipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from daready.rubric.faults import Fault
from daready.rubric.form import Column, Form, Item, Measure, Question
from daready.rubric.kinds import Id, Strict, Words
from daready.rubric.shape import Written
from daready.rubric.words import fold


@dataclass(frozen=True, kw_only=True)
class FormPart(Strict):
    """A file of forms/ without ``title`` and ``row``: it changes the form of its id.

    Each thing in it takes the place of the one of its id, or is added; each word of ``answers`` means what stands here.
    """

    id: Id
    set_by: str = ""
    set_on: date | None = None
    set_why: str = ""
    columns: tuple[Column, ...] = ()
    facts: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measure, ...] = ()
    documents: tuple[Item, ...] = ()
    answers: dict[str, Words] = field(default_factory=dict[str, Words])


def changed_forms(
    forms: Iterable[Written[Form]], parts: Sequence[Written[FormPart]]
) -> tuple[list[Written[Form]], list[Fault]]:
    """The forms with their parts laid over them, and a fault for each part of a form that is not there."""
    by_id = {one.value.id: one for one in forms}
    faults: list[Fault] = []
    for part in parts:
        whole = by_id.get(part.value.id)
        if whole is None:
            faults.append(
                part.fault("rubric_missing_key", where="This form, which daready does not ship,", key="row")
            )
        else:
            by_id[part.value.id] = Written(_changed(whole.value, part.value), part.text)
    return [*by_id.values()], faults


def _changed(whole: Form, part: FormPart) -> Form:
    return replace(
        whole,
        set_by=part.set_by or whole.set_by,
        set_on=part.set_on or whole.set_on,
        set_why=part.set_why or whole.set_why,
        columns=_laid_over(whole.columns, part.columns),
        facts=_laid_over(whole.facts, part.facts),
        questions=_laid_over(whole.questions, part.questions),
        measures=_laid_over(whole.measures, part.measures),
        documents=_laid_over(whole.documents, part.documents),
        answers=_answers(whole.answers, part.answers),
    )


T = TypeVar("T", bound=Column | Item)


def _laid_over(shipped: Sequence[T], own: Sequence[T]) -> tuple[T, ...]:
    return tuple({one.id: one for one in (*shipped, *own)}.values())


def _answers(shipped: dict[str, Words], own: dict[str, Words]) -> dict[str, Words]:
    """Every word once: where a person gave it another meaning it has that one alone."""
    said = {fold(word) for words in own.values() for word in words}
    return {
        answer: (
            *(word for word in shipped.get(answer, ()) if fold(word) not in said),
            *own.get(answer, ()),
        )
        for answer in dict.fromkeys((*shipped, *own))
    }
