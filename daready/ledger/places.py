"""Whether a folder is one where a write-ahead log is not safe: a network share, or one that is synchronised."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "davfs"}
)
_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "box sync",
    "nextcloud",
    "sharepoint",
)
_REMOTE_DRIVE = 4


def not_for_wal(folder: Path) -> str | None:
    """What is special about the folder: ``network`` or ``synchronised``; None where nothing is recognised."""
    whole = folder.resolve()
    if _on_network(whole):
        return "network"
    parts = [part.casefold() for part in whole.parts]
    if any(part.startswith(name) for part in parts for name in _SYNCHRONISED):
        return "synchronised"
    roots = [os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    if any(root and whole.is_relative_to(Path(root).resolve()) for root in roots):
        return "synchronised"
    return None


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
    return mount_kind(folder, Path("/proc/mounts")) in _NETWORK


def mount_kind(folder: Path, mounts: Path) -> str | None:
    """The kind of the file system that a folder lies on, by a table of mounts as Linux keeps it."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    found: tuple[int, str | None] = (-1, None)
    for line in lines:
        _, where, kind, *_ = [*line.split(), "", "", ""]
        point = Path(where.replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= found[0]:
            found = (len(point.parts), kind)
    return found[1]
