"""The register in words, as a table and for the JSON: what is asked of the force, how each item stands, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from daready.planning.in_hand import InHand, Why
from daready.planning.register import (
    BODIES,
    COMPUTED,
    FIELDS,
    HEADINGS,
    KIND_WORDS,
    NUMBER,
    SCOPES,
    STATE_WORDS,
    Field,
    Item,
)
from daready.report.bound import Report
from daready.report.colours import coloured
from daready.report.shapes import NONE, Block, Cell, Column, Kind, Row, Summary, Table, day, filled, row
from daready.report.words import count
from daready.rubric.model import Rubric
from daready.rubric.terms import Colour

WHY: dict[Why, str] = {
    "concern_live": "a cause of concern is live",
    "repeated": "found again by a later item ({by})",
    "reopened": "it was closed and is open again",
    "overdue": "overdue by {late}",
    "no_owner": "nobody owns it",
    "no_date": "it has no date",
    "in_hand": "in hand and inside its date; not closed yet",
    "fell_again": "complete, and tested since and red",
    "not_linked": "complete, and nothing of ours tests it: link it to a criterion",
    "not_retested": "complete, and not tested again within twelve months",
    "not_passed": "complete, and tested since and not green",
    "retested": "complete, tested again within twelve months and passed",
    "superseded": "superseded",
    "not_ours": "for {body}",
}
"""Why an item has its colour; the last two have none."""

_WIDTHS: dict[Field, int] = {
    "kind": 18,
    "what": 44,
    "publisher": 18,
    "report": 30,
    "published": 13,
    "scope": 12,
    "body": 14,
    "role": 20,
    "owner": 16,
    "due": 13,
    "repeats": 12,
    "links": 30,
}
_CODES: Mapping[str, Mapping[Any, tuple[str, ...]]] = {"kind": KIND_WORDS, "scope": SCOPES, "body": BODIES}


def why(one: InHand) -> str:
    """Why an item has its colour, in words."""
    body = BODIES.get(one.item.body, (one.item.body,))[0]
    body = body[0].lower() + body[1:]
    return WHY[one.why].format(by=", ".join(one.by), late=count(one.late, "day"), body=body)


def field_shown(item: Item, name: Field, rubric: Rubric) -> str | date:
    """A field as people read and write it; empty where nobody said it."""
    value = item.values.get(name, "")
    if name in ("published", "due") and value:
        return date.fromisoformat(value)
    if name == "links":
        return "; ".join(_link(rubric, *one) for one in item.links)
    if name in _CODES and value:
        return next(words[0] for code, words in _CODES[name].items() if code == value)
    return value


def _link(rubric: Rubric, criterion: str, clause: str | None) -> str:
    ref = rubric.criteria[criterion].ref if criterion in rubric.criteria else criterion
    return f"{ref}/{clause}" if clause else ref


# -- the terminal ------------------------------------------------------------------------------------


def register_told(found: Sequence[InHand]) -> str:
    """How the register stands, in a sentence or two; nothing where it is empty."""
    if not found:
        return ""
    tally = Counter(one.colour for one in found)
    parts = [f"{tally[colour]} {colour.value.lower()}" for colour in Colour if tally[colour]]
    if tally[None]:
        parts.append(f"{tally[None]} not the force's or superseded")
    live = sum(one.item.live and one.why != "not_ours" for one in found)
    late = sum(one.late > 0 and one.why != "not_ours" for one in found)
    return (
        f"The register holds {count(len(found), 'item')}: {', '.join(parts)}. {live} live, {late} overdue. "
        "Complete without a test that passed in the last twelve months is amber."
    )


def line_told(one: InHand) -> str:
    """An item in a line: its colour, number and kind, and why."""
    colour = one.colour.value if one.colour else "-"
    kind = KIND_WORDS[one.item.kind][0]
    return f"{colour:<6} {one.item.id}  {kind}: {why(one)}."


def item_told(one: InHand, rubric: Rubric) -> Iterator[str]:
    """An item in full, with its trail."""
    yield line_told(one)
    for name in FIELDS:
        said = field_shown(one.item, name, rubric)
        if said:
            yield f"  {HEADINGS[name][0]}: {day(said) if isinstance(said, date) else said}"
    for step in one.item.trail:
        words = f": {step.said}" if step.said else ""
        yield f"  {day(step.on)}  {STATE_WORDS[step.state][0]}{words}"
    if not one.item.trail:
        yield "  Nothing has been said of it yet, so it counts as awaiting review."


def register_record(found: Iterable[InHand]) -> list[dict[str, object]]:
    """Every item for the JSON: codes and roles, and neither names nor free texts."""
    return [
        {
            "number": one.item.id,
            "kind": one.item.kind,
            "colour": one.colour.value if one.colour else None,
            "why": one.why,
            "state": one.item.state,
            "body": one.item.body,
            "scope": one.item.values.get("scope"),
            "published": one.item.values.get("published"),
            "role": one.item.values.get("role"),
            "named": bool(one.item.values.get("owner")),
            "due": one.item.values.get("due"),
            "days_late": one.late,
            "closed": one.item.closed.isoformat() if one.item.closed else None,
            "reopened": one.item.reopened,
            "repeats": one.item.values.get("repeats"),
            "found_again_by": [*one.by],
            "criteria": [f"{c}/{clause}" if clause else c for c, clause in one.item.links],
            "trail": [{"on": step.on.isoformat(), "state": step.state} for step in one.item.trail],
        }
        for one in found
    ]


# -- the workbook ------------------------------------------------------------------------------------

_HOW = (
    "Fill in the yellow cells and take the file back with: daready register import FILE. An empty cell changes "
    "nothing; a new row needs its number and its kind.",
    "Status is the inspectorate's own word: Awaiting review, Being progressed, Complete or Superseded, with the day on "
    "which it was said.",
    "A cause of concern that is live makes the criteria that it names red. Nothing else here changes a colour.",
)


def register_report(found: Sequence[InHand], rubric: Rubric, as_at: date, *, version: str) -> Report:
    """A page of how to fill it in, the register, and the trail of each item."""
    page = Summary(
        sheet="How to",
        title="What was asked of us, and how it stands",
        widths=(32, 20, 48, 25),
        blocks=(
            Block(f"The register as at {day(as_at)}", (register_told(found) or "The register is empty.",)),
            Block("How to fill it in", _HOW),
        ),
    )
    title = f"Register of inspection recommendations as at {day(as_at)}"
    tables = (register_table(found, rubric, to_fill=True), _trail(found))
    return Report(title=title, as_at=as_at, version=version, summary=page, tables=tables)


def register_table(found: Sequence[InHand], rubric: Rubric, *, to_fill: bool) -> Table:
    """Every item, the most urgent first. ``to_fill``: what people may say anew is to be filled in."""
    kind: Kind = "input" if to_fill else "text"
    columns = (
        Column(NUMBER[0], 13),
        Column(COMPUTED[0], 13, "colour"),
        Column(COMPUTED[1], 30),
        *(Column(HEADINGS[name][0], _WIDTHS[name], kind, _offered(name)) for name in FIELDS),
        Column(HEADINGS["state"][0], 17, kind, tuple(words[0] for words in STATE_WORDS.values())),
        Column(HEADINGS["on"][0], 13, kind),
        Column(HEADINGS["said"][0], 40, kind),
    )
    rows = [_row(one, rubric, "" if to_fill else NONE) for one in found]
    return Table(
        sheet="Register",
        title="What was asked of the force, and how it stands",
        name="register",
        columns=columns,
        rows=tuple(rows) if to_fill else filled(columns, rows),
        notes=(_HOW[0],) if to_fill else (register_told(found),),
    )


def _offered(name: Field) -> tuple[str, ...]:
    return tuple(words[0] for words in _CODES[name].values()) if name in _CODES else ()


def _row(one: InHand, rubric: Rubric, unsaid: str) -> Row:
    """A row of the register; ``unsaid``: what a cell says of which nobody said anything."""
    last = one.item.trail[-1] if one.item.trail else None
    said = (
        *(field_shown(one.item, name, rubric) for name in FIELDS),
        *((STATE_WORDS[last.state][0], last.on, last.said) if last else ("", "", "")),
    )
    colour = coloured(one.colour) if one.colour else None
    return row(one.item.id, colour, why(one), *(Cell(each or unsaid) for each in said), key=one.item.id)


def _trail(found: Sequence[InHand]) -> Table:
    columns = (
        Column(NUMBER[0], 13),
        Column(HEADINGS["on"][0], 13, "date"),
        Column(HEADINGS["state"][0], 18),
        Column(HEADINGS["said"][0], 70),
    )
    rows = [
        row(one.item.id, step.on, STATE_WORDS[step.state][0], Cell(step.said))
        for one in found
        for step in one.item.trail
    ]
    return Table(
        sheet="Trail",
        title="What was said of each item, and when",
        name="register_trail",
        columns=columns,
        rows=tuple(rows)
        or (row(*(Cell("") for _ in columns)),),  # room to say the first; a table has a row at least
        notes=("A status of an earlier day may be added in a new row.",),
    )
