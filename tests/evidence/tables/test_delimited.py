"""Delimited text with a quote or a comma out of place: no row is swallowed, and no shifted answer is used."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daready.evidence.model import Evidence
from daready.evidence.opening.csv_text import read_rows
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, only, told

HEAD = "Case reference,Date of audit,Risk tool completed,Supervisor review,Comments"
Lines = Callable[..., Evidence]


@pytest.fixture
def lines(read: Read, tmp_path: Path) -> Lines:
    """Reads lines as a csv file of April."""

    def reading(*given: str, name: str = "a.csv") -> Evidence:
        path = tmp_path / name
        path.write_text("\n".join(given) + "\n", encoding="utf-8")
        return read(path)

    return reading


def test_a_quote_never_closed_swallows_no_row(lines: Lines) -> None:
    evidence = lines(
        HEAD,
        "DA/1,3.4.24,Yes,Yes,fine",
        'DA/2,3.4.24,Yes,Yes,"fine',
        "DA/3,3.4.24,No,No,ok",
        "DA/4,3.4.24,Yes,No,ok",
    )
    assert (evidence.rows_read, evidence.rows_used) == (4, 1)
    assert aside(evidence) == {"quote_not_closed": 3}
    said = told(evidence, "quote_not_closed")
    assert (said.severity, said.cells) == ("error", ("E3", "A4", "A5"))
    (contested,) = evidence.contested
    assert contested.outcomes == b"YYNNYN"
    assert [case.row for case in contested.cases] == [3, 4, 5]


def test_a_quote_closed_by_the_next_one_loses_no_case_between(lines: Lines) -> None:
    evidence = lines(
        HEAD,
        'DA/1,3.4.24,Yes,Yes,"fine',
        "DA/2,3.4.24,No,No,ok",
        'DA/3,3.4.24,Yes,Yes,"he said"',
        "DA/4,3.4.24,No,No,ok",
    )
    assert (evidence.rows_read, evidence.rows_used) == (4, 1)
    assert only(evidence).outcomes == b"NN"
    assert evidence.contested[0].outcomes == b"YYNNYY"
    assert told(evidence, "quote_not_closed").cells == ("E2", "A3", "A4")


def test_rows_swallowed_by_a_quote_that_is_closed_in_order_are_found(lines: Lines) -> None:
    evidence = lines(HEAD, 'DA/1,3.4.24,Yes,Yes,"fine', "DA/2,3.4.24,No,No,ok", 'DA/3,3.4.24,Yes,Yes,fine"')
    assert (evidence.rows_read, evidence.rows_used) == (3, 0)
    assert aside(evidence) == {"quote_not_closed": 3}


def test_an_answer_lost_in_an_open_quote_is_no_blank_that_counts(lines: Lines) -> None:
    evidence = lines(HEAD, "DA/1,3.4.24,Yes,Yes,", 'DA/2,"3.4.24,No,No,ok')
    assert (evidence.rows_read, evidence.rows_used) == (2, 1)
    assert aside(evidence) == {"quote_not_closed": 1}
    assert told(evidence, "quote_not_closed").cells == ("B3",)


def test_a_comment_of_several_lines_is_one_cell(lines: Lines) -> None:
    evidence = lines(
        HEAD,
        'DA/1,3.4.24,Yes,Yes,"Called on 3 May, spoke, listened, left, came back',
        "",
        'then, as before, left, and rang, twice, the next day"',
        "DA/2,3.4.24,No,No,ok",
    )
    assert (evidence.rows_read, evidence.rows_used) == (2, 2)
    assert codes(evidence) == []
    assert [case.row for case in only(evidence).cases] == [2, 3]


def test_a_comment_of_several_lines_may_stand_in_the_first_column(lines: Lines) -> None:
    evidence = lines(
        "Comments,Case reference,Date of audit,Risk tool completed,Supervisor review",
        '"one',
        'two",DA/1,3.4.24,Yes,Yes',
        "x,DA/2,3.4.24,No,No",
    )
    assert (evidence.rows_used, codes(evidence)) == (2, [])


def test_an_open_quote_above_the_headings_is_told(lines: Lines) -> None:
    evidence = lines('"DA audit', HEAD, "DA/1,3.4.24,Yes,Yes,")
    assert (evidence.rows_read, evidence.rows_used) == (1, 0)
    assert "quote_not_closed" in codes(evidence)


def test_blank_lines_and_headings_after_an_open_quote_are_not_counted_among_its_rows(lines: Lines) -> None:
    evidence = lines(
        "Case reference,Date of audit,Risk tool completed,Supervisor review",
        'DA/1,3.4.24,Yes,"Yes',
        "",
        "Case reference,Date of audit,Was video on?,Was a MARAC referral made?,Comments",
        "DA/1,3.4.24,All,Yes,",
    )
    assert aside(evidence) == {"quote_not_closed": 2}
    assert told(evidence, "quote_not_closed").cells == ("D2", "A5")


def test_a_return_with_an_open_quote_leaves_a_doubt(lines: Lines) -> None:
    evidence = lines("Measure,Month,Numerator,Denominator", 'M16,"May 2024,1,2')
    assert (evidence.rows_read, evidence.rows_used) == (1, 0)
    assert [doubt.item for doubt in evidence.doubts] == ["performance-return/M16"]


def test_a_row_with_more_cells_than_headings_is_set_aside(lines: Lines) -> None:
    evidence = lines(
        "Case reference,Date of audit,Risk tool completed,Comments,Supervisor review",
        "DA/1,3.4.24,Yes,x,No",
        "DA/2,3.4.24,Yes,Smith, No,No",
    )
    assert (evidence.rows_read, evidence.rows_used) == (2, 1)
    assert aside(evidence) == {"beyond_headings": 1}
    said = told(evidence, "beyond_headings")
    assert (said.severity, said.cells) == ("warning", ("F3",))
    assert len(evidence.contested[0].cases) == 1


def test_blank_cells_beyond_the_headings_are_no_fault(lines: Lines) -> None:
    evidence = lines(f"{HEAD},,", "DA/1,3.4.24,Yes,No,x,,", "DA/2,3.4.24,Yes,No,x, ,,,", "DA/3,3.4.24,Yes,No")
    assert (evidence.rows_used, codes(evidence)) == (3, [])


def test_a_workbook_may_have_notes_beyond_its_headings(read: Read, tmp_path: Path) -> None:
    evidence = read(
        book(
            tmp_path / "a.xlsx",
            Audit="Case reference | Date of audit | Risk tool completed\nDA/1 | 3.4.24 | Yes | x",
        )
    )
    assert evidence.rows_used == 1


def test_a_return_with_too_many_cells_leaves_a_doubt(lines: Lines) -> None:
    evidence = lines("Measure,Month,Numerator,Denominator", "M16,May 2024,1,100,1,200")
    assert (evidence.rows_read, evidence.rows_used) == (1, 0)
    assert aside(evidence) == {"beyond_headings": 1}
    assert [doubt.item for doubt in evidence.doubts] == ["performance-return/M16"]


def test_a_bar_is_a_delimiter_too(lines: Lines) -> None:
    evidence = lines(
        "Case reference|Date of audit|Risk tool completed|Comments",
        "DA/1|3.4.24|Yes|one, two, three; four",
        "DA/2|3.4.24|No|",
    )
    assert (only(evidence).outcomes, codes(evidence)) == (b"YN", [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_two_bytes_a_letter_are_read_with_or_without_their_mark(
    read: Read, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEAD}\nDA/1,3.4.24,Yes,No,café £5\n".encode(encoding))
    evidence = read(path)
    assert (only(evidence).outcomes, codes(evidence)) == (b"YN", [])


def test_a_stray_nought_is_no_sign_of_two_bytes_a_letter(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEAD}\nDA/1,3.4.24,Yes,No,\0\0\0\n".encode())
    assert only(read(path)).outcomes == b"YN"


@given(st.lists(st.lists(st.text('ab1 ,"\n', max_size=6), min_size=1, max_size=4), max_size=6))
def test_what_is_written_in_order_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    text = written.getvalue().splitlines(keepends=True)
    read = [*read_rows(iter(text), ",", width=0)]
    assert read == [(row, False) for row in rows]


@given(st.text('a1, "\n', max_size=60))
def test_no_line_is_lost_whatever_the_quotes(text: str) -> None:
    """Nothing but quotes and delimiters goes, and a row of several lines is as long as it is."""
    read = [*read_rows(iter(text.splitlines(keepends=True)), ",", width=2)]
    letters = "".join(text.split()).replace('"', "").replace(",", "")
    kept = "".join("".join("".join(row).split()) for row, _ in read)
    assert kept.replace('"', "").replace(",", "") == letters


def test_a_column_without_a_heading_shifts_nothing(lines: Lines) -> None:
    evidence = lines(
        "Case reference,Date of audit,Risk tool completed,Supervisor review,", "DA/1,3.4.24,Yes,No,see file"
    )
    assert (evidence.rows_used, codes(evidence)) == (1, ["heading_blank"])


def test_what_stands_beside_a_table_shifts_nothing(lines: Lines) -> None:
    evidence = lines(
        "Case reference,Date of audit,Risk tool completed,Supervisor review", "DA/1,3.4.24,Yes,No,,Y = yes"
    )
    assert evidence.rows_used == 1


def test_a_list_of_words_within_quotes_is_no_row(lines: Lines) -> None:
    evidence = lines(
        HEAD, 'DA/1,3.4.24,Yes,Yes,"Asked about', "a,b,c,d,e,f,g", 'done"', "DA/2,3.4.24,No,No,ok"
    )
    assert (evidence.rows_used, codes(evidence)) == (2, [])
