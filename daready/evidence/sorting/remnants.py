"""What is left of a case between the cases: a district, a word in place of its reference, answers beside the table."""

from __future__ import annotations

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.dates import read_date, read_period
from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.sorted_rows import Moves, SortedRows
from daready.rubric.words import fold

_ANSWERS = 2


def answers_beside(sorting: SortedRows) -> Moves:
    """Rows with answers beside the table, as when a case was moved there."""
    rows, table = sorting.table.table.rows, sorting.table
    beside = sorting.of("outside_table") if table.cases else ()
    return {"nothing_readable": {n for n in beside if sum(map(table.answers, rows[n])) >= _ANSWERS}}


def facts_alone(sorting: SortedRows) -> Moves:
    """Rows with nothing but what stands in the same column of some case: its district, its risk, its auditor.

    Below the cases only a day or a risk is left of one; another word is a remark.
    """
    found: set[int] = set()
    said: dict[int, set[str]] = {}
    table = sorting.table
    for number in sorting.of("section_row", "note_row") if table.cases else ():
        filled = sorting.filled(number)
        at, value = next(iter(filled.items()))
        if len(filled) > 1 or at == table.lead or at not in table.mapped:
            continue
        if at in table.telling and _is_day_or_risk(sorting, at, value):
            found.add(number)
        elif number < sorting.last:
            if at not in said:
                rows = (table.table.rows[used] for used in sorting.used)
                said[at] = {fold(text_of(row[at])) for row in rows if at < len(row)}
            if fold(text_of(value)) in said[at]:
                found.add(number)
    return {"nothing_readable": found}


def _is_day_or_risk(sorting: SortedRows, at: int, value: Value) -> bool:
    table = sorting.table.table
    column = table.form.columns[table.columns[at]]
    if column["reads"] == "choice":
        return ChoiceWords(column).value(fold(text_of(value))) is not None
    return read_date(value) is not None or read_period(value) is not None


def words_again(sorting: SortedRows) -> Moves:
    """Rows with a word alone where references stand, which only says again what the last such word said.

    A heading speaks for the rows below it until the next; said again at once it is the rest of a case. Above
    headings that are repeated it is the title of a page.
    """
    found: set[int] = set()
    pages = frozenset(sorting.of("repeated_header"))
    last = ""
    headings = sorting.of("section_row") if sorting.table.cases else ()
    for number in [number for number in headings if number < sorting.last]:
        ((at, value),) = sorting.filled(number).items()
        leads = at == sorting.table.lead
        if leads and fold(text_of(value)) == last and number + 1 not in pages:
            found.add(number)
        last = fold(text_of(value)) if leads else last
    return {"reference_only": found}
