"""Looks at dropped files and loads them, as check and load do: through the guarded reader, in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.loader import read
from daready.evidence.reply import FileReply
from daready.evidence.settling.settle import settle
from daready.evidence.worker import Worker
from daready.foreign.files import fingerprint_if_taken
from daready.ledger.position import position
from daready.window.faults import told
from daready.window.tray import Loaded, Looked, Parcel, laid_out
from daready.workbooks_out.marked_copy import Marked, hand_back
from daready.workspace.corrections import Correction, beside
from daready.workspace.folder import now
from daready.workspace.load import load_found
from daready.workspace.loaded import Asking
from daready.workspace.removals import open_of

if TYPE_CHECKING:
    from daready.evidence.model import Notice
    from daready.window.desk import Desk
    from daready.workspace.folder import Workspace


class _Counting(Worker):
    """Tells how far it is."""

    counted: Callable[[], None]

    def read(self, path: Path, file: str) -> FileReply:
        reply = super().read(path, file)
        self.counted()
        return reply


def look(desk: Desk, parcel: Parcel) -> None:
    """Look at a parcel; whatever goes wrong is told in it."""
    try:
        parcel.looked = _looked(desk, parcel)
    except Exception as fault:
        parcel.fault, _ = told(fault)


def _looked(desk: Desk, parcel: Parcel) -> Looked:
    workspace, rubric = desk.founded, desk.rubric
    brief = Brief(
        workspace.key,
        selection=workspace.settings.selection,
        latest_day=desk.today(),
        names=workspace.settings.shown,
        remembered=workspace.mappings,
    )

    def counted() -> None:
        parcel.read += 1

    worker = _Counting()
    worker.counted = counted
    with laid_out(workspace.root, parcel.sent) as found, worker:
        files = read(worker, found, rubric, brief)
    already: dict[str, int] = {}
    corrects: dict[str, Correction] = {}
    with desk.reading() as ledger, ledger.reading() as entries:
        before = position(entries)
        for file in files.files:
            name, sha256 = file.source.file, file.source.sha256
            if sha256 and (same := before.same(sha256)):
                already[name] = same.id
            elif not {load.sha256 for load in before.live} & {*file.reply.replaces} and (
                found_ := beside(ledger, before, name, file.reply)
            ):
                corrects[name] = found_
    return Looked(settle(files, rubric, workspace.settings.selection), already, corrects)


def load(desk: Desk, parcel: Parcel, answers: Mapping[str, bool], *, month_right: bool) -> Loaded:
    """Load a parcel. ``answers``: by a file's shown name, whether it replaces what it corrects; ``month_right``: a
    month that may be a slip is none.
    """
    workspace, rubric = desk.founded, desk.rubric
    doubts: list[Notice] = []

    def accept(found: Sequence[Notice]) -> bool:
        doubts.extend(found)
        return month_right

    asking = Asking(
        now(), desk.who, desk.today(), settle=lambda found: answers.get(found.file), accept=accept
    )
    with desk.writing() as ledger, laid_out(workspace.root, parcel.sent) as found:
        evidence, made = load_found(ledger, found, workspace, lambda: rubric, asking)
        stood = {load for one in made for load in (*one.replaced, *one.copy_of)}
        gone = open_of(ledger, rubric, stood) if stood else []
    return Loaded(evidence, tuple(made), tuple(doubts), tuple(gone))


def marked(workspace: Workspace, parcel: Parcel) -> list[Marked]:
    """The dropped workbooks with each faulty cell marked and told what to type."""
    if parcel.looked is None:
        return []
    evidence = parcel.looked.evidence
    with laid_out(workspace.root, parcel.sent) as found:
        prints: dict[str, list[Path]] = {}
        for _, path in found.workbooks:
            prints.setdefault(fingerprint_if_taken(path), []).append(path)
        places = {
            account.source.file: prints[account.source.sha256].pop(0)
            for account in evidence.files
            if prints.get(account.source.sha256)
        }
        return [*hand_back(evidence, places)]
