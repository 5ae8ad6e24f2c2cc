"""Adopt: the force's own form, its questions on the left in its own words, what each is proposed to be on the right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.layouts.adoption_sheets import MEANINGS
from daready.evidence.loader import read
from daready.evidence.notices import notice_of
from daready.evidence.settling.settle import settle
from daready.evidence.worker import Worker
from daready.rubric.adopted import IGNORE, OWN, Answers
from daready.rubric.adopting import unadopted
from daready.rubric.answers_file import read_answers
from daready.rubric.faults import RubricFault
from daready.rubric.model import Form
from daready.rubric.proposals import Proposed
from daready.window.answers import Answer, Asked, Go, Page, Refused
from daready.window.desk import Desk
from daready.window.form_view import form_view, is_certain, words_of
from daready.window.rooms.bring_in import take
from daready.window.rooms.first import CHOSEN
from daready.window.tray import MOST_FILES, PREFIX, OnTable, laid_out
from daready.window.ways import Room, Way
from daready.workbooks_out.adoption import adoption_of
from daready.workspace.adoption import (
    Change,
    Signature,
    adopted_of,
    changes,
    in_force,
    keep_adopted,
    outcomes_of,
    unsaid,
)
from daready.workspace.folder import now
from daready.workspace.kept_texts import Doors, NotKept

_NO_CASES = (
    "No cases were found in these files. daready looks for a table of cases, a tab or a file for each case, a column "
    "for each case, or a row for each question of each case. Give it a workbook that is filled in."
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the form gives as it was said: a line for each question, and what is different from before."""

    id: str
    title: str
    cases: int
    read: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]
    changed: tuple[Change, ...]
    unclear: tuple[str, ...]
    role: str
    fault: str = ""


def show(desk: Desk, asked: Asked) -> Answer:
    return Page("adopt.html", [*desk.forms.values()])


def find(desk: Desk, asked: Asked) -> Answer:
    """Find the cases and questions in the files of one form."""
    desk.may_write()
    if not asked.files:
        raise Refused("No file was chosen. Choose a workbook of your own form, filled in.")
    rubric, workspace = desk.rubric, desk.founded
    bare = unadopted(rubric)  # a form that is adopted again is looked at as it was the first time
    with laid_out(workspace.root, asked.files) as found, Worker() as worker:
        if not found.workbooks:
            raise Refused(
                "None of these files is a workbook that can be read. Choose Excel, ods or csv files."
            )
        worker.brief(lambda: plain_rubric(bare), Brief(workspace.key, names=workspace.settings.shown))
        reply = worker.form_found([path for _, path in found.workbooks])
        if reply.refused:
            told = notice_of(reply.refused, found.workbooks[reply.file][0])
            raise Refused(f"{told.message} {told.fix}", 422)
    if reply.form is None:
        raise Refused(_NO_CASES, 422)
    form = OnTable(asked.files, adoption_of(reply.form, bare), rubric)
    desk.forms[form.id] = form
    return Go(f"/adopt/{form.id}")


def settle_form(desk: Desk, asked: Asked) -> Answer:
    return Page("adopting.html", form_view(_form(desk, asked), desk))


def confirm(desk: Desk, asked: Asked) -> Answer:
    """Take all that is near-certain as proposed; or look at each of them like the others."""
    form = _form(desk, asked)
    form.said |= _kept(asked)
    form.certain, form.each = asked.said("certain") == "all", asked.said("certain") == "each"
    return Go(f"/adopt/{form.id}")


def try_it(desk: Desk, asked: Asked) -> Answer:
    """Read the files as they would be read, and show what each question then says."""
    form = _form(desk, asked)
    form.said |= _kept(asked)
    try:
        base, said = _said(form, desk)
    except RubricFault as fault:
        return _again(form, desk, (str(fault),))
    if faults := _faults(form, said):
        return _again(form, desk, faults)
    return Page("adoption_tried.html", _tried(form, desk, base, said))


def keep(desk: Desk, asked: Asked) -> Answer:
    """Sign it: the form goes into the workspace, and its files are on the table to be loaded."""
    form = _form(desk, asked)
    base, said = _said(form, desk)
    try:
        role = Doors(form.rubric, desk.founded.settings.shown).post(asked.said("role"))
    except NotKept as refused:
        return Page(
            "adoption_tried.html", _tried(form, desk, base, said, asked.said("role"), str(refused)), 422
        )
    desk.role = role
    before = {one.id: one for one in form.rubric.adopted}
    signed = Signature(desk.who, role, desk.today())
    adopted = adopted_of(form.adoption.form, said, base, [*before.values()], signed)
    with desk.writing() as ledger:
        keep_adopted(ledger, desk.founded, adopted, changes(before.get(adopted.id), adopted), at=now())
    del desk.forms[form.id]
    return take(desk, Asked(files=form.sent))


