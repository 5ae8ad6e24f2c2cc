"""export: everything in the ledger as csv and JSON."""

from __future__ import annotations

from pathlib import Path

import click

from daready.cli.outcome import check_new, written
from daready.cli.steps import needs_workspace, open_own_ledger


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write everything in the ledger into the new folder DIR, as csv and JSON with a data dictionary."""
    from daready.ledger.export import export as write

    check_new(folder)
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        written(folder, lambda: write(ledger, folder))
    click.echo(f"{folder} holds everything; data-dictionary.csv says what each column means.")
