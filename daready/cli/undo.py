"""undo: the last thing that was done to the ledger taken back, by another entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daready.cli.outcome import SET_ASIDE, write_json
from daready.cli.reasons import reason_options, settle_removed
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option

if TYPE_CHECKING:
    from daready.workspace.removals import Given


@click.command()
@reason_options
@who_option
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def undo(given: Given | None, who: str, json_to: str | None) -> int:
    """Take back the last entry of the ledger: a load, a case made safe, an account, a moderation, a withdrawal.

    It stays in the history, and so does what was taken back; again takes back the one before. To have it again, do the
    same again. What failed in a load that is taken back is listed as daready withdraw lists it. A sign-off and a purge
    are never taken back.
    """
    from daready.cli.history import said
    from daready.ledger.upkeep import undo as take_back
    from daready.report.terminal import told
    from daready.workspace.folder import now

    workspace = needs_workspace()
    with open_own_ledger(workspace, who) as ledger:
        last, back = take_back(ledger, at=now(), who=who)
        quiet = json_to == "-"
        click.echo("\n".join(told(f"Entry {last.id} is taken back: {said(last)}.")), err=quiet)
        for load in back:
            click.echo(f"Load {load} counts again.", err=quiet)
        in_doubt = False
        if last.kind == "load":
            rubric = rubric_of(None, workspace, examples=False, superseded=False)
            _, in_doubt = settle_removed(ledger, rubric, {last.id}, given, who=who, quiet=quiet)
    if json_to is not None:
        write_json({"undone": last.id, "kind": last.kind, "counts_again": [*back]}, json_to)
    return SET_ASIDE if in_doubt else 0
