"""Changes the parts inside a workbook, so that a test can show the one byte that matters."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

Change = Callable[[bytes], bytes]


def change(path: Path, changes: dict[str, Change | None], *, more: dict[str, bytes] | None = None) -> Path:
    """The workbook with some parts rewritten, those with None left out, and ``more`` put in."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name, how in changes.items():
        if how is None:
            del parts[name]
        else:
            parts[name] = how(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in (parts | (more or {})).items():
            book.writestr(name, data)
    return path


def swap(old: str, new: str) -> Change:
    """A change that must find what it replaces."""

    def swapping(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode())

    return swapping
