"""Draws the report as the one Excel file a manager opens: accessible, printable, same bytes every time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from daready.report.book import new_book
from daready.report.bound import Report
from daready.report.colours import look
from daready.report.first.sheet import Places, draw_first_page
from daready.report.months import DISTANCE
from daready.report.native import FONT, INK, NAVY, QUIET, break_pages, chart_rows, draw_charts, draw_sparks
from daready.report.shapes import (
    FILLERS,
    Block,
    Cell,
    Column,
    Kind,
    Link,
    Span,
    Summary,
    Table,
    Tone,
)
from daready.report.whole import SIGNED, write_whole
from daready.rubric.terms import Colour
from daready.scoring.model import AmberKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LINE, PART = "#BFC5CC", "#E3E8EF"
LINE_HEIGHT, PADDING, TALLEST = 12.75, 3.0, 400.0
"""Points; Excel refuses rows over 409."""
ONE_LINE = LINE_HEIGHT + PADDING
"""What a row has that says nothing of its height."""
INDENT = 1.4
"""Characters of a column that the space at its left takes up."""
SPARK_HEIGHT = 33.0
"""Points: a small line needs the room of its words and as much again."""
NOTE_LINE = 90
"""Letters a note may take above a table that is narrower."""
_EMPTY = 60
"""A column that no sheet reaches."""
SUMMARY_LINE = 124
"""Characters that fit across the page; longer sentences go on in the next row, as nothing is merged."""

_CELL: dict[str, object] = {
    "text_wrap": True,
    "align": "left",
    "indent": 1,
    "bottom": 1,
    "bottom_color": LINE,
}
_FORMATS: dict[Kind, str] = {"number": "#,##0.0", "share": "0.0%", "coefficient": "0.00"}
_BANDS: dict[Tone, dict[str, object]] = {
    "alarm": {"font_color": "#FFFFFF", "bg_color": "#9B1C1C", "valign": "vcenter", "indent": 1},
    "plain": {"font_color": NAVY, "bottom": 2, "bottom_color": NAVY, "valign": "bottom"},
}


def write_workbook(
    report: Report, path: str | os.PathLike[str], *, marking: str = "OFFICIAL-SENSITIVE"
) -> None:
    """Write the workbook whole or not at all, readable by its owner alone. Raises OSError where it cannot.

    The same report gives the same bytes. ``marking`` is the protective marking on every sheet and page.
    """
    write_whole(Path(path), _drawn(report, marking))


def _drawn(report: Report, marking: str) -> bytes:
    buffer = BytesIO()
    with new_book(buffer, font_name=FONT, font_size=10, font_color=INK) as book:
        book.set_properties(
            {
                "title": report.title,
                "subject": "Self-assessment, not an inspection grade",
                "author": "daready",
                "category": marking,
                "comments": f"{SIGNED} {report.version}.",
                # the as-at date and not the clock, so that equal reports are equal files
                "created": datetime.combine(report.as_at, time(), UTC),
            }
        )
        _Drawing(book, report, marking).draw()
    return buffer.getvalue()


class _Looks(NamedTuple):
    text: Format
    quiet: Format
    number: Format
    date: Format
    link: Format


class _Drawing:
    """One workbook being drawn. Formats are made once each, since XlsxWriter keeps every one it is given."""

    def __init__(self, book: Workbook, report: Report, marking: str) -> None:
        self.book, self.report, self.marking = book, report, marking
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.looks: dict[Kind, _Looks] = {}
        self.fills: dict[tuple[Colour, AmberKind | None], Format] = {}
        self.starts = {table.sheet: 2 + len(_notes(table)) for table in report.tables}
        self.tables = {table.sheet: table for table in report.tables}
        self.places = {sheet: _places(table, self.starts[sheet]) for sheet, table in self.tables.items()}

    def draw(self) -> None:
        first = self._sheet("Summary", NAVY) if self.report.first else None
        page = self._sheet(self.report.summary.sheet, NAVY)
        sheets = [
            (self._sheet(table.sheet, LINE if table.technical else NAVY), table)
            for table in self.report.tables
        ]
        if first is not None and self.report.first is not None:
            draw_first_page(first, self.report.first, self.style, Places(self._target, self._distances))
        self._summary(page, self.report.summary)
        for sheet, table in sheets:
            self._table(sheet, table)
        self._leave_out([page, *(sheet for sheet, _ in sheets)])
        opens = first or page
        opens.activate()
        opens.set_first_sheet()

    def _leave_out(self, sheets: Sequence[Worksheet]) -> None:
        """Keeps what nobody carries about out of print: a print area of one empty cell, which anybody can clear."""
        for sheet in sheets:
            if self.report.printed is not None and sheet.get_name() not in self.report.printed:
                sheet.print_area(0, _EMPTY, 0, _EMPTY)

    def _sheet(self, name: str, tab: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_tab_color(tab)
        sheet.set_default_row(ONE_LINE)
        sheet.set_paper(9)
        marking = self.marking.replace("&", "&&")
        title = self.report.title.replace("&", "&&")
        sheet.set_header(f'&C&"{FONT}"&10{marking}')
        sheet.set_footer(f'&L&"{FONT}"&8{title}&C&"{FONT}"&10{marking}&R&"{FONT}"&8Page &P of &N')
        return sheet

    def style(self, **properties: object) -> Format:
        """The format with these properties on top of what every cell has."""
        every: dict[str, object] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
        key = tuple(sorted({**every, **properties}.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(key))
        return self.formats[key]

    # -- data sheets -------------------------------------------------------------------------------

    def _table(self, sheet: Worksheet, table: Table) -> None:
        self._opening(sheet, table.title, _notes(table))
        start = self.starts[table.sheet]
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width)
        self._mark_up(sheet, start, tuple(c.heading for c in table.columns), len(table.rows), table.name)
        bold = _rooms(table.columns, bold=True)
        most = max(_lines(column.heading, room) for column, room in zip(table.columns, bold, strict=True))
        sheet.set_row(start, most * LINE_HEIGHT + PADDING)
        rooms, looks = _rooms(table.columns), [self._looks(column.kind) for column in table.columns]
        lowest = SPARK_HEIGHT if any(column.kind == "spark" for column in table.columns) else ONE_LINE
        for at, line in enumerate(table.rows, start=start + 1):
            self._row(sheet, at, line.cells, looks, rooms, lowest)
        for index, column in enumerate(table.columns):
            if column.choices:
                offered = {"validate": "list", "source": [*column.choices], "error_type": "warning"}
                sheet.data_validation(start + 1, index, start + len(table.rows), index, offered)
        draw_sparks(sheet, table, self.tables, self.starts)
        draw_charts(self.book, sheet, table, self.tables, self.starts)
        sheet.freeze_panes(start + 1, 0)
        sheet.repeat_rows(start)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        if table.charts:
            break_pages(sheet, table, start)
        else:
            sheet.fit_to_pages(1, 0)

    def _opening(self, sheet: Worksheet, title: str, notes: tuple[str, ...]) -> None:
        """Title, marking and notes, which run on to the right of column A: a cell of a line each."""
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=16, font_color=NAVY))
        for at, note in enumerate((f"{self.marking}. {notes[0]}", *notes[1:]), start=1):
            sheet.write_string(at, 0, _clean(note), self.style())

    def _mark_up(
        self,
        sheet: Worksheet,
        start: int,
        headings: tuple[str, ...],
        rows: int,
        name: str,
        *,
        filters: bool = True,
    ) -> None:
        """Marks a range as a table, which is how a screen reader knows its headings."""
        header = self.style(
            bold=True, font_color="#FFFFFF", bg_color=NAVY, text_wrap=True, valign="vcenter", indent=1
        )
        columns = [{"header": heading, "header_format": header} for heading in headings]
        options = {"name": name, "columns": columns, "style": None, "autofilter": filters}
        sheet.add_table(start, 0, start + rows, len(headings) - 1, options)

    def _row(
        self,
        sheet: Worksheet,
        at: int,
        cells: Sequence[Cell],
        looks: Sequence[_Looks],
        rooms: Sequence[int],
        lowest: float = ONE_LINE,
    ) -> None:
        """One pass over the cells, most of which are plain words: this is where drawing spends its time."""
        most = 1
        for index, cell in enumerate(cells):
            value, look = cell.value, looks[index]
            if isinstance(value, str):
                if len(value) > rooms[index]:
                    most = max(most, _lines(value, rooms[index]))
                words = value if value.isascii() else _clean(value)
                if cell.link is not None:
                    sheet.write_url(at, index, self._target(cell.link), look.link, words)
                elif cell.colour is not None:
                    sheet.write_string(at, index, words, self._coloured(cell.colour, cell.amber))
                else:
                    sheet.write_string(at, index, words, look.quiet if value in FILLERS else look.text)
            elif isinstance(value, date):
                sheet.write_datetime(at, index, value, look.date)
            else:
                sheet.write_number(at, index, value, look.number)
        height = max(lowest, min(TALLEST, most * LINE_HEIGHT + PADDING))
        if height != ONE_LINE:
            sheet.set_row(at, height)

    def _looks(self, kind: Kind) -> _Looks:
        """The formats that a column's plain cells may take."""
        if kind not in self.looks:
            self.looks[kind] = self._new_looks(kind)
        return self.looks[kind]

    def _new_looks(self, kind: Kind) -> _Looks:
        special: dict[Kind, dict[str, object]] = {
            "input": {"bg_color": "#FFFFE5"},
            "spark": {"valign": "bottom", "font_size": 8, "font_color": QUIET},
        }
        return _Looks(
            text=self.style(**_CELL, **special.get(kind, {})),
            quiet=self.style(**_CELL, **special.get(kind, {"font_color": QUIET})),
            number=self.style(**_CELL, num_format=_FORMATS.get(kind, "#,##0")),
            date=self.style(
                **_CELL,
                **(special["input"] if kind == "input" else {}),
                num_format="mmm yyyy" if kind == "month" else "d mmm yyyy",
            ),
            link=self.style(**_CELL, underline=1, font_color="#0B4F8A"),
        )

    def _coloured(self, colour: Colour, amber: AmberKind | None) -> Format:
        if (colour, amber) not in self.fills:
            self.fills[colour, amber] = self.style(**_CELL, **_fill(colour, amber))
        return self.fills[colour, amber]

    def _target(self, link: Link) -> str:
        at = self.places.get(link.sheet, {}).get(link.key, 0)
        return f"internal:'{link.sheet}'!A{at + 1}"

    def _distances(self, span: Span) -> str:
        """The cells that say how far each month of a line stands above or below its standard."""
        column = chr(ord("A") + self.tables[span.sheet].column(DISTANCE))
        first = self.starts[span.sheet] + 2
        return f"'{span.sheet}'!${column}${first + span.first}:${column}${first + span.last}"

    # -- the one page ------------------------------------------------------------------------------

    def _summary(self, sheet: Worksheet, page: Summary) -> None:
        """Sentences, then all grids as the parts of one table, which is what a screen reader follows best."""
        for index, width in enumerate(page.widths):
            sheet.set_column(index, index, width)
        lead = "A self-assessment, not an inspection grade. Other sheets hold the detail."
        self._opening(sheet, page.title, (lead,))
        grids = [at for at, block in enumerate(page.blocks) if block.grid is not None]
        above = grids[-1] + 1 if grids else len(page.blocks)
        at = 2
        for block in page.blocks[:above]:
            bare = block.grid is not None and block.tone == "plain"
            at = self._sentences(
                sheet, at if bare else self._heading(sheet, at, block, len(page.widths)), block
            )
        at = self._parts(sheet, at, page, [block for block in page.blocks if block.grid is not None])
        for block in page.blocks[above:]:
            at = self._sentences(sheet, self._heading(sheet, at, block, len(page.widths)), block)
        sheet.print_area(0, 0, at - 1, len(page.widths) - 1)
        sheet.set_portrait()
        sheet.set_margins(left=0.45, right=0.45, top=0.7, bottom=0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)

    def _sentences(self, sheet: Worksheet, at: int, block: Block) -> int:
        """Draws a block's sentences from row ``at`` and says which row comes next."""
        for line in (part for whole in block.lines for part in wrap(whole, SUMMARY_LINE)):
            sheet.write_string(at, 0, _clean(line), self.style())
            at += 1
        return at

    def _heading(self, sheet: Worksheet, at: int, block: Block, width: int) -> int:
        style = self.style(bold=True, font_size=13, **_BANDS[block.tone])
        sheet.set_row(at, 26)
        for index in range(1, width):
            sheet.write_blank(at, index, None, style)
        sheet.write_string(at, 0, block.heading, style)
        return at + 1

    def _parts(self, sheet: Worksheet, at: int, page: Summary, blocks: Sequence[Block]) -> int:
        """One table; where it has several parts, each begins with a row that names it and its columns."""
        grids = [(block, block.grid) for block in blocks if block.grid is not None]
        if not grids:
            return at
        start, several = at, len(grids) > 1
        rooms = _rooms([Column("", width) for width in page.widths])
        looks = [self._looks("text")] * len(rooms)
        sheet.set_row(start, 20)
        part = self.style(
            bold=True, font_color=NAVY, bg_color=PART, text_wrap=True, valign="vcenter", indent=1
        )
        for block, grid in grids:
            if several:
                at += 1
                sheet.set_row(at, 20)
                first = block.heading if block.tone == "plain" else grid.headings[0]
                for index, heading in enumerate((first, *grid.headings[1:])):
                    sheet.write_string(at, index, heading, part)
                if block.link is not None:
                    sheet.write_url(at, 0, self._target(block.link), part, first)
            for line in grid.rows:
                at += 1
                self._row(sheet, at, line.cells, looks, rooms)
        headings = page.headings if several else grids[0][1].headings
        self._mark_up(sheet, start, headings, at - start, grids[0][1].name, filters=False)
        return at + 1


