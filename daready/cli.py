"""Words typed, calls made: owns what is printed and the exit codes. Heavy imports wait inside the commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from daready import __version__

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Month
    from daready.handing import Handed
    from daready.rubric.model import Criterion, Rubric
    from daready.scoring.model import Assessment
    from daready.workspace import Workspace

_RATING = ("daready.scoring.assess", "daready.planning.gaps")
_DRAWING = ("daready.report.tables", "daready.report.workbook", "xlsxwriter.workbook")
"""Imported while the reader is busy, so that they cost no time of their own."""

SET_ASIDE, RUBRIC, NO_EVIDENCE, UNWRITTEN, CRASH, INTERRUPTED = 3, 10, 11, 13, 70, 130

Written = TypeVar("Written")


class Day(click.ParamType[date]):
    """A date as year-month-day."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as year-month-day, such as 2026-06-30.", param, ctx)


class YearMonth(click.ParamType["Month"]):
    """A month as year-month."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        from daready.evidence.model import Month

        if isinstance(value, Month):
            return value
        try:
            day = date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is not a month. Write it as year-month, such as 2026-07.", param, ctx)
        return Month.of(day)


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


class Stop(click.ClickException):
    """A fault told in sentences, with its exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def main() -> None:
    """Run daready. A fault of the tool itself ends with 70 and never shows anybody's data."""
    gc.disable()  # what a command makes has no cycles worth looking for, and looking costs a tenth of its time
    try:
        code = commands.main(standalone_mode=False) or 0
    except click.ClickException as fault:
        fault.show()
        code = fault.code if isinstance(fault, Stop) else fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was half written.", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
    except Exception as fault:
        code = _crashed(fault)
    sys.exit(code)


