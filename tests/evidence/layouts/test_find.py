"""The cases of a workbook are found whatever its layout and the disorder around them, each value with its own cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.layouts.as_grid import as_grid, true_place
from daready.evidence.layouts.columns import Role, columns_of
from daready.evidence.layouts.find import find_cases
from tests.evidence.layouts.drawn_forms import DRAWERS, Drawn
from tests.year import shipped


@cache
def known() -> KnownForms:
    return KnownForms(plain_rubric(shipped()), Memory(b"k" * 32, ()))


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("draw", DRAWERS, ids=[draw.__name__ for draw in DRAWERS])
def test_an_audit_drawn_at_random_is_found_whole(draw: Callable[[Random], Drawn], seed: int) -> None:
    drawn = draw(Random(seed))
    table = find_cases(drawn.books, known())
    assert table is not None
    assert (table.layout, len(table.lines)) == (drawn.layout, len(drawn.refs))
    assert table.reference is not None
    assert {str(line.values[table.reference]) for line in table.lines} == set(drawn.refs)
    texts = [heading.text for heading in table.headings]
    grid = as_grid(table)
    for text, answers in drawn.asked.items():
        at = texts.index(text)
        for number, line in enumerate(table.lines, 1):
            assert line.values[at] == answers[str(line.values[table.reference])], text
            assert grid.rows[number][at] == line.values[at]
            place = true_place(table, number, at)
            if line.values[at] != "":
                assert place is not None
                cells = drawn.books[place.file].grids[place.tab].rows[place.row]
                assert cells[place.column] == line.values[at]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("draw", DRAWERS, ids=[draw.__name__ for draw in DRAWERS])
def test_next_month_is_found_by_the_layout_that_its_form_has(
    draw: Callable[[Random], Drawn], seed: int
) -> None:
    drawn = draw(Random(100 + seed))
    table = find_cases(drawn.books, known(), drawn.layout)
    assert table is not None
    assert len(table.lines) == len(drawn.refs)


def test_a_workbook_without_cases_has_none() -> None:
    words = Grid("Notes", [["How the audit works"], ["Ask the audit team."]])
    assert find_cases([Book((words,))], known()) is None
    assert find_cases([Book(())], known()) is None


def test_the_one_column_of_days_is_known_as_such_where_they_are_typed_as_text() -> None:
    rows = [["Our ref", "When", "Was the call graded right?", "Was a plan made?"]]
    rows += [[f"P{n}", f"{n} Jun 2026", "Yes" if n % 3 else "No", "Yes"] for n in range(1, 13)]
    table = find_cases([Book((Grid("own", rows),))], known())
    assert table is not None
    assert columns_of(table, known())[1].role is Role.DATE
