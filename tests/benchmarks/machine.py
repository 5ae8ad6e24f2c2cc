"""What a whole process costs: the clock, the work of it and of everything it started, and the most memory of any.

On a machine that others use only the work is steady, so ratios are of work where two things run after one another, and
told by the clock beside it. Linux lets this process inherit the children that a command leaves behind, and count them.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_INHERIT_CHILDREN = 36
"""PR_SET_CHILD_SUBREAPER (prctl.h)."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of work, and MiB of the largest process; medians where several runs were made."""

    clock: float
    work: float
    peak: float

    def of(self, other: Cost) -> Cost:
        """This as a share of another; memory as it is."""
        return Cost(self.clock / other.clock, self.work / other.work, self.peak)


def cost(words: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Cost:
    """One run of Python with these words. Modules are compiled, as those of an installed program are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), **(more or {})}
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_INHERIT_CHILDREN, 1, 0, 0, 0)
    begun = time.perf_counter()
    started = subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, own = os.wait4(started.pid, 0)
    clock = time.perf_counter() - begun
    started.returncode = 0
    used = [own]
    with suppress(ChildProcessError):
        while True:
            used.append(os.wait4(-1, 0)[2])
    return Cost(
        clock, sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024
    )


def middle(runs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(one, name) for one in runs) for name in ("clock", "work", "peak")))
