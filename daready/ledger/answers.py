"""Answers to published reports as entries: which step was taken on which day, added and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain
from daready.ledger.taken_back import standing

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

ANSWER = "answer"


def recorded(entries: Iterable[chain.Entry]) -> dict[str, dict[str, date]]:
    """By report: the steps that were taken, each with the day said last."""
    found: dict[str, dict[str, date]] = {}
    for entry in standing(entries, ANSWER):
        facts = entry.facts
        found.setdefault(facts["report"], {})[facts["step"]] = date.fromisoformat(facts["on"])
    return found


def record(ledger: Ledger, report: str, step: str, on: date, role: str, *, at: str, who: str) -> int:
    """Add that a step was taken; its entry's number."""
    facts: chain.Facts = {"report": report, "step": step, "on": on.isoformat(), "role": role}
    with ledger.writing():
        return chain.append(ledger.db, ANSWER, at, who, facts)
