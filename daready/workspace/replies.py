"""What was read of the evidence that lies in a workspace, remembered so that a file that is unchanged is read once.

A reply is what the ledger would keep of the file: keyed hashes, answers, places; no text, no name, no reference. It
lies beside the file that it was read from, under a name that only the workspace's key gives, and is believed only with
a seal made by that key. Whatever a reply hangs on is in its name: the file's content and name, how it was asked to be
read, the rubric, the code and its parser. A load and a purge delete them all; files outside the workspace's evidence
folder are never remembered.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from hmac import compare_digest, digest
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from daready import __version__
from daready.evidence.reply import FileReply
from daready.foreign.files import place, take
from daready.ledger.chain import canonical

if TYPE_CHECKING:
    from daready.evidence.brief import Brief
    from daready.rubric.model import Rubric
    from daready.workspace.folder import Workspace

FOLDER = ".daready-replies"
_SEAL = 32
"""Bytes of the seal that stands before each reply (SHA-256)."""


class Replies:
    """The replies of one workspace. Nothing is ever raised: a reply that cannot be had or kept is read anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder, self._key = workspace.root / FOLDER, workspace.key
        self._home = workspace.evidence
        self._how = ""
        self._used: set[str] = set()

    def any(self) -> bool:
        """Whether anything is remembered at all, so that the reader may not be needed."""
        with suppress(OSError), os.scandir(self._folder) as found:
            return next(found, None) is not None
        return False

    def asked(self, rubric: Rubric, brief: Brief) -> None:
        """Say against what files are read, and how. Heading rows that a person named are for one time alone."""
        if not brief.header_rows:
            self._how = canonical([rubric.fingerprint, _code(), brief.to_json()])

    def get(self, sha256: str, name: str, path: Path) -> FileReply | None:
        """The reply of a file by its content, if it is remembered."""
        where = self._where(sha256, name, path)
        try:
            whole = take(where) if where else b""
        except OSError:
            return None
        if where is None or not compare_digest(whole[:_SEAL], self._seal(where, whole[_SEAL:])):
            return None
        self._used.add(where.name)
        return FileReply.from_json(json.loads(whole[_SEAL:]))

    def keep(self, sha256: str, name: str, path: Path, reply: FileReply) -> None:
        """Remember a reply that gave rows; what went wrong is tried again."""
        where = self._where(sha256, name, path) if reply.gave else None
        if where is None:
            return
        text = canonical(reply.to_json()).encode("ascii")
        half = where.with_name(f"{where.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(
                half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._seal(where, text) + text)
            half.replace(where)
            self._used.add(where.name)

    def forget_others(self) -> None:
        """Forget whatever this run did not use, once all evidence of the workspace has been read."""
        with suppress(OSError):
            for one in self._folder.iterdir():
                if one.name not in self._used:
                    one.unlink(missing_ok=True)

    def _where(self, sha256: str, name: str, path: Path) -> Path | None:
        if not self._how or not place(path).is_relative_to(place(self._home)):
            return None
        return self._folder / digest(self._key, f"{self._how}\n{sha256}\n{name}".encode(), "sha256").hex()

    def _seal(self, where: Path, text: bytes) -> bytes:
        return digest(self._key, where.name.encode("ascii") + text, "sha256")


def forget(workspace: Workspace) -> None:
    """Delete all that is remembered. Raises OSError where it cannot be."""
    folder = workspace.root / FOLDER
    if folder.is_dir() and not folder.is_symlink():
        rmtree(folder)


def _code() -> list[object]:
    """Everything that reads, as it lies on the disk: another version reads otherwise."""
    home, parser = Path(__file__).parents[1], find_spec("python_calamine")
    rooms = [home / "evidence", home / "rubric", *(parser.submodule_search_locations or () if parser else ())]
    found: list[object] = [__version__, sys.version]
    for room in rooms:
        for folder, _, names in os.walk(room):
            for name in sorted(names):
                if name.endswith((".py", ".so", ".pyd")):
                    stands = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a hundred of them
                    found.append([folder, name, stands.st_mtime_ns, stands.st_size])
    return found
