"""The steps commands share: find the workspace, load the rubric, read the evidence, rate it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daready.cli.options import WORKSPACE
from daready.cli.outcome import RUBRIC, Stop, nearest

if TYPE_CHECKING:
    from daready.evidence.model import Evidence
    from daready.evidence.worker import Worker
    from daready.ledger.store import Ledger
    from daready.rubric.model import Criterion, Rubric
    from daready.workspace.folder import Workspace
    from daready.workspace.replies import Replies


_NAMED = 20
"""So many paths that are not there are named; of a pattern that went wrong there may be thousands."""


def here() -> Workspace | None:
    from daready.workspace.folder import at, find

    named = click.get_current_context().find_root().meta.get(WORKSPACE)
    return at(named) if named else find(Path.cwd())


def needs_workspace() -> Workspace:
    workspace = here()
    if workspace is None:
        raise click.UsageError(
            "This folder is not a workspace. Make one with daready init DIR and run this there, or name one with "
            "--workspace."
        )
    return workspace


def open_own_ledger(workspace: Workspace, who: str | None = None) -> Ledger:
    """The workspace's ledger; says so where its folder forbids the quicker way of writing."""
    from daready.ledger.store import open_ledger
    from daready.workspace.folder import login, now

    ledger = open_ledger(workspace.ledger, at=now(), who=who or login())
    if ledger.place:
        click.echo(
            f"{workspace.ledger} is in a {ledger.place} folder, where two people must not write at once. It is kept "
            "with a rollback journal: slower, and readers wait for writers. A folder on this computer is better.",
            err=True,
        )
    return ledger


def who_option(command: Callable[..., Any]) -> Callable[..., Any]:
    def named() -> str:
        from daready.workspace.folder import login

        return login()

    return click.option(
        "--by", "who", default=named, help="Who does this, for the record; your login name if not given."
    )(command)


def rubric_of(
    rubrics: Path | None,
    workspace: Workspace | None,
    *,
    examples: bool = True,
    superseded: bool = True,
    overlay: Path | None = None,
) -> Rubric:
    from daready.rubric.faults import RubricFault

    overlay = workspace.rubrics if workspace and not rubrics else overlay
    try:
        if not (rubrics or overlay or examples or superseded):
            from daready.rubric.compiled import shipped

            return shipped()
        from daready.rubric.library import load_rubric

        return load_rubric(rubrics, overlay, examples=examples, superseded=superseded)
    except RubricFault as fault:
        raise Stop(str(fault), RUBRIC) from None


def criterion_named(rubric: Rubric, name: str) -> Criterion:
    """The criterion of an id or a number. Stops where there is none."""
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return criterion
    raise Stop(
        f"There is no criterion called {name}.{nearest(name, [*rubric.criteria])} See daready rubric list.", 2
    )


def read(
    paths: Sequence[Path],
    workspace: Workspace | None,
    latest_day: date,
    *,
    rubrics: Path | None = None,
    selection: str | None = None,
    header_rows: Sequence[tuple[str, int]] = (),
    password_file: Path | None = None,
    skip: Sequence[Path] = (),
    ahead: Sequence[str] = (),
    superseded: bool = False,
    remembered: bool = False,
    then: Callable[[Worker], object] | None = None,
) -> tuple[Rubric, Evidence]:
    """Start the guarded reader first and load the rubric meanwhile; import ``ahead`` while it reads.

    ``latest_day``: evidence of a later day is in the future. ``then`` may ask the reader more once it has read
    everything. ``remembered``: what was read of the workspace's own files before is not read again.
    """
    import os
    from threading import Thread

    from daready.evidence.worker import Worker

    known = _replies(workspace) if workspace and remembered else None
    passwords = passwords_in(password_file) if password_file else ()
    skip = [*skip, password_file] if password_file else skip
    with Worker(ahead=known is None or not known.any()) as worker:
        from daready.evidence.opening import paths as files

        first = next((path for _, path in files.find(paths, skip).workbooks), None)
        name_missing(paths)
        if first is not None:
            worker.expect(first, passwords)
        loaded = rubric_of(rubrics, workspace, examples=False, superseded=superseded)
        from daready.evidence.brief import Brief
        from daready.evidence.loader import load
        from daready.rubric.terms import Selection

        claimed = Selection(selection) if selection else workspace.settings.selection if workspace else None
        brief = Brief(
            workspace.key if workspace else os.urandom(32),
            selection=claimed,
            header_rows=dict(header_rows),
            latest_day=latest_day,
            names=workspace.settings.shown if workspace else (),
            remembered=workspace.mappings if workspace else (),
            passwords=passwords,
        )
        importing = Thread(target=lambda: [import_module(module) for module in ahead])
        importing.start()
        if known is not None:
            known.asked(loaded, brief)
        evidence = load(worker, paths, loaded, brief, skip=skip, known=known)
        if known is not None and workspace is not None and workspace.evidence in paths:
            known.forget_others()
        if then is not None:
            then(worker)
        importing.join()
        return loaded, evidence


def _replies(workspace: Workspace) -> Replies:
    from daready.workspace.replies import Replies

    return Replies(workspace)


def name_missing(paths: Sequence[Path]) -> None:
    """Show a person the paths they typed that are not there, as typed; every output names them by number only."""
    from daready.foreign.files import is_there

    missing = [path for path in paths if not is_there(path)]
    for path in missing[:_NAMED]:
        click.echo(f"{path}: there is no file or folder of this name.", err=True)
    if len(missing) > _NAMED:
        click.echo(f"And {len(missing) - _NAMED:,} more paths are not there.", err=True)


def fit_to_keep(text: str) -> None:
    """Refuse a reason that is empty or holds details of persons, since it is kept for ever."""
    from daready.evidence.cells.personal_details import looks_personal

    if not text.strip() or any(looks_personal(text[at : at + 60]) for at in range(0, len(text), 30)):
        raise click.UsageError("The reason is kept for ever: give one, without personal details.")


def passwords_in(file: Path) -> tuple[str, ...]:
    """The passwords in a file, one a line, exactly as typed."""
    from daready.evidence.opening.any_file import text_in
    from daready.foreign.files import SMALL, NotTaken, take

    try:
        text, _ = text_in(take(file, SMALL))
    except NotTaken as refused:
        raise click.UsageError(
            f"{file} could not be read: {refused.strerror}. Name a text file with a password a line."
        ) from None
    found = tuple(dict.fromkeys(line for line in text.splitlines() if line.strip()))
    if not found:
        raise click.UsageError(f"{file} holds no password. Write one a line.")
    return found
