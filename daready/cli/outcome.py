"""How a command ends: exit codes, faults told in sentences, output that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from daready.evidence.model import Evidence

WORSE, USAGE, SET_ASIDE = 1, 2, 3
RUBRIC, NO_EVIDENCE, LEDGER, UNWRITTEN = 10, 11, 12, 13
CRASH, INTERRUPTED = 70, 130

Written = TypeVar("Written")


class Stop(click.ClickException):
    """A fault told in sentences, with its exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def say(lines: Iterable[str]) -> None:
    """Print; click takes colour out where no terminal reads, and we where nobody wants it (no-color.org)."""
    colour = False if os.environ.get("NO_COLOR") else None
    if said := [*lines]:
        click.echo("\n".join(said), color=colour)


def check_target(target: Path) -> None:
    """Say at once what would only come out after the work: no such folder, or somebody's workbook overwritten."""
    from daready.evidence.opening.paths import is_workbook
    from daready.foreign.files import is_file, is_folder, is_there
    from daready.report.whole import is_edited, is_ours, is_readable

    if is_there(target) and not is_file(target):
        raise Stop(f"{target} exists and is not a file of its own. Choose another name.", UNWRITTEN)
    if is_file(target) and (is_workbook(target) or is_readable(target)) and not is_ours(target):
        raise click.UsageError(
            f"{target} already exists and was not made by daready; it may be evidence. Choose another name."
        )
    if is_file(target) and is_ours(target) and is_edited(target):
        raise click.UsageError(
            f"Somebody has filled in or changed {target} since daready wrote it, and that would be lost. "
            "Choose another name."
        )
    if not is_folder(target.parent):
        raise Stop(
            f"{target} cannot be written: there is no folder {target.parent}. Make it, or choose another.",
            UNWRITTEN,
        )


def check_new(target: Path) -> None:
    """Say at once that something is there already, or that there is no folder to write it in."""
    from daready.foreign.files import is_folder, is_there

    if is_there(target):
        raise Stop(f"{target} already exists. Choose another name.", UNWRITTEN)
    if not is_folder(target.absolute().parent):
        raise Stop(f"There is no folder {target.parent}. Make it, or choose another.", UNWRITTEN)


def write_json(record: object, to: str) -> None:
    import json

    text = json.dumps(record, ensure_ascii=False, indent=1)
    if to == "-":
        sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))
        sys.stdout.flush()
        return
    from daready.report.whole import write_whole

    target = Path(to)
    written(target, lambda: write_whole(target, (text + "\n").encode("utf-8", "replace")))


def written(target: Path, write: Callable[[], Written]) -> Written:
    try:
        return write()
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise Stop(
            f"{target} could not be written: {why}. Close it if it is open, or choose another folder.",
            UNWRITTEN,
        ) from None


def exit_code_if_nothing_read(evidence: Evidence) -> int:
    if evidence.rows_used:
        return 0
    click.echo(
        "No evidence could be read: 0% is assessed, and nothing has a colour. daready check says why for each file.",
        err=True,
    )
    return NO_EVIDENCE


def nearest(name: str, names: Sequence[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name.casefold(), names, score_cutoff=60)
    return f" Did you mean {near[0]}?" if near else ""
