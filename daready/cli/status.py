"""status: what has come in, what is missing, what goes stale, who waits and what is due, in one screen."""

from __future__ import annotations

from datetime import date

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import say, write_json
from daready.cli.rated import rated
from daready.cli.steps import needs_workspace


@click.command()
@click.option("--as-at", type=Day(), help="The day to look from; today if not given.")
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def status(as_at: date | None, json_to: str | None) -> None:
    """Say what has come in by month and district, what is missing, what goes stale when, who waits and what is due.

    A form that came in for three different months is expected every month.
    """
    from daready.report.status import status_of, status_record, told_status
    from daready.workspace.owed import owed_by

    needs_workspace()
    with rated(Asked((), as_at, None, None, None, ())) as position:
        owed = owed_by(position)
        found = status_of(position.rubric, position.assessment, position.evidence, owed)
        if json_to is not None:
            write_json(status_record(found, position.assessment), json_to)
        if json_to != "-":
            say(told_status(found, position.assessment))
            if position.kept is None:
                click.echo(
                    "\nNothing is in the ledger yet; this is what the evidence folder holds: daready load."
                )
