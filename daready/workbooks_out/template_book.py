"""Draws a planned template as an Excel workbook with drop-downs, guidance and, for audits, a decision card."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from daready.evidence.tables.own_sheets import NOT_READ
from daready.workbooks_out.marking_sheet import MARKING_GUIDE, marking_sheet, note_of
from daready.workbooks_out.template import Field, Plan

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT, INK, NAVY, LINE, INPUT = "Arial", "#1A1A1A", "#1F3A5F", "#BFC5CC", "#FFFFE5"
GUIDE, CARD = "How to fill this in", "Decision card"
MARKING = "OFFICIAL-SENSITIVE when filled in"
ROOM = 1000
"""Rows under the headings whose cells have drop-downs; more than anybody types."""
_INLINE = 250
"""Excel takes a list inside a cell's rule up to 255 characters; longer ones are written out on the guidance."""
_LAST_COLUMN = 16_383
_UNLOCKED_SHEET = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What people may still do on the protected sheet. There is no password: it guards against slips, not people."""
_FORMATS = {"date": "d mmm yyyy", "period": "mmm yyyy"}


def draw(
    planned: Plan,
    card: Sequence[Sequence[str]] = (),
    *,
    others: Sequence[Plan] = (),
    about: tuple[str, Sequence[str]] | None = None,
    marking: str = MARKING,
) -> bytes:
    """The workbook's bytes. ``card``: the decision card as plain rows, headings first; none for no card.

    ``others``: further sheets to fill in, of the same form. ``about``: a sheet of lines that say what the workbook is,
    with its name. ``marking``: what stands over every sheet.
    """
    from xlsxwriter.workbook import Workbook

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK},
    }
    with Workbook(buffer, options) as book:
        book.set_properties({"title": planned.title, "subject": planned.stamp, "author": "daready"})
        _Drawing(book, planned, marking).draw(card, others, about)
    return buffer.getvalue()


class _Drawing:
    """One template being drawn; formats are made once each."""

    def __init__(self, book: Workbook, planned: Plan, marking: str) -> None:
        self.book, self.plan, self.marking = book, planned, marking
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.lists: dict[tuple[str, ...], str] = {}

    def draw(
        self, card: Sequence[Sequence[str]], others: Sequence[Plan], about: tuple[str, Sequence[str]] | None
    ) -> None:
        data = self._sheet(self.plan.sheet)
        more = [self._sheet(other.sheet) for other in others]
        if about:
            self._about(self._sheet(about[0]), *about)
        guide = self._sheet(GUIDE)
        self._guidance(guide)
        self._data(data)
        first = self.plan
        for self.plan, sheet in zip(others, more, strict=True):
            self._data(sheet)
        self.plan = first
        self._long_lists(guide)
        if self.plan.marked:
            marking_sheet(self._sheet(MARKING_GUIDE), self.plan.marked, self.style)
        if card:
            self._card(self._sheet(CARD), card)
        data.activate()

    def style(self, **properties: object) -> Format:
        every: dict[str, object] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
        key = tuple(sorted({**every, **properties}.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(key))
        return self.formats[key]

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
        sheet.set_header(f'&C&"{FONT}"&10{self.marking}')
        sheet.set_footer(f'&L&"{FONT}"&8{self.plan.stamp}&R&"{FONT}"&8Page &P of &N')
        sheet.fit_to_pages(1, 0)
        return sheet

    # -- the sheet people fill in ----------------------------------------------------------------------

    def _data(self, sheet: Worksheet) -> None:
        free = self.style(locked=False)
        sheet.set_column(0, _LAST_COLUMN, None, free)
        widths = [_CORE_WIDTH if self._turned(field) else _width(field) for field in self.plan.columns]
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width, free)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, self.plan.title, self.style(bold=True, font_size=16, font_color=NAVY))
        sheet.write_string(1, 0, self.plan.stamp, self.style(font_size=8, font_color="#5A6470"))
        start = 3
        for field in self.plan.facts:
            self._fact(sheet, start, field)
            start += 1
        start += bool(self.plan.facts)
        self._table(sheet, start, widths)
        sheet.protect("", dict(_UNLOCKED_SHEET))

    def _fact(self, sheet: Worksheet, at: int, field: Field) -> None:
        label = self.style(bold=field.required, valign="vcenter", text_wrap=True)
        box = self.style(
            locked=False,
            bg_color=INPUT,
            border=1,
            border_color=LINE,
            align="left",
            valign="vcenter",
            num_format=_FORMATS.get(field.reads, "General"),
        )
        sheet.set_row(at, 18)
        sheet.write_string(at, 0, field.heading, label)
        if field.filled:
            sheet.write_string(at, 1, field.filled, box)
        else:
            sheet.write_blank(at, 1, None, box)
        sheet.data_validation(at, 1, at, 1, self._rule(field) | _message(field.heading, field.help))

    def _table(self, sheet: Worksheet, start: int, widths: Sequence[int]) -> None:
        heading = self.style(**_HEADING)
        headings = ["" if self._turned(field) else field.heading for field in self.plan.columns]
        upright = {"rotation": 90, "align": "center"}
        notes = {one.id: note_of(one.marking) for one in self.plan.marked}
        sheet.set_row(start, _CORE_HEIGHT if self.plan.core else _height(headings, widths, 1.0))
        for at, field in enumerate(self.plan.columns):
            head = self.style(**_HEADING, **upright) if self._turned(field) else heading
            sheet.write_string(start, at, field.heading, head)
            if field.id in notes:
                sheet.write_comment(start, at, notes[field.id], _NOTE)
            sheet.data_validation(
                start, at, start, at, {"validate": "any"} | _message(_name(field), field.help)
            )
            rule = self._rule(field)
            if rule["validate"] != "any":
                sheet.data_validation(start + 1, at, start + ROOM, at, rule)
            box = self.style(
                locked=False,
                bg_color=INPUT,
                border=1,
                border_color=LINE,
                text_wrap=not field.question,
                shrink=self._turned(field),
                align="left",
                num_format=_FORMATS.get(field.reads, "General"),
            )
            for number in range(self.plan.rows):
                given = self.plan.given[number].get(field.id) if number < len(self.plan.given) else None
                if given:
                    sheet.write_string(start + 1 + number, at, given, box)
                else:
                    sheet.write_blank(start + 1 + number, at, None, box)
        sheet.freeze_panes(start + 1, 1)
        sheet.repeat_rows(start)
        if self.plan.core:
            sheet.fit_to_pages(1, 1)
            sheet.print_area(0, 0, start + self.plan.rows, len(headings) - 1)
        elif len(headings) > 24:
            sheet.fit_to_pages(0, 0)
            sheet.repeat_columns(0)

    def _turned(self, field: Field) -> bool:
        """Whether a heading stands upright, so that all of a core form goes on one page."""
        return self.plan.core and field.question

    def _rule(self, field: Field) -> dict[str, Any]:
        """The rule of a cell: a list to choose from, or the kind of thing it must be."""
        choices = self.plan.items if field.reads == "code" else field.choices
        if choices:
            return {
                "validate": "list",
                "source": self._source(choices),
                "error_title": "Not in the list",
                "error_message": "Choose one of the words in the list, or leave the cell empty.",
            }
        if field.reads == "date":
            return {
                "validate": "date",
                "criteria": ">=",
                "value": _day(2000),
                "error_title": "Not a date",
                "error_message": "Type day, month and year, such as 3 Apr 2026.",
            }
        if field.reads == "number":
            return {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": "Not a number",
                "error_message": "Type the number alone, or leave the cell empty.",
            }
        return {"validate": "any"}

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        """The words themselves where Excel takes them, else the name of the range they are written in."""
        if len(",".join(choices)) <= _INLINE and not any("," in word for word in choices):
            return list(choices)
        if choices not in self.lists:
            self.lists[choices] = (
                "daready_items" if choices == self.plan.items else f"daready_list_{len(self.lists)}"
            )
        return f"={self.lists[choices]}"

    # -- guidance ----------------------------------------------------------------------------------------

    def _guidance(self, sheet: Worksheet) -> None:
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, GUIDE, self.style(bold=True, font_size=16, font_color=NAVY))
        sheet.write_string(1, 0, NOT_READ, self.style(font_color="#5A6470"))
        at = 3
        for line in _advice(self.plan):
            sheet.write_string(at, 0, line, self.style())
            at += 1
        at = self._grid(
            sheet,
            at + 1,
            _COLUMNS_HEADED,
            [_column_row(f) for f in (*self.plan.facts, *self.plan.columns) if not f.question],
        )
        if self.plan.row == "case":
            rows = [(g.id, g.title, g.words, g.applies, g.who) for g in self.plan.guides]
            at = self._grid(sheet, at + 1, _QUESTIONS_HEADED, rows)
        else:
            rows = [(g.id, g.title, g.words, g.applies, g.who) for g in self.plan.guides]
            self._name_range("daready_items", 1, at + 2, len(rows))
            at = self._grid(sheet, at + 1, _ITEMS_HEADED, rows)
        for column, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(column, column, width)
        self.guide_end = at
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _grid(self, sheet: Worksheet, at: int, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
        """A small table with its headings, without columns that say nothing; says which row comes after."""
        kept = [n for n in range(len(headings)) if any(row[n] for row in rows)]
        headings, rows = [headings[n] for n in kept], [[row[n] for n in kept] for row in rows]
        top = self.style(bold=True, font_color="#FFFFFF", bg_color=NAVY, text_wrap=True, valign="vcenter")
        plain = self.style(text_wrap=True, bottom=1, bottom_color=LINE)
        for column, heading in enumerate(headings):
            sheet.write_string(at, column, heading, top)
        for number, row in enumerate(rows, start=at + 1):
            sheet.set_row(number, _height(row, _GUIDE_WIDTHS[: len(row)], 1.1))
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, plain)
        return at + 1 + len(rows)

    def _long_lists(self, sheet: Worksheet) -> None:
        """Lists too long for a cell's rule, each in a column of its own to be seen and not hidden."""
        plain = self.style()
        column = len(_GUIDE_WIDTHS) + 1
        for words, name in self.lists.items():
            if name == "daready_items":
                continue
            sheet.set_column(column, column, 28)
            sheet.write_string(2, column, "Words to choose from", self.style(bold=True))
            for row, word in enumerate(words, start=3):
                sheet.write_string(row, column, word, plain)
            self._name_range(name, column, 3, len(words))
            column += 1
        sheet.print_area(0, 0, self.guide_end, len(_GUIDE_WIDTHS) - 1)

    def _name_range(self, name: str, column: int, first: int, count: int) -> None:
        from xlsxwriter.utility import xl_range_abs

        self.book.define_name(
            name, f"='{GUIDE}'!{xl_range_abs(first, column, first + max(count, 1) - 1, column)}"
        )

    def _about(self, sheet: Worksheet, name: str, lines: Sequence[str]) -> None:
        """What the workbook is, a line a row."""
        sheet.set_row(0, 26)
        sheet.set_column(0, 0, 110)
        sheet.write_string(0, 0, name, self.style(bold=True, font_size=16, font_color=NAVY))
        sheet.write_string(1, 0, NOT_READ, self.style(font_color="#5A6470"))
        for at, line in enumerate(lines, start=3):
            sheet.write_string(at, 0, line, self.style(text_wrap=True))
        sheet.protect("", {"format_columns": True})

    # -- the decision card -------------------------------------------------------------------------------

    def _card(self, sheet: Worksheet, card: Sequence[Sequence[str]]) -> None:
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, CARD, self.style(bold=True, font_size=16, font_color=NAVY))
        sheet.write_string(1, 0, NOT_READ, self.style(font_color="#5A6470"))
        for at, line in enumerate(_CARD_NOTES, start=3):
            sheet.write_string(at, 0, line, self.style())
        start = 4 + len(_CARD_NOTES)
        headings, *rows = card
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, len(headings) - 1, 14)
        top = self.style(
            bold=True, font_color="#FFFFFF", bg_color=NAVY, text_wrap=True, align="center", valign="vcenter"
        )
        sheet.set_row(start, 42)
        for column, heading in enumerate(headings):
            sheet.write_string(start, column, heading, top)
        for number, row in enumerate(rows, start=start + 1):
            sheet.set_row(number, 18)
            for column, text in enumerate(row):
                fill = _CARD_FILLS[(column - 1) % 4] if column else "#FFFFFF"
                style = self.style(
                    bg_color=fill,
                    bold=number == start + 1,
                    align="center",
                    valign="vcenter",
                    border=1,
                    border_color=LINE,
                )
                sheet.write_string(number, column, text, style)
        sheet.protect("", {"format_columns": True})


