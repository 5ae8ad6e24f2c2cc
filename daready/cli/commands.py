"""The commands by name, each with the line that --help shows; a command's own file is opened when it is called."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import NamedTuple

import click

from daready.cli.options import looks_in_workspace


class _Command(NamedTuple):
    module: str
    says: str


_COMMANDS = {
    "init": _Command("init", "Make a workspace."),
    "template": _Command("check", "Make a blank workbook to fill in."),
    "check": _Command("check", "Say what is read and what is set aside, cell by cell."),
    "load": _Command("load", "Read files into the ledger, for good."),
    "assess": _Command("assess", "Rate every criterion and write the gap report."),
    "explain": _Command("assess", "Say why a criterion has its colour."),
    "plan": _Command("plan", "Say what the next audit sample will prove."),
    "compare": _Command("compare", "Say what changed since a signed-off assessment."),
    "paper": _Command("paper", "Write the board paper as an editable document."),
    "rubric": _Command("rubric", "What is asked: list, show, fill in, change and check it."),
    "history": _Command("history", "List what was loaded, signed off and withdrawn."),
    "rebase": _Command("rebase", "Begin a line's chart anew, with the reason."),
    "withdraw": _Command("history", "Take a load out of scoring, never out of history."),
    "purge": _Command("history", "Delete answers whose retention has ended."),
    "backup": _Command("history", "Copy the ledger to one file."),
    "export": _Command("history", "Write everything as csv and JSON."),
}
"""In the order of use."""


class Commands(click.Group):
    """daready's commands, of which only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _opened(cmd_name) if cmd_name in _COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.says) for name, command in _COMMANDS.items()])


@cache
def _opened(name: str) -> click.Command:
    command: click.Command = getattr(import_module(f"daready.cli.{_COMMANDS[name].module}"), name)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            looks_in_workspace(part)
    elif name != "init":
        looks_in_workspace(command)
    return command
