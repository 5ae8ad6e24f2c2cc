"""Actions in words and as tables: who does what by when, how far it is, and whether it was tested again since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from daready.planning.actions import HEADINGS, STATUS_WORDS, STRANDS, Action, Field, read_status
from daready.planning.followed import Followed, Plan, Retest
from daready.planning.gaps import Gap
from daready.report.colours import coloured
from daready.report.first.view import Owned
from daready.report.shapes import Cell, Column, Row, Table, day, filled, row
from daready.report.words import GAP_KINDS, count
from daready.rubric.terms import Colour
from daready.rubric.words import fold
from daready.scoring.model import Assessment, CriterionFinding

UNSAID: dict[Field, str] = {
    "what": "to be agreed",
    "role": "no role",
    "owner": "to be named",
    "due": "to be set",
    "status": STATUS_WORDS["open"][0],
    "strand": "to be set",
    "evidence": "to be agreed",
    "board": "to be set",
    "part": "all parts",
}
"""What a cell says of which nobody has said anything; the role is then the criterion's own."""

OFFERED: dict[Field, tuple[str, ...]] = {
    "status": tuple(words[0] for words in STATUS_WORDS.values()),
    "strand": tuple(STRANDS.values()),
}
_WIDTHS: dict[Field, int] = {
    "what": 34,
    "role": 20,
    "owner": 16,
    "due": 13,
    "status": 15,
    "strand": 10,
    "evidence": 24,
    "board": 18,
    "part": 14,
}
_ONE_OF = " or "
_WHICH = " (two answers: write which)"


# -- what a field says -------------------------------------------------------------------------------


def shown(action: Action | None, field: Field, unsaid: str = "") -> str | date:
    """A field in words: the value, or all that stand where people differ; ``unsaid`` if nobody said any."""
    said = action.all_said(field) if action else ()
    if not said:
        return unsaid
    if field == "due" and len(said) == 1:
        return date.fromisoformat(said[0])
    words = [_in_words(field, value) for value in said]
    return words[0] if len(words) == 1 else _ONE_OF.join(words) + _WHICH


def _in_words(field: Field, value: str) -> str:
    if field == "due":
        return day(date.fromisoformat(value))
    if field == "status":
        status, since = read_status(value)
        return f"{STATUS_WORDS[status][0]} {day(since)}" if since else STATUS_WORDS[status][0]
    return STRANDS.get(value, value) if field == "strand" else value


def role_of(gap: Gap) -> str:
    """The role that owns a gap: the one that was said, else the criterion's."""
    return str(shown(gap.action.action if gap.action else None, "role", gap.owner_role))


def standing(one: Followed, *, counted: bool = True) -> str:
    """How an action stands on the day, in words; ``counted``: with the number of later cases, never published."""
    action, retest = one.action, one.retest
    if one.state == "overdue":
        return f"overdue by {count(one.late, 'day')}"
    if one.state in ("open", "in_progress"):
        return "in progress" if one.state == "in_progress" else "not begun"
    if retest is None:
        _, since = action.reached
        return (
            f"said to be done on {day(since)}; what it is about is not tested any more" if since else "done"
        )
    on = f"on {day(retest.since)}"
    cases = f"{count(retest.cases, 'later case')} " if retest.cases and counted else "later evidence "
    if one.state == "closed":
        return f"closed: done {on}, and {cases}{'shows' if cases.startswith(('later', '1 ')) else 'show'} it"
    if one.state == "reopened":
        return f"open again: closed {on}, and not green since"
    if one.state == "not_passed":
        return f"said to be done {on}; tested since and {_not_green(retest.colour)}"
    return f"said to be done {on}; not tested since"


def not_closed(retest: Retest) -> str:
    """Why an action may not be closed, in words."""
    if not retest.tested:
        return f"nothing later than {day(retest.since)} has tested it"
    return f"it was tested since {day(retest.since)}, and it is {_not_green(retest.colour)}"


