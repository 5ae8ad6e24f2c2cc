"""What an attack tells: one outcome for each try, and their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

Kind = Literal["survived", "lost", "leaked", "broke"]
"""``lost``: something that was kept or sent is gone without a word. ``leaked``: a planted word or number came out.
``broke``: a traceback, a code that is not promised, half an output, or more time than it may take.
"""


class Try(NamedTuple):
    """How one try ended, and for all but the survivors what happened."""

    kind: Kind = "survived"
    what: str = ""


Attack = Callable[[Random, Path], Iterator[Try]]
"""Tries without end, in a folder of its own; the same seed makes the same tries."""


class NotHere(Exception):
    """The attack needs what this machine has not got; the text says what."""


@dataclass
class Score:
    """The tries of one attack."""

    name: str
    ended: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def add(self, one: Try) -> None:
        self.ended[one.kind] += 1
        if one.kind != "survived":
            self.told.append(f"{one.kind}: {one.what}")

    @property
    def sound(self) -> bool:
        return self.ended["survived"] == self.ended.total()

    def __str__(self) -> str:
        ended = (f"{self.ended[kind]} {kind}" for kind in ("survived", "lost", "leaked", "broke"))
        return f"{self.name:<10} {self.ended.total():>7} tried, {', '.join(ended)}"
