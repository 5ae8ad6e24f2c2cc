"""The list of what to put right: the first sheet of a marked copy, or a workbook by itself."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from daready.evidence.tables.own_sheets import NOT_READ

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FAULTS = "daready - what to put right"
LISTED = 2000
"""Cells with a comment, and lines of the list; a sheet wrong throughout needs no more to be understood."""
INK, _NAVY, _LINE = "FF1A1A1A", "FF1F3A5F", "FFBFC5CC"
_WIDTHS = (10, 28, 9, 62, 52)
_HEADED = ("How bad", "Sheet", "Cell", "What is wrong", "What to do")


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell, or one sheet or file, and what is wrong with it in words."""

    severity: str
    sheet: str | None
    cell: str | None
    text: str
    fix: str


def listed(faults: list[Fault]) -> bytes:
    """A workbook of the faults alone."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    list_faults(book, faults, linked=False)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def list_faults(book: Workbook, faults: list[Fault], *, linked: bool) -> None:
    """The first sheet: every fault with a link to its cell."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet = book.create_sheet(FAULTS, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    _write(sheet, 1, 1, "What to put right", Font(name="Arial", size=16, bold=True, color=_NAVY))
    _write(sheet, 2, 1, NOT_READ, Font(name="Arial", size=10, color="FF5A6470"))
    for row, line in enumerate(_how(len(faults), linked), start=3):
        _write(sheet, row, 1, line, Font(name="Arial", size=10))
    top = 6
    band = PatternFill(start_color=_NAVY, end_color=_NAVY, fill_type="solid")
    for column, (heading, width) in enumerate(zip(_HEADED, _WIDTHS, strict=True), start=1):
        _write(sheet, top, column, heading, Font(name="Arial", size=10, bold=True, color="FFFFFFFF"))
        sheet.cell(top, column).fill = band
        sheet.column_dimensions[sheet.cell(top, column).column_letter].width = width
    plain = Font(name="Arial", size=10)
    wrapped = Alignment(wrap_text=True, vertical="top")
    under = Border(bottom=Side(style="thin", color=_LINE))
    shown = sorted(faults, key=lambda fault: fault.severity)[:LISTED]
    for row, fault in enumerate(shown, start=top + 1):
        texts = (fault.severity, fault.sheet or "", fault.cell or "", fault.text, fault.fix)
        for column, text in enumerate(texts, start=1):
            _write(sheet, row, column, text, plain)
            sheet.cell(row, column).alignment = wrapped
            sheet.cell(row, column).border = under
        lines = max(-(-len(text) // int(width * 1.05)) for text, width in zip(texts, _WIDTHS, strict=True))
        sheet.row_dimensions[row].height = max(1, lines) * 13.5 + 3
        if linked and fault.cell and fault.sheet in book.sheetnames:
            _link(sheet.cell(row, 3), str(fault.sheet), fault.cell)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = "OFFICIAL-SENSITIVE"


def _how(count: int, linked: bool) -> tuple[str, ...]:
    cells = f"{count:,} place{'' if count == 1 else 's'} to put right."
    if count > LISTED:
        cells += f" The first {LISTED:,} are listed."
    if not linked:
        return (f"{cells} Put them right in the file itself; this list only says where.",)
    return (
        f"{cells} Each is shaded on its sheet, and its comment says what to type.",
        "Save this copy and send it in place of the first: daready knows what it replaces, and nothing counts twice.",
    )


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Any) -> None:
    """Text as text: what starts like a formula must not become one."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.font = font
    if text[:1] in "=+-@\t\r" and text:
        cell.quotePrefix = True


def _link(cell: Any, sheet: str, target: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{target}", display=target)
    cell.font = Font(name="Arial", size=10, underline="single", color="FF0B4F8A")
