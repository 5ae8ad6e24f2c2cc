"""A disk that fails at the n-th write, sync or renaming, or from there on: a sentence, and nothing half done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.attack import workspaces
from tests.attack.score import NotHere, Try
from tests.command.run import TOP, daready

_STRACE = ("strace", "-qq", "-o", "/dev/null", "-e", "trace=none")
_CALLS = ("write,pwrite64", "pwrite64", "fsync,fdatasync", "rename,renameat,renameat2", "ftruncate", "unlink")
_ERRORS = ("ENOSPC", "EIO", "EDQUOT")


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """The system itself is made to refuse (strace), in daready's own process; the guarded child is left alone."""
    if shutil.which("strace") is None:
        raise NotHere("strace, which makes a system call fail")
    sound = workspaces.made(folder / "sound")
    before = workspaces.entries_of(sound)
    while True:
        words = workspaces.chosen(chance)
        root = workspaces.copied(sound, folder / "mine")
        first = chance.choice((1, 2, 3, 5, 8, 13, 30, 80))
        refused = (
            f"{chance.choice(_CALLS)}:error={chance.choice(_ERRORS)}:when={first}{chance.choice(('', '+'))}"
        )
        ran = subprocess.run(
            [*_STRACE, "-e", f"inject={refused}", sys.executable, "-B", "-m", "daready", *words],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        told = f"{' '.join(words)}, {refused}"
        fault = workspaces.harm(root, before)
        if fault is None and (again := daready(*words, cwd=root)).code not in (0, 2, 3, 13):
            fault = f"given again it ends with {again.code}: {again.err[-200:]}"
        if fault:
            yield Try("lost", f"{told}: {fault}")
        elif "Traceback" in ran.stderr or ran.returncode not in workspaces.PROMISED:
            yield Try("broke", f"{told}: exit code {ran.returncode}: {ran.stderr[-300:]}")
        else:
            yield Try()
