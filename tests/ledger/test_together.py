"""Several people at once: two who load, or one who loads while five assess; nothing lost, nothing twice, no fault."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from daready.ledger import upkeep
from daready.ledger.position import position
from daready.workspace.folder import LEDGER, create
from tests.command.run import Ran, daready, process
from tests.ledger.making import opened
from tests.ledger.sheets import audit

CASES = 20


def together(root: Path, seconds: float, *, loaders: int, readers: int) -> tuple[int, int]:
    """People in processes of their own, each again and again; gives how many loads and assessments there were."""
    create(root)
    shared = audit(root / "shared.csv", "June 2026", ["Yes"] * CASES)
    assert daready("load", shared, cwd=root).code == 0
    end = time.monotonic() + seconds
    runs: dict[str, list[Ran]] = {}

    def again(name: str, act: Callable[[str], Ran]) -> threading.Thread:
        def loop() -> None:
            number = 0
            while time.monotonic() < end:
                runs.setdefault(name, []).append(act(f"{name} {number}"))
                number += 1

        return threading.Thread(target=loop)

    def load(name: str) -> Ran:
        person, number = name.split()[-2:]
        first = (int(person) * 1000 + int(number) + 1) * 1000
        sheet = audit(root / f"{name}.csv", "June 2026", ["Yes"] * CASES, first=first)
        # Everybody sends the shared sheet again as well, which changes nothing.
        return process("load", sheet, shared, "--json", "-", cwd=root)

    def assess(name: str) -> Ran:
        return process("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root)

    people = [again(f"loader {n}", load) for n in range(loaders)]
    people += [again(f"reader {n}", assess) for n in range(readers)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    loads = [ran for name, made in runs.items() if name.startswith("loader") for ran in made]
    looks = [ran for name, made in runs.items() if name.startswith("reader") for ran in made]
    assert {ran.code for ran in (*loads, *looks)} == {0}
    assert all(not ran.err or "rollback journal" in ran.err for ran in (*loads, *looks))
    reported = {one["sha256"] for ran in loads for one in ran.json["loads"]}
    with opened(root / LEDGER) as ledger:
        upkeep.verify(ledger)
        with ledger.reading() as entries:
            kept = [load.sha256 for load in position(entries).live]
    assert sorted(kept) == sorted(reported)
    rows = [ran.json["account"]["rows_used"] for ran in looks]
    assert all(count % CASES == 0 for count in rows)
    whole = daready("assess", "--as-at", "2026-06-30", "--json", "-", cwd=root).json
    assert whole["account"]["rows_used"] == CASES * len(kept)
    assert len(kept) == len(loads) + 1
    return len(loads), len(looks)


def test_two_load_and_two_assess_for_a_moment(tmp_path: Path) -> None:
    loads, looks = together(tmp_path / "mine", 0.5, loaders=2, readers=2)
    assert loads >= 2
    assert looks >= 2


@pytest.mark.slow
@pytest.mark.parametrize(("loaders", "readers"), [(2, 0), (1, 5)])
def test_a_minute_of_many_people(tmp_path: Path, loaders: int, readers: int) -> None:
    loads, looks = together(tmp_path / "mine", 60, loaders=loaders, readers=readers)
    print(f"{loads} loads, {looks} assessments")
    assert loads >= 4  # on two busy cores a process may take seconds


@pytest.mark.slow
def test_a_minute_of_many_people_in_a_synchronised_folder(tmp_path: Path) -> None:
    """With a rollback journal: readers and writers wait for each other, and nothing is lost all the same."""
    root = tmp_path / "OneDrive" / "mine"
    root.parent.mkdir()
    together(root, 30, loaders=2, readers=2)
