"""backup: the ledger copied to one file and the copy proved."""

from __future__ import annotations

from pathlib import Path

import click

from daready.cli.outcome import check_new, written
from daready.cli.steps import needs_workspace, open_own_ledger


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def backup(target: Path) -> None:
    """Copy the ledger to FILE as it is at this moment, while others go on working, and verify the copy."""
    from daready.ledger.upkeep import backup as copy

    check_new(target)
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        written(target, lambda: copy(ledger, target))
    click.echo(
        f"{target} is a verified copy of the ledger. Keep {workspace.root / '.daready-key'} with it, in a safe place: "
        "without the key, new sheets cannot be matched to old cases."
    )
