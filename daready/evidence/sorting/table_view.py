"""What a table says as a whole and no row of itself: its columns, its answers, what its references look like."""

from __future__ import annotations

import re
from functools import cached_property

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.tables.heading_rows import names_month
from daready.evidence.tables.table import Table, headings_of
from daready.rubric.words import fold

REFERENCE = re.compile(r"(?!TEST)[A-Z]{0,5}[/\-]?\d[\dA-Z/\-]*")
LONG = 60
"""More letters than this are no reference and no heading."""
_DIGITS = re.compile(r"\d+")
_TELLING = ("audited_on", "month", "risk", "made_safe")

Filled = dict[int, Value]
"""The cells of a row in which a person can see something, by column."""


class TableView:
    """One table as its rows are sorted: ``present`` are the rows below the headings that are there.

    ``answered`` are the columns of questions, ``scored`` those of them that are not numbers, ``telling`` those that
    say when a case was audited, its risk or when it was made safe; ``words`` every answer that is known in it.
    """

    def __init__(self, table: Table, forms: KnownForms, present: list[int]) -> None:
        self.table = table
        self.forms = forms
        self.present = present
        # Lines between the rows may have parted the table; what is usual in it is told by all of it.
        self.kin = table.kin[table.header + 1 :] or table.rows[table.header + 1 :]
        form = table.form
        self.cases = form.row == "case"
        self.lead = table.at.get(form.lead or "")
        unread = {at for at, name in table.columns.items() if form.reads(name) == "never"}
        self.mapped = (frozenset(table.columns) | table.months.keys()) - unread
        self.answered = {at for at, name in table.columns.items() if name in form.questions}
        self.counted = {at for at in self.answered if form.questions[table.columns[at]]["type"] == "number"}
        self.scored = self.answered - self.counted
        self.telling = {at for name, at in table.at.items() if name in _TELLING}
        self.questions = frozenset({*form.questions, *map(str.lower, form.questions)})
        self.words = frozenset(
            word for at in self.answered for word in form.read_words(table.columns[at])
        ) | frozenset(form.words)

    @cached_property
    def numbered(self) -> bool:
        """Whether references of this table have numbers in them, so that a word in their place is doubtful."""
        at = self.lead
        return at is not None and any(self.is_numbered(row[at]) for row in self.kin if at < len(row))

    @cached_property
    def in_words(self) -> bool:
        """Whether this table is answered in words, so that numbers alone are doubtful."""
        return any(map(self.answers, {row[at] for row in self.kin for at in self.scored if at < len(row)}))

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The shapes of the references of those rows that are answered in words."""
        at = self.lead or 0
        rows = (row for row in self.kin if at < len(row) and self._answered_in_words(row))
        return frozenset(shape_of(text_of(row[at])) for row in rows)

    def _answered_in_words(self, row: Row) -> bool:
        return any(self.answers(row[at]) for at in self.answered if at < len(row))

    def filled(self, row: Row) -> Filled:
        """What a person can see of a row."""
        return {at: value for at, value in enumerate(row) if value != "" and not is_blank(value)}

    def answers(self, value: Value) -> bool:
        """An answer in words, which a row of totals never has."""
        if not isinstance(value, str) or not value:
            return False
        word = fold(value)
        return word in self.words and not word[:1].isdigit()

    def stands_for_answer(self, value: Value) -> bool:
        """An answer in words, or a number that stands for one."""
        number = read_number(value)
        text = text_of(value) if number is None else f"{number:g}"
        return fold(text) in self.words

    def may_be_in_figures(self, numbers: list[int]) -> bool:
        """Whether a case may be answered in figures: one of these rows is, or none of the table is in words."""
        rows = (self.table.rows[number] for number in numbers)
        cells = (row[at] for row in rows for at in self.scored if at < len(row))
        return not self.in_words or any(read_number(value) is not None for value in cells)

    def is_plainly_a_case(self, row: Row) -> bool:
        """A reference with a number in it and no blank, that is no question's, and words under a question."""
        if not self.cases or self.lead is None or self.lead >= len(row):
            return False
        reference = row[self.lead]
        if (
            not isinstance(reference, str)
            or not REFERENCE.fullmatch(reference)
            or reference in self.questions
        ):
            return False
        width = len(row)
        for at in self.scored:
            if at < width and not is_blank(row[at]):
                answer = row[at]
                return (isinstance(answer, str) and not answer[0].isdigit()) or not self.in_words
        return False

    def is_numbered(self, lead: Value) -> bool:
        """Whether a cell may be a reference with a number in it, and is no other word for a row."""
        text = text_of(lead)
        month = any(map(str.isalpha, text)) and names_month(lead)
        if month or not any(map(str.isdigit, text)) or text in self.questions:
            return False
        labels = self.forms.labels
        named = (labels.is_total, labels.is_note, labels.is_summary, labels.is_example)
        return not any(about(fold(text)) for about in named)

    def headed(self, row: Row) -> set[tuple[int, str]]:
        """The cells of a row that are headings of this form: each column with what it stands for."""
        return {(at, name) for at, form, name in headings_of(row, self.forms) if form == self.table.form.id}


def shape_of(reference: str) -> str:
    """A reference without its numbers' values; of one that is all number, how long it is."""
    folded = fold(reference)
    return str(len(folded) // 2) if folded.isdecimal() else _DIGITS.sub("9", folded)


def present_rows(rows: list[Row], start: int) -> list[int]:
    """The rows from ``start`` on in which a person can see something. Blank rows are not rows."""
    return [number for number in range(start, len(rows)) if _shows(rows[number])]


def _shows(row: Row) -> bool:
    for value in row:  # noqa: SIM110 - mostly the first cell ends it
        if value != "" and not is_blank(value):
            return True
    return False
