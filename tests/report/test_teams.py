"""What goes back to the teams: counts by team and month, places for a supervisor, and nobody's words or names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import daready
from daready.evidence.model import Evidence
from daready.report.bound import Report
from daready.report.teams import teams_report
from tests.command.run import daready as run
from tests.evidence.drawn import book
from tests.year import shipped

RUBRIC = shipped()

AUDIT = """
Case reference | Date audited | District | DASH completed | Learning kind | Theme | Fed back on | How chosen | Notes
A/10001 | 12/06/2026 | North | Yes | Good practice | Risk | 14/06/2026 | Random | Zebedee did well
A/10002 | 12/06/2026 | North | No | Learning | Risk assessment | | Random | ask Zebedee
A/10003 | 13/05/2026 | South | No | Learning | Risk | 15/06/2026 | Random |
A/10004 | 13/06/2026 | South | Yes | | | | Random |
A/10005 | 14/06/2026 | | Yes | Learning | | | Random |
"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return book(tmp_path_factory.mktemp("teams") / "a.xlsx", Audit=AUDIT)


def made(path: Path) -> Report:
    evidence = daready.load_evidence([path], RUBRIC)
    assessment = daready.assess(RUBRIC, evidence, as_at=date(2026, 6, 30))
    return teams_report(assessment, evidence, RUBRIC, version="1")


def test_codes_are_counted_by_team_and_month(sent: Path) -> None:
    by_team, _ = made(sent).tables
    assert [[cell.value for cell in row.cells] for row in by_team.rows] == [
        ["North", "2026-06", "Good practice", "Risk", 1, 1, 0],
        ["North", "2026-06", "Learning", "Risk", 1, 0, 1],
        ["South", "2026-05", "Learning", "Risk", 1, 1, 0],
        ["no team said", "2026-06", "Learning", "not said", 1, 0, 1],
    ]


def test_each_coded_case_has_a_place_and_what_it_did_not_meet(sent: Path) -> None:
    _, places = made(sent).tables
    rows = [[cell.value for cell in row.cells] for row in places.rows]
    assert [row[4] for row in rows] == [2, 3, 4, 6]
    assert rows[0][-1] == "nothing"
    assert rows[1][-1] == "Risk assessment done for this incident"


def test_no_word_number_or_name_of_the_sheet_comes_along(sent: Path, tmp_path: Path) -> None:
    ran = run("assess", sent, "--as-at", "2026-06-30", "--teams", "teams.xlsx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    book = load_workbook(tmp_path / "teams.xlsx")
    every = " ".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)
    assert "Places" in book.sheetnames
    assert "Zebedee" not in every and "A/1000" not in every


def test_without_codes_it_says_so() -> None:
    nothing = daready.assess(RUBRIC, Evidence(), as_at=date(2026, 6, 30))
    drawn = teams_report(nothing, Evidence(), RUBRIC, version="1")
    assert any("0 cases coded" in line for block in drawn.summary.blocks for line in block.lines)
