"""Which of the rows that are set aside are contested: all that may be cases and are not on A17's list."""

from __future__ import annotations

from collections.abc import Callable

from daready.evidence.cells.single_cells import is_figure, reference_of
from daready.evidence.free_rows import is_free
from daready.evidence.grid.cell_text import Odd, Value
from daready.evidence.sorting.row_view import RowView
from daready.evidence.sorting.sorted_rows import SortedRows


def contested_rows(sorting: SortedRows) -> list[int]:
    """The rows of a case audit whose answers are not known, though they were set aside.

    One law for all reasons: a row that speaks is contested, unless its reason is on the one list of what is free.
    ``_OTHERWISE`` has the five reasons whose name says more about their rows than that.
    """
    if not sorting.table.cases:
        return []
    return sorted(
        number
        for reason, numbers in sorting.aside.items()
        if not is_free(reason)
        for number in numbers
        if _OTHERWISE.get(reason, _speaks)(sorting, number)
    )


def _speaks(sorting: SortedRows, number: int) -> bool:
    """Whether a row has a reference or an answer, or says when the case was audited, its risk or when made safe."""
    view = sorting.view(number)
    named = reference_of(sorting.lead(number)) is not None and not view.is_example
    shown = (value for at, value in view.filled.items() if at in view.table.scored)
    return named or view.tells or any(_answers(view, value) for value in shown)


def _answers(view: RowView, value: Value) -> bool:
    """An answer, or what nobody can read where one belongs; but not the figure of a summary."""
    return isinstance(value, Odd) or view.table.stands_for_answer(value) or not is_figure(value)


def _could_be_a_case(sorting: SortedRows, number: int) -> bool:
    """Of figures without a name: they could all be answers, or the row says when or how grave."""
    view = sorting.view(number)
    return view.could_answer or view.tells


def _speaks_and_heads_nothing(sorting: SortedRows, number: int) -> bool:
    """Of rows below another table's headings: those headings are no case."""
    view = sorting.view(number)
    heads = view.repeats_headings or view.heads_other_table
    return _speaks(sorting, number) and not heads


def _is_named_or_answers(sorting: SortedRows, number: int) -> bool:
    """Of rows of percentages: the month or area that one is about makes it no case."""
    view = sorting.view(number)
    shown = (value for at, value in view.filled.items() if at in view.table.scored)
    named = view.table.lead is not None and reference_of(sorting.lead(number)) is not None
    return named or any(_answers(view, value) for value in shown)


def _is_among_cases(sorting: SortedRows, number: int) -> bool:
    """Between the cases whatever is left in a column that is read was a case; below them it may be a remark."""
    return number < sorting.last or _speaks(sorting, number)


_OTHERWISE: dict[str, Callable[[SortedRows, int], bool]] = {
    "total_unnamed": _could_be_a_case,
    "other_table": _speaks_and_heads_nothing,
    "bare_percentage": _is_named_or_answers,
    "unlike_a_case": lambda *_: True,
    "nothing_readable": _is_among_cases,
}
