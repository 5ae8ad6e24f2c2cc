"""Adoptions as entries: who said what a form of the force means, and what that changed of an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from daready.ledger import chain

if TYPE_CHECKING:
    from daready.ledger.store import Ledger

Changed = tuple[str, str, str, str]
"""A question, what of it changed, what it was and what it is now."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """One adoption of a form; ``questions`` by what they are, ``changed`` since it was adopted before."""

    entry: int
    form: str
    role: str
    made: date
    questions: int
    turned: int
    changed: tuple[Changed, ...]


def adoptions(entries: Iterable[chain.Entry]) -> list[Adoption]:
    """Every adoption, in the order they were written."""
    return [
        Adoption(
            entry.id,
            entry.facts["form"],
            entry.facts["role"],
            date.fromisoformat(entry.at[:10]),
            entry.facts["questions"],
            entry.facts["turned"],
            tuple((q, name, was, now) for q, name, was, now in entry.facts["changed"]),
        )
        for entry in entries
        if entry.kind == "adoption"
    ]


def add(
    ledger: Ledger,
    form: str,
    *,
    role: str,
    fingerprint: str,
    questions: int,
    turned: int,
    changed: Sequence[Changed],
    at: str,
    who: str,
) -> int:
    """Add an adoption; its entry's number. ``fingerprint`` is of the form's file, ``turned`` how many yes are bad."""
    facts: chain.Facts = {
        "form": form,
        "role": role,
        "fingerprint": fingerprint,
        "questions": questions,
        "turned": turned,
        "changed": [[*one] for one in changed],
    }
    with ledger.writing():
        return chain.append(ledger.db, "adoption", at, who, facts)
