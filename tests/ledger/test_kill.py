"""kill -9 while loading: what was reported is there in full, what was not is there in full or not at all."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from daready.ledger import upkeep
from daready.ledger.position import position
from daready.workspace.folder import LEDGER, create
from tests.command.run import TOP
from tests.ledger.making import AT, WHO, made, opened

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

CASES = 400
KILLS_A_LEDGER = 10


def somebody_writes(probe: sqlite3.Connection) -> bool:
    """Whether the ledger's write lock is held: a transaction is open."""
    try:
        probe.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    probe.execute("ROLLBACK")
    return False


def killed(root: Path, run: str, chance: random.Random, *, inside: bool) -> tuple[list[str], bool]:
    """Start a loader and kill it; gives the contents it reported as loaded, and whether a transaction was open."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.endless", str(root), run, str(CASES)],
        cwd=TOP,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    probe = sqlite3.connect(root / LEDGER, timeout=0, isolation_level=None)
    try:
        if inside:
            end = time.monotonic() + 30
            while not somebody_writes(probe) and time.monotonic() < end:
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.004))
        else:
            time.sleep(chance.uniform(0, 0.6))
        child.send_signal(signal.SIGSTOP)
        opened_then = somebody_writes(probe)
    finally:
        probe.close()
        child.kill()
    reported = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    return reported, opened_then


def kill_many(tmp_path: Path, *, inside: int, anywhere: int) -> tuple[int, int]:
    """Kill loaders; after each the ledger is proved. Returns how many died in an open transaction, of how many."""
    chance = random.Random(6)
    in_transaction = kills = 0
    root, reported = tmp_path, set[str]()
    while in_transaction < inside or kills < inside + anywhere:
        if kills % KILLS_A_LEDGER == 0:
            root, reported = tmp_path / str(kills), set()
            create(root)
            made(root)
        wanted = in_transaction < inside
        said, was_open = killed(root, f"run {kills}", chance, inside=wanted)
        kills += 1
        in_transaction += was_open
        reported |= set(said)
        with opened(root / LEDGER) as ledger:
            upkeep.verify(ledger)
            with ledger.reading() as entries:
                loads = position(entries).loads
                kept = {load.sha256 for load in loads}
                assert reported <= kept
                assert len(kept) == len(loads)
                [(cases,)] = ledger.db.execute("SELECT count(*) FROM cases")
                assert cases == CASES * len(loads)
        reported = kept
    return in_transaction, kills


def test_a_few_kills(tmp_path: Path) -> None:
    inside, kills = kill_many(tmp_path, inside=2, anywhere=1)
    assert (inside, kills) >= (2, 3)


@pytest.mark.slow
def test_two_hundred_kills_at_least_half_of_them_in_an_open_transaction(tmp_path: Path) -> None:
    inside, kills = kill_many(tmp_path, inside=110, anywhere=90)
    print(f"{kills} kills, {inside} of them in an open transaction")
    assert inside >= 100
    assert kills >= 200


def test_a_new_ledger_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Killed while it is being made, at any moment, the next one simply makes it."""
    words = (
        "import sys; from pathlib import Path; from daready.ledger.store import make_ledger; "
        f"print('ready', flush=True); make_ledger(Path(sys.argv[1]), at={AT!r}, who={WHO!r})"
    )
    chance = random.Random(7)
    for number in range(4):
        path = tmp_path / f"{number}.db"
        child = subprocess.Popen(
            [sys.executable, "-c", words, str(path)], cwd=TOP, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.02))
        child.kill()
        child.stdout.close()
        child.wait()
        if path.exists():
            with opened(path) as ledger:
                assert upkeep.verify(ledger) == (1, 0)
