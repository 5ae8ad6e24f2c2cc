"""``python -m tools.bundle --for windows``: make the offline installer. Wheels not fetched yet need a network."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click

from tools.bundle.embedded import python_in
from tools.bundle.make import TOP, made
from tools.bundle.pack import packed
from tools.bundle.targets import PYTHONS, SYSTEMS
from tools.bundle.wheels import Refused


@click.command(help="Make the offline installer: one zip that installs daready without a network.")
@click.option(
    "--for", "name", type=click.Choice(sorted(SYSTEMS)), required=True, help="The system it is for."
)
@click.option(
    "--python-version",
    "pythons",
    type=click.Choice(PYTHONS),
    multiple=True,
    default=PYTHONS,
    help="Bring wheels for this Python; may be said more than once. All three if not said.",
)
@click.option(
    "--python",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="An unpacked embeddable Python for Windows, which IT supplies, to go into the zip.",
)
@click.option(
    "--wheels",
    "kept",
    type=click.Path(path_type=Path),
    default=TOP / "build" / "wheels",
    help="Where fetched wheels are kept for the next time.",
)
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), help="The zip to write.")
def main(name: str, pythons: tuple[str, ...], folder: Path | None, kept: Path, out: Path | None) -> None:
    system = SYSTEMS[name]
    try:
        wanted = [python_in(folder, system)] if folder else sorted(set(pythons))
        files = made(system, wanted, kept, folder)
    except Refused as refused:
        click.echo("\n".join(["No bundle was made.", *refused.faults]), err=True)
        sys.exit(2)
    out = out or TOP / "dist" / f"daready-{name}.zip"
    out.parent.mkdir(parents=True, exist_ok=True)
    packed(files, out)
    size = sum(map(len, files.values())) / 1e6
    click.echo(f"{out.name}: {len(files)} files, {size:.0f} MB, for Python {', '.join(wanted)}.")
    click.echo(f"SHA-256: {hashlib.sha256(out.read_bytes()).hexdigest()}")


main()
