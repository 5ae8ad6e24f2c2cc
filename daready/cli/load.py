"""load: sheets into the workspace's ledger, for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.asking import accept, settle
from daready.cli.options import Day, header_option, password_option, rubrics_option
from daready.cli.outcome import SET_ASIDE, exit_code_if_nothing_read, say, write_json
from daready.cli.reasons import reason_options, settle_removed
from daready.cli.steps import (
    name_missing,
    needs_workspace,
    open_own_ledger,
    passwords_in,
    rubric_of,
    who_option,
)

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Removed
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.loaded import Kept
    from daready.workspace.removals import Given


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--replaces", is_flag=True, help="FILES correct earlier sheets of the same form, month and district."
)
@click.option(
    "--replaces-load",
    "in_place_of",
    metavar="N",
    type=int,
    multiple=True,
    help="The one FILE stands in the place of load N; may be repeated.",
)
@click.option(
    "--yes/--no",
    "answer",
    default=None,
    help="A file recognised as a correction replaces what it corrects, or counts beside it; asked if not given.",
)
@click.option("--received", type=Day(), help="The day the sheets were received; today if not given.")
@reason_options
@who_option
@rubrics_option
@header_option
@password_option
@click.option("--json", "json_to", help="Write the account as JSON to a file, or to standard output with -.")
def load(
    files: tuple[Path, ...],
    replaces: bool,
    in_place_of: tuple[int, ...],
    answer: bool | None,
    received: date | None,
    given: Given | None,
    who: str,
    rubrics: Path | None,
    header_rows: tuple[tuple[str, int], ...],
    password_file: Path | None,
    json_to: str | None,
) -> int:
    """Read FILES (or the workspace's evidence folder) into the ledger and say what became of every row.

    The same content is never loaded twice, whatever its name. What is loaded stays: a sheet that holds mostly cases
    already loaded is shown cell by cell, and replaces the earlier load if you say so (--yes, or at the terminal); both
    are kept. What failed in the earlier one and is gone or corrected is listed: --reason and --role say why; else it
    stays in doubt until daready account-for says it.
    """
    from daready.evidence.account import account_json
    from daready.ledger.store import make_ledger
    from daready.report.removal import removed_record
    from daready.workspace.folder import now
    from daready.workspace.load import load_files
    from daready.workspace.loaded import Asking
    from daready.workspace.replies import forget

    workspace, at = needs_workspace(), now()
    make_ledger(workspace.ledger, at=at, who=who)
    workspace.share()
    passwords = passwords_in(password_file) if password_file else ()
    if in_place_of and len(files) != 1:
        raise click.UsageError("--replaces-load is about one file: name that FILE alone.")
    rubric = cache(lambda: rubric_of(rubrics, workspace, examples=False, superseded=False))
    asking = Asking(
        at,
        who,
        received or datetime.now().date(),
        settle=settle(rubric, True if replaces else answer, quiet=json_to == "-"),
        accept=accept(quiet=answer is not None or json_to == "-"),
        replaces=replaces,
        in_place_of=frozenset(in_place_of),
        header_rows=dict(header_rows),
        passwords=passwords,
    )
    name_missing(files)
    with open_own_ledger(workspace, who) as ledger:
        evidence, made = load_files(ledger, files or (workspace.evidence,), workspace, rubric, asking)
        if json_to != "-":
            _say(evidence, made)
        gone, in_doubt = _removed(ledger, made, rubric, given, who, quiet=json_to == "-")
    forget(workspace)  # from now on the ledger says what was read
    if json_to is not None:
        record = account_json(evidence) | {"loads": [one.record() for one in made]}
        write_json(record | {"removed": removed_record(gone, None)}, json_to)
    return _code(evidence, made, in_doubt)


def _say(evidence: Evidence, made: Sequence[Kept]) -> None:
    from daready.report import terminal

    say(terminal.account(evidence))
    say(["", *map(_told, made)])


def _removed(
    ledger: Ledger,
    made: Sequence[Kept],
    rubric: Callable[[], Rubric],
    given: Given | None,
    who: str,
    *,
    quiet: bool,
) -> tuple[Sequence[Removed], bool]:
    """What failed in the loads that these files stand for and is gone, and whether it stays in doubt."""
    stood = {load for one in made for load in (*one.replaced, *one.copy_of)}
    return settle_removed(ledger, rubric(), stood, given, who=who, quiet=quiet) if stood else ((), False)


def _code(evidence: Evidence, made: Sequence[Kept], in_doubt: bool) -> int:
    from daready.evidence.account import trouble

    if any(one.status == "refused" for one in made):
        return SET_ASIDE
    if not any(one.load for one in made):
        return exit_code_if_nothing_read(evidence)
    return SET_ASIDE if in_doubt or trouble(evidence) else 0


def _told(one: Kept) -> str:
    words = {
        "loaded": f"load {one.load}",
        "already_loaded": f"already load {one.load}",
        "nothing_read": "nothing to load",
        "refused": "not loaded",
    }
    return f"{one.file}: {words[one.status]}"
