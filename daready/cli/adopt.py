"""adopt: a force's own audit form, found in whatever layout it has, and what its questions are proposed to be."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import password_option, rubrics_option
from daready.cli.outcome import NO_EVIDENCE, Stop, check_target, say, write_json, written
from daready.cli.steps import here, name_missing, passwords_in, rubric_of

if TYPE_CHECKING:
    from daready.rubric.model import Rubric
    from daready.workbooks_out.adoption import Adoption
    from daready.workspace.folder import Workspace

_WORKBOOK = Path("adoption.xlsx")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The adoption workbook to write; adoption.xlsx if not given.",
)
@click.option(
    "--json", "json_to", help="Write what was found as JSON to a file, or to standard output with -."
)
@click.option(
    "--answers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file (YAML or JSON) that says what the questions and words mean, in place of the workbook.",
)
@click.option("--accept", is_flag=True, help="Keep the form in the workspace, signed by --by and --role.")
@click.option("--by", "who", metavar="NAME", help="Who says what the form means.")
@click.option("--role", metavar="ROLE", help="In which role, such as DA lead.")
@rubrics_option
@password_option
def adopt(
    files: tuple[Path, ...],
    output: Path | None,
    json_to: str | None,
    answers: Path | None,
    accept: bool,
    who: str | None,
    role: str | None,
    rubrics: Path | None,
    password_file: Path | None,
) -> int:
    """Find the cases in FILES of your own form, and ask once what its questions and words mean.

    FILES are of one form: a workbook of any layout, or a file for each case.
    """
    workspace = here()
    if answers is not None:
        from daready.cli.adopt_accept import tried

        loaded, adoption = found(files, workspace, rubrics, password_file)
        return tried(
            files,
            answers,
            adoption,
            loaded,
            workspace,
            accept=accept,
            by=who,
            role=role,
            json_to=json_to,
            passwords=passwords_in(password_file) if password_file else (),
        )
    if accept:
        from daready.cli.adopt_back import returned

        if len(files) != 1:
            raise click.UsageError("--accept takes one adoption workbook, or your workbooks with --answers.")
        return returned(files[0], workspace, rubrics, accept=accept, by=who, role=role, json_to=json_to)
    target = output or (None if json_to else _WORKBOOK)
    if target is not None:
        if target.suffix.lower() != ".xlsx":
            raise click.UsageError(f"{target} must end in .xlsx, since that is what is written.")
        check_target(target)
    loaded, adoption = found(files, workspace, rubrics, password_file)
    if json_to is not None:
        from daready.workbooks_out.adoption import adoption_json

        write_json(adoption_json(adoption), json_to)
    if target is not None:
        from daready.report.whole import write_whole
        from daready.workbooks_out.adoption_workbook import adoption_workbook

        asking = adoption_workbook(adoption, loaded)
        written(target, lambda: write_whole(target, asking))
    if json_to != "-":
        from daready.workbooks_out.adoption_told import told

        say(told(adoption, loaded, target, in_workspace=workspace is not None))
    return 0


def found(
    files: Sequence[Path], workspace: Workspace | None, rubrics: Path | None, password_file: Path | None
) -> tuple[Rubric, Adoption]:
    """The form that files are filled in of, with its proposals. Stops where no cases are found in them."""
    from daready.evidence.brief import Brief
    from daready.evidence.cells.plain_rubric import plain_rubric
    from daready.evidence.notices import notice_of
    from daready.evidence.opening.paths import find
    from daready.evidence.worker import Worker
    from daready.rubric.adopting import unadopted
    from daready.workbooks_out.adoption import adoption_of

    passwords = passwords_in(password_file) if password_file else ()
    name_missing(files)
    with Worker() as worker:
        paths = [path for _, path in find(files).workbooks]
        if not paths:
            raise Stop(
                "None of these files is a workbook that can be read. Name Excel, ods or csv files.",
                NO_EVIDENCE,
            )
        loaded = rubric_of(rubrics, workspace, examples=False, superseded=False)
        key = workspace.key if workspace else os.urandom(32)
        names = workspace.settings.shown if workspace else ()
        bare = unadopted(loaded)  # a form that is adopted again is looked at as it was the first time
        worker.brief(lambda: plain_rubric(bare), Brief(key, names=names, passwords=passwords))
        reply = worker.form_found(paths)
    if reply.refused:
        refused = notice_of(reply.refused, paths[reply.file].name)
        raise Stop(f"{refused.message} {refused.fix}", NO_EVIDENCE)
    if reply.form is None:
        raise Stop(
            "No cases were found in these files. daready looks for a table of cases, a tab or a file for each case, a "
            "column for each case, or a row for each question of each case. Give it a workbook that is filled in.",
            NO_EVIDENCE,
        )
    return loaded, adoption_of(reply.form, bare)
