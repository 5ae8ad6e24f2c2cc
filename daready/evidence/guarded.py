"""A child process that carries its own limits and takes jobs a line at a time: untrusted bytes are parsed only there.

A crash, a hang or a bomb costs the child. Processor seconds and memory end it from within, so that it needs no parent
to end it, and a parent that is killed leaves none behind: the pipe the jobs come through is watched. No limit hangs on
what else the machine does: the clock ends only a child that does nothing at all.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence.limits import LOOKED_EVERY, MEMORY_BYTES, SECONDS_A_FILE, SECONDS_STILL, WATCHED_EVERY

if TYPE_CHECKING:
    import subprocess
    from queue import Queue, SimpleQueue

Json = dict[str, Any]
"""A message as JSON, on its way through the pipe."""

# -I and -S keep the current folder, and what a site adds to every start, off the child's import path.
_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from {module} import main; main()"
_GRACE = 1.0
"""Seconds of work after which its parent ends a child that should have ended itself, as Windows lets none."""


class Child:
    """The parent's side: a process that reads lines and replies with lines.

    ``module`` names the one of daready whose ``main`` the child runs; ``command`` starts another process instead.
    ``held`` is whether limits hold the child: copies are not marked without, evidence is read with its time alone.
    ``took`` is how many seconds it worked on its last job and then stood still, as far as they were seen.
    """

    def __init__(self, module: str, command: tuple[str, ...] = ()) -> None:
        import subprocess
        from queue import Queue
        from threading import Thread

        self._process = subprocess.Popen(
            command or _command_of(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a panicking parser may print what it was parsing
            text=True,
            encoding="ascii",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.held = _held_from_outside(self._process)
        self.took = 0.0
        self._lines: Queue[str] = Queue()
        # A thread reads, because on Windows a pipe cannot be waited for with a time limit.
        Thread(target=_pump, args=(self._process, self._lines), daemon=True).start()

    def send(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def receive(self, seconds: float, still: float = SECONDS_STILL) -> str:
        """Its next line, once it has come; EOFError when the child is dead.

        TimeoutError once it has worked for ``seconds``, on however busy a machine, or stood ``still`` for so many.
        """
        from queue import Empty

        from daready.evidence.meter import Meter

        meter, wait = Meter(self._process), LOOKED_EVERY / 16
        while True:
            try:
                line = self._lines.get(timeout=wait)
                break
            except Empty:
                meter.look(wait)
                self.took = meter.worked + meter.still
            if meter.worked >= seconds + _GRACE or meter.still >= still:
                raise TimeoutError
            wait = min(2 * wait, LOOKED_EVERY)
        if not line:
            raise TimeoutError if self._used_up else EOFError
        return line

    @property
    def _used_up(self) -> bool:
        """Whether it died of its own timer (``_give``)."""
        import signal

        return sys.platform != "win32" and self._process.returncode == -signal.SIGPROF

    def end(self) -> None:
        """Kill it, and wait for nothing: a large child takes its time to go."""
        self._process.kill()
        assert self._process.stdin is not None
        with suppress(OSError):  # what was still to be written has no reader any more
            self._process.stdin.close()


def _command_of(module: str) -> tuple[str, ...]:
    root = str(Path(__file__).resolve().parents[2])
    paths = [path for path in (*sys.path, root) if path]
    return (sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT.format(module=module), json.dumps(paths))


def _held_from_outside(process: subprocess.Popen[str]) -> bool:
    """Whether the child is held: on Windows by a job that its parent makes, elsewhere always, by itself."""
    if os.name != "nt":
        return True
    from daready.evidence.windows_job import hold

    return hold(int(getattr(process, "_handle")), MEMORY_BYTES)  # noqa: B009 - only Windows has it


def _pump(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    """The child's lines as they come; an empty one when it is dead, and how it died is known."""
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            lines.put(line)
    process.wait()
    lines.put("")


# -- the child's own side ------------------------------------------------------------------------------


def serve(answer: Callable[[Json], Json | str | None]) -> None:
    """Answer each message of the parent with a line, or with none; each job has its time. Does not return.

    A message may say how many ``seconds`` of work it has.
    """
    _limit()
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # nothing but replies reaches the parent, whatever a library prints
    for line in _lines():
        message: Json = json.loads(line)
        _give(message.get("seconds", SECONDS_A_FILE))
        reply = answer(message)
        _give(None)
        if reply is not None:
            out.write(json.dumps(reply) + "\n")
            out.flush()


def _lines() -> Iterator[str]:
    """The parent's lines. A thread waits for them, and ends the child once there is no parent, whatever is at work."""
    from queue import SimpleQueue
    from threading import Thread

    lines: SimpleQueue[str] = SimpleQueue()
    Thread(target=_listen, args=(lines,), daemon=True).start()
    while True:
        yield lines.get()


def _listen(lines: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


def _limit() -> None:
    """What holds for the child's whole life; where the system limits no memory, a watch is kept on it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (OSError, ValueError):  # as on a Mac, which has the number and not the limit
        from threading import Thread

        Thread(target=_watch_memory, daemon=True).start()


def _watch_memory() -> None:
    """End the child once it has held more memory than it may."""
    import resource
    import time

    unit = 1 if sys.platform == "darwin" else 1024
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MEMORY_BYTES:
        time.sleep(WATCHED_EVERY)
    os._exit(1)


def _give(seconds: float | None) -> None:
    """So many seconds of work for one job, all threads together; None once it is done.

    The system ends the child, even inside a parser that lets no other thread have its turn.
    """
    if sys.platform == "win32":  # there the parent ends it, and the job's limits
        return
    import signal

    signal.setitimer(signal.ITIMER_PROF, seconds or 0)