def _form(desk: Desk, asked: Asked) -> OnTable:
    found = desk.forms.get(asked.path["id"])
    if found is None:
        raise Refused("This form is not on the table any more. Drop it again.", 404)
    return found


def _kept(asked: Asked) -> dict[str, str]:
    return {name: asked.said(name) for name in asked.form if name[:2] in ("q-", "o-", "y-", "w-", "s-")}


def _again(form: OnTable, desk: Desk, faults: tuple[str, ...]) -> Answer:
    return Page("adopting.html", form_view(form, desk, faults), 422)


# -- what was said ---------------------------------------------------------------------------------


def _said(form: OnTable, desk: Desk) -> tuple[Form, Answers]:
    """What was said of the form, checked as an answers file is. Raises RubricFault with every fault at once."""
    said: dict[str, Any] = {
        "questions": [*_questions_said(form)],
        "words": {
            word.word: meaning
            for word in words_of(form)
            if (meaning := form.said.get(f"w-{word.at}", word.chosen)) in MEANINGS
        },
    }
    if (selection := form.said.get("s-election")) in dict(CHOSEN):
        said["selection"] = selection
    if (population := form.said.get("s-population", "")).isdecimal():
        said["population"] = int(population)
    with TemporaryDirectory(prefix=PREFIX, dir=desk.founded.root) as folder:
        path = Path(folder) / "answers.json"
        path.write_text(json.dumps(said), encoding="utf-8")
        forms = {one.id: one for one in unadopted(form.rubric).forms}
        return read_answers(path, forms, form.rubric.criteria)


def _questions_said(form: OnTable) -> Iterator[dict[str, str]]:
    for at, (question, proposed) in enumerate(form.adoption.lines):
        chosen = _chosen(form, at, proposed)
        said = {"text": question.text, "is": chosen or IGNORE}
        if said["is"] != IGNORE and (yes_is := form.said.get(f"y-{at}") or (proposed.yes_is or "")):
            said["yes_is"] = yes_is
        yield said


def _chosen(form: OnTable, at: int, proposed: Proposed) -> str:
    """What a question was said to be; nothing where nobody said."""
    if is_certain(proposed) and form.certain:
        return form.said.get(f"q-{at}") or proposed.proposals[0].question
    said = form.said.get(f"q-{at}", "")
    return form.said.get(f"o-{at}", "") if said == "other" else said


def _faults(form: OnTable, said: Answers) -> tuple[str, ...]:
    """What has still to be said."""
    found: list[str] = []
    lines = form.adoption.lines
    if any(is_certain(proposed) for _, proposed in lines) and not (form.certain or form.each):
        found.append("Confirm what looks certain, or look at each.")
    places = unsaid(form.adoption, said)
    found += [f"Question {at}: say whether a yes is good or bad." for at in places]
    return tuple(found)


def _tried(form: OnTable, desk: Desk, base: Form, said: Answers, role: str = "", fault: str = "") -> Tried:
    workspace, found = desk.founded, form.adoption.form
    before = {one.id: one for one in form.rubric.adopted}
    signed = Signature("nobody yet", "none", desk.today())
    adopted = adopted_of(found, said, base, [*before.values()], signed)
    rubric = in_force(form.rubric, adopted)
    brief = Brief(workspace.key, names=workspace.settings.shown)
    with laid_out(workspace.root, form.sent) as files, Worker() as worker:
        evidence = settle(read(worker, files, rubric, brief), rubric, brief.selection)
    counts = outcomes_of(evidence)
    lines: list[tuple[str, str, str]] = []
    for one in adopted.questions:
        if one["is"] == IGNORE:
            continue
        name = f"{adopted.adopts}/{one.get('id')}" if one["is"] == OWN else one["is"]
        title = "Ours alone" if one["is"] == OWN else form.rubric.item[name].title
        said_ = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in counts.get(name, {}).items())
        lines.append((one["text"], title, said_ or "no answer read"))
    return Tried(
        id=form.id,
        title=f"{len(lines)} questions read",
        cases=sum(len(sheet.cases) for sheet in evidence.cases),
        read=tuple(lines),
        left=tuple(one["text"] for one in adopted.questions if one["is"] == IGNORE),
        changed=tuple(changes(before.get(adopted.id), adopted)),
        unclear=tuple(n.message for n in evidence.notices if n.code == "answer_not_understood"),
        role=role or desk.role,
        fault=fault,
    )


ROOM = Room(
    "/adopt",
    "Adopt",
    (
        Way("GET", "/adopt", show),
        Way("POST", "/adopt", find, files=MOST_FILES),
        Way("GET", "/adopt/{id}", settle_form),
        Way("POST", "/adopt/{id}/certain", confirm),
        Way("POST", "/adopt/{id}/try", try_it),
        Way("POST", "/adopt/{id}/keep", keep),
    ),
)
