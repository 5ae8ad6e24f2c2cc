"""The command as people run it: a real child process in a folder of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def daready(*words: object, cwd: Path) -> Ran:
    """Run daready with these words in a folder; never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "daready", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def colours(record: dict[str, Any]) -> dict[str, tuple[str, str | None, str | None]]:
    """Each criterion's colour, kind of amber and deciding note."""
    return {
        c["id"]: (c["colour"], c["amber"], c["notes"][0] if c["notes"] else None) for c in record["criteria"]
    }
