"""calendar, and the paper of one board: what falls due and what a board owns, by role; nobody's name."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar

from daready.workspace.folder import create
from tests.command.run import YEAR, daready

DAYS = ("--as-at", "2026-06-30", "--inspection", "2026-09-28")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("loaded") / "mine"
    create(root)
    assert daready("load", YEAR, "--received", "2026-07-01", cwd=root).code in (0, 3)
    words = ("--owner", "Zebedee Quill", "--role", "head of contact", "--due", "2026-08-31")
    assert daready("actions", "set", "U08", *words, "--what", "ask the zebra team", cwd=root).code == 0
    return root


@pytest.fixture
def root(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(loaded, tmp_path / "mine"))


def events(root: Path) -> dict[str, tuple[date, str]]:
    assert daready("calendar", "-o", "due.ics", *DAYS, cwd=root).code == 0
    found = Calendar.from_ical((root / "due.ics").read_bytes()).walk("VEVENT")
    return {str(one["summary"]): (one["dtstart"].dt, str(one.get("description", ""))) for one in found}


def test_it_holds_actions_expiries_and_the_inspection_with_their_roles(root: Path) -> None:
    found = events(root)
    (action,) = [said for name, said in found.items() if name.startswith("Action U08 is due")]
    assert action == (date(2026, 8, 31), "For the head of contact.")
    assert found["Inspection expected"] == (date(2026, 9, 28), "")
    assert sum(name.startswith("Evidence begins to expire") for name in found) > 10
    assert all(isinstance(day, date) for day, _ in found.values())


def test_it_names_nobody_and_is_the_same_twice(root: Path) -> None:
    events(root)
    first = (root / "due.ics").read_bytes()
    assert b"Quill" not in first
    assert b"zebra" not in first
    events(root)
    assert (root / "due.ics").read_bytes() == first


def test_what_is_done_is_no_longer_due_but_to_be_tested_again(root: Path) -> None:
    words = ("--status", "done", "--on", "2026-06-30")
    assert daready("actions", "set", "U08", *words, cwd=root).code == 0
    names = [*events(root)]
    assert not [name for name in names if name.startswith("Action U08 is due")]
    assert [name for name in names if name.startswith("Test again what action U08 did")]


def test_somebody_s_own_calendar_is_not_written_over(root: Path) -> None:
    (root / "due.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", encoding="ascii")
    assert daready("calendar", "-o", "due.ics", *DAYS, cwd=root).code == 2
    assert daready("calendar", "-o", "due.txt", *DAYS, cwd=root).code == 2


# -- a paper for one board ---------------------------------------------------------------------------


def texts(path: Path) -> list[str]:
    paper = Document(path)
    return [p.text for p in paper.paragraphs] + [
        c.text for t in paper.tables for r in t.rows for c in r.cells
    ]


def test_a_board_sees_what_it_owns_and_nobody_s_name(root: Path) -> None:
    for ref, words in {"U09": ("--due", "2026-05-31"), "U20": ("--due", "2026-12-31"), "U05": ()}.items():
        board = "Domestic Abuse Board" if words else "Silver Group"
        ran = daready("actions", "set", ref, "--board", board, "--owner", "Zebedee Quill", *words, cwd=root)
        assert ran.code == 0, ran.err
    ran = daready("paper", "-o", "board.docx", *DAYS, "--board", "domestic abuse board", cwd=root)
    assert ran.code == 0
    tables = [
        [cell.text for cell in row.cells] for t in Document(root / "board.docx").tables for row in t.rows
    ]
    owned = [row for row in tables if row[0] in ("U05", "U08", "U09", "U20")]
    assert [row[0] for row in owned] == ["U09", "U20"]
    assert "overdue by 30 days" in owned[0]
    assert "Quill" not in " ".join(texts(root / "board.docx"))


def test_progress_stands_under_a_framework_s_own_headings(root: Path) -> None:
    name = "increasingly-everyones-business-2015"
    assert daready("paper", "-o", "paper.docx", *DAYS, "--headings", name, cwd=root).code == 0
    record = daready("assess", *DAYS, "--framework", name, "--json", "-", cwd=root).json
    (framework,) = record["frameworks"]
    said = texts(root / "paper.docx")
    assert {"Identifying victims", "Responding"} <= {*said}
    for one in framework["requirements"]:
        assert any(text.startswith(f"{one['ref'] or one['id']} ") for text in said)
    assert daready("paper", "-o", "none.docx", *DAYS, "--headings", "no-such", cwd=root).code == 2


def test_the_public_sees_roles_bands_and_nobody(root: Path) -> None:
    daready("actions", "set", "U09", "--owner", "Zebedee Quill", "--role", "head of crime", cwd=root)
    assert daready("paper", "--publish", "plan.html", *DAYS, cwd=root).code == 0
    page = (root / "plan.html").read_text(encoding="utf-8")
    assert "head of crime" in page
    assert "Quill" not in page
    assert "<script" not in page
    said = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    counts = re.findall(r"\b\d[\d,]* of \d|\brows? \d|\.xlsx|\.csv|\d+ (?:later )?cases", said)
    assert counts == []
    for one in daready("assess", *DAYS, "--json", "-", cwd=root).json["criteria"]:
        assert f"{one['ref']} " in said
    assert daready("paper", *DAYS, cwd=root).code == 2


def test_status_says_which_actions_are_due_and_late(root: Path) -> None:
    assert daready("actions", "set", "U09", "--due", "2026-05-31", cwd=root).code == 0
    due = daready("status", "--as-at", "2026-06-30", "--json", "-", cwd=root).json["due"]
    found = {one["what"].split(":")[0]: (one["on"], one["late"]) for one in due}
    assert found["Action U09 is due"] == ("2026-05-31", True)
    assert found["Action U08 is due"] == ("2026-08-31", False)
    assert "Quill" not in str(due)
