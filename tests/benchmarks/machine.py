"""What a whole process costs: the clock, the work of it and of everything it started, and the most memory of any.

On a machine that others use only the work is steady, so ratios are of work where two things run after one another, and
told by the clock beside it. Linux lets a process inherit the children that a command leaves behind, and count them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of work, and MiB of the largest process; medians where several runs were made."""

    clock: float
    work: float
    peak: float

    def of(self, other: Cost) -> Cost:
        """This as a share of another; memory as it is."""
        return Cost(self.clock / other.clock, self.work / other.work, self.peak)


_LAUNCH = """
import ctypes, os, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
begun = time.perf_counter()
started = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = [os.wait4(started.pid, 0)[2]]
clock = time.perf_counter() - begun
try:
    while True:
        used.append(os.wait4(-1, 0)[2])
except ChildProcessError:
    pass
print(clock, sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024)
"""
"""A process of its own, since Linux counts the memory of the one that starts another as the other's. 36 is
PR_SET_CHILD_SUBREAPER (prctl.h)."""


def cost(words: Sequence[str], folder: Path, more: Mapping[str, str] | None = None) -> Cost:
    """One run of Python with these words. Modules are compiled, as those of an installed program are."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), **(more or {})}
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCH, sys.executable, *words]
    done = subprocess.run(launch, cwd=folder, env=env, capture_output=True, text=True, check=True)
    clock, work, peak = map(float, done.stdout.split())
    return Cost(clock, work, peak)


def middle(runs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(one, name) for one in runs) for name in ("clock", "work", "peak")))
