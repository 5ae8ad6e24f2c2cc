"""Rows of a month long past among new ones: too old to count only where months run in order or in blocks (A17)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from daready.evidence.cells.dates import month_of
from daready.evidence.cells.remarks import Remarks
from daready.evidence.grid.cell_text import letter
from daready.evidence.records.contesting import contest

Reply = dict[str, Any]


class _Entry(NamedTuple):
    """One row of cases with its month: in a reply, or among those of it that are contested already."""

    row: int
    month: int
    reply: int
    at: int
    contested: bool


def contest_old_months(replies: list[Reply], latest: int | None, after: int, remarks: Remarks) -> None:
    """Where months stand in no order, the rows of the old ones become contested, as of the sheet's own month.

    ``replies`` are those of the tables of one sheet, each with the month that its tab or title gives
    (``own_month``, taken out here). Old are months more than ``after`` back from the newest. Months after
    ``latest``, a day's ordinal, are told and left as they are.
    """
    stated = {reply.pop("own_month") for reply in replies if "own_month" in reply}
    forms = {reply["form"] for reply in replies if reply.get("kind") == "case"}
    for form in sorted(forms):
        entries = sorted(
            entry
            for at, reply in enumerate(replies)
            if reply["form"] == form
            for entry in _entries(at, reply)
        )
        past = [one for one in entries if latest is None or one.month <= month_of(date.fromordinal(latest))]
        newest = max((one.month for one in past), default=0)
        if all(newest - one.month <= after for one in past):
            continue
        old = [newest - one.month > after for one in past]
        if not _in_order(past, old, stated):
            own = _own_month([one.month for one, is_old in zip(past, old, strict=True) if not is_old], stated)
            _move(replies, [one for one, is_old in zip(past, old, strict=True) if is_old], own, remarks)


def _entries(reply: int, sheet: Reply) -> list[_Entry]:
    parts = [(sheet, False), (sheet.get("contested", {}), True)]
    return [
        _Entry(row, month, reply, at, contested)
        for part, contested in parts
        for at, (row, month) in enumerate(zip(part.get("rows", ()), part.get("months", ()), strict=True))
        if month is not None
    ]


def _in_order(entries: list[_Entry], old: list[bool], stated: set[int | None]) -> bool:
    """Whether the old rows are all at one end, or each month of the sheet is one block; one row alone is no block,
    nor is any old row part of a sheet that says that it is about the one month of all the others.
    """
    new = {one.month for one, is_old in zip(entries, old, strict=True) if not is_old}
    if sum(old) < 2 or (len(new) == 1 and new <= stated):
        return False
    blocks = [month for month, _ in groupby(one.month for one in entries)]
    return len([*groupby(old)]) == 2 or len(blocks) == len(set(blocks))


def _own_month(new: list[int], stated: set[int | None]) -> int:
    """The month that the tab or title gives, else that of most of the new rows."""
    known = stated & {*new}
    count = Counter(month for month in new if not known or month in known)
    return max(count, key=lambda month: (count[month], month))


def _move(replies: list[Reply], old: list[_Entry], own: int, remarks: Remarks) -> None:
    cells: list[str] = []
    for number, reply in enumerate(replies):
        mine = [one for one in old if one.reply == number]
        letters = reply.get("letters", {})
        column = next((letters[name] for name in ("audited_on", "month") if name in letters), letter(0))
        for one in mine:
            part = reply["contested"] if one.contested else reply
            part["months"][one.at], part["days"][one.at] = own, None
            if not one.contested:
                cells.append(f"{column}{one.row}")
        if places := {one.at for one in mine if not one.contested}:
            contest(reply, places, "month_out_of_order")
    if cells:
        remarks.say("month_out_of_order", cells=cells, count=len(cells))
