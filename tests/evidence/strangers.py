"""Draws the forty cases of a month as a stranger would lay them out, and counts what was read of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daready.evidence.model import Evidence, Notice
from tests.evidence.drawn import book

RISK = "Risk assessment done for this incident"
ACTIONS = "Immediate safety actions recorded"
CHOSEN = "How cases were chosen | Random\nPopulation | #200\n"


def one_in_four(n: int, failing: str = "No", passing: str = "Yes") -> str:
    """An answer that ten of forty cases fail."""
    return failing if n % 4 == 0 else passing


def forty(
    row: Callable[[int], str],
    heads: str = f"Case reference | {RISK} | {ACTIONS}",
    *,
    above: str = "",
    below: str = "",
) -> str:
    """Forty cases under headings, with something ``above`` these and ``below`` the cases."""
    cases = [f"OCC{n:04} | {row(n)}" for n in range(40)]
    return "\n".join([CHOSEN + above, heads, *cases, *filter(None, [below])])


def july(folder: Path, drawing: str, **more: str) -> Path:
    """A workbook whose first tab is July 2025."""
    return book(folder / "audit.xlsx", July_2025=drawing, **more)


def counts(evidence: Evidence, question: str) -> tuple[int, int]:
    """How many yes and no were counted of a question."""
    said = [
        sheet.outcomes[n * len(sheet.questions) + sheet.questions.index(question)]
        for sheet in evidence.cases
        if question in sheet.questions
        for n in range(len(sheet.cases))
    ]
    return said.count(ord("Y")), said.count(ord("N"))


def codes(evidence: Evidence) -> set[str]:
    return {notice.code for notice in evidence.notices} - {"file_name_hidden", "selection_not_stated"}


def named(evidence: Evidence, code: str) -> Notice:
    """The one notice of a code."""
    (notice,) = [notice for notice in evidence.notices if notice.code == code]
    return notice


def cells(evidence: Evidence, code: str) -> list[str]:
    """Every cell that notices of a code name."""
    notices = [notice for notice in evidence.notices if notice.code == code]
    return [cell for notice in notices for cell in notice.cells or ([notice.cell] if notice.cell else [])]
