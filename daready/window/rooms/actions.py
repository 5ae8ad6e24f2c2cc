"""Actions: who does what by when about each gap, edited in place; sent round as a workbook and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from daready import __version__
from daready.evidence.worker import Worker
from daready.foreign.files import take
from daready.ledger.actions import New, say
from daready.planning.actions import STATUS_WORDS, Action, Field
from daready.planning.followed import Followed, retester
from daready.planning.gaps import Gap
from daready.report.actions import by_urgency, differing, plan_told, role_of, shown, standing
from daready.report.first.view import Tile, tile
from daready.report.plan_book import plan_report
from daready.report.shapes import day
from daready.report.words import count
from daready.window.answers import Answer, Asked, Download, Go, Page, Refused
from daready.window.desk import Desk
from daready.window.standing import Standing
from daready.window.tray import PREFIX, laid_out
from daready.window.ways import Room, Way
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors
from daready.workspace.returned_plan import NoPlan, Reading, Returned, cells_of, read_plan, read_row

if TYPE_CHECKING:
    from daready.ledger.chain import Entry

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELDS: tuple[Field, ...] = ("what", "owner", "due", "status")
STATUSES = tuple(words[0] for words in STATUS_WORDS.values())
_ROW = "/actions/{name}"


@dataclass(frozen=True, slots=True)
class Line:
    """One action, or a gap that nobody has taken on. ``late``: days overdue; ``fault``: what could not be kept."""

    name: str
    tile: Tile | None
    what: str
    remedy: str
    role: str
    owner: str
    due: str
    status: str
    late: int
    stands: str
    two: str
    closed: bool
    basis: int
    statuses: tuple[str, ...] = STATUSES
    fault: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that are as urgent as each other."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    told: str
    groups: tuple[Group, ...]
    owners: tuple[str, ...]
    owner: str
    find: str
    said: tuple[str, ...] = ()


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("actions.html", _view(desk.stands, asked))


def keep(desk: Desk, asked: Asked) -> Answer:
    """Keep what a row says anew: what changed in it for a page with script, else the whole page at that row."""
    name = asked.path["name"]
    stands = desk.stands
    line = _line_of(name, stands)
    given: dict[str, str] = {
        field: said for field in FIELDS if (said := asked.said(field)) and said != getattr(line, field)
    }
    fault, kept = "", False
    if given:
        with desk.writing() as ledger:
            with ledger.reading() as entries:
                found = read_row(name, given, ledger, entries, _reading(desk, stands))
            if found.faults:
                fault = " ".join(f"{one.message} {one.fix}" for one in found.faults)
            elif found.new:
                say(ledger, found.new, at=now(), who=desk.who, basis=_basis(asked, entries))
                kept = True
    line = _line_of(name, desk.stands, fault=fault, kept=kept)
    if asked.part:
        return Page("action_kept.html", line, 422 if fault else 200)
    if fault:
        raise Refused(fault, 422)
    return Go(f"/actions#{name}")


def export(desk: Desk, asked: Asked) -> Answer:
    """The plan as a workbook to be filled in."""
    from daready.report.workbook import write_workbook

    stands = desk.stands
    made = plan_report(stands.rated.assessment, stands.gaps, stands.plan, version=__version__)
    with TemporaryDirectory(prefix=PREFIX, dir=desk.founded.root) as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(made, path)
        return Download("Action plan.xlsx", take(path), XLSX)


def take_back(desk: Desk, asked: Asked) -> Answer:
    """Take a filled-in plan back: what is new as one entry, and every cell that could not be used by its name."""
    if len(asked.files) != 1:
        raise Refused("Choose the one plan that came back.")
    stands = desk.stands
    with (
        laid_out(desk.founded.root, asked.files) as found,
        Worker() as worker,
        desk.writing() as ledger,
    ):
        if not found.workbooks:
            raise Refused("That file is not a workbook. Choose the plan that came back.")
        name, path = found.workbooks[0]
        try:
            reply = cells_of(worker, path, stands.rated.rubric)
            with ledger.reading() as entries:
                back = read_plan(reply, name, ledger, entries, _reading(desk, stands))
        except NoPlan as refused:
            raise Refused(str(refused), 422) from None
        if back.new:
            say(ledger, back.new, at=now(), who=desk.who, basis=back.basis)
    return Page("actions.html", _view(desk.stands, asked, _told(back)), 422 if back.faults else 200)


def _told(back: Returned) -> tuple[str, ...]:
    said = [_taken(back.new) if back.new else "Nothing in it is new. Nothing was added."]
    said += [f"{fault.cell}: {fault.message} {fault.fix}" for fault in back.faults]
    said += [f"{remark.text} {remark.fix}".strip() for remark in back.remarks]
    return tuple(said)


def _taken(new: Sequence[New]) -> str:
    answers = count(sum(len(one.values) for one in new), "answer")
    rows = count(len({one.action for one in new}), "action")
    return f"{answers} of {rows} taken."


def _basis(asked: Asked, entries: Sequence[Entry]) -> int:
    """The last entry that the page had seen; what somebody else said since stands beside what is said now."""
    said = asked.said("basis")
    return min(int(said), entries[-1].id) if said.isdecimal() and int(said) > 0 else entries[-1].id


def _reading(desk: Desk, stands: Standing) -> Reading:
    rated = stands.rated
    return Reading(
        rated.rubric,
        Doors(rated.rubric, stands.workspace.settings.shown),
        desk.today(),
        retester(rated.assessment, rated.rubric, rated.evidence),
        {gap.criterion: gap.kind for gap in stands.gaps},
    )


# -- what is shown ---------------------------------------------------------------------------------


def _view(stands: Standing, asked: Asked, said: tuple[str, ...] = ()) -> Actions:
    every = [*_lines(stands)]
    owner, find = asked.query.get("owner", ""), asked.query.get("find", "").strip()
    owners = sorted({who for line in every if (who := line.owner or line.role)})
    shown_ = [
        line
        for line in every
        if (owner not in owners or owner in (line.owner, line.role)) and find.casefold() in _words(line)
    ]
    return Actions(
        told=plan_told(stands.gaps, stands.plan) or "There is no gap and no action.",
        groups=tuple(_groups(shown_, stands)),
        owners=tuple(owners),
        owner=owner if owner in owners else "",
        find=find,
        said=said,
    )


def _words(line: Line) -> str:
    name = f"{line.tile.name} {line.tile.title}" if line.tile else ""
    return f"{line.name} {name} {line.what} {line.remedy}".casefold()


def _groups(lines: Sequence[Line], stands: Standing) -> Iterator[Group]:
    by_name = {one.action.id: one for one in stands.plan.actions}
    today, inspection = stands.rated.assessment.as_at, stands.rated.assessment.inspection

    def of(line: Line) -> int:
        due = by_name[line.name].action.due if line.name in by_name else None
        if line.closed:
            return 5
        if line.late:
            return 0
        if due is None:
            return 4
        return 1 if due == today else 2 if inspection is None or due <= inspection else 3

    titles = ("Overdue", "Today", "Before the inspection", "Later", "Without a day", "Closed by a new test")
    if inspection is None:
        titles = (*titles[:2], "With a day", *titles[3:])
    for at, title in enumerate(titles):
        found = tuple(line for line in lines if of(line) == at)
        if found:
            yield Group(f"{title}: {len(found)}", found)


def _lines(stands: Standing) -> Iterator[Line]:
    """Actions with the most urgent first, then the gaps that nobody has taken on, in their order."""
    gaps = {gap.criterion: gap for gap in stands.gaps}
    for one in by_urgency(stands.plan.actions):
        yield _line(stands, one.action.criterion, gaps.get(one.action.criterion), one)
    for gap in stands.gaps:
        if gap.action is None:
            yield _line(stands, gap.criterion, gap, None)


def _line_of(name: str, stands: Standing, *, fault: str = "", kept: bool = False) -> Line:
    line = next((line for line in _lines(stands) if line.name == name), None)
    if line is None:
        raise Refused("This gap or action has gone. Open the page again.", 404)
    return replace(line, fault=fault, kept=kept)


def _line(stands: Standing, criterion: str, gap: Gap | None, one: Followed | None) -> Line:
    found = next((c for c in stands.rated.assessment.criteria if c.id == criterion), None)
    action = one.action if one else None
    role = role_of(gap) if gap else found.owner_role if found else ""
    return Line(
        name=action.id if action else found.ref if found else criterion,
        tile=tile(found) if found else None,
        what=_said(action, "what"),
        remedy=gap.remedy if gap else "",
        role=_said(action, "role") or role,
        owner=_said(action, "owner"),
        due=_said(action, "due"),
        status=_said(action, "status") or STATUSES[0],
        late=one.late if one and one.state == "overdue" else 0,
        stands=standing(one) if one and one.state not in ("open", "in_progress", "overdue") else "",
        two=differing(action) if action and action.differing else "",
        closed=one is not None and one.state == "closed",
        basis=stands.entry,
    )


def _said(action: Action | None, field: Field) -> str:
    """What is said last of a field, in words; of a status without the day."""
    if action is None or not action.all_said(field):
        return ""
    if field == "status":
        return STATUS_WORDS[action.reached[0]][0]
    if field == "due":
        return day(action.due) if action.due else ""
    said = shown(action, field)
    return day(said) if isinstance(said, date) else action.value(field) or ""


def _note(stands: Standing) -> str:
    late = sum(one.state == "overdue" for one in stands.plan.actions)
    return f"{late} overdue" if late else ""


ROOM = Room(
    "/actions",
    "Actions",
    (
        Way("GET", "/actions", show),
        Way("POST", _ROW, keep),
        Way("GET", "/actions/plan.xlsx", export),
        Way("POST", "/actions", take_back, files=1),
    ),
    note=_note,
)
