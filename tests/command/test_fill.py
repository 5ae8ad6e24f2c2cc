"""rubric fill: wording that only the reader holds, and lists that only the force holds, kept in the workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from daready.evidence.cells.remembered_words import ROLES
from daready.rubric.dump import framework_yaml
from daready.rubric.filling import fill
from daready.rubric.library import load_rubric
from daready.rubric.model import Framework
from daready.rubric.shape import shape
from daready.rubric.text import read_text
from daready.workspace.lists import blank_list
from tests.command.run import DAYS, YEAR, daready
from tests.year import shipped

PLAN = "national-plan-2014"
FIFTEEN = "cambridgeshire-recommendations-2014"
RUBRIC = shipped()
FRAMEWORKS = {framework.id: framework for framework in RUBRIC.frameworks}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    daready("init", tmp_path / "force", cwd=tmp_path)
    return tmp_path / "force"


def listed(
    path: Path,
    heads: list[str],
    rows: list[list[object]],
    role: str = "Administrator",
    day: object = "2026-06-01",
) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["Checked by", role])
    sheet.append(["Checked on", day])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


COLOURS = ["Green", "Amber", "R"]
CRITERIA = ["U18 (superset)", "U05", "U01; U02 (subset)", "", "U30 (superset)"]


def plan(path: Path, count: int = 125) -> Path:
    rows: list[list[object]] = [
        [n, f"Point {n} of the force's own copy", COLOURS[n % 3], "Head of Crime", "Contact", CRITERIA[n % 5]]
        for n in range(1, count + 1)
    ]
    return listed(path, ["Ref", "Text", "RAG 2014", "Owner", "Local heading", "Criteria"], rows)


def test_all_125_points_are_taken_and_reviewed_against_todays_colours(workspace: Path) -> None:
    ran = daready("rubric", "fill", PLAN, plan(workspace / "plan.xlsx"), cwd=workspace)
    assert ran.code == 0, ran.err
    assert (workspace / "rubrics/frameworks" / f"{PLAN}.yaml").is_file()
    assert daready("rubric", "check", cwd=workspace).code == 0
    ran = daready("assess", YEAR, *DAYS, "--json", "-", "-o", "gap.xlsx", cwd=workspace)
    (framework,) = (f for f in ran.json["frameworks"] if f["id"] == PLAN)
    points = framework["requirements"]
    assert len(points) == 125
    assert points[0]["id"] == "NP14-001"
    criteria = {c["ref"]: c["colour"] for c in ran.json["criteria"]}
    expected = {
        ("GREEN", "GREEN", False): "maintained",
        ("GREEN", "GREEN", True): "maintained_in_part",
        ("GREEN", "GREY", True): "not_re_evidenced",
        ("GREEN", "GREY", False): "not_re_evidenced",
        ("AMBER", "GREEN", False): "plan_met",
        ("AMBER", "GREEN", True): "plan_met_in_part",
        ("AMBER", "GREY", False): "plan_not_shown",
    }
    for point in points:
        key = (point["colour_then"], point["colour"], point["in_part"])
        if key in expected:
            assert point["since_then"] == expected[key], point
        elif point["colour_then"] == "GREEN":
            assert point["since_then"] == "slipped"
        elif point["colour"] in ("AMBER", "RED"):
            assert point["since_then"] == "plan_open"
    assert points[4]["colour"] == criteria["U18"]
    notes = [
        str(row[0])
        for row in load_workbook(workspace / "gap.xlsx")["Frameworks"].iter_rows(max_row=8, values_only=True)
    ]
    assert any("former green" in note and "local plan" in note for note in notes)


def test_fifteen_recommendations_stand_under_five_areas(workspace: Path) -> None:
    areas = ["Leadership", "Business processes", "training", "DAISU and MARU", "Partnerships"]
    rows: list[list[object]] = [[n, f"Words of {n}", areas[n % 5]] for n in range(1, 16)]
    path = listed(workspace / "fifteen.xlsx", ["Number", "Recommendation", "Area"], rows)
    assert daready("rubric", "fill", FIFTEEN, path, cwd=workspace).code == 0
    (framework,) = (f for f in load_rubric(overlay=workspace / "rubrics").frameworks if f.id == FIFTEEN)
    assert {group.title for group in framework.groups} == {
        "Leadership",
        "Business processes",
        "Training",
        "DAISU and MARU",
        "Partnerships",
    }
    assert {r.id for r in framework.requirements} == {f"CAMBS14-{n:02d}" for n in range(1, 16)}
    assert all(r.checked and r.checked.by == "Administrator" and r.verified for r in framework.requirements)


def test_every_fault_is_told_by_its_cell_and_nothing_is_taken(workspace: Path) -> None:
    rows: list[list[object]] = [
        [1, "", "Green", "", "", ""],
        [1, "Twice", "Green", "", "", ""],
        [126, "Too many", "Green", "", "", ""],
        ["two", "No number", "Green", "", "", ""],
        ["", "No reference", "Green", "", "", ""],
        [3, "No colour", "", "", "", ""],
        [4, "Blue", "Blue", "", "", ""],
        [5, "No such criterion", "Red", "", "", "U99"],
        [6, "No such relation", "Red", "", "", "U05 (same)"],
    ]
    path = listed(
        workspace / "bad.xlsx",
        ["Ref", "Text", "Colour then", "Owner", "Heading", "Criteria"],
        rows,
        "Jo Smith",
        "2099-01-01",
    )
    ran = daready("rubric", "fill", PLAN, path, cwd=workspace)
    assert ran.code == 3
    cells = [line.split(":")[0] for line in ran.err.splitlines()]
    assert cells == ["B1", "B2", "B4", "A5", "A6", "A7", "A8", "C9", "C10", "F11", "F12"]
    assert "Smith" not in ran.err + ran.out
    assert not (workspace / "rubrics").exists()


def test_a_list_with_rows_missing_is_refused_and_says_which(workspace: Path) -> None:
    ran = daready("rubric", "fill", PLAN, plan(workspace / "plan.xlsx", 120), cwd=workspace)
    assert ran.code == 3
    assert "121 to 125" in ran.err


def test_published_words_replace_ours_with_who_and_when(workspace: Path) -> None:
    heads = ["Ref", "Published words", "Heading", "Criteria"]
    rows: list[list[object]] = [
        ["PAF25-RESP.1", "The words on the page, pasted", "", "U05 (subset)"],
        ["PAF25-RESP.3", "More words of it", "", "U06 (intersects)"],
        ["PAF25-RESP.2", "", "", ""],
        ["PAF25-RESP.9", "A characteristic nobody had listed", "Responding to the public", "U06 (equal)"],
    ]
    path = listed(workspace / "page.xlsx", heads, rows, "Public Protection lead", "01/06/2026")
    assert daready("rubric", "fill", "paf-2025-27", path, cwd=workspace).code == 0
    shown = daready("rubric", "show", "paf-2025-27", cwd=workspace).out
    assert "The words on the page, pasted" in shown
    assert "Public Protection lead on 2026-06-01" in shown.replace("\n  ", " ").replace("  ", " ")
    framework = next(
        f for f in load_rubric(overlay=workspace / "rubrics").frameworks if f.id == "paf-2025-27"
    )
    by_id = {r.id: r for r in framework.requirements}
    assert len(by_id) == 23
    assert by_id["PAF25-RESP.1"].verified
    # a list names no clauses: where it says what stood already they stay, where it says otherwise they go
    assert by_id["PAF25-RESP.1"].met_by[0].clauses == ("answered-at-once",)
    assert by_id["PAF25-RESP.3"].met_by[0].clauses == ()
    assert not by_id["PAF25-RESP.2"].verified
    assert by_id["PAF25-RESP.9"].met_by[0].relation == "equal"
    # filled in again, what was taken before stays
    second = listed(workspace / "more.xlsx", heads, [["PAF25-RESP.2", "More words", "", ""]])
    assert daready("rubric", "fill", "paf-2025-27", second, cwd=workspace).code == 0
    again = next(f for f in load_rubric(overlay=workspace / "rubrics").frameworks if f.id == "paf-2025-27")
    assert sum(r.checked is not None for r in again.requirements) == 4


def test_an_unknown_requirement_is_a_fault_and_a_near_one_is_named(workspace: Path) -> None:
    path = listed(workspace / "page.xlsx", ["Ref", "Text"], [["PAF25-RESP.11", "Words"]])
    ran = daready("rubric", "fill", "paf-2025-27", path, cwd=workspace)
    assert ran.code == 3
    assert ran.err.startswith("A4:")
    assert "Did you mean PAF25-RESP.1" in ran.err


def test_a_superseded_edition_can_be_filled_in_too(workspace: Path) -> None:
    path = listed(workspace / "page.xlsx", ["Ref", "Text"], [["PAF23-VIC.4", "Words"]])
    assert daready("rubric", "fill", "paf-2023-25", path, cwd=workspace).code == 0
    assert daready("rubric", "check", cwd=workspace).code == 0


def test_what_somebody_wrote_is_never_written_over(workspace: Path) -> None:
    home = workspace / "rubrics/frameworks"
    home.mkdir(parents=True)
    own = (Path(__file__).parents[2] / f"rubrics/frameworks/{PLAN}.yaml").read_text(encoding="utf-8")
    (home / f"{PLAN}.yaml").write_text(own, encoding="utf-8")
    ran = daready("rubric", "fill", PLAN, plan(workspace / "plan.xlsx"), cwd=workspace)
    assert ran.code == 13
    assert (home / f"{PLAN}.yaml").read_text(encoding="utf-8") == own


def test_outside_a_workspace_nothing_can_be_kept(tmp_path: Path) -> None:
    assert daready("rubric", "fill", PLAN, plan(tmp_path / "plan.xlsx"), cwd=tmp_path).code == 2


def test_a_file_that_is_no_workbook_is_refused_in_words(workspace: Path) -> None:
    (workspace / "plan.xlsx").write_bytes(b"%PDF-1.4 nonsense")
    ran = daready("rubric", "fill", PLAN, "plan.xlsx", cwd=workspace)
    assert ran.code == 11
    assert ran.err.startswith("plan.xlsx")


def filled_in(path: Path, framework: Framework) -> None:
    """Fill in every row of a blank list as a person would."""
    book = load_workbook(path)
    sheet = book["List"]
    sheet["B4"], sheet["B5"] = "Supervisor", "2026-06-01"
    heads = [cell.value for cell in sheet[7]]
    last = 7 + (len(framework.requirements) or (framework.blank.rows if framework.blank else 0) or 20)
    for row in range(8, last + 1):
        sheet.cell(row, heads.index("Ref") + 2).value = f"Words {row}"
        if "Colour then" in heads:
            sheet.cell(row, heads.index("Colour then") + 1).value = "Green"
        if framework.blank and framework.blank.areas:
            sheet.cell(row, heads.index("Heading") + 1).value = framework.blank.areas[0]
    book.save(path)


@pytest.mark.parametrize("name", [PLAN, "section-55"])
def test_a_blank_goes_out_and_comes_back(name: str, workspace: Path) -> None:
    assert daready("rubric", "fill", name, "blank.xlsx", "--blank", cwd=workspace).code == 0
    filled_in(workspace / "blank.xlsx", FRAMEWORKS[name])
    ran = daready("rubric", "fill", name, "blank.xlsx", cwd=workspace)
    assert ran.code == 0, ran.err
    assert daready("rubric", "fill", name, "blank.xlsx", "--blank", cwd=workspace).code == 13
    assert daready("rubric", "check", cwd=workspace).code == 0


def test_the_blank_of_every_framework_comes_back_as_it_went(tmp_path: Path) -> None:
    names = {name.casefold(): c.id for c in RUBRIC.criteria.values() for name in (c.id, c.ref)}
    for framework in RUBRIC.frameworks:
        path = tmp_path / f"{framework.id}.xlsx"
        path.write_bytes(blank_list(RUBRIC, framework))
        filled_in(path, framework)
        rows = [
            ["" if value is None else str(value) for value in row]
            for row in load_workbook(path)["List"].iter_rows(values_only=True)
        ]
        made = fill(framework, [rows], names, ROLES, date(2026, 6, 30))
        assert made.faults == [], framework.id
        assert made.framework is not None
        assert all(r.verified and r.checked for r in made.framework.requirements)
        again = shape(read_text(framework_yaml(made.framework), "f.yaml"), Framework)
        assert again.written is not None and again.written.value == made.framework
        if not framework.blank:
            assert {r.id: r.met_by for r in made.framework.requirements} == {
                r.id: r.met_by for r in framework.requirements
            }


def test_a_framework_with_published_words_no_longer_says_that_none_are_reproduced(workspace: Path) -> None:
    assert daready("rubric", "fill", PLAN, plan(workspace / "plan.xlsx"), cwd=workspace).code == 0
    filled = load_rubric(overlay=workspace / "rubrics")
    licence = next(f.licence for f in filled.frameworks if f.id == PLAN)
    assert "our paraphrase" in licence and "not reproduced" not in licence


def test_rows_that_are_missing_are_told_beside_the_faults_of_other_cells(workspace: Path) -> None:
    path = plan(workspace / "plan.xlsx", count=120)
    book = load_workbook(path)
    book.active["C10"] = "Blue"
    book.save(path)
    ran = daready("rubric", "fill", PLAN, path, cwd=workspace)
    assert ran.code == 3
    assert "121 to 125" in ran.err and "C10" in ran.err
