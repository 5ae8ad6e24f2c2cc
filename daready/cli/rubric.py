"""rubric: what is asked, listed, shown, filled in, copied, compared, exported and checked."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import rubrics_option
from daready.cli.outcome import (
    NO_EVIDENCE,
    RUBRIC,
    SET_ASIDE,
    UNWRITTEN,
    Stop,
    check_target,
    nearest,
    say,
    written,
)
from daready.cli.steps import here, needs_workspace, rubric_of
from daready.foreign.files import is_there, take

if TYPE_CHECKING:
    from daready.rubric.model import Framework, Rubric
    from daready.workspace.folder import Workspace


@click.group()
def rubric() -> None:
    """What is asked: list it, show it, fill in what only you hold, check it."""


@rubric.command("list")
@rubrics_option
def rubric_list(rubrics: Path | None) -> None:
    """List themes, criteria, frameworks and forms by id."""
    from daready.report.catalogue import listing

    say(listing(rubric_of(rubrics, here())))


@rubric.command("show")
@click.argument("name", metavar="ID", required=False)
@click.option("--crosswalk", is_flag=True, help="Show every requirement against the one set of criteria.")
@click.option("--wording", is_flag=True, help="Show how much of each framework's wording was read.")
@rubrics_option
def rubric_show(name: str | None, crosswalk: bool, wording: bool, rubrics: Path | None) -> None:
    """Show a criterion, framework or form, how a question is marked (FORM/QUESTION), or a table of all frameworks.

    A subject in words ("coercive control") shows every clause that speaks of it, with its tests and its sources.
    """
    from daready.report.catalogue import shown
    from daready.report.crosswalk import told_crosswalk
    from daready.report.subject import on_subject, told_subject
    from daready.report.wording import wording_table

    if [name is not None, crosswalk, wording].count(True) != 1:
        raise click.UsageError("Name one criterion, framework or form, or ask for --crosswalk or --wording.")
    loaded = rubric_of(rubrics, here())
    if name is None:
        say(told_crosswalk(loaded) if crosswalk else wording_table(loaded))
        return
    found = shown(loaded, name)
    if found is None and (spoken := on_subject(loaded, name)):
        found = told_subject(loaded, spoken)
    if found is None:
        names = [
            *loaded.criteria,
            *(framework.id for framework in loaded.frameworks),
            *loaded.form,
            *loaded.item,
        ]
        raise Stop(f"There is no criterion, framework or form called {name}.{nearest(name, names)}", 2)
    say(found)


@rubric.command("fill", short_help="Take in what only you hold.")
@click.argument("name", metavar="FRAMEWORK")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--blank", is_flag=True, help="Write a blank FILE to fill in, instead of reading it.")
@rubrics_option
def rubric_fill(name: str, file: Path, blank: bool, rubrics: Path | None) -> int:
    """Take the wording or the list that only you hold from FILE into the workspace.

    For a framework whose wording is not checked, paste the published words; for the national 125-point
    plan or one force's recommendations, give the whole list. With any fault nothing is taken.
    """
    from daready.report.whole import write_whole
    from daready.workspace.lists import blank_list

    workspace = here()
    loaded = rubric_of(rubrics, workspace)
    framework = next((one for one in loaded.frameworks if one.id == name), None)
    if framework is None:
        known = [one.id for one in loaded.frameworks]
        raise Stop(
            f"There is no framework called {name}.{nearest(name, known)} There are: {', '.join(known)}.", 2
        )
    if blank:
        if file.suffix.lower() != ".xlsx":
            raise click.UsageError(f"{file} must end in .xlsx, since that is what is written.")
        if is_there(file):
            raise Stop(f"{file} already exists and may be filled in. Choose another name.", UNWRITTEN)
        check_target(file)
        written(file, lambda: write_whole(file, blank_list(loaded, framework)))
        click.echo(f"{file} is ready to fill in. Then: daready rubric fill {name} {file.name}")
        return 0
    return _filled(file, loaded, framework, needs_workspace())


def _filled(file: Path, rubric: Rubric, framework: Framework, workspace: Workspace) -> int:
    from daready.evidence.worker import Worker
    from daready.workspace.lists import ListRefused, home_of, is_a_persons, keep_list, read_list

    if not is_there(file):
        raise click.UsageError(f"{file} is not there. Make a blank one with --blank.")
    home = home_of(framework, workspace)
    if is_a_persons(home):
        raise Stop(f"{home} was written by somebody and is left alone. Add the rows there.", UNWRITTEN)
    with Worker() as worker:
        try:
            found = read_list(worker, file, rubric, framework, datetime.now().date())
        except ListRefused as refused:
            raise Stop(str(refused), NO_EVIDENCE) from None
    for fault in found.faults:
        click.echo(str(fault), err=True)
    if found.framework is None:
        click.echo(f"Faults: {len(found.faults)}. Nothing was taken; correct the cells and run this again.")
        return SET_ASIDE
    taken = found.framework
    written(home, lambda: keep_list(taken, home))
    click.echo(
        f"{framework.id}: {found.rows} rows taken. They are kept in {home} and show in the next assessment."
    )
    return 0


@rubric.command("copy", short_help="Copy a file of it into the workspace, to change.")
@click.argument("name", metavar="ID")
@rubrics_option
def rubric_copy(name: str, rubrics: Path | None) -> None:
    """Copy the file that holds ID (or policy) into the workspace, to be changed there.

    A question as FORM/QUESTION means its marking guide.

    The copy takes the place of daready's own, id by id. A file that is already there is left alone.
    """
    from daready.report.whole import write_whole
    from daready.rubric.library import default_folder, home_of_id

    workspace = needs_workspace()
    folder = rubrics or default_folder()
    source = home_of_id(folder, name)
    if source is None:
        raise Stop(
            f"{name} is not policy, and there is no theme, criterion, framework, form or marking guide "
            "(FORM/QUESTION) called that.",
            2,
        )
    target = workspace.root / "rubrics" / source.relative_to(folder)
    if is_there(target):
        raise Stop(f"{target} is already there and is left alone.", UNWRITTEN)
    written(target, lambda: target.parent.mkdir(parents=True, exist_ok=True))
    written(target, lambda: write_whole(target, take(source)))
    click.echo(f"{target} is yours to change. Then: daready rubric check")


@rubric.command("schema", short_help="Write the JSON Schemas that help editors.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write the JSON Schemas into, such as rubrics/schema.",
)
def rubric_schema(output: Path) -> None:
    """Write the JSON Schemas with which editors complete and explain the YAML."""
    from daready.report.whole import write_whole
    from daready.rubric.schema import schemas

    written(output, lambda: output.mkdir(parents=True, exist_ok=True))
    for name, text in schemas().items():
        target, content = output / name, text.encode()
        written(target, partial(write_whole, target, content))
    click.echo(f"{len(schemas())} schemas are in {output}.")


@rubric.command("diff")
@click.argument("old")
@click.argument("new")
def rubric_diff(old: str, new: str) -> None:
    """Say in words what differs between two rubrics folders.

    A workspace's own rubrics folder is read on top of daready's; the word shipped means
    daready's own.
    """
    from daready.report.differences import differences

    found = list(differences(_rubric_in(old), _rubric_in(new)))
    say(found or ["No difference in what is asked."])


def _rubric_in(name: str) -> Rubric:
    from daready.workspace.settings import SETTINGS

    if name == "shipped":
        return rubric_of(None, None)
    folder = Path(name).resolve()
    if (folder.parent / SETTINGS).is_file():
        return rubric_of(None, None, overlay=folder)
    return rubric_of(folder, None)


@rubric.command("export", short_help="Write all of it as a workbook to read and mark.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The .xlsx to write.",
)
@rubrics_option
def rubric_export(output: Path, rubrics: Path | None) -> None:
    """Write every criterion, line, threshold and requirement as a workbook to read and mark up."""
    from daready import __version__
    from daready.report.rubric_book import rubric_report
    from daready.report.workbook import write_workbook

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} must end in .xlsx, since that is what is written.")
    check_target(output)
    loaded = rubric_of(rubrics, here())
    made = rubric_report(loaded, datetime.now().date(), __version__)
    written(output, lambda: write_workbook(made, output, marking="OFFICIAL"))
    click.echo(f"{output}: {len(loaded.criteria)} criteria, to read and to mark up.")


@rubric.command("check", short_help="Find every fault of the rubric, all at once.")
@rubrics_option
def rubric_check(rubrics: Path | None) -> int:
    """Check every file of the rubric, try its worked examples, and list every fault at once."""
    from daready.workspace.soundness import soundness

    workspace = here()
    overlay = workspace.rubrics if workspace and not rubrics else None
    found = soundness(rubrics, overlay, datetime.now().date())
    for fault in found.faults:
        click.echo(str(fault), err=True)
    if found.faults:
        files = len({fault.file for fault in found.faults})
        click.echo(f"Faults: {len(found.faults)}, in {files} file{'' if files == 1 else 's'}.")
        return RUBRIC
    if found.changed:
        click.echo("What the workspace's own policy makes of examples set at daready's cut points:")
        say(f"  {line}" for line in found.changed)
    say(f"{one}: read as one clause of all its lines, since it names no clauses." for one in found.undivided)
    click.echo(
        f"{found.criteria} criteria, {found.frameworks} frameworks, {found.forms} forms: sound. "
        f"{found.examples - len(found.changed)} of {found.examples} worked examples hold."
    )
    return 0
