"""paper: the board paper, an editable document generated from the evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import check_target, exit_code_if_nothing_read, written
from daready.cli.rated import rated
from daready.workspace.papers import BOARD, MARKING, Letter

if TYPE_CHECKING:
    from daready.workspace.rated import Rated


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
            _paper(position, output, Letter(to or board or BOARD, sender, marking), board, headings)
        if publish is not None:
            _publish(position, publish)
    return exit_code_if_nothing_read(position.evidence)


def _paper(position: Rated, output: Path, letter: Letter, board: str | None, headings: str | None) -> None:
    from daready.workspace.papers import write_board_paper

    changes = position.kept.changes(position.assessment) if position.kept else None
    under = bool(headings)
    written(output, lambda: write_board_paper(position, changes, output, letter, board=board, headings=under))
    click.echo(f"The paper is in {output}. Read it before you send it: it is yours to edit.")


def _publish(position: Rated, target: Path) -> None:
    from daready.workspace.papers import write_public_plan

    written(target, lambda: write_public_plan(position, target))
    click.echo(f"The plan for the public is in {target}. Read it before it goes.")
