"""The forms beside the case audit, read as people would send them, and what becomes of them in an assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import daready
from daready.evidence.model import Evidence
from daready.scoring.model import Assessment, LineFinding
from daready.workbooks_out.hand_back import make_template
from daready.workbooks_out.template import Wanted
from tests.evidence.drawn import book
from tests.year import shipped

RUBRIC = shipped()
DAY = date(2026, 6, 30)


def read(path: Path) -> tuple[Evidence, Assessment]:
    evidence = daready.load_evidence([path], RUBRIC)
    return evidence, daready.assess(RUBRIC, evidence, as_at=DAY)


def line(assessment: Assessment, name: str) -> LineFinding:
    return next(line for c in assessment.criteria for line in c.lines if line.id == name)


def forms(evidence: Evidence) -> set[str | None]:
    return {sheet.form for file in evidence.files for sheet in file.sheets}


def test_training_coverage_is_read_role_by_role(tmp_path: Path) -> None:
    drawing = """
Staff role | Month | Staff in date | Staff in scope
Control room | Jun-26 | #40 | #60
Response officers | Jun-26 | #380 | #400
Sergeants | Jun-26 | #95 | #90
"""
    evidence, assessment = read(book(tmp_path / "t.xlsx", Training=drawing))
    assert forms(evidence) == {"training-coverage"}
    assert line(assessment, "training-coverage/T1").colour == "RED"
    assert line(assessment, "training-coverage/T2").colour == "GREEN"
    assert line(assessment, "training-coverage/T3").note == "not_returned"


def test_the_victim_survey_is_read_stage_by_stage(tmp_path: Path) -> None:
    drawing = """
Survey stage | Survey month | Victims satisfied | Victims who answered
Contact | Jun-26 | #45 | #50
Whole experience | Jun-26 | #30 | #50
Treatment | Jun-26 | #20 | #20
"""
    evidence, assessment = read(book(tmp_path / "s.xlsx", Survey=drawing))
    assert forms(evidence) == {"victim-survey"}
    assert [line(assessment, f"victim-survey/S{n}").colour for n in (1, 5, 4)] == ["GREEN", "RED", "GREY"]


def test_a_return_of_plain_headings_is_still_a_performance_return(tmp_path: Path) -> None:
    drawing = """
Measure | Month | Numerator | Denominator
M01 | Jun-26 | #816 |
M02 | Jun-26 | #50 | #40
M16 | Jun-26 | #50 | #40
M04 | Jun-26 | #50 |
"""
    evidence, assessment = read(book(tmp_path / "r.xlsx", Return=drawing))
    assert forms(evidence) == {"performance-return"}
    assert [(f.item, f.numerator, f.denominator) for f in evidence.figures] == [
        ("performance-return/M01", 816, 0),
        ("performance-return/M02", 50, 40),
    ]
    (sheet,) = evidence.files[0].sheets
    assert sheet.set_aside == {"essentials_missing": 1, "numbers_do_not_fit": 1}
    assert line(assessment, "performance-return/M01").figure == "816"
    assert line(assessment, "performance-return/M02").note == "no_analysis"


def test_the_register_is_a_record_and_no_look_at_practice(tmp_path: Path) -> None:
    rows = "\n".join(f"R/{n} | 30/06/2026 | Complete | Yes | Yes | Yes" for n in range(100, 140))
    drawing = (
        """
How chosen | All | | | |
Population | #40 | | | |
Recommendation | Status as at | HMICFRS status | Owner named | Inside its date | Tested again
"""
        + rows
    )
    evidence, assessment = read(book(tmp_path / "i.xlsx", Register=drawing))
    assert forms(evidence) == {"inspection-register"}
    found = line(assessment, "inspection-register/Q1")
    assert (found.colour, found.strength, found.counts.yes) == ("GREEN", "B", 40)
    assert assessment.direct_looks == 0


@pytest.mark.parametrize(
    ("last", "colours"),
    [
        ("Recommendation | Complete | Yes | Yes | Yes", ("GREEN", "GREEN", "GREEN")),
        ("Recommendation | In progress | No | No | Yes", ("AMBER", "AMBER", "GREEN")),
        ("Recommendation | Complete | Yes | Yes | No", ("GREEN", "GREEN", "RED")),
        ("Cause of concern | Complete | Yes | Yes | Yes", ("GREEN", "GREEN", "GREEN")),
        ("Cause of concern | In progress | Yes | Yes | Yes", ("GREEN", "RED", "GREEN")),
        ("Cause of concern | In progress | No | No | No", ("RED", "RED", "RED")),
        ("Cause of concern | | Yes | Yes | Yes", ("GREEN", "RED", "GREEN")),
        ("Recommendation | Complete | Yes | | Yes", ("GREEN", "AMBER", "GREEN")),
    ],
)
def test_one_item_of_a_list_speaks_for_itself(
    tmp_path: Path, last: str, colours: tuple[str, str, str]
) -> None:
    nine = "\n".join(f"R/{n} | 30/06/2026 | Recommendation | Complete | Yes | Yes | Yes" for n in range(9))
    drawing = f"""
Recommendation number | Status as at | Kind | HMICFRS status | Owner named | Inside its date | Not found again
{nine}
R/9 | 30/06/2026 | {last}
"""
    _, assessment = read(book(tmp_path / "i.xlsx", Register=drawing))
    lines = [line(assessment, f"inspection-register/{q}") for q in ("Q1", "Q2", "Q5")]
    assert tuple(found.colour for found in lines) == colours


@pytest.mark.parametrize(
    ("answer", "counts"),
    [("1", (1, 0, 0)), ("2", (1, 0, 0)), ("3", (0, 1, 0)), ("4", (0, 0, 1)), ("Carried forward", (0, 0, 1))],
)
def test_a_panel_that_does_not_agree_is_a_result(
    tmp_path: Path, answer: str, counts: tuple[int, int, int]
) -> None:
    drawing = f"""
Panel case | Panel date | Score given | How chosen
P/10001 | 12/06/2026 | {answer} | Random
"""
    evidence, assessment = read(book(tmp_path / "p.xlsx", Panel=drawing))
    assert forms(evidence) == {"panel-scores"}
    found = line(assessment, "panel-scores/Q1").counts
    assert (found.yes, found.no, found.not_applicable) == counts


def test_supervisors_checks_stand_beside_the_audit(tmp_path: Path) -> None:
    drawing = """
Case checked | Supervisor check date | Being closed | Direction given in check | Seen before closing | How chosen
S/10001 | 12/06/2026 | No | Yes | | Random
S/10002 | 13/06/2026 | Yes | No | Yes | Random
"""
    evidence, assessment = read(book(tmp_path / "c.xlsx", Checks=drawing))
    assert forms(evidence) == {"supervisor-checks"}
    closing = line(assessment, "supervisor-checks/Q6").counts
    assert (closing.yes, closing.not_applicable, closing.blank) == (1, 1, 0)
    assert line(assessment, "supervisor-checks/Q2").strength == "B"


@pytest.mark.parametrize("form", [form.id for form in RUBRIC.forms])
def test_the_template_of_every_form_is_known_when_it_comes_back(tmp_path: Path, form: str) -> None:
    path = tmp_path / "blank.xlsx"
    make_template(RUBRIC, RUBRIC.form[form], Wanted(), path)
    evidence = daready.load_evidence([path], RUBRIC)
    assert form in forms(evidence)
