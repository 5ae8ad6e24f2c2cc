"""The person's own workbook back with each faulty cell shaded and told what to type, or a list of the faults."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daready.evidence.cells.safe_names import own_tab
from daready.evidence.model import Evidence, FileAccount, Notice
from daready.evidence.notices import notice_of
from daready.evidence.opening.passwords import is_locked
from daready.evidence.opening.stamp import ORIGINAL, SPOKEN, originals
from daready.evidence.tables.own_sheets import NOT_READ
from daready.workbooks_out.what_a_copy_loses import is_too_large, losses

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FAULTS = "daready - what to put right"
_ALWAYS = '"daready"<>""'
"""A rule that always holds: shading by rule leaves the cell's own colours as they were, to come back later."""
_SHADE, _INK, _NAVY, _LINE = "FFFFD166", "FF1A1A1A", "FF1F3A5F", "FFBFC5CC"
_COMMENTS = 2000
"""Cells with a comment, and lines of the list; a sheet wrong throughout needs no more to be understood."""
_CELLS_A_RULE = 200
_CANNOT_OPEN = frozenset({"duplicate_file", "replaced_by_marked", "marked_twice"})
_WIDTHS = (10, 28, 9, 62, 52)
_HEADED = ("How bad", "Sheet", "Cell", "What is wrong", "What to do")
_SEVERITIES = {"error": "Error", "warning": "Warning"}


@dataclass(frozen=True, slots=True)
class Marked:
    """One file to hand back: the name it should have and its bytes, or a list of faults with why only that."""

    file: str
    name: str
    content: bytes
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class _Fault:
    severity: str
    sheet: str | None
    cell: str | None
    text: str
    fix: str


def hand_back(evidence: Evidence, places: Mapping[str, Path]) -> Iterator[Marked]:
    """What to hand back for every file with faults. The originals are only read, and only those that the
    guarded reader could read; a file it refused has nothing to mark, and its notice says what to do.
    """
    for account in evidence.files:
        faults = list(_faults(account))
        path = places.get(account.source.file)
        if not faults or path is None or not any(sheet.rows_read for sheet in account.sheets):
            continue
        if any(notice.code in _CANNOT_OPEN for notice in account.notices):
            continue
        yield _handed(account, path, faults)


def _faults(account: FileAccount) -> Iterator[_Fault]:
    """Each cell of each warning and error; what is only information is no fault of anybody's."""
    for notice in account.notices:
        if notice.severity not in _SEVERITIES:
            continue
        where = " › ".join(part for part in (notice.file, notice.sheet, notice.cell) if part)
        text = notice.message.removeprefix(f"{where}: ")
        text = text[:1].upper() + text[1:]
        for cell in notice.cells or (notice.cell,):
            yield _Fault(_SEVERITIES[notice.severity], notice.sheet, cell, text, notice.fix)


def _handed(account: FileAccount, path: Path, faults: list[_Fault]) -> Marked:
    file = account.source.file
    flat = file.replace("/", " - ")
    suffix = path.suffix.lower()
    if suffix == ".xlsm":
        refused = notice_of("not_marked", file, what="its macros")
    elif is_locked(path.read_bytes()):
        refused = notice_of("not_marked_locked", file)
    elif suffix != ".xlsx" or not zipfile.is_zipfile(path):  # a renamed .xls is known by its bytes
        refused = notice_of("not_marked_format", file)
    elif is_too_large(path):
        refused = notice_of("not_marked_large", file)
    else:
        lost = losses(path)
        if lost is None:
            try:
                return Marked(file, flat, _marked(path, account.source.sha256, faults))
            except Exception:  # whatever openpyxl makes of a workbook that another reader could read
                lost = "some of its contents"
        refused = notice_of("not_marked", file, what=lost)
    return Marked(file, f"{flat} - what to put right.xlsx", _listed(faults), refused)


