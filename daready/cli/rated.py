"""Where things stand: evidence from files or from the ledger, rated as at a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked
from daready.cli.steps import here, open_own_ledger, read, rubric_of

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Notice
    from daready.ledger.position import Load
    from daready.ledger.signed import Signed
    from daready.planning.due import Due
    from daready.planning.followed import Plan
    from daready.planning.gaps import Gap
    from daready.planning.in_hand import InHand
    from daready.rubric.model import Rubric
    from daready.rubric.terms import Selection
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
    def owed(self) -> list[Due]:
        """What people owe by the ledger; what the law asks of reports also where nothing is kept."""
        from daready.ledger.answers import recorded
        from daready.ledger.meetings import meetings
        from daready.planning.answer import answers
        from daready.planning.due import promised

        books = self.kept.books if self.kept else None
        open_answers = answers(
            self.rubric.frameworks, recorded(books.known) if books else {}, self.assessment.as_at
        )
        held = meetings(books.ledger, books.entries, books.known) if books else ()
        return promised(self.assessment, self.plan, open_answers, self.register, held)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, each with its action."""
        from daready.planning.gaps import gaps

        return gaps(self.assessment, self.rubric, self.plan)


@contextmanager
def rated(
    asked: Asked, *, frameworks: Sequence[str] = (), skip: Sequence[Path] = (), ahead: Sequence[str] = ()
) -> Iterator[Rated]:
    """Everything rated, while the view of the ledger it comes from stays open.

    ``skip`` are outputs, which are nobody's evidence; ``ahead`` are modules to import meanwhile.
    """
    workspace = here()
    day = asked.as_at or datetime.now().date()
    inspection = asked.inspection or (workspace.settings.inspection if workspace else None)
    if inspection is not None and inspection < day:
        where = f" Correct it in {workspace.file}." if workspace and not asked.inspection else ""
        raise click.UsageError(
            f"The inspection ({inspection}) is before the day assessed as at ({day}).{where}"
        )
    asked = replace(asked, as_at=day, inspection=inspection)
    if workspace is not None and not asked.paths and workspace.ledger.exists():
        with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
            if any(entry.kind == "load" for entry in entries):
                from daready.workspace.compare import Books, seal_of

                rubric = rubric_of(asked.rubrics, workspace, examples=False, superseded=bool(frameworks))
                claim = _claim(asked, workspace)
                books = Books(ledger, entries, rubric, claim, asked.known_on, seal_of(workspace))
                yield _from_ledger(books, asked, workspace, frameworks, skip)
                return
    yield _from_files(asked, workspace, frameworks, skip, ahead)


def _claim(asked: Asked, workspace: Workspace) -> Selection | None:
    from daready.rubric.terms import Selection

    return Selection(asked.selection) if asked.selection else workspace.settings.selection


def _from_ledger(
    books: Books, asked: Asked, workspace: Workspace, frameworks: Sequence[str], skip: Sequence[Path]
) -> Rated:
    from daready.ledger.moderations import last_of_each, moderations
    from daready.ledger.scopes import left_out
    from daready.scoring.assess import assess
    from daready.scoring.moderated import beside
    from daready.workspace.ledger_remarks import with_remarks

    assert asked.as_at is not None
    _known_frameworks(books.rubric, frameworks)
    loads = [*books.where.live]
    evidence = books.evidence(loads)
    waiting = _not_loaded(books, workspace, skip)
    if waiting:
        evidence = replace(evidence, general=(*evidence.general, waiting))
    before = books.before(asked.as_at, asked.since)
    baseline = books.baseline(before, loads, evidence) if before else None
    law_8 = baseline
    if before and baseline:
        law_8 = books.law_8(before, baseline, asked.as_at, lambda one: books.baseline(one, loads, evidence))
    assessment = assess(
        books.rubric,
        evidence,
        as_at=asked.as_at,
        inspection=asked.inspection,
        frameworks=frameworks,
        baseline=law_8,
        left_out=left_out(books.known, asked.as_at),
    )
    given = last_of_each(moderations(books.known).values(), asked.as_at)
    assessment = beside(with_remarks(assessment, books), given)
    kept = Kept(books, loads, asked.known_on, before, baseline)
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


def _from_files(
    asked: Asked,
    workspace: Workspace | None,
    frameworks: Sequence[str],
    skip: Sequence[Path],
    ahead: Sequence[str],
) -> Rated:
    paths = asked.paths
    if asked.known_on is not None or asked.since is not None:
        raise click.UsageError(
            "--known-on and --since look into the ledger: run this in a workspace that has loaded sheets, "
            "and name no PATHS."
        )
    if not paths:
        if workspace is None:
            raise click.UsageError(
                "Name the files or folders to read, or run this inside a workspace (daready init DIR)."
            )
        paths = (workspace.evidence,)
    assert asked.as_at is not None
    rubric, evidence = read(
        paths,
        workspace,
        asked.as_at,
        rubrics=asked.rubrics,
        selection=asked.selection,
        header_rows=asked.header_rows,
        password_file=asked.password_file,
        superseded=bool(frameworks),
        skip=skip,
        ahead=ahead,
    )
    _known_frameworks(rubric, frameworks)
    from daready.scoring.assess import assess

    assessment = assess(
        rubric, evidence, as_at=asked.as_at, inspection=asked.inspection, frameworks=frameworks
    )
    return Rated(rubric, evidence, assessment, workspace)


def _known_frameworks(rubric: Rubric, frameworks: Sequence[str]) -> None:
    unknown = [name for name in frameworks if name not in {f.id for f in rubric.frameworks}]
    if unknown:
        known = ", ".join(f.id for f in rubric.frameworks)
        raise click.UsageError(f"{', '.join(unknown)} is not a framework. There are: {known}.")
