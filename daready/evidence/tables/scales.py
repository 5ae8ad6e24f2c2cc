"""Which columns of a workbook hold numbers of a scale: one met on any tab is one on all."""

from __future__ import annotations

from dataclasses import dataclass, field

Column = tuple[str, str]
"""A form and one of its questions."""


@dataclass(slots=True)
class Scales:
    """Which columns of a workbook hold numbers of a scale, and which hold nothing else than 0 and 1.

    A scale on one tab makes the same question's numbers on another a scale, and two scales on a sheet all numbers of
    that sheet: a 1 alone is then the lowest mark, not a yes. ``by_question`` and ``by_sheet`` lead to where it was met.
    """

    by_question: dict[Column, str] = field(default_factory=dict[Column, str])
    by_sheet: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    plain: set[tuple[Column, str]] = field(default_factory=set[tuple[Column, str]])

    def meet(self, column: Column, sheet: str, others: int) -> None:
        """A scale was met that has so many different numbers other than 0 and 1."""
        self.by_question.setdefault(column, sheet)
        if others > 1:
            self.by_sheet.setdefault((column[0], sheet), sheet)

    def elsewhere(self, column: Column, sheet: str) -> str | None:
        """The sheet by which the 0 and 1 of a column are a scale's."""
        return self.by_question.get(column) or self.by_sheet.get((column[0], sheet))

    def spread(self) -> bool:
        """Whether a column of 0 and 1 was read before a scale was met that it belongs to."""
        return any(self.elsewhere(column, sheet) for column, sheet in self.plain)
