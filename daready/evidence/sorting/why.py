"""Why one row is evidence or is not: what each rule said of it up to the one that decided, and what moved it after."""

from __future__ import annotations

from dataclasses import dataclass

from daready.evidence.row_why import RowWhy
from daready.evidence.sorting.proved_totals import adds_up
from daready.evidence.sorting.rules import RULES
from daready.evidence.sorting.sorted_rows import SortedRows


@dataclass(slots=True)
class Why:
    """What is asked of a row (``row`` counts from 0), and what was said when its table was sorted.

    ``said`` is plain data and holds nothing that stands in the row: the kinds of its first cell and of its answers,
    the names of rules and passes, and reasons. None: no table has the row.
    """

    tab: str
    row: int
    said: RowWhy | None = None

    def look(self, tab: str, sorting: SortedRows) -> None:
        """Listen in where the row's own table has been sorted."""
        if tab == self.tab and self.row in sorting.table.present:
            self.said = explained(sorting, self.row)


def explained(sorting: SortedRows, number: int) -> RowWhy:
    """What there is to say of a row once its table has been sorted."""
    view = sorting.view(number)
    rules: list[tuple[str, str]] = []
    decided = RULES[-1]
    for rule in RULES:
        decides = rule.decides(view)
        rules.append((rule.name, "yes" if decides else "answered" if rule.applies(view) else "no"))
        if decides:
            decided = rule
            break
    return {
        "lead": sorted(kind.name.lower() for kind in view.lead),
        "answers": view.answers.name.lower(),
        "tells": view.tells,
        "adds_up": sorting.table.cases and adds_up(sorting, number),
        "rules": rules,
        "reason": decided.reason,
        "moved": [
            (name, reason)
            for name, moves in sorting.moved
            for reason, rows in moves.items()
            if number in rows
        ],
    }
