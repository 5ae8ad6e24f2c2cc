"""Agreement between auditors: what the coefficients promise, and each cut from either side."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.scoring.agreement import gwet, kappa, percent_agreement, reliability
from tests.scoring.made import POLICY

TABLES = st.integers(2, 4).flatmap(
    lambda q: st.lists(st.lists(st.integers(0, 30), min_size=q, max_size=q), min_size=q, max_size=q)
)


def by_hand(table: list[list[int]], linear: bool) -> tuple[Fraction, Fraction, Fraction]:
    """What was agreed, what κ expects by chance and what AC1 does, in whole fractions."""
    q, total = len(table), sum(map(sum, table))
    w = [
        [1 - Fraction(abs(i - j), q - 1) if linear else Fraction(i == j) for j in range(q)] for i in range(q)
    ]
    cells = [(i, j) for i in range(q) for j in range(q)]
    seen = sum((w[i][j] * table[i][j] for i, j in cells), Fraction()) / total
    rows = [Fraction(sum(table[k]), total) for k in range(q)]
    columns = [Fraction(sum(row[k] for row in table), total) for k in range(q)]
    chance = sum((w[i][j] * rows[i] * columns[j] for i, j in cells), Fraction())
    mean = [(a + b) / 2 for a, b in zip(rows, columns, strict=True)]
    gwets = sum(map(sum, w)) / Fraction(q * (q - 1)) * sum(m * (1 - m) for m in mean)
    return seen, chance, gwets


@given(TABLES, st.sampled_from(["identity", "linear"]))
def test_the_coefficients_in_whole_fractions(table: list[list[int]], weights: str) -> None:
    if not sum(map(sum, table)):
        with pytest.raises(ValueError):
            kappa(table)
        return
    seen, chance, gwets = by_hand(table, weights == "linear")
    assert percent_agreement(table, weights) == pytest.approx(float(seen))  # type: ignore[arg-type]
    for got, expected in ((kappa(table, weights), chance), (gwet(table, weights), gwets)):  # type: ignore[arg-type]
        if expected == 1:
            assert got is None
        else:
            assert got == pytest.approx(float((seen - expected) / (1 - expected)), abs=1e-9)


def test_kappa_collapses_where_nearly_all_comply_and_ac1_does_not() -> None:
    """R3.1: 125 cases, 94.4 % agreed."""
    table = [[118, 4], [3, 0]]
    assert percent_agreement(table) == pytest.approx(0.944)
    found = kappa(table), gwet(table)
    assert found[0] is not None and found[0] < 0
    assert found[1] is not None and found[1] > 0.9


@pytest.mark.parametrize("table", [[], [[0, 0], [0, 0]], [[1, 2]], [[1, 2], [3]]])
def test_tables_that_are_no_tables_are_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError):
        percent_agreement(table)


def test_one_category_leaves_nothing_to_agree_on() -> None:
    assert gwet([[5]]) is None
    assert kappa([[5]]) is None
    assert percent_agreement([[5]], "linear") == 1


@pytest.mark.parametrize(
    ("ac1", "pairs", "found"),
    [
        (0.80, 30, "fine"),
        (0.7999, 30, "watch"),
        (0.60, 30, "watch"),
        (0.5999, 30, "unreliable"),
        (0.1, 29, "few_pairs"),
        (None, 40, "few_pairs"),
    ],
)
def test_how_reliable(ac1: float | None, pairs: int, found: str) -> None:
    assert reliability(ac1, pairs, POLICY) == found
