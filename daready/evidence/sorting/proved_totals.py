"""Which totals are proved: each figure is the sum, the count or the mean of the rows that it stands above or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from daready.evidence.cells.single_cells import read_number
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.sorting.sorted_rows import Moves, SortedRows
from daready.evidence.sorting.table_view import TableView
from daready.rubric.terms import FAILING, Outcome
from daready.rubric.words import fold

_COUNTED = re.compile(r"(?:%|no\.?|number|count|total|sum|per ?cent(?:age)?)(?: of)? ?")
_NEAR = 0.006
"""How far a share, shown to two places, may be from what it is."""


def unproved_totals(sorting: SortedRows) -> Moves:
    """Rows called totals or lines of a summary that could be a case's answers, and are not proved.

    Among cases that may be answered in figures, a line of which one could be a failing answer cannot be proved: in
    every second row of cases that all fail, the sum of those above is 0 as well. Among others it can, but not twice
    by the same name.
    """
    if not sorting.table.cases:
        return {}
    totals = sorting.of("total_row", "summary_row")
    doubtful = [_Line.of(sorting, number) for number in totals if sorting.view(number).could_answer]
    names = [line.label for line in doubtful]
    in_figures = bool(doubtful) and sorting.table.may_be_in_figures(
        [*sorting.used, *sorting.of("total_unnamed")]
    )
    return {
        "total_not_proved": {
            line.row
            for line in doubtful
            if (line.could_fail and (in_figures or names.count(line.label) > 1))
            or not _is_proved(line, sorting, totals)
        }
    }


def adds_up(sorting: SortedRows, number: int) -> bool:
    """Whether each figure of a row is the sum, the count or the mean of rows of evidence above or below it."""
    totals = sorting.of("total_row", "summary_row", "total_not_proved", "total_unnamed")
    line = _Line.of(sorting, number)
    return bool(line.figures) and _is_proved(line, sorting, totals)


def _is_proved(line: _Line, sorting: SortedRows, totals: list[int]) -> bool:
    return any(line.is_proved(sorting.table, rows) for rows in _spans(line.row, sorting.used, totals) if rows)


@dataclass(frozen=True, slots=True)
class _Line:
    """A total as written: what it is called, the column of the question it is called by, and its figures by column.

    ``could_fail``: one of the figures stands for an answer that fails.
    """

    row: int
    label: str
    asked: int | None
    figures: dict[int, float | None]
    could_fail: bool

    @classmethod
    def of(cls, sorting: SortedRows, number: int) -> _Line:
        view, table = sorting.view(number), sorting.table
        form = table.table.form.id
        name = next((name for owner, name in table.forms.heads(view.first) if owner == form), None)
        figures = {column: read_number(v) for column, v in view.filled.items() if column in table.scored}
        figures.pop(view.at, None)
        shown = {at: value for at, value in view.filled.items() if at in figures}
        fails = any(_words(table, at).get(_word(value)) in FAILING for at, value in shown.items())
        label = view.folded.rstrip(": ")
        return cls(number, label, table.table.at.get(name or ""), figures, fails)

    def is_proved(self, table: TableView, rows: list[int]) -> bool:
        """Whether these rows come to its figures; a question's row gives how often it was met, among others."""
        if self.asked is None:
            return all(
                _Column.of(table, at, rows).comes_to(figure, self.label)
                for at, figure in self.figures.items()
            )
        column = _Column.of(table, self.asked, rows)
        return any(map(column.is_met, self.figures.values())) and all(
            column.comes_to(figure, None) for figure in self.figures.values()
        )


def _spans(number: int, used: list[int], totals: list[int]) -> Iterator[list[int]]:
    """The rows that a total may add up: all, those above or below it, and of these as far as the next total."""
    before = max((total for total in totals if total < number and total + 1 < number), default=-1)
    after = next(
        (total for total in totals if total > number + 1), len(totals) + max(used, default=0) + number
    )
    yield used
    yield [row for row in used if row < number]
    yield [row for row in used if row > number]
    yield [row for row in used if before < row < number]
    yield [row for row in used if number < row < after]


@dataclass(frozen=True, slots=True)
class _Column:
    """What some rows say in one column: how many there are, their answers and their numbers."""

    rows: int
    answers: list[Outcome | None]
    numbers: list[float]
    words: dict[str, Outcome]

    @classmethod
    def of(cls, table: TableView, at: int, rows: list[int]) -> _Column:
        words = _words(table, at)
        cells: list[Value] = [_at(table.table.rows[row], at) for row in rows]
        filled = [value for value in cells if not is_blank(value)]
        numbers = [number for number in map(read_number, filled) if number is not None]
        return cls(len(rows), [words.get(_word(value)) for value in filled], numbers, words)

    def count(self, outcome: Outcome) -> int:
        return self.answers.count(outcome)

    def comes_to(self, figure: float | None, label: str | None) -> bool:
        """Whether a figure is one of what may stand in a row of this name; None for the row of a question."""
        return figure is not None and any(abs(figure - one) < _NEAR for one in self._figures(label))

    def is_met(self, figure: float | None) -> bool:
        """Whether a figure says how often, or for which share, the answer was yes."""
        return figure is not None and any(abs(figure - one) < _NEAR for one in self._met())

    def _met(self) -> Iterator[float]:
        met, missed = self.count(Outcome.YES), self.count(Outcome.NO)
        yield met
        yield from _share(met, met + missed)
        yield from _share(met, len(self.answers))

    def _figures(self, label: str | None) -> Iterator[float]:
        yield from self._met() if label is None else self._named(label)
        if label is None:
            yield from map(self.count, Outcome)
            yield from (self.rows, len(self.answers))

    def _named(self, label: str) -> Iterator[float]:
        named = self.words.get(label) or self.words.get(_COUNTED.sub("", label, count=1).strip())
        if named is not None:
            yield self.count(named)
            yield from _share(self.count(named), len(self.answers))
        elif label.startswith(("min", "max", "median")):
            yield from [min(self.numbers), max(self.numbers), median(self.numbers)] if self.numbers else []
        else:
            yield from self._met()
            yield from (self.rows, len(self.answers), sum(self.numbers))
            yield from _share(sum(self.numbers), len(self.numbers))


def _share(part: float, whole: int) -> Iterator[float]:
    if whole:
        yield part / whole


def _words(table: TableView, at: int) -> dict[str, Outcome]:
    """The answers of the question in a column."""
    return table.table.form.read_words(table.table.columns[at])


def _word(value: Value) -> str:
    number = read_number(value)
    return fold(text_of(value) if number is None else f"{number:g}")


def _at(row: list[Value], column: int) -> Value:
    return row[column] if column < len(row) else ""
