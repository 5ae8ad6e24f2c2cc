"""assess and explain: the position, and why one criterion stands where it does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready import __version__
from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import (
    Stop,
    check_target,
    nearest,
    say,
    targets,
    told_if_nothing_read,
    write_json,
    written,
)
from daready.cli.steps import assessed

if TYPE_CHECKING:
    from daready.rubric.model import Criterion, Rubric

_RATING = ("daready.scoring.assess", "daready.planning.gaps")
_DRAWING = ("daready.report.tables", "daready.report.workbook", "xlsxwriter.workbook")
"""Imported while the reader is busy, so that they cost no time of their own."""


@click.command(short_help="Rate every criterion and write the gap report.")
@evidence_options
@click.option("--framework", "frameworks", multiple=True, help="Show this framework only; may be repeated.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The gap report to write."
)
@click.option(
    "--json", "json_to", help="Write the assessment as JSON to a file, or to standard output with -."
)
def assess(asked: Asked, frameworks: tuple[str, ...], output: Path | None, json_to: str | None) -> int:
    """Rate every criterion from the evidence in PATHS (files or folders).

    Without PATHS, reads the evidence folder of the workspace you are in.
    """
    from daready.planning.gaps import gaps as all_gaps
    from daready.report import terminal

    outputs = targets(output, json_to)
    for target in outputs:
        check_target(target)
    if len({target.resolve() for target in outputs}) < len(outputs):
        raise click.UsageError("The gap report and the JSON cannot be one file. Name two.")
    rubric, evidence, assessment = assessed(
        asked,
        frameworks=frameworks,
        skip=outputs,
        ahead=[*_RATING, *(_DRAWING if output else ())],
    )
    gaps = all_gaps(assessment, rubric)
    if output is not None:
        from daready.report.tables import report
        from daready.report.workbook import write_workbook

        written(
            output,
            lambda: write_workbook(report(assessment, gaps, evidence, rubric, version=__version__), output),
        )
    if json_to is not None:
        from daready.evidence.account import account_json
        from daready.report.record import assessment_record

        write_json(assessment_record(assessment, gaps, account_json(evidence)["totals"]), json_to)
    if json_to != "-":
        if evidence.rows_used:
            titles = {finding.id: finding.title for finding in assessment.criteria}
            say(terminal.summary(assessment, gaps, titles))
        say(terminal.set_aside(evidence))
        if output is not None:
            click.echo(f"\nThe gap report is in {output}.")
    return told_if_nothing_read(evidence)


@click.command(short_help="Say why a criterion has its colour.")
@click.argument("criterion")
@evidence_options
@click.option("--rows", is_flag=True, help="List the file, sheet and rows behind each line.")
def explain(asked: Asked, criterion: str, rows: bool) -> int:
    """Say why CRITERION (its id, or its number such as U08) has its colour, and what would change it."""
    from daready.planning.gaps import months_left
    from daready.report import terminal
    from daready.report.explain import explain as sentences

    rubric, evidence, assessment = assessed(asked)
    chosen = _criterion(rubric, criterion)
    finding = next(f for f in assessment.criteria if f.id == chosen.id)
    say(terminal.opening(assessment))
    click.echo()
    months = months_left(assessment.as_at, assessment.inspection) if assessment.inspection else None
    for sentence in sentences(finding, chosen, rubric.policy, rows=rows, months=months):
        indent = " " * (len(sentence) - len(sentence.lstrip()))
        say(terminal.told(sentence.strip(), indent))
    return told_if_nothing_read(evidence)


def _criterion(rubric: Rubric, name: str) -> Criterion:
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return criterion
    raise Stop(f"{name} is no criterion.{nearest(name, [*rubric.criteria])} See daready rubric list.", 2)
