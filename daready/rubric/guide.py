"""The marking guide: what is enough for each answer to a question, where to look, and the commonest mistake."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from daready.rubric.form import Column, Form, Item, Question
from daready.rubric.kinds import Id, Limits, Strict

Said = Annotated[str, Limits(min_length=3, max_length=300)]
"""One or two sentences: more does not fit a cell, and nobody reads it beside a case."""

MARKED = ("yes", "partial", "no", "not_applicable")
"""The answers a guide speaks of. Not recorded means the same everywhere, so no question says it again."""


@dataclass(frozen=True, kw_only=True)
class Marking(Strict):
    """How one question, figure, document or column of a form is marked, so that two people mark it alike.

    A question answered in the form's own words (``type: outcome``) says what is enough for each answer, and
    has an invented example of each; whatever else is marked says how it is ``counted``, with one ``example``.
    It is part of the rubric's fingerprint, for it says what Yes means; it does not take part in a question's digest.
    """

    id: Annotated[str, Limits(pattern=r"^[A-Za-z0-9]+([.\-_][A-Za-z0-9]+)*$", max_length=60)]
    yes: Said | None = None
    partial: Said | None = None
    no: Said | None = None
    not_applicable: Said | None = None
    counted: Said | None = None
    look: Said
    examples: dict[str, Said] = field(default_factory=dict)
    example: Said | None = None
    mistake: Said

    @property
    def answers(self) -> dict[str, str]:
        """What is enough for each answer, in the order of the answers; empty where it says how it is counted."""
        said = {name: getattr(self, name) for name in MARKED}
        return {name: text for name, text in said.items() if text is not None}


@dataclass(frozen=True, kw_only=True)
class FormGuide(Strict):
    """The marking guide of one form. A workspace's own guide of a question takes the place of daready's."""

    form: Id
    guides: tuple[Marking, ...]


def marked_things(form: Form) -> dict[str, Item | Column]:
    """What a guide may speak of, by id: the form's items, and columns whose words a person has to choose."""
    columns = [column for column in form.columns if column.reads in ("choice", "date", "number")]
    return {**{column.id: column for column in columns}, **{item.id: item for item in form.items}}


def what_is_asked(form: Form, name: str) -> object:
    """What a guide rests on: where it is the same in two forms, one guide does for both. None if not there."""
    thing = marked_things(form).get(name)
    if thing is None:
        return None
    if isinstance(thing, Column):
        return thing.reads, thing.values
    asked: tuple[object, ...] = (thing.title, answers_asked(form, thing))
    return (*asked, thing.type, thing.choices, thing.applies_if) if isinstance(thing, Question) else asked


def answers_asked(form: Form, thing: Item | Column) -> tuple[str, ...]:
    """The answers whose guide is owed for a question; none where a guide says how the thing is counted."""
    if not isinstance(thing, Question) or thing.type != "outcome":
        return ()
    open_to = [name for name in MARKED if form.answers.get(name)]
    return tuple(name for name in open_to if not (thing.every_case and name == "not_applicable"))


SHOWN = {"yes": "Yes", "partial": "Partial", "no": "No", "not_applicable": "Not applicable"}
"""What the answers are called where a guide is shown."""


def examples_of(marking: Marking) -> tuple[tuple[str, str], ...]:
    """Each example with the answer it is of; no answer where the guide says how a thing is counted."""
    if marking.example:
        return (("", marking.example),)
    return tuple((SHOWN[name], marking.examples[name]) for name in MARKED if name in marking.examples)
