"""A workspace: the folder that holds a force's settings, its evidence and the key for case references."""

from __future__ import annotations

import getpass
import json
import os
import sys
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from daready.foreign.files import is_there, place, take_text
from daready.workspace.settings import SETTINGS, TEMPLATE, Settings, WorkspaceFault, read_settings

KEY = ".daready-key"
LEDGER = "ledger.db"
TURN = ".daready-window"
"""Whose turn it is to write by a window; its lock lies on it."""
_KEY_BYTES = 32
RELEASE = ".partner-release.json"
"""The true counts of the last partner copy: as sensitive as the evidence, and never handed out."""


@dataclass(frozen=True)
class Workspace:
    """Where things are, and what the settings say."""

    root: Path
    settings: Settings

    @property
    def file(self) -> Path:
        """The file that holds the settings."""
        return self.root / SETTINGS

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def ledger(self) -> Path:
        return self.root / LEDGER

    @property
    def rubrics(self) -> Path | None:
        """The workspace's own rubrics, laid over daready's by id, if it has any."""
        own = self.root / "rubrics"
        return own if own.is_dir() else None

    @cached_property
    def key(self) -> bytes:
        """What case references are hashed with. Raises WorkspaceFault where it is missing or damaged."""
        return _key(self.root)

    @cached_property
    def mappings(self) -> tuple[dict[str, str], ...]:
        """What people have said their own headings and words mean: keyed hashes with meanings."""
        if not self.ledger.exists():
            return ()
        from daready.ledger.meanings import remembered
        from daready.ledger.store import open_ledger

        with open_ledger(self.ledger, at=now(), who=login()) as ledger, ledger.reading() as entries:
            return tuple(remembered(entries).values())

    def share(self) -> None:
        """Let the group that the settings name read the settings and the key, and read and write the ledger; and no
        group where none is named.
        """
        if sys.platform == "win32":
            return
        from grp import getgrnam
        from shutil import chown

        group = self.settings.group
        for path, mode in (
            (self.file, 0o640),
            (self.root / KEY, 0o640),
            (self.ledger, 0o660),
            (self.root / TURN, 0o660),
        ):
            try:
                stands = path.stat() if path.exists() else None
                if stands is None or (group is None and stands.st_uid != os.geteuid()):
                    continue
                if group is None:
                    if stands.st_mode & 0o077 and path != self.file:
                        path.chmod(stands.st_mode & 0o700)
                elif (stands.st_mode & 0o777, stands.st_gid) != (mode, getgrnam(group).gr_gid):
                    chown(path, group=group)
                    path.chmod(mode)
            except (LookupError, PermissionError):
                raise WorkspaceFault(
                    f"{self.file}: {path.name} cannot be given to the group {group}. "
                    "Correct the group, or ask whoever owns the file."
                ) from None

    def release(self) -> dict[str, int] | None:
        """The true counts of the last partner copy (method R7.5), if there was one."""
        path = self.root / RELEASE
        if not is_there(path):
            return None
        try:
            counts = json.loads(take_text(path))
            return {str(name): int(number) for name, number in counts.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            raise WorkspaceFault(
                f"{path}: what the last partner copy held cannot be read, so small changes since could not be "
                "hidden. Put the file back from a copy; delete it only if no earlier partner copy is in use."
            ) from None

    def remember_release(self, counts: dict[str, int]) -> None:
        """Keep the counts of the partner copy just written, readable by their owner alone."""
        waiting = self.root / f"{RELEASE}.new"
        waiting.unlink(missing_ok=True)
        _write_private(waiting, json.dumps(counts, indent=1) + "\n")
        waiting.replace(self.root / RELEASE)


def now() -> str:
    """This moment with its zone, to the second: when something was kept."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def login() -> str:
    """Who is at the computer, by the name they logged in with."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def create(folder: Path, text: str = TEMPLATE) -> Path:
    """Make a workspace in a folder, or a new key for one whose key is lost; nothing there is ever overwritten.

    ``text``: what its settings say from the first moment on.
    """
    settings, key = folder / SETTINGS, folder / KEY
    if settings.exists() and key.exists():
        raise WorkspaceFault(f"{folder} is already a workspace. Nothing was changed.")
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    if not key.exists():
        import secrets

        _write_private(key, secrets.token_hex(_KEY_BYTES) + "\n")
    if not settings.exists():
        _write_private(settings, text)
    return settings


def _write_private(path: Path, text: str) -> None:
    """Readable by its owner alone from the first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def find(start: Path) -> Workspace | None:
    """The workspace that a folder lies in, if any."""
    for folder in (start.resolve(), *start.resolve().parents):
        if is_there(folder / SETTINGS):
            return _read(folder)
    return None


def at(folder: Path) -> Workspace:
    """The workspace in a folder; raises WorkspaceFault where there is none."""
    if not is_there(folder / SETTINGS):
        raise WorkspaceFault(f"{folder} is not a workspace. Make one with daready init {folder}.")
    return _read(place(folder))


def _read(root: Path) -> Workspace:
    where = root / SETTINGS
    try:
        given = tomllib.loads(take_text(where))
    except OSError as fault:
        raise WorkspaceFault(
            f"{where}: cannot be read ({fault.strerror}). Ask its owner for permission to read it."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise WorkspaceFault(
            f"{where}: not readable as settings ({fault}). Correct the line named."
        ) from None
    return Workspace(root, read_settings(given, where))


def _key(root: Path) -> bytes:
    path = root / KEY
    try:
        key = bytes.fromhex(take_text(path).strip())
    except (OSError, ValueError):
        key = b""
    # With an empty or a short key references could be found again by trying.
    if len(key) != _KEY_BYTES:
        raise WorkspaceFault(
            f"{path}: the key for case references is missing or damaged. Put it back from a copy; without it, "
            "nothing is lost but the matching of cases to those of earlier sheets. To go on with a new key, "
            f"delete what is left of it and run daready init {root}."
        )
    return key
