"""adopt ADOPTION.xlsx: what a person chose in the adoption workbook is told and, with --accept, kept and signed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from daready.cli.adopt_accept import taken
from daready.cli.outcome import NO_EVIDENCE, USAGE, Stop
from daready.cli.steps import name_missing, rubric_of

if TYPE_CHECKING:
    from daready.evidence.layouts.adoption_back import AdoptionReply
    from daready.rubric.adopted import Answers
    from daready.rubric.model import Form, Rubric
    from daready.workspace.folder import Workspace


def returned(
    path: Path,
    workspace: Workspace | None,
    rubrics: Path | None,
    *,
    accept: bool,
    by: str | None,
    role: str | None,
    json_to: str | None,
) -> int:
    """Read the workbook in the child; stop with every fault of it at once, or take what it says."""
    from daready.evidence.brief import Brief
    from daready.evidence.cells.plain_rubric import plain_rubric
    from daready.evidence.notices import notice_of
    from daready.evidence.worker import Worker
    from daready.foreign.files import NotTaken, led_to
    from daready.rubric.adopting import unadopted

    name_missing([path])
    try:
        real = led_to(path)
    except NotTaken as refused:
        raise Stop(f"{path} could not be read: {refused.strerror}.", NO_EVIDENCE) from None
    rubric = rubric_of(rubrics, workspace, examples=False, superseded=False)
    with Worker() as worker:
        worker.brief(lambda: plain_rubric(unadopted(rubric)), Brief(os.urandom(32)))
        reply = worker.adoption(real)
    said = [(reply.refused, None)] if reply.refused else [*reply.faults]
    if said or reply.found is None:
        notices = [notice_of(code, path.name, *_place(cell)) for code, cell in said]
        raise Stop("\n".join(f"{one.message} {one.fix}" for one in notices), USAGE)
    form = _form(reply, unadopted(rubric))
    answers = _answers(reply, rubric)
    return taken(
        (), reply.found, form, answers, rubric, workspace, accept=accept, by=by, role=role, json_to=json_to
    )


def _place(cell: str | None) -> tuple[str | None, tuple[str, ...], str | None]:
    """The sheet and the cell of a fault, as a notice takes them."""
    if cell is None:
        return None, (), None
    sheet, _, name = cell.partition("!")
    return sheet, (), name


def _form(reply: AdoptionReply, rubric: Rubric) -> Form:
    """The form of ours that most of the questions are of."""
    from daready.rubric.answers_file import USUAL

    asked: Iterable[str] = (one["is"] for one in reply.questions)
    return rubric.form[next((name.partition("/")[0] for name in asked if "/" in name), USUAL)]


def _answers(reply: AdoptionReply, rubric: Rubric) -> Answers:
    """The answers as a file would have them; a clause that is not there is a fault."""
    from daready.rubric.adopted import Answers

    clauses = {f"{one.id}/{clause.id}" for one in rubric.criteria.values() for clause in one.parts}
    for number, one in enumerate(reply.questions, 1):
        if one.get("clause") and one["clause"] not in clauses:
            raise Stop(
                f"Question {number} is to test a clause that is not there. Choose from the list.", USAGE
            )
    questions = tuple(one for one in reply.questions)
    return Answers(
        questions=questions,  # type: ignore[arg-type]  # checked against its lists in the child
        words=reply.words,  # type: ignore[arg-type]
        selection=reply.selection,  # type: ignore[arg-type]
        population=reply.population,
    )
