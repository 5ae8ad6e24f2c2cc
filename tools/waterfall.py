"""What one assessment of the shipped year spends its time on, step by step, as bars of text.

    python -m tools.waterfall

Steps are watched from outside, in a process of their own: no line of daready knows of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[1]
WIDE = 60
STEPS = (
    ("the rubric", "daready.cli.steps", "rubric_of"),
    ("reading", "daready.evidence.loader", "load"),
    ("  waiting for the reader", "daready.evidence.worker", "Worker.read"),
    ("  settling", "daready.evidence.loader", "settle"),
    ("judging", "daready.scoring.assess", "assess"),
    ("  districts", "daready.scoring.assess", "district_findings"),
    ("gaps", "daready.planning.gaps", "gaps"),
    ("the report's tables", "daready.report.tables", "report"),
    ("the workbook", "daready.report.workbook", "_drawn"),
)
"""What is shown, the module, and the function of it that does it; a step inside another is indented."""

_WATCHED = """
import atexit, functools, importlib, json, os, sys, time
zero = time.perf_counter()
steps = json.loads(sys.argv.pop(1))
told = {name: [] for name, _, _ in steps}
def watch(name, module, path):
    home = importlib.import_module(module)
    *outer, last = path.split(".")
    for each in outer:
        home = getattr(home, each, None)
    real = getattr(home, last, None)
    if real is None:
        return
    @functools.wraps(real)
    def timed(*words, **more):
        begun = time.perf_counter()
        try:
            return real(*words, **more)
        finally:
            told[name].append((begun - zero, time.perf_counter() - zero))
    setattr(home, last, timed)
begun = time.perf_counter()
from daready import cli
told["importing the command line"] = [(0, time.perf_counter() - zero)]
for step in steps:
    watch(*step)
ready = time.perf_counter()
cli.main()
told["all of it"] = [(ready - zero, time.perf_counter() - zero)]
sys.stderr.write(json.dumps(told))
"""


def spans(folder: Path) -> dict[str, list[tuple[float, float]]]:
    """By step: from when to when, in seconds from the start, each time it was done."""
    year = TOP / "evidence_samples" / "year"
    words = ["assess", str(year), "--as-at", "2026-06-30", "-o", str(folder / "gap.xlsx")]
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, json.dumps(STEPS), *words],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, list[tuple[float, float]]] = json.loads(
        done.stderr[done.stderr.rindex('{"the rubric"') :]
    )
    return told


def drawn(told: dict[str, list[tuple[float, float]]]) -> str:
    """A bar a step: where it stands in the whole, and how many milliseconds it took together."""
    (whole,) = told["all of it"]
    scale = WIDE / (whole[1] - whole[0])
    lines: list[str] = []
    for name, _, _ in STEPS:
        bar = [" "] * WIDE
        for begun, ended in told[name]:
            first = max(0, int((begun - whole[0]) * scale))
            for at in range(first, min(WIDE, max(first + 1, round((ended - whole[0]) * scale)))):
                bar[at] = "█"
        spent = sum(ended - begun for begun, ended in told[name])
        lines.append(f"{name:26}|{''.join(bar)}|{spent * 1000:6.0f} ms")
    lines.append(f"{'all of it':26}|{'█' * WIDE}|{(whole[1] - whole[0]) * 1000:6.0f} ms")
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(drawn(spans(Path(folder))))


if __name__ == "__main__":
    main()
