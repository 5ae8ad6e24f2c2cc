"""Finds the cases of a force's own audit workbook, in whichever of six layouts it has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import is_blank, text_of
from daready.evidence.grid.grid import Book
from daready.evidence.layouts.case_table import CaseTable, Heading, Layout, Line, Said
from daready.evidence.layouts.cases import SortedLines, known_reference, reference_of, sort_lines
from daready.evidence.layouts.kinds import is_export, is_scored
from daready.evidence.layouts.long_rows import unrolled
from daready.evidence.layouts.one_table import SheetTable, table_in
from daready.evidence.layouts.sheet_view import View
from daready.evidence.layouts.tabs import pages_alike, pages_as_lines
from daready.rubric.words import fold_heading

_ALIKE = 0.7
"""Sheets that share so many of their headings are of one form."""
_LEAST = 1.0
"""How much headings must read like such: three words over answers, or three of one word each."""
_SAID_ROWS, _SAID_LETTERS = 200, 500
"""How much is looked at of what stands outside the table."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sheet and the way to read it that it most looks like: its table, and how many answers that holds."""

    view: View
    table: SheetTable
    answers: int


def find_cases(books: Sequence[Book], forms: KnownForms, layout: Layout | None = None) -> CaseTable | None:
    """The cases of workbooks of one form; with ``layout`` only that way of holding them is tried. None: no cases."""
    views = [
        View.of(grid, file, tab)
        for file, book in enumerate(books)
        for tab, grid in enumerate(book.grids)
        if not grid.broken and any(not is_blank(value) for row in grid.rows for value in row)
    ]
    for found in (_long, _pages, _tables):
        if layout is None or layout in _FINDS[found.__name__]:
            table = found(views, forms)
            if table is not None:
                return table
    return None


_FINDS = {
    "_long": (Layout.LONG,),
    "_pages": (Layout.TAB_PER_CASE, Layout.CASE_COLUMNS),
    "_tables": (Layout.TABLE, Layout.SCORES, Layout.FORMS_EXPORT),
}


def _long(views: Sequence[View], forms: KnownForms) -> CaseTable | None:
    found = [table for view in views if (table := unrolled(view, forms))]
    return _joined(Layout.LONG, found, views, forms) if found else None


def _pages(views: Sequence[View], forms: KnownForms) -> CaseTable | None:
    """Questions down the page: a case on each, or a column for each, as the sheets with most answers have it."""
    down, across = _by_way(views)
    if sum(seen.answers for seen in down) <= sum(seen.answers for seen in across):
        return None
    turned = [view.across() for view in views]
    alike = pages_alike([view for view, other in zip(views, turned, strict=True) if other is not None])
    pages = max(alike, key=lambda group: sum(s.answers for s in down if s.view in group))
    read = [seen.table for seen in down if seen.view in pages]
    if sum(_cases_across(table, forms) > 1 for table in read) * 2 < len(read):
        headings, lines, blank = pages_as_lines(pages, forms)
        sorted_ = SortedLines(lines, (), reference_of(headings, lines, forms))
        return _made(Layout.TAB_PER_CASE, headings, sorted_, pages, views, blank)
    return _joined(Layout.CASE_COLUMNS, read, views, forms)


def _tables(views: Sequence[View], forms: KnownForms) -> CaseTable | None:
    _, across = _by_way(views)
    if not across:
        return None
    first = max(across, key=lambda seen: seen.answers)
    table = _joined(Layout.TABLE, [s.table for s in across if _alike(first.table, s.table)], views, forms)
    if table is None:
        return None
    if is_export(table):
        return replace(table, layout=Layout.FORMS_EXPORT)
    return replace(table, layout=Layout.SCORES) if is_scored(table, forms) else table


def _by_way(views: Sequence[View]) -> tuple[list[_Seen], list[_Seen]]:
    """The sheets that look like questions down the page, and those that look like a row a case."""
    down: list[_Seen] = []
    across: list[_Seen] = []
    for view in views:
        turned = view.across()
        if turned is not None and turned.heading_row[1] > max(view.heading_row[1], _LEAST):
            down.append(_seen(view, turned))
        elif view.heading_row[1] > _LEAST:
            across.append(_seen(view, view))
    return down, across