def _not_green(colour: Colour) -> str:
    return (
        "red with all that is known"
        if colour is Colour.GREEN
        else f"{colour.value.lower()} by later evidence"
    )


def taken_on(gap: Gap, *, names: bool) -> str:
    """Who has a gap, by when and how it stands, in a line; ``names``: by name too, which no public copy shows."""
    role = role_of(gap)
    if gap.action is None:
        return role
    named = shown(gap.action.action, "owner") if names else ""
    return f"{role}{f' ({named})' if named else ''}; {_by(gap.action)}; {standing(gap.action)}"


def taken(one: Followed, role: str) -> str:
    """Who has an action by role (the criterion's own if none is said), and by when: what may leave the force."""
    return f"{shown(one.action, 'role', role)}, {_by(one)}"


def answers_to(one: Followed, board: str) -> bool:
    """Whether an action is a board's, however its name is written."""
    return fold(board) in map(fold, one.action.all_said("board"))


def _by(one: Followed) -> str:
    due = shown(one.action, "due")
    return f"by {day(due) if isinstance(due, date) else due}" if due else "no date set"


def owners(gaps: Iterable[Gap], *, names: bool) -> dict[str, Owned]:
    """Who took on which gap, by criterion, for the first page; ``names``: by name where one was said."""
    return {
        gap.criterion: Owned(_who(gap, names), gap.action.action.due, gap.action.late > 0)
        for gap in gaps
        if gap.action
    }


def _who(gap: Gap, names: bool) -> str:
    named = str(shown(gap.action.action, "owner")) if gap.action and names else ""
    return named or role_of(gap)


def due_words(gap: Gap) -> str:
    """By when, in words."""
    due = shown(gap.action.action if gap.action else None, "due", UNSAID["due"])
    return day(due) if isinstance(due, date) else due


def differing(action: Action) -> str:
    """What two people said differently of an action, in words; else nothing."""
    return "; ".join(
        f"{HEADINGS[field][0]}: {_ONE_OF.join(_in_words(field, value) for value in action.all_said(field))}"
        for field in action.differing
    )


def plan_told(gaps: Sequence[Gap], plan: Plan | None) -> str:
    """How far the plan is, in a sentence or two; nothing where no ledger keeps one."""
    if plan is None or not gaps:
        return ""
    taken = [gap.action for gap in gaps if gap.action]
    ready = sum(bool(one.action.due and one.action.all_said("owner")) for one in taken)
    said = f"{ready} of {count(len(gaps), 'gap')} {'has' if ready == 1 else 'have'} a named owner and a date."
    states = [one.state for one in plan.actions]
    parts = (
        (sum(one.late > 0 for one in plan.actions), "is overdue", "are overdue"),
        (
            states.count("done"),
            "is said to be done and was not tested since",
            "are said to be done and were not tested since",
        ),
        (
            states.count("not_passed"),
            "was tested since and is not green",
            "were tested since and are not green",
        ),
        (states.count("reopened"), "was closed and is open again", "were closed and are open again"),
        (states.count("closed"), "is closed by a later test", "are closed by a later test"),
        (sum(bool(one.action.differing) for one in plan.actions), "holds two answers", "hold two answers"),
    )
    told = [f"{number} {one if number == 1 else several}" for number, one, several in parts if number]
    return f"{said} Of the actions, {', '.join(told)}." if told else said


def action_told(one: Followed) -> Iterator[str]:
    """An action in full, for the terminal of those who work on it."""
    yield f"Action {one.action.id}: {standing(one)}."
    yield from fields_told(one.action)


def fields_told(action: Action) -> Iterator[str]:
    """What is said of an action, a line a field."""
    for field, headings in HEADINGS.items():
        said = shown(action, field)
        if said:
            yield f"  {headings[0]}: {day(said) if isinstance(said, date) else said}"


def by_urgency(actions: Iterable[Followed]) -> list[Followed]:
    """Overdue ones first, the longest first; then by the day they are due, and those without one last."""
    return sorted(actions, key=lambda one: (-one.late, one.action.due or date.max, one.action.id))


