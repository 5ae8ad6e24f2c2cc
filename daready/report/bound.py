"""Everything people read of one assessment, bound together for whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from daready.report.first.view import FirstPage
from daready.report.shapes import Summary, Table


@dataclass(frozen=True, slots=True)
class Report:
    """Everything people read of one assessment, in the order they read it.

    ``first``: the first page of a gap report; other workbooks open with their ``summary``. ``printed``: the sheets
    that are printed, where not all are.
    """

    title: str
    as_at: date
    version: str
    summary: Summary
    tables: tuple[Table, ...]
    first: FirstPage | None = None
    printed: frozenset[str] | None = None

    def table(self, sheet: str) -> Table:
        return next(table for table in self.tables if table.sheet == sheet)
