"""Whose turn it is: one window at a time may write in a workspace, and a second one says who has it and reads.

The system's own lock on a small file, which it lets go when the window ends, however it ends. What the file says is
who and since when; its owner, and the group that the settings name, may read it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from daready.foreign.files import NotTaken, take_text
from daready.foreign.names import printable
from daready.workspace.folder import TURN

_BEYOND = 1 << 30
"""The byte that is locked where a lock also stops reading: far behind what stands in the file."""


class Turn:
    """The turn to write in the workspace of a folder, held until it is let go."""

    def __init__(self) -> None:
        self._held: int | None = None

    def take(self, home: Path, who: str, since: str) -> str:
        """Take it. Says who has it, where somebody else does; nothing where it is ours."""
        if self._held is not None:
            return ""
        path = home / TURN
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return _said(path)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return _said(path)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{who}, since {since}\n".encode())
        self._held = descriptor
        return ""

    def let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
        self._held = None


def _said(path: Path) -> str:
    try:
        said = printable(take_text(path).strip())
    except (NotTaken, UnicodeDecodeError):
        said = ""
    return said or "Somebody else"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
