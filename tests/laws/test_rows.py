"""Laws 14 and 15 over arbitrary rows: what is added, renamed or moved buys no colour, and no failing case is lost.

Tables are drawn as grids and read in this process, by the same code that the guarded child runs, so that hundreds of
them take seconds. `test_traces.py` looks at fewer of them from the workbook to the colour.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import pytest
from hypothesis import strategies as st

import daready
from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.grid.row_runs import numbers_of
from daready.evidence.model import Source
from daready.evidence.reading import Reader
from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.settling.settle import File, Reading, settle
from daready.evidence.sorting import passes
from daready.evidence.sorting.sorted_rows import SortedRows
from daready.evidence.sorting.table_view import TableView
from daready.rubric.terms import Colour
from tests.evidence.conftest import CASES, rubric_of
from tests.laws.law import breaks, law

AS_AT = date(2026, 6, 30)
BETTER = {
    Colour.RED: {Colour.AMBER, Colour.GREEN},
    Colour.GREY: {Colour.AMBER, Colour.GREEN},
    Colour.AMBER: {Colour.GREEN},
    Colour.GREEN: set[Colour](),
}
ASKED = ("Q25", "Q28")
WORDED = ("Risk tool completed", "Supervisor review")
OTHERS = ("Was video on?", "Hours to supervisor review", "Was a MARAC referral made?")
WORDS = ("Yes", "Yes", "Yes", "No", "Partial", "N/A", "Not recorded")
FIGURES = (1.0, 1.0, 1.0, 0.0)
FAILING = frozenset({"No", "Partial", "Not recorded", 0.0})
LOST_BY_RIGHT = "row_at_default"
"""The one reason by which a row with a failing answer may be free: drawn in advance, below the last reference (A17)."""
UNREAD = "header_ambiguous"
"""Of a table that is not read at all, for two rows of headings; the whole of it is told as an error."""
NAMES: tuple[object, ...] = (
    *(
        "",
        "Total",
        "Sub-total North",
        "Average",
        "% compliant",
        "Number of No",
        "Force average",
        "TTL",
        "Median",
    ),
    *(
        "Note:",
        "Source",
        "Key",
        "* see above",
        "RAG",
        "Target",
        "Last month",
        "Previous",
        "Summary",
        "Overall",
    ),
    *(
        "Yes",
        "No",
        "Met",
        "N/A",
        "Q25",
        "Q28",
        "Supervisor review",
        "May 2026",
        "Week 2",
        "Example",
        "TEST 3",
    ),
    *(
        "Audited by",
        "Date:",
        "North",
        "Case reference",
        "withdrawn",
        "see above",
        "DA 77",
        "77/26",
        "-",
        "A. N. Other",
    ),
    *(7.0, 999.0, 2026.0, date(2026, 6, 1)),
)
"""What may stand in place of a reference."""
CELLS: tuple[object, ...] = (
    *(
        "",
        "",
        "Yes",
        "No",
        "n/a",
        "x",
        "nope",
        0.0,
        1.0,
        2.0,
        0.5,
        "50%",
        "7 of 9",
        "Q25",
        "Q28",
        "Date audited",
    ),
    *("Yes/No", "see the log for what was done", "High", "June 2026", date(2026, 6, 3), date(2019, 6, 3)),
)
"""What may stand in any other cell of a row that is not a case."""

Row = list[object]


@dataclass
class Sheet:
    """Rows below the headings; which of them are the cases, by what they were, and which were added."""

    rows: list[Row]
    facts: bool
    added: list[Row] = field(default_factory=list[Row])
    first: Row = field(default_factory=list[object])

    def __post_init__(self) -> None:
        self.first = self.rows[0]

    def grid(self) -> Grid:
        headings: Row = ["Case reference", *(("Date audited", "Risk grade") if self.facts else ()), *WORDED]
        above: list[Row] = [["Selection", "Random"], ["Period", "June 2026"], [], headings]
        return Grid("Audit", above + self.rows)

    def row_of(self, row: Row) -> int:
        """The sheet's own number of a row, from one."""
        return 5 + next(at for at, one in enumerate(self.rows) if one is row)


RUBRIC = rubric_of(CASES)
BRIEF = Brief(b"k" * 16, latest_day=AS_AT)


def read(sheet: Sheet) -> FileReply:
    """What the guarded child would reply."""
    book = Book((sheet.grid(),))
    said = Reader(plain_rubric(RUBRIC), BRIEF).read(lambda: book, "Audit.xlsx").to_json()
    return FileReply.from_json(json.loads(json.dumps(said)))


