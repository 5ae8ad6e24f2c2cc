"""What was seen, in daready's own small types: cases, figures and records with their places, and the account.

Nothing here holds a name, a case reference or free text: references and people arrive as keyed hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from daready.rubric.terms import Colour, Outcome, Selection

Severity = Literal["error", "warning", "info"]


class Month(NamedTuple):
    """A calendar month, the period that audits and figures are counted in; the earlier is the smaller."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    @property
    def ordinal(self) -> int:
        """Months counted from year nought, so that a difference is a number of months."""
        return self.year * 12 + self.month - 1

    def later(self, months: int) -> Month:
        """The month so many months on."""
        return Month.at(self.ordinal + months)

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def at(cls, ordinal: int) -> Month:
        """The month that has an ordinal."""
        return cls(ordinal // 12, ordinal % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


UNDATED = Month(1, 1)
"""Stands for the month of a contested case, or of a doubt, that says none; nothing else has it."""


def cell_of(column: str, row: int) -> str:
    """The cell of an answer: its column and its case's row, unless ``column`` is the whole cell, as where a case has a
    tab or a column of its own.
    """
    return column if column[-1:].isdigit() else f"{column}{row}"


class Source(NamedTuple):
    """One file as it came: its name and the fingerprint of its bytes."""

    file: str
    sha256: str


class Place(NamedTuple):
    """Where a fact stands. Row numbers are the sheet's own, from 1."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Case:
    """What is kept of one audited case besides its answers.

    ``claimed``: the sheet did not say how its cases were chosen; the user did, for the whole run (A4).
    """

    row: int
    month: Month
    day: date | None
    selection: Selection
    claimed: bool = False
    risk: str | None = None
    district: str | None = None
    made_safe: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a sheet by columns, a place a case; each is made into a ``Case`` only when it is asked for.

    ``months`` are ordinals (``Month.ordinal``), that of ``UNDATED`` where a contested case says none; ``days``
    and ``made_safe`` are ordinals of dates. So a hundred thousand cases are told apart without an object each.
    """

    rows: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int | None, ...] = ()
    selections: tuple[Selection, ...] = ()
    claimed: tuple[bool, ...] = ()
    risk: tuple[str | None, ...] = ()
    district: tuple[str | None, ...] = ()
    made_safe: tuple[int | None, ...] = ()
    keys: tuple[str | None, ...] = ()

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Cases:
        """These cases by columns."""
        rows = [
            (
                *(case.row, case.month.ordinal, case.day and case.day.toordinal(), case.selection),
                *(case.claimed, case.risk, case.district),
                *(case.made_safe and case.made_safe.toordinal(), case.key),
            )
            for case in cases
        ]
        return cls(*zip(*rows, strict=True))

    def only(self, places: Iterable[int]) -> Cases:
        """The cases at some places, in the order of the places."""
        chosen = [*places]
        return Cases(*(tuple([column[at] for at in chosen]) for column in self._columns()))

    def _columns(self) -> tuple[tuple[Any, ...], ...]:
        return (
            *(self.rows, self.months, self.days, self.selections, self.claimed),
            *(self.risk, self.district, self.made_safe, self.keys),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> Case:
        day, safe = self.days[at], self.made_safe[at]
        return Case(
            row=self.rows[at],
            month=Month.at(self.months[at]),
            day=None if day is None else date.fromordinal(day),
            selection=self.selections[at],
            claimed=self.claimed[at],
            risk=self.risk[at],
            district=self.district[at],
            made_safe=None if safe is None else date.fromordinal(safe),
            key=self.keys[at],
        )

    def __iter__(self) -> Iterator[Case]:
        return map(self.__getitem__, range(len(self)))


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """The audited cases of one sheet: one row a case, one byte a question.

    ``outcomes`` is row-major, ``len(cases) * len(questions)`` bytes, each the value of an ``Outcome``;
    ``questions`` are the form's ids found in this sheet, in the sheet's order. A question that the sheet
    does not ask is not in it, nor is one of type number, which scores nothing: ``numbers`` holds what
    those and the form's coded columns said, sparsely. ``columns`` gives each question's column letter, or
    its whole cell: ``cell`` makes the cell of any answer of it. ``beside``: how many cases of the same sheet
    stand elsewhere, because what they say is contested (or is not, where these are).
    """

    source: Source
    sheet: str
    form: str
    questions: tuple[str, ...]
    outcomes: bytes
    cases: Cases
    columns: dict[str, str]
    population: int | None = None
    beside: int = 0
    numbers: dict[tuple[int, str], float] = field(default_factory=dict[tuple[int, str], float])

    def answer(self, index: int, question: str) -> Outcome:
        """The outcome of the index-th case on a question; not asked where the sheet lacks it."""
        if question not in self.questions:
            return Outcome.NOT_ASKED
        at = index * len(self.questions) + self.questions.index(question)
        return Outcome(chr(self.outcomes[at]))

    def place(self, index: int) -> Place:
        """Where the index-th case stands."""
        return Place(self.source.file, self.sheet, self.cases.rows[index])

    def cell(self, index: int, question: str) -> str:
        """The cell of the index-th case's answer to a question."""
        return cell_of(self.columns[question], self.cases.rows[index])

    def column(self, question: str) -> bytes:
        """Every case's outcome on one question, a byte a case."""
        return self.outcomes[self.questions.index(question) :: len(self.questions)]


class Figure(NamedTuple):
    """One number over another for a month: a measure of a return, or the totals of an audit question."""

    form: str
    item: str
    month: Month
    numerator: int
    denominator: int
    place: Place
    district: str | None = None
    selection: Selection = Selection.NOT_STATED
    claimed: bool = False
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One row of a document register. ``checked``: by a second named person, so that a record counts (A5)."""

    form: str
    item: str
    status: Literal["approved", "draft", "absent"]
    place: Place
    dated: date | None = None
    review: date | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A professional's written view of one criterion. ``rater`` is a keyed hash; reasons are not kept."""

    criterion: str
    colour: Colour
    kind: Literal["judgement", "intent"]
    made: date
    place: Place
    rater: str | None = None
    reasoned: bool = False


@dataclass(frozen=True, slots=True)
class DoubleMark:
    """One case that several auditors marked (method R3): a byte a question for each of them.

    The tally holds the case once, settled; this keeps what each said, so that agreement can be told.
    ``auditors`` are keyed hashes; ``places`` and ``marks`` follow their order.
    """

    form: str
    month: Month
    questions: tuple[str, ...]
    marks: tuple[bytes, ...]
    auditors: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row about a known item that could not be used: its numbers do not fit, or two rows contradict.

    What it says is not known, so a line on that item may not pass because of its absence (law 2).
    """

    item: str
    month: Month


class Reason(NamedTuple):
    """Why something that counted was taken away: a code of the list, and who answers for it, by role."""

    code: str
    by: str
    role: str
    on: date


class MadeSafe(NamedTuple):
    """A case that somebody recorded as made safe outside its sheet (A2): on which day, and which failed questions that
    answers. It says nothing of any answer.

    ``load`` and ``place`` are where the case stood when it was recorded. It is known again by ``key``, the keyed hash
    of its reference; without one only where it stands, by ``sha256``, the content of its file. ``recorded``: the day
    of the entry.
    """

    load: int
    place: Place
    sha256: str
    key: str | None
    questions: tuple[str, ...]
    on: date
    role: str
    recorded: date


class Concern(NamedTuple):
    """A cause of concern of an inspectorate, by its official number (A18).

    ``links``: the criteria that it is about, each with a clause where only that is meant. ``closed``: the day on which
    the inspectorate closed it, None while it is live.
    """

    item: str
    links: tuple[tuple[str, str | None], ...]
    published: date | None
    closed: date | None


class Removed(NamedTuple):
    """An answer that once counted as failing and is in no live load as such any more (A15).

    ``how``: the case is gone with its sheet, the case is gone from a sheet that was sent again (it may stand
    under another reference), or it is there and the answer is another one; purged: retention deleted it while
    nobody had accounted for it, so that its row is 0. ``place`` is where it stood in ``load``. Without a
    ``reason`` its answer is not known (A6), and whoever was ``unsafe`` still waits, until the day ``safe_on`` on which
    somebody recorded the case as made safe.
    """

    question: str
    month: Month
    place: Place
    load: int
    how: Literal["withdrawn", "replaced", "corrected", "purged"]
    unsafe: bool = False
    high_risk: bool = False
    reason: Reason | None = None
    selection: Selection = Selection.NOT_STATED
    safe_on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd about evidence: a code, where it is, and what to do (docs/commands.md).

    ``cells`` are like faults told once; ``found`` is quoted only when it is within two edits of a word
    the form knows.
    """

    code: str
    severity: Severity
    file: str
    sheet: str | None
    cell: str | None
    message: str
    fix: str
    found: str | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """What became of a sheet's rows. rows_read = rows_used + rows_set_aside, always.

    ``rows_aside``: for each reason the rows, as runs (first and last, in the sheet's own numbering). Rows that
    a ledger has deleted, or took in before it kept this, have a reason and a count and no numbers.
    """

    sheet: str
    form: str | None
    header_row: int | None
    rows_read: int
    rows_used: int
    set_aside: dict[str, int]
    rows_aside: dict[str, tuple[tuple[int, int], ...]] = field(
        default_factory=dict[str, tuple[tuple[int, int], ...]]
    )

    @property
    def rows_set_aside(self) -> int:
        return sum(self.set_aside.values())


@dataclass(frozen=True, slots=True)
class FileAccount:
    source: Source
    form: str | None
    sheets: tuple[SheetAccount, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A heading, answer word or choice that no form knows: where it first stands, and how many sheets have it.

    ``kind`` is heading, word, or that of a column's choice (``remembered_words.choice_kind``).
    ``token`` is a keyed hash; ``found`` is what stands there where it may be repeated, else None.
    """

    kind: str
    form: str
    token: str
    file: str
    sheet: str
    cell: str
    found: str | None
    letters: int
    places: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was read, and what became of everything that was sent.

    ``general`` are the notices of no one file that was read: a lock file, an empty folder, and the one
    that asks how the cases were chosen. ``asked`` are headings and words a person might say the meaning of.
    """

    files: tuple[FileAccount, ...] = ()
    cases: tuple[CaseSheet, ...] = ()
    contested: tuple[CaseSheet, ...] = ()
    """Cases set aside because their rows contradict each other or have no date: they count as unclear answers
    (A6), and whoever they show to be unsafe still needs someone (A2)."""
    figures: tuple[Figure, ...] = ()
    documents: tuple[Document, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    double_marks: tuple[DoubleMark, ...] = ()
    removed: tuple[Removed, ...] = ()
    """What a ledger knows to have counted as failing and is gone or corrected; none without a ledger."""
    sent_once: frozenset[str] = frozenset()
    """The lines of which a ledger holds something that counts no more (A15); none without a ledger."""
    made_safe: tuple[MadeSafe, ...] = ()
    """Who was recorded as made safe, by a ledger's entries; none without a ledger."""
    concerns: tuple[Concern, ...] = ()
    """Causes of concern, by a ledger's register; none without a ledger."""
    general: tuple[Notice, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def notices(self) -> Iterator[Notice]:
        yield from self.general
        for file in self.files:
            yield from file.notices

    @property
    def rows_read(self) -> int:
        return sum(sheet.rows_read for file in self.files for sheet in file.sheets)

    @property
    def rows_used(self) -> int:
        return sum(sheet.rows_used for file in self.files for sheet in file.sheets)
