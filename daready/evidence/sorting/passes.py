"""Rows that are told by their neighbours: a legend or a count of answers under the cases, the heading of a summary."""

from __future__ import annotations

from daready.evidence.cells.single_cells import NO_ONE, is_figure
from daready.evidence.grid.cell_text import text_of
from daready.evidence.sorting.defaults import rows_at_default
from daready.evidence.sorting.proved_totals import unproved
from daready.evidence.sorting.remnants import remnants
from daready.evidence.sorting.rules import Sorter
from daready.rubric.words import fold

Aside = dict[str, list[int]]

_COLOURS = frozenset({"red", "amber", "green", "grey", "gray"})


def sort_rows(sorter: Sorter) -> tuple[list[int], Aside]:
    """The rows of evidence, and the others by reason: each by itself first, and then by its neighbours."""
    used, aside = sorter.sort()
    _trailing(used, aside)
    _tallies(sorter, used, aside)
    _legend(sorter, used, aside)
    _headings(sorter, used, aside)
    if defaults := rows_at_default(sorter, used, aside):
        _move(defaults, "row_at_default", used, aside)
    found = {**remnants(sorter, used, aside), "total_not_proved": unproved(sorter, used, aside)}
    for reason, numbers in found.items():
        if numbers:
            _move(numbers, reason, used, aside)
    return used, {reason: numbers for reason, numbers in aside.items() if numbers}


def _move(rows: set[int], reason: str, used: list[int], aside: Aside) -> None:
    for each in (*aside,):
        aside[each] = [number for number in aside[each] if number not in rows]
    used[:] = [number for number in used if number not in rows]
    aside[reason] = sorted([*aside.get(reason, ()), *rows])


def _trailing(used: list[int], aside: Aside) -> None:
    """What stands alone below the last row of evidence is a note, not a heading."""
    last = used[-1] if used else -1
    trailing = {number for number in aside.get("section_row", ()) if number > last}
    if trailing:
        _move(trailing, "note_row", used, aside)


def _tallies(sorter: Sorter, used: list[int], aside: Aside) -> None:
    """Rows one below the other that are called by different answers, each with figures: a count of the answers."""
    done: set[int] = set()
    for start in sorted({*aside.get("total_unnamed", ()), *aside.get("summary_row", ())}):
        first = None if start in done else _tallied(sorter, start)
        run = {start: first} if first else {}
        for step in (-1, 1):
            number = start + step
            while run and (label := _tallied(sorter, number)):
                run[number] = label
                number += step
        done.update(run)
        labels = {*run.values()}
        if len(labels) > 1 and not labels <= NO_ONE:
            _move({*run}, "summary_row", used, aside)


def _tallied(sorter: Sorter, number: int) -> str | None:
    """The answer that a row of figures is called by, in place of its reference or beside it."""
    rows = sorter.table.rows
    filled = sorter.filled(rows[number]) if sorter.table.header < number < len(rows) else {}
    at = sorter.lead if sorter.lead in filled else min(filled, default=None)
    if at is None or at in sorter.answered or not sorter.answers(filled[at]):
        return None
    shown = [value for column, value in filled.items() if column in sorter.answered]
    return fold(text_of(filled[at])) if shown and all(map(is_figure, shown)) else None


def _legend(sorter: Sorter, used: list[int], aside: Aside) -> None:
    """The last rows, parted from the cases, each a word or code and beside it what it means."""
    lines: list[int] = []
    rows = sorted({*used, *aside.get("unlike_a_case", ())})
    for number in reversed(rows):
        if (lines and number != lines[-1] - 1) or not _explains(sorter, number):
            break
        lines.append(number)
    cases = rows[: len(rows) - len(lines)]
    if not lines or not cases or lines[-1] == cases[-1] + 1:
        return
    leads = [text_of(sorter.table.rows[number][sorter.lead or 0]).strip() for number in lines]
    _move({*lines}, "unlike_a_case" if all(map(str.isdigit, leads)) else "legend_row", used, aside)


def _explains(sorter: Sorter, number: int) -> bool:
    filled = sorter.filled(sorter.table.rows[number])
    if len(filled) != 2 or sorter.lead not in filled or len(sorter.answered) < 2:
        return False
    lead = fold(text_of(filled.pop(sorter.lead)))
    ((at, beside),) = filled.items()
    coded = sorter.answers(lead) or lead in _COLOURS or (lead.isdigit() and len(lead) < 3)
    return coded and at in sorter.answered and isinstance(beside, str)


def _headings(sorter: Sorter, used: list[int], aside: Aside) -> None:
    """The row right above the lines of a summary may be its heading (Summary, Yes, No, N/A)."""
    lines = frozenset(aside.get("summary_row", ()))
    for number in [number for number in used if number + 1 in lines]:
        filled = sorter.filled(sorter.table.rows[number])
        lead = filled.get(sorter.lead or 0, "")
        if sorter.is_numbered(lead) or not sorter.telling.isdisjoint(filled):
            continue
        shown = [fold(text_of(value)) for at, value in filled.items() if at in sorter.answered]
        answered = any(word in sorter.words for word in shown)
        if not answered or (len({*shown}) == len(shown) and (sorter.numbered or not lead)):
            _move({number}, "unlike_a_case", used, aside)
