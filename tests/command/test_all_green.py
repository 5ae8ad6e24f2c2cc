"""Each criterion can be green on evidence a force really has: workbooks in the forms, read and rated as any other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import daready
from daready.rubric.model import Column, Form, Line, Question
from daready.rubric.terms import Colour
from daready.scoring.model import Assessment

RUBRIC = daready.load_rubric(superseded=False)
LINES = {line.id: line for criterion in RUBRIC.criteria.values() for line in criterion.lines}
DAY = date(2026, 6, 30)
MONTHS = (4, 5, 6)
CASES = 60

Rows = Iterator[list[str]]


def heading(column: Column) -> str:
    return column.headings[0] if column.headings else column.id


def _told(form: Form, column: Column, case: int, month: int) -> str:
    """What a careful auditor writes into a column of a case: every condition comes true, nothing is left waiting."""
    if column.id == "selection":
        return column.values["random"][0]
    if column.reads == "choice":
        wanted = {v for q in form.questions for v in q.applies_if.get(column.id, ())}
        chosen = next((v for v in column.values if v in wanted), next(iter(column.values)))
        return column.values[chosen][0]
    if column.reads == "reference":
        return f"{month}/{case:05d}"
    if column.reads == "date":
        return f"2026-{month:02d}-{1 + case % 28:02d}"
    return "" if column.reads != "number" else str(CASES * 10)


def cases(form: Form, month: int) -> Rows:
    columns = [c for c in form.columns if c.reads in ("reference", "date", "choice") or c.id == "population"]
    yield [heading(c) for c in columns] + [q.title for q in form.questions]
    for case in range(CASES):
        told = [_told(form, c, case, month) for c in columns]
        yield told + [_good(form, question) for question in form.questions]


def _good(form: Form, question: Question) -> str:
    if question.type == "number":
        return "1"
    return (question.choices.get("yes") or form.answers["yes"])[0]


def figures(form: Form) -> Rows:
    yield [heading(c) for c in form.columns if c.id in ("measure", "month", "numerator", "denominator")]
    order = [c.id for c in form.columns]
    for measure in form.measures:
        line = LINES.get(f"{form.id}/{measure.id}")
        for month in MONTHS:
            told = {
                "measure": measure.title,
                "month": f"2026-{month:02d}",
                "numerator": str(_share(line)),
                "denominator": "" if measure.denominator is None else "1000",
            }
            yield [told[name] for name in order if name in told]


def _share(line: Line | None) -> int:
    if line is not None and line.band is not None:
        return round(500 * sum(line.band))
    if line is not None and line.question_if is not None and line.question_if.above is not None:
        return int(500 * min(line.question_if.above, 2))
    return 0 if line is not None and line.direction == "down" else 1000


def totals(form: Form) -> Rows:
    yield ["Question", "Month", "Met", "Looked at", "How chosen"]
    for question in form.questions:
        for month in MONTHS:
            yield [question.title, f"2026-{month:02d}", "60", "60", "Random"]


def documents(form: Form) -> Rows:
    yield ["Document", "Status", "Dated", "Review", "Owner", "Checked by"]
    for document in form.documents:
        yield [document.title, "Approved", "2026-06-01", "2027-05-31", "DCI Sample", "Supt Example"]


def sheets(form: Form) -> Iterator[tuple[str, Rows]]:
    if form.row == "case":
        yield from ((f"{form.id} {month}", cases(form, month)) for month in MONTHS)
    elif form.row == "figure":
        yield form.id, figures(form)
    elif form.row == "totals":
        yield form.id, totals(form)
    elif form.row == "document":
        yield form.id, documents(form)


def rated(folder: Path) -> Assessment:
    evidence = daready.load_evidence([folder], RUBRIC)
    return daready.assess(RUBRIC, evidence, as_at=DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("force")
    for form in RUBRIC.forms:
        for name, rows in sheets(form):
            with (made / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
    return made


def test_every_criterion_reaches_green(folder: Path) -> None:
    found = {f.id: f.colour for f in rated(folder).criteria}
    assert found == dict.fromkeys(RUBRIC.criteria, Colour.GREEN)


def test_a_figure_that_must_be_understood_is_green_only_with_its_analysis_on_file(
    folder: Path, tmp_path: Path
) -> None:
    understood = {name for name, line in LINES.items() if line.analysis and not line.band}
    whole = _colours(rated(folder))
    assert {whole[name] for name in understood} == {Colour.GREEN}
    for file in folder.iterdir():
        if not file.name.startswith("document-register"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    without = _colours(rated(tmp_path))
    assert all(without[name] is not Colour.GREEN for name in understood)


def _colours(assessment: Assessment) -> dict[str, Colour]:
    return {line.id: line.colour for finding in assessment.criteria for line in finding.lines}
