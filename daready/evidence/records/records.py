"""Rows of totals, figures, documents and judgements become records, or are set aside with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from daready.evidence.cells.known_forms import ESSENTIAL
from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.personal_details import looks_personal
from daready.evidence.cells.single_cells import read_count, read_number
from daready.evidence.grid.cell_text import Odd, is_blank, near_heading, quote_heading, text_of
from daready.evidence.limits import HEADING_RATIO
from daready.evidence.records import other_areas, their_codes
from daready.evidence.records.columns import Sheet
from daready.evidence.records.labels import districts, label_keys
from daready.evidence.records.month_columns import Doubts, read_monthly
from daready.evidence.records.printed_once import fill_down
from daready.evidence.records.row_months import outer_period, row_months
from daready.evidence.rows import DocumentRow, FigureRow, JudgementRow, Record, RecordRows
from daready.rubric.words import fold_heading

Aside = dict[str, list[int]]


class Unused(NamedTuple):
    """Why a row cannot be used, the month it is about where that is known, and the column that shows it."""

    reason: str
    month: int | None = None
    shown_by: str | None = None


_Reader = Callable[[Sheet, Sequence[str], str, str], list[Record | Unused]]
"""A kind's rows, of a sheet, each row's item, the tab and the file."""


def read_records(
    sheet: Sheet, tab: str, file: str, vocabulary: frozenset[str], labels: LabelWords
) -> tuple[RecordRows, Doubts, Aside]:
    """The records of one table, what is in doubt, and the rows set aside by reason."""
    form = sheet.table.form
    if form.counts:
        fill_down(sheet)
    theirs, doubted = their_codes.set_apart(sheet)
    others = other_areas.set_apart(sheet, labels, tab) if form.counts else []
    if sheet.table.months:
        figures, unsure, apart = read_monthly(sheet, tab, file)
        found = RecordRows(form.row, figures), unsure, apart
    else:
        found = _by_rows(sheet, tab, file, vocabulary)
    if others:
        found[2]["not_this_force"] = others
    if theirs:
        found[2]["codes_of_another_list"] = theirs
        found = found[0], (*found[1], *((item, None) for item in doubted)), found[2]
    return _without_strange_areas(sheet, found, labels) if form.counts else found


def _without_strange_areas(
    sheet: Sheet, found: tuple[RecordRows, Doubts, Aside], labels: LabelWords
) -> tuple[RecordRows, Doubts, Aside]:
    """What is hardly a district is not used, and leaves its item in doubt; a proved sum of the others leaves none."""
    rows, doubts, aside = found
    figures = [one for one in rows.records if isinstance(one, FigureRow)]
    strange = other_areas.strange(sheet, figures, labels)
    if not strange:
        return found
    left = [one for reason in strange.values() for one in reason]
    kept = tuple([one for one in figures if one not in left])
    used = {row for one in kept for row in one.rows or (one.row,)}
    for reason, those in strange.items():
        numbers = {row for one in those for row in one.rows or (one.row,)} - used
        aside = {**aside, reason: sorted(row - 1 for row in numbers)}
    unsure = [(one.item, one.month) for one in left if one not in strange.get("sum_of_districts", ())]
    return RecordRows(rows.kind, kept), (*doubts, *unsure), aside


def _by_rows(
    sheet: Sheet, tab: str, file: str, vocabulary: frozenset[str]
) -> tuple[RecordRows, Doubts, Aside]:
    """A record a row."""
    form = sheet.table.form
    readers: dict[str, _Reader] = {
        "totals": _figures,
        "figure": _figures,
        "document": _documents,
        "judgement": _judgements,
    }
    missing = [name for name in ESSENTIAL[form.row] if name not in sheet.table.at]
    for name in missing:
        if name not in form.required:  # those the layout has told already
            sheet.remarks.say(
                "column_missing",
                cell=f"A{sheet.table.header + 1}",
                expected=form.shown.get(name, name),
                instead="",
            )
    aside: Aside = {"column_missing": list(sheet.used)} if missing and sheet.used else {}
    records: list[Record] = []
    doubts: list[tuple[str, int | None]] = []
    if not missing:
        items = _items(sheet, vocabulary)
        names = [item if isinstance(item, str) else "" for item in items]
        said = [sheet.values(name) or [] for name in ESSENTIAL[form.row][1:]]
        for n, found in enumerate(readers[form.row](sheet, names, tab, file)):
            item = items[n]
            if isinstance(item, Unused):
                aside.setdefault(item.reason, []).append(sheet.used[n])
            elif isinstance(found, Unused):
                aside.setdefault(found.reason, []).append(sheet.used[n])
                if found.shown_by:
                    sheet.shows(found.reason, sheet.used[n], found.shown_by)
                if not all(is_blank(values[n]) for values in said):
                    doubts.append((item, found.month))
            else:
                records.append(found)
                if isinstance(found, DocumentRow) and found.doubted:
                    doubts.append((item, None))
    return RecordRows(form.row, tuple(records)), tuple(doubts), aside


def _items(sheet: Sheet, vocabulary: frozenset[str]) -> list[str | Unused]:
    """The full line name each row is about, or the reason why it is about none."""
    form = sheet.table.form
    code = form.code_column or ""
    found: list[str | Unused] = []
    for n, value in enumerate(sheet.values(code) or []):
        known = form.items.get(fold_heading(text_of(value)))
        if known:
            found.append(known[0])
        elif is_blank(value) or isinstance(value, Odd):
            found.append(Unused("essentials_missing"))
        else:
            found.append(Unused("item_not_known"))
            nearest, score = near_heading(text_of(value), form.items)
            near = nearest is not None and score >= HEADING_RATIO
            quote = quote_heading(text_of(value), vocabulary, score)
            if looks_personal(value) and not quote:
                sheet.warn_of_persons(code, [n])
            sheet.remarks.say(
                "item_not_known",
                cell=sheet.table.cell(code, sheet.used[n]),
                found=quote,
                quoted=f'"{quote}"' if quote else f"a text of {len(text_of(value))} letters",
                hint=f" Did you mean {form.items[nearest][1]}?" if near and nearest else "",
            )
    return found


def _figures(sheet: Sheet, items: Sequence[str], tab: str, file: str) -> list[Record | Unused]:
    """Numerator over denominator, whole, not negative and not above it, for a known month.

    A ratio of unlike things may be above 1; a count stands alone, with nought for its denominator.
    """
    upper, lower = ("met", "looked_at") if sheet.table.form.row == "totals" else ("numerator", "denominator")
    months = row_months(sheet, None, outer_period(sheet, tab, file), ("month",))
    lengths = sheet.lengths("month")
    named, district_keys = districts(sheet), label_keys(sheet, "district")
    chosen = sheet.choices("selection")
    written = sheet.values("selection") or []
    told = sheet.fact("selection")
    if told is None and "selection" in sheet.table.facts:
        told = "not_stated"
    populations = _populations(sheet)
    found: list[Record | Unused] = []
    worded: dict[str, list[int]] = {}
    units = _units(sheet)
    pairs = zip(sheet.values(upper) or [], sheet.values(lower) or [], strict=True)
    for n, (above, below) in enumerate(pairs):
        counted = units[n] == "count"
        numbers = _whole(above), 0 if counted else _whole(below)
        said = bool(written) and not is_blank(written[n])
        if is_blank(above) or (is_blank(below) and not counted):
            found.append(Unused("essentials_missing", months[n], upper if is_blank(above) else lower))
        elif strange := [
            name
            for name, value in ((upper, above), (lower, below))
            if read_number(value) is None and not (counted and name == lower)
        ]:
            for name in strange:
                worded.setdefault(name, []).append(n)
            found.append(Unused("essentials_missing", months[n], strange[0]))
        elif numbers[0] is None or numbers[1] is None or (units[n] == "percent" and numbers[0] > numbers[1]):
            found.append(
                Unused(
                    "numbers_do_not_fit",
                    months[n],
                    lower if numbers[0] is not None and numbers[1] is None else upper,
                )
            )
        elif (month := months[n]) is None:
            found.append(Unused("undated"))
        else:
            found.append(
                FigureRow(
                    row=sheet.used[n] + 1,
                    item=items[n],
                    month=month,
                    length=lengths[n],
                    numerator=numbers[0],
                    denominator=numbers[1],
                    district=named[n] if district_keys[n] else None,
                    district_key=district_keys[n],
                    selection=(chosen[n] if chosen else None) or ("not_stated" if said else told),
                    population=populations[n],
                )
            )
    for name, places in worded.items():
        sheet.tell_no_numbers(name, places)
    return found


def _populations(sheet: Sheet) -> list[int | None]:
    """How many cases there were, for each row: its own column, else the fact above the table."""
    values = sheet.values("population")
    if values is None:
        told = sheet.fact("population")
        return [_whole(told) if told is not None else None] * len(sheet.used)
    return [_whole(value) for value in values]


def _units(sheet: Sheet) -> list[str]:
    """What the two numbers of each row are."""
    form = sheet.table.form
    named = [
        form.items.get(fold_heading(text_of(value))) for value in sheet.values(form.code_column or "") or []
    ]
    return [form.units.get(known[0], "percent") if known else "percent" for known in named]


def _whole(value: object) -> int | None:
    number = read_count(value)
    return int(number) if number is not None and number >= 0 and number.is_integer() else None


def _documents(sheet: Sheet, items: Sequence[str], _tab: str, _file: str) -> list[Record | Unused]:
    """A document's standing; checked only when a second person, not the owner, is named.

    A review date that nobody can read may be one that has passed: ``doubted``.
    """
    nobody: list[str | None] = [None] * len(sheet.used)
    status = sheet.choices("status") or nobody
    dated, review = sheet.dates("dated"), sheet.dates("review")
    owner = sheet.keys("owner") if "owner" in sheet.table.at else nobody
    checker = sheet.keys("checked_by") if "checked_by" in sheet.table.at else nobody
    written = sheet.values("review") or [""] * len(sheet.used)
    return [
        Unused("essentials_missing")
        if (known := status[n]) is None
        else DocumentRow(
            row=row + 1,
            item=items[n],
            status=known,
            dated=_ordinal(dated, n),
            review=_ordinal(review, n),
            doubted=_ordinal(review, n) is None and not is_blank(written[n]),
            checked=owner[n] is not None and checker[n] not in (None, owner[n]),
        )
        for n, row in enumerate(sheet.used)
    ]


def _judgements(sheet: Sheet, items: Sequence[str], _tab: str, _file: str) -> list[Record | Unused]:
    """A person's written view: its colour, whether it judges or promises, and the day it was made."""
    nobody: list[str | None] = [None] * len(sheet.used)
    colours, kinds = sheet.choices("colour") or nobody, sheet.choices("kind") or nobody
    made = sheet.dates("made")
    by = sheet.keys("by") if "by" in sheet.table.at else nobody
    reasons = sheet.values("reason")
    found: list[Record | Unused] = []
    for n, row in enumerate(sheet.used):
        colour, kind, made_on = colours[n], kinds[n], _ordinal(made, n)
        if colour is None or kind is None or made_on is None:
            found.append(Unused("essentials_missing"))
            continue
        reasoned = reasons is not None and not isinstance(reasons[n], Odd) and not is_blank(reasons[n])
        found.append(JudgementRow(row + 1, items[n], colour, kind, made_on, by[n], reasoned))
    return found


def _ordinal(days: Sequence[date | None] | None, n: int) -> int | None:
    day = days[n] if days else None
    return day.toordinal() if day else None
