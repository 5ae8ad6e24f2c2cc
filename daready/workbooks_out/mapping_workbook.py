"""The workbook that asks a person what their own headings and words mean, with a list to choose from on each line."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.cells.remembered_words import ROLES
from daready.evidence.grid.cell_text import letter
from daready.evidence.model import Asked
from daready.evidence.records.mapping_answers import (
    COLUMNS,
    DAY,
    FIRST,
    FORM,
    MARK,
    MEANS,
    ROLE,
    SEAL,
    SHEET,
    TOKEN,
    kind_shown,
    options,
)
from daready.rubric.model import Marking

GUIDE = "What each question asks"
GUIDED = TOKEN + 1
"""The column beside what is not to be changed; nothing is read from it."""
_WIDTHS = (10, 34, 18, 8, 40, 15, 52)
_HOW = (
    "Choose what each line means in the yellow column; leave a line empty if you do not know. Fill in the two "
    "yellow cells below. Then run: daready check THIS FILE --remember"
)


def mapping_workbook(asked: Iterable[Asked], forms: KnownForms, guide: Mapping[str, Marking]) -> bytes:
    """The bytes of a mapping workbook: a line for each heading, word and choice, by form.

    Beside each line the guide of whatever is chosen shows: two questions of one name may not ask the same.
    """
    import xlsxwriter

    lines = sorted(asked, key=lambda one: (one.form, one.kind, one.file, one.sheet, one.cell))
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": MARK, "created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    lists = _lists(book, {(one.form, one.kind) for one in lines}, forms.forms)
    told = _guide(book, {one.form for one in lines if one.kind == "heading"}, forms.forms, guide)
    _above(book, sheet, forms.memory.seal)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    fill = book.add_format({"bg_color": "#FFF2CC", "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(FIRST - 1, 0, COLUMNS, head)
    for row, one in enumerate(lines, FIRST):
        stands = one.found or f"{one.letters} letters"
        for column, text in enumerate((kind_shown(one.kind), one.file, one.sheet, one.cell, stands)):
            sheet.write_string(row, column, text, plain)
        sheet.write_number(row, MEANS - 1, one.places, plain)
        sheet.write_blank(row, MEANS, None, fill)
        sheet.data_validation(
            row, MEANS, row, MEANS, {"validate": "list", "source": lists[one.form, one.kind]}
        )
        sheet.write_string(row, FORM, one.form, plain)
        sheet.write_string(row, TOKEN, one.token)
        if told:
            sheet.write_formula(row, GUIDED, _look_up(row, told), plain, "")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(FORM, TOKEN, 20, None, {"hidden": True})
    if told:
        sheet.write_string(FIRST - 1, GUIDED, "What counts as Yes in what you chose", head)
        sheet.set_column(GUIDED, GUIDED, 60)
    sheet.freeze_panes(FIRST, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return stream.getvalue()


def _guide(book: Any, asked: set[str], forms: dict[str, KnownForm], guide: Mapping[str, Marking]) -> int:
    """A sheet with what counts as Yes in each question that may be chosen; says how many there are."""
    rows = {
        shown: f"{marking.yes or marking.counted} Look at: {marking.look}"
        for form in sorted(asked)
        for shown, name in options(forms[form], "heading").items()
        if (marking := guide.get(f"{form}/{name}"))
    }
    if rows:
        sheet = book.add_worksheet(GUIDE)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for row, (shown, text) in enumerate(rows.items()):
            sheet.write_string(row, 0, shown, wrapped)
            sheet.write_string(row, 1, text, wrapped)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 100)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return len(rows)


def _look_up(row: int, told: int) -> str:
    return f"=IFERROR(VLOOKUP({letter(MEANS)}{row + 1},'{GUIDE}'!$A$1:$B${told},2,FALSE),\"\")"


def _above(book: Any, sheet: Any, seal: str) -> None:
    """The title, what to do, and the cells for who answers and when."""
    label = book.add_format({"bold": True})
    fill = book.add_format({"bg_color": "#FFF2CC", "border": 1})
    day = book.add_format({"bg_color": "#FFF2CC", "border": 1, "num_format": "dd/mm/yyyy", "align": "left"})
    sheet.write_string(0, 0, MARK, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, _HOW)
    sheet.write_string(ROLE[0], 0, "Your role", label)
    sheet.write_blank(*ROLE, None, fill)
    sheet.data_validation(*ROLE, *ROLE, {"validate": "list", "source": list(ROLES)})
    sheet.write_string(DAY[0], 0, "Date", label)
    sheet.write_blank(*DAY, None, day)
    sheet.write_string(SEAL[0], 0, "Do not change")
    sheet.write_string(*SEAL, seal)
    sheet.set_row(SEAL[0], None, None, {"hidden": True})


def _lists(
    book: Any, wanted: set[tuple[str, str]], forms: dict[str, KnownForm]
) -> dict[tuple[str, str], str]:
    """A column of choices for each form and kind on a sheet of their own, and the range each stands in."""
    sheet = book.add_worksheet("Choices")
    ranges: dict[tuple[str, str], str] = {}
    for column, (form, kind) in enumerate(sorted(wanted)):
        offered = list(options(forms[form], kind))
        sheet.write_column(0, column, offered)
        at = letter(column)
        ranges[form, kind] = f"=Choices!${at}$1:${at}${len(offered)}"
        sheet.set_column(column, column, 60)
    sheet.hide()
    return ranges
