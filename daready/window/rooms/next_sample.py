"""Next sample: how many cases of which kind, what they would settle, and the workbook with the cases drawn for it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from daready.evidence.cells.dates import read_date
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.model import Month
from daready.evidence.worker import Worker
from daready.foreign.files import take
from daready.ledger.draws import DRAW
from daready.planning.next_sample import if_met
from daready.report.next_sample import allocation_told, least_sure, settles_told
from daready.rubric.terms import Colour
from daready.window.answers import Answer, Asked, Download, Page, Refused
from daready.window.rooms.actions import XLSX
from daready.window.tray import PREFIX, laid_out
from daready.window.ways import Room, Way
from daready.workspace.case_list import read_cases
from daready.workspace.folder import now
from daready.workspace.returned_plan import NoPlan
from daready.workspace.sample import plan_of
from daready.workspace.sample_made import draw_kept, write_planned

if TYPE_CHECKING:
    from daready.planning.next_sample import Brings
    from daready.rubric.model import Form, Rubric
    from daready.window.desk import Desk
    from daready.window.standing import Standing
    from daready.workspace.case_list import CaseList
    from daready.workspace.sample import Planned

_MOST_CASES, _MOST_AUDITORS = 10_000, 20
_FORM = "case-audit"
_SEEDS = 2**63


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a sample, as it was asked for."""

    form: Form
    cases: int
    auditors: int
    month: Month | None
    seed: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """What the sample brings a question: how many cases it applies to, how many of those Green takes, and the chances.

    ``met``: the chance of Green at the rate of a what-if, for the criterion that it is about.
    """

    title: str
    criteria: str
    critical: bool
    lacks: bool
    gets: int
    needed: int | None
    chances: tuple[tuple[str, float], ...]
    met: float | None


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample that was drawn before."""

    on: date
    seed: int
    of: int
    cases: str
    who: str


@dataclass(frozen=True, slots=True)
class NextSample:
    forms: tuple[tuple[str, str], ...]
    form: str
    cases: int
    told: tuple[str, ...]
    settles: tuple[str, ...]
    questions: tuple[Question, ...]
    criteria: tuple[tuple[str, str], ...]
    ref: str
    rate: int | None
    draws: tuple[Draw, ...]


def show(desk: Desk, asked: Asked) -> Answer:
    stands = desk.stands
    wish = _wish(stands.rated.rubric, asked.query)
    planned = _planned(stands, wish)
    ref, rate = asked.query.get("if", ""), _number(asked.query.get("rate", ""), 100)
    told = [*settles_told(planned.sample)]
    brings = sorted(planned.sample.brings, key=least_sure)
    criteria = {c.ref: c for c in stands.rated.assessment.criteria}
    tested = dict.fromkeys(name for one in brings for name in one.need.criteria)
    view = NextSample(
        forms=tuple((one.id, one.title) for one in stands.rated.rubric.forms if one.row == "case"),
        form=wish.form.id,
        cases=wish.cases,
        told=tuple(allocation_told(planned.sample, planned.form)),
        settles=tuple(told[:-1]),
        questions=tuple(_question(one, ref, rate) for one in brings),
        criteria=tuple(
            (name, criteria[name].short or criteria[name].title) for name in criteria if name in tested
        ),
        ref=ref,
        rate=rate,
        draws=tuple(_draws(desk)),
    )
    return Page("next_sample.html", view)


def _question(one: Brings, ref: str, rate: int | None) -> Question:
    order = (Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY)
    return Question(
        title=one.need.line.title,
        criteria=", ".join(one.need.criteria),
        critical=one.need.critical,
        lacks=bool(one.need.lacks),
        gets=one.gets,
        needed=one.needed,
        chances=tuple((colour.value.lower(), one.chances[colour]) for colour in order),
        met=if_met(one, rate / 100) if rate is not None and ref in one.need.criteria else None,
    )


def _draws(desk: Desk) -> list[Draw]:
    with desk.reading() as ledger, ledger.reading() as entries:
        made = [entry for entry in entries if entry.kind == DRAW]
    return [
        Draw(
            on=date.fromisoformat(entry.at[:10]),
            seed=int(entry.facts["seed"]),
            of=int(entry.facts["of"]),
            cases=", ".join(f"{number} {kind}" for kind, number in entry.facts["cases"].items() if number),
            who=entry.who,
        )
        for entry in reversed(made)
    ]


def _wish(rubric: Rubric, said: Mapping[str, str]) -> Wish:
    get = said.get
    form = rubric.form.get(get("form", "") or _FORM)
    if form is None or form.row != "case":
        raise Refused("The rubric does not have this form of cases.", 404)
    day = read_date(f"1 {get('month', '')}") if get("month", "") else None
    if get("month", "") and day is None:
        raise Refused("The month of the audit: write it as July 2026, or leave it empty.", 422)
    return Wish(
        form,
        cases=_number(get("cases", ""), _MOST_CASES) or rubric.policy.next_sample_cases,
        auditors=_number(get("auditors", ""), _MOST_AUDITORS) or 2,
        month=Month(day.year, day.month) if day else None,
        seed=_number(get("seed", ""), _SEEDS),
    )


def _number(said: str, most: int) -> int | None:
    """A whole number from 0 to ``most``; None where nothing is said. What is none is refused."""
    text = said.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(most)) or int(text) > most:
        raise Refused(f"Write a whole number, at most {most:,}.", 422)
    return int(text)


def _planned(stands: Standing, wish: Wish, listed: CaseList | None = None) -> Planned:
    rated = stands.rated
    return plan_of(rated.rubric, rated.assessment, rated.evidence, wish.form, wish.cases, listed)


def workbook(desk: Desk, asked: Asked) -> Answer:
    """The workbook to fill in, without any case named."""
    stands = desk.stands
    wish = _wish(stands.rated.rubric, {name: asked.said(name) for name in asked.form})
    planned = _planned(stands, wish)
    return _made(
        desk,
        lambda target: write_planned(
            stands.rated.rubric, planned, target, month=wish.month, auditors=wish.auditors
        ),
    )


def draw(desk: Desk, asked: Asked) -> Answer:
    """Draw the cases from the month's list: the draw is kept, then the workbook names them."""
    stands = desk.stands
    if len(asked.files) != 1:
        raise Refused("Choose the one list of cases to draw from.", 422)
    wish = _wish(stands.rated.rubric, {name: asked.said(name) for name in asked.form})
    listed = _listed(desk, asked, wish.form)
    planned = _planned(stands, wish, listed)
    seed = secrets.randbits(32) if wish.seed is None else wish.seed
    with desk.writing() as ledger:
        found = draw_kept(ledger, planned, listed, seed, on=desk.today(), at=now(), who=desk.who)
    return _made(
        desk,
        lambda target: write_planned(
            stands.rated.rubric, planned, target, month=wish.month, auditors=wish.auditors, found=found
        ),
    )


def _listed(desk: Desk, asked: Asked, form: Form) -> CaseList:
    workspace = desk.founded
    with laid_out(workspace.root, asked.files) as sent, Worker() as worker:
        if not sent.workbooks:
            raise Refused("That is not a workbook. Choose the list of the month's cases.", 422)
        try:
            found = read_cases(worker, sent.workbooks[0][1], desk.rubric, form, Memory(workspace.key, ()))
        except NoPlan as refused:
            raise Refused(str(refused), 422) from None
    if not found.cases:
        raise Refused("The list names no case: its column of references is empty.", 422)
    return found


def _made(desk: Desk, write: Callable[[Path], None]) -> Download:
    """The workbook; it names cases, so it is written in the workspace alone, and is gone at once."""
    with TemporaryDirectory(prefix=PREFIX, dir=desk.founded.root) as folder:
        target = Path(folder) / "sample.xlsx"
        write(target)
        return Download("Next sample.xlsx", take(target), XLSX)


ROOM = Room(
    "/next-sample",
    "Next sample",
    (
        Way("GET", "/next-sample", show),
        Way("POST", "/next-sample/workbook", workbook),
        Way("POST", "/next-sample/draw", draw, files=1),
    ),
    below=True,
)
