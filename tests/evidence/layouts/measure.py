"""How good proposals are: over a key, how often the first is acceptable, one of three, and what is ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Measure:
    """Counts over questions that have a counterpart, and whatever stood ready and should not."""

    asked: int = 0
    first: int = 0
    in_three: int = 0
    ready: int = 0
    wrong: list[str] = field(default_factory=list[str])

    def add(
        self, text: str, proposals: Iterable[dict[str, Any]], ids: Iterable[str], yes_is_bad: bool
    ) -> None:
        """One question as adopt proposes it, with the ids that are acceptable for it."""
        ids = {f"case-audit/{name}" for name in ids}
        proposals = list(proposals)
        named = [one["question"] for one in proposals]
        if ids:
            self.asked += 1
            self.first += named[:1] != [] and named[0] in ids
            self.in_three += not ids.isdisjoint(named[:3])
        ready = [one["question"] for one in proposals if one["ready"]]
        self.ready += len(ready)
        self.wrong += [f"{text}: {name}" for name in ready if name not in ids or yes_is_bad]

    def __str__(self) -> str:
        return (
            f"{self.asked} questions, first {self.first / self.asked:.0%}, one of three "
            f"{self.in_three / self.asked:.0%}, {self.ready} ready, {len(self.wrong)} of them wrong"
        )
