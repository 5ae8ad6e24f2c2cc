"""Mutated workbooks of every format, read in the guarded child: each ends in an account or a notice, in its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from daready.evidence.brief import Brief
from daready.evidence.loader import load
from daready.evidence.worker import Worker
from daready.rubric.library import load_rubric
from tests.attack.score import Try
from tests.attack.structures import mutant
from tests.evidence import fuzz


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """Half of the mutants change bytes or parts as they come, half the records and cells that a format is made of."""
    rubric, originals = load_rubric(), fuzz.samples(folder)
    with Worker(seconds=fuzz.SECONDS) as worker:
        while True:
            number = chance.randrange(1 << 40)
            own = Random(number)
            suffix = own.choice([*originals])
            data = own.choice(originals[suffix])
            made = mutant(data, suffix, own) if own.random() < 0.5 else None
            path = folder / f"Audit {number}{suffix}"
            path.write_bytes(fuzz.mutated(data, own) if made is None else made)
            start = time.monotonic()
            evidence = load(worker, [path], rubric, Brief(b"k" * 16))
            fault = fuzz.faults(evidence, time.monotonic() - start)
            if fault is None:
                path.unlink()
                yield Try()
            else:
                yield Try("lost" if "rows" in fault or "nothing" in fault else "broke", f"{path}: {fault}")
