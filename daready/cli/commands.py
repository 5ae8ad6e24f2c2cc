"""The commands by name, each with the line that --help shows; each stands in a file of its name, opened when called."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import click

from daready.cli.options import looks_in_workspace

_COMMANDS = {
    "open": "Open everything in the browser, on this machine alone.",
    "init": "Make a workspace.",
    "template": "Make a blank workbook to fill in.",
    "check": "Say what is read and what is set aside, cell by cell.",
    "adopt": "Read an audit form of your own, whatever its layout.",
    "load": "Read files into the ledger, for good.",
    "status": "Say what has come in, what is missing and what is due.",
    "assess": "Rate every criterion and write the gap report.",
    "explain": "Say why a criterion has its colour.",
    "plan": "Say what the next audit sample will prove.",
    "actions": "Who does what by when about each gap.",
    "register": "What inspectorates asked of the force, and how it stands.",
    "boards": "Which boards met when, and what they decided.",
    "compare": "Say what changed since a signed-off assessment.",
    "paper": "Write the board paper as an editable document.",
    "pack": "Write the evidence pack for a framework.",
    "calendar": "Write what falls due as a calendar.",
    "response": "Draft the answer that the law asks for to a report.",
    "figures": "Count measures from row-level exports.",
    "rubric": "What is asked: list, show, fill in, change and check it.",
    "history": "List what was loaded, signed off and withdrawn.",
    "moderate": "Propose a colour by judgement, beside the computed one.",
    "scope": "Say which criteria are not looked at this year.",
    "rebase": "Begin a line's chart anew, with the reason.",
    "withdraw": "Take a load out of scoring, never out of history.",
    "safe": "Record that a case was made safe.",
    "undo": "Take back the last entry of the ledger.",
    "account-for": "Say why what failed is gone.",
    "purge": "Delete answers whose retention has ended.",
    "backup": "Copy the ledger to one file.",
    "export": "Write everything as csv and JSON.",
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
            formatter.write_dl([*_COMMANDS.items()])


@cache
def _opened(name: str) -> click.Command:
    file = name.replace("-", "_")
    command: click.Command = getattr(import_module(f"daready.cli.{file}"), file)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            looks_in_workspace(part)
    elif name not in ("init", "open"):
        looks_in_workspace(command)
    return command
