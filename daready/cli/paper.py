"""paper: the board paper, an editable document generated from the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from daready import __version__
from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import check_target, exit_code_if_nothing_read, written
from daready.cli.outputs import MARKING
from daready.cli.rated import rated


@click.command()
@evidence_options
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The paper (docx)."
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
    output: Path,
    board: str | None,
    headings: str | None,
    to: str | None,
    sender: str,
    marking: str,
) -> int:
    """Write the board paper from the evidence in PATHS, or from the workspace you are in."""
    check_target(output)
    ahead = ("daready.scoring.assess", "daready.report.paper", "docx")
    shown = [headings] if headings else []
    with rated(asked, frameworks=shown, skip=[output], ahead=ahead) as position:
        from daready.report.actions import owners
        from daready.report.first.made import first_page
        from daready.report.paper import write_paper

        found = position.gaps
        changes = position.kept.changes(position.assessment) if position.kept else None
        mine = owners(found, names=False)
        first = first_page(position.assessment, found, position.rubric, changes=changes, set_owners=mine)

        under = next(iter(position.assessment.frameworks), None) if headings else None

        def write() -> None:
            write_paper(
                position.assessment,
                found,
                output,
                version=__version__,
                marking=marking,
                to=to or board or "Business Coordination Board",
                sender=sender,
                first=first,
                plan=position.plan,
                board=board,
                headings=under,
            )

        written(output, write)
    click.echo(f"The paper is in {output}. Read it before you send it: it is yours to edit.")
    return exit_code_if_nothing_read(position.evidence)
