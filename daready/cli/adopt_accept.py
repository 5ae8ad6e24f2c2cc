"""adopt --answers: what a person says of their own form is tried and told, and with --accept kept and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daready.cli.outcome import RUBRIC, Stop, say, write_json, written
from daready.cli.steps import needs_workspace, open_own_ledger

if TYPE_CHECKING:
    from daready.evidence.layouts.found_form import FoundForm
    from daready.evidence.model import Evidence
    from daready.rubric.adopted import Adopted, Answers
    from daready.rubric.model import Form, Rubric
    from daready.workbooks_out.adoption import Adoption
    from daready.workspace.adoption import Change
    from daready.workspace.folder import Workspace


def tried(
    files: Sequence[Path],
    answers: Path,
    adoption: Adoption,
    rubric: Rubric,
    workspace: Workspace | None,
    *,
    accept: bool,
    by: str | None,
    role: str | None,
    json_to: str | None,
    passwords: tuple[str, ...] = (),
) -> int:
    """Read the files under what ``answers`` says of their form, tell the counts, and with ``accept`` keep the form."""
    from daready.workspace.adoption import not_there, unsaid

    found = adoption.form
    form, said = _answers(answers, rubric)
    if absent := not_there(found, said):
        raise Stop(
            f"{answers}: these questions are not in the workbook (the places of the file, from 1): "
            f"{', '.join(map(str, absent))}. Copy each text as it stands there.",
            2,
        )
    if unclear := unsaid(adoption, said):
        raise Stop(
            f"{answers}: a yes may be bad news in these questions (the places of the file, from 1): "
            f"{', '.join(map(str, unclear))}. Say yes_is: good or yes_is: bad for each.",
            2,
        )
    return taken(
        files,
        found,
        form,
        said,
        rubric,
        workspace,
        accept=accept,
        by=by,
        role=role,
        json_to=json_to,
        passwords=passwords,
    )


def taken(
    files: Sequence[Path],
    found: FoundForm,
    form: Form,
    said: Answers,
    rubric: Rubric,
    workspace: Workspace | None,
    *,
    accept: bool,
    by: str | None,
    role: str | None,
    json_to: str | None,
    passwords: tuple[str, ...] = (),
) -> int:
    """What a person says of the form that was found is tried on its files, if there are any, told, and perhaps kept."""
    from daready.workspace.adoption import Signature, adopted_of, changes, in_force, unlisted

    if accept:
        workspace = needs_workspace()
    signed = _signed(accept, by, role, workspace, rubric)
    before = {one.id: one for one in rubric.adopted}
    adopted = adopted_of(
        found, said, form, [*before.values()], signed or Signature("nobody yet", "none", _today())
    )
    changed = changes(before.get(adopted.id), adopted)
    evidence = _read(files, in_force(rubric, adopted), workspace, passwords)
    left = [one.text for one in unlisted(found, said)]
    if accept and workspace is not None and signed is not None:
        _keep(workspace, adopted, changed)
    if json_to is not None:
        write_json(_record(adopted, evidence, found, left, changed, accept), json_to)
    if json_to != "-":
        say(_told(adopted, evidence, left, changed, accept))
    return 0


def _today() -> Any:
    return datetime.now().date()


def _signed(
    accept: bool, by: str | None, role: str | None, workspace: Workspace | None, rubric: Rubric
) -> Any:
    from daready.cli.reasons import fit_role
    from daready.workspace.adoption import Signature

    if not accept:
        return None
    if not by or not by.strip() or not role or workspace is None:
        raise click.UsageError(
            "--accept needs --by NAME and --role ROLE: whoever says what the form means signs it."
        )
    return Signature(by.strip(), fit_role(role, workspace, rubric), _today())


def _answers(path: Path, rubric: Rubric) -> Any:
    from daready.rubric.adopting import unadopted
    from daready.rubric.answers_file import read_answers
    from daready.rubric.faults import RubricFault

    try:
        return read_answers(path, {form.id: form for form in unadopted(rubric).forms}, rubric.criteria)
    except RubricFault as fault:
        raise Stop(str(fault), 2) from None


def _read(
    files: Sequence[Path], rubric: Rubric, workspace: Workspace | None, passwords: tuple[str, ...]
) -> Evidence:
    """The evidence of the files as they would be loaded."""
    import os

    from daready.evidence.brief import Brief
    from daready.evidence.loader import load
    from daready.evidence.worker import Worker

    key = workspace.key if workspace else os.urandom(32)
    names = workspace.settings.shown if workspace else ()
    with Worker() as worker:
        return load(worker, files, rubric, Brief(key, names=names, passwords=passwords))


def _keep(workspace: Workspace, adopted: Adopted, changed: Sequence[Change]) -> None:
    """The form into the workspace, signed; the rubric is tried whole first."""
    from daready.ledger.store import make_ledger
    from daready.rubric.faults import RubricFault
    from daready.workspace.adoption import keep_adopted
    from daready.workspace.folder import now

    at = now()
    make_ledger(workspace.ledger, at=at, who=adopted.set_by)
    workspace.share()
    with open_own_ledger(workspace, adopted.set_by) as ledger:
        try:
            written(
                workspace.root / "rubrics", lambda: keep_adopted(ledger, workspace, adopted, changed, at=at)
            )
        except RubricFault as fault:
            raise Stop(str(fault), RUBRIC) from None


def _record(
    adopted: Adopted,
    evidence: Evidence,
    found: FoundForm,
    left: Sequence[str],
    changed: Sequence[Change],
    accepted: bool,
) -> dict[str, object]:
    from daready.evidence.account import notice_json
    from daready.rubric.adopted import IGNORE, OWN
    from daready.workspace.adoption import outcomes_of

    counts = outcomes_of(evidence)
    named = {
        one["text"]: f"{adopted.adopts}/{one['id']}" if one["is"] == OWN else one["is"]
        for one in adopted.questions
    }
    return {
        "form": adopted.id,
        "adopts": adopted.adopts,
        "layout": adopted.layout,
        "cases": found.cases,
        "accepted": accepted,
        "questions": [
            {
                "text": one["text"],
                "is": one["is"],
                "line": named[one["text"]],
                "yes_is": one.get("yes_is", "good"),
                "counts": counts.get(named[one["text"]], {}),
            }
            for one in adopted.questions
            if one["is"] != IGNORE
        ],
        "ignored": list(left),
        "changed": [{"question": c.question, "name": c.name, "was": c.was, "now": c.now} for c in changed],
        "notices": [notice_json(notice) for notice in evidence.notices],
    }


def _told(
    adopted: Adopted, evidence: Evidence, left: Sequence[str], changed: Sequence[Change], accepted: bool
) -> list[str]:
    from daready.report.terminal import told
    from daready.report.words import count
    from daready.rubric.adopted import IGNORE, OWN

    asked = [one for one in adopted.questions if one["is"] != IGNORE]
    own = [one for one in asked if one["is"] == OWN]
    turned = sum(one.get("yes_is") == "bad" for one in asked)
    cases = sum(len(sheet.cases) for sheet in evidence.cases)
    lines = [
        f"{count(len(asked), 'question')} of your form {'is' if len(asked) == 1 else 'are'} read: "
        f"{len(asked) - len(own)} as daready's own, {len(own)} as yours alone; of {turned} a yes is bad news.",
        *([f"{count(cases, 'case')} read."] if evidence.cases else []),
    ]
    if left:
        lines.append(f"Not listed, so not read: {'; '.join(left)}.")
    lines += [f"Changed: {one.question} {one.name}, from {one.was} to {one.now}." for one in changed]
    lines += [notice.message for notice in evidence.notices if notice.code == "answer_not_understood"]
    if accepted:
        lines.append(
            f"Kept as rubrics/forms/{adopted.id}.yaml, signed by {adopted.set_by} ({adopted.role}). Next: daready load "
            "FILES. Next month's workbook in this layout loads as it is."
        )
    else:
        lines.append(
            "Nothing was kept. To keep it, in a workspace: the same with --accept --by NAME --role ROLE."
        )
    return [line for text in lines for line in told(text, "", "  ")]
