"""The decision card against the table of method R1.5."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from daready.rubric.library import load_rubric
from daready.rubric.terms import Colour
from daready.scoring.card import NONE, card, card_rows
from tests.oracles.error_rates import chance_of_each_call
from tests.scoring.made import CUTS, own_cuts

METHOD = {
    12: (9, (10, 10), (11, 11), 12, 9, 12),
    20: (15, (16, 16), (17, 18), 19, 15, 20),
    30: (22, (23, 23), (24, 27), 28, 22, 29),
    40: (30, None, (31, 35), 36, 30, 38),
    50: (37, None, (38, 44), 45, 37, 47),
    80: (60, None, (61, 70), 71, 60, 75),
}


@pytest.mark.parametrize("n", METHOD)
def test_the_card_of_the_method(n: int) -> None:
    usual, critical = card(n, CUTS), card(n, own_cuts(green_from=0.90))
    assert usual.red is not None
    assert usual.green is not None
    assert critical.red is not None
    assert critical.green is not None
    said = (usual.red[1], usual.grey, usual.amber, usual.green[0], critical.red[1], critical.green[0])
    assert said == METHOD[n]


def test_no_card_below_the_least_sample() -> None:
    with pytest.raises(ValueError, match="11"):
        card(11, CUTS)


def test_the_size_chosen_comes_first_and_the_least_last() -> None:
    headings, *rows = card_rows(load_rubric().policy, 43)
    assert [row[0] for row in rows] == ["43", "40", "35", "30", "25", "20", "15", "12"]
    assert {len(row) for row in rows} == {len(headings)}
    assert rows[1][1:5] == ("30", NONE, "31 to 35", "36")
    assert [row[0] for row in card_rows(load_rubric().policy, 5)][1:] == ["12"]


STATEMENT = Path(__file__).parents[2] / "docs" / "method.md"


def rows_of(pattern: str) -> list[list[str]]:
    """The cells of the method statement's table rows whose first cell looks so."""
    lines = STATEMENT.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(pattern, line)
    ]


def test_the_card_in_the_method_statement() -> None:
    found = rows_of(r"\| \d+ \|")
    assert [int(row[0]) for row in found] == list(METHOD)
    for row in found:
        red, grey, amber, green, _, critical = METHOD[int(row[0])]
        spans = ["–" if not span else "–".join(map(str, sorted(set(span)))) for span in (grey, amber)]
        assert row[1:] == [str(red), *spans, str(green), str(critical)]


def test_the_error_rates_in_the_method_statement() -> None:
    found = rows_of(r"\| \d+% \|")
    assert len(found) == 5
    for row in found:
        rate, *said = [float(cell.rstrip("%")) for cell in row]
        for n, told in ((40, said[:3]), (120, said[3:])):
            chances = chance_of_each_call(rate / 100, n, CUTS)
            wanted = [100 * chances[c] for c in (Colour.RED, Colour.AMBER, Colour.GREEN)]
            assert told == [
                pytest.approx(w, abs=0.5 if t == round(t) and t >= 1 else 0.05)
                for w, t in zip(wanted, told, strict=True)
            ]
