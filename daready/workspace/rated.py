"""Where things stand by the ledger: everything in it rated as at a day, with what the position rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Notice
    from daready.ledger.position import Load
    from daready.ledger.signed import Signed
    from daready.planning.followed import Plan
    from daready.planning.gaps import Gap
    from daready.planning.in_hand import InHand
    from daready.rubric.model import Rubric
    from daready.scoring.compare import Changes
    from daready.scoring.model import Assessment
    from daready.scoring.since import Baseline
    from daready.workspace.compare import Books
    from daready.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Kept:
    """What a position from the ledger rests on: its view of the ledger, the loads that count, the baseline."""

    books: Books
    loads: list[Load]
    known_on: date | None
    before: Signed | None
    baseline: Baseline | None

    def changes(self, assessment: Assessment) -> Changes | None:
        """What changed since the baseline, if there is one."""
        from daready.workspace.compare import compare

        if self.before is None or self.baseline is None:
            return None
        return compare(self.books, self.before, self.baseline, assessment, self.loads)

    def plan(self, assessment: Assessment, evidence: Evidence) -> Plan:
        """The actions that are kept, followed up on the day of the assessment."""
        from daready.workspace.plan import plan_of

        return plan_of(self.books, assessment, evidence)


@dataclass(frozen=True)
class Rated:
    """Everything rated. ``kept`` is None where files were read and nothing is kept."""

    rubric: Rubric
    evidence: Evidence
    assessment: Assessment
    workspace: Workspace | None = None
    kept: Kept | None = None

    @cached_property
    def plan(self) -> Plan | None:
        """The actions that the ledger keeps; None where files were read."""
        return self.kept.plan(self.assessment, self.evidence) if self.kept else None

    @cached_property
    def register(self) -> tuple[InHand, ...]:
        """The register that the ledger keeps, as it stands on the day; none where files were read."""
        from daready.workspace.registered import register_of

        return register_of(self.kept.books, self.assessment, self.evidence) if self.kept else ()

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, each with its action."""
        from daready.planning.gaps import gaps

        return gaps(self.assessment, self.rubric, self.plan)


def rated_by_ledger(
    books: Books,
    workspace: Workspace,
    *,
    as_at: date,
    inspection: date | None,
    frameworks: Sequence[str] = (),
    since: int | None = None,
    skip: Sequence[Path] = (),
) -> Rated:
    """Everything that a view of the ledger holds, rated. ``since``: the signed-off assessment to compare with, if not
    the last; ``skip``: outputs, which are nobody's evidence.
    """
    from daready.ledger.moderations import last_of_each, moderations
    from daready.ledger.scopes import left_out
    from daready.scoring.assess import assess
    from daready.scoring.moderated import beside
    from daready.workspace.ledger_remarks import with_remarks

    loads = [*books.where.live]
    evidence = books.evidence(loads)
    waiting = _not_loaded(books, workspace, skip)
    if waiting:
        evidence = replace(evidence, general=(*evidence.general, waiting))
    before = books.before(as_at, since)
    baseline = books.baseline(before, loads, evidence) if before else None
    law_8 = baseline
    if before and baseline:
        law_8 = books.law_8(before, baseline, as_at, lambda one: books.baseline(one, loads, evidence))
    assessment = assess(
        books.rubric,
        evidence,
        as_at=as_at,
        inspection=inspection,
        frameworks=frameworks,
        baseline=law_8,
        left_out=left_out(books.known, as_at),
    )
    given = last_of_each(moderations(books.known).values(), as_at)
    assessment = beside(with_remarks(assessment, books), given)
    kept = Kept(books, loads, books.known_on, before, baseline)
    return Rated(books.rubric, evidence, assessment, workspace, kept)


def _not_loaded(books: Books, workspace: Workspace, skip: Sequence[Path]) -> Notice | None:
    """What lies in the evidence folder and was never loaded: it would be silently lost."""
    from daready.evidence.notices import notice_of
    from daready.evidence.opening import paths
    from daready.foreign.files import fingerprint_if_taken

    if not workspace.evidence.is_dir():
        return None
    known = {load.sha256 for load in books.where.loads}
    found = paths.find([workspace.evidence], skip).workbooks
    count = sum(fingerprint_if_taken(path) not in known for _, path in found)
    files = f"{count} file{' is' if count == 1 else 's are'}"
    return notice_of("evidence_not_loaded", "", files=files) if count else None
