"""How things stand, worked out once for all rooms, until something in the workspace changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger.actions import ACTION
from daready.ledger.store import open_ledger
from daready.planning.gaps import Gap
from daready.report.actions import owners
from daready.report.first.made import first_page
from daready.report.first.view import FirstPage
from daready.report.status import Status, status_of
from daready.rubric.compiled import shipped
from daready.rubric.library import load_rubric
from daready.workspace.compare import Books, seal_of
from daready.workspace.folder import now
from daready.workspace.owed import owed_by
from daready.workspace.rated import Rated, rated_by_ledger
from daready.workspace.safe import Waiting, waiting_in

if TYPE_CHECKING:
    from daready.planning.followed import Plan
    from daready.rubric.model import Rubric
    from daready.scoring.compare import Changes
    from daready.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that rooms show, as at a day, by the ledger up to ``entry``. ``waiting``: who needs someone today."""

    entry: int
    fingerprint: str
    workspace: Workspace
    rated: Rated
    plan: Plan
    gaps: Sequence[Gap]
    changes: Changes | None
    first: FirstPage
    status: Status
    waiting: Sequence[Waiting]


def rubric_of(workspace: Workspace) -> Rubric:
    """What the workspace asks: the shipped rubric, with its own laid over. Raises RubricFault."""
    if workspace.rubrics is None:
        return shipped()
    return load_rubric(None, workspace.rubrics, examples=False, superseded=False)


def standing(workspace: Workspace, day: date, who: str, before: Standing | None) -> Standing | None:
    """How things stand on a day; None where nothing was loaded yet. ``before``: what was worked out last, whose rating
    serves on if nothing but actions was added since.
    """
    if not workspace.ledger.exists():
        return None
    with open_ledger(workspace.ledger, at=now(), who=who) as ledger, ledger.reading() as entries:
        if not any(entry.kind == "load" for entry in entries):
            return None
        rubric = rubric_of(workspace)
        books = Books(ledger, entries, rubric, workspace.settings.selection, seal=seal_of(workspace))
        position = _rated(books, workspace, day, before)
        reused = before if before and position.assessment is before.rated.assessment else None
        assessment, evidence = position.assessment, position.evidence
        assert position.kept is not None
        assert position.plan is not None
        changes = reused.changes if reused else position.kept.changes(assessment)
        return Standing(
            entry=entries[-1].id,
            fingerprint=books.rubric.fingerprint,
            workspace=workspace,
            rated=position,
            plan=position.plan,
            gaps=position.gaps,
            changes=changes,
            first=first_page(
                assessment,
                position.gaps,
                position.rubric,
                force=workspace.settings.force or "",
                changes=changes,
                set_owners=owners(position.gaps, names=True),
            ),
            status=status_of(position.rubric, assessment, evidence, owed_by(position)),
            waiting=reused.waiting if reused else waiting_in(books, evidence, day),
        )


def _rated(books: Books, workspace: Workspace, day: date, before: Standing | None) -> Rated:
    """The ledger rated; or what was rated last, where nothing has changed since but what people say they will do."""
    if before is not None and before.rated.kept is not None:
        new = {entry.kind for entry in books.entries if entry.id > before.entry}
        same = (
            before.rated.assessment.as_at == day
            and before.workspace.settings == workspace.settings
            and before.fingerprint == books.rubric.fingerprint
        )
        if new <= {ACTION} and same:
            return replace(before.rated, kept=replace(before.rated.kept, books=books))
    return rated_by_ledger(books, workspace, as_at=day, inspection=_ahead(workspace, day))


def _ahead(workspace: Workspace, day: date) -> date | None:
    """The day of the inspection, unless it has passed."""
    expected = workspace.settings.inspection
    return expected if expected is not None and expected >= day else None
