"""scope: which criteria a force does not look at this year, and why, signed."""

from __future__ import annotations

from datetime import datetime

import click

from daready.cli.outcome import Stop, say, write_json
from daready.cli.steps import criterion_named, needs_workspace, open_own_ledger, rubric_of, who_option

_SHORTEST = 10


@click.group()
def scope() -> None:
    """Which criteria are not looked at this year: shown as that, never Green, never hidden."""


@scope.command("set")
@click.argument("criteria", nargs=-1, required=True)
@click.option(
    "--why", required=True, help="Why they are not looked at this year, in a sentence without names."
)
@click.option("--role", required=True, help="The role that decides it, such as head of public protection.")
@who_option
def set_(criteria: tuple[str, ...], why: str, role: str, who: str) -> None:
    """Leave CRITERIA out of this year's scope. Critical criteria cannot be left out.

    It counts for a year. What was seen to fall short keeps its colour. daready withdraw takes an entry back.
    """
    from daready.cli.reasons import fit_note, fit_role
    from daready.ledger.scopes import add
    from daready.ledger.store import make_ledger
    from daready.workspace.folder import now

    workspace = needs_workspace()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    chosen = [criterion_named(rubric, name) for name in dict.fromkeys(criteria)]
    if critical := [one.ref for one in chosen if one.critical]:
        raise Stop(
            f"{', '.join(critical)}: a failure there can cost a life, so a critical criterion is looked at every year. "
            "Nothing was kept.",
            2,
        )
    why = fit_note(why, workspace, rubric)
    if len(why) < _SHORTEST:
        raise click.UsageError("--why takes a sentence: why it is not looked at this year.")
    role = fit_role(role, workspace, rubric)
    at = now()
    make_ledger(workspace.ledger, at=at, who=who)
    workspace.share()
    with open_own_ledger(workspace, who) as ledger:
        number = add(ledger, [one.id for one in chosen], why, role, at=at, who=who)
    named = ", ".join(f"{one.ref} {one.title}" for one in chosen)
    click.echo(
        f"Entry {number}: not looked at this year: {named}. They stay on every output as that, and count as not Green. "
        f"daready withdraw {number} takes it back."
    )


@scope.command()
@click.option("--json", "json_to", help="Write it as JSON to a file, or to standard output with -.")
def show(json_to: str | None) -> None:
    """List the criteria that are not looked at this year, with who said so and why."""
    from daready.ledger.scopes import left_out
    from daready.report.scope import scope_record
    from daready.report.shapes import day
    from daready.report.terminal import told

    workspace = needs_workspace()
    rubric = rubric_of(None, workspace, examples=False, superseded=False)
    found = {}
    if workspace.ledger.exists():
        with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
            found = left_out(entries, datetime.now().date())
    if json_to is not None:
        write_json({"left_out": scope_record(found.values())}, json_to)
    if json_to == "-":
        return
    if not found:
        click.echo("Every criterion is looked at this year.")
    for name, one in found.items():
        criterion = rubric.criteria.get(name)
        title = f"{criterion.ref} {criterion.title}" if criterion else name
        text = f"{one.entry:>4}  {title}: {one.why} ({one.role}, {day(one.on)})"
        say(told(text, "", "      "))
