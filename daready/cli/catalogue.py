"""rubric list, show and check: what is asked."""

from __future__ import annotations

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
@click.argument("name", metavar="ID")
@rubrics_option
def rubric_show(name: str, rubrics: Path | None) -> None:
    """Show a criterion, a framework or a form."""
    from daready.report.catalogue import shown

    loaded = rubric_of(rubrics, here())
    found = shown(loaded, name)
    if found is None:
        names = [*loaded.criteria, *(framework.id for framework in loaded.frameworks), *loaded.form]
        raise Stop(f"{name} is no criterion, framework or form.{nearest(name, names)}", 2)
    say(found)


@rubric.command("check")
@rubrics_option
def rubric_check(rubrics: Path | None) -> int:
    """Check every file of the rubric and run its worked examples."""
    from daready.scoring.examples import try_examples

    loaded = rubric_of(rubrics, here())
    tried = try_examples(loaded)
    for one in tried:
        if not one.holds:
            wanted = f"{one.example.colour.value}{f' {one.example.note}' if one.example.note else ''}"
            click.echo(
                f"Example “{one.example.name}” should be {wanted} and is {one.colour.value} {' '.join(one.notes)}.",
                err=True,
            )
    broken = sum(not one.holds for one in tried)
    click.echo(
        f"{len(loaded.criteria)} criteria, {len(loaded.frameworks)} frameworks, {len(loaded.forms)} forms: sound. "
        f"{len(tried) - broken} of {len(tried)} worked examples hold."
    )
    return RUBRIC if broken else 0
