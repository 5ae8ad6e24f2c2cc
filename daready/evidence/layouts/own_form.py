"""A workbook of a force's own form that is no table: its cases as a grid, and its account in true tabs and cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.grid.cell_text import letter
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.grid.row_runs import numbers_of, spans
from daready.evidence.layouts.as_grid import as_grid, true_place
from daready.evidence.layouts.case_table import CaseTable, Layout, Place
from daready.evidence.layouts.find import find_cases
from daready.evidence.reply import Remark, SheetReply
from daready.evidence.rows import NO_CASES, CaseRows
from daready.messages import severity_of

ShownTab = Callable[[str, int], str]
"""A tab's name as it may be shown, and its number from 1."""

_KNOWN = 0.5
"""A workbook is of an adopted form if it has at least so many of the questions that the form reads."""
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Turned:
    """The cases of a workbook as one grid (headings in its first row), the form they are of, and the tabs they take."""

    table: CaseTable
    form: KnownForm
    grid: Grid

    @property
    def tabs(self) -> frozenset[str]:
        """The tabs of the workbook that are in it, with those that nobody filled in."""
        lines = [*self.table.lines, *(line for _, line in self.table.others)]
        own = {place.sheet for line in lines for place in line.places if place is not None}
        return frozenset({*own, *self.table.blank_forms})

    def place(self, row: int, column: int) -> Place:
        """The true place of a cell of the grid, from 0; that of its heading where nothing stands there."""
        column = min(column, len(self.table.headings) - 1)
        found = true_place(self.table, row, column) if row < len(self.grid.rows) else None
        return found or self.table.headings[column].place

    def case(self, row: int) -> Place:
        """Where a case is named: the cell of its reference, else the first that it has."""
        lines = [*self.table.lines, *(line for _, line in self.table.others)]
        places = lines[row - 1].places
        named = places[self.table.reference] if self.table.reference is not None else None
        return named or next(place for place in places if place is not None)


def turned(book: Book, forms: KnownForms) -> Turned | None:
    """The cases of a workbook that an adopted form in another layout than a table knows best; None where none does."""
    best: tuple[int, Turned] | None = None
    for form in forms.forms.values():
        layout = Layout(form.adopted["layout"]) if form.adopted else Layout.TABLE
        if layout.is_table:
            continue
        table = find_cases([book], forms, layout)
        if table is None or table.layout is not layout:
            continue
        known = {form.headings.get(forms.folded(heading.text)) for heading in table.headings}
        asked = len(known & form.questions.keys())
        if asked >= _KNOWN * len(form.questions) and (best is None or asked > best[0]):
            best = asked, Turned(table, form, as_grid(table))
    return best[1] if best else None


def in_true_tabs(reply: SheetReply, of: Turned, tab: ShownTab) -> Iterator[SheetReply]:
    """A reply for each case, under its own tab and in its own cells; what is of no case goes with the first."""
    cases = {row: at for at, row in enumerate(reply.cases.rows)}
    contested = {row: at for at, row in enumerate(reply.contested.rows)}
    aside = {row: reason for reason, runs in reply.rows_aside.items() for row in numbers_of(runs)}
    whole = _drawn_from_themselves(reply)
    for number, row in enumerate(sorted({*cases, *aside})):
        place = of.case(row - 1)
        named = f"{tab(place.sheet, place.tab + 1)}{_beside(of.table.layout, place)}"
        own = place.row + 1
        yield replace(
            reply,
            sheet=named,
            header_row=None,
            rows_read=1,
            set_aside={aside[row]: 1} if row in aside else {},
            rows_aside={aside[row]: spans([own])} if row in aside else {},
            rows=_moved(reply.cases, cases[row], row, own, of, whole) if row in cases else NO_CASES,
            contested=_moved(reply.contested, contested[row], row, own, of, whole)
            if row in contested
            else NO_CASES,
            letters={"reference": letter(place.column)},
            doubts=() if number else reply.doubts,
            hidden_districts=() if number else reply.hidden_districts,
        )


def _drawn_from_themselves(reply: SheetReply) -> int | None:
    """The population of each tab: where all cases there were are here, each stands for itself; else that of all."""
    population = reply.cases.population
    return 1 if population == len(reply.cases) + len(reply.contested) else population


def _beside(layout: Layout, place: Place) -> str:
    return f", column {letter(place.column)}" if layout is Layout.CASE_COLUMNS else ""


def _moved(cases: CaseRows, at: int, row: int, own: int, of: Turned, population: int | None) -> CaseRows:
    """One case with the row of its reference and the cell of each answer."""
    cells = {name: of.place(row - 1, _column(column)).cell for name, column in cases.columns.items()}
    return replace(cases.select([at]), rows=(own,), columns=cells, population=population)


def true_remarks(said: Iterable[Remark], of: Turned, tab: ShownTab) -> Iterator[Remark]:
    """Each remark in true cells: one for every tab that it is about, unless nothing has to be done there."""
    for remark in said:
        cells = remark.cells or ((remark.cell,) if remark.cell else ())
        by_tab: dict[str, list[str]] = {}
        for cell in cells:
            found = _CELL.fullmatch(cell)
            if found:
                place = of.place(int(found[2]) - 1, _column(found[1]))
                by_tab.setdefault(tab(place.sheet, place.tab + 1), []).append(place.cell)
        if len(by_tab) > 1 and severity_of(remark.code) == "info":
            every = tuple(f"{sheet}!{cell}" for sheet, true in by_tab.items() for cell in true)
            yield remark._replace(sheet=None, cell=every[0], cells=every)
            continue
        for sheet, true in by_tab.items():
            counted = {"count": len(true)} if "count" in remark.facts else {}
            yield remark._replace(
                sheet=sheet,
                cell=true[0],
                cells=tuple(true) if remark.cells else (),
                facts={**remark.facts, **counted},
            )
        if not by_tab:
            yield remark


def _column(letters: str) -> int:
    """A column's number from 0."""
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - 64
    return number - 1
