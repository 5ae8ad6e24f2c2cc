"""compare: what changed since a signed-off assessment, and what each change comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from daready.cli.options import Asked, Day, rubrics_option
from daready.cli.outcome import WORSE, say, write_json
from daready.cli.rated import rated


@click.command()
@click.argument("old", required=False, type=int)
@click.argument("new", required=False, type=int)
@click.option("--as-at", type=Day(), help="The day to compare as at; today if not given.")
@rubrics_option
@click.option(
    "--json", "json_to", help="Write the comparison as JSON to a file, or to standard output with -."
)
def compare(
    old: int | None, new: int | None, as_at: date | None, rubrics: Path | None, json_to: str | None
) -> int:
    """Say which criteria are better, worse, new or no longer assessed, and what each change comes from.

    OLD and NEW are numbers of signed-off assessments (daready history lists them). Without NEW, the position of
    now; without OLD, the last one signed off. Ends with 1 when a criterion is worse beyond chance.
    """
    from daready.ledger.faults import NotThere
    from daready.report.movement import changes_record, changes_told
    from daready.workspace.compare import between

    with rated(Asked((), as_at, None, None, rubrics, (), since=None if new else old)) as position:
        kept = position.kept
        if kept is None:
            raise click.UsageError("Assessments are compared in the ledger: load the sheets first.")
        if new is None:
            changes = kept.changes(position.assessment)
            day = position.assessment.as_at
        else:
            later = kept.books.assessment(new)
            day = later.as_at
            before = kept.books.before(day, old)
            changes = between(kept.books, before, later) if before else None
        if changes is None:
            raise NotThere("no_baseline", day=day.isoformat())
    if json_to is not None:
        write_json(changes_record(changes), json_to)
    if json_to != "-":
        say(changes_told(changes))
    return WORSE if changes.worse_beyond_chance else 0
