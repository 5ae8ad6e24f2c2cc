"""explain: why one criterion stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import Stop, exit_code_if_nothing_read, nearest, say
from daready.cli.rated import rated

if TYPE_CHECKING:
    from daready.rubric.model import Criterion, Rubric


@click.command()
@click.argument("criterion")
@evidence_options
@click.option("--rows", is_flag=True, help="List the file, sheet and rows behind each line.")
def explain(asked: Asked, criterion: str, rows: bool) -> int:
    """Say why CRITERION (its id, or its number such as U08) has its colour, and what would change it."""
    from daready.planning.gaps import months_left
    from daready.report import terminal
    from daready.report.explain import explain as sentences
    from daready.report.guide import what_counts

    with rated(asked) as position:
        assessment = position.assessment
        chosen = _criterion(position.rubric, criterion)
        finding = next(f for f in assessment.criteria if f.id == chosen.id)
        say(terminal.opening(assessment))
        click.echo()
        months = months_left(assessment.as_at, assessment.inspection) if assessment.inspection else None
        for sentence in sentences(finding, chosen, position.rubric.policy, rows=rows, months=months):
            indent = " " * (len(sentence) - len(sentence.lstrip()))
            say(terminal.told(sentence.strip(), indent))
        say(what_counts(position.rubric, chosen))
    return exit_code_if_nothing_read(position.evidence)


def _criterion(rubric: Rubric, name: str) -> Criterion:
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return criterion
    raise Stop(
        f"There is no criterion called {name}.{nearest(name, [*rubric.criteria])} See daready rubric list.", 2
    )
