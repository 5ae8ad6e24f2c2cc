"""Templates made and marked copies handed back, as people run them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command.run import YEAR, daready
from tests.workbooks_out.filling import fill

FORMS = ("case-audit", "audit-totals", "performance-return", "document-register", "judgements")


@pytest.mark.parametrize("form", FORMS)
def test_a_template_goes_out_and_comes_back_clean(form: str, tmp_path: Path) -> None:
    made = daready("template", form, "-o", "sent.xlsx", cwd=tmp_path)
    assert made.code == 0, made.err
    fill(tmp_path / "sent.xlsx")
    checked = daready("check", "sent.xlsx", "--json", "-", cwd=tmp_path)
    assert checked.code == 0, checked.err
    assert checked.json["totals"] == {
        "files": 1,
        "rows_read": 12,
        "rows_used": 12,
        "rows_set_aside": 0,
        "notices": 0,
    }


def test_a_template_for_criteria_districts_and_a_month(tmp_path: Path) -> None:
    words = ("--questions", "U08,Q31", "--districts", "North, South", "--month", "2026-07", "--cases", 20)
    made = daready("template", "case-audit", "-o", "sent.xlsx", *words, cwd=tmp_path)
    assert made.code == 0, made.err
    assert fill(tmp_path / "sent.xlsx")["District"] == ["North", "South"]
    assert load_workbook(tmp_path / "sent.xlsx")["Decision card"]["A10"].value == "20"
    assert daready("check", "sent.xlsx", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("case-audits", "-o", "x.xlsx"), 2),
        (("case-audit", "-o", "x.xlsx", "--questions", "Q999"), 2),
        (("case-audit", "-o", "x.xlsx", "--month", "July"), 2),
        (("case-audit", "-o", "x.csv"), 2),
        (("case-audit", "-o", "none/x.xlsx"), 13),
        (("case-audit", "-o", "filled.xlsx"), 13),
    ],
)
def test_a_template_refused_writes_nothing(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    (tmp_path / "filled.xlsx").write_text("answers")
    assert daready("template", *words, cwd=tmp_path).code == code
    assert [path.name for path in tmp_path.iterdir()] == ["filled.xlsx"]
    assert (tmp_path / "filled.xlsx").read_text() == "answers"


def test_marked_copies_of_a_year(tmp_path: Path) -> None:
    shutil.copytree(YEAR, tmp_path / "year")
    before = {path.name: path.read_bytes() for path in (tmp_path / "year").iterdir()}
    ran = daready("check", "year", "--marked", "back", cwd=tmp_path)
    assert ran.code == 3
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "year").iterdir()}
    copies = sorted((tmp_path / "back").iterdir())
    assert len(copies) == 3
    if sys.platform != "win32":
        assert {oct(path.stat().st_mode & 0o777) for path in copies} == {"0o600"}
    alone = daready("check", "year", "--json", "-", cwd=tmp_path).json
    both = daready("check", "year", "back", "--json", "-", cwd=tmp_path).json
    assert both["totals"]["rows_used"] == alone["totals"]["rows_used"]
    assert sum(n["code"] == "replaced_by_marked" for f in both["files"] for n in f["notices"]) == 3


def test_a_copy_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    shutil.copy(YEAR / "DA Audit March 26.xlsx", tmp_path)
    for _ in range(2):
        assert daready("check", "DA Audit March 26.xlsx", "--marked", ".", cwd=tmp_path).code == 3
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["DA Audit March 26 (2).xlsx", "DA Audit March 26 (3).xlsx", "DA Audit March 26.xlsx"]
    same = (YEAR / "DA Audit March 26.xlsx").read_bytes()
    assert (tmp_path / "DA Audit March 26.xlsx").read_bytes() == same


def test_a_list_instead_is_said(tmp_path: Path) -> None:
    shutil.copy(YEAR / "Judgements.csv", tmp_path / "j.csv")
    with (tmp_path / "j.csv").open("a", encoding="utf-8") as file:
        file.write("Nonsense criterion,Green,Judgement,1 Jun 2026,DCI,,Seen,\n")
    ran = daready("check", "j.csv", "--marked", "back", "--json", "-", cwd=tmp_path)
    (handed,) = ran.json["marked"]
    assert (handed["file"], handed["kind"]) == ("j.csv", "list of faults")
    assert (tmp_path / handed["to"]).is_file()
    assert "not_marked_format" in [n["code"] for n in ran.json["files"][0]["notices"]]
    assert os.listdir(tmp_path / "back") == ["j.csv - what to put right.xlsx"]  # noqa: PTH208
