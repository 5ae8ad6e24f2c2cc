"""How a copy that daready marked is known again when it comes back: by a property, and by how comments begin."""

from __future__ import annotations

import re
import zipfile
import zlib
from html import unescape
from pathlib import Path
from typing import BinaryIO

ORIGINAL = "daready original"
"""The custom property of a marked copy that holds the fingerprint of the workbook it was made from."""

SPOKEN = "daready says:\n"
"""Begins our part of a cell's comment, so that it can be told from what the person wrote there."""

_PROPERTIES = "docProps/custom.xml"
_PROPERTIES_BYTES = 1 << 20
_PROPERTY = re.compile(rf'<property\b[^<>]*\bname="{ORIGINAL}[^"<>]*"[^<>]*>(.*)', re.DOTALL)
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")


def originals(book: Path | BinaryIO) -> list[str]:
    """The fingerprints of the workbooks a marked copy was made from; none for any other file."""
    try:
        with zipfile.ZipFile(book) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_BYTES:
                return []
            text = archive.read(_PROPERTIES).decode("utf-8", "replace")
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return []
    # Cut where a property ends, so that one that never ends is looked through once.
    ended = (text[: text.rfind("</property>") + 1]).split("</property>")
    found = (_PROPERTY.match(part, max(part.rfind("<property"), 0)) for part in ended)
    held = (unescape(match[1]) for match in found if match)
    return sorted({sha256 for value in held for sha256 in _SHA256.findall(value)})
