"""assess and explain: the position, and why one criterion stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import Stop, nearest, say, told_if_nothing_read
from daready.cli.outputs import Outputs, output_options
from daready.cli.steps import assessed

if TYPE_CHECKING:
    from daready.rubric.model import Criterion, Rubric

_RATING = ("daready.scoring.assess", "daready.planning.gaps")


@click.command(short_help="Rate every criterion and write the gap report.")
@evidence_options
@output_options
@click.option("--framework", "frameworks", multiple=True, help="Show this framework only; may be repeated.")
def assess(asked: Asked, frameworks: tuple[str, ...], wanted: Outputs) -> int:
    """Rate every criterion from the evidence in PATHS (files or folders).

    Without PATHS, reads the evidence folder of the workspace you are in.
    """
    from daready.planning.gaps import gaps as all_gaps
    from daready.report import terminal

    wanted.check()
    rubric, evidence, assessment = assessed(
        asked, frameworks=frameworks, skip=wanted.paths, ahead=[*_RATING, *wanted.ahead]
    )
    gaps = all_gaps(assessment, rubric)
    wanted.write(rubric, evidence, assessment, gaps)
    if wanted.json_to != "-":
        if evidence.rows_used:
            titles = {finding.id: finding.title for finding in assessment.criteria}
            say(terminal.summary(assessment, gaps, titles))
        say(terminal.set_aside(evidence))
        if wanted.told():
            say(("", *wanted.told()))
    return told_if_nothing_read(evidence)


@click.command(short_help="Say why a criterion has its colour.")
@click.argument("criterion")
@evidence_options
@click.option("--rows", is_flag=True, help="List the file, sheet and rows behind each line.")
def explain(asked: Asked, criterion: str, rows: bool) -> int:
    """Say why CRITERION (its id, or its number such as U08) has its colour, and what would change it."""
    from daready.report import terminal
    from daready.report.explain import explain as sentences

    rubric, evidence, assessment = assessed(asked)
    chosen = _criterion(rubric, criterion)
    finding = next(f for f in assessment.criteria if f.id == chosen.id)
    say(terminal.opening(assessment))
    click.echo()
    for sentence in sentences(finding, chosen, rubric.policy, rows=rows):
        indent = " " * (len(sentence) - len(sentence.lstrip()))
        say(terminal.told(sentence.strip(), indent))
    return told_if_nothing_read(evidence)


def _criterion(rubric: Rubric, name: str) -> Criterion:
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return criterion
    raise Stop(f"{name} is no criterion.{nearest(name, [*rubric.criteria])} See daready rubric list.", 2)