def actions_record(plan: Plan) -> list[dict[str, object]]:
    """Every action for the JSON: roles and codes, and neither names nor free texts."""
    return [_record(one) for one in plan.actions]


def _record(one: Followed) -> dict[str, object]:
    action, retest = one.action, one.retest
    status, since = action.reached
    return {
        "id": action.id,
        "criterion": action.criterion,
        "part": action.value("part"),
        "kind": action.kind,
        "state": one.state,
        "role": action.value("role"),
        "named": bool(action.all_said("owner")),
        "due": action.due.isoformat() if action.due else None,
        "days_late": one.late,
        "status": status,
        "done": since.isoformat() if since else None,
        "strand": action.value("strand"),
        "board": action.value("board"),
        "two_answers": [*action.differing],
        "retest": None
        if retest is None
        else {
            "since": retest.since.isoformat(),
            "tested": retest.tested,
            "cases": retest.cases,
            "colour": retest.colour.value,
            "passed": retest.passed,
        },
    }


# -- the plan as a table -----------------------------------------------------------------------------


def mark(plan: Plan) -> str:
    """The line by which a plan that comes back is compared with what was known when it was made."""
    return f"Plan as known at ledger entry {plan.entry} ({plan.head}). Leave this line as it is."


HOW = (
    "Fill in the yellow cells and take the file back with: daready actions import FILE. An empty cell changes nothing. "
    "A status is Not yet, In progress, Done (with the day, if not today) or Closed."
)


def input_column(field: Field) -> Column:
    return Column(HEADINGS[field][0], _WIDTHS[field], "input", OFFERED.get(field, ()))


def input_cell(action: Action | None, field: Field, role: str) -> Cell:
    """A cell of the plan to be filled in; ``role``: the criterion's own owner."""
    return Cell(shown(action, field, role if field == "role" else UNSAID[field]))


def plan_table(
    sheet: str, assessment: Assessment, gaps: Sequence[Gap], plan: Plan, *, every_gap: bool
) -> Table:
    """Every action to be filled in: those of gaps in their order, then the rest. ``every_gap``: also gaps without."""
    found = {c.id: c for c in assessment.criteria}
    fields: tuple[Field, ...] = tuple(HEADINGS)
    columns = (
        Column("Ref", 9),
        Column("Criterion", 26),
        Column("Colour", 13, "colour"),
        Column("Kind of gap", 15),
        Column("Where the action stands", 26),
        *map(input_column, fields),
        Column("Two answers", 24),
    )
    in_order = {gap.criterion: gap for gap in gaps}
    firsts = {gap.action.action.id for gap in gaps if gap.action}
    rows = [_row(found.get(gap.criterion), gap, gap.action) for gap in gaps if gap.action or every_gap] + [
        _row(found.get(one.action.criterion), in_order.get(one.action.criterion), one)
        for one in plan.actions
        if one.action.id not in firsts
    ]
    return Table(
        sheet=sheet,
        title="Who does what by when, and what was tested since",
        name=f"{sheet.lower()}_by_gap",
        columns=columns,
        rows=filled(columns, rows),
        notes=(
            HOW,
            "To add an action, write a new row with the criterion's Ref and the action agreed. Done is a claim; closed "
            "takes later cases that pass.",
            mark(plan),
        ),
    )


def _row(finding: CriterionFinding | None, gap: Gap | None, one: Followed | None) -> Row:
    action = one.action if one else None
    ref = action.id if action else finding.ref if finding else ""
    role = finding.owner_role if finding else UNSAID["role"]
    return row(
        Cell(ref),
        finding.title if finding else "not asked any more",
        coloured(finding.colour, finding.amber) if finding else None,
        GAP_KINDS[gap.kind] if gap else "no gap",
        standing(one) if one else "nobody has taken it on",
        *(input_cell(action, field, role) for field in HEADINGS),
        (differing(action) if action else "") or None,
        key=ref,
    )
