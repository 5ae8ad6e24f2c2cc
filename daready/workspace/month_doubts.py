"""Whether the month of a new file may be a slip: the file says two, or that month has come and the next has not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from daready.evidence.model import Month
from daready.evidence.notices import notice_from, notice_of
from daready.ledger.position import Position, Scope, compared
from daready.ledger.recall import named

if TYPE_CHECKING:
    from daready.evidence.model import Notice
    from daready.evidence.settling.settle import File


def month_doubts(before: Position, file: File, covers: set[Scope], received: date) -> list[Notice]:
    """What gives cause to ask before a file is kept, by what was there before this run."""
    name = file.source.file
    disagree = [notice_from(one, name) for one in file.reply.notices if one.code == "period_disagrees"]
    return [*disagree, *_again(before, file, covers, received)]


def _again(before: Position, file: File, covers: set[Scope], received: date) -> Iterator[Notice]:
    """Last month's workbook filled in anew with its month left as it was: by the history of its form and districts."""
    forms = {sheet.form for sheet in file.reply.sheets if sheet.cases}
    own = {scope for scope in compared(covers) if scope[0] in forms}
    months = {month for _, month, _ in own}
    month = months.pop() if len(months) == 1 else None
    if month is None or Month.of(received).ordinal <= month + 1:
        return
    held = before.held

    def there(at: int) -> bool:
        return all((form, at, district) in held for form, _, district in own)

    if there(month - 1) and there(month) and not any((form, month + 1, of) in held for form, _, of in own):
        yield notice_of(
            "month_again",
            file.source.file,
            loads=named(load.id for load in before.live if own & load.covers),
            month=f"{Month.at(month).first:%B %Y}",
            later=f"{Month.at(month + 1).first:%B %Y}",
        )
