"""rebase: a process has changed for good, so that its chart and its pool begin again."""

from __future__ import annotations

from datetime import date, datetime

import click

from daready.cli.options import Day
from daready.cli.outcome import Stop, nearest
from daready.cli.steps import fit_to_keep, needs_workspace, open_own_ledger, rubric_of, who_option

_SHORTEST = 10


@click.command()
@click.argument("line", metavar="FORM/ID")
@click.option("--since", required=True, type=Day(), help="The day from which it begins again.")
@click.option("--cause", required=True, help="What changed: no names and no references.")
@click.option("--evidence", required=True, help="What shows that the change has lasted.")
@click.option("--role", required=True, help="The role of whoever decides this; never a name.")
@who_option
def rebase(line: str, since: date, cause: str, evidence: str, role: str, who: str) -> None:
    """Record that the process behind FORM/ID (such as case-audit/Q25) has changed for good.

    From SINCE on its chart and its pool begin again; the old months stay on the chart. daready never does this by
    itself. The entry is kept for ever in the ledger; daready withdraw takes it out of use.
    """
    from daready.ledger.rebases import rebase as add
    from daready.rubric.model import Rebase
    from daready.workspace.folder import now

    today = datetime.now().date()
    if since > today:
        raise click.UsageError(f"{since} is in the future. A change is recorded once it has lasted.")
    if min(len(cause.strip()), len(evidence.strip())) < _SHORTEST or len(role.strip()) < 3:
        raise click.UsageError("--cause and --evidence take a sentence each, --role the name of a post.")
    for text in (cause, evidence, role):
        fit_to_keep(text)
    workspace = needs_workspace()
    criteria = rubric_of(None, workspace, examples=False, superseded=False).criteria.values()
    lines = sorted({one.id for each in criteria for one in each.lines if one.kind != "document"})
    if line not in lines:
        raise Stop(f"No criterion is tested by a question or measure {line}.{nearest(line, lines)}", 2)
    new = Rebase(line=line, since=since, recorded=today, by=role, cause=cause, evidence=evidence)
    with open_own_ledger(workspace, who) as ledger:
        number = add(ledger, new, at=now(), who=who)
    click.echo(
        f"Entry {number}: chart and pool of {line} begin again from {since:%B %Y}, in assessments as at today or "
        f"later. daready withdraw {number} takes it back."
    )
