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
@click.option("--to", default="Business Coordination Board", show_default=True, help="Who it is to.")
@click.option("--from", "sender", default="Chief Constable", show_default=True, help="Who it is from.")
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def paper(asked: Asked, output: Path, to: str, sender: str, marking: str) -> int:
    """Write the board paper from the evidence in PATHS, or from the workspace you are in."""
    check_target(output)
    ahead = ("daready.scoring.assess", "daready.report.paper", "docx")
    with rated(asked, skip=[output], ahead=ahead) as position:
        from daready.report.actions import owners
        from daready.report.first.made import first_page
        from daready.report.paper import write_paper

        found = position.gaps
        changes = position.kept.changes(position.assessment) if position.kept else None
        mine = owners(found, names=False)
        first = first_page(position.assessment, found, position.rubric, changes=changes, set_owners=mine)

        def write() -> None:
            about = {"version": __version__, "marking": marking, "to": to, "sender": sender}
            write_paper(position.assessment, found, output, first=first, plan=position.plan, **about)

        written(output, write)
    click.echo(f"The paper is in {output}. Read it before you send it: it is yours to edit.")
    return exit_code_if_nothing_read(position.evidence)
