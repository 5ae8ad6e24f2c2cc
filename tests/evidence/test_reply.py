"""What is read of a file: it crosses as JSON and comes back as it was, and rows are taken out of it together."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from daready.evidence.brief import Brief
from daready.evidence.grid.row_runs import numbers_of
from daready.evidence.reply import FileReply, Remark, SheetReply, Unknown
from daready.evidence.rows import (
    COLUMNS,
    NO_CASES,
    CaseRows,
    DocumentRow,
    FigureRow,
    JudgementRow,
    RecordRows,
)
from daready.rubric.terms import Selection

WORDS = st.none() | st.text(max_size=3)
WHOLE = st.none() | st.integers(0, 9)


@st.composite
def case_rows(draw: st.DrawFn) -> CaseRows:
    """Some cases of a sheet, in the order of their rows."""
    rows = sorted(draw(st.sets(st.integers(1, 60), max_size=6)))
    each = st.tuples(WHOLE, WHOLE, WORDS, WORDS, WORDS, WORDS, WORDS, WHOLE)
    facts = [(row, *draw(each)) for row in rows]
    columns = zip(*facts, strict=True) if facts else [()] * len(COLUMNS)
    questions = draw(st.sampled_from([(), ("Q01",), ("Q01", "Q02")]))
    number = st.tuples(st.sampled_from(range(len(rows) or 1)), st.sampled_from("xy"), st.floats(0, 9))
    numbers = draw(st.lists(number, max_size=4)) if rows else []
    return CaseRows(
        questions=questions,
        outcomes="".join(draw(st.sampled_from("YN_?")) for _ in range(len(rows) * len(questions))),
        numbers=tuple(sorted(numbers)),
        columns=dict(zip(questions, "BC", strict=False)),
        population=draw(WHOLE),
        **dict(zip(COLUMNS, map(tuple, columns), strict=True)),
    )


RECORDS = st.one_of(
    st.builds(RecordRows, kinds, st.lists(st.builds(row, **dict.fromkeys(row._fields, ...))).map(tuple))
    for kinds, row in (
        (st.sampled_from(["totals", "figure"]), FigureRow),
        (st.just("document"), DocumentRow),
        (st.just("judgement"), JudgementRow),
    )
)
RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=2).map(tuple)
ACCOUNT = {
    "set_aside": st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=2),
    "rows_aside": st.dictionaries(st.text(max_size=3), RUNS, max_size=2),
}
READ = ACCOUNT | {
    "form": st.text(max_size=3),
    "letters": st.dictionaries(st.text(max_size=3), st.text(max_size=1), max_size=2),
    "doubts": st.lists(st.tuples(st.text(max_size=3), WHOLE), max_size=2).map(tuple),
}
CONTESTED = case_rows().map(lambda cases: cases or NO_CASES)
HIDDEN = st.lists(st.tuples(WHOLE, WORDS), max_size=2).map(tuple)
SHEETS = st.one_of(
    st.builds(SheetReply, rows=st.none(), **ACCOUNT),
    st.builds(SheetReply, rows=RECORDS, **READ),
    st.builds(SheetReply, rows=case_rows(), contested=CONTESTED, hidden_districts=HIDDEN, **READ),
)
FACTS = st.dictionaries(st.text(max_size=3), WORDS | WHOLE, max_size=2)
FILES = st.builds(
    FileReply,
    sheets=st.lists(SHEETS, max_size=3).map(tuple),
    notices=st.lists(st.builds(Remark, facts=FACTS), max_size=2).map(tuple),
    asked=st.lists(st.builds(Unknown), max_size=2).map(tuple),
    replaces=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    headed=st.lists(st.text(max_size=3), max_size=2).map(tuple),
)


def case(rows: CaseRows, at: int) -> tuple[object, ...]:
    """All that is known of one case."""
    facts = [getattr(rows, name)[at] for name in COLUMNS]
    numbers = [(name, value) for place, name, value in rows.numbers if place == at]
    return (*facts, rows.answers(at), numbers)


@given(reply=FILES)
def test_a_reply_crosses_as_it_was(reply: FileReply) -> None:
    assert FileReply.from_json(json.loads(json.dumps(reply.to_json()))) == reply


def test_a_brief_crosses_as_it_was() -> None:
    meaning = {"kind": "word", "form": "case-audit", "token": "ab", "meaning": "yes"}
    full = Brief(b"key", Selection.ALL, {"Audit": 4}, date(2026, 6, 30), ("North",), (meaning,), ("pass",))
    for brief in (full, Brief(b"key")):
        assert Brief.from_json(json.loads(json.dumps(brief.to_json()))) == brief


@given(rows=case_rows(), data=st.data())
def test_some_rows_are_taken_with_all_that_is_known_of_each(rows: CaseRows, data: st.DataObject) -> None:
    places = data.draw(st.permutations(range(len(rows))))[: data.draw(st.integers(0, len(rows)))]
    part = rows.select(places)
    assert [case(part, at) for at in range(len(part))] == [case(rows, at) for at in places]
    assert list(part.numbers) == sorted(part.numbers, key=lambda number: number[0])
    assert rows.without(places).joined(rows.select(sorted(places))) == rows


@given(rows=case_rows(), data=st.data())
def test_rows_are_changed_in_copies(rows: CaseRows, data: st.DataObject) -> None:
    before = repr(rows)
    chosen = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set[int]()
    answers = {at: dict.fromkeys(rows.questions[:1], ".") for at in chosen}
    changed = rows.answered(answers).with_facts({at: {"risk": "high", "days": None} for at in chosen})
    for at in range(len(rows)):
        assert changed.answers(at) == rows.answers(at) | answers.get(at, {})
        assert changed.risk[at] == ("high" if at in chosen else rows.risk[at])
        assert changed.days[at] == (None if at in chosen else rows.days[at])
    assert (changed.months, changed.keys, changed.numbers) == (rows.months, rows.keys, rows.numbers)
    assert repr(rows) == before


@given(rows=case_rows(), data=st.data())
def test_contested_cases_stay_accounted_for(rows: CaseRows, data: st.DataObject) -> None:
    sheet = SheetReply("Audit", "case-audit", 1, rows_read=len(rows), rows=rows)
    places = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set[int]()
    early = {at for at in places if at % 2}
    last = sheet.contest(early, "undated")
    again = {at for at in range(len(last.cases)) if last.cases.rows[at] in {rows.rows[n] for n in places}}
    last = last.contest(again, "undated")
    assert last.rows_read == len(last.used) + sum(last.set_aside.values())
    assert len(numbers_of(last.rows_aside.get("undated", ()))) == last.set_aside.get("undated", 0)
    assert last.contested == rows.select(sorted(places))
    assert last.cases == rows.without(places)


def test_what_an_older_ledger_holds_of_a_record_is_read() -> None:
    """Records had fewer facts at first, and a paper's could have a district."""
    figure = {"row": 5, "item": "performance-return/M16", "month": 24317, "numerator": 3, "denominator": 4}
    read = RecordRows.from_json("figure", {"records": [figure]})
    assert read.figures == (FigureRow(5, "performance-return/M16", 24317, 3, 4),)
    paper = {"row": 2, "item": "document-register/da-policy", "status": "draft", "district": "Northmoor"}
    assert RecordRows.from_json("document", {"records": [paper]}).records == (
        DocumentRow(2, "document-register/da-policy", "draft"),
    )
