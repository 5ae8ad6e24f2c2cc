"""kill -9 at any moment of every command that writes: what was kept is kept, and the command can be given again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.attack import workspaces
from tests.attack.score import NotHere, Try
from tests.command.run import TOP, daready


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """How long a command takes is learnt from its own runs, so that kills fall all over it."""
    if os.name == "nt":
        raise NotHere("signals of POSIX")
    sound = workspaces.made(folder / "sound")
    before = workspaces.entries_of(sound)
    lasts: dict[tuple[str, ...], float] = {}
    while True:
        words = workspaces.chosen(chance)
        root = workspaces.copied(sound, folder / "mine")
        if words not in lasts:
            start = time.monotonic()
            _started(words, root).wait()
            lasts[words] = time.monotonic() - start
            root = workspaces.copied(sound, folder / "mine")
        child = _started(words, root)
        time.sleep(lasts[words] * chance.uniform(0.2, 1.05))
        child.kill()
        child.wait()
        fault = workspaces.harm(root, before)
        if fault is None and (again := daready(*words, cwd=root)).code not in (0, 2, 3, 13):
            fault = f"given again it ends with {again.code}"  # 2 and 13: it was done already
        yield Try("lost", f"{' '.join(words)}: {fault}") if fault else Try()


def _started(words: tuple[str, ...], root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-B", "-m", "daready", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
