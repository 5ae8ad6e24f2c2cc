"""Cases by columns: what goes in comes out, and what is told of columns is what each case by itself would tell."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from daready.evidence.model import Case, Cases, CaseSheet, Evidence, Month, Source
from daready.rubric.terms import Outcome, Selection
from daready.scoring.since import Time, newer, until
from daready.scoring.tally import (
    batches_by_question,
    cases_answered,
    counted,
    later_cases,
    unsafe_cases,
)
from tests.strategies import ANSWERS, SELECTIONS

DAYS = st.dates(date(2026, 4, 1), date(2026, 8, 31))
MONTHS = st.builds(Month, st.just(2026), st.integers(4, 8))
CASES = st.builds(
    Case,
    row=st.integers(2, 99),
    month=MONTHS,
    day=st.none() | DAYS,
    selection=SELECTIONS,
    claimed=st.booleans(),
    risk=st.sampled_from([None, "high", "medium"]),
    district=st.sampled_from([None, "Fenwick"]),
    made_safe=st.none() | DAYS,
    key=st.none() | st.text(max_size=2),
)
ROWS = st.lists(st.tuples(CASES, ANSWERS, ANSWERS), min_size=1, max_size=12)
FAILED = (Outcome.NO, Outcome.NOT_RECORDED)
UNCLEAR = (Outcome.BLANK, Outcome.NOT_UNDERSTOOD, Outcome.SAID_NOT_APPLICABLE)
SAFETY = {"f/Q1": ("safe",), "f/Q2": ("safe",)}


def sheet_of(rows: list[tuple[Case, str, str]]) -> CaseSheet:
    outcomes = "".join(first + second for _, first, second in rows).encode("ascii")
    cases = Cases.of(case for case, *_ in rows)
    return CaseSheet(
        Source("a.xlsx", ""), "Audit", "f", ("Q1", "Q2"), outcomes, cases, {"Q1": "B", "Q2": "C"}
    )


def by(case: Case, day: date) -> bool:
    return case.month.first <= day and (case.day is None or case.day <= day)


@given(rows=ROWS, day=DAYS)
def test_columns_tell_what_each_case_would(rows: list[tuple[Case, str, str]], day: date) -> None:
    sheet = sheet_of(rows)
    evidence = Evidence(cases=(sheet,))
    assert [*sheet.cases] == [case for case, *_ in rows]
    assert [*sheet.cases.only([0])] == [rows[0][0]]
    known = [row for row in rows if by(row[0], day)]
    assert later_cases(evidence, day) == len(rows) - len(known)
    answered = sum(first not in UNCLEAR or second not in UNCLEAR for _, first, second in known)
    assert cases_answered(evidence, SAFETY, day) == answered
    unsafe = [
        (case.row, tuple(q for q, said in zip(SAFETY, answers, strict=True) if said in FAILED))
        for case, *answers in known
        if not (case.made_safe and case.month.first <= case.made_safe <= day)
    ]
    found = [(one.place.row, one.questions) for one in unsafe_cases(evidence, SAFETY, day)]
    assert found == [one for one in unsafe if one[1]]


@given(rows=ROWS, day=DAYS)
def test_a_batch_is_the_answers_of_its_group(rows: list[tuple[Case, str, str]], day: date) -> None:
    batches = batches_by_question(Evidence(cases=(sheet_of(rows),)), day).get("f/Q1", [])
    known = [row for row in rows if by(row[0], day)]
    # A sample of all cases counts as one only where the sheet says how many there are, and this one does not.
    stated = {Selection.ALL: Selection.NOT_STATED}
    for batch in batches:
        group = [
            (case.row, said)
            for case, said, _ in known
            if (case.month, stated.get(case.selection, case.selection), case.claimed)
            == (batch.month, batch.selection, batch.claimed)
        ]
        assert batch.counts == counted("".join(said for _, said in group).encode("ascii"))
        assert batch.failed.rows == tuple(row for row, said in group if said in FAILED)
    assert sum(len(batch.answers) for batch in batches) == len(known)


@given(answers=st.lists(ANSWERS))
def test_counting_is_the_same_whatever_else_is_there(answers: list[str]) -> None:
    counts = counted("".join(answers).encode("ascii"))
    assert counts.yes == answers.count("Y")
    assert counts.doubted == answers.count(Outcome.SAID_NOT_APPLICABLE)
    assert counts.set_apart == answers.count(Outcome.SET_APART)
    told = answers.count(Outcome.NOT_APPLICABLE)
    assert counts.not_applicable == counts.doubted + counts.set_apart + told
    assert counts.n + counts.not_applicable + counts.blank + counts.not_understood == len(answers)


@given(rows=ROWS, day=DAYS)
def test_newer_and_until_part_the_cases(rows: list[tuple[Case, str, str]], day: date) -> None:
    evidence = Evidence(cases=(sheet_of(rows),))
    time = Time.of(day, held=True)
    later = [case for part in newer(evidence, time).cases for case in part.cases]
    assert later == [case for case, *_ in rows if case.month.first > day or (case.day and case.day > day)]
    assert len(later) + sum(len(part.cases) for part in until(evidence, time).cases) == len(rows)
