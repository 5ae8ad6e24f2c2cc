"""The command as people run it, in this very process; or, where a test needs one, as a process of its own.

``daready`` calls the same function as the installed command and starts the same guarded child to read with. It saves
the start of Python and the import of everything, which was most of what a test of commands cost. ``process`` is for
what only a real one has: streams, kills, people at once; tests of boot and of imports start theirs by hand.
"""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daready import cli

TOP = Path(__file__).resolve().parent.parent.parent
YEAR = TOP / "evidence_samples" / "year"
CAMBRIDGESHIRE = TOP / "evidence_samples" / "cambridgeshire-2015"
DAYS = ("--as-at", "2026-06-30", "--inspection", "2026-09-28")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def daready(*words: object, cwd: Path, typed: str = "") -> Ran:
    """Run daready with these words in a folder; never a traceback. ``typed``: what is answered where it asks."""
    with _as_a_command(cwd, ["daready", *map(str, words)], typed) as (out, err):
        code = cli.main()
    return _checked(Ran(code, _text(out), _text(err)))


def process(*words: object, cwd: Path) -> Ran:
    """The same as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "daready", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return _checked(Ran(done.returncode, done.stdout, done.stderr))


@contextmanager
def _as_a_command(
    cwd: Path, words: list[str], typed: str
) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """What a process has to itself, given to a call and taken back: streams, words, folder, width, collector."""
    before = (Path.cwd(), sys.argv, sys.stdin, sys.stdout, sys.stderr, os.environ.get("COLUMNS"))
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    try:
        os.chdir(cwd)
        os.environ["COLUMNS"] = (
            "80"  # as where no terminal is; click would ask the terminal that pytest runs on
        )
        sys.argv, sys.stdin, sys.stdout, sys.stderr = (
            words,
            io.TextIOWrapper(io.BytesIO(typed.encode())),
            out,
            err,
        )
        yield out, err
    finally:
        folder, sys.argv, sys.stdin, sys.stdout, sys.stderr, columns = before
        os.chdir(folder)
        if columns is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = columns
        gc.enable()  # a command ends with its process and leaves the collector off


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def _checked(ran: Ran) -> Ran:
    assert "Traceback" not in ran.err, ran.err
    return ran


def colours(record: dict[str, Any]) -> dict[str, tuple[str, str | None, str | None]]:
    """Each criterion's colour, kind of amber and deciding note."""
    return {
        c["id"]: (c["colour"], c["amber"], c["notes"][0] if c["notes"] else None) for c in record["criteria"]
    }
