"""actions: who does what by when about each gap, and whether it was tested again since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready import __version__
from daready.cli.options import Asked, Day
from daready.cli.outcome import NO_EVIDENCE, SET_ASIDE, Stop, check_target, say, write_json, written
from daready.cli.rated import rated
from daready.cli.steps import needs_workspace, open_own_ledger, who_option
from daready.planning.actions import STATUS_WORDS, STRANDS, Action, fold
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from daready.ledger.actions import New
    from daready.planning.followed import Plan
    from daready.workspace.rated import Kept, Rated
    from daready.workspace.returned_plan import Reading

_as_at = click.option("--as-at", type=Day(), help="The day to follow them up on; today if not given.")


@click.group()
def actions() -> None:
    """Who does what by when about each gap: list it, set it, send it round as a workbook and take it back.

    An action goes by the number of its criterion: U08, and U08-2 if there is another. Nothing said is ever rewritten;
    where two people differ both answers stand. No action changes a colour.
    """


@actions.command("list")
@_as_at
@click.option("--json", "json_to", help="Write them as JSON to a file, or to standard output with -.")
def list_(as_at: date | None, json_to: str | None) -> None:
    """List every action with its owner, its day, and how it stands: overdue ones first."""
    from daready.report.actions import action_told, actions_record, by_urgency, differing, plan_told
    from daready.report.terminal import told

    with _position(as_at) as (position, _, plan):
        if json_to is not None:
            write_json({"actions": actions_record(plan)}, json_to)
        if json_to == "-":
            return
        for one in by_urgency(plan.actions):
            say(part for line in action_told(one) for part in told(line.strip(), _indent(line), "    "))
            if one.action.differing:
                both = f"Two answers, of which daready actions set takes one: {differing(one.action)}."
                say(told(both, "  ", "    "))
        say(told(plan_told(position.gaps, plan) or "There is no gap and no action."))


@actions.command("set", short_help="Say who does one, by when, or how far it is.")
@click.argument("name", metavar="ID")
@click.option("--owner", help="Who does it, by name; shown within the force alone.")
@click.option("--role", help="The role that owns it; never a name.")
@click.option("--due", type=Day(), help="By when.")
@click.option("--status", type=click.Choice(["open", "in-progress", "done", "closed"]), help="How far it is.")
@click.option("--on", "done_on", type=Day(), help="The day it was done, if not today.")
@click.option("--what", help="What is to be done: no names and no references.")
@click.option("--evidence", help="What would show it: no names and no references.")
@click.option(
    "--part", metavar="CLAUSE", help="The part of the criterion that it is about; all of it if not given."
)
@click.option("--strand", type=click.Choice([*STRANDS]), help="Which of the four Ps.")
@click.option("--board", help="The board it answers to.")
@who_option
def set_(
    name: str,
    owner: str | None,
    role: str | None,
    due: date | None,
    status: str | None,
    done_on: date | None,
    what: str | None,
    evidence: str | None,
    part: str | None,
    strand: str | None,
    board: str | None,
    who: str,
) -> None:
    """Say what is so of the action ID (a criterion's number such as U08): it takes the place of what was said before.

    Done is a claim. Closed is taken only where the same part was tested again on later cases and passed.
    """
    if done_on is not None and status not in ("done", "closed"):
        raise click.UsageError("--on is the day it was done: it goes with --status done or closed.")
    words = {"owner": owner, "role": role, "what": what, "evidence": evidence, "part": part, "board": board}
    words |= {"strand": STRANDS[strand] if strand else None, "due": due.isoformat() if due else None}
    if status:
        said = _STATUS[status]
        words["status"] = f"{said} {done_on.isoformat()}" if done_on else said
    given = {field: text for field, text in words.items() if text is not None}
    if not given:
        raise click.UsageError("Say what is so: --owner, --role, --due, --status or another option.")
    from daready.report.actions import fields_told
    from daready.report.terminal import told
    from daready.workspace.returned_plan import read_row

    with _position(None) as (position, kept, _):
        books = kept.books
        found = read_row(name, given, books.ledger, books.entries, _reading(position))
    if found.faults:
        raise click.UsageError(
            " ".join(f"{fault.cell}: {fault.message} {fault.fix}" for fault in found.faults)
        )
    if not found.new:
        click.echo(f"{name}: that is what was said already. Nothing was added.")
        return
    number, known = _keep(found.new, who, None, None)
    for one in found.new:
        click.echo(f"Entry {number}: action {one.action}. daready undo takes it back.")
        say(part for line in fields_told(known[one.action]) for part in told(line.strip(), "  ", "    "))


_STATUS = {code.replace("_", "-"): words[0] for code, words in STATUS_WORDS.items()}


@actions.command("export", short_help="Write the plan as a workbook to fill in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_as_at
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def export(file: Path, as_at: date | None, marking: str) -> None:
    """Write every gap and action to FILE (xlsx), to be filled in and taken back with daready actions import."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{file} must end in .xlsx, since that is what is written.")
    check_target(file)
    from daready.report.plan_book import plan_report
    from daready.report.workbook import write_workbook

    with _position(as_at) as (position, _, plan):
        made = plan_report(position.assessment, position.gaps, plan, version=__version__)
    written(file, lambda: write_workbook(made, file, marking=marking))
    click.echo(f"The plan is in {file}. When it is filled in: daready actions import {file.name}")


