"""figures: measures of the return counted from row-level exports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from daready import __version__
from daready.cli.options import YearMonth, rubrics_option
from daready.cli.outcome import NO_EVIDENCE, SET_ASIDE, check_target, say, write_json, written
from daready.cli.steps import here, name_missing, read, rubric_of
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from daready.counting.beside import Beside
    from daready.counting.exports import Exports
    from daready.counting.frames import Engine
    from daready.counting.model import Counting
    from daready.evidence.model import Month
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace


@click.command()
@click.argument("exports", nargs=-1, required=True, type=click.Path(path_type=Path))
@rubrics_option
@click.option(
    "--engine",
    type=click.Choice(["pandas", "polars", "duckdb", "spark"]),
    default="pandas",
    show_default=True,
    help="What counts the rows; each gives the same figures.",
)
@click.option(
    "--by",
    type=click.Choice(["district", "team"]),
    help="Divide the figures by this column. District by district they may enter the return.",
)
@click.option(
    "--beside",
    "typed",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A return typed by hand, to be held against the figures; may be repeated.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The return to write (xlsx), to be loaded as evidence.",
)
@click.option(
    "--shared",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A table of the figures for others to write (xlsx): small counts hidden, shares in bands.",
)
@click.option(
    "--rows",
    "walked",
    type=(str, YearMonth()),
    metavar="MEASURE MONTH",
    help="Say which rows one figure was counted from: M29 2026-06.",
)
@click.option("--marking", default=MARKING, show_default=True, help="The protective marking on it.")
@click.option("--json", "json_to", help="Write the figures as JSON to a file, or to standard output with -.")
def figures(
    exports: tuple[Path, ...],
    rubrics: Path | None,
    engine: str,
    by: str | None,
    typed: tuple[Path, ...],
    output: Path | None,
    shared: Path | None,
    walked: tuple[str, Month] | None,
    marking: str,
    json_to: str | None,
) -> int:
    """Count measures of the return from EXPORTS: crimes, incidents, suspects, orders, referrals, a row each.

    Only the columns that an extract of the rubric names are read (docs/extracts.md); names, addresses and
    free text never are. With -o the figures become a return, which daready load reads like any other.
    """
    if output is not None and by == "team":
        raise click.UsageError("A return has no teams. Leave out -o, or divide by district.")
    for target in filter(None, (output, shared)):
        if target.suffix.lower() != ".xlsx":
            raise click.UsageError(f"{target} must end in .xlsx, since that is what is written.")
        check_target(target)
    name_missing((*exports, *typed))
    workspace = here()
    rubric = rubric_of(rubrics, workspace)
    strata = (by,) if by else ()
    found = _read(exports, rubric, workspace, cast("Engine", engine))
    counting = _counted(found, rubric, workspace, strata)
    if walked is not None:
        return _walk(found, rubric, workspace, *walked)
    beside = _beside(typed, rubrics, workspace, counting)
    if output is not None or shared is not None:
        from daready.report.whole import write_whole
        from daready.workbooks_out.counted_return import counted_return, shared_figures

        if output is not None:
            book = counted_return(
                counting, rubric, version=__version__, marking=marking, beside=beside, odd=found.odd
            )
            written(output, lambda: write_whole(output, book))
        if shared is not None:
            table = shared_figures(counting, rubric, by=by, version=__version__, marking=marking)
            written(shared, lambda: write_whole(shared, table))
    if json_to is not None:
        from daready.report.counted import counting_record

        write_json(counting_record(counting, beside, engine, strata), json_to)
    if json_to != "-":
        _say(found, counting, beside, rubric, engine)
        say(_written(output, shared))
    if not counting.figures:
        click.echo("No figure could be counted.", err=True)
        return NO_EVIDENCE
    return SET_ASIDE if _trouble(found, counting, beside) else 0


def _read(named: Sequence[Path], rubric: Rubric, workspace: Workspace | None, engine: Engine) -> Exports:
    """Read the exports; a fault of one is told in a sentence, as a fault of use."""
    import os

    from daready.counting.exports import read_exports
    from daready.counting.frames import check_engine
    from daready.counting.model import ExportFault
    from daready.evidence.brief import Brief
    from daready.evidence.worker import Worker

    key = workspace.key if workspace else os.urandom(32)
    names = workspace.settings.shown if workspace else ()
    try:
        check_engine(engine)
        with Worker() as worker:
            return read_exports(
                worker, named, rubric, Brief(key, latest_day=datetime.now().date(), names=names), engine
            )
    except ExportFault as fault:
        raise click.UsageError(str(fault)) from None


def _counted(found: Exports, rubric: Rubric, workspace: Workspace | None, by: tuple[str, ...]) -> Counting:
    from daready.counting.count import count_figures
    from daready.counting.model import ExportFault

    limits = workspace.settings.attendance_limits if workspace else {}
    try:
        return count_figures(found.frames, rubric, by=by, attendance_limits=limits, unread=found.unread)
    except ExportFault as fault:
        raise click.UsageError(str(fault)) from None


def _beside(
    typed: Sequence[Path], rubrics: Path | None, workspace: Workspace | None, counting: Counting
) -> tuple[Beside, ...]:
    if not typed:
        return ()
    from daready.counting.beside import side_by_side

    _, evidence = read(typed, workspace, datetime.now().date(), rubrics=rubrics)
    return side_by_side(evidence.figures, counting.figures)


def _say(
    found: Exports,
    counting: Counting,
    beside: Sequence[Beside],
    rubric: Rubric,
    engine: str,
) -> None:
    from daready.report import terminal
    from daready.report.counted import beside_lines, counted_lines

    say(terminal.told_notices(found.notices))
    say(counted_lines(counting, rubric, engine))
    if beside:
        say(["", *beside_lines(beside)])


def _written(output: Path | None, shared: Path | None) -> list[str]:
    said = [f"The return is in {output}. To use it as evidence: daready load {output.name}"] if output else []
    said += [f"The table for others is in {shared}."] if shared else []
    return ["", *said] if said else []


def _walk(found: Exports, rubric: Rubric, workspace: Workspace | None, measure: str, month: Month) -> int:
    """Say which rows one figure was counted from."""
    from daready.report.counted import rows_lines

    known = {rule.measure for extract in rubric.extracts for rule in extract.figures}
    if measure not in known:
        raise click.UsageError(
            f"{measure} is not counted from exports. There are: {', '.join(sorted(known))}."
        )
    say(rows_lines(_counted(found, rubric, workspace, ("file", "row")).figures, measure, month))
    return 0


def _trouble(found: Exports, counting: Counting, beside: Sequence[Beside]) -> bool:
    """Whether anything was set aside, left in doubt or disagrees (exit code 3)."""
    return bool(
        found.notices
        or any(one.unclear for one in counting.figures)
        or any(one.contested or one.unmatched for one in counting.accounts)
        or not all(one.agrees for one in beside)
    )
