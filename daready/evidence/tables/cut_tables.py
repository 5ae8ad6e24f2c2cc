"""Cuts a sheet into its tables: stacked or side by side, each with its own headings, titles and form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from daready.evidence.cells.dates import find_period
from daready.evidence.grid.cell_text import is_blank, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.tables.heading_rows import Fit, Scan
from daready.rubric.words import fold_heading


@dataclass(frozen=True, slots=True)
class Found:
    """One table: its rows ``start`` to ``end`` with the titles above it, its columns, and the fit.

    ``rivals`` are the heading rows between which nothing decides, ``forms`` the forms that fit alike;
    a table with either is not read. ``shared`` are titles that stand above it and other tables.
    """

    fit: Fit
    start: int
    end: int
    columns: range
    rivals: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    shared: range = range(0)

    def of(self, rows: list[Row]) -> list[Row]:
        """The sheet with everything outside this table blank, so that every cell keeps its address."""
        stop = min(self.end, len(rows))
        return [[] for _ in range(self.start)] + [self._cut(row) for row in rows[self.start : stop]]

    def _cut(self, row: Row) -> Row:
        if self.columns.start == 0 and self.columns.stop >= len(row):
            return row
        blank: Row = [""] * min(self.columns.start, len(row))
        return blank + row[self.columns.start : self.columns.stop]


def cut(scan: Scan, chosen: int | None = None) -> list[Found]:
    """The tables of a sheet from the top; none where no form fits. ``chosen`` is the heading row a person
    named: then that row heads the sheet's one table.
    """
    width = max(map(len, scan.rows), default=0)
    whole = range(width)
    if chosen is not None:
        fits = scan.fits(chosen, whole) if chosen < len(scan.rows) else []
        return [_found(fits, 0, len(scan.rows), whole)] if fits else []
    found: list[Found] = []
    for columns in _bands(scan, whole, 0, len(scan.rows)):
        stacked = _stacked(scan, columns, 0, len(scan.rows))
        for table in stacked:
            parts = _bands(scan, table.columns, table.fit.top, table.end) if len(stacked) > 1 else [columns]
            if len(parts) == 1:
                found.append(table)
            else:
                found += [one for part in parts for one in _stacked(scan, part, table.start, table.end)]
    found.sort(key=lambda one: (one.fit.header, one.columns.start))
    shared = range(min((one.fit.top for one in found), default=0))
    return [replace(one, shared=shared) for one in _that_speak(scan, found)]


def _found(fits: list[Fit], start: int, end: int, columns: range) -> Found:
    """A table with the best of its fits; forms that fit equally well are both named."""
    best = fits[0]
    level = tuple(fit.form.id for fit in fits if fit.rank == best.rank)
    return Found(best, start, end, columns, forms=level if len(level) > 1 else ())


def _stacked(scan: Scan, columns: range, start: int, end: int) -> list[Found]:
    """The tables of one band of columns, one below the other."""
    heads: list[list[Fit]] = []
    rivals: dict[int, set[int]] = {}
    for row in scan.strong:
        fits = scan.fits(row, columns) if start <= row < end else []
        if not fits or (heads and fits[0].top <= heads[-1][0].header):
            if fits and fits[0].rank > heads[-1][0].rank:
                heads[-1] = fits
            continue
        last = heads[-1][0] if heads else None
        if last is None or not _repeats(scan, last, fits[0], columns):
            if last is not None and not _rows_between(scan, last, fits[0], columns):
                _settle(heads, fits, rivals)
            elif last is None or _starts_anew(scan, fits[0], columns):
                heads.append(fits)
    found: list[Found] = []
    starts = [start, *(_title_top(scan, fits[0], columns) for fits in heads[1:]), end]
    for number, fits in enumerate(heads):
        table = _found(fits, starts[number], starts[number + 1], columns)
        found.append(replace(table, rivals=tuple(sorted(rivals.get(table.fit.header, ())))))
    return found


def _settle(heads: list[list[Fit]], fits: list[Fit], rivals: dict[int, set[int]]) -> None:
    """Two heading rows with nothing between: the one that understands more, or neither."""
    last, new = heads[-1][0], fits[0]
    if new.rank[:2] > last.rank[:2]:
        heads[-1] = fits
    elif new.rank[:2] == last.rank[:2]:
        rivals.setdefault(last.header, {last.header}).add(new.header)


def _repeats(scan: Scan, last: Fit, fit: Fit, columns: range) -> bool:
    """The same headings again are a page break, unless their own title gives a month or a fact."""
    same = fit.form is last.form and fit.matched.items() <= last.matched.items()
    return same and fit.months.keys() <= last.months.keys() and not _own_title(scan, last, fit, columns)


def _own_title(scan: Scan, last: Fit, fit: Fit, columns: range) -> bool:
    for row in range(max(_title_top(scan, fit, columns), last.header + 1), fit.top):
        for value in _filled(scan, row, columns).values():
            text = text_of(value)
            label = fold_heading(text.partition(":")[0])
            if find_period(text) is not None or label in fit.form.fact_headings:
                return True
    return False


def _rows_between(scan: Scan, last: Fit, fit: Fit, columns: range) -> bool:
    """Whether anything but blanks and lone titles stands between two heading rows."""
    return any(len(_filled(scan, row, columns)) > 1 for row in range(last.header + 1, fit.top))


def _starts_anew(scan: Scan, fit: Fit, columns: range) -> bool:
    """Whether a row below data is truly another table's headings, and not a case that uses such words."""
    if not fit.complete:
        return False
    headings = len(fit.matched) + len(fit.months)
    filled = len(_filled(scan, fit.header, columns))
    above = _filled(scan, fit.top - 1, columns)
    return headings * 2 >= filled and (len(above) < 2 or headings > 2)


