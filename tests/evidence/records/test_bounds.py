"""A number that cannot be meant (a telephone number, a slip) is set aside, named by its cell, and never kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.workspace.folder import create
from tests.command.run import daready
from tests.evidence.conftest import Read

NOT_MEANT = ["07700900123", "447700900123", "01632 960123", "1632960123", "-5", "20260603", "9999999999"]


@pytest.mark.parametrize("number", NOT_MEANT)
def test_in_no_numeric_column_is_it_kept(number: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "audit.csv").write_text(
        f"Case reference,Date of audit,Q25,Hours to supervisor review\nDA/1,3.4.24,Yes,{number}\nDA/2,3.4.24,Yes,12\n"
    )
    evidence = read(tmp_path / "audit.csv")
    assert evidence.rows_used == 2
    (sheet,) = evidence.cases
    assert [*sheet.numbers.values()] == [12]
    (said,) = [n for n in evidence.notices if n.code in ("number_out_of_bounds", "number_not_understood")]
    assert (said.cell, said.severity) == ("D2", "warning")
    assert number not in said.message + said.fix


@pytest.mark.parametrize("number", ["07700900123", "447700900123", "1632960123"])
def test_no_count_of_a_return_is_it(number: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "return.csv").write_text(
        f"Measure,Month,Numerator,Denominator\nM16,Apr 2024,5,{number}\nM16,May 2024,{number},{number}\n"
        "M16,Jun 2024,5,10\n"
    )
    evidence = read(tmp_path / "return.csv")
    assert [(f.numerator, f.denominator) for f in evidence.figures] == [(5, 10)]
    assert evidence.rows_read - evidence.rows_used == 2


def test_what_is_set_aside_is_nowhere_in_an_export(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / "audit June 2026.csv").write_text(
        "Case reference,Date of audit,Was the risk tool completed?,Minutes from call to arrival\n"
        "DA/1,3.6.2026,Yes,7700900123\nDA/2,3.6.2026,Yes,12\n"
    )
    assert daready("load", "audit June 2026.csv", cwd=tmp_path).code in (0, 3)
    assert daready("export", "out", cwd=tmp_path).code == 0
    for path in [*(tmp_path / "out").iterdir(), tmp_path / "ledger.db"]:
        assert b"7700900123" not in path.read_bytes(), path
