"""The zip itself: the same files give the same bytes, and it appears whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)
_PROGRAMS = (".sh", "open-daready")


def packed(files: Mapping[str, bytes], out: Path) -> None:
    """Write these files, by their path inside, to ``out``.

    Nothing is compressed: wheels already are, and how tightly the rest is depends on the machine.
    """
    half = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _DAY)
                entry.create_system = 3
                entry.external_attr = (0o755 if name.endswith(_PROGRAMS) else 0o644) << 16
                archive.writestr(entry, files[name])
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
