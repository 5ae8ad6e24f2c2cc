"""Asking what people's own headings and words mean, and remembering what they answer, in a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.safe_names import Namer, ShownFiles
from daready.evidence.loader import plain_rubric, plain_words, shown_words
from daready.evidence.remember import Remembered, remember

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.evidence.worker import Worker
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace


def asking_workbook(evidence: Evidence, rubric: Rubric, workspace: Workspace) -> bytes:
    """The mapping workbook for everything in the evidence that no form knows."""
    from daready.workbooks_out.mapping_workbook import mapping_workbook

    return mapping_workbook(evidence.asked, KnownForms(_brief(rubric, workspace)))


def remember_files(worker: Worker, files: Sequence[Path], rubric: Rubric, workspace: Workspace) -> Remembered:
    """What filled-in mapping workbooks add to what the workspace remembers; writes nothing."""
    forms, criteria = plain_rubric(rubric)
    worker.brief(
        forms,
        criteria,
        workspace.key,
        words=plain_words(rubric),
        names=workspace.settings.shown,
        remembered=workspace.mappings,
    )
    shown = ShownFiles(Namer(lambda: shown_words(rubric), workspace.settings.shown))
    return remember(worker, files, workspace.mappings, shown)


def _brief(rubric: Rubric, workspace: Workspace) -> dict[str, Any]:
    forms, criteria = plain_rubric(rubric)
    return {
        "forms": forms,
        "criteria": criteria,
        "words": plain_words(rubric),
        "key": workspace.key.hex(),
        "remembered": list(workspace.mappings),
    }
