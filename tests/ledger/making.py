"""Ledgers for the tests: made in a folder, filled with replies as the worker gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from daready.ledger import chain, kept
from daready.ledger.proof import digests_of
from daready.ledger.store import Ledger, make_ledger, open_ledger

AT, WHO = "2026-07-02T10:00:00+01:00", "a sergeant"


def made(folder: Path) -> Path:
    path = folder / "ledger.db"
    make_ledger(path, at=AT, who=WHO)
    return path


def opened(path: Path, **more: Any) -> Ledger:
    return open_ledger(path, at=AT, who=WHO, **more)


def case_reply(
    answers: list[str], *, month: int | None = 24317, keys: list[str | None] | None = None
) -> dict[str, Any]:
    """A worker's reply for one sheet of cases; ``answers`` are a string of outcomes a case."""
    count = len(answers)
    return {
        "sheets": [
            {
                "sheet": "Audit",
                "form": "case-audit",
                "header_row": 1,
                "rows_read": count,
                "set_aside": {},
                "kind": "case",
                "questions": [f"Q0{n + 1}" for n in range(len(answers[0]) if answers else 0)],
                "outcomes": "".join(answers),
                "columns": {},
                "letters": {"reference": "A"},
                "rows": list(range(2, 2 + count)),
                "months": [month] * count,
                "days": [None] * count,
                "keys": keys or [f"{n:032x}" for n in range(count)],
                "auditors": [None] * count,
                "numbers": [[0, "Q28h", 3.5]] if count else [],
                "selections": ["random"] * count,
                "risk": ["high"] * count,
                "district": [None] * count,
                "made_safe": [None] * count,
                "population": None,
            }
        ],
        "notices": [],
    }


def kept_load(ledger: Ledger, reply: dict[str, Any], *, at: str = AT, sha256: str = "ab") -> int:
    """Keep a reply as a load, in one transaction."""
    sheets = kept.sheets_of(reply)
    said = kept.about_file(reply)
    facts = {"file": "June.csv", "sha256": sha256, "covers": [], "digests": digests_of(said, sheets)}
    with ledger.writing():
        number = chain.append(ledger.db, "load", at, WHO, facts)
        kept.keep(ledger.db, number, said, sheets)
    return number
