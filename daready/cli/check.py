"""check: what becomes of people's sheets, and what their own words mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import header_option, password_option, rubrics_option
from daready.cli.outcome import (
    SET_ASIDE,
    check_target,
    exit_code_if_nothing_read,
    say,
    write_json,
    written,
)
from daready.cli.steps import here, needs_workspace, open_own_ledger, read, rubric_of
from daready.cli.why_row import RowAsked, SheetRow, tell_why

if TYPE_CHECKING:
    from daready.workbooks_out.hand_back import Handed
    from daready.workspace.folder import Workspace


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@rubrics_option
@header_option
@password_option
@click.option("--json", "json_to", help="Write the account as JSON to a file, or to standard output with -.")
@click.option(
    "-m",
    "--mapping-out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a workbook that asks what unknown headings and answer words mean.",
)
@click.option(
    "--remember", is_flag=True, help="FILES are mapping workbooks filled in: remember what they say."
)
@click.option(
    "--marked",
    "marked_in",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a marked copy of each workbook with faults into DIR; the originals stay as they are.",
)
@click.option(
    "--why-row",
    "why_row",
    type=SheetRow(),
    help="Say which rule decided about one row of FILE, and what each earlier rule said.",
)
@click.option("--all", "everything", is_flag=True, help="Show every notice, with what to do about it.")
def check(
    files: tuple[Path, ...],
    rubrics: Path | None,
    header_rows: tuple[tuple[str, int], ...],
    password_file: Path | None,
    json_to: str | None,
    mapping_out: Path | None,
    remember: bool,
    marked_in: Path | None,
    why_row: RowAsked | None,
    everything: bool,
) -> int:
    """Say what daready reads in FILES: every row used or set aside, with the cell and what to type.

    In a workspace, -m asks what your own headings and words mean, and --remember keeps the answers.
    """
    workspace = here()
    if why_row is not None:
        if json_to or mapping_out or remember or marked_in:
            raise click.UsageError(
                "--why-row is asked by itself, without --json, -m, --remember and --marked. Ask for those in "
                "another run."
            )
        return tell_why(
            files,
            why_row,
            workspace,
            rubrics=rubrics,
            header_rows=header_rows,
            password_file=password_file,
        )
    if remember:
        return _remember(files, rubrics, json_to)
    if mapping_out is not None:
        needs_workspace()
        check_target(mapping_out)
    if marked_in is not None:
        written(marked_in, partial(marked_in.mkdir, parents=True, exist_ok=True))
    loaded, evidence = read(
        files,
        workspace,
        datetime.now().date(),
        rubrics=rubrics,
        header_rows=header_rows,
        password_file=password_file,
        skip=[mapping_out] if mapping_out else (),
        ahead=("daready.evidence.account", "daready.report.check_account"),
    )
    from daready.evidence.account import account_json, trouble
    from daready.report import terminal
    from daready.report.check_account import check_account

    if mapping_out is not None and workspace is not None and evidence.asked:
        from daready.report.whole import write_whole
        from daready.workspace.mappings import asking_workbook

        asking = asking_workbook(evidence, loaded, workspace)
        written(mapping_out, lambda: write_whole(mapping_out, asking))
    handed: list[Handed] = []
    if marked_in is not None:
        from daready.workbooks_out.hand_back import hand_back

        evidence, handed = written(marked_in, partial(hand_back, evidence, files, marked_in))
    if json_to is not None:
        marked = {"marked": [one.record() for one in handed]} if marked_in is not None else {}
        write_json(account_json(evidence) | marked, json_to)
    if json_to != "-":
        say(check_account(evidence, everything=everything))
        say(terminal.asked(evidence, str(mapping_out) if mapping_out else None, bool(workspace)))
        if marked_in is not None:
            say(["", *(map(str, handed) if handed else ("Nothing had to be marked.",))])
    nothing = exit_code_if_nothing_read(evidence)
    return nothing or (SET_ASIDE if trouble(evidence) else 0)


def _remember(files: Sequence[Path], rubrics: Path | None, json_to: str | None) -> int:
    """Keep what filled-in mapping workbooks say; nothing is written unless something is new."""
    from daready.evidence.account import notice_json
    from daready.evidence.worker import Worker
    from daready.report import terminal
    from daready.workspace.mappings import remember_files

    workspace = needs_workspace()
    with Worker() as worker:
        result = remember_files(worker, files, rubric_of(rubrics, workspace), workspace)
    if result.new:
        _keep_meanings(workspace, result.entries)
    if json_to is not None:
        notices = [notice_json(notice) for notice in result.notices]
        write_json({"remembered": len(result.entries), "new": result.new, "notices": notices}, json_to)
    if json_to != "-":
        say(terminal.told_notices(result.notices))
    return SET_ASIDE if result.trouble else 0


def _keep_meanings(workspace: Workspace, meanings: Sequence[dict[str, str]]) -> None:
    from daready.ledger.meanings import remember
    from daready.ledger.store import make_ledger
    from daready.workspace.folder import login, now

    at, who = now(), login()
    make_ledger(workspace.ledger, at=at, who=who)
    workspace.share()
    with open_own_ledger(workspace) as ledger:
        remember(ledger, meanings, at=at, who=who)
