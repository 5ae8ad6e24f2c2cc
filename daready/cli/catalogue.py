"""rubric list, show and check: what is asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from daready.cli.options import rubrics_option
from daready.cli.outcome import RUBRIC, Stop, nearest, say
from daready.cli.steps import here, rubric_of


@click.group()
def rubric() -> None:
    """What is asked: list it, show it, check it."""


@rubric.command("list")
@rubrics_option
def rubric_list(rubrics: Path | None) -> None:
    """List themes, criteria, frameworks and forms by id."""
    from daready.report.catalogue import listing

    say(listing(rubric_of(rubrics, here())))


@rubric.command("show")
@click.argument("name", metavar="ID", required=False)
@click.option("--crosswalk", is_flag=True, help="Show every requirement against the one set of criteria.")
@rubrics_option
def rubric_show(name: str | None, crosswalk: bool, rubrics: Path | None) -> None:
    """Show a criterion, a framework, a form, or the crosswalk of all frameworks."""
    from daready.report.catalogue import shown
    from daready.report.crosswalk import told_crosswalk

    if (name is None) != crosswalk:
        raise click.UsageError("Name one criterion, framework or form, or ask for --crosswalk.")
    loaded = rubric_of(rubrics, here())
    found = told_crosswalk(loaded) if name is None else shown(loaded, name)
    if found is None:
        names = [*loaded.criteria, *(framework.id for framework in loaded.frameworks), *loaded.form]
        raise Stop(f"{name} is no criterion, framework or form.{nearest(str(name), names)}", 2)
    say(found)


@rubric.command("check")
@rubrics_option
def rubric_check(rubrics: Path | None) -> int:
    """Check every file of the rubric, try its worked examples, and tell every fault at once."""
    from daready.soundness import soundness

    workspace = here()
    overlay = workspace.rubrics if workspace and not rubrics else None
    found = soundness(rubrics, overlay, datetime.now().date())
    for fault in found.faults:
        click.echo(str(fault), err=True)
    if found.faults:
        files = len({fault.file for fault in found.faults})
        click.echo(f"Faults: {len(found.faults)}, in {files} file{'' if files == 1 else 's'}.")
        return RUBRIC
    click.echo(
        f"{found.criteria} criteria, {found.frameworks} frameworks, {found.forms} forms: sound. "
        f"All {found.examples} worked examples hold."
    )
    return 0
