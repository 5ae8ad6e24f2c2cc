"""What a workbook says, outside the rows of its tables, that words and numbers mean: keys, legends, lists, comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.legends import OTHERWISE, Entry, Otherwise, entries_of, outcome_of
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import is_blank, letter, text_of
from daready.evidence.grid.grid import Grid, Range, Row
from daready.evidence.limits import HEADING_LETTERS, KEY_ROWS
from daready.evidence.tables.beside_tables import Text, is_empty
from daready.evidence.tables.scales import Scales
from daready.evidence.tables.table import Table
from daready.evidence.tables.template_line import template_of
from daready.rubric.terms import Outcome
from daready.rubric.words import fold


@dataclass(frozen=True, slots=True)
class Given:
    """One entry, the sheet that has it and its cell; ``column`` where it is about one column, ``about`` where the
    text before it is a heading.
    """

    entry: Entry
    remarks: Remarks
    cell: str
    column: int | None = None
    about: str = ""


@dataclass(slots=True)
class Keys:
    """All that the sheets of a workbook say of meanings; ``scales`` are those known before any table is read."""

    forms: KnownForms
    scales: Scales = field(default_factory=Scales)
    given: list[Given] = field(default_factory=list[Given])

    def look(self, grid: Grid, tables: Sequence[Table], beside: Sequence[Text], remarks: Remarks) -> None:
        """Take up what one sheet says; ``beside`` are its texts outside the rows of its tables."""
        for row, column, text in beside:
            if self._may_say(text):
                self._add(text, remarks, f"{letter(column)}{row + 1}", _heads(row, column, tables))
        own = template_of(grid.rows)  # whose headings explain themselves in comments
        for (row, column), text in {} if own else grid.findings.said.items():
            if _is_over_cases(row, tables):
                self._add(text, remarks, f"{letter(column)}{row + 1}", _asks(column, tables))
        for area, text in () if own else grid.findings.allowed:
            self._look_at_allowed(area, text, tables, remarks)
        for ((row, column), _), text in grid.findings.drawn.items():
            self._add(text, remarks, f"{letter(column)}{row + 1}", None)
        if len(grid.rows) <= KEY_ROWS or tables:
            for cell, entries in self._columns(grid, tables):
                self.given += [Given(entry, remarks, cell) for entry in entries]

    def _look_at_allowed(self, area: Range, text: str, tables: Sequence[Table], remarks: Remarks) -> None:
        """What may be typed into answers, or a prompt: a key of their columns, or the numbers of a scale."""
        (top, left), (bottom, right) = area
        others = {part.strip() for part in text.split(",") if part.strip().isdigit()} - {"0", "1"}
        for table in tables:
            for at, name in table.columns.items():
                if name not in table.form.questions or not left <= at <= right or bottom <= table.header:
                    continue
                self._add(text, remarks, f"{letter(at)}{top + 1}", at)
                if others:
                    self.scales.meet((table.form.id, name), remarks.sheet or "", 1)

    def _may_say(self, text: str) -> bool:
        return len(text) <= HEADING_LETTERS and self.forms.legends.may_say(text)

    def _add(self, text: str, remarks: Remarks, cell: str, column: int | None) -> None:
        before, entries = self.forms.legends.entries(text)
        if entries and not self._of_choices(entries):
            self.given += [Given(entry, remarks, cell, column, before) for entry in entries]

    def _of_choices(self, entries: list[Entry]) -> bool:
        """Whether they are the values of a column of choices, such as the risk, and not answers."""
        meanings = {entry.meaning for entry in entries}
        return meanings.isdisjoint(self.forms.legends.words) and any(
            meanings <= choices for form in self.forms.forms.values() for choices in form.choice_words
        )

    def _columns(self, grid: Grid, tables: Sequence[Table]) -> Iterator[tuple[str, list[Entry]]]:
        """Keys of two columns, each row a word and its meaning: the cell where one begins, and its entries."""
        run: list[tuple[int, int, tuple[str, str]]] = []
        for number in [*_free_rows(grid, tables), -1]:
            pair = self._pair(grid.rows[number]) if number >= 0 else None
            if pair is None or (run and (number, pair[0]) != (run[-1][0] + 1, run[-1][1])):
                yield from self._ended(run, grid)
                run = []
            if pair is not None:
                run.append((number, *pair))
        yield from self._ended(run, grid)

    def _pair(self, row: Row) -> tuple[int, tuple[str, str]] | None:
        filled = [(at, value) for at, value in enumerate(row) if value != "" and not is_blank(value)]
        if len(filled) != 2:
            return None
        (at, left), (_, right) = filled
        word, meaning = fold(text_of(left)), fold(text_of(right))
        if self._is_code(meaning) and not self._is_code(word):
            return at, (meaning, word)
        return (at, (word, meaning)) if self._is_code(word) or word in self.forms.legends.words else None

    @staticmethod
    def _is_code(word: str) -> bool:
        return len(word) <= 2 and (word.isdigit() or not word.isalpha())

    def _ended(
        self, run: list[tuple[int, int, tuple[str, str]]], grid: Grid
    ) -> Iterator[tuple[str, list[Entry]]]:
        if not run:
            return
        first, at, _ = run[0]
        above = [fold(text_of(value)) for value in (grid.rows[first - 1] if first else [])]
        headed = any(map(self.forms.labels.is_key, above)) or self.forms.labels.is_key(fold(grid.name))
        entries = entries_of(pair for *_, pair in run)
        known = sum(entry.meaning in self.forms.legends.words for entry in entries)
        coded = known > 1 and all(map(self._is_code, (entry.word for entry in entries)))
        if (headed or coded) and not self._of_choices(entries):
            yield f"{letter(at)}{first + 1}", entries

    def of(self, table: Table, at: int, sheet: str | None, words: Mapping[str, Outcome]) -> Meanings:
        """What the words of one column mean by the workbook, where that is not what the form says.

        What is said of the column goes before what its sheet says, and that before other sheets.
        """
        name = table.columns[at]
        found: Meanings = {}
        ranked: dict[str, int] = {}
        for given in self.given:
            rank = self._rank(given, table, at, name, sheet)
            word = given.entry.word
            if not rank or rank < ranked.get(word, 0):
                continue
            means = outcome_of(self._on_its_scale(given), words, self.forms.labels)
            if rank == ranked.get(word) and word in found and found[word][0] is not means:
                means = OTHERWISE  # two keys that contradict each other
            ranked[word] = rank
            found[word] = (means, given)
        return found

    def _on_its_scale(self, given: Given) -> Entry:
        """The entry, one of a scale where the sheet explains other numbers than 0 and 1 too."""
        kin = (one for one in self.given if (one.remarks, one.column) == (given.remarks, given.column))
        return replace(given.entry, scale=given.entry.scale or any(one.entry.scale for one in kin))

    def _rank(self, given: Given, table: Table, at: int, name: str, sheet: str | None) -> int:
        here = given.remarks.sheet == sheet
        if given.column is not None:
            return 3 if here and given.column == at else 0
        about = {own for form, own in self.forms.heads(given.about) if form == table.form.id}
        if about:
            return 3 if name in about else 0
        return 2 if here else 1


Meanings = dict[str, tuple["Outcome | Otherwise | None", Given]]
"""By word: what it means by the workbook, None where that is the form's meaning too, and who says so."""


def _heads(row: int, column: int, tables: Sequence[Table]) -> int | None:
    """The column that a text among the headings of a table is over."""
    return column if any(t.top <= row <= t.header and column in t.columns for t in tables) else None


def _asks(column: int, tables: Sequence[Table]) -> int | None:
    """The column of a question that a comment stands over; over any other it is about all of them."""
    return column if any(table.columns.get(column) in table.form.questions for table in tables) else None


def _is_over_cases(row: int, tables: Sequence[Table]) -> bool:
    return all(row <= table.header for table in tables)


def _free_rows(grid: Grid, tables: Sequence[Table]) -> Iterator[int]:
    """The rows above all tables, and those below a blank row that ends them; all of a sheet without tables."""
    last = max((table.header for table in tables), default=-1)
    first = min((table.top for table in tables), default=len(grid.rows))
    yield from range(min(first, len(grid.rows)))
    ended = False
    for number in range(last + 1, len(grid.rows)) if tables else ():
        ended = ended or all(map(is_empty, grid.rows[number]))
        if ended:
            yield number
