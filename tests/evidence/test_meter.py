"""A child's time is its own: what else the machine does takes none of it away, and standing still is not working."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from daready.evidence.guarded import Child
from daready.evidence.meter import Meter, processor_seconds

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="signals, and who tells what a process worked"
)
ROOT = Path(__file__).parents[2]
WORKS = """
import sys, time
for line in sys.stdin:
    until = time.process_time() + float(line)
    while time.process_time() < until: pass
    print("done", flush=True)
"""
SLEEPS = "import sys, time; sys.stdin.readline(); time.sleep(99)"


def child(script: str) -> Child:
    return Child("", (sys.executable, "-c", script))


def test_a_child_that_seldom_has_its_turn_has_all_its_time() -> None:
    """As on a busy laptop: of each quarter of a second it has a fifth, for far longer than its seconds are."""
    one, over = child(WORKS), Event()

    def hold_back() -> None:
        while not over.wait(0.05):
            os.kill(one._process.pid, signal.SIGSTOP)
            time.sleep(0.2)
            os.kill(one._process.pid, signal.SIGCONT)

    busy = Thread(target=hold_back)
    begun = time.monotonic()
    busy.start()
    try:
        one.send("0.5")
        assert one.receive(1, still=60) == "done\n"
    finally:
        over.set()
        busy.join()
        one.end()
    assert time.monotonic() - begun > 2 * 0.5


def test_a_child_that_works_for_ever_is_given_up_by_its_work_alone() -> None:
    one = child(WORKS)
    one.send("3600")
    with pytest.raises(TimeoutError):
        one.receive(0.2, still=3600)
    assert 0.2 <= one.took < 5
    one.end()


@pytest.mark.parametrize("script", [SLEEPS, WORKS], ids=["asleep", "stopped"])
def test_a_child_that_stands_still_is_given_up_though_it_worked_for_nothing(script: str) -> None:
    one = child(script)
    one.send("3600")
    time.sleep(1)
    if script is WORKS:
        os.kill(one._process.pid, signal.SIGSTOP)
    with pytest.raises(TimeoutError):
        one.receive(3600, still=1.5)
    one.end()


def test_waiting_is_counted_by_looks_and_any_work_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one = child(SLEEPS)
    told = [0.0]
    monkeypatch.setattr("daready.evidence.meter.processor_seconds", lambda _: told[0])
    meter = Meter(one._process)
    for worked, still in [(0.0, 1.0), (0.0, 2.0), (0.01, 0.0), (0.01, 1.0), (5.0, 0.0)]:
        told[0] = worked
        meter.look(1.0)
        assert (meter.worked, meter.still) == (worked, still)
    one.end()


def test_of_a_process_that_is_gone_nothing_is_told() -> None:
    one = child("")
    one._process.wait()
    assert processor_seconds(one._process) is None
    one.end()
