"""Who needs someone today, by the ledger: each case where it was loaded, found by its row or its reference (A2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.single_cells import reference_of
from daready.ledger.faults import NotThere
from daready.ledger.removed import unsafe_in
from daready.ledger.safe import Safe
from daready.scoring.made_safe import RecordedSafe
from daready.scoring.tally import unsafe_cases
from daready.workspace.compare import Books, safety_questions
from daready.workspace.removals import spot_of, still_unsafe

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, Month, Removed
    from daready.ledger.accounts import Spot
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric

_NAMED = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that needs someone today: where it was loaded, which safety questions it failed, when it was audited.

    ``file`` is its file as the lists show it, ``loaded_as`` the name it was loaded under; ``key`` is the keyed hash of
    its reference; ``day`` that of the audit, where the sheet says it.
    """

    spot: Spot
    file: str
    loaded_as: str
    key: str | None
    month: Month
    day: date | None
    high_risk: bool
    questions: tuple[str, ...]

    @property
    def sheet(self) -> str:
        return self.spot[1]

    @property
    def row(self) -> int:
        return self.spot[2]

    def __str__(self) -> str:
        return f"{self.file} › {self.sheet} › row {self.row}"

    def made_safe(self, on: date) -> Safe:
        """As it is recorded. Raises NotThere for a day before the audited month, which makes nobody safe."""
        if on < self.month.first:
            raise NotThere("safe_before_audit", case=self, on=on, month=self.month)
        return Safe(self.spot, self.questions, on)


def waiting(ledger: Ledger, rubric: Rubric, day: date) -> list[Waiting]:
    """Everybody who needs someone on a day, high risk first: of the sheets that count, and of what is gone (A15)."""
    with ledger.reading() as entries:
        books = Books(ledger, entries, rubric, None)
        return waiting_in(books, books.evidence([*books.where.live]), day)


def waiting_in(books: Books, evidence: Evidence, day: date) -> list[Waiting]:
    """The same within a view of the ledger; ``evidence`` is that of all loads that count."""
    found = [*_of_sheets(books, evidence, day), *_of_gone(books, evidence)]
    return sorted(found, key=lambda one: (not one.high_risk, one.file, one.sheet, one.row))


def _of_sheets(books: Books, evidence: Evidence, day: date) -> Iterator[Waiting]:
    sheets = (*evidence.contested, *evidence.cases)
    loads = {load.sha256: load for load in books.where.live}
    stood = {
        (sheet.source.file, sheet.sheet, row): (loads[sheet.source.sha256], key)
        for sheet in sheets
        for row, key in zip(sheet.cases.rows, sheet.cases.keys, strict=True)
    }
    safety = dict.fromkeys(safety_questions(books.rubric), ())
    for case in unsafe_cases(replace(evidence, removed=()), safety, day):
        load, key = stood[case.place]
        yield Waiting(
            spot=(load.id, case.place.sheet, case.place.row),
            file=case.place.file,
            loaded_as=load.file,
            key=key,
            month=case.month,
            day=case.day,
            high_risk=case.high_risk,
            questions=case.questions,
        )


def _of_gone(books: Books, evidence: Evidence) -> Iterator[Waiting]:
    gone: dict[Spot, list[Removed]] = {}
    for one in evidence.removed:
        if still_unsafe(one) and one.reason is None:
            gone.setdefault(spot_of(one), []).append(one)
    if not gone:
        return
    loads = [load for load in books.where.loads if load.id in {load for load, *_ in gone}]
    known = RecordedSafe(evidence.made_safe)
    stood = unsafe_in(books.ledger, books.where, loads, safety_questions(books.rubric), known)
    for spot, failed in gone.items():
        yield Waiting(
            spot=spot,
            file=f"{failed[0].place.file} (load {spot[0]})",
            loaded_as=failed[0].place.file,
            key=stood[spot].key,
            month=failed[0].month,
            day=None,
            high_risk=any(one.high_risk for one in failed),
            questions=tuple(dict.fromkeys(one.question for one in failed)),
        )


def of_file(cases: Sequence[Waiting], file: str, sheet: str | None) -> list[Waiting]:
    """The cases of a file, by the name that the lists show or that it was loaded under. Raises NotThere for none."""
    shown = [one for one in cases if one.file == file] or [one for one in cases if one.loaded_as == file]
    found = [one for one in shown if sheet in (None, one.sheet)]
    if not found:
        raise NotThere("nobody_waiting_there", file=file)
    return found


def at_row(cases: Sequence[Waiting], row: int) -> Waiting:
    """The case of a file's row. Raises NotThere where none waits there, or several do."""
    found = [one for one in cases if one.row == row]
    if not found:
        others = sorted({one.row for one in cases})
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        rows = ", ".join(map(str, others[:_NAMED]))
        raise NotThere("nobody_waiting_at_row", file=cases[0].file, row=row, rows=f"{rows}{more}")
    if len(found) > 1:
        raise NotThere("waiting_at_several", cases="; ".join(map(str, found)))
    return found[0]


def of_reference(cases: Sequence[Waiting], reference: str, key: bytes) -> Waiting:
    """The case of a reference, which is hashed here and kept nowhere. Raises NotThere where none waits."""
    folded = reference_of(reference)
    hashed = Memory(key, []).hashed(b"reference", folded) if folded else None
    found = [one for one in cases if hashed is not None and one.key == hashed]
    if not found:
        raise NotThere("nobody_waiting_of_reference", file=cases[0].file)
    return found[0]
