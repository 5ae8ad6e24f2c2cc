"""The annex's list of who needs someone today, come back with the days filled in on which they were made safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.cells.dates import read_date
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.notices import notice_of
from daready.foreign.names import printable
from daready.ledger.faults import NotThere
from daready.messages import say
from daready.report.made_safe import FILLED, NOT_YET
from daready.workspace.safe import Waiting, at_row, of_file

if TYPE_CHECKING:
    from daready.evidence.worker import Worker
    from daready.ledger.safe import Safe
    from daready.rubric.model import Rubric

_HEADINGS = ("File", "Sheet", "Row", FILLED)
_TOP = 30
_NOTHING = ("", NOT_YET)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a list says: the cases made safe, every fault by its cell, and how many rows wait for nobody any more."""

    safe: tuple[Safe, ...]
    faults: tuple[str, ...]
    settled: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with a day filled in; ``cell`` is where that stands."""

    file: str
    sheet: str
    row: str
    day: str
    cell: str


def read_list(worker: Worker, path: Path, rubric: Rubric, cases: Sequence[Waiting], today: date) -> Returned:
    """Read a list back. Blank days say nothing. Raises NotThere for a file that is no such list."""
    # Nothing is hashed: the list holds places, no case and no person.
    worker.brief(lambda: plain_rubric(rubric), Brief(b"\0" * 32))
    reply = worker.cells(path)
    if reply.refused:
        notice = notice_of(reply.refused, printable(path.name))
        raise NotThere("safe_list_unread", why=f"{notice.message} {notice.fix}")
    rows = next((found for cells in reply.sheets if (found := _rows(cells)) is not None), None)
    if rows is None:
        raise NotThere("safe_list_unread", why=f"No sheet of it has the headings {', '.join(_HEADINGS)}.")
    safe: list[Safe] = []
    faults: list[str] = []
    settled = 0
    for one in rows:
        day = read_date(one.day)
        if day is None or day > today:
            sentence = say("safe_list_day", cell=one.cell)
            faults.append(f"{sentence.text} {sentence.fix}")
            continue
        case = _waiting(cases, one)
        if case is None:
            settled += 1
            continue
        try:
            safe.append(case.made_safe(day))
        except NotThere as fault:
            faults.append(f"{one.cell}: {fault}")
    return Returned(tuple(safe), tuple(faults), settled)


def _rows(cells: Sequence[Sequence[str]]) -> list[_Row] | None:
    """The rows with a day; None where the sheet is not the list."""
    for top, heading in enumerate(cells[:_TOP]):
        if {*_HEADINGS} <= {*heading}:
            places = [list(heading).index(name) for name in _HEADINGS]
            return [*_filled(cells[top + 1 :], top + 2, places)]
    return None


def _filled(cells: Sequence[Sequence[str]], first: int, places: Sequence[int]) -> Iterator[_Row]:
    letter = chr(ord("A") + places[-1])
    for number, row in enumerate(cells, first):
        file, sheet, at, day = (row[place].strip() if place < len(row) else "" for place in places)
        if file and day.casefold() not in _NOTHING:
            yield _Row(file, sheet, at, day, f"{letter}{number}")


def _waiting(cases: Sequence[Waiting], one: _Row) -> Waiting | None:
    if not one.row.isdecimal():
        return None
    try:
        return at_row(of_file(cases, one.file, one.sheet), int(one.row))
    except NotThere:
        return None
