"""Files that appear whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

SIGNED = "Written by daready"
"""Stands in the properties of every workbook of ours, and stays there when somebody edits and saves it."""


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target under another name, then take the target's place in one step."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".daready-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook that daready wrote, so that it may write it again."""
    try:
        with zipfile.ZipFile(path) as book:
            return SIGNED.encode() in book.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def is_edited(path: Path) -> bool:
    """Whether somebody has saved a workbook of ours since: then it was changed on another day than it was made."""
    with zipfile.ZipFile(path) as book:
        days = re.findall(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<", book.read("docProps/core.xml"))
    return len(set(days)) > 1
