"""How long a child has worked and how long it has stood still, whatever else its machine has to do meanwhile.

Work is processor time, of which a busy machine makes no more. Standing still is waiting without any of it: a child that
is stopped, or that waits for a disk that never comes, and not one whose turn seldom comes.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_CLOCK_OF_A_PROCESS = 2
"""CPUCLOCK_SCHED, the last bits of the number of a process's clock on Linux (its manual: clock_getcpuclockid)."""


class Meter:
    """One job of a child from the moment this is made. ``worked`` and ``still`` are in seconds, as last looked at.

    What is waited is counted by looks, not by the clock: a laptop that slept, or a command that was stopped, has not
    waited.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._begun = self._seen = processor_seconds(process) or 0.0
        self.still = 0.0

    def look(self, waited: float) -> None:
        """Take note of what the child did in so many seconds of waiting for it."""
        now = processor_seconds(self._process)
        if now is not None and now > self._seen:
            self._seen, self.still = now, 0.0
        else:
            self.still += waited

    @property
    def worked(self) -> float:
        return self._seen - self._begun


def processor_seconds(process: subprocess.Popen[str]) -> float | None:
    """What a process has used of the processor, all threads together; None where it is gone or nobody tells.

    On a Mac nobody does: there a child that is not heard of has stood still, and ends itself by its own timer.
    """
    if os.name == "nt":
        from daready.evidence.windows_job import processor_seconds as told

        return told(int(getattr(process, "_handle")))  # noqa: B009 - only Windows has it
    if sys.platform == "linux":
        with suppress(OSError):
            return time.clock_gettime((~process.pid << 3) | _CLOCK_OF_A_PROCESS)
    return None