def colours(sheet: Sheet) -> dict[str, Colour]:
    """Each criterion's colour."""
    files = (File(Source("Audit.xlsx", "0" * 64), read(sheet), "Audit.xlsx"),)
    found = daready.assess(RUBRIC, settle(Reading(files), RUBRIC), as_at=AS_AT)
    return {criterion.id: criterion.colour for criterion in found.criteria}


# What is done to a sheet. Each takes two numbers, which choose the row and the way.


def renamed(sheet: Sheet, at: int, way: int) -> None:
    """Another name. One case keeps its own, or nothing of the sheet would say that cases are answered in figures."""
    if sheet.rows[at] and sheet.rows[at] is not sheet.first:
        sheet.rows[at][0] = NAMES[way % len(NAMES)]


def bared(sheet: Sheet, at: int, way: int) -> None:
    """Another name, and neither date nor risk."""
    renamed(sheet, at, way)
    if sheet.facts and sheet.rows[at] and sheet.rows[at] is not sheet.first:
        sheet.rows[at][1:3] = ["", ""]


def moved(sheet: Sheet, at: int, way: int) -> None:
    row = sheet.rows.pop(at)
    sheet.rows.insert(way % (len(sheet.rows) + 1), row)


def sorted_by_answer(sheet: Sheet, at: int, way: int) -> None:
    sheet.rows.sort(key=lambda row: str(row[-1 - way % 2]) if row else "", reverse=bool(at % 2))


def blank_line(sheet: Sheet, at: int, way: int) -> None:
    sheet.rows.insert(at, [])


def headings(sheet: Sheet, at: int, way: int) -> None:
    """The headings again, or those of a table of other questions."""
    other: Row = ["Case reference", *OTHERS]
    sheet.rows.insert(at, other if way % 2 else [*sheet.grid().rows[3]])


