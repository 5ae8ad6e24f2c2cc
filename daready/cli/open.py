"""open: the window, a browser page on this machine alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daready.cli.options import Day
from daready.cli.steps import here

if TYPE_CHECKING:
    from daready.window.doors import Doors

_NEEDED = ("starlette", "uvicorn", "python_multipart")


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--as-at", type=Day(), help="The day to look from; today if not given.")
def open(folder: Path | None, as_at: date | None) -> None:  # noqa: A001 - the name people type
    """Open daready in the browser: everything that commands do, by dropping files and clicking.

    DIR is the workspace; the one you are in if not given, or daready in your own folder. Where there is none yet, five
    questions make it. Only this machine is served, and nothing leaves it. The address to open is printed first; it lets
    in whoever has it, so keep it to yourself. Closed by its button, or ten minutes after its last tab.
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise click.UsageError(
            f"The window needs {', '.join(missing)}. Install daready with its extra: daready[window]."
        )
    from daready.window.desk import Desk
    from daready.window.serve import serve
    from daready.workspace.folder import login

    desk = Desk((folder or _home()).absolute(), _day(as_at), login())
    try:
        serve(desk, _opened)
    finally:
        desk.cleared()


def _home() -> Path:
    workspace = here()
    return workspace.root if workspace else Path.home() / "daready"


def _day(as_at: date | None) -> Callable[[], date]:
    return lambda: as_at or datetime.now().date()


def _opened(doors: Doors) -> None:
    """Print the address at once, alone in its line, and start a browser where there is a screen."""
    click.echo(doors.address)
    sys.stdout.flush()
    click.echo("daready is open in the browser; leave this window as it is. Ctrl-C closes it.", err=True)
    _browse(doors.address_once)


def _browse(address: str) -> None:
    import os
    import webbrowser
    from threading import Thread

    seen = (
        sys.platform in ("win32", "darwin") or {"BROWSER", "DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    )
    if seen:
        Thread(target=webbrowser.open_new_tab, args=(address,), daemon=True).start()
