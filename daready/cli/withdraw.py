"""withdraw: a load, a meaning or a rebase taken out of use, never out of history."""

from __future__ import annotations

import click

from daready.cli.steps import fit_to_keep, needs_workspace, open_own_ledger, who_option


@click.command()
@click.argument("number", metavar="LOAD", type=int)
@click.option("--why", required=True, help="The reason, for the record: no names and no references.")
@who_option
def withdraw(number: int, why: str, who: str) -> None:
    """Take LOAD out of scoring. It stays in the ledger, with the reason, and may be loaded again.

    The number of a remembered meaning, or of a rebase, takes that out of use likewise.
    """
    from daready.ledger.upkeep import withdraw as take_out
    from daready.workspace.folder import now

    fit_to_keep(why)
    workspace = needs_workspace()
    with open_own_ledger(workspace, who) as ledger:
        back = take_out(ledger, number, why, at=now(), who=who)
    click.echo(f"{number} no longer counts. It stays in the ledger.")
    for load in back:
        click.echo(f"Load {load}, which it had replaced, counts again.")
