"""The partner copy: small cells are planted, and every byte of the file is searched for what must not be there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from daready.report.partner import HIDDEN, band, partner_report, release_counts, shown_count
from daready.report.workbook import write_workbook
from daready.scoring.assess import assess
from tests.report.test_workbook import evidence
from tests.scoring.made import AS_AT, sheet
from tests.scoring.small import RUBRIC


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (1, HIDDEN), (7, HIDDEN), (8, "10"), (12, "10"), (13, "15"), (1003, "1,005")],
)
def test_counts(count: int, shown: str) -> None:
    assert shown_count(count) == shown


@pytest.mark.parametrize(
    ("met", "of", "shown"),
    [(7, 7, HIDDEN), (8, 8, "90-100%"), (0, 8, "0-9%"), (89, 100, "80-89%"), (90, 100, "90-100%")],
)
def test_bands(met: int, of: int, shown: str) -> None:
    assert band(met, of) == shown


@pytest.mark.parametrize(
    ("now", "before", "shown"), [(40, 40, "40"), (40, 39, HIDDEN), (40, 33, HIDDEN), (40, 32, "40")]
)
def test_small_changes_since_the_last_release(now: int, before: int, shown: str) -> None:
    assert shown_count(now, before) == shown


@given(st.integers(0, 500))
def test_no_count_under_eight_is_ever_shown(count: int) -> None:
    shown = shown_count(count)
    assert shown in (HIDDEN, "0") or int(shown) >= 10


def texts(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_planted_small_cells_and_places_are_in_no_byte(tmp_path: Path) -> None:
    """61 cases of which one failed: neither count, nor file, sheet or row."""
    made = assess(RUBRIC, evidence(file="Planted-file.xlsx"), as_at=AS_AT)
    path = tmp_path / "partner.xlsx"
    write_workbook(partner_report(made, version="test"), path)
    raw = texts(path)
    assert "Planted-file" not in raw
    assert "someone today" not in raw
    assert not re.search(r"\b\d+ of \d+ (?:audited|cases|sampled)|\brows? \d", raw)
    shown = {
        str(c.value)
        for page in load_workbook(path)
        for row in page.iter_rows()
        for c in row
        if c.value is not None
    }
    assert not shown & {str(number) for number in range(1, 8)}
    assert not [text for text in shown if re.search(r"\b61\b", text)]


def test_few_cases_are_hidden_with_their_share(tmp_path: Path) -> None:
    few = sheet(["Y"] * 5 + ["N"], questions=("Q1",))
    made = assess(RUBRIC, type(evidence())(cases=(few,)), as_at=AS_AT)
    lines = partner_report(made, version="test").table("Lines")
    audit = next(r for r in lines.rows if r.cells[1].text == "First question")
    assert [cell.text for cell in audit.cells[4:]] == [HIDDEN, HIDDEN]


def test_the_next_release_hides_small_changes() -> None:
    before = release_counts(assess(RUBRIC, evidence(unsafe=1), as_at=AS_AT))
    made = assess(RUBRIC, evidence(unsafe=3), as_at=AS_AT)
    lines = partner_report(made, version="test", before=before).table("Lines")
    audit = next(r for r in lines.rows if r.cells[1].text == "First question")
    assert [cell.text for cell in audit.cells[4:]] == [HIDDEN, HIDDEN]
