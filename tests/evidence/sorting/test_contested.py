"""Rows that are set aside and have a reference or an answer are contested (A17): drawn route by route."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book, text
from tests.evidence.drawn import cells as drawn_cells
from tests.evidence.tables.test_tables import aside, codes, only, told

HEADINGS = "Case reference | Risk grade | District | Risk tool completed | Supervisor review"
CASES = f"""{HEADINGS}
DA/1 | High | North | Yes | Yes
DA/2 | High | North | Yes | No
"""
LAST = "DA/9 | High | North | Yes | Yes"


@pytest.fixture
def sent(read: Read, tmp_path: Path) -> Read:
    """Reads one drawing as an audit of April 2024, a sheet a keyword where others are given."""
    return lambda drawing, **more: read(book(tmp_path / "a.xlsx", Apr_2024=drawing, **more))


def contested(evidence: Evidence) -> list[int]:
    """The rows that are not counted and are unclear answers."""
    return sorted(row for sheet in evidence.contested for row in sheet.cases.rows)


def months(evidence: Evidence) -> set[str]:
    return {str(case.month) for sheet in evidence.contested for case in sheet.cases}


REMAINS = {
    "its reference": ("DA/3", "reference_only"),
    "its risk": (" | High", "nothing_readable"),
    "its district": (" | | North", "nothing_readable"),
    "its district and its risk": (" | High | North", "nothing_readable"),
    "an answer nobody can read": (" | | | nope", "nothing_readable"),
    "two answers nobody can read": (" | | | nope | nope", "nothing_readable"),
    "all of it, crossed out": ("~DA/3 | ~High | ~North | ~No | ~No", "struck_row"),
    "a crossed-out reference": ("~DA/3 | ~High", "struck_row"),
    "all of it, as an example": ("Example | High | North | No | No", "example_row"),
    "all of it, as a test": ("TEST 1 | High | North | No | No", "example_row"),
}


@pytest.mark.parametrize("what", REMAINS)
def test_a_row_of_which_something_remains_is_contested(sent: Read, what: str) -> None:
    row, reason = REMAINS[what]
    evidence = sent(f"{CASES}{row}\n{LAST}")
    assert (aside(evidence), contested(evidence)) == ({reason: 1}, [4])
    assert told(evidence, reason).severity == "warning"
    assert months(evidence) == {"2024-04"}


def test_csv_is_no_way_out(read: Read, tmp_path: Path) -> None:
    evidence = read(text(tmp_path / "Apr 2024.csv", f"{CASES}DA/3\n{LAST}"))
    assert contested(evidence) == [4]


def test_a_row_of_a_tick_table_without_a_tick_is_contested(sent: Read) -> None:
    ticked = (
        "Case reference | Tool | | Seen |\n | Yes | No | Yes | No\nDA/1 | x | | x |\nDA/2\nDA/3 | | x | x |"
    )
    evidence = sent(ticked)
    assert (aside(evidence), contested(evidence)) == ({"reference_only": 1}, [4])


def test_what_follows_headings_of_other_questions_is_contested(sent: Read) -> None:
    other = "Case reference | Was video on? | | Hours to supervisor review |\nDA/3 | No | | #3 |"
    evidence = sent(f"{CASES}{other}")
    assert evidence.rows_used + len(contested(evidence)) == 3


def test_a_whole_tab_of_examples_is_contested(sent: Read) -> None:
    evidence = sent(CASES, Test=f"{HEADINGS}\nDA/3 | High | North | No | No\nB Relief\nTotal | | | #9 | #8")
    assert contested(evidence) == [2]
    assert evidence.rows_used == 2


FREE = {
    "a name between the rows": "B Relief",
    "a note": "Note: one case a week",
    "the headings": HEADINGS,
    "a total": "Total | | | #12 | #7",
    "a remark in a column that is not read": " | | | | | | see the log",
}


@pytest.mark.parametrize("what", FREE)
def test_what_is_no_case_is_free(sent: Read, what: str) -> None:
    evidence = sent(f"{CASES}{FREE[what]}\n{LAST}")
    assert (evidence.rows_used, contested(evidence)) == (3, [])


def test_an_empty_row_is_no_row(sent: Read) -> None:
    evidence = sent(f"{CASES} | | | |\n{LAST}")
    assert (evidence.rows_read, codes(evidence)) == (3, [])


def test_a_tab_of_examples_that_copies_counted_rows_is_free(sent: Read) -> None:
    copied = f"{HEADINGS}\nDA/1 | High | North | Yes | Yes\nDA/2 | High | North | Yes | Yes"
    evidence = sent(CASES, Training=copied.replace("DA/2", "DA/7"))
    assert contested(evidence) == [3]


def test_an_example_of_fewer_questions_contradicts_nothing(sent: Read) -> None:
    evidence = sent(CASES, Example="Case reference | Risk tool completed\nDA/1 | Yes\nDA/2 | No")
    assert "duplicate_conflict" in codes(evidence)
    assert (evidence.rows_used, contested(evidence)) == (1, [3, 3])


@pytest.mark.parametrize(
    "tab", ["Test", "TESTING", "Example", "Training", "Template", "Dummy_data", "Demo", "Test_2"]
)
def test_a_tab_that_is_not_evidence_by_its_name_is_contested(sent: Read, tab: str) -> None:
    failing = (
        f"Period | April 2024\n\n{HEADINGS}\nDA/3 | High | North | No | No\nDA/4 | High | North | No | No"
    )
    evidence = sent(f"Selection | Random\n\n{CASES}", **{tab: failing})
    assert (evidence.rows_used, contested(evidence)) == (2, [4, 5])
    assert {case.selection for sheet in evidence.contested for case in sheet.cases} == {"random"}
    assert told(evidence, "example_row").severity == "warning"


@pytest.mark.parametrize("tab", ["Copy", "Old", "Archive", "Backup", "Apr_2024_(2)", "Copy_of_Apr_2024"])
def test_a_tab_of_cases_kept_elsewhere_counts_as_any_other(sent: Read, tab: str) -> None:
    """Its failures count, its copies once, and what it says otherwise than another tab is contested."""
    kept = f"{CASES.replace('DA/2 | High | North | Yes | No', 'DA/2 | High | North | No | No')}DA/3 | | | No | No"
    evidence = sent(f"Selection | Random\n\n{CASES}", **{tab: f"Period | April 2024\n\n{kept}"})
    assert evidence.rows_used == 2
    assert contested(evidence) == [5, 5]


def test_a_template_that_was_filled_in_under_its_own_name_is_evidence(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "Apr 2024.xlsx", Template=CASES))
    assert (evidence.rows_used, contested(evidence)) == (2, [])


MERGES = {
    "downwards": (("D2:D3", "Yes"), "??", "YN", ["D2", "D3"]),
    "over two questions": (("D3:E3", "Yes"), "Y?", "Y?", ["D3", "E3"]),
    "both ways": (("D2:E3", "Yes"), "??", "??", ["D2", "E2", "D3", "E3"]),
    "a word nobody knows": (("D2:D3", "see above"), "??", "YN", ["D2", "D3"]),
}


@pytest.mark.parametrize("how", MERGES)
def test_a_merged_answer_is_not_understood(read: Read, tmp_path: Path, how: str) -> None:
    area, first, second, cells = MERGES[how]
    evidence = read(book(tmp_path / "Apr 2024.xlsx", merge=(area,), Audit=_without(CASES, area[0])))
    assert only(evidence).column("Q25").decode() == first
    assert only(evidence).column("Q28").decode() == second
    assert [(n.severity, list(n.cells)) for n in evidence.notices if n.code == "merged_answers"] == [
        ("warning", cells)
    ]


def _without(drawing: str, area: str) -> list[list[object]]:
    """The drawing with nothing in the cells of an area, as a merged workbook is left."""
    rows = drawn_cells(drawing)
    (left, top), (right, bottom) = ((ord(cell[0]) - 65, int(cell[1:]) - 1) for cell in area.split(":"))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            rows[row][column] = ""
    return rows


def test_each_merged_range_is_told_by_itself(read: Read, tmp_path: Path) -> None:
    areas = (("D2:D3", "Yes"), ("E2:E3", "Yes"))
    rows = _without(CASES, "D2:E3")
    evidence = read(book(tmp_path / "Apr 2024.xlsx", merge=areas, Audit=rows))
    assert [n.cells for n in evidence.notices if n.code == "merged_answers"] == [("D2", "D3"), ("E2", "E3")]


def test_a_case_merged_whole_into_the_one_above_is_no_copy_of_it(read: Read, tmp_path: Path) -> None:
    rows = drawn_cells(f"{CASES} | | | |\n{LAST}")
    areas = tuple((f"{column}3:{column}4", str(rows[2][at])) for at, column in enumerate("ABCDE"))
    rows[2] = [""] * 5
    evidence = read(book(tmp_path / "Apr 2024.xlsx", merge=areas, Audit=rows))
    assert (evidence.rows_read, evidence.rows_used, contested(evidence)) == (4, 3, [4])
    assert only(evidence).outcomes == b"YY??YY"


def test_a_merged_tick_is_not_understood(read: Read, tmp_path: Path) -> None:
    ticked = (
        "Case reference | Tool done | | Reviewed |\n | Yes | No | Yes | No\nDA/1 | x | | | \nDA/2 | | | x | "
    )
    areas = (("B1:C1", "Q25"), ("D1:E1", "Q28"), ("D3:D4", "x"))
    rows = drawn_cells(ticked)
    rows[3][3] = ""
    evidence = read(book(tmp_path / "Apr 2024.xlsx", merge=areas, Audit=rows))
    assert only(evidence).outcomes == b"Y?_?"
    assert told(evidence, "merged_answers").cells == ("D3", "D4")


def test_a_reference_a_district_or_a_month_merged_downwards_speaks_for_its_rows(
    read: Read, tmp_path: Path
) -> None:
    rows = "Month | District | Case reference | Risk tool completed\n | | DA/1 | Yes\n | | DA/2 | No"
    areas = (("A2:A3", "May 2024"), ("B2:B3", "North"))
    evidence = read(book(tmp_path / "a.xlsx", merge=areas, Audit=rows))
    assert codes(evidence) == []
    assert [(str(case.month), case.district) for case in only(evidence).cases] == [("2024-05", "North")] * 2


NUMBERS = "Case reference | Risk tool completed | Supervisor review\n" + "\n".join(
    f"DA/{n} | #1 | #{n % 2}" for n in range(1, 9)
)
TOTALS = {
    "a sum": ("Total | #8 | #4", 0),
    "a case in disguise": ("Total | #0 | #0", 1),
    "two cases in disguise": ("Total | #0 | #0\nTotal | #1 | #0", 2),
    "a mean": ("Average | #1 | #0.5", 0),
    "a share": ("% compliant | #1 | 50%", 0),
    "a count of one answer": ("Number of No | #0 | #4", 0),
    "a question": ("Q28 | #4 | #4", 0),
    "a question in disguise": ("Q28 | #1 | #0", 1),
    "the same question again": ("Q25 | #1 | #0\nQ25 | #1 | #0", 2),
    "answers in disguise": ("Met | #0 | #0\nNot met | #1 | #0", 2),
}


@pytest.mark.parametrize("name", TOTALS)
def test_a_total_is_free_where_it_is_proved_or_could_be_no_answer(sent: Read, name: str) -> None:
    lines, waits = TOTALS[name]
    evidence = sent(f"{NUMBERS}\n{lines}")
    assert (evidence.rows_used, len(contested(evidence))) == (8, waits)
    assert not waits or {"total_not_proved", "total_unnamed"} & {*codes(evidence)}


def test_a_total_above_or_between_the_cases_is_proved_by_those_it_adds_up(sent: Read) -> None:
    first, *rest = NUMBERS.splitlines()
    one = "\n".join([first, "Total | #2 | #1", *rest[:2]])
    assert contested(sent(one)) == []
    weeks = "\n".join(
        [first, rest[0], "Week 1 total | #1 | #1", rest[2], "Week 2 total | #1 | #1", "Total | #2 | #2"]
    )
    assert contested(sent(weeks)) == []


def test_a_total_that_could_be_a_failing_case_is_not_proved_by_adding_up(sent: Read) -> None:
    """Sorted by answer, with every second failing case called a total: the one above each adds up to nought."""
    first, *rest = NUMBERS.splitlines()
    failing = "DA/91 | #0 | #0\nTotal | #0 | #0\nDA/92 | #0 | #0\nSub-total | #0 | #0\nDA/93 | #0 | #0"
    evidence = sent("\n".join([first, *rest, failing]))
    assert (evidence.rows_used, contested(evidence)) == (11, [11, 13])


NAMELESS = {
    "a word": ("withdrawn", [6, 7]),
    "a word for the row above": ("see above", [6, 7]),
    "a number for want of another": ("#999", []),
}


@pytest.mark.parametrize("what", NAMELESS)
def test_rows_that_share_a_word_for_a_reference_are_no_copies(sent: Read, what: str) -> None:
    word, waits = NAMELESS[what]
    failing = f"{word} | High | North | No | No\n" * 2
    evidence = sent(f"{HEADINGS}\n{_passing(4)}{failing}{LAST}")
    assert contested(evidence) == waits
    assert not waits or "reference_for_many" in aside(evidence)


def test_the_same_row_under_one_reference_many_times_is_no_copy(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\n{_passing(4)}" + "#999 | High | North | No | No\n" * 3 + LAST)
    assert (aside(evidence), contested(evidence)) == ({"reference_for_many": 3}, [6, 7, 8])


def test_a_table_pasted_three_times_is_a_copy(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\n{_passing(4) * 3}")
    assert (evidence.rows_used, contested(evidence)) == (4, [])


def test_a_word_for_a_reference_by_itself_is_counted_and_never_taken_for_a_copy(
    read: Read, tmp_path: Path
) -> None:
    drawing = f"{HEADINGS}\n{_passing(2)}withdrawn | High | North | No | No"
    months = [
        book(tmp_path / f"{month} 2024.xlsx", Audit=drawing.replace("DA/", f"{month}/"))
        for month in ("Apr", "May")
    ]
    evidence = read(*months)
    assert [sheet.column("Q25") for sheet in evidence.cases] == [b"YYN", b"YYN"]


def _passing(count: int) -> str:
    return "".join(f"DA/{n} | High | North | Yes | Yes\n" for n in range(1, count + 1))


def _dated(*days: str, title: str = "") -> str:
    lines = [f"DA/{n} | {day} | {'No' if day[-4:] < '2024' else 'Yes'}" for n, day in enumerate(days, 1)]
    return "\n".join(
        [*([title, ""] if title else []), "Case reference | Date of audit | Risk tool completed", *lines]
    )


NEW, PAST = "3 Apr 2024", "3 Apr 2019"
ORDERS = {
    "scattered": ([NEW, PAST, NEW, PAST, NEW], "", [3, 5]),
    "scattered over old months": ([NEW, PAST, NEW, "3 Jun 2017", NEW], "", [3, 5]),
    "one alone at the end": ([NEW, NEW, NEW, PAST], "", [5]),
    "in order": ([PAST, PAST, "5 May 2022", "6 May 2022", "7 Mar 2024", NEW], "", []),
    "in order, the newest first": ([NEW, NEW, PAST, PAST], "", []),
    "in blocks": (["3 Mar 2024", PAST, PAST, NEW, NEW], "", []),
    "within a year": ([NEW, "3 May 2023", NEW, "3 Jun 2023", NEW], "", []),
    "under a title of one month": ([NEW, NEW, PAST, PAST], "Period: April 2024", [6, 7]),
    "nothing but old": ([PAST, PAST], "", []),
}


@pytest.mark.parametrize("how", ORDERS)
def test_an_old_month_among_new_ones_is_contested(read: Read, tmp_path: Path, how: str) -> None:
    days, title, waits = ORDERS[how]
    evidence = read(book(tmp_path / "a.xlsx", Audit=_dated(*days, title=title)))
    assert contested(evidence) == waits
    assert aside(evidence) == ({"month_out_of_order": len(waits)} if waits else {})
    assert months(evidence) <= {"2024-04"}
    if waits:
        assert told(evidence, "month_out_of_order").severity == "warning"


def test_a_month_after_the_day_is_told_and_free(read: Read, tmp_path: Path) -> None:
    drawing = _dated(NEW, "3 Apr 2032", NEW)
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing), latest_day=date(2024, 6, 30))
    assert (contested(evidence), codes(evidence)[0]) == ([], "date_in_future")


def test_old_months_said_by_lines_between_the_rows_are_contested_too(read: Read, tmp_path: Path) -> None:
    lines = ["April 2024", "DA/1 | Yes", "April 2019", "DA/2 | No", "April 2024", "DA/3 | Yes"]
    evidence = read(
        book(tmp_path / "a.xlsx", Audit="\n".join(["Case reference | Risk tool completed", *lines]))
    )
    assert (contested(evidence), months(evidence)) == ([5], {"2024-04"})


PRIVATE = {
    "comments": "Comments",
    "a name nobody knows": "Private - do not count",
    "no heading at all": "",
    "an auditor": "Auditor",
    "another fact": "Made safe on",
}


@pytest.mark.parametrize("what", PRIVATE)
def test_a_column_of_answers_is_named_whatever_its_heading(sent: Read, what: str) -> None:
    answers = ["Yes", "No", "No", "N/A", "see the log of Sgt Doe"]
    rows = "\n".join(f"DA/{n} | Yes | {answer}" for n, answer in enumerate(answers))
    evidence = sent(f"Case reference | Risk tool completed | {PRIVATE[what]}\n{rows}")
    notice = told(evidence, "answers_under_other_heading")
    assert (notice.severity, notice.cell) == ("warning", "C1")
    assert "column C" in notice.message
    assert "4 cells" in notice.message
    assert not any("Doe" in notice.message or "Private" in notice.message for notice in evidence.notices)


OTHERWISE = {
    "remarks, some of them an answer": ["Yes", "see log", "No", "rang back", "N/A"],
    "nothing but not applicable": ["N/A", "N/A", "N/A", "N/A"],
    "too few to tell": ["Yes", "No"],
    "numbers in a table of words": ["#1", "#0", "#1", "#1"],
}


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_column_of_remarks_is_not_named(sent: Read, what: str) -> None:
    rows = "\n".join(f"DA/{n} | Yes | {text}" for n, text in enumerate(OTHERWISE[what]))
    assert codes(sent(f"Case reference | Risk tool completed | Comments\n{rows}")) == []


def test_a_choice_of_yes_and_no_is_no_question_in_disguise(read: Read, tmp_path: Path) -> None:
    rows = "\n".join(f"DA/{n} | Yes | {text}" for n, text in enumerate(["All", "All", "All"]))
    assert "answers_under_other_heading" not in codes(
        read(
            book(
                tmp_path / "Apr 2024.xlsx", Audit=f"Case reference | Risk tool completed | How chosen\n{rows}"
            )
        )
    )


DEFAULTS = {
    "boxes": (" | | | !false | !false\n" * 3, 3),
    "noughts": (" | | | #0 | #0\n" * 3, 3),
    "words": (" | | | No | No\n" * 2, 2),
    "two answers": (" | | | No | Yes\n", 0),
    "one of two questions": (" | | | No |\n", 0),
    "with a risk": (" | High | | No | No\n", 0),
    "one kind and another": (" | | | No | No\n | | | #0 | #0\n", 1),
    "above a case": (f" | | | No | No\n{LAST}\n", 0),
}


@pytest.mark.parametrize("what", DEFAULTS)
def test_rows_below_the_last_reference_with_every_box_at_its_default_are_free(sent: Read, what: str) -> None:
    rows, free = DEFAULTS[what]
    evidence = sent(f"{CASES}{rows}")
    assert aside(evidence).get("row_at_default", 0) == free
    assert contested(evidence) == []
    assert evidence.rows_read == evidence.rows_used + free


def test_a_sheet_without_references_has_no_rows_below_the_last(sent: Read) -> None:
    evidence = sent(f"{HEADINGS}\n | | | Yes | Yes\n | | | No | No")
    assert (evidence.rows_used, aside(evidence)) == (2, {})


def test_a_running_number_alone_below_the_cases_is_a_form_not_filled_in(sent: Read) -> None:
    cases = "\n".join(f"#{n} | High | North | Yes | No" for n in range(1, 7))
    evidence = sent(f"{HEADINGS}\n{cases}\n#7\n#8\n")
    assert (aside(evidence), contested(evidence)) == ({"row_at_default": 2}, [])
    gap = cases.replace("#3 | High | North | Yes | No", "#3")
    assert contested(sent(f"{HEADINGS}\n{gap}")) == [4]


@pytest.mark.parametrize("left", ["3 Apr 2024", "@2024-04-03"])
def test_a_day_alone_below_the_cases_was_a_case(read: Read, tmp_path: Path, left: str) -> None:
    drawing = f"Case reference | Date of audit | Tool\nDA/1 | 1 Apr 2024 | Yes\nDA/2 | 2 Apr 2024 | Yes\n | {left} |"
    assert contested(read(book(tmp_path / "a.xlsx", Audit=drawing))) == [4]


def test_a_table_that_nobody_can_read_leaves_its_questions_in_doubt(sent: Read) -> None:
    """Failing cases under two rows of headings, of which either could be theirs, may fail any question of the two."""
    heads = "Case reference | Risk grade | District"
    two = f"{heads} | Was video on? | Was a MARAC referral made?\n{heads} | Supervisor review | Risk tool completed"
    evidence = sent(f"{CASES}\n{two}\nDA/3 | High | North | No | No")
    assert aside(evidence) == {"header_ambiguous": 3}
    assert {doubt.item.partition("/")[2] for doubt in evidence.doubts} == {"Q10", "Q35", "Q28", "Q25"}
    assert not sent(f"{CASES}\n{two}").doubts
