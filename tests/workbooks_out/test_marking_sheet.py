"""The marking guide in a template: every question asked is in it, it prints, and nothing of it is read as evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from daready.evidence.worker import Worker
from daready.rubric.guide import SHOWN
from daready.rubric.model import Rubric
from daready.workbooks_out.marking_sheet import MARKING_GUIDE
from daready.workbooks_out.template import Wanted, plan
from tests.workbooks_out.filling import fill, heading_row
from tests.workbooks_out.test_template import loaded, made
from tests.year import shipped

GUIDED = sorted({guide.form for guide in shipped().guides})


@pytest.fixture(scope="module")
def real() -> Rubric:
    return shipped()


def rows_of(sheet: Any) -> dict[str, list[str]]:
    top = heading_row(sheet)
    rows = sheet.iter_rows(min_row=top + 1, max_col=sheet.max_column, values_only=True)
    return {row[0] or row[1]: ["" if cell is None else str(cell) for cell in row] for row in rows}


def test_every_question_asked_has_its_row_with_all_that_the_guide_says(tmp_path: Path, real: Rubric) -> None:
    path = made(real, "case-audit", tmp_path / "blank.xlsx", items=("U08", "Q29h"))
    sheet = load_workbook(path)[MARKING_GUIDE]
    rows = rows_of(sheet)
    asked = {"Q25", "Q26", "Q27", "Q29h"} & {name.partition("/")[2] for name in real.guide}
    assert {name for name in rows if name.startswith("Q")} == asked
    for name in asked:
        guide, said = real.guide[f"case-audit/{name}"], " ".join(rows[name])
        for text in (*guide.answers.values(), guide.counted, guide.look, guide.mistake, guide.example):
            assert text is None or text in said
        for answer, text in guide.examples.items():
            assert f"{SHOWN[answer]}: {text}" in said


@pytest.mark.parametrize("form", GUIDED)
def test_the_sheet_prints_on_pages_of_its_width_with_its_headings_on_each(
    form: str, tmp_path: Path, real: Rubric
) -> None:
    sheet = load_workbook(made(real, form, tmp_path / "blank.xlsx"))[MARKING_GUIDE]
    top = heading_row(sheet)
    assert sheet.print_title_rows == f"${top}:${top}"
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    long = [cell for row in sheet.iter_rows(min_row=top + 1) for cell in row if len(str(cell.value)) > 30]
    assert long
    assert all(cell.alignment.wrap_text for cell in long)


def test_each_heading_of_a_guided_question_carries_what_counts_as_yes(tmp_path: Path, real: Rubric) -> None:
    path = made(real, "case-audit", tmp_path / "blank.xlsx")
    sheet = load_workbook(path).worksheets[0]
    notes = {
        str(cell.value).partition(".")[0]: cell.comment.text
        for cell in sheet[heading_row(sheet)]
        if cell.comment is not None
    }
    for question in real.form["case-audit"].questions:
        guide = real.guide.get(f"case-audit/{question.id}")
        if guide is not None:
            assert (guide.yes or guide.counted or "") in notes[question.id]


@pytest.mark.parametrize("form", GUIDED)
def test_words_pasted_into_the_guide_are_no_evidence_and_cost_nothing(
    form: str, tmp_path: Path, worker: Worker, real: Rubric
) -> None:
    path = made(real, form, tmp_path / "sent.xlsx")
    fill(path)
    before = loaded(worker, real, path)
    book = load_workbook(path)
    sheet = book[MARKING_GUIDE]
    last = sheet.max_row
    for at in range(1, 30):
        sheet.cell(last + at, 1, f"DA/{4000 + at}/26")
        for column, text in enumerate(("Yes", "No", "Partial", "N/A", "See the log", 3), start=2):
            sheet.cell(last + at, column, text)
    sheet.cell(heading_row(sheet), 12, "Case reference")
    book.save(path)
    after = loaded(worker, real, path)
    assert [notice.code for notice in after.notices] == [notice.code for notice in before.notices]
    assert before.rows_used == 12
    assert (after.rows_read, after.rows_used) == (before.rows_read, before.rows_used)


def test_a_form_without_a_guide_has_no_such_sheet(tmp_path: Path, real: Rubric) -> None:
    from dataclasses import replace

    bare = replace(real, guides=())
    assert MARKING_GUIDE not in load_workbook(made(bare, "case-audit", tmp_path / "blank.xlsx")).sheetnames
    assert plan(bare, bare.form["case-audit"], Wanted()).marked == ()
