"""history, withdraw, purge, backup and export: looking into the ledger, and looking after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Day
from daready.cli.outcome import UNWRITTEN, Stop, say, write_json, written
from daready.cli.steps import fit_to_keep, needs_workspace, open_own_ledger, who_option

if TYPE_CHECKING:
    from daready.ledger.chain import Entry


@click.command()
@click.option(
    "--verify", is_flag=True, help="Prove every entry, load and assessment to be as it was written."
)
@click.option("--json", "json_to", help="Write the history as JSON to a file, or to standard output with -.")
def history(verify: bool, json_to: str | None) -> None:
    """List every entry of the ledger, oldest first, and which loads do not count.

    --verify names the first thing that is not as it was written. It finds accidents; it cannot find out somebody who
    sets out to deceive and makes the whole chain anew.
    """
    from daready.ledger import upkeep
    from daready.ledger.export import plain_entry

    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        with ledger.reading() as entries:
            out = upkeep.standing(entries)
            months = workspace.settings.retention_months
            day = _earlier(datetime.now().date(), months) if months else None
            older = upkeep.older_than(ledger, day) if day else 0
        proved = upkeep.verify(ledger) if verify else None
    if json_to is not None:
        record = {
            "entries": [plain_entry(entry) | {"counts": _counts(entry, out)} for entry in entries],
            "verified": {"entries": proved[0], "loads": proved[1]} if proved else None,
            "cases_past_retention": older,
        }
        write_json(record, json_to)
    if json_to != "-":
        say(_lines(entries, out))
        if older and day:
            click.echo(
                f"\n{older} cases are older than the retention of {months} months: daready purge --before {day}"
            )
        if proved:
            click.echo(
                f"\nAll {proved[0]} entries and {proved[1]} loads are as they were written. This finds accidents, not "
                "somebody who sets out to deceive."
            )


def _counts(entry: Entry, out: dict[int, str]) -> bool | None:
    return entry.id not in out if entry.kind == "load" else None


def _lines(entries: Sequence[Entry], out: dict[int, str]) -> Iterator[str]:
    from daready.report.terminal import told

    for entry in entries:
        text = f"{entry.id:>4}  {entry.at[:16].replace('T', ' ')}  {_said(entry)} ({entry.who})"
        yield from told(text + (f": {out[entry.id]}" if entry.id in out else ""), "", "      ")


def _said(entry: Entry) -> str:
    facts = entry.facts
    if entry.kind == "load":
        period = facts["first"] or "no month"
        period += f" to {facts['last']}" if facts["last"] != facts["first"] else ""
        return f"load of {facts['file']}, {period}, received {facts['received']}"
    if entry.kind == "supersession":
        return f"load {facts['load']} replaced by load {facts['by']}"
    if entry.kind == "withdrawal":
        what = next(name for name in ("load", "mapping", "rebase") if name in facts)
        return f"{'meaning' if what == 'mapping' else what} {facts[what]} withdrawn"
    if entry.kind == "rebase":
        return f"rebase of {facts['line']} from {facts['since']}, by {facts['by']}: {facts['cause']}"
    if entry.kind == "assessment":
        return f"assessment {facts['name']} signed off, as at {facts['as_at']}"
    if entry.kind == "purge":
        cases = sum(sheet["cases"] for sheets in facts["counts"].values() for sheet in sheets)
        return f"answers of {cases} cases of before {facts['before']} deleted"
    if entry.kind == "mapping":
        return f"meaning of a {facts['kind']} of {facts['form']} remembered"
    return f"ledger version {facts['version']}"


def _earlier(day: date, months: int) -> date:
    from daready.evidence.model import Month

    return Month.of(day).later(-months).first


@click.command()
@click.argument("number", metavar="LOAD", type=int)
@click.option("--why", required=True, help="The reason, for the record: no names and no references.")
@who_option
def withdraw(number: int, why: str, who: str) -> None:
    """Take LOAD out of scoring. It stays in the ledger, with the reason, and may be loaded again.

    The number of a remembered meaning, or of a rebase, takes that out of use likewise.
    """
    from daready.ledger.upkeep import withdraw as take_out
    from daready.workspace.folder import now

    fit_to_keep(why)
    workspace = needs_workspace()
    with open_own_ledger(workspace, who) as ledger:
        back = take_out(ledger, number, why, at=now(), who=who)
    click.echo(f"{number} no longer counts. It stays in the ledger.")
    for load in back:
        click.echo(f"Load {load}, which it had replaced, counts again.")


@click.command()
@click.option(
    "--before", required=True, type=Day(), help="Delete cases of the months before this day's month."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@who_option
def purge(before: date, yes: bool, who: str) -> None:
    """Delete the answers of old cases for good. Their counts, and that they were deleted, stay in the ledger.

    Backups and exports made earlier still hold them: delete those too.
    """
    from daready.ledger.upkeep import purge as delete
    from daready.workspace.folder import now

    workspace = needs_workspace()
    if not yes:
        click.confirm(
            f"Delete the answers of all cases of the months before {before:%B %Y}, for good?", abort=True
        )
    with open_own_ledger(workspace, who) as ledger:
        deleted = delete(ledger, before, at=now(), who=who)
    if not deleted:
        click.echo("No case is as old as that. Nothing was deleted.")
        return
    click.echo(
        f"The answers of {deleted} cases were deleted. Their counts and the record of it stay. Backups and exports "
        "made earlier still hold them."
    )


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def backup(target: Path) -> None:
    """Copy the ledger to FILE as it is at one moment, while others may go on, and prove the copy."""
    from daready.ledger.upkeep import backup as copy

    _free(target)
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        written(target, lambda: copy(ledger, target))
    click.echo(
        f"{target} is a proved copy of the ledger. Keep {workspace.root / '.daready-key'} with it, in a safe place: "
        "without the key, new sheets cannot be matched to old cases."
    )


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write everything in the ledger into the new folder DIR, as csv and JSON with a data dictionary."""
    from daready.ledger.export import export as write

    _free(folder)
    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger:
        written(folder, lambda: write(ledger, folder))
    click.echo(f"{folder} holds everything; data-dictionary.csv says what each column means.")


def _free(target: Path) -> None:
    if target.exists():
        raise Stop(f"{target} is there already. Choose another name.", UNWRITTEN)
    if not target.absolute().parent.is_dir():
        raise Stop(f"There is no folder {target.parent}. Make it, or choose another.", UNWRITTEN)
