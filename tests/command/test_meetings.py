"""boards: a paper for a board begins with what it decided and with what has another colour since it met."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from daready.evidence.model import Month
from daready.planning.boards import Meeting, last_met, to_come
from tests.command.run import Ran, daready
from tests.ledger.sheets import audit

TODAY = date.today()
LAST = Month.of(TODAY).later(-1)
BOARD = "Safeguarding Board"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert daready("init", "mine", cwd=tmp_path).code == 0
    return tmp_path / "mine"


def met(root: Path, *words: object, code: int = 0) -> Ran:
    ran = daready("boards", "met", BOARD, *words, cwd=root)
    assert ran.code == code, (ran.out, ran.err)
    return ran


def paper(root: Path) -> str:
    ran = daready("paper", "--board", BOARD.lower(), "-o", "paper.docx", cwd=root)
    assert ran.code == 0, ran.err
    document = Document(str(root / "paper.docx"))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in document.paragraphs), "|", *cells))


def test_a_paper_names_what_has_another_colour_since_the_board_met(root: Path) -> None:
    """Nothing was known when it met yesterday; since then a month was loaded that is red."""
    met(root, "--on", TODAY - timedelta(days=1), "--decided", "brief every supervisor again")
    audit(root / "one.csv", str(LAST), ["Yes"] * 10 + ["No"] * 30)
    assert daready("load", "one.csv", cwd=root).code == 0
    text = paper(root)
    assert "decided: brief every supervisor again" in text
    assert "1 criterion has another colour" in text
    assert re.search(r"U07 The history is known before arrival( \(critical\))? GREY ○ RED ■", text)
    met(root, "--on", TODAY)
    assert "1 criterion has another colour" in paper(root)  # a meeting of today is not yet the last


def test_without_a_meeting_nothing_is_said_of_one(root: Path) -> None:
    audit(root / "one.csv", str(LAST), ["Yes"] * 40)
    assert daready("load", "one.csv", cwd=root).code == 0
    assert "last met" not in paper(root)
    assert "No meeting is recorded" in daready("boards", "list", cwd=root).out


def test_the_next_meeting_is_in_the_calendar_and_in_status(root: Path) -> None:
    audit(root / "one.csv", str(LAST), ["Yes"] * 40)
    assert daready("load", "one.csv", cwd=root).code == 0
    met(root, "--on", TODAY, "--next", TODAY + timedelta(days=30))
    assert f"{BOARD} meets" in daready("status", cwd=root).out
    assert daready("calendar", "-o", "due.ics", cwd=root).code == 0
    assert f"{BOARD} meets" in (root / "due.ics").read_text(encoding="utf-8")
    [held] = daready("boards", "list", "--json", "-", cwd=root).json["meetings"]
    assert held["next"] == (TODAY + timedelta(days=30)).isoformat()
    assert daready("undo", cwd=root).code == 0
    assert daready("boards", "list", "--json", "-", cwd=root).json["meetings"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--on", TODAY + timedelta(days=1)),
        ("--on", TODAY, "--next", TODAY),
        ("--on", TODAY, "--decided", "Zebedee Quill leads"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, words: tuple[object, ...]) -> None:
    met(root, *words, code=2)


def test_a_board_is_the_same_however_its_name_is_written() -> None:
    first, second = (
        Meeting("Safeguarding Board", date(2026, 5, 1)),
        Meeting("SAFEGUARDING board", date(2026, 6, 1)),
    )
    assert last_met([first, second], "safeguarding board.", date(2026, 6, 30)) == second
    assert last_met([first, second], "Safeguarding Board", date(2026, 6, 1)) == first
    again = Meeting("Safeguarding Board", date(2026, 6, 2), next=date(2026, 7, 1))
    assert to_come([first, second, again], date(2026, 7, 1)) == [again]
    assert to_come([again, Meeting("safeguarding board", date(2026, 6, 9))], date(2026, 6, 10)) == []