def _title_top(scan: Scan, fit: Fit, columns: range) -> int:
    """The first row of the titles above a heading row: lone texts, and facts with their values.

    One blank row may part them from the headings.
    """
    top = fit.top
    if top > 1 and not _filled(scan, top - 1, columns) and _is_title(scan, fit, top - 2, columns):
        top -= 1
    while top > 0 and _is_title(scan, fit, top - 1, columns):
        top -= 1
    return top


def _is_title(scan: Scan, fit: Fit, row: int, columns: range) -> bool:
    filled = _filled(scan, row, columns)
    labels = {fold_heading(text_of(value).partition(":")[0]) for value in filled.values()}
    return len(filled) == 1 or (len(filled) > 1 and not labels.isdisjoint(fit.form.fact_headings))


def _filled(scan: Scan, row: int, columns: range) -> dict[int, object]:
    if not 0 <= row < len(scan.rows):
        return {}
    cells = scan.rows[row]
    shown = range(columns.start, min(columns.stop, len(cells)))
    return {at: cells[at] for at in shown if not is_blank(cells[at])}


def _bands(scan: Scan, columns: range, start: int, end: int) -> list[range]:
    """The bands of columns that each hold a whole table.

    Bands are parted by columns in which nothing stands; a spacer within one table parts nothing,
    because neither half would be whole.
    """
    strong = [row for row in scan.strong if start <= row < end]
    whole = [columns]
    if not strong or max(len(scan.known.keys() & set(map(text_of, scan.rows[row]))) for row in strong) < 2:
        return whole
    body = scan.rows[strong[0] : end]
    heads = [scan.rows[row] for row in strong]
    empty = [at for at in columns if not any(at < len(row) and not is_blank(row[at]) for row in heads)]
    empty = [at for at in empty if not any(at < len(row) and not is_blank(row[at]) for row in body)]
    runs: list[range] = []
    for at in columns:
        if at in empty:
            continue
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    able = [any(_whole_table(fit) for row in strong for fit in scan.fits(row, run)) for run in runs]
    if sum(able) < 2:
        return whole
    bands: list[range] = []
    for run, fits in zip(runs, able, strict=True):
        if bands and not (fits and any(able[: runs.index(run)])):
            bands[-1] = range(bands[-1].start, run.stop)
        else:
            bands.append(range(run.start if bands else columns.start, run.stop))
    return bands


def _whole_table(fit: Fit) -> bool:
    return fit.complete and (fit.form.lead is None or fit.form.lead in fit.matched.values())


def _that_speak(scan: Scan, found: list[Found]) -> list[Found]:
    """Without tables that name no item their form knows (a document-control block on a cover), where
    another table of the sheet does.
    """

    def speaks(table: Found) -> bool:
        form, fit = table.fit.form, table.fit
        if form.row == "case":
            return True
        column = next((at for at, name in fit.matched.items() if name == form.code_column), None)
        below = scan.rows[fit.header + 1 : table.end]
        return column is not None and any(
            column < len(row) and form.names_item(text_of(row[column])) for row in below
        )

    speaking = [table for table in found if speaks(table)]
    return speaking or found[:1]
