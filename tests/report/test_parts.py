"""What was never asked: every number on page one is counted again from the year's own findings."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.report.parts import SHOWN, never_asked, not_asked_block, parts_table, so_far, told_parts
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment
from tests.year import shipped
from tests.year import year as read_year

YEAR = Path(__file__).parents[2] / "evidence_samples" / "year"
RUBRIC = shipped()


@pytest.fixture(scope="module")
def year() -> Assessment:
    return daready.assess(RUBRIC, read_year(), as_at=date(2026, 6, 30))


def test_the_sentence_counts_what_nobody_asked_about(year: Assessment) -> None:
    parts = [part for c in year.criteria for part in c.clauses]
    held = [c for c in year.criteria if c.colour is Colour.AMBER and c.notes[0] == "not_asked"]
    numbers = [int(n) for n in re.findall(r"\d+", never_asked(year))]
    assert numbers == [sum(not part.asked for part in parts), len(parts), len(held)]
    assert 0 < numbers[0] < numbers[1]


def test_page_one_names_them_those_nearest_to_green_first(year: Assessment) -> None:
    block = not_asked_block(year)
    assert block is not None
    assert block.grid is not None
    rows = block.grid.rows
    lacking = [c for c in year.criteria if c.not_asked and len(c.not_asked) < len(c.clauses)]
    assert len(rows) == min(SHOWN, len(lacking))
    assert f"{len(lacking) - len(rows)} more" in " ".join(block.lines)
    found = {f"{c.ref} {c.title}": c for c in lacking}
    for row in rows:
        criterion = found[row.cells[0].text]
        assert row.cells[2].text == "; ".join(part.says.rstrip(".") for part in criterion.not_asked)
        assert row.cells[3].text == so_far(criterion)
    held = [found[row.cells[0].text].notes[0] == "not_asked" for row in rows]
    assert held == sorted(held, reverse=True)


def test_every_part_has_a_row_with_its_own_colour(year: Assessment) -> None:
    table = parts_table(year)
    colour = table.column("Colour")
    wanted = [(c.ref, part.says, part.colour) for c in year.criteria for part in c.clauses]
    assert [
        (row.cells[0].text, row.cells[table.column("The part")].text, row.cells[colour].colour)
        for row in table.rows
    ] == wanted


def test_explain_lists_the_parts_of_what_has_several(year: Assessment) -> None:
    for criterion in year.criteria:
        lines = list(told_parts(criterion))
        assert len(lines) == (len(criterion.clauses) + 1 if len(criterion.clauses) > 1 else 0)
