"""Run attacks: ``python -m tests.attack [NAME…] [--seconds S] [--seed N]``; ends with 1 if anything was lost."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from random import Random

from tests.attack.score import NotHere, Score

ATTACKS = ("mutants", "archives", "paths", "planted", "kills", "flips", "disk", "together", "clock")


def run(name: str, seconds: float, seed: int, folder: Path) -> Score:
    """One attack for so many seconds; at least one try is made."""
    score = Score(name)
    end = time.monotonic() + seconds
    for one in import_module(f"tests.attack.{name}").attack(Random(seed), folder):
        score.add(one)
        if time.monotonic() > end:
            break
    return score


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    asked.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(ATTACKS)}; all if none is named"
    )
    asked.add_argument("--seconds", type=float, default=12.0, help="for each")
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    sound = True
    for name in given.names or ATTACKS:
        with tempfile.TemporaryDirectory(prefix="attack-") as folder:
            try:
                score = run(name, given.seconds, given.seed, Path(folder))
            except NotHere as lacking:
                print(f"{name:<10} not tried: {lacking}", flush=True)
                continue
        print(score, *score.told, sep="\n    ", flush=True)
        sound = sound and score.sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
