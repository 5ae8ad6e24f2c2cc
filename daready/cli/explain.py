"""explain: why one criterion stands where it does."""

from __future__ import annotations

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import exit_code_if_nothing_read, say
from daready.cli.rated import rated
from daready.cli.steps import criterion_named


@click.command()
@click.argument("criterion")
@evidence_options
@click.option("--rows", is_flag=True, help="List the file, sheet and rows behind each line.")
def explain(asked: Asked, criterion: str, rows: bool) -> int:
    """Say why CRITERION (its id, or its number such as U08) has its colour, and what would change it."""
    from daready.planning.gaps import months_left
    from daready.report import terminal
    from daready.report.cuts import cuts_of_criterion
    from daready.report.explain import explain as sentences
    from daready.report.guide import what_counts

    with rated(asked) as position:
        assessment = position.assessment
        chosen = criterion_named(position.rubric, criterion)
        finding = next(f for f in assessment.criteria if f.id == chosen.id)
        say(terminal.opening(assessment))
        click.echo()
        months = months_left(assessment.as_at, assessment.inspection) if assessment.inspection else None
        plan = position.plan
        mine = [one for one in plan.actions if one.action.criterion == chosen.id] if plan else []
        said = sentences(finding, chosen, position.rubric.policy, rows=rows, months=months, actions=mine)
        for sentence in (*said, *cuts_of_criterion(position.rubric, chosen)):
            indent = " " * (len(sentence) - len(sentence.lstrip()))
            say(terminal.told(sentence.strip(), indent))
        say(what_counts(position.rubric, chosen))
    return exit_code_if_nothing_read(position.evidence)
