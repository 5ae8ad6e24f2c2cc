"""What failed once and is gone: what of it is open, which cases somebody means, and accounting for them (A15)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daready.ledger.accounts import Spot, account_for, accounts
from daready.ledger.faults import NotThere
from daready.ledger.removed import unsafe_in
from daready.ledger.safe import made_safe
from daready.messages.removal import MADE_SAFE
from daready.scoring.made_safe import RecordedSafe
from daready.workspace.compare import Books, safety_questions

if TYPE_CHECKING:
    from daready.evidence.model import Removed
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric

EVERYTHING = "all"
_ROW = re.compile(r"(?P<file>.+?):(?:(?P<sheet>.+)!)?(?P<row>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """Why something is gone, as it was said on the command line: a code of the list, by which role."""

    reason: str
    role: str
    note: str | None = None


def open_of(ledger: Ledger, rubric: Rubric, loads: Collection[int] | None = None) -> list[Removed]:
    """What is gone and not accounted for, of some loads or of all."""
    with ledger.reading() as entries:
        books = Books(ledger, entries, rubric, None)
        gone = books.evidence([*books.where.live]).removed
    return [one for one in gone if one.reason is None and (loads is None or one.load in loads)]


def still_unsafe(one: Removed) -> bool:
    """Whether nobody recorded that whoever was left unsafe by an answer that is gone was made safe."""
    return one.unsafe and one.safe_on is None


def spot_of(one: Removed) -> Spot:
    return one.load, one.place.sheet, one.place.row


def spots_of(gone: Iterable[Removed]) -> list[Spot]:
    """The cases of some answers, each once."""
    return [*dict.fromkeys(map(spot_of, gone))]


def named_by(
    ledger: Ledger, rubric: Rubric, cases: Sequence[str], reason: str, load: int | None
) -> list[Spot]:
    """The open cases that somebody means by FILE, FILE:ROW, FILE:SHEET!ROW or all. Raises NotThere for any that
    means none. To be safe a case may also be one that counts, so that its retention may end; but not by all.
    """
    gone = open_of(ledger, rubric)
    spots = {spot_of(one): one.place.file for one in gone if reason != MADE_SAFE or still_unsafe(one)}
    others = _waiting(ledger, rubric) if reason == MADE_SAFE else {}
    found: dict[Spot, None] = {}
    for case in cases:
        named = spots if case == EVERYTHING else spots | others
        meant = [
            spot for spot, file in named.items() if load in (None, spot[0]) and _is_meant(case, file, spot)
        ]
        if not meant:
            raise NotThere("nothing_open", cases=case)
        found |= dict.fromkeys(meant)
    return sorted(found)


def _is_meant(case: str, file: str, spot: Spot) -> bool:
    if case in (EVERYTHING, file):
        return True
    said = _ROW.fullmatch(case)
    if said is None or said["file"] != file or int(said["row"]) != spot[2]:
        return False
    return said["sheet"] in (None, spot[1])


def _waiting(ledger: Ledger, rubric: Rubric) -> dict[Spot, str]:
    """The cases of live loads that nothing says were made safe, each with its file."""
    with ledger.reading() as entries:
        books = Books(ledger, entries, rubric, None)
        safe = accounts(entries).safe
        recorded = RecordedSafe(made_safe(ledger, entries, books.where))
        waiting = unsafe_in(ledger, books.where, books.where.live, safety_questions(rubric), recorded)
    files = {load.id: load.file for load in books.where.loads}
    return {spot: files[spot[0]] for spot in waiting if spot not in safe}


def account(ledger: Ledger, spots: Sequence[Spot], given: Given, *, at: str, who: str) -> int:
    """Keep why some cases are gone; the entry's number."""
    return account_for(ledger, spots, given.reason, given.role, given.note, at=at, who=who)
