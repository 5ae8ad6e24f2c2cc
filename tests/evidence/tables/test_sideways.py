"""An audit on its side is refused with its own sentence; a list of the questions is no audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.conftest import Read
from tests.evidence.drawn import book
from tests.evidence.strangers import cells
from tests.evidence.tables.test_tables import aside, codes

SIDEWAYS = """
Case reference | DA/1 | DA/2 | DA/3
Date of audit | 3.4.24 | 4.4.24 | 5.4.24
Risk tool completed | Yes | No | N/A
Supervisor review | No | Yes | Yes
"""
NUMBERED = """
DA audit
| Question | Case 1 | Case 2
1 | Was the risk tool completed for this incident? | Yes | Yes
2 | Did a supervisor review the risk assessment? | | No
"""
GUIDANCE = """
Question | What to look for
Q25 | The form is on the record
Q28 | A supervisor has signed it
"""


@pytest.mark.parametrize(("drawing", "rows"), [(SIDEWAYS, 4), (NUMBERED, 4)])
def test_an_audit_on_its_side_is_refused_with_what_to_do(
    read: Read, tmp_path: Path, drawing: str, rows: int
) -> None:
    evidence = read(book(tmp_path / "Apr 2024.xlsx", Audit=drawing))
    assert codes(evidence) == ["table_on_its_side"]
    assert aside(evidence) == {"table_on_its_side": rows}


def test_a_list_of_the_questions_is_no_audit(read: Read, tmp_path: Path) -> None:
    assert codes(read(book(tmp_path / "a.xlsx", Guide=GUIDANCE))) == [
        "no_form_fits",
        "no_table",
        "headings_tried",
    ]


COUNTED = """
Question | Yes | No | N/A | Share
Risk tool completed | #30 | #5 | #5 | %0.86
Supervisor review | #40 | #0 | #0 | %1
"""


def test_counts_of_answers_are_no_audit_on_its_side(read: Read, tmp_path: Path) -> None:
    evidence = read(book(tmp_path / "a.xlsx", April=COUNTED))
    assert cells(evidence, "counts_by_question") == ["A2"]
    assert "table_on_its_side" not in codes(evidence)


UNKNOWN = "Our own number | How did the risk part go? | And the safety part?"


@pytest.mark.parametrize(
    ("drawing", "form", "tried"),
    [
        (f"DA audit\n{UNKNOWN}\nX1 | Yes | No\nX2 | Yes | Yes", "case-audit", ["A2", "B2", "C2"]),
        ("X1 | Yes | No\nX2 | Yes | Yes", None, []),  # no headings at all: a case is not asked about as one
        (
            "Thing | Month | Top\nM16 | Apr 2024 | #8\nArrest rate | Apr 2024 | #8",
            "performance-return",
            ["A1", "C1"],
        ),
    ],
)
def test_the_headings_asked_about_are_headings_and_of_the_nearest_form(
    read: Read, tmp_path: Path, drawing: str, form: str | None, tried: list[str]
) -> None:
    evidence = read(book(tmp_path / "a.xlsx", April=drawing))
    assert cells(evidence, "headings_tried") == tried
    assert {asked.form for asked in evidence.asked} == ({form} if form else set())
