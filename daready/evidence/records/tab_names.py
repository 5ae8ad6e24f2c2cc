"""What a tab's name says about its rows: a month, perhaps with its year elsewhere, or a district."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from daready.evidence.cells.dates import bare_month, find_period, read_period, without_period, year_of
from daready.evidence.cells.known_forms import KnownForm
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.safe_names import Namer
from daready.evidence.cells.single_cells import read_label
from daready.evidence.reply import SheetReply
from daready.evidence.rows import CaseRows, FigureRow, RecordRows
from daready.rubric.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_NO_PLACE = frozenset(
    {
        *("sheet", "tab", "table", "page", "part", "list", "register", "log", "data", "raw", "export"),
        *("audit", "audits", "case", "cases", "return", "returns", "form", "forms", "sample", "dip"),
        *("check", "checks", "review", "reviews", "panel", "scrutiny", "group", "performance", "figures"),
        *("measures", "results", "result", "total", "totals", "summary", "all", "blank", "template"),
        *("copy", "of", "the", "new", "old", "final", "draft", "recovered"),
        *("da", "dv", "domestic", "abuse", "month", "monthly", "quarter", "year", "week", "wk", "q", "fy"),
    }
)
"""Words that name a sheet's contents and never a place."""


def month_of_tab(tab: str, around: Iterable[str]) -> int | None:
    """The month a tab is named after; a bare "Apr" takes its year from what stands around, if that is one."""
    said = read_period(tab) or find_period(tab, name=True)
    bare = bare_month(tab)
    return year_of(bare, around) if said is None and bare is not None else said


def district_of_tab(tab: str) -> str | None:
    """The place a tab is named after: what is left beside a month, unless it only says what a sheet is."""
    left = without_period(tab).strip(" -_,()")
    words = [word for word in _WORD.findall(fold(left)) if bare_month(word) is None]
    return read_label(left) if words and not _NO_PLACE.issuperset(words) else None


def name_districts(
    replies: Sequence[SheetReply], forms: dict[str, KnownForm], remarks: Sequence[Remarks], namer: Namer
) -> list[SheetReply]:
    """A tab a district: where a form knows districts and none of its sheets says one, the tabs do.

    Only where two or more tabs of one form are named after places, and after nobody; it is told for each.
    """
    named = [*replies]
    for name, form in forms.items():
        own = [reply for reply in replies if reply.form == name]
        if "district" not in {*form.columns, *form.facts} or any(map(_says_district, own)):
            continue
        places = {reply.sheet: district_of_tab(reply.sheet) for reply in own}
        known = {tab: place for tab, place in places.items() if place and namer.names_place(place)}
        if len(known) < 2 or len(set(known.values())) < 2:
            continue
        named = [_put(reply, known.get(reply.sheet)) if reply.form == name else reply for reply in named]
        for one in remarks:
            if one.sheet in known:
                one.say("district_from_tab")
    return named


def _says_district(reply: SheetReply) -> bool:
    told = (*reply.cases.district, *(one.district for one in reply.records if isinstance(one, FigureRow)))
    return "district" in reply.letters or any(value is not None for value in told)


def _put(reply: SheetReply, place: str | None) -> SheetReply:
    rows = reply.rows
    if isinstance(rows, CaseRows):
        return replace(reply, rows=replace(rows, district=(place,) * len(rows)))
    if isinstance(rows, RecordRows):
        records = [
            one._replace(district=place, district_key=place or reply.sheet)
            if isinstance(one, FigureRow)
            else one
            for one in rows.records
        ]
        return replace(reply, rows=replace(rows, records=tuple(records)))
    return reply
