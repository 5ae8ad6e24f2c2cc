"""A file's new name outlasts a power cut only once its folder is on the disk too."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def keep_names(folder: Path) -> None:
    """Have a folder's names written to the disk, where the system has a way to ask for it (Windows has none)."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network drives refuse; the file itself is on the disk
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
