"""Standard output and error as they may be: closed, a pipe that nobody reads any more, a file on a full disk."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import Any

from daready.foreign.names import printable


class NotSaid(OSError):
    """What daready had to say could not be written where it was sent."""


class _Steady(io.FileIO):
    """A file or pipe. When nobody reads on, the work goes on all the same: a sign-off piped to head is signed."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            return len(data)
        except OSError as fault:
            raise NotSaid(fault.errno, fault.strerror) from None


_COLOUR = re.compile("(\x1b\\[[0-9;]*m|\n|\r\n|\t)")


class Printed:
    """A stream to which only what can be printed is said: a name from outside cannot move a cursor or hide a line.

    Colours are let through, and what bounds lines.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        said = text if text.isascii() and text.isprintable() else self._printed(text)
        self._stream.write(said)
        return len(text)

    @staticmethod
    def _printed(text: str) -> str:
        return "".join(part if _COLOUR.fullmatch(part) else printable(part) for part in _COLOUR.split(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def steady() -> None:
    """Make standard output and error such that what is said to them never stops the work half way.

    A terminal stays as it is. What is closed swallows what it is told.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            raw: io.FileIO = io.FileIO(os.devnull, "w")
        elif stream.isatty():
            continue
        else:
            raw = _Steady(stream.fileno(), "w", closefd=False)
        said = io.TextIOWrapper(
            io.BufferedWriter(raw), "utf-8" if stream is None else stream.encoding, "replace"
        )
        setattr(sys, name, said)
