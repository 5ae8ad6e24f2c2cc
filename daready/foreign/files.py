"""The one door for paths and bytes from outside: a regular file, no link that leads away, weighed before it is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

LARGE = 256 << 20
"""Bytes; a larger file is no evidence, and is neither hashed nor read."""

SMALL = 4 << 20
"""Bytes that settings, keys, passwords and other texts of daready's own kind may have."""

_PIECE = 1 << 20
# A pipe is not waited for, a link is not followed, a text is not changed; what a system lacks it needs no flag for.
_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)

Code = Literal[
    "file_not_found",
    "file_not_readable",
    "file_too_large",
    "not_a_file",
    "link_leads_away",
    "link_leads_nowhere",
]
_IN_WORDS: dict[Code, str] = {
    "file_not_found": "there is no file of this name",
    "file_not_readable": "it could not be opened",
    "file_too_large": "it is too large",
    "not_a_file": "it is a folder, a pipe or a device, not a file",
    "link_leads_away": "it is a link that leads out of its folder",
    "link_leads_nowhere": "it is a link that leads nowhere",
}


class NotTaken(OSError):
    """A file that the door does not let in; ``code`` is the notice that says why, ``strerror`` the same in short."""

    def __init__(self, code: Code) -> None:
        super().__init__(0, _IN_WORDS[code])
        self.code: Code = code


def take(path: Path, most: int = LARGE, home: Path | None = None) -> bytes:
    """All bytes of a file; ``home`` as in ``led_to``. Raises NotTaken."""
    with opened(path, most, home) as file:
        data = file.read(most + 1)
    if len(data) > most:  # it has grown since it was weighed
        raise NotTaken("file_too_large")
    return data


def take_text(path: Path) -> str:
    """A small text, in UTF-8. Raises NotTaken, or UnicodeDecodeError."""
    return take(path, SMALL).decode("utf-8")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes, of which only a few are held at a time. Raises NotTaken."""
    from hashlib import sha256  # slow to import, and of no use in the child

    made, size = sha256(), 0
    with opened(path) as file:
        while piece := file.read(_PIECE):
            made.update(piece)
            size += len(piece)
            if size > LARGE:
                raise NotTaken("file_too_large")
    return made.hexdigest()


def fingerprint_if_taken(path: Path) -> str:
    """The fingerprint, or nothing where the door does not let the file in."""
    try:
        return fingerprint(path)
    except NotTaken:
        return ""


@contextmanager
def opened(path: Path, most: int = LARGE, home: Path | None = None) -> Iterator[BinaryIO]:
    """A file open to be read. What is not a regular file is not opened, one of more bytes than ``most`` not read.

    Raises NotTaken, also for what goes wrong while it is read.
    """
    try:
        with os.fdopen(_descriptor(path, most, home), "rb") as file:
            yield file
    except NotTaken:
        raise
    except OSError:
        raise NotTaken("file_not_readable") from None


def led_to(path: Path, home: Path | None = None) -> Path:
    """Where a path leads once links are followed, which is never out of ``home``: of its folder, if not given.

    Raises NotTaken for a link that leads away or nowhere, for what is neither file nor folder, and for a path at which
    nothing is.
    """
    try:
        real = Path(os.path.realpath(path, strict=True))
        within = Path(os.path.realpath(path.parent if home is None else home, strict=True))
        kind = real.stat().st_mode
    except (OSError, ValueError) as fault:
        raise NotTaken(_why(path, fault)) from None
    if not real.is_relative_to(within):
        raise NotTaken("link_leads_away")
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise NotTaken("not_a_file")
    return real


def led_within(entry: Path, home: Path) -> Path:
    """The same for an entry of a folder whose own path holds no link: only what may be one is followed from the top."""
    if os.name == "nt" or entry.is_symlink():  # a junction of Windows is a link and does not say so
        return led_to(entry, home)
    try:
        kind = entry.lstat().st_mode
    except OSError:
        raise NotTaken("file_not_readable") from None
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise NotTaken("not_a_file")
    return entry


def is_folder(path: Path) -> bool:
    """Whether there is a folder; never raises, whatever the path is."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name that is too long


def is_there(path: Path) -> bool:
    """Whether there is anything at all, be it a link that leads nowhere; never raises."""
    return os.path.lexists(path)


def is_file(path: Path) -> bool:
    """Whether the door would let a file in, as far as can be told without opening it; never raises."""
    try:
        return stat.S_ISREG(led_to(path).stat().st_mode)
    except OSError:
        return False


def place(path: Path) -> Path:
    """The one place a path means, with links followed as far as they lead; never raises."""
    return Path(os.path.realpath(path))


def _descriptor(path: Path, most: int, home: Path | None) -> int:
    real = led_to(path, home)
    _weigh(real.stat(), most)  # to open some devices is to set them to work
    descriptor = os.open(real, _FLAGS)
    try:
        _weigh(os.fstat(descriptor), most)  # another may stand there by now
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _weigh(found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotTaken("not_a_file")
    if found.st_size > most:
        raise NotTaken("file_too_large")


def _why(path: Path, fault: Exception) -> Code:
    if isinstance(fault, ValueError) or not os.path.lexists(path):
        return "file_not_readable" if isinstance(fault, PermissionError) else "file_not_found"
    if os.path.islink(path) and not isinstance(fault, PermissionError):  # noqa: PTH114 - as above
        return "link_leads_nowhere"
    return "file_not_readable"
