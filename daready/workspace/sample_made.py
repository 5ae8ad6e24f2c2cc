"""A planned sample made: the cases drawn from a list, the draw kept in the ledger, and the workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from daready.ledger.draws import record
from daready.report.next_sample import allocation_told, chances_told, drawn_told, kind_told, settles_told
from daready.workspace.draw import draw
from daready.workspace.sample import batches_of, twice_of

if TYPE_CHECKING:
    from daready.evidence.model import Month
    from daready.ledger.store import Ledger
    from daready.rubric.model import Rubric
    from daready.workspace.case_list import CaseList
    from daready.workspace.draw import Drawn
    from daready.workspace.sample import Planned

_SHOWN = 16
"""Letters of a list's fingerprint that are shown."""


@dataclass(frozen=True, slots=True)
class FromList:
    """The cases of a list that were drawn, and how, in sentences."""

    listed: CaseList
    drawn: Drawn
    told: tuple[str, ...]


def planned_told(planned: Planned) -> Iterator[str]:
    """How many cases of which kind, what they would settle, and how likely."""
    yield from allocation_told(planned.sample, planned.form)
    yield from settles_told(planned.sample)
    yield from (f"  {line}" for line in chances_told(planned.sample))


def draw_kept(
    ledger: Ledger, planned: Planned, listed: CaseList, seed: int, *, on: date, at: str, who: str
) -> FromList:
    """Draw, and keep the draw before anybody can see it."""
    drawn = draw(listed, planned.sample, seed)
    cases = {
        kind_told(kind, planned.form): len(taken)
        for kind, taken in zip(planned.sample.kinds, drawn.cases, strict=True)
    }
    _, before = record(ledger, listed.fingerprint, seed, of=len(listed.cases), cases=cases, at=at, who=who)
    told = drawn_told(
        on=on,
        seed=seed,
        fingerprint=listed.fingerprint[:_SHOWN],
        before=before,
        of=len(listed.cases),
        again=listed.again,
        unnamed=listed.unnamed,
    )
    return FromList(listed, drawn, tuple(told))


def write_planned(
    rubric: Rubric,
    planned: Planned,
    target: Path,
    *,
    month: Month | None,
    auditors: int,
    found: FromList | None = None,
) -> None:
    """Write the workbook to fill in: with the cases that were drawn, or room for as many as are planned."""
    from daready.workbooks_out.sample_workbook import write_sample
    from daready.workbooks_out.template import Wanted

    listed, drawn = (found.listed, found.drawn) if found else (None, None)
    write_sample(
        rubric,
        planned.form,
        Wanted(items=planned.asks, month=month),
        batches_of(planned, listed, drawn, auditors),
        twice_of(planned, drawn, auditors),
        [*(found.told if found else ()), *planned_told(planned)],
        target,
    )
