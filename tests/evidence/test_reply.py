"""What is read of a file: it crosses as JSON and comes back as it was, and rows are taken out of it together."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

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
    places = st.sampled_from(range(len(rows))) if rows else st.nothing()
    numbers = draw(st.lists(st.tuples(places, st.sampled_from("xy"), st.floats(0, 9)), max_size=4))
    return CaseRows(
        questions=questions,
        outcomes="".join(draw(st.sampled_from("YN_?")) for _ in range(len(rows) * len(questions))),
        numbers=tuple(sorted(numbers)),
        columns=dict(zip(questions, "BC", strict=False)),
        population=draw(WHOLE),
        **dict(zip(COLUMNS, map(tuple, columns), strict=True)),
    )


FIGURES = st.builds(FigureRow, *[st.integers(1, 9), st.text(max_size=3)], *[st.integers(1, 9)] * 4)
RECORDS = st.one_of(
    st.builds(RecordRows, st.sampled_from(["totals", "figure"]), st.lists(st.builds(FigureRow)).map(tuple)),
    st.builds(RecordRows, st.just("document"), st.lists(st.builds(DocumentRow)).map(tuple)),
    st.builds(RecordRows, st.just("judgement"), st.lists(st.builds(JudgementRow)).map(tuple)),
)
SHEETS = st.builds(
    SheetReply,
    set_aside=st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=2),
    rows_aside=st.dictionaries(
        st.text(max_size=3), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9))).map(tuple), max_size=2
    ),
    rows=case_rows() | RECORDS,
    contested=case_rows(),
    letters=st.dictionaries(st.text(max_size=3), st.text(max_size=1), max_size=2),
    doubts=st.lists(st.tuples(st.text(max_size=3), WHOLE), max_size=2).map(tuple),
)
REMARKS = st.builds(Remark, facts=st.dictionaries(st.text(max_size=3), WORDS | WHOLE, max_size=2))
