"""register review and return: points of a list reviewed one by one, and the list as it came with both colours."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready import __version__
from daready.cli.options import Asked, Day
from daready.cli.outcome import NO_EVIDENCE, SET_ASIDE, Stop, check_target, written
from daready.cli.rated import rated
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from daready.planning.reviews import Review
    from daready.workspace.folder import Workspace
    from daready.workspace.reviews import Given


@click.command("review", short_help="Review a point of a list by judgement or document.")
@click.argument("point", required=False)
@click.option("--colour", type=click.Choice(["red", "amber", "green"]), help="What it is judged to be.")
@click.option(
    "--rests-on",
    type=click.Choice(["judgement", "document"]),
    default="judgement",
    help="What that rests on.",
)
@click.option("--why", help="The reason, in a sentence: no names and no references.")
@click.option("--role", help="The role of whoever judges; never a name.")
@click.option("--on", type=Day(), help="The day of the review; today if not given.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A list of daready register return that was filled in.",
)
@who_option
def review(
    point: str | None,
    colour: str | None,
    rests_on: str,
    why: str | None,
    role: str | None,
    on: date | None,
    file: Path | None,
    who: str,
) -> int:
    """Review POINT of a list (NP14-017 of the 125-point plan), or every point that is filled in on --from FILE.

    A review stands beside the colour that evidence shows, and changes none: it is not a look at practice.
    """
    workspace = needs_workspace()
    given = _given(workspace)
    if file is not None:
        _read(file, given)
    elif point is None or colour is None or why is None or role is None:
        raise click.UsageError("Name the POINT, with --colour, --why and --role; or a list with --from FILE.")
    else:
        from daready.workspace.register import Cell

        day = (on or datetime.now().date()).isoformat()
        typed = {"colour": colour, "rests": rests_on, "why": why, "role": role, "on": day}
        given.take(
            {"point": Cell(point, "POINT")} | {name: Cell(text, f"--{name}") for name, text in typed.items()}
        )
        if given.faults:
            raise click.UsageError(" ".join(f"{one.cell}: {one.message} {one.fix}" for one in given.faults))
    return _kept(workspace, given, who)


def _given(workspace: Workspace) -> Given:
    from daready.workspace.kept_texts import Doors
    from daready.workspace.reviews import Given

    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    known = frozenset(_held(workspace))
    return Given(rubric, Doors(rubric, workspace.settings.shown), datetime.now().date(), known)


def _held(workspace: Workspace) -> tuple[Review, ...]:
    from daready.ledger.reviews import reviews

    with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
        return reviews(ledger, entries, entries)


def _read(file: Path, given: Given) -> None:
    from daready.evidence.worker import Worker
    from daready.foreign.files import is_there
    from daready.workspace.returned_plan import NoPlan, cells_of
    from daready.workspace.reviews import rows_of

    if not is_there(file):
        raise click.UsageError(
            f"{file} is not there. Make it with daready register return FRAMEWORK -o FILE."
        )
    with Worker() as worker:
        try:
            rows = [*rows_of(cells_of(worker, file, given.rubric))]
        except NoPlan as refused:
            raise Stop(str(refused), NO_EVIDENCE) from None
    if not rows:
        raise Stop(f"{file} holds no list: no sheet has the columns Ref and Reviewed as.", NO_EVIDENCE)
    for cells in rows:
        given.take(cells)


def _kept(workspace: Workspace, given: Given, who: str) -> int:
    from daready.ledger.reviews import record
    from daready.workspace.folder import now

    for fault in given.faults:
        click.echo(f"{fault.cell}: {fault.message} {fault.fix}", err=True)
    if given.new:
        with open_own_ledger(workspace, who) as ledger:
            entry = record(ledger, given.new, at=now(), who=who)
        click.echo(f"Entry {entry}: points reviewed: {len(given.new)}. daready undo takes it back.")
    else:
        click.echo("Nothing in it is new. Nothing was added.")
    return SET_ASIDE if given.faults else 0


@click.command("return", short_help="Write a list as it came, with both colours.")
@click.argument("framework")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The list (xlsx)."
)
@click.option("--as-at", type=Day(), help="The day to look from; today if not given.")
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def return_(framework: str, output: Path, as_at: date | None, marking: str) -> None:
    """Write the list of FRAMEWORK as it came (the 125-point plan, once it was filled in), to be returned.

    Beside each point: the colour that the force gave it then, what evidence shows now, and the review of it if there is
    one, with what that rests on.
    """
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} must end in .xlsx, since that is what is written.")
    check_target(output)
    workspace = needs_workspace()
    from daready.planning.reviews import last_of_each
    from daready.report.returned_list import returned_list
    from daready.report.workbook import write_workbook

    with rated(Asked((), as_at, None, None, None, ()), frameworks=[framework], skip=[output]) as position:
        found = next((one for one in position.assessment.frameworks if one.id == framework), None)
        if found is None or not found.requirements:
            raise Stop(
                f"{framework} holds no points yet: daready rubric fill {framework} FILE takes them in.", 2
            )
        judged = last_of_each(_held(workspace), position.assessment.as_at)
        made = returned_list(found, judged, position.assessment.as_at, version=__version__)
    written(output, lambda: write_workbook(made, output, marking=marking))
    click.echo(f"The list is in {output}: {len(found.requirements)} points, as they came, with both colours.")
