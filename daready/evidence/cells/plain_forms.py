"""A form as the guarded reader is given it: plain data, since the child imports no pydantic. See ``rubric.model``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from daready.evidence.limits import OLD_MONTHS


class PlainNumbered(TypedDict):
    """One number of a published list: the value that it means, its names, and what needs it ``beside``."""

    number: str
    means: str
    label: str
    also: list[str]
    beside: list[str]


class PlainNumbering(TypedDict):
    """A published list of numbers for the values of a choice; ``before``: words that may stand before a number."""

    before: list[str]
    numbers: list[PlainNumbered]


class PlainFact(TypedDict):
    """A fact that may stand above the table; ``values`` are the words of each choice."""

    id: str
    reads: str
    headings: list[str]
    values: dict[str, list[str]]
    numbering: PlainNumbering | None


class PlainColumn(PlainFact):
    """A column of the table that is not a question; ``spans``: periods besides a month that it may hold; ``future``:
    its days may lie ahead; ``reach``: how many years off they may be; ``coded``: what it says is kept as a number.
    """

    required: bool
    spans: list[str]
    future: bool
    reach: int
    coded: bool


class PlainItem(TypedDict):
    """What rows of a return, register or table of totals may be about."""

    id: str
    title: str
    also: list[str]


class PlainQuestion(PlainItem):
    """A question of an audit; ``applies_if``: the values of columns with which it applies."""

    type: str
    choices: dict[str, list[str]]
    applies_if: dict[str, list[str]]
    every_case: bool
    least: float | None
    most: float | None


class PlainMeasure(PlainItem):
    """A measure of a return."""

    unit: str


class PlainForm(TypedDict):
    """One form with everything its sheets may hold."""

    id: str
    version: str
    row: str
    since: str | None
    columns: list[PlainColumn]
    facts: list[PlainFact]
    questions: list[PlainQuestion]
    measures: list[PlainMeasure]
    documents: list[PlainItem]
    answers: dict[str, list[str]]
    items_from: str | None
    ids_as_headings: bool


class PlainWords(TypedDict):
    """A list of words: see ``rubric.word_lists``."""

    id: str
    phrases: list[str]
    begins: list[str]
    followed_by: list[str]


class PlainAdopted(TypedDict):
    """A force's own form as the form that it adopts (``of``) under its own words: its questions' only headings are in
    ``also``. ``ignored`` are texts that it leaves unread; ``selection`` and ``population`` speak where a sheet says
    nothing.
    """

    form: PlainForm
    of: str
    layout: str
    ignored: list[str]
    selection: str | None
    population: int | None


class PlainRubric(NamedTuple):
    """What the guarded reader is given of a rubric: forms, the id, reference and title of each criterion, the lists of
    words, after how many months cases no longer count, and the force's own forms.
    """

    forms: list[PlainForm]
    criteria: list[list[str]]
    words: list[PlainWords]
    old_after: int = OLD_MONTHS
    adopted: Sequence[PlainAdopted] = ()
