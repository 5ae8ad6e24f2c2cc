"""A month's core form filled in case by case: the workbook in the evidence folder is the only place where it stands.

It is the template that daready makes, with what was said so far in its cells. It is read back through the guarded
child, so that what somebody typed into it in Excel goes on here; what a page could not keep is refused, never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.worker import Worker
from daready.foreign.files import is_there
from daready.report.whole import write_whole
from daready.scoring.card import card_rows
from daready.workbooks_out import template, template_book
from daready.workbooks_out.template import Plan, Wanted

if TYPE_CHECKING:
    from daready.evidence.model import Month
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace

FORM = "case-audit"
_ROOM = 20
"""So many empty rows stand below the cases."""


class NotKept(Exception):
    """A workbook that cannot be gone on with here, in a sentence."""


@dataclass(frozen=True, slots=True)
class Book:
    """A month: how its form is laid out, what its facts say, and its cases, each by the ids of columns."""

    planned: Plan
    facts: Mapping[str, str]
    cases: Sequence[Mapping[str, str]]


def path_of(workspace: Workspace, month: Month) -> Path:
    """Where a month's workbook stands."""
    return workspace.evidence / f"Case audit {month.first:%B %Y}.xlsx"


def read_book(workspace: Workspace, rubric: Rubric, month: Month) -> Book:
    """A month as its workbook says it; with no case where there is none yet. Raises NotKept."""
    wanted = Wanted(districts=workspace.settings.districts, month=month, core=True)
    planned = template.plan(rubric, rubric.form[FORM], wanted)
    path = path_of(workspace, month)
    if not is_there(path):
        return Book(planned, {field.id: field.filled for field in planned.facts if field.filled}, ())
    with Worker() as worker:
        worker.brief(
            lambda: plain_rubric(rubric), Brief(b"\0" * 32)
        )  # nothing is hashed: the cells go to a page
        reply = worker.cells(path)
    if reply.refused:
        raise NotKept(f"{path.name} cannot be read. Close it if it is open in Excel, and try again.")
    sheets = dict(zip(reply.titles, reply.sheets, strict=True))
    return _book(planned, sheets.get(planned.sheet, ()), path)


def _book(planned: Plan, rows: Sequence[Sequence[str]], path: Path) -> Book:
    headings = [field.heading for field in planned.columns]
    top = next((at for at, row in enumerate(rows) if [*row][: len(headings)] == headings), None)
    below = rows[top + 1 :] if top is not None else ()
    if top is None or any(any(cell.strip() for cell in row[len(headings) :]) for row in rows):
        raise NotKept(
            f"{path.name} was changed so that its columns are not the form's any more. Go on in Excel, and bring it in."
        )
    told = {row[0]: row[1] for row in rows[:top] if len(row) > 1}
    ids = [field.id for field in planned.columns]
    cases = [
        {name: cell.strip() for name, cell in zip(ids, row, strict=False) if cell.strip()} for row in below
    ]
    while cases and not cases[-1]:
        cases.pop()
    return Book(planned, {field.id: told.get(field.heading, "") for field in planned.facts}, cases)


def write_book(workspace: Workspace, rubric: Rubric, month: Month, book: Book) -> Path:
    """Write a month whole or not at all. Raises OSError where it cannot be written."""
    facts = tuple(replace(field, filled=book.facts.get(field.id, "")) for field in book.planned.facts)
    rows = len(book.cases) + _ROOM
    planned = replace(book.planned, facts=facts, rows=rows, given=tuple(book.cases))
    path = path_of(workspace, month)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, template_book.draw(planned, card_rows(rubric.policy, rows)))
    return path
