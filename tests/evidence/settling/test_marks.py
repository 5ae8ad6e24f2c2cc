"""One case on several rows on purpose: two auditors, or several partners; and when it is a contradiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from daready.evidence.settling.double_marking import settled
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.tables.test_tables import aside, codes, told

HEAD = "Case reference | Date of audit | Auditor | Risk tool completed | Supervisor review"


@pytest.mark.parametrize(
    ("marks", "tally"),
    [
        ("YY", "Y"),
        ("YA", "Y"),
        ("AA", "A"),
        ("YN", "N"),
        ("PY", "P"),
        ("RP", "R"),
        ("RN", "N"),
        ("Y_", "Y"),
        ("__", "_"),
        ("Y.", "Y"),
        ("?Y", "?"),
        ("?N", "N"),
        ("?A", "?"),
        ("YPN", "N"),
    ],
)
def test_what_goes_into_the_tally(marks: str, tally: str) -> None:
    assert settled(list(marks)) == settled(list(reversed(marks))) == tally


def test_two_auditors_on_one_case_count_once_and_both_marks_are_kept(read: Read, tmp_path: Path) -> None:
    drawing = f"{HEAD}\nD1 | 3.4.24 | A Marker | Yes | N/A\nD1 | 4.4.24 | B Other | No | Yes"
    drawing += "\nD2 | 3.4.24 | A Marker | Yes | Yes"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    (sheet,) = evidence.cases
    assert sheet.outcomes == b"NYYY"
    assert aside(evidence) == {"double_mark": 1}
    assert told(evidence, "double_mark_differs").cells == ("D2", "D3")
    (mark,) = evidence.double_marks
    assert (mark.questions, mark.marks) == (("Q25", "Q28"), (b"YA", b"NY"))
    assert [place.row for place in mark.places] == [2, 3]
    assert len(set(mark.auditors)) == 2
    assert "marker" not in repr(mark).casefold()


def test_two_auditors_who_agree_are_a_double_mark_without_a_warning(read: Read, tmp_path: Path) -> None:
    one = book(tmp_path / "a.xlsx", A=f"{HEAD}\nD1 | 3.4.24 | A Marker | Yes | No")
    two = book(tmp_path / "b.xlsx", B=f"{HEAD}\nD1 | 3.4.24 | B Other | Yes | No")
    evidence = read(one, two)
    assert codes(evidence) == ["double_mark"]
    assert [place.file for place in evidence.double_marks[0].places] == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(("A | Yes | No", "A | No | No"), {"duplicate_conflict": 2}, id="one auditor, two minds"),
        pytest.param(("A | Yes | No", "A | Yes | No"), {"duplicate_case": 1}, id="one auditor, a copy"),
        pytest.param((" | Yes | No", "A | No | No"), {"duplicate_conflict": 2}, id="one of them not named"),
        pytest.param((" | Yes | No", "A | Yes | No"), {"duplicate_case": 1}, id="alike, one not named"),
        pytest.param(
            ("A | Yes | No", "A | Yes | No", "B | No | No"),
            {"duplicate_case": 1, "double_mark": 1},
            id="a copy beside a double mark",
        ),
        pytest.param(
            ("A | Yes | No", "A | No | No", "B | No | No"), {"duplicate_conflict": 3}, id="one of three torn"
        ),
        pytest.param(
            (" | Yes | ", " | | No"), {"duplicate_conflict": 2}, id="halves by nobody in particular"
        ),
    ],
)
def test_what_is_no_double_mark(
    read: Read, tmp_path: Path, rows: tuple[str, ...], expected: dict[str, int]
) -> None:
    drawing = "\n".join([HEAD, *(f"D1 | 3.4.24 | {row}" for row in rows)])
    assert aside(read(book(tmp_path / "a.xlsx", Audit=drawing))) == expected


def test_high_risk_and_not_made_safe_survive_a_double_mark(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Auditor | Risk grade | Made safe on | Risk tool completed
D1 | 3.4.24 | A | Medium | 5.4.24 | Yes
D1 | 3.4.24 | B | High | | Yes
"""
    (sheet,) = read(book(tmp_path / "a.xlsx", Audit=drawing)).cases
    assert (sheet.cases[0].risk, sheet.cases[0].made_safe) == ("high", None)


def test_partners_who_fill_in_their_own_questions_are_put_together(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Auditor | Risk grade | Tool done | Reviewed | Was a MARAC referral made?
D1 | 3.4.24 | A | High | Yes | No |
D1 | 9.4.24 | B | | | | Yes
D2 | 3.4.24 | A | High | Yes | | No
"""
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    (sheet,) = evidence.cases
    assert sheet.outcomes == b"YN." + b"..Y" + b"Y_N"
    assert [case.risk for case in sheet.cases] == ["high"] * 3
    assert codes(evidence) == ["case_by_partners"]
    assert evidence.rows_used == 3


def test_partners_may_send_sheets_of_their_own(read: Read, tmp_path: Path) -> None:
    police = (
        "Case reference | Date of audit | Risk tool completed | Supervisor review\nD1 | 3.4.24 | Yes | No"
    )
    idva = "Case reference | Date of audit | Was a MARAC referral made?\nD1 | 9.4.24 | Yes"
    evidence = read(book(tmp_path / "a.xlsx", A=police), book(tmp_path / "b.xlsx", B=idva))
    assert [sheet.outcomes for sheet in evidence.cases] == [b"YN", b"Y"]
    assert aside(evidence) == {}


def test_the_same_case_in_two_sheets_of_one_book_counts_once(read: Read, tmp_path: Path) -> None:
    one = f"{HEAD}\nD1 | 3.4.24 | A | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", One=one, Two=one))
    assert told(evidence, "duplicate_case").sheet == "Two"


def test_the_same_file_under_two_names_counts_once(read: Read, tmp_path: Path) -> None:
    first = book(tmp_path / "a.xlsx", One=f"{HEAD}\nD1 | 3.4.24 | A | Yes | No")
    second = tmp_path / "copy of a.xlsx"
    second.write_bytes(first.read_bytes())
    evidence = read(first, second)
    assert (aside(evidence), evidence.rows_used) == ({"duplicate_file": 1}, 1)
