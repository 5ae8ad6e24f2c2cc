"""account-for: why a case or an answer that failed is gone, said afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daready.cli.outcome import say, write_json
from daready.cli.reasons import fit_note, reason_options
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option

if TYPE_CHECKING:
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.removals import Given


@click.command("account-for")
@click.argument("cases", nargs=-1)
@click.option("--load", "number", type=int, metavar="N", help="Only cases of this load.")
@reason_options
@click.option("--note", help="A remark for the record: no names and no references.")
@who_option
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def account_for(
    cases: tuple[str, ...],
    number: int | None,
    given: Given | None,
    note: str | None,
    who: str,
    json_to: str | None,
) -> None:
    """Say why CASES that once failed or were unsafe are gone or corrected.

    CASES are FILE, FILE:ROW or FILE:SHEET!ROW, or all of what is open. Without CASES, list what is open. Until it is
    accounted for, such an answer counts as not known, and whoever was unsafe stays on the list. The reason
    made_safe_elsewhere says only that somebody is safe; why the answer is gone stays open. daready withdraw takes an
    account back.
    """
    workspace = needs_workspace()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    if cases and given is None:
        raise click.UsageError("--reason and --role say why, and which role says so.")
    if given is not None and not cases:
        raise click.UsageError("Name the cases: FILE, FILE:ROW, FILE:SHEET!ROW or all.")
    with open_own_ledger(workspace, who if cases else None) as ledger:
        if given is None:
            _list(ledger, rubric, number, json_to)
            return
        from dataclasses import replace

        from daready.workspace.folder import now
        from daready.workspace.removals import account, named_by, open_of, spots_of

        given = replace(given, note=fit_note(note, workspace, rubric)) if note else given
        spots = named_by(ledger, rubric, cases, given.reason, number)
        entry = account(ledger, spots, given, at=now(), who=who)
        left = len(spots_of(open_of(ledger, rubric)))
    if json_to is not None:
        write_json({"entry": entry, "cases": len(spots), "open": left}, json_to)
    if json_to != "-":
        click.echo(f"Entry {entry}: cases accounted for: {len(spots)}. Still open: {left}.")


def _list(ledger: Ledger, rubric: Rubric, number: int | None, json_to: str | None) -> None:
    from daready.report.removal import listed, lost, removed_record
    from daready.report.terminal import told
    from daready.workspace.removals import open_of

    gone = open_of(ledger, rubric, None if number is None else {number})
    if json_to is not None:
        write_json(removed_record(gone, None), json_to)
    if json_to == "-":
        return
    if not gone:
        click.echo("Nothing that failed or was unsafe is gone without a reason.")
        return
    titles = {name: item.title for name, item in rubric.item.items()}
    click.echo(f"{lost(gone)}, and nobody has said why:")
    say(line for text in listed(gone, titles, every=True) for line in told(text, "  ", "    "))
