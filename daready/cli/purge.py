"""purge: answers whose retention has ended, deleted for good."""

from __future__ import annotations

from datetime import date

import click

from daready.cli.options import Day
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option


@click.command()
@click.option(
    "--before", required=True, type=Day(), help="Delete cases of the months before the month of this day."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@who_option
def purge(before: date, yes: bool, who: str) -> None:
    """Delete the answers of old cases for good. Their counts, and that they were deleted, stay in the ledger.

    A case that was unsafe and that nothing says was made safe is asked about first: nothing is deleted while there is
    one. Backups and exports made earlier still hold them: delete those too.
    """
    from daready.ledger.purge import purge as delete
    from daready.workspace.compare import safety_questions
    from daready.workspace.folder import now
    from daready.workspace.removals import open_of

    workspace = needs_workspace()
    if not yes:
        click.confirm(
            f"Delete the answers of all cases of the months before {before:%B %Y}, for good?", abort=True
        )
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    with open_own_ledger(workspace, who) as ledger:
        doubted = open_of(ledger, rubric)
        safety = safety_questions(rubric)
        deleted = delete(ledger, before, at=now(), who=who, safety=safety, doubted=doubted)
    if not deleted:
        click.echo("No case is as old as that. Nothing was deleted.")
        return
    click.echo(
        f"The answers of {deleted} cases were deleted. Their counts and the record of it stay. Backups and exports "
        "made earlier still hold them."
    )
