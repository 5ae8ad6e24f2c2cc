"""Rows of a month long past among new ones: too old to count only where months run in order or in blocks (A17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from daready.evidence.cells.dates import month_of
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import letter
from daready.evidence.reply import SheetReply
from daready.evidence.rows import CaseRows, Edits


class _Entry(NamedTuple):
    """One row of cases with its month: in a reply, or among those of it that are contested already."""

    row: int
    month: int
    reply: int
    at: int
    contested: bool


def contest_old_months(
    replies: Sequence[SheetReply], stated: set[int], latest: int | None, after: int, remarks: Remarks
) -> list[SheetReply]:
    """Where months stand in no order, the rows of the old ones become contested, as of the sheet's own month.

    ``replies`` are those of the tables of one sheet, ``stated`` the months that its tab or titles give. Old are months
    more than ``after`` back from the newest. Months after ``latest``, a day's ordinal, are told and left as they are.
    """
    told = [*replies]
    forms = {reply.form for reply in replies if reply.form is not None and reply.kind == "case"}
    for form in sorted(forms):
        entries = sorted(
            entry for at, reply in enumerate(told) if reply.form == form for entry in _entries(at, reply)
        )
        past = [one for one in entries if latest is None or one.month <= month_of(date.fromordinal(latest))]
        newest = max((one.month for one in past), default=0)
        if all(newest - one.month <= after for one in past):
            continue
        old = [newest - one.month > after for one in past]
        if not _in_order(past, old, stated):
            own = _own_month([one.month for one, is_old in zip(past, old, strict=True) if not is_old], stated)
            told = _moved(told, [one for one, is_old in zip(past, old, strict=True) if is_old], own, remarks)
    return told


def _entries(reply: int, sheet: SheetReply) -> list[_Entry]:
    return [
        _Entry(row, month, reply, at, contested)
        for part, contested in ((sheet.cases, False), (sheet.contested, True))
        for at, (row, month) in enumerate(zip(part.rows, part.months, strict=True))
        if month is not None
    ]


def _in_order(entries: list[_Entry], old: list[bool], stated: set[int]) -> bool:
    """Whether the old rows are all at one end, or each month of the sheet is one block; one row alone is no block,
    nor is any old row part of a sheet that says that it is about the one month of all the others.
    """
    new = {one.month for one, is_old in zip(entries, old, strict=True) if not is_old}
    if sum(old) < 2 or (len(new) == 1 and new <= stated):
        return False
    blocks = [month for month, _ in groupby(one.month for one in entries)]
    return len([*groupby(old)]) == 2 or len(blocks) == len(set(blocks))


def _own_month(new: list[int], stated: set[int]) -> int:
    """The month that the tab or title gives, else that of most of the new rows."""
    known = stated & {*new}
    count = Counter(month for month in new if not known or month in known)
    return max(count, key=lambda month: (count[month], month))


def _moved(
    replies: Sequence[SheetReply], old: Sequence[_Entry], own: int, remarks: Remarks
) -> list[SheetReply]:
    cells: list[str] = []
    moved: list[SheetReply] = []
    for number, reply in enumerate(replies):
        mine = [one for one in old if one.reply == number]
        letters = reply.letters
        column = next((letters[name] for name in ("audited_on", "month") if name in letters), letter(0))
        counted = [one for one in mine if not one.contested]
        cells += [f"{column}{one.row}" for one in counted]
        changed = replace(
            reply,
            rows=_of_month(own, reply.cases, counted) if counted else reply.rows,
            contested=_of_month(own, reply.contested, [one for one in mine if one.contested]),
        )
        moved.append(
            changed.contest({one.at for one in counted}, "month_out_of_order") if counted else changed
        )
    if cells:
        remarks.say("month_out_of_order", cells=cells, count=len(cells))
    return moved


def _of_month(own: int, cases: CaseRows, entries: Sequence[_Entry]) -> CaseRows:
    """The same cases, some of them in the sheet's own month."""
    moved: Edits = {one.at: {"months": own, "days": None} for one in entries}
    return cases.with_facts(moved)
