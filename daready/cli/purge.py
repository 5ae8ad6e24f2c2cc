"""purge: answers whose retention has ended, deleted for good."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from daready.cli.options import Day
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option

if TYPE_CHECKING:
    from daready.ledger.blanking import Of
    from daready.workspace.folder import Workspace


@click.command()
@click.option("--before", type=Day(), help="Delete cases of the months before the month of this day.")
@click.option(
    "--action", metavar="ID", help="Delete the texts of this action instead: its owner's name, what it says."
)
@click.option("--item", metavar="NUMBER", help="Delete the texts of this item of the register instead.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@who_option
def purge(before: date | None, action: str | None, item: str | None, yes: bool, who: str) -> None:
    """Delete the answers of old cases for good. Their counts, and that they were deleted, stay in the ledger.

    A case that was unsafe and that nothing says was made safe is asked about first: nothing is deleted while there is
    one. With --action or --item the free texts of an action, or of an item of the register, are deleted; that they were
    there stays, by their hash.

    Backups and exports made earlier still hold them: delete those too.
    """
    from daready.ledger.purge import purge as delete
    from daready.workspace.compare import safety_questions
    from daready.workspace.folder import now
    from daready.workspace.removals import open_of
    from daready.workspace.replies import forget

    workspace = needs_workspace()
    if [before, action, item].count(None) != 2:
        raise click.UsageError(
            "Say what is to be deleted: --before DAY for old cases, --action ID or --item NUMBER for its texts."
        )
    if action is not None:
        _blank(workspace, "action", action, yes, who)
        return
    if item is not None:
        _blank(workspace, "item", item, yes, who)
        return
    assert before is not None
    if not yes:
        click.confirm(
            f"Delete the answers of all cases of the months before {before:%B %Y}, for good?", abort=True
        )
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    with open_own_ledger(workspace, who) as ledger:
        doubted = open_of(ledger, rubric)
        safety = safety_questions(rubric)
        deleted = delete(ledger, before, at=now(), who=who, safety=safety, doubted=doubted)
    forget(workspace)
    if not deleted:
        click.echo("No case is as old as that. Nothing was deleted.")
        return
    click.echo(
        f"The answers of {deleted} cases were deleted. Their counts and the record of it stay. Backups and exports "
        "made earlier still hold them."
    )


def _blank(workspace: Workspace, of: Of, name: str, yes: bool, who: str) -> None:
    from daready.ledger.blanking import blank
    from daready.workspace.folder import now

    if not yes:
        click.confirm(f"Delete the owner's name and the texts of {of} {name}, for good?", abort=True)
    with open_own_ledger(workspace, who) as ledger:
        deleted = blank(ledger, of, name, at=now(), who=who)
    click.echo(f"Texts of {of} {name} deleted: {deleted}. Their hashes and the record of it stay.")
