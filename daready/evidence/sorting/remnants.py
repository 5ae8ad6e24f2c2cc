"""What is left of a case between the cases: a district, a word in place of its reference, answers beside the table."""

from __future__ import annotations

from collections.abc import Iterator

from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.sorting.rules import Sorter
from daready.rubric.words import fold

Aside = dict[str, list[int]]
_ANSWERS = 2


def remnants(sorter: Sorter, used: list[int], aside: Aside) -> dict[str, set[int]]:
    """Rows that were taken for headings or for remarks beside the table and are not, by the reason that is theirs."""
    if not sorter.cases or not used:
        return {}
    headings = [number for number in aside.get("section_row", ()) if number < used[-1]]
    beside = (number for number in aside.get("outside_table", ()) if _answers(sorter, number))
    return {
        "nothing_readable": {*beside, *_facts_alone(sorter, headings, used)},
        "reference_only": {*_words_again(sorter, headings, aside)},
    }


def _answers(sorter: Sorter, number: int) -> bool:
    """Whether answers stand beside the table, as in a row that was moved there."""
    return sum(map(sorter.answers, sorter.table.rows[number])) >= _ANSWERS


def _facts_alone(sorter: Sorter, headings: list[int], used: list[int]) -> Iterator[int]:
    """Rows with nothing but what stands in the same column of some case: its district, its risk, its auditor."""
    said: dict[int, set[str]] = {}
    for number in headings:
        ((at, value),) = sorter.filled(sorter.table.rows[number]).items()
        if at == sorter.lead or at not in sorter.mapped:
            continue
        if at not in said:
            said[at] = {fold(text_of(row[at])) for row in _rows(sorter, used) if at < len(row)}
        if fold(text_of(value)) in said[at]:
            yield number


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
