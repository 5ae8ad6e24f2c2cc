"""Changing what a workspace's settings say: checked as they are read, written whole, all else as it stood."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from daready.foreign.files import take_text
from daready.report.whole import write_whole
from daready.workspace.settings import WorkspaceFault, read_settings, with_settings

if TYPE_CHECKING:
    from daready.workspace.folder import Workspace


def change_settings(workspace: Workspace, given: dict[str, Any]) -> None:
    """Set these anew; one that is None is unset. Raises WorkspaceFault, and then nothing is written."""
    text = take_text(workspace.file)
    before = tomllib.loads(text)
    gone = [name for name, value in given.items() if value is None and name in before]
    new = {name: value for name, value in given.items() if value is not None and before.get(name) != value}
    if not gone and not new:
        return
    text = with_settings(_without(text, gone), new)
    read_settings(tomllib.loads(text), workspace.file)
    write_whole(workspace.file, text.encode())
    workspace.share()


def _without(text: str, gone: list[str]) -> str:
    """The text with some settings as remarks."""
    before = tomllib.loads(text)
    for name in gone:
        text = re.sub(rf"^({name} = .*\n?)", r"# \1", text, flags=re.MULTILINE)
    if tomllib.loads(text) != {name: value for name, value in before.items() if name not in gone}:
        raise WorkspaceFault(
            f"The settings are written in a way that only a person can change. Open them in a text editor and remove "
            f"{', '.join(gone)} there."
        )
    return text
