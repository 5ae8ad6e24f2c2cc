"""What inspectors published, held against daready: no Green where they found failing; the page says what was run."""

from __future__ import annotations

from dataclasses import replace

import pytest

import daready
from daready.rubric.terms import Colour
from tests.make_back_test import BEGIN, END, PAGE, Case, cases, evidence, folders, page
from tests.samples.test_samples_made import SAMPLES, makes
from tests.year import shipped

EVERY = {case.written["id"]: case for case in cases()}
every_case = pytest.mark.parametrize("case", EVERY.values(), ids=EVERY)


def test_the_script_makes_the_committed_bytes(tmp_path) -> None:
    made = makes("make_back_test.py", tmp_path)
    kept = [path for path in (SAMPLES / "back-test").rglob("*") if path.is_file()]
    assert made == {path.relative_to(SAMPLES): path.read_bytes() for path in kept}


def test_the_page_says_what_was_run() -> None:
    text = PAGE.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert page(text) == text, "run python -m tests.make_back_test"


def test_there_are_enough_cases_each_with_its_source_and_whose_each_fact_is() -> None:
    assert len(EVERY) >= 12
    assert len({case.written["as_at"].year for case in EVERY.values()}) >= 8
    for case in EVERY.values():
        assert case.written["sources"] and case.written["watch"]
        assert case.written["facts"] or case.written["folder"]
        for fact in case.written["facts"]:
            assert fact["whose"] in ("force", "inspectorate") and fact["says"]


@every_case
def test_nothing_is_green_where_inspectors_found_failing(case: Case) -> None:
    for assessment in (case.own, case.all):
        if assessment is None:
            continue
        for name, finding in case.watched(assessment).items():
            assert finding.colour is not Colour.GREEN or case.written["watch"][name] == "sound"
        if case.written["concern"]:
            assert [one.id for one in assessment.criteria if one.colour is Colour.GREEN] == []
            assert assessment.overall is not Colour.GREEN


@every_case
def test_every_row_is_read_and_no_share_is_entered_as_an_audit(case: Case) -> None:
    seen = evidence(*folders(case.written, "force", "inspectorate"))
    assert seen.rows_read == seen.rows_used > 0
    assert [notice.code for notice in seen.notices if notice.severity != "info"] in (
        [],
        ["selection_not_stated"],
    )
    for fact in case.written["facts"]:
        assert "question" not in fact or fact["base"] == "printed"
        assert fact.get("base") != "share" or fact["of"] == 1000


@every_case
def test_the_base_of_a_printed_share_decides_nothing(case: Case) -> None:
    """Where no base was printed it is a stand-in: twice as many leave every colour as it is."""
    seen = evidence(*folders(case.written, "force", "inspectorate"))
    figures = tuple(
        one._replace(numerator=2 * one.numerator, denominator=2 * one.denominator)
        if one.denominator == 1000
        else one
        for one in seen.figures
    )
    again = daready.assess(shipped(), replace(seen, figures=figures), as_at=case.written["as_at"])
    assert {one.id: one.colour for one in again.criteria} == {one.id: one.colour for one in case.all.criteria}
