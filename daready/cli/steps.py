"""The steps commands share: find the workspace, load the rubric, read the evidence, rate it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import RUBRIC, Stop

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.rubric.model import Rubric
    from daready.scoring.model import Assessment
    from daready.workspace import Workspace


def here() -> Workspace | None:
    from daready.workspace import WorkspaceFault, find

    try:
        return find(Path.cwd())
    except WorkspaceFault as fault:
        raise Stop(str(fault), 2) from None


def rubric_of(
    rubrics: Path | None,
    workspace: Workspace | None,
    *,
    examples: bool = True,
    superseded: bool = True,
    overlay: Path | None = None,
) -> Rubric:
    from daready.rubric.library import RubricFault, load_rubric

    try:
        overlay = workspace.rubrics if workspace and not rubrics else overlay
        return load_rubric(rubrics, overlay, examples=examples, superseded=superseded)
    except RubricFault as fault:
        raise Stop(str(fault), RUBRIC) from None


def assessed(
    asked: Asked, *, frameworks: Sequence[str] = (), skip: Sequence[Path] = (), ahead: Sequence[str] = ()
) -> tuple[Rubric, Evidence, Assessment]:
    """Everything rated. ``skip`` are outputs, which are nobody's evidence; ``ahead`` see ``read``."""
    workspace = here()
    paths = asked.paths
    if not paths:
        if workspace is None:
            raise click.UsageError(
                "Name the files or folders to read, or run this inside a workspace (daready init DIR)."
            )
        paths = (workspace.evidence,)
    day = asked.as_at or datetime.now().date()
    inspection = asked.inspection or _settled_inspection(workspace)
    if inspection is not None and inspection < day:
        raise click.UsageError(f"The inspection ({inspection}) lies before the day assessed as at ({day}).")
    loaded, evidence = read(
        paths,
        workspace,
        day,
        rubrics=asked.rubrics,
        selection=asked.selection,
        header_rows=asked.header_rows,
        skip=skip,
        ahead=ahead,
        superseded=bool(frameworks),
    )
    unknown = [name for name in frameworks if name not in {f.id for f in loaded.frameworks}]
    if unknown:
        known = ", ".join(f.id for f in loaded.frameworks)
        raise click.UsageError(f"{', '.join(unknown)} is no framework. There are: {known}.")
    from daready.scoring.assess import assess as rate

    return loaded, evidence, rate(loaded, evidence, as_at=day, inspection=inspection, frameworks=frameworks)


def _settled_inspection(workspace: Workspace | None) -> date | None:
    if workspace is None or workspace.inspection is None:
        return None
    return Day().convert(workspace.inspection, None, None)


def read(
    paths: Sequence[Path],
    workspace: Workspace | None,
    known: date,
    *,
    rubrics: Path | None = None,
    selection: str | None = None,
    header_rows: Sequence[tuple[str, int]] = (),
    skip: Sequence[Path] = (),
    ahead: Sequence[str] = (),
    superseded: bool = False,
) -> tuple[Rubric, Evidence]:
    """Start the guarded reader first and load the rubric meanwhile; import ``ahead`` while it reads."""
    import secrets
    from threading import Thread

    from daready.evidence.worker import Worker

    with Worker() as worker:
        loaded = rubric_of(rubrics, workspace, examples=False, superseded=superseded)
        from daready.evidence.loader import load
        from daready.rubric.terms import Selection

        claimed = Selection(selection) if selection else workspace.selection if workspace else None
        key = workspace.key if workspace else secrets.token_bytes(32)
        names, mappings = (workspace.names_allowed, workspace.mappings) if workspace else ((), ())
        importing = Thread(target=lambda: [import_module(module) for module in ahead])
        importing.start()
        evidence = load(
            worker,
            paths,
            loaded,
            key=key,
            selection=claimed,
            skip=skip,
            header_rows=dict(header_rows),
            known=known,
            names=names,
            remembered=mappings,
        )
        importing.join()
        return loaded, evidence
