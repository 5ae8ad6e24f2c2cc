"""Ledgers for the tests: made in a folder, filled with replies as the worker gives them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from daready.evidence.reply import FileReply, SheetReply
from daready.evidence.rows import CaseRows
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
    answers: Sequence[str],
    *,
    month: int | None = 24317,
    keys: Sequence[str | None] | None = None,
    questions: Sequence[str] | None = None,
) -> FileReply:
    """A worker's reply for one sheet of cases; ``answers`` are a string of outcomes a case."""
    count = len(answers)
    asked = questions or [f"Q0{n + 1}" for n in range(len(answers[0]) if answers else 0)]
    cases = CaseRows(
        questions=tuple(asked),
        outcomes="".join(answers),
        rows=tuple(range(2, 2 + count)),
        months=(month,) * count,
        days=(None,) * count,
        keys=tuple(keys or [f"{n:032x}" for n in range(count)]),
        auditors=(None,) * count,
        selections=("random",) * count,
        risk=("high",) * count,
        district=(None,) * count,
        made_safe=(None,) * count,
        numbers=((0, "Q28h", 3.5),) if count else (),
    )
    sheet = SheetReply("Audit", "case-audit", 1, rows_read=count, rows=cases, letters={"reference": "A"})
    return FileReply((sheet,))


def kept_load(ledger: Ledger, reply: FileReply, *, at: str = AT, sha256: str = "ab") -> int:
    """Keep a reply as a load, in one transaction."""
    sheets = kept.sheets_of(reply)
    said = kept.about_file(reply)
    facts = {"file": "June.csv", "sha256": sha256, "covers": [], "digests": digests_of(said, sheets)}
    with ledger.writing():
        number = chain.append(ledger.db, "load", at, WHO, facts)
        kept.keep(ledger.db, number, said, sheets)
    return number
