"""Every row by the rules, and then the passes over the whole table: what rows are that only their neighbours tell."""

from __future__ import annotations

import re

from daready.evidence.cells.single_cells import NO_ONE, is_figure
from daready.evidence.grid.cell_text import text_of
from daready.evidence.sorting.defaults import boxes_at_default, numbers_alone
from daready.evidence.sorting.guidance import is_guidance
from daready.evidence.sorting.proved_totals import unproved_totals
from daready.evidence.sorting.remnants import answers_beside, facts_alone, words_again
from daready.evidence.sorting.rules import decide
from daready.evidence.sorting.shares import shares_alone
from daready.evidence.sorting.sorted_rows import Moves, Pass, SortedRows
from daready.evidence.sorting.table_view import TableView
from daready.rubric.words import fold

_COUNTED = re.compile(r"[^\W\d_].*[(\[]\s*(\d{1,5})\s*[)\]]")
_COLOURS = frozenset({"red", "amber", "green", "grey", "gray"})


def sort_rows(table: TableView) -> SortedRows:
    """The rows of evidence among those present, and the others by reason."""
    sorting = by_rules(table)
    for one in PASSES:
        sorting.move(one.name, one.moves(sorting))
    return sorting


def by_rules(table: TableView) -> SortedRows:
    """Each row looked at by itself."""
    sorting = SortedRows(table, [], {})
    for number in table.present:
        row = table.table.rows[number]
        reason = None if table.is_plainly_a_case(row) else decide(sorting.view(number)).reason
        if reason is None:
            sorting.used.append(number)
        else:
            sorting.aside.setdefault(reason, []).append(number)
    return sorting


def _guidance(sorting: SortedRows) -> Moves:
    """Rows right under the headings that say how to fill the table in."""
    found: set[int] = set()
    beneath = sorting.table.table.header + 1
    for number in sorting.table.present:
        if number != beneath or not is_guidance(sorting.table.table.rows[number], sorting.table):
            break
        found.add(number)
        beneath = number + 1
    return {"legend_row": found}


def _of_another_table(sorting: SortedRows) -> Moves:
    """All rows below the headings of another table, until this one's are there again."""
    begins, ends = frozenset(sorting.of("other_table")), frozenset(sorting.of("repeated_header"))
    found: set[int] = set()
    ended = False
    for number in sorting.table.present if begins else ():
        ended = number in begins or (ended and number not in ends)
        if ended:
            found.add(number)
    return {"other_table": found}


def _counted_headings(sorting: SortedRows) -> Moves:
    """A name alone with a number in brackets that is how many rows of evidence follow: North (20)."""
    alone = sorting.of("reference_only")
    heads = {
        n: int(match[1]) for n in alone if (match := _COUNTED.fullmatch(text_of(sorting.lead(n)).strip()))
    }
    ends = sorted({*heads, *sorting.of("total_row", "section_row"), len(sorting.table.table.rows)})
    found: set[int] = set()
    for number, count in heads.items():
        end = next(other for other in ends if other > number)
        if count and sum(number < row < end for row in sorting.used) == count:
            found.add(number)
    return {"section_row": found}


def _trailing(sorting: SortedRows) -> Moves:
    """What stands alone below the last row of evidence is a note, not a heading."""
    return {"note_row": {number for number in sorting.of("section_row") if number > sorting.last}}


def _tallies(sorting: SortedRows) -> Moves:
    """Rows one below the other that are called by different answers, each with figures: a count of the answers."""
    done: set[int] = set()
    found: set[int] = set()
    for start in sorting.of("total_unnamed", "summary_row"):
        first = None if start in done else _tallied(sorting, start)
        run = {start: first} if first else {}
        for step in (-1, 1):
            number = start + step
            while run and (label := _tallied(sorting, number)):
                run[number] = label
                number += step
        done.update(run)
        labels = {*run.values()}
        if len(labels) > 1 and not labels <= NO_ONE:
            found.update(run)
    return {"summary_row": found}


def _tallied(sorting: SortedRows, number: int) -> str | None:
    """The answer that a row of figures is called by, in place of its reference or beside it."""
    table = sorting.table
    filled = sorting.filled(number) if table.table.header < number < len(table.table.rows) else {}
    at = table.lead if table.lead in filled else min(filled, default=None)
    if at is None or at in table.answered or not table.answers(filled[at]):
        return None
    shown = [value for column, value in filled.items() if column in table.answered]
    return fold(text_of(filled[at])) if shown and all(map(is_figure, shown)) else None


def _legend(sorting: SortedRows) -> Moves:
    """The last rows, parted from the cases, each a word or code and beside it what it means."""
    lines: list[int] = []
    rows = sorted({*sorting.used, *sorting.of("unlike_a_case")})
    for number in reversed(rows):
        if (lines and number != lines[-1] - 1) or not _explains(sorting, number):
            break
        lines.append(number)
    cases = rows[: len(rows) - len(lines)]
    if not lines or not cases or lines[-1] == cases[-1] + 1:
        return {}
    numbered = all(text_of(sorting.lead(number)).strip().isdigit() for number in lines)
    return {"unlike_a_case" if numbered else "legend_row": {*lines}}


def _explains(sorting: SortedRows, number: int) -> bool:
    filled, table = sorting.filled(number), sorting.table
    if len(filled) != 2 or table.lead not in filled or len(table.answered) < 2:
        return False
    lead = fold(text_of(filled.pop(table.lead)))
    ((at, beside),) = filled.items()
    coded = table.answers(lead) or lead in _COLOURS or (lead.isdigit() and len(lead) < 3)
    return coded and at in table.answered and isinstance(beside, str)


def _headings(sorting: SortedRows) -> Moves:
    """The row right above the lines of a summary may be its heading (Summary, Yes, No, N/A)."""
    table, lines = sorting.table, frozenset(sorting.of("summary_row"))
    found: set[int] = set()
    for number in [number for number in sorting.used if number + 1 in lines] if lines else ():
        filled = sorting.filled(number)
        lead = filled.get(table.lead or 0, "")
        if table.is_numbered(lead) or not table.telling.isdisjoint(filled):
            continue
        shown = [fold(text_of(value)) for at, value in filled.items() if at in table.answered]
        answered = any(word in table.words for word in shown)
        if not answered or (len({*shown}) == len(shown) and (table.numbered or not lead)):
            found.add(number)
    return {"unlike_a_case": found}


PASSES = (
    Pass("guidance_under_headings", _guidance),
    Pass("below_another_tables_headings", _of_another_table),
    Pass("heading_that_counts_its_rows", _counted_headings),
    Pass("below_the_last_case", _trailing),
    Pass("count_of_answers", _tallies),
    Pass("legend_below_the_cases", _legend),
    Pass("heading_of_a_summary", _headings),
    Pass("percentages_alone", shares_alone),
    Pass("number_drawn_in_advance", numbers_alone),
    Pass("boxes_at_their_default", boxes_at_default),
    Pass("answers_beside_the_table", answers_beside),
    Pass("facts_of_a_case_alone", facts_alone),
    Pass("word_said_again", words_again),
    Pass("total_not_proved", unproved_totals),
)
