"""The rows of a table as sorted so far: those of evidence, the others by reason, and which step moved which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from daready.evidence.grid.cell_text import Value
from daready.evidence.sorting.row_view import RowView
from daready.evidence.sorting.table_view import Filled, TableView

Moves = dict[str, set[int]]
"""Rows by the reason that is theirs instead of what they had."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A look over the whole table, and the rows it moves."""

    name: str
    moves: Callable[[SortedRows], Moves]


@dataclass(slots=True)
class SortedRows:
    """``used`` are the rows of evidence in order, ``aside`` the others; ``moved`` what each pass changed, in order."""

    table: TableView
    used: list[int]
    aside: dict[str, list[int]]
    moved: list[tuple[str, Moves]] = field(default_factory=list[tuple[str, Moves]])

    @property
    def last(self) -> int:
        """The last row of evidence; below it stands no case."""
        return self.used[-1] if self.used else -1

    def of(self, *reasons: str) -> list[int]:
        """The rows set aside for any of some reasons, in order."""
        return sorted(number for reason in reasons for number in self.aside.get(reason, ()))

    def filled(self, number: int) -> Filled:
        """What a person can see of a row."""
        return self.table.filled(self.table.table.rows[number])

    def view(self, number: int) -> RowView:
        return RowView(self.table, self.table.table.rows[number])

    def lead(self, number: int) -> Value:
        """What stands in a row where references do."""
        row, at = self.table.table.rows[number], self.table.lead or 0
        return row[at] if at < len(row) else ""

    def move(self, name: str, said: Moves) -> None:
        """Set rows aside for other reasons than they had; ``name`` is of whoever says so."""
        moves = {reason: rows for reason, rows in said.items() if rows}
        for reason, rows in moves.items():
            for each in (*self.aside,):
                self.aside[each] = [number for number in self.aside[each] if number not in rows]
            self.used = [number for number in self.used if number not in rows]
            self.aside[reason] = sorted([*self.aside.get(reason, ()), *rows])
        if moves:
            self.aside = {reason: numbers for reason, numbers in self.aside.items() if numbers}
            self.moved.append((name, moves))
