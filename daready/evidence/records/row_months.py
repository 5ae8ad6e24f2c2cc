"""Which month a row belongs to (method A9): its date, its month, the tab, the title, then the file name."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from daready.evidence.cells.dates import bare_month, find_period, month_of, month_text, read_period, year_of
from daready.evidence.grid.cell_text import Value
from daready.evidence.records.columns import Sheet
from daready.evidence.records.tab_names import month_of_tab


def outer_period(sheet: Sheet, tab: str, file: str) -> int | None:
    """The month said by the tab, else the facts and titles above the table, else the file's name.

    Where these disagree among themselves the first speaks, and that is told. A line between the rows overrules them.
    """
    table, stem = sheet.table, PurePath(file).stem
    told = [str(table.facts["month"][0])] if "month" in table.facts else []
    around = [stem, *told, *table.titles]
    if table.period is None:
        said = [month_of_tab(tab, around), sheet.fact("month")]
        titled = {month for title in table.titles if (month := find_period(title)) is not None}
        said.append(titled.pop() if len(titled) == 1 else None)
        said.append(find_period(stem, name=True))
    else:
        said = [_month_of_line(table.period, [tab, *around])]
    months = [month for month in said if month is not None]
    if len(set(months)) > 1:
        sheet.remarks.say(
            "period_disagrees",
            what=f"the tab, title or file name say both {month_text(months[0])} and "
            f"{month_text(next(month for month in months if month != months[0]))}; the first was taken",
        )
    if months and sheet.known is not None and months[0] > month_of(date.fromordinal(sheet.known)):
        sheet.remarks.say("date_in_future", column=month_text(months[0]), count=len(sheet.used))
    return months[0] if months else None


def _month_of_line(value: Value, around: list[str]) -> int | None:
    """The month of a line between the rows; a bare "May" takes its year from what stands around it."""
    bare = bare_month(value) if isinstance(value, str) else None
    return read_period(value) if bare is None else year_of(bare, around)


def row_months(
    sheet: Sheet, days: list[date | None] | None, outer: int | None, columns: tuple[str, ...]
) -> list[int | None]:
    """The month of every used row. The row wins over what stands around it, ``outer``; a disagreement is told."""
    typed = sheet.periods("month")
    months: list[int | None] = []
    cells: list[str] = []
    others: set[int] = set()
    for at in range(len(sheet.used)):
        by_day = month_of(day) if days and (day := days[at]) else None
        by_month = typed[at] if typed else None
        month = by_day if by_day is not None else by_month if by_month is not None else outer
        months.append(month)
        rivals = {rival for rival in (by_month, outer) if rival is not None} - {month}
        if month is not None and rivals:
            name = next((name for name in columns if name in sheet.table.at), columns[-1])
            cells.append(sheet.table.cell(name, sheet.used[at]))
            others |= rivals
    if cells:
        rows = "1 row has" if len(cells) == 1 else f"{len(cells)} rows have"
        elsewhere = (
            f"outside {month_text(others.pop())}, which is said elsewhere"
            if len(others) == 1
            else "in another month than is said for it elsewhere"
        )
        what = f"{rows} a date {elsewhere}; each row's own date was taken"
        sheet.remarks.say("period_disagrees", cells=cells, what=what)
    return months
