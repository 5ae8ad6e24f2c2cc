"""Asking what people's own headings and words mean, and remembering what they answer, in a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from daready.evidence.brief import Brief
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.safe_names import ShownFiles
from daready.evidence.loader import namer
from daready.evidence.remember import Remembered, remember

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.evidence.worker import Worker
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace


def asking_workbook(evidence: Evidence, rubric: Rubric, workspace: Workspace) -> bytes:
    """The mapping workbook for everything in the evidence that no form knows."""
    from daready.workbooks_out.mapping_workbook import mapping_workbook

    memory = Memory(workspace.key, workspace.mappings)
    return mapping_workbook(evidence.asked, KnownForms(plain_rubric(rubric), memory), rubric.guide)


def remember_files(worker: Worker, files: Sequence[Path], rubric: Rubric, workspace: Workspace) -> Remembered:
    """What filled-in mapping workbooks add to what the workspace remembers; writes nothing."""
    names = workspace.settings.shown
    worker.brief(
        lambda: plain_rubric(rubric), Brief(workspace.key, names=names, remembered=workspace.mappings)
    )
    return remember(worker, files, workspace.mappings, ShownFiles(namer(rubric, names)))
