"""A template filled in from its own drop-downs is understood whole, and an old or foreign one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.model import Evidence, Month
from daready.evidence.worker import Worker
from daready.rubric.model import Rubric
from daready.rubric.words import fold
from daready.scoring.card import card_rows
from daready.workbooks_out.template import TemplateFault, Wanted, plan, words_of
from daready.workbooks_out.template_book import CARD, GUIDE, draw
from tests.workbooks_out.filling import choices, fill, heading_row
from tests.year import shipped

FORMS = ("case-audit", "audit-totals", "performance-return", "document-register", "judgements")


@pytest.fixture(scope="module")
def real() -> Rubric:
    return shipped()


def made(rubric: Rubric, form: str, path: Path, **wanted: object) -> Path:
    planned = plan(rubric, rubric.form[form], Wanted(**wanted))  # type: ignore[arg-type]
    path.write_bytes(draw(planned, card_rows(rubric.policy, planned.rows) if planned.row == "case" else ()))
    return path


def loaded(worker: Worker, rubric: Rubric, *paths: Path) -> Evidence:
    return load(worker, paths, rubric, Brief(b"k" * 16))


@pytest.mark.parametrize("form", FORMS)
def test_a_filled_template_loads_with_no_notice_at_all(
    form: str, tmp_path: Path, worker: Worker, real: Rubric
) -> None:
    path = made(real, form, tmp_path / "sent.xlsx")
    offered = fill(path)
    assert offered
    evidence = loaded(worker, real, path)
    assert [notice.code for notice in evidence.notices] == []
    assert (evidence.rows_read, evidence.rows_used) == (12, 12)
    assert [sheet.form for file in evidence.files for sheet in file.sheets] == [form]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_template_says_that_it_is_empty(
    form: str, tmp_path: Path, worker: Worker, real: Rubric
) -> None:
    evidence = loaded(worker, real, made(real, form, tmp_path / "blank.xlsx"))
    assert [notice.code for notice in evidence.notices] == ["headings_alone"]
    assert evidence.rows_read == 0


def test_every_word_offered_is_one_the_form_knows(real: Rubric) -> None:
    for form in real.forms:
        for question in form.questions if form.row == "case" else ():
            known = {fold(w) for words in (*form.answers.values(), *question.choices.values()) for w in words}
            assert {fold(word) for word in words_of(question, form)} <= known


def test_questions_by_criterion_districts_and_month(tmp_path: Path, worker: Worker, real: Rubric) -> None:
    path = made(
        real,
        "case-audit",
        tmp_path / "sent.xlsx",
        items=("U08", "q31"),
        districts=("North", "South"),
        month=Month(2026, 7),
        cases=20,
    )
    offered = fill(path)
    asked = {heading.split(".")[0] for heading in offered if heading.startswith("Q")}
    rests = {
        line.item
        for c in real.criteria.values()
        if c.ref == "U08"
        for line in c.lines
        if line.form == "case-audit"
    }
    assert asked == rests | {"Q31"}
    assert offered["District"] == ["North", "South"]
    evidence = loaded(worker, real, path)
    assert not list(evidence.notices)
    assert {str(case.month) for sheet in evidence.cases for case in sheet.cases} == {"2026-07"}
    assert {case.district for sheet in evidence.cases for case in sheet.cases} == {"North", "South"}
    assert evidence.cases[0].population == 200


def test_one_district_stands_above_the_table(tmp_path: Path, worker: Worker, real: Rubric) -> None:
    path = made(real, "case-audit", tmp_path / "sent.xlsx", items=("Q25",), districts=("Much Snoring",))
    assert "District" not in fill(path)
    evidence = loaded(worker, real, path)
    assert not list(evidence.notices)
    assert {case.district for sheet in evidence.cases for case in sheet.cases} == {"Much Snoring"}


def test_the_districts_a_template_offered_are_kept_when_it_comes_back(
    tmp_path: Path, worker: Worker, real: Rubric
) -> None:
    many = ("Much Snoring", "Little Snoring", "St Snoring-on-Sea", *(f"Snoring {n}" for n in range(30)))
    path = made(real, "case-audit", tmp_path / "sent.xlsx", items=("Q25",), districts=many, cases=3)
    assert fill(path)["District"] == list(many)
    evidence = loaded(worker, real, path)
    assert not list(evidence.notices)
    assert {case.district for sheet in evidence.cases for case in sheet.cases} <= {*many}


def test_names_that_are_no_item_are_refused(real: Rubric) -> None:
    with pytest.raises(TemplateFault) as fault:
        plan(real, real.form["case-audit"], Wanted(items=("Q25", "Q999")))
    assert fault.value.names == ("Q999",)


def test_an_old_template_is_named_and_read(tmp_path: Path, worker: Worker, real: Rubric) -> None:
    path = made(real, "case-audit", tmp_path / "sent.xlsx", items=("Q25",))
    fill(path)
    restamp(path, "daready template case-audit, version 2019-04")
    evidence = loaded(worker, real, path)
    assert [notice.code for notice in evidence.notices] == ["template_old"]
    assert evidence.rows_used == 12


@pytest.mark.parametrize("name", ["somebody-elses", "audit-totals"])
def test_a_foreign_template_is_named_without_quoting_it(
    name: str, tmp_path: Path, worker: Worker, real: Rubric
) -> None:
    path = made(real, "case-audit", tmp_path / "sent.xlsx", items=("Q25",))
    fill(path)
    restamp(path, f"daready template {name}, version 1")
    (notice,) = loaded(worker, real, path).notices
    assert notice.code == "template_foreign"
    assert name not in notice.message


def test_what_is_locked_and_what_is_not(tmp_path: Path, real: Rubric) -> None:
    path = made(real, "case-audit", tmp_path / "blank.xlsx", items=("Q25", "Q31"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = heading_row(sheet)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.cell(top, 1).protection.locked
    assert not sheet.cell(top + 1, 1).protection.locked
    assert not sheet.column_dimensions["A"].protection.locked
    assert [book[name].sheet_state for name in (GUIDE, CARD)] == ["visible", "visible"]
    assert choices(book, sheet, sheet.cell(top + 1, 2).coordinate) is None
    assert any(rule.prompt for rule in sheet.data_validations.dataValidation)


def restamp(path: Path, text: str) -> None:
    book = load_workbook(path)
    assert book.worksheets[0]["A2"].value.startswith("daready template")
    book.worksheets[0]["A2"].value = text
    book.save(path)
