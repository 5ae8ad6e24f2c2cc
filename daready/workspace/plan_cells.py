"""Where a plan's answers stand on the sheets of a file, and what a cell says, however a program wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daready.evidence.cells.dates import read_date
from daready.evidence.grid.cell_text import letter
from daready.planning.actions import HEADINGS, REF, STATUS_WORDS, Field, Status
from daready.rubric.words import clean, fold_heading
from daready.rubric.words import fold as folded

_ABOVE = 30
"""Rows in which a heading row is looked for."""
_TELLING: frozenset[Field] = frozenset({"role", "owner", "due", "status"})
_FEWEST = 2
"""So many of the telling columns, beside the number, make a table a plan."""


@dataclass(slots=True)
class Sheet:
    """A table of a plan: its rows from the one under the headings on, and where its columns stand."""

    title: str
    rows: Sequence[Sequence[str]]
    first: int
    ref: int
    at: Mapping[Field, int]


def sheet_of(title: str, rows: Sequence[Sequence[str]]) -> Sheet | None:
    """The plan on a sheet, by its headings in any order; None where there is none."""
    known: dict[str, Field] = {fold_heading(word): name for name, words in HEADINGS.items() for word in words}
    refs = {fold_heading(word) for word in REF}
    for number, row in enumerate(rows[:_ABOVE]):
        at: dict[Field, int] = {}
        ref: int | None = None
        for column, cell in enumerate(row):
            heading = fold_heading(cell)
            if heading in refs and ref is None:
                ref = column
            elif heading in known and known[heading] not in at:
                at[known[heading]] = column
        if ref is not None and len(_TELLING & at.keys()) >= _FEWEST:
            return Sheet(title, rows, number + 1, ref, at)
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan; ``number`` counts from 0."""

    sheet: Sheet
    number: int

    @property
    def ref(self) -> tuple[str, str]:
        """The number of its action or criterion as written, and the cell's name."""
        return self._at(self.sheet.ref)

    def cell(self, name: Field) -> tuple[str, str]:
        """What a row says in a column, and the cell's name; nothing where there is no such column."""
        if name not in self.sheet.at:
            return "", ""
        return self._at(self.sheet.at[name])

    @property
    def says_anything(self) -> bool:
        """Whether the row names a criterion, or anything is filled in."""
        return any(self._at(column)[0] for column in (self.sheet.ref, *self.sheet.at.values()))

    def _at(self, column: int) -> tuple[str, str]:
        row = self.sheet.rows[self.number]
        said = clean(row[column]) if column < len(row) else ""
        return said, f"{self.sheet.title}!{letter(column)}{self.number + 1}"


def same(written: str, before: str | date) -> bool:
    """Whether a cell says what it said, however a program wrote it again."""
    if isinstance(before, date):
        return read_date(written) == before
    if folded(written) == folded(before):
        return True
    status, day = status_of(before)
    again, since = status_of(written)
    return status is not None and status is again and since in (None, day)


def status_of(written: str) -> tuple[Status | None, date | None]:
    """A status as people write it: a word of ours, perhaps with the day, or the day alone on which it was done."""
    words: dict[str, Status] = {folded(word): code for code, said in STATUS_WORDS.items() for word in said}
    text = folded(written)
    if text in words:
        return words[text], None
    if day := read_date(written):
        return "done", day
    for word in sorted(words, key=len, reverse=True):
        if text.startswith(word):
            rest = text.removeprefix(word).strip(" ,;:()-").removeprefix("on ").strip()
            if day := read_date(rest):
                return words[word], day
    return None, None
