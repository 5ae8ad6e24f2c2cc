"""register: what inspectorates and reviews asked of the force, with its trail and whether it was tested since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from daready import __version__
from daready.cli import review as points
from daready.cli.options import Asked, Day
from daready.cli.outcome import NO_EVIDENCE, SET_ASIDE, Stop, check_target, nearest, say, write_json, written
from daready.cli.rated import rated
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option
from daready.planning.register import BODIES, KIND_WORDS, SCOPES, STATE_WORDS, same_number
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from daready.ledger.register import New
    from daready.planning.in_hand import InHand
    from daready.planning.register import Item
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace
    from daready.workspace.register import Said
    from daready.workspace.tracker import Explained

_as_at = click.option("--as-at", type=Day(), help="The day to look from; today if not given.")


def _choice(codes: Iterable[str]) -> click.Choice[str]:
    return click.Choice([code.replace("_", "-") for code in codes])


_OPTIONS = (
    click.option("--kind", type=_choice(KIND_WORDS), help="What it is."),
    click.option("--what", help="What it asks, in your words: no names and no references."),
    click.option("--publisher", help="Who published it."),
    click.option("--report", help="In which report."),
    click.option("--published", type=Day(), help="On which day."),
    click.option("--scope", type=_choice(SCOPES), help="Of this force, or of all."),
    click.option(
        "--whose", "body", type=_choice(BODIES), help="Whose it is to answer; the force's if not given."
    ),
    click.option("--role", help="The role that owns it; never a name."),
    click.option("--owner", help="Who owns it, by name; shown within the force alone."),
    click.option("--due", type=Day(), help="By when."),
    click.option("--repeats", metavar="NUMBER", help="The earlier item that it finds again."),
    click.option(
        "--links", metavar="CRITERIA", help="What tests it: U08, U08/grade-matches, a requirement's id."
    ),
    click.option("--status", type=_choice(STATE_WORDS), help="The status that the inspectorate gives it."),
    click.option("--on", type=Day(), help="The day on which it said so; today if not given."),
    click.option("--said", help="What it said, in a sentence: no names and no references."),
    who_option,
)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group()
def register() -> None:
    """What inspectorates and reviews asked of the force: list it, add to it, send it round and take it back.

    An item goes by its official number. Nothing said is ever rewritten. A cause of concern that is live makes the
    criteria that it names Red; nothing else of the register changes a colour of theirs.
    """


@register.command("list")
@_as_at
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def list_(as_at: date | None, json_to: str | None) -> None:
    """List every item with its colour and why: red ones first. An empty register lists nothing."""
    from daready.report.register import line_told, register_record, register_told
    from daready.report.terminal import told

    with _standing(as_at) as (found, _, _day):
        if json_to is not None:
            write_json({"register": register_record(found)}, json_to)
        if json_to == "-":
            return
        for one in found:
            say(told(line_told(one), "", "       "))
        say(told(register_told(found) or "The register is empty: daready register add, or import."))


@register.command("show")
@click.argument("number")
@_as_at
def show(number: str, as_at: date | None) -> None:
    """Show one item in full, with its trail."""
    from daready.report.register import item_told
    from daready.report.terminal import told

    with _standing(as_at) as (found, rubric, _day):
        one = next((one for one in found if same_number(one.item.id, number)), None)
        if one is None:
            raise _no_item(number, [one.item.id for one in found])
        say(part for line in item_told(one, rubric) for part in told(line.strip(), _indent(line), "    "))


@register.command("add")
@click.argument("number")
@_options
def add(number: str, kind: str | None, who: str, **given: Any) -> None:
    """Add the item NUMBER, by the official number under which it was published."""
    if kind is None:
        raise click.UsageError(f"Say what it is: --kind {'|'.join(_choice(KIND_WORDS).choices)}.")
    _typed(number, who, {"kind": kind, **given}, new=True)


@register.command("set")
@click.argument("number")
@_options
def set_(number: str, who: str, **given: Any) -> None:
    """Say what is so of the item NUMBER now: it takes the place of what was said before, which stays in the ledger."""
    _typed(number, who, given, new=False)


@register.command("export", short_help="Write the register as a workbook to fill in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_as_at
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def export(file: Path, as_at: date | None, marking: str) -> None:
    """Write every item to FILE (xlsx), to be filled in and taken back with daready register import."""
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{file} must end in .xlsx, since that is what is written.")
    check_target(file)
    from daready.report.register import register_report
    from daready.report.workbook import write_workbook

    with _standing(as_at) as (found, rubric, day):
        made = register_report(found, rubric, day, version=__version__)
    written(file, lambda: write_workbook(made, file, marking=marking))
    click.echo(f"The register is in {file}. When it is filled in: daready register import {file.name}")


@register.command("import", short_help="Take a filled-in register, or your own tracker, in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="LETTER=PART",
    help="What a column of your tracker is: B=number.",
)
@click.option(
    "--word",
    "words",
    multiple=True,
    metavar="CELL=MEANING",
    help="What a word of your tracker means: F12=complete.",
)
@click.option("--status-as-at", type=Day(), help="The day of every status that has none beside it.")
@who_option
def import_(
    file: Path, columns: Sequence[str], words: Sequence[str], status_as_at: date | None, who: str
) -> int:
    """Take in FILE: a register of daready register export, or the force's own tracker.

    A tracker's columns are known by their headings; what a heading or a word of it means is said once, and remembered
    in this workspace. Only what is new is taken, as one entry, which daready undo takes back. Cells that cannot be used
    are named, and the others are taken.
    """
    from daready.evidence.worker import Worker
    from daready.foreign.files import is_there
    from daready.workspace.register_back import take_in
    from daready.workspace.returned_plan import NoPlan

    if not is_there(file):
        raise click.UsageError(f"{file} is not there.")
    workspace = needs_workspace()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    explained = _explained(columns, words, status_as_at)
    said = _said(workspace, rubric)
    with Worker() as worker:
        try:
            taken = take_in(worker, file, said, workspace, explained, who=who)
        except NoPlan as refused:
            raise Stop(str(refused), NO_EVIDENCE) from None
    for fault in said.faults:
        click.echo(f"{fault.cell}: {fault.message} {fault.fix}", err=True)
    for remark in taken.remarks:
        click.echo(f"{remark.text} {remark.fix}".strip(), err=remark.severity != "info")
    if said.new:
        number = _keep(workspace, [*said.new.values()], who, file, taken.meanings)
        click.echo(
            f"Entry {number}: {len(said.new)} items taken. daready undo takes them back; daready register list shows "
            "how they stand."
        )
    else:
        click.echo("Nothing in it is new. Nothing was added.")
    if said.faults:
        click.echo(f"Cells that could not be used: {len(said.faults)}. Correct them and import it again.")
    return SET_ASIDE if said.faults else 0


def _explained(columns: Sequence[str], words: Sequence[str], status_as_at: date | None) -> Explained:
    from daready.workspace.tracker import NAMES, Explained

    found = {}
    for one in columns:
        column, _, name = one.partition("=")
        if name not in NAMES or not column.isalpha():
            raise click.UsageError(f"--column {one}: write LETTER=PART, with one of {', '.join(NAMES)}.")
        found[column.upper()] = NAMES[name]
    meant = {}
    for one in words:
        cell, mark, meaning = one.partition("=")
        if not mark or not cell or not meaning:
            raise click.UsageError(f"--word {one}: write CELL=MEANING, such as F12=complete.")
        meant[cell] = meaning
    return Explained(found, meant, status_as_at)


def _typed(number: str, who: str, given: dict[str, Any], *, new: bool) -> None:
    """Keep what was typed of one item as one entry. Refused whole where anything of it cannot be used."""
    from daready.report.register import item_told
    from daready.report.terminal import told
    from daready.workspace.register import Cell

    workspace = needs_workspace()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    said = _said(workspace, rubric)
    known = next((one for one in said.now if same_number(one, number)), None)
    if new and known:
        raise click.UsageError(
            f"{known} is in the register already. Say what is so now: daready register set {known}"
        )
    if not new and known is None:
        raise _no_item(number, [*said.now])
    on, words = given.pop("on"), given.pop("said")
    status = given.pop("status")
    if status is None and (on or words):
        raise click.UsageError("--on and --said are about a status: they go with --status.")
    called = said.number(Cell(number, "NUMBER"))
    cells = {
        name: Cell(
            value.isoformat() if isinstance(value, date) else str(value), f"--{_OPTION.get(name, name)}"
        )
        for name, value in given.items()
        if value is not None
    }
    if called is not None:
        day = (on or datetime.now().date()).isoformat()
        step = said.step(Cell(status or "", "--status"), Cell(day, "--on"), Cell(words or "", "--said"))
        said.item(called, cells, step)  # type: ignore[arg-type]
    if said.faults:
        raise click.UsageError(" ".join(f"{one.cell}: {one.message} {one.fix}" for one in said.faults))
    if not said.new:
        click.echo(f"{number}: that is what was said already. Nothing was added.")
        return
    entry = _keep(workspace, [*said.new.values()], who, None, [])
    click.echo(f"Entry {entry}: {called}. daready undo takes it back.")
    with _standing(None) as (found, _, _day):
        for one in found:
            if one.item.id == called:
                say(
                    part
                    for line in item_told(one, rubric)
                    for part in told(line.strip(), _indent(line), "    ")
                )


_OPTION = {"body": "whose"}


def _no_item(number: str, known: Sequence[str]) -> Stop:
    return Stop(
        f"There is no item {number} in the register.{nearest(number, [*known])} daready register list names them; "
        "daready register add adds one.",
        2,
    )


@contextmanager
def _standing(as_at: date | None) -> Iterator[tuple[Sequence[InHand], Rubric, date]]:
    """Every item as it stands on a day. Before anything was loaded nothing was tested."""
    from daready.planning.in_hand import in_hand
    from daready.workspace.registered import never_tested

    workspace, day = needs_workspace(), as_at or datetime.now().date()
    known = _items(workspace)
    if known:
        with rated(Asked((), as_at, None, None, None, ())) as position:
            if position.kept is not None:
                yield position.register, position.rubric, day
                return
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    yield in_hand(known.values(), never_tested, day), rubric, day


def _items(workspace: Workspace) -> dict[str, Item]:
    from daready.ledger.register import items

    if not workspace.ledger.exists():
        return {}
    with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
        return items(ledger, entries, entries)


def _said(workspace: Workspace, rubric: Rubric) -> Said:
    from daready.workspace.kept_texts import Doors
    from daready.workspace.register import Said

    doors = Doors(rubric, workspace.settings.shown)
    return Said(rubric, doors, datetime.now().date(), _items(workspace))


def _keep(
    workspace: Workspace, new: Sequence[New], who: str, file: Path | None, meanings: Sequence[dict[str, str]]
) -> int:
    """Keep what is said as one entry, and what was explained of a tracker; the entry's number."""
    from daready.foreign.files import fingerprint_if_taken
    from daready.ledger import register as kept
    from daready.ledger.meanings import remember
    from daready.workspace.folder import now

    source = {"sha256": fingerprint_if_taken(file)} if file else None
    with open_own_ledger(workspace, who) as ledger:
        if meanings:
            remember(ledger, meanings, at=now(), who=who)
        return kept.say(ledger, new, at=now(), who=who, source=source)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


register.add_command(points.review)
register.add_command(points.return_)
