"""A clock that is wrong, and goes backwards between commands: nothing is lost, and the order of things is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from daready.workspace.folder import create
from tests.attack import workspaces
from tests.attack.score import Try
from tests.command.run import TOP, daready
from tests.ledger.sheets import audit

_WRONG_CLOCK = """
import datetime, sys
real, off = datetime.datetime, datetime.timedelta(days=float(sys.argv[1]))
class Alike(type):
    def __instancecheck__(cls, one): return isinstance(one, real)
class Wrong(real, metaclass=Alike):
    @classmethod
    def now(cls, tz=None): return real.now(tz) + off
datetime.datetime = Wrong
from daready import cli
sys.argv[:] = ["daready", *sys.argv[2:]]
sys.exit(cli.main())
"""


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """Four months loaded and signed off, each at another time, up to three years off either way."""
    number = 0
    while True:
        number += 1
        root = folder / str(number)
        create(root)
        fault = None
        kept: list[str] = []
        for n, month in enumerate(("March", "April", "May", "June")):
            audit(root / f"{month}.csv", f"{month} 2026", ["Yes"] * 30 + ["No"] * 5, first=n * 1000)
            sign = ("assess", *workspaces.AS_AT, "--sign-off", f"after {month}")
            for words in (("load", f"{month}.csv"), sign, ("history", "--verify")):
                ran = _at(chance.uniform(-1100, 1100), words, root)
                if "Traceback" in ran.stderr or ran.returncode not in (0, 3):
                    fault = f"{words[0]} ends with {ran.returncode}: {ran.stderr[-200:]}"
            now = workspaces.entries_of(root)
            if now[: len(kept)] != kept or len(now) < len(kept) + 2:
                fault = "an entry is gone"
            kept = now
        rows = daready("assess", *workspaces.AS_AT, "--json", "-", cwd=root).json["account"]["rows_used"]
        if rows != 4 * 35:
            yield Try("lost", f"{rows} rows of {4 * 35} count")
        else:
            yield Try("broke", fault) if fault else Try()


def _at(days: float, words: tuple[str, ...], root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-c", _WRONG_CLOCK, str(days), *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
