"""What a workbook says that its answers mean: read by where the form knows the meaning, refused where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.evidence.conftest import Read, Reads
from tests.evidence.drawn import book
from tests.evidence.strangers import ACTIONS, RISK, cells, counts
from tests.evidence.tables.test_tables import codes, only

HEADS = "Case reference | Date of audit | Risk tool completed | Supervisor review"


def cases(*answers: str) -> str:
    return "\n".join(f"DA/{n} | 3.4.24 | {answer} | Yes" for n, answer in enumerate(answers, 1))


ONES = f"{HEADS}\n{cases('#1', '#1', '#0')}"
TICKS = f"{HEADS}\n{cases('✓', '✓', 'No')}"

READ_BY = {
    "above the table": ({"Audit": f"1 = No; 0 = Yes\n{ONES}"}, (1, 2), "A1"),
    "with the word first": ({"Audit": f"Yes = 0, No = 1\n{ONES}"}, (1, 2), "A1"),
    "after a label, with dashes": ({"Audit": f"Legend: 0 - Yes, 1 - No\n{ONES}"}, (1, 2), "A1"),
    "with colons, in lines": ({"Audit": f"Scoring\\n0: Yes\\n1: No\n{ONES}"}, (1, 2), "A1"),
    "below the cases": ({"Audit": f"{ONES}\n\nKey: 0 = Yes, 1 = No"}, (1, 2), "A6"),
    "in two columns below": ({"Audit": f"{ONES}\n\nCode | Meaning\n#0 | Yes\n#1 | No"}, (1, 2), "A7"),
    "right of the table": (
        {"Audit": ONES.replace("DA/1 | 3.4.24 | #1 | Yes", "DA/1 | 3.4.24 | #1 | Yes | | 1 = No")},
        (0, 3),
        "F2",
    ),
    "on another tab, reversed": (
        {"Audit": ONES, "Lookup": "Meaning | Score\nNo | #1\nYes | #0"},
        (1, 2),
        "A2",
    ),
    "a text on another tab": (
        {"Audit": ONES, "Guidance": "How to score\n0 = Yes, 1 = No"},
        (1, 2),
        "A2",
    ),
    "a tick for not met": ({"Audit": f"Key: ✓ = No\n{TICKS}"}, (0, 3), "A1"),
    "a three-point scale": (
        {"Audit": f"1 = No, 2 = Partly, 3 = Yes\n{HEADS}\n{cases('#3', '#3', '#1')}"},
        (2, 1),
        "A1",
    ),
    "in a comment": ({"Audit": f"&1 = No; 0 = Yes\n{ONES}"}, (1, 2), "A1"),
    "in the heading": (
        {"Audit": f"Case reference | Date of audit | 1 = No, 0 = Yes | \n{ONES}"},
        (1, 2),
        "C1",
    ),
}

REFUSED = {
    "a tick for an issue": ({"Audit": f"Key: ✓ = issue found\n{TICKS}"}, "A1"),
    "a tick for an issue, in a comment": ({"Audit": f"&✓ = issue found\n{TICKS}"}, "A1"),
    "yes for a concern": ({"Audit": f"Y = concern identified\n{HEADS}\n{cases('Y', 'N', 'N')}"}, "A1"),
    "not applicable for no action": (
        {"Audit": f"N/A = no action taken\n{HEADS}\n{cases('N/A', 'Yes', 'No')}"},
        "A1",
    ),
    "no for no issues": ({"Audit": f"Key: No = no issues found\n{HEADS}\n{cases('No', 'No', 'Yes')}"}, "A1"),
    "a scale of words unknown": ({"Audit": f"Scoring: 1 = Poor, 2 = Fair, 3 = Good\n{ONES}"}, "A1"),
    "a mark for missing": ({"Audit": TICKS, "Key": "Symbol | Meaning\n✓ | Form missing"}, "A2"),
    "a scale in cells of its own": ({"Audit": f"1 = Poor\n2 = Fair\n3 = Good\n{ONES}"}, "A1"),
    "two keys that contradict": ({"Audit": f"1 = No\n1 = Yes\n{ONES}"}, "A2"),
}

AGREES = {
    "the same meanings": f"Key: Y = Yes, N = No, 1 = Yes, 0 = No\n{ONES}",
    "yes explained": f"Key: Yes = recorded within the hour, No = not recorded in time\n{HEADS}\n{cases('Yes', 'No')}",
    "not applicable explained": f"N/A = not applicable to this case\n{HEADS}\n{cases('N/A', 'No')}",
    "no children": f"N/A: no children in the household\n{HEADS}\n{cases('N/A', 'No')}",
    "the key of the risk": f"Risk: 1 = High, 2 = Medium, 3 = Standard\n{ONES}",
    "a tick that is done": f"✓ = evidence seen on the record\n{TICKS}",
    "numbered guidance": f"1 - Open the record\n2 - Answer each question\n{ONES}",
    "a remark of a case": f"{HEADS} | Comments\nDA/1 | 3.4.24 | Yes | Yes | Yes = issue found",
    "a comment on a case": f"{HEADS} | Comments\nDA/1 | 3.4.24 | Yes | Yes | &Yes = issue found",
    "dates and titles": f"Audit - Yes campaign, 3-4 April 2024\nVersion: 1\n{ONES}",
}


@pytest.mark.parametrize("name", READ_BY)
def test_a_meaning_the_form_knows_is_read_and_said(read: Read, tmp_path: Path, name: str) -> None:
    sheets, expected, cell = READ_BY[name]
    evidence = read(book(tmp_path / "a.xlsx", **sheets))
    assert counts(evidence, "Q25") == expected
    assert (cells(evidence, "answers_by_key"), counts(evidence, "Q28")) == ([cell], (3, 0))


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_meaning_refuses_the_column(read: Read, tmp_path: Path, name: str) -> None:
    sheets, cell = REFUSED[name]
    evidence = read(book(tmp_path / "a.xlsx", **sheets))
    assert counts(evidence, "Q25") == (0, 0)
    assert set(only(evidence).column("Q25")) == {ord("?")}
    assert (cells(evidence, "key_says_otherwise"), counts(evidence, "Q28")) == ([cell], (3, 0))


@pytest.mark.parametrize("name", AGREES)
def test_what_agrees_or_is_about_something_else_changes_nothing(
    read: Read, tmp_path: Path, name: str
) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=AGREES[name]))
    assert {"key_says_otherwise", "answers_by_key", "numbers_are_a_scale"}.isdisjoint(codes(evidence))
    assert sum(counts(evidence, "Q25")) > 0


SCALES = {
    "a two": ("#1", "#1", "#2"),
    "a five as text": ("1", "0", "5"),
    "a half": ("#1", "#0.5", "#0"),
    "tens": ("#10", "#1", "#0"),
    "a negative": ("#1", "#0", "#-1"),
}


@pytest.mark.parametrize("name", SCALES)
def test_a_column_with_other_numbers_is_a_scale(read: Read, tmp_path: Path, name: str) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{HEADS}\n{cases(*SCALES[name])}"))
    assert (counts(evidence, "Q25"), counts(evidence, "Q28")) == ((0, 0), (3, 0))
    assert cells(evidence, "numbers_are_a_scale") == ["C2", "C3", "C4"]


def test_words_beside_a_stray_number_stay_answers(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", Audit=f"{HEADS}\n{cases('Yes', 'No', '#2', '#1')}"))
    assert counts(evidence, "Q25") == (1, 1)
    assert cells(evidence, "numbers_are_a_scale") == ["C4", "C5"]


def test_noughts_and_ones_alone_are_no_and_yes(read: Read, tmp_path: Path) -> None:
    total = "\nTotal | | #2 | #3"
    evidence = read(book(tmp_path / "a.xlsx", Audit=ONES + total))
    assert counts(evidence, "Q25") == (2, 1)


LISTS = {
    "a list that explains its numbers": {
        "validate": "list",
        "source": ["1 = Not met", "2 = Partly met", "3 = Met"],
    },
    "a prompt": {
        "validate": "any",
        "input_title": "Scoring",
        "input_message": "1 = Not met, 2 = Partly met, 3 = Met",
    },
    "a prompt of lines": {
        "validate": "any",
        "input_title": "Key",
        "input_message": "1: Not met\n2: Partly met\n3: Met",
    },
    "a warning": {
        "validate": "whole",
        "criteria": "between",
        "minimum": 1,
        "maximum": 3,
        "error_message": "Use 1 = Not met, 2 = Partly met or 3 = Met",
    },
}
SCALED = {
    "a list of numbers": {"validate": "list", "source": ["1", "2", "3", "N/A"]},
    "bounds": {"validate": "whole", "criteria": "between", "minimum": 1, "maximum": 5},
    "bounds from 0": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 10},
}
HARMLESS = {
    "a list of words": {"validate": "list", "source": ["Yes", "No", "N/A"]},
    "a list of 0 and 1": {"validate": "list", "source": ["0", "1"]},
    "a prompt that agrees": {"validate": "any", "input_title": "Key", "input_message": "1 = Yes, 0 = No"},
    "another column's": {"validate": "list", "source": ["1", "2", "3"], "at": "E1:E9"},
}


def validated(path: Path, rule: dict[str, object]) -> Path:
    """Eight cases of July whose first answers are all 1, with a rule of what may be typed."""
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("July 2025")
    sheet.write_row(0, 0, ["Case reference", RISK, ACTIONS])
    for n in range(1, 9):
        sheet.write_row(n, 0, [f"OCC{n:04}", 1, "Yes"])
    sheet.data_validation(str(rule.get("at", "B2:B40")), {key: rule[key] for key in rule if key != "at"})
    workbook.close()
    return path


@pytest.mark.parametrize("rule", LISTS)
def test_a_key_in_what_may_be_typed(reads: Reads, tmp_path: Path, rule: str) -> None:
    evidence = reads(validated(tmp_path / "a.xlsx", LISTS[rule]))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 8), (8, 0))
    assert cells(evidence, "answers_by_key") == ["B2"]


@pytest.mark.parametrize("rule", SCALED)
def test_a_scale_in_what_may_be_typed(reads: Reads, tmp_path: Path, rule: str) -> None:
    evidence = reads(validated(tmp_path / "a.xlsx", SCALED[rule]))
    assert (counts(evidence, "Q25"), counts(evidence, "Q31")) == ((0, 0), (8, 0))
    assert len(cells(evidence, "numbers_of_a_scale")) == 8


@pytest.mark.parametrize("rule", HARMLESS)
def test_what_may_be_typed_and_says_nothing(reads: Reads, tmp_path: Path, rule: str) -> None:
    assert counts(reads(validated(tmp_path / "a.xlsx", HARMLESS[rule])), "Q25") == (8, 0)


def test_numbers_explained_otherwise_in_a_list_are_refused(reads: Reads, tmp_path: Path) -> None:
    rule = {"validate": "list", "source": ["0 = No issue", "1 = Issue found"]}
    assert counts(reads(validated(tmp_path / "a.xlsx", rule)), "Q25") == (0, 0)
