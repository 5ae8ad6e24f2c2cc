"""The guarded child that marks: a stranger's workbook is opened, marked and written again only here.

The library that keeps a workbook's looks makes an object of every cell, also of those that one word of XML calls into
being: a file of five kilobytes may ask for five gigabytes.
"""

from __future__ import annotations

import warnings
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import is_zipfile

from daready.evidence.cells.safe_names import own_tab
from daready.evidence.guarded import Json, serve
from daready.evidence.opening.passwords import is_locked
from daready.evidence.opening.stamp import ORIGINAL, SPOKEN, originals
from daready.evidence.tables.own_sheets import NOT_READ
from daready.foreign.files import NotTaken, take
from daready.workbooks_out.fault_list import FAULTS, INK, LISTED, Fault, list_faults, saved
from daready.workbooks_out.what_a_copy_loses import calls_too_many, is_too_large, losses

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ALWAYS = '"daready"<>""'
"""A rule that always holds: shading by rule leaves the cell's own colours as they were, to come back later."""
_SHADE = "FFFFD166"
_CELLS_A_RULE = 200


def main() -> None:
    """The child: a workbook and its faults come in, the bytes of its marked copy go out, or why there is none."""
    serve(_answer)


def _answer(job: Json) -> Json:
    """``marked``, or ``refused`` with its code and perhaps ``what`` would be lost."""
    path = Path(job["path"])
    try:
        data = take(path)
    except NotTaken as refused:
        return {"refused": refused.code}
    suffix = path.suffix.lower()
    if suffix == ".xlsm":
        return {"refused": "not_marked", "what": "its macros"}
    if is_locked(data):
        return {"refused": "not_marked_locked"}
    if suffix != ".xlsx" or not is_zipfile(BytesIO(data)):  # a renamed .xls is known by its bytes
        return {"refused": "not_marked_format"}
    if is_too_large(BytesIO(data)):
        return {"refused": "not_marked_large"}
    lost = losses(BytesIO(data))
    if lost is None:
        try:
            if calls_too_many(BytesIO(data)):
                return {"refused": "not_marked_stopped"}
            content = _marked(data, job["sha256"], [Fault(*fault) for fault in job["faults"]])
            return {"marked": b64encode(content).decode("ascii")}
        except MemoryError:
            return {"refused": "not_marked_stopped"}
        except Exception:  # whatever openpyxl makes of a workbook that another reader could read
            lost = "some of its contents"
    return {"refused": "not_marked", "what": lost}


def _marked(data: bytes, sha256: str, faults: list[Fault]) -> bytes:
    from openpyxl.packaging.custom import StringProperty

    book = _opened(data)
    earlier = originals(BytesIO(data))
    # In a person's own workbook their tabs have their own names; elsewhere hidden words stand as a number.
    titles = [sheet.title for sheet in book.worksheets]
    faults = [replace(fault, sheet=own_tab(fault.sheet, titles)) for fault in faults]
    for name in [sheet.title for sheet in book.worksheets if _is_ours(sheet)]:
        del book[name]
    for sheet in book.worksheets:
        if earlier:
            _unmark(sheet)
        _mark(sheet, [fault for fault in faults if fault.sheet == sheet.title])
    list_faults(book, faults, linked=True)
    for number, each in enumerate(sorted({*earlier, sha256}), start=1):
        name = f"{ORIGINAL} {number}"
        if name in book.custom_doc_props.names:
            del book.custom_doc_props[name]
        book.custom_doc_props.append(StringProperty(name=name, value=each))
    # openpyxl drops the results of formulas; Excel works them out again when the copy is opened.
    book.calculation.fullCalcOnLoad = True
    return saved(book)


def _opened(data: bytes) -> Workbook:
    """The whole workbook. What openpyxl warns of is mostly something it will not write again: a fault here."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", category=UserWarning)
        warnings.filterwarnings("ignore", message="Workbook contains no default style")
        return load_workbook(BytesIO(data), rich_text=True)


def _is_ours(sheet: Worksheet) -> bool:
    return sheet.title.startswith(FAULTS) and str(sheet["A2"].value or "").startswith(NOT_READ)


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


def _mark(sheet: Worksheet, faults: list[Fault]) -> None:
    said: dict[str, list[str]] = {}
    for fault in faults:
        if fault.cell is not None:
            said.setdefault(_anchor(sheet, fault.cell), []).append(f"{fault.text}\n{fault.fix}".strip())
    for name in list(said)[:LISTED]:
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
        rule = FormulaRule(formula=[_ALWAYS], fill=fill, font=Font(color=INK))
        rule.priority = number
        sheet.conditional_formatting.add(" ".join(cells[start : start + _CELLS_A_RULE]), rule)
