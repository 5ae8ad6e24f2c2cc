"""Two of everything at once, over one workspace: both end as promised, and what either kept is kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from daready.ledger.position import position
from daready.workspace.folder import LEDGER
from tests.attack import workspaces
from tests.attack.score import Try
from tests.command.run import process
from tests.ledger.making import opened


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    """Any two commands that write, often the same one twice."""
    sound = workspaces.made(folder / "sound")
    before = workspaces.entries_of(sound)
    while True:
        one = workspaces.chosen(chance)
        two = one if chance.random() < 0.4 else workspaces.chosen(chance)
        root = workspaces.copied(sound, folder / "mine")
        with ThreadPoolExecutor(2) as people:
            both = [people.submit(process, *words, cwd=root) for words in (one, two)]
            ran = [each.result() for each in both]
        told = f"{' '.join(one)} and {' '.join(two)}"
        fault = workspaces.harm(root, before)
        if fault is None and any("June.csv" in words and words[0] == "load" for words in (one, two)):
            with opened(root / LEDGER) as ledger, ledger.reading() as entries:
                names = [load.facts["file"] for load in position(entries).loads]
            fault = (
                None if names.count("June.csv") == 1 else f"June.csv is kept {names.count('June.csv')} times"
            )
        if fault:
            yield Try("lost", f"{told}: {fault}")
        elif not all(each.code in workspaces.PROMISED for each in ran):
            yield Try("broke", f"{told}: exit codes {[each.code for each in ran]}")
        else:
            yield Try()
