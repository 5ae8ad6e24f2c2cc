"""Settings: the force and its words, what is not looked at this year and who said so, and whose each threshold is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from daready import __version__
from daready.evidence.cells.dates import read_date
from daready.ledger.scopes import YEAR_DAYS, add, left_out
from daready.ledger.store import open_ledger
from daready.ledger.upkeep import withdraw
from daready.report.reference import policy_rows
from daready.report.words import count
from daready.window.answers import Answer, Asked, Go, Page, Refused
from daready.window.rooms.first import CHOSEN
from daready.window.ways import Room, Way
from daready.workspace.change_settings import change_settings
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors

if TYPE_CHECKING:
    from daready.rubric.model import Rubric
    from daready.window.desk import Desk

_SHORTEST = 10
_WORDS = ("force", "risk_tool", "order_regime")
_LISTS = ("districts", "names_allowed")
_BACK = "Taken back in the window."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A criterion that is not looked at this year, by whose word, until when."""

    entry: int
    title: str
    why: str
    role: str
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Settings:
    """``said``: what stands in each field. ``faults`` of the settings; ``scope_fault``: why nothing was left out."""

    file: str
    said: dict[str, str]
    chosen: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]
    may_be_left_out: tuple[tuple[str, str], ...]
    thresholds: tuple[tuple[str, str, str, str], ...]
    why: str
    whose: str
    changed: str
    version: str
    faults: tuple[str, ...] = ()
    scope_fault: str = ""


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("settings.html", _view(desk, _said(desk)))


def _said(desk: Desk) -> dict[str, str]:
    """What the settings say, as the form's fields hold it."""
    settings = desk.founded.settings
    return {
        **{name: getattr(settings, name) or "" for name in _WORDS},
        **{name: "\n".join(getattr(settings, name)) for name in _LISTS},
        "inspection": f"{settings.inspection:%-d %B %Y}" if settings.inspection else "",
        "selection": settings.selection.value if settings.selection else "",
    }


def _view(desk: Desk, said: dict[str, str], faults: tuple[str, ...] = (), scope_fault: str = "") -> Settings:
    workspace, rubric, today = desk.founded, desk.rubric, desk.today()
    out = {}
    if workspace.ledger.exists():
        with open_ledger(workspace.ledger, at=now(), who=desk.who) as ledger, ledger.reading() as entries:
            out = left_out(entries, today)
    criteria = rubric.criteria
    changed = len(rubric.cuts_changed)
    return Settings(
        file=str(workspace.file),
        said=said,
        chosen=CHOSEN,
        left_out=tuple(
            LeftOut(
                one.entry,
                criteria[name].title if name in criteria else name,
                one.why,
                one.role,
                one.on,
                one.on + timedelta(days=YEAR_DAYS),
            )
            for name, one in out.items()
        ),
        may_be_left_out=tuple(
            (one.id, one.title) for one in criteria.values() if not one.critical and one.id not in out
        ),
        thresholds=tuple(policy_rows(rubric)),
        why=rubric.policy.why,
        whose=rubric.policy.set_by,
        changed=f"{count(changed, 'cut point')} differ from daready's own." if changed else "",
        version=__version__,
        faults=faults,
        scope_fault=scope_fault,
    )


def change(desk: Desk, asked: Asked) -> Answer:
    """Change the settings; or the form again, with every fault, and nothing changed."""
    desk.may_write()
    said = {name: asked.said(name) for name in (*_WORDS, *_LISTS, "inspection", "selection")}
    given, faults = _read(said, desk.today(), desk.founded.settings.inspection)
    if faults:
        return Page("settings.html", _view(desk, said, tuple(faults)), 422)
    change_settings(desk.founded, given)
    return Go("/settings")


def _read(said: dict[str, str], today: date, stands: date | None) -> tuple[dict[str, Any], list[str]]:
    """The settings as they are written; None for what is not to be set. A day that stands already may have passed."""
    given: dict[str, Any] = {name: said[name] or None for name in _WORDS}
    for name in _LISTS:
        words = [line.strip() for line in said[name].splitlines() if line.strip()]
        given[name] = [*dict.fromkeys(words)] or None
    given |= {"inspection": None, "selection": said["selection"] or None}
    faults = [] if said["force"] else ["Name the force, as reports are to show it."]
    if said["inspection"]:
        day = read_date(said["inspection"])
        if day is None:
            faults.append(
                "The day of the inspection: write it as 28 September 2026 or 28/9/2026, or leave it empty."
            )
        elif day < today and day != stands:
            faults.append("The day of the inspection has passed. Give the next one, or leave it empty.")
        else:
            given["inspection"] = day.isoformat()
    if said["selection"] and said["selection"] not in dict(CHOSEN):
        faults.append("How cases are chosen: take one of the answers offered.")
    return given, faults


def leave_out(desk: Desk, asked: Asked) -> Answer:
    """Leave a criterion out of this year's scope, signed by a role with the reason."""
    workspace, rubric = desk.founded, desk.rubric
    criterion, why, role = asked.said("criterion"), asked.said("why"), asked.said("role")
    if fault := _unfit(rubric, Doors(rubric, workspace.settings.shown), criterion, why, role):
        return Page("settings.html", _view(desk, _said(desk), scope_fault=fault), 422)
    with desk.writing() as ledger:
        add(ledger, [criterion], why, role, at=now(), who=desk.who)
    return Go("/settings")


def _unfit(rubric: Rubric, doors: Doors, criterion: str, why: str, role: str) -> str:
    """Why a criterion cannot be left out; nothing where it can. What was typed is never quoted."""
    chosen = rubric.criteria.get(criterion)
    if chosen is None:
        return "Choose a criterion."
    if chosen.critical:
        return "A failure there can cost a life, so a critical criterion is looked at every year."
    if len(why) < _SHORTEST or not doors.note(why):
        return (
            "Say in a sentence why it is not looked at this year. The sentence is kept for ever: write it without "
            "anything that could be a name."
        )
    if not doors.role(role):
        return "Give the role that decides it, such as head of public protection; never a name."
    return ""


def take_back(desk: Desk, asked: Asked) -> Answer:
    """Look at what was left out again; the entry stays in the record as taken back."""
    said = asked.said("entry")
    with desk.writing() as ledger:
        with ledger.reading() as entries:
            known = {str(one.entry) for one in left_out(entries, desk.today()).values()}
        if said not in known:
            raise Refused("That is not left out any more.", 409)
        withdraw(ledger, int(said), _BACK, at=now(), who=desk.who)
    return Go("/settings")


ROOM = Room(
    "/settings",
    "Settings",
    (
        Way("GET", "/settings", show),
        Way("POST", "/settings", change),
        Way("POST", "/settings/scope", leave_out),
        Way("POST", "/settings/scope/back", take_back),
    ),
    below=True,
)
