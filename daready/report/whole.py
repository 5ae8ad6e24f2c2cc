"""Files that appear whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from daready.foreign.files import opened
from daready.foreign.folders import keep_names

SIGNED = "Written by daready"
"""Stands in the properties of every file of ours, and stays there when somebody edits and saves it."""

_HEAD = 4_000
"""Bytes of a page among which its signature stands."""
_PROPERTIES = 64 << 10


_PAGES = frozenset({".html", ".htm"})


def is_readable(path: Path) -> bool:
    """Whether the name is one of a page or a paper, which somebody may have written by hand."""
    return path.suffix.lower() in _PAGES | {".docx"}


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target under another name, then take the target's place in one step."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".daready-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        keep_names(path.parent)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook, paper or page that daready wrote, so that it may write it again."""
    if path.suffix.lower() in _PAGES:
        with opened(path) as page:
            return SIGNED.encode() in page.read(_HEAD)
    return SIGNED.encode() in _properties(path)


def is_edited(path: Path) -> bool:
    """Whether somebody has saved a workbook or paper of ours since: changed on another day than it was made."""
    if path.suffix.lower() in _PAGES:
        return False
    days = re.findall(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<", _properties(path))
    return len(set(days)) > 1


def _properties(path: Path) -> bytes:
    """The beginning of a document's properties, where ours are whole; nothing for what is no such document."""
    try:
        with opened(path) as file, zipfile.ZipFile(file) as book, book.open("docProps/core.xml") as part:
            return part.read(_PROPERTIES)
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile):
        return b""
