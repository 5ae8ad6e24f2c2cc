"""safe: a case that needed someone is recorded as made safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, Day
from daready.cli.outcome import SET_ASIDE, say, write_json
from daready.cli.reasons import fit_role
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option

if TYPE_CHECKING:
    from daready.ledger.safe import Safe
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace
    from daready.workspace.safe import Waiting


@click.command()
@click.argument("file", required=False)
@click.argument("row", required=False, type=click.IntRange(min=1))
@click.option("--sheet", help="The sheet, where several of FILE have a case at that row.")
@click.option("--on", "on", type=Day(), help="The day on which the person was made safe.")
@click.option("--role", help="The role of whoever says so; never a name.")
@who_option
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def safe(
    file: str | None,
    row: int | None,
    sheet: str | None,
    on: date | None,
    role: str | None,
    who: str,
    json_to: str | None,
) -> int:
    """Record that whoever a case left unsafe was made safe: FILE as it was loaded, and the case's ROW.

    Without a ROW the case reference is asked for; it is not kept. FILE may be the restricted annex (assess --annex)
    with the column "Made safe on" of its Today sheet filled in. Without FILE, list who needs someone today. The answers
    of the audit stand as they are: the case leaves the list, also after a correction of its sheet, and nothing else
    changes. daready undo takes it back.
    """
    workspace, today = needs_workspace(), datetime.now().date()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    if file is None:
        with open_own_ledger(workspace) as ledger:
            _list(ledger, rubric, today, json_to)
        return 0
    if role is None:
        raise click.UsageError("--role says in which role you record this; never a name.")
    if on is not None and on > today:
        raise click.UsageError(f"{on} is in the future. --on is the day on which the person was made safe.")
    role = fit_role(role, workspace, rubric)
    from daready.foreign.files import is_file
    from daready.ledger.safe import record
    from daready.workspace.folder import now
    from daready.workspace.safe import waiting

    with open_own_ledger(workspace, who) as ledger:
        cases = waiting(ledger, rubric, today)
        listed = (
            row is None
            and is_file(Path(file))
            and not any(file in (one.file, one.loaded_as) for one in cases)
        )
        if listed:
            meant = _of_list(Path(file), rubric, cases, today)
        else:
            meant = [_meant(cases, file, row, sheet, on, workspace)]
        if not meant:
            return SET_ASIDE
        entry = record(ledger, meant, role, at=now(), who=who)
        left = len(waiting(ledger, rubric, today))
    if json_to is not None:
        write_json({"entry": entry, "cases": len(meant), "needs_someone_today": left}, json_to)
    if json_to != "-":
        _said(entry, meant, role, left)
    return 0


def _of_list(path: Path, rubric: Rubric, cases: Sequence[Waiting], today: date) -> Sequence[Safe]:
    """The cases of an annex that came back with its days filled in: all of them, or every fault and none."""
    from daready.evidence.worker import Worker
    from daready.report.words import count
    from daready.workspace.safe_list import read_list

    with Worker() as worker:
        found = read_list(worker, path, rubric, cases, today)
    for fault in found.faults:
        click.echo(fault, err=True)
    if found.settled:
        rows = count(found.settled, "row is", "rows are")
        click.echo(f"{rows} not on today's list any more; daready history says what was recorded.", err=True)
    if found.faults or not found.safe:
        click.echo("Nothing was recorded.", err=True)
        return ()
    return found.safe


def _meant(
    cases: Sequence[Waiting],
    file: str,
    row: int | None,
    sheet: str | None,
    on: date | None,
    workspace: Workspace,
) -> Safe:
    """The case of a row or a reference as it is recorded."""
    from daready.workspace.safe import at_row, of_file, of_reference

    if on is None:
        raise click.UsageError("--on is the day on which the person was made safe.")
    here = of_file(cases, file, sheet)
    if row is not None:
        return at_row(here, row).made_safe(on)
    reference = click.prompt("Case reference (it is not kept)", err=True)
    return of_reference(here, reference, workspace.key).made_safe(on)


def _said(entry: int, meant: Sequence[Safe], role: str, left: int) -> None:
    from daready.report.terminal import told
    from daready.report.words import count

    still = (
        f"{count(left, 'case still needs', 'cases still need')} someone today." if left else "Nobody waits."
    )
    say(
        told(
            f"Entry {entry}: {count(len(meant), 'case')} recorded as made safe by the {role}. What the audit found "
            f"stands. {still}"
        )
    )


def _list(ledger: Ledger, rubric: Rubric, today: date, json_to: str | None) -> None:
    from daready.report.made_safe import waited
    from daready.report.terminal import told
    from daready.report.words import count
    from daready.workspace.safe import waiting

    cases = waiting(ledger, rubric, today)
    titles = {name: item.title for name, item in rubric.item.items()}
    if json_to is not None:
        write_json({"needs_someone_today": [_record(one) for one in cases]}, json_to)
    if json_to == "-":
        return
    if not cases:
        _nobody()
        return
    say([f"{count(len(cases), 'case needs', 'cases need')} someone today:"])
    for one in cases:
        risk = "HIGH RISK  " if one.high_risk else ""
        say(told(f"{risk}{one}, {waited(one.month, one.day, today)}", "  ", "    "))
        say(line for name in one.questions for line in told(titles.get(name, name), "      ", "      "))
    say(["", *told('Made safe: daready safe "FILE" ROW --on DAY --role ROLE')])


def _nobody() -> None:
    """Nobody waits, by so many cases that were asked; or nobody can say."""
    from daready.cli.rated import rated
    from daready.report.terminal import told
    from daready.report.words import nobody_waiting

    with rated(Asked((), None, None, None, None, ())) as position:
        say(told(nobody_waiting(position.assessment)))


def _record(one: Waiting) -> dict[str, object]:
    return {
        "file": one.file,
        "load": one.spot[0],
        "sheet": one.sheet,
        "row": one.row,
        "high_risk": one.high_risk,
        "month": str(one.month),
        "audited_on": one.day.isoformat() if one.day else None,
        "questions": [*one.questions],
    }
