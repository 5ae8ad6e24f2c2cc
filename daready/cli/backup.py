"""backup: the ledger copied to one file and the copy proved."""

from __future__ import annotations

from pathlib import Path

import click

from daready.cli.outcome import check_new, written
from daready.cli.steps import needs_workspace, open_own_ledger
from daready.foreign.files import place
from daready.workspace.folder import KEY


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--key",
    "key_to",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Copy the key for case references too, to this other file.",
)
def backup(target: Path, key_to: Path | None) -> None:
    """Copy the ledger to FILE as it is at this moment, while others go on working, and verify the copy.

    The key for case references is not in it. Whoever has both can try all references, so keep a copy of the key
    somewhere else: without it, new sheets cannot be matched to old cases.
    """
    from daready.ledger.upkeep import backup as copy
    from daready.report.whole import write_whole

    for new in (target, *([key_to] if key_to else [])):
        check_new(new)
    if key_to is not None and place(key_to) == place(target):
        raise click.UsageError("The ledger and the key cannot be one file. Give each its own name.")
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        written(target, lambda: copy(ledger, target))
    if key_to is not None:
        written(key_to, lambda: write_whole(key_to, f"{workspace.key.hex()}\n".encode()))
    where = key_to or workspace.root / KEY
    click.echo(
        f"{target} is a verified copy of the ledger, without the key for case references. Keep a copy of {where} in "
        "another safe place: whoever has both can try all references, and without the key new sheets cannot be matched "
        "to old cases."
    )