@actions.command("import", short_help="Take a filled-in plan, or a gap report, back.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@who_option
def import_(file: Path, who: str) -> int:
    """Take back what was filled in on FILE: a plan of daready actions export, or any gap report.

    Only cells that say something new are taken, all as one entry, which daready undo takes back. An empty cell clears
    nothing. Cells that cannot be used are named, and the others are taken. Where somebody else said otherwise
    meanwhile, both answers are kept.
    """
    from daready.evidence.worker import Worker
    from daready.foreign.files import is_there
    from daready.foreign.names import printable
    from daready.workspace.returned_plan import NoPlan, cells_of, read_plan

    if not is_there(file):
        raise click.UsageError(f"{file} is not there. Make a plan with daready actions export.")
    with Worker() as worker, _position(None) as (position, kept, _):
        try:
            reply = cells_of(worker, file, position.rubric)
            found = read_plan(
                reply, printable(file.name), kept.books.ledger, kept.books.entries, _reading(position)
            )
        except NoPlan as refused:
            raise Stop(str(refused), NO_EVIDENCE) from None
    for fault in found.faults:
        click.echo(f"{fault.cell}: {fault.message} {fault.fix}", err=True)
    for remark in found.remarks:
        click.echo(f"{remark.text} {remark.fix}".strip(), err=remark.severity != "info")
    if found.new:
        number, known = _keep(found.new, who, found.basis, file)
        changed = sum(len(one.values) for one in found.new)
        rows = len({one.action for one in found.new})
        click.echo(
            f"Entry {number}: {changed} answers of {rows} actions taken. daready undo takes them back."
        )
        _tell_differing([known[name] for name in sorted({one.action for one in found.new})])
    else:
        click.echo("Nothing in it is new. Nothing was added.")
    if found.faults:
        click.echo(f"Cells that could not be used: {len(found.faults)}. Correct them and import it again.")
    return SET_ASIDE if found.faults else 0


def _tell_differing(changed: Sequence[Action]) -> None:
    from daready.report.actions import differing
    from daready.report.terminal import told

    for one in changed:
        if one.differing:
            said = f"{one.id} holds two answers, both kept: {differing(one)}. Say which: daready actions set {one.id}"
            say(told(said, "", "  "))


@contextmanager
def _position(as_at: date | None) -> Iterator[tuple[Rated, Kept, Plan]]:
    """The workspace's ledger rated, with its plan. Refused where nothing was loaded: there is no gap to act on."""
    needs_workspace()
    with rated(Asked((), as_at, None, None, None, ())) as position:
        if position.kept is None or position.plan is None:
            raise click.UsageError(
                "Actions are about the gaps of what was loaded: load the sheets first (daready load)."
            )
        yield position, position.kept, position.plan


def _reading(position: Rated) -> Reading:
    from daready.planning.followed import retester
    from daready.workspace.kept_texts import Doors
    from daready.workspace.returned_plan import Reading

    assert position.workspace is not None
    return Reading(
        position.rubric,
        Doors(position.rubric, position.workspace.settings.shown),
        datetime.now().date(),
        retester(position.assessment, position.rubric, position.evidence),
        {gap.criterion: gap.kind for gap in position.gaps},
    )


def _keep(
    new: Sequence[New], who: str, basis: int | None, file: Path | None
) -> tuple[int, dict[str, Action]]:
    """Keep what is said as one entry; its number, and every action as it stands then."""
    from daready.foreign.files import fingerprint_if_taken
    from daready.ledger import actions as kept
    from daready.workspace.folder import now

    source = {"sha256": fingerprint_if_taken(file)} if file else None
    with open_own_ledger(needs_workspace(), who) as ledger:
        number = kept.say(ledger, new, at=now(), who=who, basis=basis, source=source)
        with ledger.reading() as entries:
            return number, fold(kept.statements(ledger, entries, entries))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