def _crashed(fault: Exception) -> int:
    """Where it happened, without the fault's own words, which may quote what was read."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "somewhere"
    click.echo(
        f"daready itself failed ({type(fault).__name__} at {where}). That is our fault, not your data's. "
        "Nothing was half written. Please report this line.",
        err=True,
    )
    return CRASH


@click.group(
    name="daready", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="daready", message="%(prog)s %(version)s")
def commands() -> None:
    """Is the police response to domestic abuse ready for inspection? Proved, not claimed.

    Reads audit workbooks, returns, registers and judgements, and rates each criterion Green, Amber, Red
    or Grey with the reason. A self-assessment against local thresholds, never an inspection grade.
    """


def _evidence_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--selection",
            type=click.Choice(["random", "systematic", "all", "judgement"]),
            help="How cases were chosen, for sheets that do not say (and only those).",
        ),
        click.option("--inspection", type=Day(), help="The day the inspection is expected."),
        click.option("--as-at", type=Day(), help="The day to assess as at; today if not given."),
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return _header_option(_rubrics_option(command))


def _header_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--header-row",
        "header_rows",
        multiple=True,
        type=HeaderRow(),
        help="The row of a sheet that holds its headings, where two could; may be repeated.",
    )(command)


def _rubrics_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--rubrics",
        type=click.Path(path_type=Path, file_okay=False),
        help="A rubrics folder to use in place of daready's own.",
    )(command)


@commands.command()
@_evidence_options
@click.option("--framework", "frameworks", multiple=True, help="Show this framework only; may be repeated.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The gap report to write."
)
@click.option(
    "--json", "json_to", help="Write the assessment as JSON to a file, or to standard output with -."
)
def assess(
    paths: tuple[Path, ...],
    as_at: date | None,
    inspection: date | None,
    selection: str | None,
    rubrics: Path | None,
    header_rows: tuple[tuple[str, int], ...],
    frameworks: tuple[str, ...],
    output: Path | None,
    json_to: str | None,
) -> int:
    """Rate every criterion from the evidence in PATHS (files or folders).

    Without PATHS, reads the evidence folder of the workspace you are in.
    """
    from daready.planning.gaps import gaps as all_gaps
    from daready.report import terminal

    for target in _targets(output, json_to):
        _check_target(target, paths)
    rubric, evidence, assessment = _assessed(
        paths,
        as_at,
        inspection,
        selection,
        rubrics,
        frameworks,
        header_rows,
        skip=_targets(output, json_to),
        ahead=[*_RATING, *(_DRAWING if output else ())],
    )
    gaps = all_gaps(assessment, rubric)
    if output is not None:
        from daready.report.tables import report
        from daready.report.workbook import write_workbook

        _written(
            output,
            lambda: write_workbook(report(assessment, gaps, evidence, rubric, version=__version__), output),
        )
    if json_to is not None:
        from daready.evidence.account import account_json
        from daready.report.record import assessment_record

        _json(assessment_record(assessment, gaps, account_json(evidence)["totals"]), json_to)
    if json_to != "-":
        if evidence.rows_used:
            titles = {finding.id: finding.title for finding in assessment.criteria}
            _print(terminal.summary(assessment, gaps, titles))
        _print(terminal.set_aside(evidence))
        if output is not None:
            click.echo(f"\nThe gap report is in {output}.")
    return _told_if_nothing_read(evidence)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_rubrics_option
@_header_option
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
def check(
    files: tuple[Path, ...],
    rubrics: Path | None,
    header_rows: tuple[tuple[str, int], ...],
    json_to: str | None,
    mapping_out: Path | None,
    remember: bool,
    marked_in: Path | None,
) -> int:
    """Say what daready reads in FILES: every row used or set aside, with the cell and what to type.

    In a workspace, -m asks what your own headings and words mean, and --remember keeps the answers.
    """
    from daready.evidence.account import account_json, trouble
    from daready.report import terminal

    workspace = _workspace()
    if remember:
        return _remember(files, rubrics, workspace, json_to)
    if mapping_out is not None:
        _needs_workspace(workspace)
        _check_target(mapping_out, files)
    if marked_in is not None:
        _written(marked_in, partial(marked_in.mkdir, parents=True, exist_ok=True))
    loaded, evidence = _read(
        files,
        rubrics,
        workspace,
        None,
        header_rows,
        datetime.now().date(),
        skip=[mapping_out] if mapping_out else (),
    )
    if mapping_out is not None and workspace is not None and evidence.asked:
        from daready.mappings import asking_workbook
        from daready.report.whole import write_whole

        asking = asking_workbook(evidence, loaded, workspace)
        _written(mapping_out, lambda: write_whole(mapping_out, asking))
    handed: list[Handed] = []
    if marked_in is not None:
        from daready.handing import hand_back

        evidence, handed = _written(marked_in, partial(hand_back, evidence, files, marked_in))
    if json_to is not None:
        marked = {"marked": [one.record() for one in handed]} if marked_in is not None else {}
        _json(account_json(evidence) | marked, json_to)
    if json_to != "-":
        _print(terminal.account(evidence))
        _print(terminal.asked(evidence, str(mapping_out) if mapping_out else None, bool(workspace)))
        if marked_in is not None:
            _print(["", *(map(str, handed) if handed else ("Nothing had to be marked.",))])
    nothing = _told_if_nothing_read(evidence)
    return nothing or (SET_ASIDE if trouble(evidence) else 0)


@commands.command()
@click.argument("form")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The .xlsx to write.",
)
@click.option(
    "--questions", default="", help="Items to ask, or criteria whose items to ask: Q25,Q31 or U08,U10."
)
@click.option("--districts", default="", help='Districts to choose from, with commas: "North,South".')
@click.option("--month", type=YearMonth(), help="The month it is for, as year-month: 2026-07.")
@click.option(
    "--cases", type=click.IntRange(1, 500), default=40, show_default=True, help="How many rows to make ready."
)
@_rubrics_option
def template(
    form: str,
    output: Path,
    questions: str,
    districts: str,
    month: Month | None,
    cases: int,
    rubrics: Path | None,
) -> None:
    """Make a blank workbook of FORM to fill in, with drop-downs, guidance and the decision card."""
    from daready.evidence.template import TemplateFault, Wanted
    from daready.handing import make_template

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} must end in .xlsx, since that is what is written.")
    if output.exists():
        # Somebody may have filled it in since it was made.
        raise Stop(f"{output} is there already and may hold answers. Choose another name.", UNWRITTEN)
    _check_target(output, ())
    loaded = _rubric(rubrics, _workspace())
    chosen = loaded.form.get(form)
    if chosen is None:
        raise Stop(
            f"{form} is no form.{_nearest(form, [*loaded.form])} There are: {', '.join(loaded.form)}.", 2
        )
    wanted = Wanted(_listed(questions), _listed(districts), month, cases)
    try:
        _written(output, partial(make_template, loaded, chosen, wanted, output))
    except TemplateFault as fault:
        raise click.UsageError(f"{fault} See daready rubric show {form}.") from None
    click.echo(f"{output} is ready to fill in. When it comes back: daready check {output.name}")


@commands.command()
@click.argument("criterion")
@_evidence_options
@click.option("--rows", is_flag=True, help="List the file, sheet and rows behind each line.")
def explain(
    criterion: str,
    paths: tuple[Path, ...],
    as_at: date | None,
    inspection: date | None,
    selection: str | None,
    rubrics: Path | None,
    header_rows: tuple[tuple[str, int], ...],
    rows: bool,
) -> int:
    """Say why CRITERION (its id, or its number such as U08) has its colour, and what would change it."""
    from daready.report import terminal
    from daready.report.explain import explain as sentences

    rubric, evidence, assessment = _assessed(paths, as_at, inspection, selection, rubrics, (), header_rows)
    chosen = _criterion(rubric, criterion)
    finding = next(f for f in assessment.criteria if f.id == chosen.id)
    for sentence in sentences(finding, chosen, rubric.policy, rows=rows):
        indent = " " * (len(sentence) - len(sentence.lstrip()))
        _print(terminal.told(sentence.strip(), indent))
    return _told_if_nothing_read(evidence)


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a workspace in DIR: its settings, an evidence folder, and the key for case references."""
    from daready.workspace import WorkspaceFault, create

    try:
        create(folder)
    except WorkspaceFault as fault:
        raise Stop(str(fault), 2) from None
    except OSError as fault:
        raise Stop(
            f"{folder} could not be made: {fault.strerror}. Choose a folder you may write in.", UNWRITTEN
        ) from None
    click.echo(f"{folder} is ready. Put workbooks into {folder / 'evidence'}, then run daready assess there.")


