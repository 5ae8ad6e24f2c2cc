"""Record as safe: a case that needed someone is recorded as made safe, since when and by which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from daready.evidence.cells.dates import read_date
from daready.ledger.faults import NotThere
from daready.ledger.safe import record
from daready.report.shapes import day
from daready.window.answers import Answer, Asked, Go, Page, Refused
from daready.window.desk import Desk
from daready.window.rooms.today import Case, cases
from daready.window.ways import Room, Way
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors, NotKept
from daready.workspace.safe import Waiting

_GONE = "This case is not on today's list any more. Go to Today and see who is."


@dataclass(frozen=True, slots=True)
class Form:
    """``spot`` tells the case from all others, whatever the list says by then."""

    case: Case
    spot: str
    role: str
    on: str
    fault: str = ""


def ask(desk: Desk, asked: Asked) -> Answer:
    at = int(asked.path["at"])
    shown = [*cases(desk.stands)]
    if at >= len(shown):
        raise Refused(_GONE, 404)
    return Page("safe.html", Form(shown[at], _spot(desk.stands.waiting[at]), desk.role, day(desk.today())))


def keep(desk: Desk, asked: Asked) -> Answer:
    """Keep it, and say on Today that it is kept; or the form again with what is wrong."""
    stands = desk.stands
    waiting = [*zip(cases(stands), stands.waiting, strict=True)]
    shown, one = next((each for each in waiting if _spot(each[1]) == asked.said("spot")), (None, None))
    if shown is None or one is None:
        raise Refused(_GONE, 409)
    try:
        on = _day(asked.said("on"), desk.today())
        role = Doors(stands.rated.rubric, desk.founded.settings.shown).post(asked.said("role"))
        safe = one.made_safe(on)
    except (NotKept, NotThere) as fault:
        again = Form(shown, asked.said("spot"), asked.said("role"), asked.said("on"), str(fault))
        return Page("safe.html", again, 422)
    desk.role = role
    with desk.writing() as ledger:
        record(ledger, [safe], role, at=now(), who=desk.who)
    return Go("/")


def _day(text: str, today: date) -> date:
    on = read_date(text)
    if on is None:
        raise NotKept("The day on which the person was made safe: write it as 26 June 2026 or 26/6/2026.")
    if on > today:
        raise NotKept("That day is in the future. Give the day on which the person was made safe.")
    return on


def _spot(one: Waiting) -> str:
    load, sheet, row = one.spot
    return f"{load}/{row}/{sheet}"


ROOM = Room("/safe", "", (Way("GET", "/safe/{at:int}", ask), Way("POST", "/safe", keep)))
