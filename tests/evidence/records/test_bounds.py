"""What cannot be meant (a telephone number, a birthday, a slip) is set aside, named by its cell, and never kept."""

from __future__ import annotations

from datetime import date
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


TODAY = date(2026, 6, 30)
BIRTHDAYS = ["12/03/2004", "3.4.42", "2011-05-06", "6 May 2009", "38000"]
"""Each within the years that dates are read of: before 2000 none is."""


@pytest.mark.parametrize("day", BIRTHDAYS)
def test_no_day_out_of_reach_is_kept_and_its_row_is_contested(day: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "audit June 2026.csv").write_text(
        "Case reference,Date of audit,Risk tool completed,Made safe on\n"
        f"DA/1,{day},Yes,3.6.26\nDA/2,3.6.26,Yes,{day}\nDA/3,3.6.26,No,\n"
    )
    evidence = read(tmp_path / "audit June 2026.csv", latest_day=TODAY)
    assert (evidence.rows_read, evidence.rows_used) == (3, 2)
    said = [n for n in evidence.notices if n.code == "date_out_of_reach"]
    assert sorted(n.cell or "" for n in said) == ["B2", "D3"]
    assert all(n.severity == "warning" and day not in n.message for n in said)
    (contested,) = evidence.contested
    assert [case.row for case in contested.cases] == [2]
    kept = [day for one in (*evidence.cases, *evidence.contested) for day in one.cases.days]
    assert {day and date.fromordinal(day).year for day in kept} <= {2026, None}


def test_an_old_paper_keeps_its_date(tmp_path: Path, read: Read) -> None:
    (tmp_path / "register.csv").write_text(
        "Document,Status,Dated,Review date\nda-policy,Approved,1.1.2009,1.1.2012\n"
    )
    (document,) = read(tmp_path / "register.csv", latest_day=TODAY).documents
    assert document.dated == date(2009, 1, 1)


def test_a_text_cut_off_in_a_row_is_said_and_the_row_not_used(tmp_path: Path, read: Read) -> None:
    """What is left of a cell may say Yes where it said Yes, in part."""
    head = "Case reference,Date of audit,Risk tool completed,Supervisor review,Comments\n"
    rows = "DA/1,3.4.24,Yes,No,fine\nDA/2,3.4.24,Yes"
    codes = {}
    for name, text in {
        "cut": head + rows,
        "typed": head + rows + "\n",
        "whole": head + rows + ",No,",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text)
        evidence = read(tmp_path / f"{name}.csv")
        codes[name] = {n.code: n.cell for n in evidence.notices if n.code == "cut_short"}
        assert evidence.rows_read == 2
        assert evidence.rows_used == (1 if name == "cut" else 2)
    assert codes == {"cut": {"cut_short": "A3"}, "typed": {}, "whole": {}}


@pytest.mark.parametrize("rows", ["", "\n", "\n,,\n"])
def test_headings_alone_are_said(rows: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text("Case reference,Date of audit,Risk tool completed" + rows)
    assert "headings_alone" in [n.code for n in read(tmp_path / "a.csv").notices]


def test_headings_above_rows_are_not(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text("Case reference,Date of audit,Risk tool completed\nDA/1,3.4.24,Yes\n")
    assert "headings_alone" not in [n.code for n in read(tmp_path / "a.csv").notices]
