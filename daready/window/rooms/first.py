"""First run: five questions make the workspace, or the sample is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from daready.evidence.cells.dates import read_date
from daready.ledger.store import make_ledger
from daready.rubric.terms import Selection
from daready.window.answers import Answer, Asked, Go, Page
from daready.window.desk import Desk
from daready.window.sample import DAY, SETTINGS, load_sample
from daready.window.ways import Room, Way
from daready.workspace.folder import LEDGER, create, now
from daready.workspace.settings import TEMPLATE, with_settings

CHOSEN = (
    (Selection.RANDOM.value, "At random"),
    (Selection.SYSTEMATIC.value, "By a fixed step through a list"),
    (Selection.ALL.value, "All of them"),
    (Selection.JUDGEMENT.value, "By somebody's judgement"),
)


@dataclass(frozen=True, slots=True)
class First:
    """The five answers as they were typed, and what is wrong with them."""

    home: str
    force: str = ""
    districts: str = ""
    inspection: str = ""
    selection: str = ""
    risk_tool: str = ""
    chosen: tuple[tuple[str, str], ...] = CHOSEN
    faults: tuple[str, ...] = ()


def ask(desk: Desk, asked: Asked) -> Answer:
    if desk.workspace is not None:
        return Go("/")
    return Page("first_run.html", First(str(desk.home)))


def make(desk: Desk, asked: Asked) -> Answer:
    """Make the workspace that the five answers describe; or the form again, with every fault."""
    if desk.workspace is not None:
        return Go("/")
    given, faults = _settings(asked, desk.today())
    if faults:
        again = First(
            home=str(desk.home),
            force=asked.said("force"),
            districts=asked.said("districts"),
            inspection=asked.said("inspection"),
            selection=asked.said("selection"),
            risk_tool=asked.said("risk_tool"),
            faults=tuple(faults),
        )
        return Page("first_run.html", again, 422)
    desk.home.mkdir(parents=True, exist_ok=True)
    found(desk.home, given, desk.who)
    desk.begin()
    return Go("/")


def found(home: Path, given: dict[str, Any], who: str) -> None:
    """A workspace with these settings and an empty ledger."""
    create(home, with_settings(TEMPLATE, given))
    make_ledger(home / LEDGER, at=now(), who=who)


def _settings(asked: Asked, today: date) -> tuple[dict[str, Any], list[str]]:
    given: dict[str, Any] = {name: said for name in ("force", "risk_tool") if (said := asked.said(name))}
    faults = [] if "force" in given else ["Name the force, as reports are to show it."]
    districts = [line.strip() for line in asked.said("districts").splitlines() if line.strip()]
    given |= {"districts": districts} if districts else {}
    if said := asked.said("inspection"):
        day = read_date(said)
        if day is None:
            faults.append(
                "The day of the inspection: write it as 28 September 2026 or 28/9/2026, or leave it empty."
            )
        elif day < today:
            faults.append("The day of the inspection has passed. Give the next one, or leave it empty.")
        else:
            given["inspection"] = day.isoformat()
    if said := asked.said("selection"):
        if said in dict(CHOSEN):
            given["selection"] = said
        else:
            faults.append("How cases are chosen: take one of the answers offered.")
    return given, faults


def sample(desk: Desk, asked: Asked) -> Answer:
    """Open the sample in a place of its own, which is gone when the window closes."""
    if desk.workspace is not None:
        return Go("/")
    desk.sample = TemporaryDirectory(prefix="daready-sample-", ignore_cleanup_errors=True)
    home = Path(desk.sample.name)
    found(home, SETTINGS, desk.who)
    load_sample(home, desk.who)
    desk.home, desk.today = home, lambda: DAY
    return Go("/")


ROOM = Room(
    "/first",
    "",
    (
        Way("GET", "/first", ask, unfounded=True),
        Way("POST", "/first", make, unfounded=True),
        Way("POST", "/first/sample", sample, unfounded=True),
    ),
)
