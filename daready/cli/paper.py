"""paper: the board paper, an editable document generated from the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from daready import __version__
from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import check_target, exit_code_if_nothing_read, written
from daready.cli.outputs import MARKING
from daready.cli.rated import rated
from daready.workspace.rated import Rated

_BOARD = "Business Coordination Board"


@click.command()
@evidence_options
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The paper (docx).")
@click.option(
    "--publish", type=click.Path(path_type=Path, dir_okay=False), help="The plan for the public (html)."
)
@click.option("--board", metavar="NAME", help="The board it is for: its actions have a section of their own.")
@click.option(
    "--headings", metavar="FRAMEWORK", help="Under whose headings progress is told, instead of our themes."
)
@click.option("--to", help="Who it is to: the board, or the Business Coordination Board.")
@click.option("--from", "sender", default="Chief Constable", show_default=True, help="Who it is from.")
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def paper(
    asked: Asked,
    output: Path | None,
    publish: Path | None,
    board: str | None,
    headings: str | None,
    to: str | None,
    sender: str,
    marking: str,
) -> int:
    """Write the board paper from the evidence in PATHS, or from the workspace you are in.

    --publish writes the plan as the public may see it: owners by role, shares in bands, no cases and no names.
    """
    if output is None and publish is None:
        raise click.UsageError(
            "Name what to write: -o for the paper, --publish for the plan as the public may see it."
        )
    wanted = [one for one in (output, publish) if one]
    for target in wanted:
        check_target(target)
    ahead = ("daready.scoring.assess", *(("daready.report.paper", "docx") if output else ()))
    with rated(asked, frameworks=[headings] if headings else [], skip=wanted, ahead=ahead) as position:
        if output is not None:
            _paper(position, output, board, headings, to or board or _BOARD, sender, marking)
        if publish is not None:
            _publish(position, publish)
    return exit_code_if_nothing_read(position.evidence)


def _paper(
    position: Rated, output: Path, board: str | None, headings: str | None, to: str, sender: str, marking: str
) -> None:
    from daready.report.actions import owners
    from daready.report.first.made import first_page
    from daready.report.paper import write_paper

    assessment, found = position.assessment, position.gaps
    changes = position.kept.changes(assessment) if position.kept else None
    mine = owners(found, names=False)
    first = first_page(assessment, found, position.rubric, changes=changes, set_owners=mine)
    under = next(iter(assessment.frameworks), None) if headings else None

    def write() -> None:
        write_paper(
            assessment,
            found,
            output,
            version=__version__,
            marking=marking,
            to=to,
            sender=sender,
            first=first,
            plan=position.plan,
            board=board,
            headings=under,
            register=position.register,
        )

    written(output, write)
    click.echo(f"The paper is in {output}. Read it before you send it: it is yours to edit.")


def _publish(position: Rated, target: Path) -> None:
    """In a workspace the release is remembered, as a partner copy is, for the next to be compared with (R7.5)."""
    from daready.report.page import write_page
    from daready.report.partner import release_counts
    from daready.report.public_plan import public_plan

    workspace = position.workspace
    force = (workspace.settings.force or "") if workspace else ""
    before = (workspace.release() if workspace else None) or {}
    drawn = public_plan(position.assessment, position.gaps, force=force, version=__version__, before=before)
    written(target, lambda: write_page(drawn, target))
    if workspace is not None:
        written(target, lambda: workspace.remember_release(release_counts(position.assessment)))
    click.echo(f"The plan for the public is in {target}. Read it before it goes.")
