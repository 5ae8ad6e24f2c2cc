"""Which of the rows that are set aside are contested: all that may be cases and are not on A17's list."""

from __future__ import annotations

from daready.evidence.cells.label_words import is_example
from daready.evidence.cells.single_cells import is_figure, reference_of
from daready.evidence.free_rows import is_free
from daready.evidence.grid.cell_text import Odd, Value, text_of
from daready.evidence.sorting.rules import Sorter
from daready.rubric.words import fold

Aside = dict[str, list[int]]


def contested_rows(sorter: Sorter, used: list[int], aside: Aside) -> list[int]:
    """The rows of a case audit whose answers are not known, though they were set aside.

    Between the cases whatever is left in a column that is read was a case; below them it may be a remark.
    """
    if not sorter.cases:
        return []
    last = used[-1] if used else -1
    found: list[int] = []
    for reason, numbers in aside.items():
        if reason == "total_unnamed":
            found += [n for n in numbers if could_answer(sorter, n) or tells(sorter, n)]
        elif reason == "other_table":
            found += [n for n in numbers if speaks(sorter, n) and not _heads(sorter, n)]
        elif reason == "unlike_a_case":
            found += numbers
        elif reason == "nothing_readable":
            found += [n for n in numbers if n < last or speaks(sorter, n)]
        elif not is_free(reason):
            found += [n for n in numbers if speaks(sorter, n)]
    return sorted(found)


def speaks(sorter: Sorter, number: int) -> bool:
    """Whether a row has a reference or an answer, or says when the case was audited, its risk or when made safe."""
    filled = sorter.filled(sorter.table.rows[number])
    lead = filled.get(sorter.lead, "") if sorter.lead is not None else ""
    named = reference_of(lead) is not None and not is_example(fold(text_of(lead)))
    shown = (value for at, value in filled.items() if at in sorter.scored)
    return named or tells(sorter, number) or any(_answers(sorter, value) for value in shown)


def _answers(sorter: Sorter, value: Value) -> bool:
    """An answer, or what nobody can read where one belongs; but not the figure of a summary."""
    return isinstance(value, Odd) or sorter.stands_for_answer(value) or not is_figure(value)


def could_answer(sorter: Sorter, number: int) -> bool:
    """Whether all that stands under questions is an answer, in words or as a number that stands for one."""
    filled = sorter.filled(sorter.table.rows[number])
    shown = [value for at, value in filled.items() if at in sorter.scored]
    return bool(shown) and all(map(sorter.stands_for_answer, shown))


def tells(sorter: Sorter, number: int) -> bool:
    """Whether a row says when a case was audited, its risk or when it was made safe."""
    return not sorter.telling.isdisjoint(sorter.filled(sorter.table.rows[number]))


def _heads(sorter: Sorter, number: int) -> bool:
    """Whether a row holds headings: of other questions, or the table's own."""
    return sorter.reason(sorter.table.rows[number]) in ("other_table", "repeated_header")
