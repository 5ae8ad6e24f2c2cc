"""A case counts once; two rows that contradict each other not at all; and the order of rows never matters."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daready.evidence.model import Case, Evidence
from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.drawn import cells as cells_of
from tests.evidence.tables.test_tables import aside, codes, told

HEAD = "Case reference | Date of audit | Risk tool completed | Supervisor review"


def cases(evidence: Evidence) -> list[tuple[Case, bytes]]:
    """Every case with its answers, whatever row it stood on."""
    return sorted(
        (
            (replace(case, row=0), sheet.outcomes[n * len(sheet.questions) : (n + 1) * len(sheet.questions)])
            for sheet in evidence.cases
            for n, case in enumerate(sheet.cases)
        ),
        key=repr,
    )


def test_the_same_case_in_two_files_counts_once(read: Read, tmp_path: Path) -> None:
    one = book(tmp_path / "a.xlsx", Audit=f"{HEAD}\nDA/1 | 3.4.24 | Yes | No\nDA/2 | 3.4.24 | Yes | No")
    two = book(tmp_path / "b.xlsx", Audit=f"{HEAD}\n da / 1 | 3.4.24 | Y | N\nDA/3 | 3.4.24 | Yes | No")
    evidence = read(two, one)
    assert aside(evidence) == {"duplicate_case": 1}
    notice = told(evidence, "duplicate_case")
    assert (notice.file, notice.sheet, notice.cells) == ("b.xlsx", "Audit", ("A2",))
    assert evidence.rows_used == 3


def test_a_number_and_its_text_are_one_reference(read: Read, tmp_path: Path) -> None:
    drawing = (
        f"{HEAD}\n#1077428 | 3.4.24 | Yes | No\n1077428 | 3.4.24 | Yes | No\n1077428.0 | 3.4.24 | Yes | No"
    )
    assert aside(read(book(tmp_path / "a.xlsx", Audit=drawing))) == {"duplicate_case": 2}


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("0012345", True),
        ("0012345.0", True),
        ("12345", True),
        ("123450", False),
        ("00", False),
        ("DA0012345", False),
        ("00/12345", False),
    ],
)
def test_leading_noughts_of_a_number_say_nothing(
    read: Read, tmp_path: Path, written: str, *, same: bool
) -> None:
    one = book(tmp_path / "a.xlsx", Audit=f"{HEAD}\n{written} | 3.4.24 | Yes | Yes")
    two = book(tmp_path / "b.xlsx", Audit=f"{HEAD}\n#12345 | 3.4.24 | No | Yes")
    assert aside(read(one, two)) == ({"duplicate_conflict": 2} if same else {})


def test_the_same_case_with_other_answers_counts_not_at_all(read: Read, tmp_path: Path) -> None:
    drawing = f"{HEAD}\nDA/1 | 3.4.24 | Yes | No\nDA/1 | 4.4.24 | No | No\nDA/2 | 3.4.24 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert aside(evidence) == {"duplicate_conflict": 2}
    assert evidence.rows_used == 1


def test_the_same_case_in_another_month_counts_again_only_if_it_was_looked_at_again(
    read: Read, tmp_path: Path
) -> None:
    drawing = f"{HEAD}\nDA/1 | 3.4.24 | Yes | No\nDA/1 | 3.5.24 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert [str(case.month) for case in evidence.cases[0].cases] == ["2024-05"]
    assert aside(evidence) == {"duplicate_case": 1}
    assert "case_in_two_months" not in codes(evidence)
    drawing = f"{HEAD}\nDA/1 | 3.4.24 | Yes | No\nDA/1 | 3.5.24 | Yes | Yes"
    evidence = read(book(tmp_path / "b.xlsx", Audit=drawing))
    assert evidence.rows_used == 2
    assert told(evidence, "case_in_two_months").severity == "info"


def test_a_dash_or_nothing_is_no_reference(read: Read, tmp_path: Path) -> None:
    drawing = f"{HEAD}\n- | 3.4.24 | Yes | No\nn/a | 3.4.24 | Yes | No\n | 3.4.24 | Yes | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert evidence.rows_used == 3
    assert {case.key for case, _ in cases(evidence)} == {None}


@pytest.mark.parametrize("damaged", ["3.526E+13", "3.53e+13", "4E+15", " 1.2E+9 ", "1E+16"])
def test_a_long_reference_that_excel_has_shortened_is_none(read: Read, tmp_path: Path, damaged: str) -> None:
    rows = "\n".join(f"{damaged},3.4.24,{answer},No" for answer in ("Yes", "Yes", "No"))
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD.replace(' | ', ',')}\n35260000000001,3.4.24,Yes,No\n{rows}\n", encoding="utf-8")
    evidence = read(path)
    assert (evidence.rows_used, codes(evidence)) == (4, ["reference_shortened"])
    assert told(evidence, "reference_shortened").cells == ("A3", "A4", "A5")
    assert [case.key is None for case, _ in cases(evidence)].count(True) == 3


def test_a_number_too_long_for_excel_is_no_reference(read: Read, tmp_path: Path) -> None:
    drawing = f"{HEAD}\n#35260000000000123 | 3.4.24 | Yes | No\n#352600000000001 | 3.4.24 | No | No"
    evidence = read(book(tmp_path / "a.xlsx", Audit=drawing))
    assert told(evidence, "reference_shortened").cells == ("A2",)


@pytest.mark.parametrize("reference", ["12E45", "3E10", "E+13", "NE/1E+1"])
def test_a_reference_with_an_e_in_it_is_one(read: Read, tmp_path: Path, reference: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{HEAD}\n{reference} | 3.4.24 | Yes | No"))
    assert codes(evidence) == []


def test_of_two_alike_the_one_that_says_how_it_was_chosen_is_kept(read: Read, tmp_path: Path) -> None:
    one = book(tmp_path / "a.xlsx", Audit=f"{HEAD}\nDA/1 | 3.4.24 | Yes | No")
    two = book(tmp_path / "b.xlsx", Audit=f"Selection | Random\n{HEAD}\nDA/1 | 3.4.24 | Yes | No")
    evidence = read(one, two)
    assert evidence.cases[0].source.file == "b.xlsx"
    assert aside(evidence) == {"duplicate_case": 1}


def test_numbers_follow_their_rows_when_others_are_dropped(read: Read, tmp_path: Path) -> None:
    drawing = """
