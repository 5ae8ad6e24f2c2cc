"""A workspace to attack, and what must hold of it afterwards: the ledger proves, each output is whole or not there."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from random import Random

from daready.ledger import upkeep
from daready.ledger.faults import LedgerFault
from daready.workspace.folder import LEDGER, create
from tests.command.run import daready
from tests.evidence.drawn import book
from tests.ledger.making import opened
from tests.ledger.sheets import QUESTION, audit

CASES = 40
AS_AT = ("--as-at", "2026-06-30")
PROMISED = frozenset({0, 1, 2, 3, 10, 11, 12, 13, 130})
WRITING: tuple[tuple[str, ...], ...] = (
    ("load", "June.csv"),
    ("load", "June.csv", "July.csv"),
    ("load", "May again.csv", "--replaces"),
    ("withdraw", "2", "--why", "sent twice", "--reason", "wrong_sheet", "--role", "head of audit"),
    ("undo", "--reason", "wrong_sheet", "--role", "head of audit"),
    ("assess", *AS_AT, "-o", "gap.xlsx", "--annex", "annex.xlsx", "--json", "a.json", "--page", "p.html"),
    ("assess", *AS_AT, "--sign-off", "June"),
    ("assess", *AS_AT, "--partner", "partner.xlsx"),
    ("paper", *AS_AT, "-o", "paper.docx"),
    ("backup", "copy.db", "--key", "copy.key"),
    ("export", "out"),
    ("purge", "--before", "2026-05-01", "--yes"),
    ("check", "odd.xlsx", "-m", "mapping.xlsx"),
    ("check", "odd.xlsx", "--marked", "back"),
    ("template", "case-audit", "-o", "blank.xlsx"),
)
"""Every kind of command that writes, over the workspace of ``made``."""


def made(root: Path) -> Path:
    """A workspace with two months loaded, and sheets that are still to come."""
    create(root)
    for number, month in enumerate(("April", "May", "June", "July")):
        audit(root / f"{month}.csv", f"{month} 2026", ["Yes"] * (CASES - 5) + ["No"] * 5, first=number * 1000)
    audit(root / "May again.csv", "May 2026", ["Yes"] * CASES, first=1000)
    odd = f"Case reference | Month | {QUESTION} | Was it done?\nNM/1 | May 2026 | yess | Fine\nNM/2 | May 2026 | No |"
    book(root / "odd.xlsx", Audit=odd)
    assert daready("load", "April.csv", "May.csv", cwd=root).code == 0
    return root


def copied(sound: Path, root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    return Path(shutil.copytree(sound, root))


def chosen(chance: Random) -> tuple[str, ...]:
    return chance.choice(WRITING)


def entries_of(root: Path) -> list[str]:
    """The fingerprint of each entry of the ledger, each proved. Raises LedgerFault."""
    with opened(root / LEDGER) as ledger:
        upkeep.verify(ledger)
        with ledger.reading() as entries:
            return [entry.hash for entry in entries]


def harm(root: Path, before: list[str]) -> str | None:
    """What is lost or half written, or None. ``before``: the entries that were there."""
    try:
        after = entries_of(root)
    except LedgerFault as fault:
        return f"the ledger does not prove: {fault}"
    if after[: len(before)] != before:
        return "entries of the ledger are gone"
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(".daready-") and (what := _half(path)):
            return f"{path.relative_to(root)} {what}"
    return None


def _half(path: Path) -> str | None:
    """What shows that a file was cut off while it was written."""
    if not path.stat().st_size:
        return "is empty"
    try:
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as packed:
                return "is damaged" if packed.testzip() else None
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        if path.suffix == ".html" and not path.read_text(encoding="utf-8").rstrip().endswith("</html>"):
            return "has no end"
        if path.name == "copy.db":
            with opened(path) as ledger:
                upkeep.verify(ledger)
    except (zipfile.BadZipFile, ValueError, LedgerFault) as fault:
        return f"is half written: {type(fault).__name__}"
    return None
