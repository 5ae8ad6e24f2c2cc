"""Where things stand: evidence from files or from the ledger, rated as at a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked
from daready.cli.steps import here, open_own_ledger, read, rubric_of
from daready.workspace.rated import Rated

if TYPE_CHECKING:
    from daready.rubric.model import Rubric
    from daready.rubric.terms import Selection
    from daready.workspace.folder import Workspace


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
                from daready.workspace.rated import rated_by_ledger

                rubric = rubric_of(asked.rubrics, workspace, examples=False, superseded=bool(frameworks))
                claim = _claim(asked, workspace)
                books = Books(ledger, entries, rubric, claim, asked.known_on, seal_of(workspace))
                _known_frameworks(rubric, frameworks)
                yield rated_by_ledger(
                    books,
                    workspace,
                    as_at=day,
                    inspection=inspection,
                    frameworks=frameworks,
                    since=asked.since,
                    skip=skip,
                )
                return
    yield _from_files(asked, workspace, frameworks, skip, ahead)


def _claim(asked: Asked, workspace: Workspace) -> Selection | None:
    from daready.rubric.terms import Selection

    return Selection(asked.selection) if asked.selection else workspace.settings.selection


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
        remembered=True,
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