Case reference | Date of audit | Risk tool completed | Hours to supervisor review
DA/1 | 3.4.24 | Yes | #1
DA/1 | 3.4.24 | Yes | #1
DA/2 | 3.4.24 | Yes | #2
"""
    (sheet,) = read(book(tmp_path / "a.xlsx", Audit=drawing)).cases
    assert sheet.numbers == {(0, "Q28h"): 1.0, (1, "Q28h"): 2.0}


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_rows_are_the_same_evidence(read: Read, tmp_path: Path, seed: int) -> None:
    rows = [
        f"DA/{n % 9} | {1 + n % 3}.4.24 | {'Yes' if n % 2 else 'No'} | {'N/A' if n % 5 else '?'}"
        for n in range(20)
    ]
    rows += ["Crew A | | |", "Total | | #3 | #4"]
    plain = read(book(tmp_path / "a.xlsx", Audit="\n".join([HEAD, *rows])))
    random.Random(seed).shuffle(rows)
    shuffled = read(book(tmp_path / "b" / "a.xlsx", Audit="\n".join([HEAD, *rows])))
    assert cases(shuffled) == cases(plain)


CELLS = st.sampled_from(
    [
        *("", "", " ", "Yes", "no", "yess", "N/A", "!true", "#3", "#45385", "50%", "Yes/No", "Random"),
        *("3.4.24", "31/02/24", "DA/1", "DA/2", "Total", "Crew", "Notes: x"),
        *("Case reference", "Date of audit", "Q25", "Supervisor review"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    rows=[["", "", "", "", "Yes", "#3"], ["", "", "", "", "Q25", "Case reference"]], headed=False, tab="Audit"
)
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=25),
    headed=st.booleans(),
    tab=st.sampled_from(["Audit", "Apr 2024"]),
)
def test_every_row_is_used_or_set_aside_with_a_reason(
    read: Read, tmp_path: Path, rows: list[list[str]], headed: bool, tab: str
) -> None:
    lines = ([HEAD] if headed else []) + [" | ".join(row) for row in rows]
    drawn = [row for line in lines for row in cells_of(line or " ")]
    path = book(tmp_path / "a.xlsx", **{tab: drawn})
    evidence = read(path)  # the fixture holds read = used + set aside for every sheet
    (file,) = evidence.files
    assert sum(sheet.rows_used for sheet in file.sheets) == sum(len(found.cases) for found in evidence.cases)
    seen = [any(cell.strip() for cell in line.split("|")) for line in lines]
    heads = [sheet.header_row for sheet in file.sheets if sheet.header_row]
    read_of_all = sum(sheet.rows_read for sheet in file.sheets)
    if len(file.sheets) == 1:
        above = file.sheets[0].set_aside.get("row_above_headings", 0)
        assert read_of_all == sum(seen[heads[0] :] if heads else seen) + above
    else:  # a later table's headings and titles are not rows
        assert read_of_all <= sum(seen[min(heads, default=0) :]) + sum(seen[: min(heads, default=0)])
    said = set(codes(evidence))
    assert {
        reason for sheet in file.sheets for reason in sheet.set_aside if reason != "column_missing"
    } <= said
