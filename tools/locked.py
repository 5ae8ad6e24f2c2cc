"""What a lock file says: each part with its version, when it is wanted, and the hashes of its files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_PART = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?\n((?:\s+--hash=\S+(?: \\)?\n?)+)", re.M
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Part(NamedTuple):
    """``marker``: on which systems or Pythons it is wanted; empty for all."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def parts_of(lock: Path) -> list[Part]:
    """All parts, in the order of the file. Raises ValueError where a line is none of what a lock file holds."""
    text = lock.read_text(encoding="utf-8")
    found = [
        Part(name, version, marker, tuple(_HASH.findall(files)))
        for name, version, marker, files in _PART.findall(text)
    ]
    left = re.sub(r"(?m)^#.*\n", "", _PART.sub("", text)).strip()
    if left or not all(part.hashes for part in found):
        raise ValueError(f"{lock.name} holds something that is not a part with its hashes")
    return found
