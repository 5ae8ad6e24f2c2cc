"""What is told of a force's own form: its questions in its own words, and the answers that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from daready.evidence.cells.dates import find_period, month_text
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.personal_details import holds_details
from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.grid.grid import Book
from daready.evidence.layouts.case_table import CaseTable, Heading, Layout, Place
from daready.evidence.layouts.claims import claim_in
from daready.evidence.layouts.columns import Column, Role, columns_of, filled
from daready.evidence.layouts.find import find_cases
from daready.evidence.layouts.sheet_view import ANSWER_LETTERS, ANSWERS
from daready.rubric.words import fold

Shown = Callable[[str], str]
"""What may be shown of a text: words that may name somebody are left out of it."""
ShownTab = Callable[[str, int], str]
"""A tab's name as it may be shown, and its number from 1."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the form with its place: its words, the tab and the cell, and where in the form it stands."""

    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question of the force's: ``kind`` is words, scores, numbers or empty.

    ``answers`` are its words with how often each stands there, in the order of the count; none where there are too
    many or too long ones. ``filled`` cells of ``cases`` hold something; the longest has ``longest`` letters.
    """

    text: str
    sheet: str
    cell: str
    section: str
    kind: str
    answers: tuple[tuple[str, int], ...]
    filled: int
    longest: int


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that is no question: its ``role`` (``columns.Role``) and, where its heading is known, our ``name``."""

    role: str
    name: str | None
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FoundMonth:
    """Where the month is: ``by`` a column, a title or the tab; ``says`` it as year-month where all cases share it."""

    by: str
    text: str
    sheet: str
    cell: str
    says: str | None


@dataclass(frozen=True, slots=True)
class FoundForm:
    """One force's form. ``aside`` counts lines that are no case, by what shows it; tabs are named as they may be."""

    layout: str
    cases: int
    questions: tuple[FoundQuestion, ...]
    columns: tuple[FoundColumn, ...]
    month: FoundMonth | None
    selection: str | None
    selection_at: Found | None
    population: int | None
    population_at: Found | None
    aside: tuple[tuple[str, int], ...]
    blank_forms: int
    unread: int

    def column(self, *roles: str) -> FoundColumn | None:
        """The first column of one of these roles."""
        return next((column for role in roles for column in self.columns if column.role == role), None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> FoundForm:
        questions = [
            {**one, "answers": tuple((w, n) for w, n in one["answers"])} for one in plain["questions"]
        ]
        return cls(
            layout=plain["layout"],
            cases=plain["cases"],
            questions=tuple(FoundQuestion(**one) for one in questions),
            columns=tuple(FoundColumn(**one) for one in plain["columns"]),
            month=plain["month"] and FoundMonth(**plain["month"]),
            selection=plain["selection"],
            selection_at=plain["selection_at"] and Found(**plain["selection_at"]),
            population=plain["population"],
            population_at=plain["population_at"] and Found(**plain["population_at"]),
            aside=tuple((why, number) for why, number in plain["aside"]),
            blank_forms=plain["blank_forms"],
            unread=plain["unread"],
        )


@dataclass(frozen=True, slots=True)
class FoundReply:
    """The form that files are filled in of; or why there is none, and the number of the file that it is about."""

    form: FoundForm | None = None
    refused: str | None = None
    file: int = 0

    def to_json(self) -> dict[str, Any]:
        return {"form": self.form and self.form.to_json(), "refused": self.refused, "file": self.file}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> FoundReply:
        return cls(plain["form"] and FoundForm.from_json(plain["form"]), plain["refused"], plain["file"])


def find_form(books: Sequence[Book], forms: KnownForms, shown: Shown, tab: ShownTab) -> FoundForm | None:
    """What may be told of the form that workbooks are filled in of; None where no cases are found."""
    table = find_cases(books, forms)
    if table is None:
        return None
    columns = columns_of(table, forms)
    claim = claim_in(table.said, len(table.lines))

    def at(place: Place | None) -> Found | None:
        return Found("", *_at(place, tab)) if place else None

    return FoundForm(
        layout=table.layout,
        cases=len(table.lines),
        questions=tuple(_question(table, column, shown, tab) for column in columns if column.role.asks),
        columns=tuple(_told(table, column, shown, tab) for column in columns if not column.role.asks),
        month=_month(table, columns, tab),
        selection=claim.selection,
        selection_at=at(claim.selection_at),
        population=claim.population,
        population_at=at(claim.population_at),
        aside=tuple(sorted(Counter(why for why, _ in table.others).items())),
        blank_forms=len(table.blank_forms),
        unread=len(table.unread),
    )


def _at(place: Place, tab: ShownTab) -> tuple[str, str]:
    return tab(place.sheet, place.tab + 1), place.cell


def _question(table: CaseTable, column: Column, shown: Shown, tab: ShownTab) -> FoundQuestion:
    heading = table.headings[column.at]
    values = filled(table, column.at)
    return FoundQuestion(
        _asked(heading.text, shown),
        *_at(heading.place, tab),
        heading.section,
        column.role,
        _answers(values, shown),
        len(values),
        max((len(text_of(value)) for value in values), default=0),
    )


def _asked(text: str, shown: Shown) -> str:
    """A heading as it stands, which is the form's own; one in which somebody's details seem to stand is masked."""
    return shown(text) if holds_details(text) else text


def _answers(values: Sequence[Value], shown: Shown) -> tuple[tuple[str, int], ...]:
    """The words with their counts, if there are few and short ones alone."""
    texts = [text_of(value) for value in values]
    if len({fold(text) for text in texts}) > ANSWERS or any(len(text) > ANSWER_LETTERS for text in texts):
        return ()
    counted = Counter(map(shown, texts))
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _told(table: CaseTable, column: Column, shown: Shown, tab: ShownTab) -> FoundColumn:
    heading = table.headings[column.at]
    return FoundColumn(column.role, column.name, _asked(heading.text, shown), *_at(heading.place, tab))


def _month(table: CaseTable, columns: Sequence[Column], tab: ShownTab) -> FoundMonth | None:
    """The column of days or months, else a title with one, else the tab's name, else when the form was sent in."""
    ours = [column for column in columns if column.role is Role.MONTH]
    for column in sorted(ours, key=lambda one: one.name != "month"):
        return _by_column(table, column.at, tab)
    for said in table.said:
        if (period := find_period(said.text)) is not None:
            return FoundMonth("title", "", *_at(said.place, tab), month_text(period))
    first = table.headings[0].place
    if (
        table.layout is not Layout.TAB_PER_CASE
        and (period := find_period(first.sheet, name=True)) is not None
    ):
        return FoundMonth("tab", "", _at(first, tab)[0], "", month_text(period))
    sent = [c.at for c in columns if c.role is Role.STAMP and fold(table.headings[c.at].text) in _SENT]
    dated = [c.at for c in columns if c.role is Role.DATE]
    candidates = sent or (dated if len(dated) == 1 else [])
    return _by_column(table, candidates[0], tab) if candidates else None


_SENT = frozenset(
    {"completion time", "timestamp", "submission date", "submission time", "submitted", "end date", "ended"}
)
"""What an online form calls the moment at which it was sent in."""


def _by_column(table: CaseTable, at: int, tab: ShownTab) -> FoundMonth:
    heading: Heading = table.headings[at]
    return FoundMonth("column", heading.text, *_at(heading.place, tab), None)
