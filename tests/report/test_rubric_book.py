"""The rubric as a workbook: everything that is asked is in it, with whose each cut point is and room to mark up."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.command.run import daready
from tests.year import shipped

RUBRIC = shipped()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("board")
    ran = daready("rubric", "export", "-o", "rubric.xlsx", cwd=folder)
    assert ran.code == 0, ran.err
    return load_workbook(folder / "rubric.xlsx")


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    (table,) = book[sheet].tables.values()
    cells = [[cell.value for cell in row] for row in book[sheet][table.ref]]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def test_every_criterion_line_requirement_measure_and_threshold_is_there(book: Workbook) -> None:
    assert [row["Ref"] for row in rows(book, "Criteria")] == [c.ref for c in RUBRIC.criteria.values()]
    assert [row["Clause"] for row in rows(book, "Clauses")] == [
        clause.id for c in RUBRIC.criteria.values() for clause in c.clauses
    ]
    assert len(rows(book, "Lines")) == sum(len(c.lines) for c in RUBRIC.criteria.values())
    assert len(rows(book, "Requirements")) == sum(len(f.requirements) for f in RUBRIC.frameworks)
    assert len(rows(book, "Measures")) == sum(len(form.measures) for form in RUBRIC.forms)
    guided = {str(row["Marked"]): row for row in rows(book, "Marking guide")}
    assert set(guided) == set(RUBRIC.guide)
    assert RUBRIC.guide["case-audit/Q25"].yes == guided["case-audit/Q25"]["Yes, or how it is counted"]
    assert {"n_min", "green_from", "theme_share"} <= {
        str(r["Name in policy.yaml"]) for r in rows(book, "Thresholds")
    }


def test_every_cut_point_says_whose_it_is_and_every_row_has_room_for_a_mark(book: Workbook) -> None:
    for sheet in ("Criteria", "Clauses", "Lines", "Requirements", "Measures", "Thresholds"):
        assert all(row["Your mark or question"] == "write here" for row in rows(book, sheet))
    for line in rows(book, "Lines"):
        assert "local" in str(line["Whose cut points"]) or line["Green"] == "analysis in date and checked"


def test_every_requirement_says_what_its_wording_rests_on(book: Workbook) -> None:
    wording = {str(row["Number"]): row["Wording"] for row in rows(book, "Requirements")}
    assert wording["PAF25-RESP.1"] == "wording not checked against the source"
    assert wording["PAF25-LEAD.1"] == "wording checked"
    assert wording["PAF25-QSR.1"] == "only the subject was read"
