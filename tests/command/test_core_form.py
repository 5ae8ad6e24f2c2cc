"""template --core: twenty questions by computation, twenty-five columns, one page; and titles where ids were asked."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from daready.rubric.cover import CORE, core_questions, reach_of
from daready.rubric.library import load_rubric
from tests.command.run import daready


def test_the_core_reaches_every_critical_criterion_and_no_swap_reaches_more() -> None:
    rubric = load_rubric(examples=False)
    form = rubric.form["case-audit"]
    core = core_questions(rubric, form)
    critical = {one.id for one in rubric.criteria.values() if one.critical}
    required = {line.item for name in critical for line in rubric.criteria[name].lines if line.required}

    def reach(names: list[str]) -> int:
        found = reach_of(rubric, [f"case-audit/{name}" for name in names])
        return sum(criterion in critical for criterion, _ in found.clauses)

    assert len(core) == CORE
    assert required <= {*core}
    columns = {"district", "risk", "children"}
    others = [one.id for one in form.questions if columns.issuperset(one.applies_if) and one.id not in core]
    for out in {*core} - required:
        kept = [name for name in core if name != out]
        assert max(reach([*kept, name]) for name in others) <= reach(core)


def test_a_core_form_has_twenty_five_columns_on_one_landscape_page(tmp_path: Path) -> None:
    ran = daready("template", "case-audit", "--core", "-o", "core.xlsx", cwd=tmp_path)
    assert ran.code == 0
    assert "20 questions reach" in ran.out
    sheet = load_workbook(tmp_path / "core.xlsx")["Cases"]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "Case reference")
    assert len([cell for cell in heads if cell.value]) == 25
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert sheet.page_setup.fitToHeight in (None, 1)  # 1 where it is not said


def test_questions_are_asked_for_by_their_titles_too(tmp_path: Path) -> None:
    titles = "Children seen, spoken to and referred, structured triage recorded (thrive)"
    ran = daready("template", "case-audit", "--questions", titles, "-o", "some.xlsx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    sheet = load_workbook(tmp_path / "some.xlsx")["Cases"]
    heads = [str(cell.value) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Q")]
    assert [head.split(".")[0] for head in heads] == ["Q02", "Q32"]
    both = daready("template", "case-audit", "--core", "--questions", "Q01", "-o", "b.xlsx", cwd=tmp_path)
    assert both.code == 2
