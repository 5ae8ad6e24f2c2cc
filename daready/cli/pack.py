"""pack: the evidence pack of one framework, requirement by requirement."""

from __future__ import annotations

from pathlib import Path

import click

from daready import __version__
from daready.cli.options import Asked, evidence_options
from daready.cli.outcome import check_target, exit_code_if_nothing_read, written
from daready.cli.rated import rated
from daready.workspace.papers import MARKING


@click.command()
@evidence_options
@click.option("--framework", required=True, metavar="ID", help="The framework (daready rubric list).")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The pack to write (docx).",
)
@click.option("--from", "sender", default="Chief Constable", show_default=True, help="Who it is from.")
@click.option("--marking", default=MARKING, show_default=True, help="Its protective marking.")
def pack(asked: Asked, framework: str, output: Path, sender: str, marking: str) -> int:
    """Write the evidence pack for a framework from the evidence in PATHS, or from the workspace you are in.

    For each requirement: what is behind it, what is weak, what is missing, and what is only meant to be done.
    """
    from daready.planning.answer import replies
    from daready.report.pack import write_pack

    check_target(output)
    ahead = ("daready.scoring.assess", "daready.report.pack", "docx")
    with rated(asked, frameworks=[framework], skip=[output], ahead=ahead) as position:
        found = replies(position.assessment, framework, position.plan)
        about = {"version": __version__, "marking": marking, "sender": sender}
        written(output, lambda: write_pack(position.assessment, found, position.rubric, output, **about))
    click.echo(f"The pack is in {output}. Read it as an inspector would, and fill its holes.")
    return exit_code_if_nothing_read(position.evidence)
