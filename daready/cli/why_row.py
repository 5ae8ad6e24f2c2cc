"""check --why-row: which rule decided whether one row of a file is evidence, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.outcome import exit_code_if_nothing_read, say
from daready.cli.steps import read
from daready.foreign.files import is_folder

if TYPE_CHECKING:
    from daready.evidence.row_why import WhyReply
    from daready.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class RowAsked:
    """A row as Excel counts it, and the name of its sheet; None for the only sheet."""

    sheet: str | None
    row: int


class SheetRow(click.ParamType[RowAsked]):
    """A sheet's name and a row of it, as SHEET!ROW; the row alone where there is one sheet."""

    name = "SHEET!ROW"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> RowAsked:
        if isinstance(value, RowAsked):
            return value
        sheet, mark, row = str(value).rpartition("!")
        number = row.strip()
        if not (number.isascii() and number.isdecimal() and 0 < int(number) <= _LAST) or (mark and not sheet):
            self.fail(f"{value!r} is not a sheet and a row of it. Write it as Audit!14.", param, ctx)
        return RowAsked(sheet.strip("'") or None, int(number))


_LAST = 1_048_576
"""The last row that a sheet of Excel has."""


def tell_why(
    files: Sequence[Path],
    asked: RowAsked,
    workspace: Workspace | None,
    *,
    rubrics: Path | None,
    header_rows: Sequence[tuple[str, int]],
    password_file: Path | None,
) -> int:
    """Print it; 0, or the code of a file of which nothing could be read."""
    if len(files) != 1 or is_folder(files[0]):
        raise click.UsageError("--why-row is asked of one file. Name the one that the row is in.")
    said: list[WhyReply] = []
    _, evidence = read(
        files,
        workspace,
        datetime.now().date(),
        rubrics=rubrics,
        header_rows=header_rows,
        password_file=password_file,
        ahead=("daready.report.why_row",),
        then=lambda worker: said.append(worker.why(files[0], asked.sheet, asked.row)),
    )
    if not evidence.rows_read:
        return exit_code_if_nothing_read(evidence)
    from daready.report.why_row import why_row

    why, tab = said[0]["why"], said[0]["tab"]
    if tab is None:
        raise click.UsageError(
            f"{files[0]} has no sheet called {asked.sheet!r}. Write its name as the tab shows it."
            if asked.sheet
            else f"{files[0]} has more than one sheet. Name the row's own, as in Audit!14."
        )
    say(why_row(why, evidence, tab, asked.row))
    return 0