_NOTE = {"author": "daready", "font_name": FONT, "font_size": 9, "x_scale": 2.6, "y_scale": 3}
_WIDTHS = {"reference": 24, "code": 46, "presence": 30, "person": 14, "date": 13, "period": 12}
_GUIDE_WIDTHS = (24, 46, 52, 34, 34)
_COLUMNS_HEADED = ("Fill in", "What goes there", "Words in its list", "Needed")
_QUESTIONS_HEADED = ("No.", "What is asked", "Words in its list", "When it applies", "Who can answer")
_ITEMS_HEADED = ("Code", "Words in the list", "What it means", "What it serves", "Whose it is")
_CARD_FILLS = ("#F6D5D5", "#E6E6E6", "#FCE8C5", "#D5EBDA")
_CARD_NOTES = (
    "How many Yes answers each colour needs, settled before anybody looks. The first line is the sample size chosen.",
    "Leave off answers of not applicable, and use the line for what is left. Partial and not recorded "
    "are not Yes.",
    "Critical criteria need more to be Green. The card applies to cases drawn at random, every nth case, or all of "
    "them, at equal weight.",
    "With few answers no colour can be given: Grey is a result, and more cases settle it.",
)


def _advice(planned: Plan) -> tuple[str, ...]:
    rows = {"case": "One row for each case.", "totals": "One row for each question and month."}.get(
        planned.row, "One row for each item of the list; use only the rows you need."
    )
    guided = (f"What counts as each answer is on the sheet {MARKING_GUIDE}.",) if planned.marked else ()
    return (
        f"{rows} Fill in the yellow cells of the sheet {planned.sheet}; click a heading for its meaning.",
        "Do not write names, addresses or what happened anywhere in this workbook: such text is never kept.",
        "Leave the headings as they are. The sheets are protected against accidental changes, without a password.",
        *guided,
        "When it is done: daready check FILE says whether everything was understood.",
    )


def _column_row(field: Field) -> tuple[str, str, str, str]:
    return field.heading, field.help, ", ".join(field.choices), "Needed" if field.required else ""


def _name(field: Field) -> str:
    return field.id if field.question else field.heading


def _message(title: str, text: str) -> dict[str, str]:
    """Help shown when the cell is chosen; Excel takes 32 characters of title and 255 of text."""
    return {"input_title": title[:32], "input_message": text if len(text) <= 255 else text[:252] + "..."}


_HEADING: dict[str, Any] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": LINE,
}
_CORE_WIDTH, _CORE_HEIGHT = 7, 190


def _width(field: Field) -> int:
    if field.reads in _WIDTHS:
        return _WIDTHS[field.reads]
    return max(13, min(22, max((len(word) for word in field.choices), default=0) + 3))


def _height(texts: Sequence[str], widths: Sequence[int], share: float) -> float:
    lines = [len(wrap(text, max(4, int(w * share)))) or 1 for text, w in zip(texts, widths, strict=True)]
    return min(400.0, max(lines) * 12.75 + 4)


def _day(year: int) -> Any:
    from datetime import date

    return date(year, 1, 1)
