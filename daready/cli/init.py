"""init: a workspace of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from daready.cli.outcome import UNWRITTEN, Stop


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a workspace in DIR: its settings, an evidence folder, the ledger, and the key for case references.

    If a workspace's key is lost, it makes a new key and leaves the rest as it is.
    """
    from daready.ledger.store import make_ledger
    from daready.workspace.folder import LEDGER, create, login, now

    try:
        create(folder)
        make_ledger(folder / LEDGER, at=now(), who=login())
    except OSError as fault:
        raise Stop(
            f"{folder} could not be made: {fault.strerror}. Choose a folder you can write to.", UNWRITTEN
        ) from None
    click.echo(
        f"{folder} is ready. Put workbooks into {folder / 'evidence'}; run daready assess there for a look, "
        "daready load to keep them."
    )
