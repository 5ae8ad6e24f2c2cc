"""Numbers are judged by the whole workbook: a scale on one tab, or in two columns, makes a lone 1 no yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Reads
from tests.evidence.drawn import book
from tests.evidence.strangers import ACTIONS, CHOSEN, RISK, cells, codes, counts

HEADS = f"Case reference | {RISK} | {ACTIONS}"


def tab(mark: str, risk: str, actions: str = "Yes", above: str = "") -> str:
    """Twelve cases; answers that stand in ``risk`` and ``actions``, by turns."""
    one, two = risk.split(), actions.split()
    rows = [f"{mark}{n:04} | {one[n % len(one)]} | {two[n % len(two)]}" for n in range(12)]
    return "\n".join([CHOSEN + above, HEADS, *rows])


SCALE = "#1 #2 #3"


@pytest.mark.parametrize(
    ("july", "august", "told"),
    [
        (("#1",), (SCALE,), ["July 2025"]),
        (("#1 #0",), (SCALE,), ["July 2025"]),
        ((SCALE,), ("#1",), ["August 2025"]),
        (("1",), (SCALE,), ["July 2025"]),  # as text
        (("#1",), ("#2",), ["July 2025"]),
    ],
)
def test_a_scale_on_another_tab(
    reads: Reads, tmp_path: Path, july: tuple[str], august: tuple[str], told: list[str]
) -> None:
    path = book(tmp_path / "a.xlsx", July_2025=tab("J", *july), August_2025=tab("A", *august))
    evidence = reads(path)
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (24, 0))
    assert [n.sheet for n in evidence.notices if n.code == "numbers_of_a_scale"] == told
    assert len(cells(evidence, "numbers_are_a_scale")) == 12


@pytest.mark.parametrize("lone", ["#1", "#1 #0"])
def test_a_column_of_ones_beside_a_scale(reads: Reads, tmp_path: Path, lone: str) -> None:
    evidence = reads(book(tmp_path / "a.xlsx", July_2025=tab("J", lone, "#1 #3 #5")))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (0, 0))
    assert len(cells(evidence, "numbers_of_a_scale")) == 12


def test_one_slip_spoils_its_own_column_alone(reads: Reads, tmp_path: Path) -> None:
    evidence = reads(book(tmp_path / "a.xlsx", July_2025=tab("J", "#1 #0", "#1 #1 #1 #11")))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((6, 6), (0, 0))


def test_words_on_another_tab_are_read(reads: Reads, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", July_2025=tab("J", "Yes No"), August_2025=tab("A", SCALE))
    assert counts(reads(path), "Q25") == (6, 6)


def test_a_scale_with_its_key_spoils_nothing(reads: Reads, tmp_path: Path) -> None:
    key = "Scoring: 1 = Not met, 2 = Partially met, 3 = Met\n"
    path = book(tmp_path / "a.xlsx", July_2025=tab("J", "#1"), August_2025=tab("A", SCALE, above=key))
    evidence = reads(path)
    assert counts(evidence, "Q25") == (4, 16)
    assert "numbers_of_a_scale" not in codes(evidence)


def test_numbers_without_a_scale_are_yes_and_no(reads: Reads, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", July_2025=tab("J", "#1 #0"), August_2025=tab("A", "#1"))
    assert counts(reads(path), "Q25") == (18, 6)
