"""calendar: what falls due, as a file that any calendar opens."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import Stop, written
from daready.cli.rated import rated
from daready.cli.steps import needs_workspace


@click.command()
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file (ics)."
)
@click.option("--as-at", type=Day(), help="The day to look ahead from; today if not given.")
@click.option("--inspection", type=Day(), help="The day of the inspection; the workspace's if not given.")
def calendar(output: Path, as_at: date | None, inspection: date | None) -> None:
    """Write a calendar of what falls due: actions, tests to do again, items of the register, evidence that expires.

    Last days to answer, meetings of boards and the inspection stand in it too.

    It holds roles, criteria and days: no names, no cases and no counts. Written again it takes the place of the one
    before, and a calendar that reads it knows its entries again.
    """
    from daready.foreign.files import is_folder, is_there, take
    from daready.report.whole import SIGNED
    from daready.workspace.papers import write_calendar

    if output.suffix.lower() != ".ics":
        raise click.UsageError(f"{output} must end in .ics, since that is what is written.")
    if is_there(output) and SIGNED.encode() not in take(output):
        raise click.UsageError(f"{output} already exists and was not made by daready. Choose another name.")
    if not is_folder(output.absolute().parent):
        raise Stop(f"There is no folder {output.parent}. Make it, or choose another.", 13)
    needs_workspace()
    with rated(Asked((), as_at, inspection, None, None, ()), skip=[output]) as position:
        found = written(output, lambda: write_calendar(position, output))
    click.echo(f"{output}: {found} days that something is due. It names roles and criteria, and nobody.")
