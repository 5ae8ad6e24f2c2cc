"""calendar: what falls due as whole days, by role and criterion; nobody's name, no case and no count."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
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
