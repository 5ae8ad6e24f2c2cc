"""Where tables stand: under covers, stacked, side by side, under two or three rows of headings, on many tabs."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.model import Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, told

Merge = tuple[tuple[str, str], ...]


def headers(evidence: Evidence) -> list[tuple[str | None, int | None, int]]:
    """Each table's form, heading row and rows used, in order."""
    return [
        (sheet.form, sheet.header_row, sheet.rows_used) for file in evidence.files for sheet in file.sheets
    ]


def outcomes(evidence: Evidence) -> list[bytes]:
    return [sheet.outcomes for sheet in evidence.cases]


TWO_LEVELS = """
Case reference | Date of audit | Initial response | | Risk
 | | Risk tool completed | Supervisor review | Was video on?
D1 | 3.4.24 | Yes | No | All
D2 | 3.4.24 | No | N/A | None
"""


@pytest.mark.parametrize(
    ("merge", "drawing", "header", "answers"),
    [
        pytest.param((), TWO_LEVELS, 2, b"YNYNAN", id="two rows, nothing merged"),
        pytest.param((("C1:D1", "Initial response"),), TWO_LEVELS, 2, b"YNYNAN", id="a merged group bar"),
        pytest.param(
            (("A1:A2", "Case reference"), ("B1:B2", "Date of audit"), ("C1:D1", "Initial response")),
            TWO_LEVELS,
            2,
            b"YNYNAN",
            id="headings merged downwards beside a group bar",
        ),
        pytest.param(
            (("C1:D1", "Supervisor"),),
            "Case reference | Date of audit | Supervisor | | Risk tool completed\n"
            " | | review | comments | \nD1 | 3.4.24 | No | x | Yes",
            2,
            b"NY",
            id="a group and what stands beneath make one heading",
        ),
        pytest.param(
            (("C1:D1", "Risk tool completed"),),
            "Case reference | Date of audit | Risk tool completed | | Supervisor review\n"
            " | | Answer | Comments | \nD1 | 3.4.24 | Yes | text | No",
            2,
            b"YN",
            id="an answer and comments under a merged question",
        ),
        pytest.param(
            (("C1:F1", "Audit"), ("C2:D2", "Response"), ("E2:F2", "Risk")),
            "Details | | Audit | | | \n | | Response | | Risk | \n"
            "Case reference | Date of audit | Risk tool completed | Supervisor review | Was video on? | Risk grade\n"
            "D1 | 3.4.24 | Yes | No | All | High",
            3,
            b"YNY",
            id="three rows, two of them bars",
        ),
        pytest.param(
            (),
            "Case reference | | | Was video on?\n | Date of audit | | \n | | Tool done | \nD1 | 3.4.24 | Yes | All",
            3,
            b"YY",
            id="headings over three rows",
        ),
        pytest.param(
            (),
            "Case reference | Date of audit | Tool | Seen\n | dd/mm/yyyy | Y/N | Y/N/NA\nD1 | 3.4.24 | Yes | No",
            1,
            b"YN",
            id="a row of units beneath",
        ),
        pytest.param(
            (),
            " | | Tool done | Reviewed\nCase reference | Date of audit | Was the risk tool completed for this incident?"
            " | Did a supervisor review the risk assessment?\nD1 | 3.4.24 | Yes | No",
            2,
            b"YN",
            id="numbers above the words of the questions",
        ),
    ],
)
def test_headings_of_several_rows(
    read: Read, tmp_path: Path, merge: Merge, drawing: str, header: int, answers: bytes
) -> None:
    evidence = read(book(tmp_path / "a.xlsx", merge=merge, Audit=drawing))
    assert outcomes(evidence) == [answers]
    assert headers(evidence)[0][1] == header
    assert not [n for n in evidence.notices if n.severity == "error"]
    assert not {"answer_not_understood", "nothing_readable", "heading_twice"} & set(codes(evidence))


def test_a_heading_in_the_upper_row_only_is_told_at_its_own_cell(read: Read, tmp_path: Path) -> None:
    drawing = "Case reference | Date of audit | | Supervisr review\n | | Risk tool completed |\nD1 | 3.4.24 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert told(evidence, "heading_not_known").cell == "D1"


CASES = "Case reference | Date of audit | Risk tool completed | Supervisor review"
COVER = """
DA audit
Document | Owner | Version | Dated
Audit tool | DCI A | 2 | 1.1.24
Read the guidance before use | | |
"""


