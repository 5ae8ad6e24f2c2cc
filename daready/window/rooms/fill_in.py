"""Fill in: the month's core form, case by case, with the marking guide beside each question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from daready.evidence.cells.dates import read_period
from daready.evidence.model import Month
from daready.foreign.files import take
from daready.rubric.model import Marking
from daready.window.answers import Answer, Asked, Go, Page, Refused, Sent
from daready.window.desk import Desk
from daready.window.rooms.bring_in import take as bring
from daready.window.ways import Room, Way
from daready.workbooks_out.template import Field
from daready.workspace.month_book import Book, NotKept, path_of, read_book, write_book

_BACK = 12
_SAYS = {"yes": "Yes", "partial": "Partial", "no": "No", "not_applicable": "Not applicable"}


@dataclass(frozen=True, slots=True)
class Begun:
    """The months to choose from: those that were begun, and those that may be."""

    begun: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How a question is marked: what is enough for each answer, where to look, and the usual mistake."""

    answers: tuple[tuple[str, str], ...]
    look: str
    mistake: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Something to fill in, with what stands there and its guide."""

    id: str
    label: str
    hint: str
    said: str
    choices: tuple[str, ...]
    required: bool
    guide: Guide | None


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: what holds for all of it, and how far each case is."""

    month: str
    title: str
    file: str
    facts: tuple[Cell, ...]
    cases: tuple[tuple[int, str, int], ...]
    asked: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case of a month. ``number`` counts from 1; ``last``: of so many."""

    month: str
    title: str
    number: int
    last: int
    cells: tuple[Cell, ...]
    fault: str = ""


def show(desk: Desk, asked: Asked) -> Answer:
    now = Month.of(desk.today())
    months = [now.later(-back) for back in range(_BACK)]
    workspace = desk.founded
    begun = [month for month in months if path_of(workspace, month).exists()]
    return Page("fill_in.html", Begun(*(tuple(map(_named, each)) for each in (begun, months))))


def begin(desk: Desk, asked: Asked) -> Answer:
    return Go(f"/fill-in/{_month(asked.said('month'))}")


def month(desk: Desk, asked: Asked) -> Answer:
    found = _month(asked.path["month"])
    return Page("fill_month.html", _month_view(desk, found, _read(desk, found)))


def keep_facts(desk: Desk, asked: Asked) -> Answer:
    """Keep what holds for the whole month: how the cases were chosen, out of how many."""
    found = _month(asked.path["month"])
    with desk.writing():
        book = _read(desk, found)
        facts = {**book.facts, **{f.id: said for f in book.planned.facts if (said := _clean(asked, f))}}
        write_book(desk.founded, desk.rubric, found, replace(book, facts=facts))
    return Go(f"/fill-in/{found}")


def case(desk: Desk, asked: Asked) -> Answer:
    found = _month(asked.path["month"])
    book = _read(desk, found)
    number = int(asked.path["number"])
    if not 1 <= number <= len(book.cases) + 1:
        raise Refused("This case has gone. Open the month again.", 404)
    return Page("fill_case.html", _case_view(desk, found, book, number))


def keep(desk: Desk, asked: Asked) -> Answer:
    """Keep one case, and go on to the next; or the form again, where it has no reference."""
    found = _month(asked.path["month"])
    number = int(asked.path["number"])
    with desk.writing():
        book = _read(desk, found)
        if not 1 <= number <= len(book.cases) + 1:
            raise Refused("This case has gone. Open the month again.", 404)
        said = {f.id: text for f in book.planned.columns if (text := _clean(asked, f))}
        cases = [*book.cases]
        cases[number - 1 : number] = [said]
        book = replace(book, cases=cases)
        lacking = [f.heading for f in book.planned.columns if f.required and not said.get(f.id)]
        if lacking:
            fault = f"A case needs its {' and '.join(lacking)}; without, it could not be counted."
            return Page("fill_case.html", _case_view(desk, found, book, number, fault), 422)
        write_book(desk.founded, desk.rubric, found, book)
    return Go(f"/fill-in/{found}/{number + 1}" if asked.said("next") else f"/fill-in/{found}")


def bring_in(desk: Desk, asked: Asked) -> Answer:
    """The month's workbook on the table of Bring in, to be looked at and loaded."""
    path = path_of(desk.founded, _month(asked.path["month"]))
    if not path.exists():
        raise Refused("No case has been filled in yet.", 409)
    return bring(desk, Asked(files=(Sent(path.name, take(path)),)))


def _named(one: Month) -> tuple[str, str]:
    return str(one), f"{one.first:%B %Y}"


def _month(text: str) -> Month:
    found = read_period(text)
    if found is None:
        raise Refused("That is not a month. Choose one from the list.", 404)
    return Month.at(found)


def _read(desk: Desk, found: Month) -> Book:
    try:
        return read_book(desk.founded, desk.rubric, found)
    except NotKept as refused:
        raise Refused(str(refused), 409) from None


def _clean(asked: Asked, field: Field) -> str:
    """What was typed; of a list, only what it offers."""
    said = asked.said(f"c-{field.id}")
    return said if not field.choices or said in field.choices else ""


# -- what is shown ---------------------------------------------------------------------------------


def _month_view(desk: Desk, found: Month, book: Book) -> MonthView:
    questions = [field.id for field in book.planned.columns if field.question]
    reference = next(field.id for field in book.planned.columns if field.reads == "reference")
    return MonthView(
        month=str(found),
        title=f"{found.first:%B %Y}",
        file=path_of(desk.founded, found).name,
        facts=tuple(_cells(desk, book.planned.facts, dict(book.facts))),
        cases=tuple(
            (at, one.get(reference, ""), sum(name in one for name in questions))
            for at, one in enumerate(book.cases, 1)
        ),
        asked=len(questions),
    )


def _case_view(desk: Desk, found: Month, book: Book, number: int, fault: str = "") -> CaseView:
    said = book.cases[number - 1] if number <= len(book.cases) else {}
    return CaseView(
        month=str(found),
        title=f"{found.first:%B %Y}",
        number=number,
        last=max(number, len(book.cases)),
        cells=tuple(_cells(desk, book.planned.columns, dict(said))),
        fault=fault,
    )


def _cells(desk: Desk, fields: tuple[Field, ...], said: dict[str, str]) -> Iterator[Cell]:
    guide = desk.rubric.guide
    for field in fields:
        marking = guide.get(f"case-audit/{field.id}")
        yield Cell(
            field.id,
            field.heading,
            field.help,
            said.get(field.id, ""),
            field.choices,
            field.required,
            _guide(marking) if marking else None,
        )


def _guide(marking: Marking) -> Guide:
    answers = [(_SAYS[name], text) for name, text in marking.answers.items() if name in _SAYS]
    if marking.counted:
        answers.append(("How it is counted", marking.counted))
    return Guide(tuple(answers), marking.look, marking.mistake)


ROOM = Room(
    "/fill-in",
    "Fill in",
    (
        Way("GET", "/fill-in", show),
        Way("POST", "/fill-in", begin),
        Way("GET", "/fill-in/{month}", month),
        Way("POST", "/fill-in/{month}", keep_facts),
        Way("GET", "/fill-in/{month}/{number:int}", case),
        Way("POST", "/fill-in/{month}/{number:int}", keep),
        Way("POST", "/fill-in/{month}/bring-in", bring_in),
    ),
)
