"""boards: which boards met when, and what they decided."""

from __future__ import annotations

from datetime import date, datetime

import click

from daready.cli.options import Day
from daready.cli.outcome import say, write_json
from daready.cli.steps import needs_workspace, open_own_ledger, rubric_of, who_option


@click.group()
def boards() -> None:
    """Which boards met when and what they decided, so that the next paper for one begins where it left off."""


@boards.command("met")
@click.argument("board", metavar="NAME")
@click.option("--on", required=True, type=Day(), help="The day on which it met.")
@click.option("--decided", help="What it decided, in a sentence: no names and no references.")
@click.option("--next", "meets_next", type=Day(), help="The day on which it meets next.")
@who_option
def met(board: str, on: date, decided: str | None, meets_next: date | None, who: str) -> None:
    """Record that the board NAME met, what it decided, and when it meets next; daready undo takes it back."""
    from daready.ledger.meetings import record
    from daready.planning.boards import Meeting
    from daready.workspace.folder import now
    from daready.workspace.kept_texts import Doors

    workspace = needs_workspace()
    doors = Doors(rubric_of(None, workspace, examples=False, superseded=False), workspace.settings.shown)
    if not doors.board(board):
        raise click.UsageError(
            "The name of a board may hold no person's name: words that it cannot know go in lower case, or into "
            "names_allowed of daready.toml."
        )
    if decided is not None and not doors.note(decided):
        which = doors.note_word(decided)
        word = f"Word {which} of --decided" if which else "A word of --decided"
        raise click.UsageError(
            f"{word} may name somebody, or it holds details of a person. Write it without names and references."
        )
    if on > datetime.now().date():
        raise click.UsageError(
            "--on is the day on which it met, and that is still to come: say it with --next."
        )
    if meets_next is not None and meets_next <= on:
        raise click.UsageError("--next is a day after --on.")
    with open_own_ledger(workspace, who) as ledger:
        entry = record(ledger, Meeting(board.strip(), on, decided or "", meets_next), at=now(), who=who)
    click.echo(f"Entry {entry}: the meeting is recorded. daready paper --board begins from it.")


@boards.command("list")
@click.option("--json", "json_to", help="Write them as JSON to a file, or to standard output with -.")
def list_(json_to: str | None) -> None:
    """List every meeting that was recorded, with what was decided. Without any it lists nothing."""
    from daready.ledger.meetings import meetings
    from daready.report.boards import meeting_told, meetings_record
    from daready.report.terminal import told

    workspace = needs_workspace()
    with open_own_ledger(workspace) as ledger, ledger.reading() as entries:
        held = meetings(ledger, entries, entries)
    if json_to is not None:
        write_json({"meetings": meetings_record(held)}, json_to)
    if json_to != "-":
        for one in held:
            say(told(meeting_told(one), "", "  "))
        if not held:
            click.echo("No meeting is recorded: daready boards met NAME --on DAY.")
