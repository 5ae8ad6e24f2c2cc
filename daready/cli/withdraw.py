"""withdraw: a load, a meaning, a rebase or an account taken out of use, never out of history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daready.cli.outcome import SET_ASIDE
from daready.cli.reasons import reason_options, settle_removed
from daready.cli.steps import fit_to_keep, needs_workspace, open_own_ledger, rubric_of, who_option

if TYPE_CHECKING:
    from daready.workspace.removals import Given


@click.command()
@click.argument("number", metavar="LOAD", type=int)
@click.option("--why", required=True, help="The reason, for the record: no names and no references.")
@reason_options
@who_option
def withdraw(number: int, why: str, given: Given | None, who: str) -> int:
    """Take LOAD out of scoring. It stays in the ledger, with the reason, and may be loaded again.

    What failed in it is listed: --reason and --role say why that is gone; else it stays in doubt until daready
    account-for says it. The number of a remembered meaning, a rebase, an account or a moderation takes that out of
    use likewise.
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
        rubric = rubric_of(None, workspace, examples=False, superseded=False)
        _, in_doubt = settle_removed(ledger, rubric, {number}, given, who=who)
    return SET_ASIDE if in_doubt else 0
