"""A cell shown as a percentage is no answer, whatever its format and whatever kind of workbook it is in."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from daready.evidence.opening.old_excel_sweep import old_shares
from daready.evidence.opening.shown_shares import factor_of
from tests.evidence.conftest import Reads
from tests.evidence.drawn import text
from tests.evidence.strangers import ACTIONS, RISK, cells, counts

FILES = Path(__file__).parent / "files"
HEADS = ["Case reference", RISK, ACTIONS]


def shown(path: Path, number_format: str, *values: object) -> Path:
    """Eight cases of July whose first answers are shown in a format."""
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("July 2025")
    sheet.write_row(0, 0, HEADS)
    for n in range(1, 9):
        sheet.write(n, 0, f"OCC{n:04}")
        sheet.write(n, 1, values[n % len(values)], workbook.add_format({"num_format": number_format}))
        sheet.write(n, 2, "Yes")
    workbook.close()
    return path


@pytest.mark.parametrize("number_format", ["0%", "0.00%;[Red]-0.00%", '0"%"', "0\\%", "[Blue]0.0 %", '0" %"'])
@pytest.mark.parametrize("values", [(1,), (1, 0), (1, 0.5)])
def test_a_percentage_is_no_answer(
    reads: Reads, tmp_path: Path, number_format: str, values: tuple[float, ...]
) -> None:
    evidence = reads(shown(tmp_path / "a.xlsx", number_format, *values))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (8, 0))
    assert cells(evidence, "answer_not_understood") == [f"B{n}" for n in range(2, 10)]


def test_words_beside_percentages_are_answers(reads: Reads, tmp_path: Path) -> None:
    assert counts(reads(shown(tmp_path / "a.xlsx", "0%", "Yes", 1)), "Q25") == (4, 0)


@pytest.mark.parametrize("number_format", ["0", "General", '0" of 1"', "0;-0;\\%"])
def test_other_formats_are_numbers(reads: Reads, tmp_path: Path, number_format: str) -> None:
    assert counts(reads(shown(tmp_path / "a.xlsx", number_format, 1, 0)), "Q25") == (4, 4)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_percentages_in_other_kinds_of_workbook(reads: Reads, kind: str) -> None:
    evidence = reads(FILES / f"shares.{kind}")
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (8, 0))
    assert cells(evidence, "answer_not_understood") == [f"B{n}" for n in range(4, 12)]


@pytest.mark.parametrize("typed", ["100%", "100 %", "100 per cent", "1.00", "0.95", "100"])
def test_percentages_typed_in_a_csv_file(reads: Reads, tmp_path: Path, typed: str) -> None:
    rows = [" | ".join(HEADS), *(f"OCC{n:04} | {typed} | Yes" for n in range(8))]
    evidence = reads(text(tmp_path / "July 2025.csv", "\n".join(rows)))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (8, 0))


def test_a_damaged_old_workbook_has_none() -> None:
    whole = (FILES / "shares.xls").read_bytes()
    assert len(old_shares(whole)["July 2025"]) == 8
    for length in range(0, len(whole), 97):
        assert old_shares(whole[:length]).keys() <= {"July 2025"}


@pytest.mark.parametrize(
    ("code", "factor"), [("0%", 100), ('0"%"', 1), ("0_%", None), ('"%";0%', 1), ("", None)]
)
def test_what_a_format_multiplies_by(code: str, factor: int | None) -> None:
    assert factor_of(code) == factor