def _listed(faults: list[_Fault]) -> bytes:
    """A workbook of the faults alone."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _list_faults(book, faults, linked=False)
    return _saved(book)


def _marked(path: Path, sha256: str, faults: list[_Fault]) -> bytes:
    from openpyxl.packaging.custom import StringProperty

    book = _opened(path)
    earlier = originals(path)
    # In a person's own workbook their tabs have their own names; elsewhere hidden words stand as a number.
    titles = [sheet.title for sheet in book.worksheets]
    faults = [replace(fault, sheet=own_tab(fault.sheet, titles)) for fault in faults]
    for name in [sheet.title for sheet in book.worksheets if _is_ours(sheet)]:
        del book[name]
    for sheet in book.worksheets:
        if earlier:
            _unmark(sheet)
        _mark(sheet, [fault for fault in faults if fault.sheet == sheet.title])
    _list_faults(book, faults, linked=True)
    for number, each in enumerate(sorted({*earlier, sha256}), start=1):
        name = f"{ORIGINAL} {number}"
        if name in book.custom_doc_props.names:
            del book.custom_doc_props[name]
        book.custom_doc_props.append(StringProperty(name=name, value=each))
    # openpyxl drops the results of formulas; Excel works them out again when the copy is opened.
    book.calculation.fullCalcOnLoad = True
    return _saved(book)


def _opened(path: Path) -> Workbook:
    """The whole workbook. What openpyxl warns of is mostly something it will not write again: a fault here."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", category=UserWarning)
        warnings.filterwarnings("ignore", message="Workbook contains no default style")
        return load_workbook(path, rich_text=True)


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _is_ours(sheet: Worksheet) -> bool:
    return sheet.title.startswith(FAULTS) and str(sheet["A2"].value or "").startswith(NOT_READ)


# -- marks on the person's own sheets ------------------------------------------------------------------


def _unmark(sheet: Worksheet) -> None:
    """Take off the marks of an earlier run, and nothing else."""
    from openpyxl.formatting.formatting import ConditionalFormattingList

    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and SPOKEN in cell.comment.text:
                _say(cell, "")
    kept = ConditionalFormattingList()
    for ranges in sheet.conditional_formatting:
        for rule in ranges.rules:
            if rule.formula != [_ALWAYS]:
                kept.add(str(ranges.sqref), rule)
    sheet.conditional_formatting = kept


def _mark(sheet: Worksheet, faults: list[_Fault]) -> None:
    said: dict[str, list[str]] = {}
    for fault in faults:
        if fault.cell is not None:
            said.setdefault(_anchor(sheet, fault.cell), []).append(f"{fault.text}\n{fault.fix}".strip())
    for name in list(said)[:_COMMENTS]:
        _say(sheet[name], SPOKEN + "\n".join(dict.fromkeys(said[name])))
    _shade(sheet, list(said))


def _anchor(sheet: Worksheet, cell: str) -> str:
    """The cell itself, or the first of the merged cells it is part of."""
    for area in sheet.merged_cells.ranges:
        if cell in area:
            return str(area.start_cell.coordinate)
    return cell


def _say(cell: Any, text: str) -> None:
    """Put our words under the person's own comment, or take ours off where there are none to say."""
    from openpyxl.comments import Comment

    old = cell.comment
    theirs = old.text.partition(SPOKEN)[0].rstrip() if old is not None else ""
    whole = "\n\n".join(part for part in (theirs, text) if part)
    if not whole:
        cell.comment = None
        return
    comment = Comment(whole, old.author if old is not None and theirs else "daready")
    comment.width, comment.height = 320, 60 + 18 * (len(whole) // 42 + whole.count("\n"))
    cell.comment = comment


def _shade(sheet: Worksheet, cells: list[str]) -> None:
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    starts = range(0, len(cells), _CELLS_A_RULE)
    for ranges in sheet.conditional_formatting if cells else ():
        for rule in ranges.rules:
            rule.priority += len(starts)  # ours come first, or a colour of theirs would hide the fault
    for number, start in enumerate(starts, start=1):
        fill = PatternFill(start_color=_SHADE, end_color=_SHADE, fill_type="solid")
        rule = FormulaRule(formula=[_ALWAYS], fill=fill, font=Font(color=_INK))
        rule.priority = number
        sheet.conditional_formatting.add(" ".join(cells[start : start + _CELLS_A_RULE]), rule)


# -- the list of faults --------------------------------------------------------------------------------


def _list_faults(book: Workbook, faults: list[_Fault], *, linked: bool) -> None:
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
    shown = sorted(faults, key=lambda fault: fault.severity)[:_COMMENTS]
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
    if count > _COMMENTS:
        cells += f" The first {_COMMENTS:,} are listed."
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


def with_notices(evidence: Evidence, handed: list[Marked]) -> Evidence:
    """The evidence with what had to be said about files that could not be marked."""
    said: dict[str, list[Notice]] = {}
    for one in handed:
        if one.notice is not None:
            said.setdefault(one.file, []).append(one.notice)
    files = tuple(
        replace(account, notices=(*account.notices, *said.get(account.source.file, ())))
        for account in evidence.files
    )
    return replace(evidence, files=files)