def test_a_header_after_a_cover_block_is_found_and_the_cover_is_no_table(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{COVER}\n | \n | \n{CASES}\nD1 | 3.4.24 | Yes | No"))
    assert headers(evidence) == [("case-audit", 8, 1)]
    assert codes(evidence) == []


def test_a_header_far_down_is_found(read: Read, tmp_path: Path) -> None:
    cover = "\n".join(f"Guidance {n}" for n in range(90))
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{cover}\n{CASES}\nD1 | 3.4.24 | Yes | No"))
    assert headers(evidence) == [("case-audit", 91, 1)]


STACKED = {
    "the same form, other columns": (
        f"{CASES}\nD1 | 3.4.24 | Yes | No\n\nCase reference | Date of audit | Seen | Tool\nD2 | 3.4.24 | Yes | No",
        [("case-audit", 1, 1), ("case-audit", 4, 1)],
    ),
    "two forms": (
        f"{CASES}\nD1 | 3.4.24 | Yes | No\n\nForce return\nMeasure | Month | Numerator | Denominator\n"
        "M16 | Apr-24 | #30 | #40",
        [("case-audit", 1, 1), ("performance-return", 5, 1)],
    ),
    "three forms, no titles": (
        f"{CASES}\nD1 | 3.4.24 | Yes | No\n\nMeasure | Month | Numerator | Denominator\n"
        "M16 | Apr-24 | #30 | #40\n\nDocument | Status\nda-policy | Approved",
        [("case-audit", 1, 1), ("performance-return", 4, 1), ("document-register", 7, 1)],
    ),
    "a month each": (
        "April 2024\nCase reference | Tool | Seen\nD1 | Yes | No\n\nMay 2024\nCase reference | Tool | Seen\n"
        "D2 | Yes | No",
        [("case-audit", 2, 1), ("case-audit", 6, 1)],
    ),
    "no blank row between": (
        f"{CASES}\nD1 | 3.4.24 | Yes | No\nMeasure | Month | Numerator | Denominator\nM16 | Apr-24 | #30 | #40",
        [("case-audit", 1, 1), ("performance-return", 3, 1)],
    ),
    "the same headings again, one table": (
        f"{CASES}\nD1 | 3.4.24 | Yes | No\n\nCrew B\n{CASES}\nD2 | 3.4.24 | Yes | No",
        [("case-audit", 1, 2)],
    ),
}


@pytest.mark.parametrize("name", STACKED)
def test_tables_one_below_the_other(read: Read, tmp_path: Path, name: str) -> None:
    drawing, expected = STACKED[name]
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert headers(evidence) == expected
    assert not [n for n in evidence.notices if n.severity != "info" and n.code != "selection_not_stated"]


def test_stacked_months_take_each_their_own_title(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=STACKED["a month each"][0]))
    assert [str(sheet.cases[0].month) for sheet in evidence.cases] == ["2024-04", "2024-05"]


def test_what_stands_above_all_tables_speaks_for_each_but_numbers_only_once(
    read: Read, tmp_path: Path
) -> None:
    drawing = f"""
How chosen | Random | Cases in the month | #50
{CASES}
D1 | 3.4.24 | Yes | No

Case reference | Date of audit | Supervisor review | Risk tool completed
D2 | 3.4.24 | Yes | No
"""
    first, second = read(book(tmp_path / "a.xlsx", Audit=drawing)).cases
    assert first.cases[0].selection == second.cases[0].selection == "random"
    assert (first.population, second.population) == (50, None)


SIDE_BY_SIDE = {
    "two forms": (
        f"{CASES} | | Measure | Month | Numerator | Denominator\n"
        "D1 | 3.4.24 | Yes | No | | M16 | Apr-24 | #30 | #40\nD2 | 3.4.24 | Yes | No",
        [("case-audit", 1, 2), ("performance-return", 1, 1)],
    ),
    "one form twice": (
        "DA audit\n\nCase reference | Date of audit | Tool done | | Case reference | Date of audit | Tool done\n"
        "D1 | 3.4.24 | Yes | | E1 | 3.4.24 | No\nD2 | 3.4.24 | Yes | | E2 | 3.4.24 | No",
        [("case-audit", 3, 2), ("case-audit", 3, 2)],
    ),
    "starting on different rows": (
        "Case reference | Date of audit | Risk tool completed | | \nD1 | 3.4.24 | Yes | | \n"
        "D2 | 3.4.24 | Yes | | Question | Met | Looked at | Month\nD3 | 3.4.24 | Yes | | Q28 | #3 | #4 | Apr-24",
        [("case-audit", 1, 3), ("case-totals", 3, 1)],
    ),
    "a spacer column inside one table": (
        "Case reference | Date of audit | | Risk tool completed | Supervisor review\nD1 | 3.4.24 | | Yes | No",
        [("case-audit", 1, 1)],
    ),
    "side by side above a third": (
        f"{CASES} | | Measure | Month | Numerator | Denominator\n"
        "D1 | 3.4.24 | Yes | No | | M16 | Apr-24 | #30 | #40\n\n"
        "Question | Met | Looked at | Month | District | How chosen\nQ28 | #3 | #4 | Apr-24 | North | Random",
        [("case-audit", 1, 1), ("performance-return", 1, 1), ("case-totals", 4, 1)],
    ),
}


