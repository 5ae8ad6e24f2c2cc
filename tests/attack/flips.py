"""One bit of a ledger turned, anywhere: it is found, or changes nothing; it never gives another position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from daready.workspace.folder import LEDGER
from tests.attack.score import Try
from tests.attack.workspaces import made
from tests.ledger.test_harm import anywhere


def attack(chance: Random, folder: Path) -> Iterator[Try]:
    root = made(folder / "mine")
    size = (root / LEDGER).stat().st_size
    while True:
        wrong = anywhere(root, [chance.randrange(size)])
        yield Try("lost", wrong[0]) if wrong else Try()