@commands.group()
def rubric() -> None:
    """What is asked: list it, show it, check it."""


@rubric.command("list")
@_rubrics_option
def rubric_list(rubrics: Path | None) -> None:
    """List themes, criteria, frameworks and forms by id."""
    from daready.report.catalogue import listing

    _print(listing(_rubric(rubrics, _workspace())))


@rubric.command("show")
@click.argument("name", metavar="ID")
@_rubrics_option
def rubric_show(name: str, rubrics: Path | None) -> None:
    """Show a criterion, a framework or a form."""
    from daready.report.catalogue import shown

    loaded = _rubric(rubrics, _workspace())
    found = shown(loaded, name)
    if found is None:
        raise Stop(f"{name} is no criterion, framework or form.{_nearest(name, _names(loaded))}", 2)
    _print(found)


@rubric.command("check")
@_rubrics_option
def rubric_check(rubrics: Path | None) -> int:
    """Check every file of the rubric and run its worked examples."""
    from daready.scoring.examples import try_examples

    loaded = _rubric(rubrics, _workspace())
    tried = try_examples(loaded)
    for one in tried:
        if not one.holds:
            wanted = f"{one.example.colour.value}{f' {one.example.note}' if one.example.note else ''}"
            click.echo(
                f"Example “{one.example.name}” should be {wanted} and is {one.colour.value} {' '.join(one.notes)}.",
                err=True,
            )
    broken = sum(not one.holds for one in tried)
    click.echo(
        f"{len(loaded.criteria)} criteria, {len(loaded.frameworks)} frameworks, {len(loaded.forms)} forms: sound. "
        f"{len(tried) - broken} of {len(tried)} worked examples hold."
    )
    return RUBRIC if broken else 0


def _remember(
    files: Sequence[Path], rubrics: Path | None, workspace: Workspace | None, json_to: str | None
) -> int:
    """Keep what filled-in mapping workbooks say; nothing is written unless something is new."""
    from daready.evidence.account import notice_json
    from daready.evidence.worker import Worker
    from daready.mappings import remember_files
    from daready.report import terminal
    from daready.report.whole import write_whole
    from daready.workspace import MAPPINGS, mappings_text

    workspace = _needs_workspace(workspace)
    with Worker() as worker:
        result = remember_files(worker, files, _rubric(rubrics, workspace), workspace)
    if result.new:
        target = workspace.root / MAPPINGS
        _written(target, lambda: write_whole(target, mappings_text(result.entries)))
    if json_to is not None:
        notices = [notice_json(notice) for notice in result.notices]
        _json({"remembered": len(result.entries), "new": result.new, "notices": notices}, json_to)
    if json_to != "-":
        _print(terminal.told_notices(result.notices))
    return SET_ASIDE if result.trouble else 0


def _needs_workspace(workspace: Workspace | None) -> Workspace:
    if workspace is None:
        raise click.UsageError(
            "What words mean is remembered in a workspace, and this is none. Make one with daready init DIR, "
            "and run this there."
        )
    return workspace


# -- what the commands share -------------------------------------------------------------------------


def _workspace() -> Workspace | None:
    from daready.workspace import WorkspaceFault, find

    try:
        return find(Path.cwd())
    except WorkspaceFault as fault:
        raise Stop(str(fault), 2) from None


def _rubric(rubrics: Path | None, workspace: Workspace | None, *, examples: bool = True) -> Rubric:
    from daready.rubric.library import RubricFault, load_rubric

    try:
        overlay = workspace.rubrics if workspace and not rubrics else None
        return load_rubric(rubrics, overlay, examples=examples)
    except RubricFault as fault:
        raise Stop(str(fault), RUBRIC) from None


