"""What is left of a case between the cases: a district, a word in place of its reference, answers beside the table."""

from __future__ import annotations

from collections.abc import Iterator

from daready.evidence.cells.dates import read_date, read_period
from daready.evidence.cells.known_forms import choice_words
from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.rules import Sorter
from daready.rubric.words import fold

Aside = dict[str, list[int]]
_ANSWERS = 2


def remnants(sorter: Sorter, used: list[int], aside: Aside) -> dict[str, set[int]]:
    """Rows that were taken for headings or for remarks beside the table and are not, by the reason that is theirs."""
    if not sorter.cases:
        return {}
    last = used[-1] if used else -1
    headings = [number for number in aside.get("section_row", ()) if number < last]
    notes = [*aside.get("section_row", ()), *aside.get("note_row", ())]
    beside = (number for number in aside.get("outside_table", ()) if _answers(sorter, number))
    return {
        "nothing_readable": {*beside, *_facts_alone(sorter, notes, used)},
        "reference_only": {*_words_again(sorter, headings, aside)},
    }


def _answers(sorter: Sorter, number: int) -> bool:
    """Whether answers stand beside the table, as in a row that was moved there."""
    return sum(map(sorter.answers, sorter.table.rows[number])) >= _ANSWERS


def _facts_alone(sorter: Sorter, numbers: list[int], used: list[int]) -> Iterator[int]:
    """Rows with nothing but what stands in the same column of some case: its district, its risk, its auditor.

    Below the cases only a day or a risk is left of one; another word is a remark.
    """
    said: dict[int, set[str]] = {}
    last = used[-1] if used else -1
    for number in numbers:
        filled = sorter.filled(sorter.table.rows[number])
        at, value = next(iter(filled.items()))
        if len(filled) > 1 or at == sorter.lead or at not in sorter.mapped:
            continue
        if at in sorter.telling and _is_day_or_risk(sorter, at, value):
            yield number
        elif number < last:
            if at not in said:
                said[at] = {fold(text_of(row[at])) for row in _rows(sorter, used) if at < len(row)}
            if fold(text_of(value)) in said[at]:
                yield number


def _is_day_or_risk(sorter: Sorter, at: int, value: Value) -> bool:
    column = sorter.table.form.columns[sorter.table.columns[at]]
    if column["reads"] == "choice":
        return fold(text_of(value)) in choice_words(column)
    return read_date(value) is not None or read_period(value) is not None


def _words_again(sorter: Sorter, headings: list[int], aside: Aside) -> Iterator[int]:
    """Rows with a word alone where references stand, which only says again what the last such word said.

    A heading speaks for the rows below it until the next; said again at once it is the rest of a case. Above
    headings that are repeated it is the title of a page.
    """
    pages = frozenset(aside.get("repeated_header", ()))
    last = ""
    for number in headings:
        ((at, value),) = sorter.filled(sorter.table.rows[number]).items()
        word = fold(text_of(value))
        if at == sorter.lead and word == last and number + 1 not in pages:
            yield number
        last = word if at == sorter.lead else last


def _rows(sorter: Sorter, numbers: list[int]) -> Iterator[list[Value]]:
    return (sorter.table.rows[number] for number in numbers)