def _rooms(columns: Sequence[Column], *, bold: bool = False) -> list[int]:
    """How many characters a line of each column holds."""
    share = 1.0 if bold else 1.1
    return [max(4, int((column.width - INDENT) * share)) for column in columns]


@lru_cache(maxsize=4096)
def _lines(text: str, room: int) -> int:
    """How many lines the words take, filled greedily: no program grows rows by itself when a file is opened.

    textwrap says the same at three times the cost.
    """
    lines, used = 1, 0
    for word in text.split():
        long = len(word)
        if used and used + 1 + long <= room:
            used += 1 + long
        else:
            lines += (1 if used else 0) + (long - 1) // room
            used = (long - 1) % room + 1
    return lines


def _places(table: Table, start: int) -> dict[str | None, int]:
    """Where links arrive: the first row of each key, or a chart."""
    places = chart_rows(table, start)
    for at, line in enumerate(table.rows, start=start + 1):
        if line.key is not None:
            places.setdefault(line.key, at)
    return places


def _notes(table: Table) -> tuple[str, ...]:
    """The lines above a table, none much wider than it: a page is printed as small as its widest line asks."""
    room = max(NOTE_LINE, int(sum(column.width for column in table.columns)))
    return tuple(
        line
        for note in ("This sheet contains one table.", *table.notes)
        for line in wrap(note, room, break_on_hyphens=False)
    )


def _fill(colour: Colour, amber: AmberKind | None) -> dict[str, object]:
    shown = look(colour, amber)
    return {"bg_color": shown.fill, "font_color": shown.ink, "bold": True, "border": 1, "border_color": LINE}


def _clean(text: str) -> str:
    """File names may hold bytes that are no text; they must not stop a report."""
    return text.encode("utf-8", "replace").decode("utf-8")