def added(sheet: Sheet, at: int, way: int) -> None:
    """A row of anything."""
    if len(sheet.added) < 2:
        width = len(ASKED) + 2 * sheet.facts
        cells = [CELLS[(way // (3 + n) + 7 * n) % len(CELLS)] for n in range(width)]
        row: Row = [NAMES[way % len(NAMES)], *cells]
        sheet.rows.insert(at, row)
        sheet.added.append(row)


DONE = (renamed, bared, moved, sorted_by_answer, blank_line, headings, added)
ways = st.lists(
    st.tuples(st.integers(0, len(DONE) - 1), st.integers(0, 199), st.integers(0, 9999)),
    min_size=1,
    max_size=12,
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Some kinds of case, again and again, so that few draws make many cases."""
    answers = st.sampled_from(WORDS if draw(st.booleans()) else FIGURES)
    kinds = draw(
        st.lists(st.tuples(answers, answers, st.sampled_from(["High", "Standard"])), min_size=1, max_size=8)
    )
    facts = draw(st.booleans())
    style = draw(st.sampled_from(["NM/{}/26", "DA {}", "{}"]))
    rows: list[Row] = []
    for n, (one, other, risk) in enumerate(kinds * draw(st.integers(1, 10))):
        name: object = float(1001 + n) if style == "{}" else style.format(1001 + n)
        rows.append([name, *((date(2026, 6, 1 + n % 28), risk) if facts else ()), one, other])
    return Sheet(rows, facts)


def changed(sheet: Sheet, done: list[tuple[int, int, int]]) -> tuple[Sheet, list[Row]]:
    """The sheet after all that was done to it, and the rows of its cases that fail."""
    other = copy.deepcopy(sheet)
    cases = [row for row in other.rows if not FAILING.isdisjoint(row[-2:])]
    for which, at, way in done:
        DONE[which](other, at % len(other.rows), way)
    return other, cases


def same_name_for_every_failing(sheet: Sheet, way: int, step: int) -> Sheet:
    """All failing rows, or every second of them, under one name and one below the other at the end."""
    other = copy.deepcopy(sheet)
    failing = [row for row in other.rows if not FAILING.isdisjoint(row[-2:])]
    other.rows = [row for row in other.rows if FAILING.isdisjoint(row[-2:])] + failing
    for row in failing[:: 1 + step]:
        bared(other, other.rows.index(row), way)
    return other


def lost(sheet: Sheet, cases: list[Row]) -> Iterator[tuple[int, list[str]]]:
    """The failing cases that are neither counted as failing nor contested, each by its row and what became of it."""
    made = read(sheet)
    replies = made.sheets
    if not any(reply.form for reply in replies):
        return  # nothing of the sheet is read, which is told as an error
    # A number put among noughts and ones makes a scale of them, so that none is an answer: told, and never a pass.
    doubted = any(notice.code == "numbers_are_a_scale" for notice in made.notices)
    for row in cases:
        number = sheet.row_of(row)
        if not any(_accounts_for(reply, number, doubted) for reply in replies):
            aside = (item for one in replies for item in one.rows_aside.items())
            yield number, [why for why, rows in aside if number in numbers_of(rows)]


def _accounts_for(reply: SheetReply, number: int, doubted: bool) -> bool:
    used, asked = reply.cases.rows, reply.cases.questions
    contested = reply.contested.rows
    aside = {why: numbers_of(rows) for why, rows in reply.rows_aside.items()}
    if number in contested or any(number in aside.get(why, ()) for why in (LOST_BY_RIGHT, UNREAD)):
        return True
    if asked and not {*ASKED} <= {*asked}:  # under the headings of other questions, whose answers it then has
        return number in used or any(number in rows for rows in aside.values())
    at = used.index(number) if number in used else None
    said = "" if at is None else reply.cases.outcomes[at * len(asked) : (at + 1) * len(asked)]
    return not {"N", "P", "R", *("?" if doubted else "")}.isdisjoint(said)


def bound(sheet: Sheet, added_rows: list[Row]) -> Iterator[dict[str, Colour]]:
    """The colours of the sheet as it was, and of it with some of the added rows as cases, which they may be."""
    for some in (some for n in range(len(added_rows) + 1) for some in combinations(added_rows, n)):
        more: list[Row] = [[f"XX/{n}/26", *row[1:]] for n, row in enumerate(some, 1)]
        yield colours(Sheet(sheet.rows + more, sheet.facts))


def buys_nothing(before: list[dict[str, Colour]], after: dict[str, Colour]) -> None:
    for name, colour in after.items():
        assert not all(colour in BETTER[one[name]] for one in before), (name, before, colour)


@law(5, sheet=sheets(), done=ways)
def test_no_failing_case_is_lost_by_what_rows_are_called_or_where_they_are(
    sheet: Sheet, done: list[tuple[int, int, int]]
) -> None:
    assert list(lost(*changed(sheet, done))) == []


@law(2, sheet=sheets(), way=st.integers(0, len(NAMES) - 1), step=st.integers(0, 1))
def test_no_name_for_every_failing_row_loses_one_or_buys_a_colour(sheet: Sheet, way: int, step: int) -> None:
    other = same_name_for_every_failing(sheet, way, step)
    assert list(lost(other, [row for row in other.rows if not FAILING.isdisjoint(row[-2:])])) == []
    buys_nothing([colours(sheet)], colours(other))


@law(2, sheet=sheets(), done=ways)
def test_no_row_added_renamed_or_moved_buys_a_better_colour(
    sheet: Sheet, done: list[tuple[int, int, int]]
) -> None:
    # Headings of other questions above failing cases still buy one: see the open gap below.
    own = [(which, at, way - way % 2 if DONE[which] is headings else way) for which, at, way in done]
    other, _ = changed(sheet, own)
    buys_nothing(list(bound(sheet, other.added)), colours(other))


@pytest.mark.xfail(reason="rows under the headings of other questions are answers to those, and to no others")
def test_open_headings_of_other_questions_above_failing_cases_buy_a_colour() -> None:
    cases: list[Row] = [[f"NM/{1000 + n}/26", "Yes" if n < 40 else "No", "Yes"] for n in range(60)]
    other = Sheet([*cases[:40], [], ["Case reference", *OTHERS], *cases[40:]], facts=False)
    buys_nothing([colours(Sheet(cases, facts=False))], colours(other))


def test_totals_believed_by_name_would_lose_a_failing_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offender: whatever is called a total or a line of a summary counts for nothing."""

    def believing(table: TableView) -> SortedRows:
        sorting = right(table)
        sorting.move("believed", {"total_row": {*sorting.of("total_not_proved", "total_unnamed")}})
        return sorting

    right = passes.sort_rows
    monkeypatch.setattr("daready.evidence.reading.sort_rows", believing)
    assert breaks(test_no_failing_case_is_lost_by_what_rows_are_called_or_where_they_are)
    assert breaks(test_no_name_for_every_failing_row_loses_one_or_buys_a_colour)