@pytest.mark.parametrize("name", SIDE_BY_SIDE)
def test_tables_side_by_side(read: Read, tmp_path: Path, name: str) -> None:
    drawing, expected = SIDE_BY_SIDE[name]
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert headers(evidence) == expected
    assert not [n for n in evidence.notices if n.severity != "info" and n.code != "selection_not_stated"]


def test_cells_of_a_right_hand_table_keep_their_address(read: Read, tmp_path: Path) -> None:
    drawing = (
        "Case reference | Date of audit | Tool done | | Case reference | Date of audit | Tool done\n"
        "D1 | 3.4.24 | Yes | | E1 | 3.4.24 | yess"
    )
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert told(evidence, "answer_not_understood").cells == ("G2",)
    assert evidence.cases[1].columns == {"Q25": "G"}


def test_rows_formatted_in_advance_by_the_thousand_are_not_rows(read: Read, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Case reference", "Date of audit", "Risk tool completed"],
        ["D1", "3.4.24", "Yes"],
    ]
    rows += [["", " ", ""] for _ in range(5000)] + [["Total", "", 1.0]]
    evidence = read(book(tmp_path / "a.xlsx", Audit=rows))
    assert (evidence.rows_read, aside(evidence)) == (2, {"total_row": 1})


def test_rows_below_and_between_that_are_no_cases(read: Read, tmp_path: Path) -> None:
    drawing = f"""
{CASES}
North | | |
D1 | 3.4.24 | Yes | No
Sub-total | | #1 | #0
South | | |
D2 | 3.4.24 | Yes | No
Sub total South | | #1 | #0
Grand total | | #2 | #0
Compliance % | | 100% | 0%
Average | | 1 | 0

Source: Niche, extracted 3 May 2024
1. Excludes cases transferred out of force before the audit month had ended | | |
* provisional | | |
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert evidence.rows_used == 2
    assert aside(evidence) == {"section_row": 2, "total_row": 5, "note_row": 3}
    assert codes(evidence) == ["note_row", "section_row", "total_row"]


RIVALS = """
Case reference | Date of audit | Risk tool completed | Supervisor review
Case reference | Date of audit | Supervisor review | Risk tool completed
D1 | 3.4.24 | Yes | No
"""


def test_rival_heading_rows_are_both_named_and_a_person_settles_it(read: Read, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Audit=RIVALS)
    assert told(read(path), "header_ambiguous").cells == ("A1", "A2")
    evidence = read(path, header_rows={"Audit": 2})
    assert headers(evidence) == [("case-audit", 2, 1)]
    assert evidence.cases[0].questions == ("Q28", "Q25")
    assert codes(evidence) == []


def test_a_named_heading_row_without_headings_is_refused(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=RIVALS), header_rows={"Audit": 3, "Adit": 1})
    assert aside(evidence) == {"header_row_not_usable": 3}
    beyond = read(book(tmp_path / "b.xlsx", Audit=RIVALS), header_rows={"Audit": 99})
    assert codes(beyond) == ["header_row_not_usable"]
    assert set(codes(evidence)) == {"header_row_not_usable", "header_row_no_sheet"}


BARE = "Case reference | Risk tool completed | Supervisor review\n{} | Yes | No"


@pytest.mark.parametrize(
    ("file", "title", "month"),
    [
        ("DA audit 2024.xlsx", "", "2024-02"),
        ("DA audit 2023-24.xlsx", "", "2024-02"),
        ("DA audit.xlsx", "Financial year 2023/24", "2024-02"),
        ("DA audit.xlsx", "Period | 2023/24", "2024-02"),
        ("DA audit 2023.xlsx", "Printed 2024", None),
        ("DA audit.xlsx", "", None),
        ("DA audit 2023 to 2025.xlsx", "", None),
    ],
)
def test_a_bare_month_on_the_tab_takes_the_one_year_around_it(
    read: Read, tmp_path: Path, file: str, title: str, month: str | None
) -> None:
    evidence = read(book(tmp_path / file, Feb=f"{title}\n{BARE.format('D1')}"))
    assert [str(case.month) for sheet in evidence.cases for case in sheet.cases] == ([month] if month else [])


def test_a_tab_a_month(read: Read, tmp_path: Path) -> None:
    tabs = {name: BARE.format(f"D{n}") for n, name in enumerate(("Apr", "May", "Jan"))}
    evidence = read(book(tmp_path / "Audit 2024-25.xlsx", Cover="Read me", **tabs))
    assert [str(sheet.cases[0].month) for sheet in evidence.cases] == ["2024-04", "2024-05", "2025-01"]
    assert [sheet.cases[0].district for sheet in evidence.cases] == [None] * 3


def test_a_tab_a_district(read: Read, tmp_path: Path) -> None:
    tabs = {
        name: BARE.format(f"D{n}") for n, name in enumerate(("North_Apr_2024", "South_Apr_2024", "Audit"))
    }
    evidence = read(book(tmp_path / "Audit Apr 2024.xlsx", **tabs))
    assert [sheet.cases[0].district for sheet in evidence.cases] == ["North", "South", None]
    assert codes(evidence) == ["district_from_tab"] * 2


def test_one_tab_or_a_district_column_leaves_tab_names_alone(read: Read, tmp_path: Path) -> None:
    one = read(book(tmp_path / "Apr 2024.xlsx", North=BARE.format("D1")))
    own = {
        name: f"Case reference | District | Risk tool completed\n{name}1 | Valley | Yes\n{name}2 | Valley | No"
        for name in ("North", "South")
    }
    two = read(book(tmp_path / "May 2024.xlsx", **own))
    assert [sheet.cases[0].district for sheet in (*one.cases, *two.cases)] == [None, "Valley", "Valley"]


ROWS_BENEATH = {
    "what to look at": " | the day you looked | Look at the DASH form | See the log",
    "the question in other words": " | | Was the tool done at all? | Was there a check?",
    "the words to choose from": " | | Yes/No/N/A | Yes/No",
    "a choice not yet made": " | | Please select | Please select…",
}


@pytest.mark.parametrize("name", ROWS_BENEATH)
def test_guidance_under_the_headings_is_no_case(read: Read, tmp_path: Path, name: str) -> None:
    evidence = read(
        book(tmp_path / "a.xlsx", Apr_2024=f"{CASES}\n{ROWS_BENEATH[name]}\nD1 | 3.4.24 | Yes | No")
    )
    assert outcomes(evidence) == [b"YN"]
    assert codes(evidence) == ["legend_row"]


STACKED_TOTALS = (
    "Apr 2024\nQuestion | Met | Looked at\nQ25 | #3 | #4\n\n"
    "May 2024\nQuestion | Met | Looked at\nQ25 | #4 | #4"
)
LABELLED = "Reviewed by | PC X\nPeriod | Apr 2024\nHow chosen | Random\nCase reference | Risk tool completed\nD1 | Yes"
KEYED = f"{CASES} | | Key\nD1 | 3.4.24 | Yes | No | | Yes = done\nD2 | 3.4.24 | Yes | No | | No = not done"
MORE = {
    "totals, a month each": (STACKED_TOTALS, [2, 6], ["2024-04", "2024-05"]),
    "totals, a month each, no blank row": (
        STACKED_TOTALS.replace("\n\n", "\n"),
        [2, 5],
        ["2024-04", "2024-05"],
    ),
    "labels right above the headings": (LABELLED, [4], ["2024-04"]),
    "a key beside the table": (KEYED, [1], ["2024-04"] * 2),
    "a merged bar between rows": (f"{CASES}\nInitial response\nD1 | 3.4.24 | Yes | No", [1], ["2024-04"]),
    "headings again in other words": (
        f"{CASES}\nCrime number | Date audited | Risk tool completed | Supervisor review\nD1 | 3.4.24 | Yes | No",
        [1],
        ["2024-04"],
    ),
    "headings with their numbers dressed": (
        "Crime number | Date audited | Q25. Risk tool completed (Y/N) | 28) Supervisor review:\nD1 | 3.4.24 | Y | N",
        [1],
        ["2024-04"],
    ),
    "a contents list above": (
        f"Contents\n1. Cases\n2. Notes\n\nTable 1\n{CASES}\nD1 | 3.4.24 | Yes | No",
        [6],
        ["2024-04"],
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_more_sheets_as_they_come(read: Read, tmp_path: Path, name: str) -> None:
    drawing, heads, months = MORE[name]
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert [header for _, header, _ in headers(evidence)] == heads
    found = [str(case.month) for sheet in evidence.cases for case in sheet.cases]
    assert found + [str(figure.month) for figure in evidence.figures] == months
    assert {n.severity for n in evidence.notices if n.file} <= {"info"}


def test_ragged_rows_beside_a_second_table(read: Read, tmp_path: Path) -> None:
    lines = [
        "Case reference,Date of audit,Risk tool completed,,Measure,Month,Numerator,Denominator",
        "D1,3.4.24,Yes,,M16,Apr-24,3,4",
        "D2,3.4.24,No",
        "D3",
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines))
    evidence = read(path)
    assert headers(evidence) == [("case-audit", 1, 2), ("performance-return", 1, 1)]
    assert aside(evidence) == {"reference_only": 1}
