"""What may be typed: kinds of words (dates, months, SHEET=ROW) and the options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from daready.evidence.model import Month


WORKSPACE = "daready.workspace"
"""Where the root context keeps the workspace that somebody named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which evidence to rate, and as at when, as it was typed."""

    paths: tuple[Path, ...]
    as_at: date | None
    inspection: date | None
    selection: str | None
    rubrics: Path | None
    header_rows: tuple[tuple[str, int], ...]
    known_on: date | None = None
    since: int | None = None
    password_file: Path | None = None


class Day(click.ParamType[date]):
    """A date as year-month-day, or as it is written in Britain: 30/6/2026, 30 June 2026."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        from daready.workspace.settings import day_of

        try:
            return day_of(str(value))
        except ValueError:
            from daready.evidence.cells.dates import read_date

            if not str(value).isdecimal() and (day := read_date(value)) is not None:
                return day
            self.fail(
                f"{value!r} is not a date between 1900 and 2200. Write it as 2026-06-30, 30/6/2026 or 30 June 2026.",
                param,
                ctx,
            )


class YearMonth(click.ParamType["Month"]):
    """A month as year-month, or in words: July 2026."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        from daready.evidence.cells.dates import read_period
        from daready.evidence.model import Month

        if isinstance(value, Month):
            return value
        month = None if str(value).isdecimal() else read_period(str(value))
        if month is None:
            self.fail(f"{value!r} is not a month. Write it as 2026-07 or July 2026.", param, ctx)
        return Month(month // 12, month % 12 + 1)


class HeaderRow(click.ParamType[tuple[str, int]]):
    """A sheet's name and the row that holds its headings, as SHEET=ROW."""

    name = "SHEET=ROW"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        sheet, mark, row = str(value).rpartition("=")
        if not mark or not sheet or not row.strip().isdecimal() or int(row) < 1:
            self.fail(f"{value!r} is not a sheet and its heading row. Write it as Audit=5.", param, ctx)
        return sheet, int(row)


def evidence_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that rates evidence, handed over as one ``Asked``."""

    @wraps(command)
    def gathered(
        paths: tuple[Path, ...],
        as_at: date | None,
        inspection: date | None,
        selection: str | None,
        rubrics: Path | None,
        header_rows: tuple[tuple[str, int], ...],
        known_on: date | None,
        since: int | None,
        password_file: Path | None,
        **rest: object,
    ) -> object:
        asked = Asked(
            paths, as_at, inspection, selection, rubrics, header_rows, known_on, since, password_file
        )
        return command(asked, **rest)

    wrapped: Callable[..., Any] = gathered
    for option in (
        click.option(
            "--selection",
            type=click.Choice(["random", "systematic", "all", "judgement"]),
            help="How cases were chosen, for sheets that do not say (and only those).",
        ),
        click.option(
            "--since",
            type=int,
            metavar="ASSESSMENT",
            help="The signed-off assessment to compare with; the last one if not given.",
        ),
        click.option("--known-on", type=Day(), help="Use only what the ledger held at the end of that day."),
        click.option("--inspection", type=Day(), help="The day the inspection is expected."),
        click.option("--as-at", type=Day(), help="The day to assess as at; today if not given."),
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    ):
        wrapped = option(wrapped)
    return header_option(password_option(rubrics_option(wrapped)))


def password_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--password-file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True),
        help="A text file with the passwords of locked workbooks, one a line.",
    )(command)


def header_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--header-row",
        "header_rows",
        multiple=True,
        type=HeaderRow(),
        help="The row of a sheet that holds its headings, where two could; may be repeated.",
    )(command)


def rubrics_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rubrics",
        type=click.Path(path_type=Path, file_okay=False),
        help="A rubrics folder to use in place of daready's own.",
    )(command)


def looks_in_workspace(command: click.Command) -> click.Command:
    """The same command with the option that says which workspace to look in, instead of the folder one is in."""

    def keep(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.find_root().meta[WORKSPACE] = value

    option = click.Option(
        ["--workspace"],
        type=click.Path(path_type=Path, file_okay=False),
        envvar="DAREADY_WORKSPACE",
        expose_value=False,
        callback=keep,
        help="The workspace to work in, if not the one around this folder (or DAREADY_WORKSPACE).",
    )
    command.params.append(option)
    return command