def _assessed(
    paths: tuple[Path, ...],
    as_at: date | None,
    inspection: date | None,
    selection: str | None,
    rubrics: Path | None,
    frameworks: Sequence[str],
    header_rows: Sequence[tuple[str, int]],
    *,
    skip: Sequence[Path] = (),
    ahead: Sequence[str] = (),
) -> tuple[Rubric, Evidence, Assessment]:
    workspace = _workspace()
    if not paths:
        if workspace is None:
            raise click.UsageError(
                "Name the files or folders to read, or run this inside a workspace (daready init DIR)."
            )
        paths = (workspace.evidence,)
    day = as_at or datetime.now().date()
    inspection = inspection or _settled_inspection(workspace)
    if inspection is not None and inspection < day:
        raise click.UsageError(f"The inspection ({inspection}) lies before the day assessed as at ({day}).")
    loaded, evidence = _read(paths, rubrics, workspace, selection, header_rows, day, skip=skip, ahead=ahead)
    unknown = [name for name in frameworks if name not in {f.id for f in loaded.frameworks}]
    if unknown:
        known = ", ".join(f.id for f in loaded.frameworks)
        raise click.UsageError(f"{', '.join(unknown)} is no framework. There are: {known}.")
    from daready.scoring.assess import assess as rate

    return loaded, evidence, rate(loaded, evidence, as_at=day, inspection=inspection, frameworks=frameworks)


def _settled_inspection(workspace: Workspace | None) -> date | None:
    if workspace is None or workspace.inspection is None:
        return None
    return Day().convert(workspace.inspection, None, None)


def _read(
    paths: Sequence[Path],
    rubrics: Path | None,
    workspace: Workspace | None,
    selection: str | None,
    header_rows: Sequence[tuple[str, int]],
    known: date,
    *,
    skip: Sequence[Path] = (),
    ahead: Sequence[str] = (),
) -> tuple[Rubric, Evidence]:
    """Start the guarded reader first and load the rubric meanwhile; then import what comes next while it reads."""
    import secrets
    from threading import Thread

    from daready.evidence.worker import Worker

    with Worker() as worker:
        loaded = _rubric(rubrics, workspace, examples=False)
        from daready.evidence.loader import load
        from daready.rubric.terms import Selection

        claimed = Selection(selection) if selection else workspace.selection if workspace else None
        key = workspace.key if workspace else secrets.token_bytes(32)
        names, mappings = (workspace.names_allowed, workspace.mappings) if workspace else ((), ())
        importing = Thread(target=lambda: [import_module(module) for module in ahead])
        importing.start()
        evidence = load(
            worker,
            paths,
            loaded,
            key=key,
            selection=claimed,
            skip=skip,
            header_rows=dict(header_rows),
            known=known,
            names=names,
            remembered=mappings,
        )
        importing.join()
        return loaded, evidence


def _criterion(rubric: Rubric, name: str) -> Criterion:
    for criterion in rubric.criteria.values():
        if name.casefold() in (criterion.id, criterion.ref.casefold()):
            return criterion
    raise Stop(f"{name} is no criterion.{_nearest(name, [*rubric.criteria])} See daready rubric list.", 2)


def _listed(text: str) -> tuple[str, ...]:
    """Words given with commas between them, each once."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))


def _names(rubric: Rubric) -> list[str]:
    return [*rubric.criteria, *(f.id for f in rubric.frameworks), *rubric.form]


def _nearest(name: str, names: Sequence[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name.casefold(), names, score_cutoff=60)
    return f" Did you mean {near[0]}?" if near else ""


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _targets(output: Path | None, json_to: str | None) -> list[Path]:
    return [path for path in (output, Path(json_to) if json_to and json_to != "-" else None) if path]


def _check_target(target: Path, paths: Sequence[Path]) -> None:
    """Say at once what would only come out after the work: no such folder, or evidence overwritten."""
    if any(path.is_file() and target.exists() and path.samefile(target) for path in paths):
        raise click.UsageError(f"{target} is one of the files to read; the output would overwrite it.")
    if not target.parent.is_dir():
        raise Stop(
            f"{target} cannot be written: there is no folder {target.parent}. Make it, or choose another.",
            UNWRITTEN,
        )


def _json(record: object, to: str) -> None:
    import json

    text = json.dumps(record, ensure_ascii=False, indent=1)
    if to == "-":
        sys.stdout.buffer.write((text + "\n").encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    from daready.report.whole import write_whole

    target = Path(to)
    _written(target, lambda: write_whole(target, (text + "\n").encode("utf-8")))


def _written(target: Path, write: Callable[[], Written]) -> Written:
    try:
        return write()
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise Stop(
            f"{target} could not be written: {why}. Close it if it is open, or choose another folder.",
            UNWRITTEN,
        ) from None


def _told_if_nothing_read(evidence: Evidence) -> int:
    if evidence.rows_used:
        return 0
    click.echo(
        "No evidence could be read: 0% is assessed, and nothing has a colour. daready check says why for each file.",
        err=True,
    )
    return NO_EVIDENCE