def _seen(view: View, way: View) -> _Seen:
    table = table_in(way)
    return _Seen(view, table, sum(not is_blank(value) for line in table.lines for value in line.values))


def _cases_across(table: SheetTable, forms: KnownForms) -> int:
    """How many columns of a page of questions name a case: in the reference's row, else in the first filled one."""
    named = known_reference(table.headings, forms)
    if named is None:
        named = reference_of(table.headings, table.lines, forms)
    if named is None:
        filled = (
            at
            for at in range(len(table.headings))
            if any(not is_blank(line.values[at]) for line in table.lines)
        )
        named = next(filled, None)
    return 0 if named is None else sum(not is_blank(line.values[named]) for line in table.lines)


def _texts(table: SheetTable) -> set[str]:
    return {fold_heading(heading.text) for heading in table.headings}


def _alike(one: SheetTable, other: SheetTable) -> bool:
    mine, theirs = _texts(one), _texts(other)
    return len(mine & theirs) >= _ALIKE * max(len(mine), len(theirs))


def _joined(
    layout: Layout, found: Sequence[SheetTable], views: Sequence[View], forms: KnownForms
) -> CaseTable | None:
    """One table of the sheets of one form, each heading once; those of another form than the largest stay unread."""
    first = max(found, key=lambda table: len(table.lines) * len(table.headings))
    found = [table for table in found if _alike(first, table)]
    order: dict[tuple[str, int], Heading] = {}
    for table in found:
        for key, _, heading in _keyed(table.headings):
            order.setdefault(key, heading)
    headings = tuple(order.values())
    lines: list[Line] = []
    for table in found:
        at = {key: number for key, number, _ in _keyed(table.headings)}
        columns = [at.get(key) for key in order]
        lines += [
            Line(
                tuple("" if column is None else line.values[column] for column in columns),
                tuple(None if column is None else line.places[column] for column in columns),
            )
            for line in table.lines
        ]
    sorted_ = sort_lines(headings, lines, forms)
    used = [table.view for table in found]
    return _made(layout, headings, sorted_, used, views, ()) if sorted_.cases else None


def _keyed(headings: Sequence[Heading]) -> list[tuple[tuple[str, int], int, Heading]]:
    seen: Counter[str] = Counter()
    keyed: list[tuple[tuple[str, int], int, Heading]] = []
    for number, heading in enumerate(headings):
        folded = fold_heading(heading.text)
        keyed.append(((folded, seen[folded]), number, heading))
        seen[folded] += 1
    return keyed


def _made(
    layout: Layout,
    headings: tuple[Heading, ...],
    sorted_: SortedLines,
    used: Sequence[View],
    views: Sequence[View],
    blank: Sequence[View],
) -> CaseTable | None:
    if not sorted_.cases:
        return None
    tabs = {(view.file, view.tab) for view in used}
    own = {
        (place.file, place.tab, place.row, place.column) for heading in headings for place in [heading.place]
    }
    own |= {
        (place.file, place.tab, place.row, place.column)
        for line in (*sorted_.cases, *(line for _, line in sorted_.others))
        for place in line.places
        if place is not None
    }
    said = tuple(one for view in views for one in _said(view) if _key(one) not in own)
    return CaseTable(
        layout,
        headings,
        sorted_.cases,
        sorted_.others,
        said,
        tuple(view.grid.name for view in blank),
        tuple(view.grid.name for view in views if (view.file, view.tab) not in tabs),
        sorted_.reference,
    )


def _key(said: Said) -> tuple[int, int, int, int]:
    return said.place.file, said.place.tab, said.place.row, said.place.column


def _said(view: View) -> list[Said]:
    """The texts of a sheet, as they stand in it."""
    return [
        Said(text_of(value), view.place(row, at))
        for row, cells in enumerate(view.grid.rows[:_SAID_ROWS])
        for at, value in enumerate(cells)
        if isinstance(value, str) and not is_blank(value) and len(value) <= _SAID_LETTERS
    ]
