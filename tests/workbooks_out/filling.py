"""Fills a template in as a careful person would: openpyxl reads its drop-downs, which daready did not draw with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

ITEMS = {"Question", "Measure", "Document", "Criterion", "Staff role", "Survey stage"}
PLAIN: dict[str, Any] = {
    "Case reference": lambda row: f"CC/{4000 + row}/26",
    "Month": lambda row: datetime(2025, 1 + row % 12, 1),
    "Training month": lambda row: datetime(2025, 1 + row % 12, 1),
    "Survey month": lambda row: datetime(2025, 1 + row % 12, 1),
    "District": lambda row: "North",
    "Met": lambda row: row,
    "Looked at": lambda row: row + 10,
    "Numerator": lambda row: row,
    "Denominator": lambda row: row + 10,
    "Staff in date": lambda row: row,
    "Staff in scope": lambda row: row + 10,
    "Victims satisfied": lambda row: row,
    "Victims who answered": lambda row: row + 10,
    "Auditor": lambda row: "AB1",
    "Owner": lambda row: "DCI",
    "Checked by": lambda row: "DS",
    "By": lambda row: "DCI",
    "Second": lambda row: "DS",
    "Reason": lambda row: "Seen on site",
    "Drawn by": lambda row: "AB1",
}


def choices(book: Workbook, sheet: Any, cell: str) -> list[str] | None:
    """The words of a cell's drop-down, or None where it has none."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            if rule.formula1.startswith('"'):
                return rule.formula1.strip('"').split(",")
            name = rule.formula1.lstrip("=")
            ((tab, area),) = book.defined_names[name].destinations
            return [row[0].value for row in book[tab][area]]
    return None


def heading_row(sheet: Any) -> int:
    return int(sheet.freeze_panes[1:]) - 1


def fill(path: Path, rows: int = 12, *, leave_month: bool = False) -> dict[str, list[str]]:
    """Fill the facts and so many rows; returns the words of every drop-down by heading."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = heading_row(sheet)
    offered: dict[str, list[str]] = {}
    for number in range(1, top):
        label = sheet.cell(number, 1).value
        box = sheet.cell(number, 2)
        if label is None or box.protection.locked or box.value is not None:
            continue
        words = choices(book, sheet, box.coordinate)
        box.value = words[0] if words else _fact(label)
    for column in range(1, sheet.max_column + 1):
        heading = sheet.cell(top, column).value
        if heading is None:
            continue
        words = choices(book, sheet, sheet.cell(top + 1, column).coordinate)
        if words:
            offered[heading] = words
        for row in range(1, rows + 1):
            sheet.cell(top + row, column).value = _value(heading, words, row)
    book.save(path)
    return offered


def _fact(label: str) -> object:
    if label in {"Month", "Audit month"}:
        return "July 2026"
    return {"Population": 200, "Drawn on": datetime(2026, 7, 1)}.get(label) or "AB1"


def _value(heading: str, words: list[str] | None, row: int) -> object:
    if words:
        # Cases to which a question plainly applies may not say that it does not; that is told, rightly.
        words = [word for word in words if word != "Not applicable"] or words
        return words[row % len(words)]
    if heading in PLAIN:
        return PLAIN[heading](row)
    return row if heading.startswith("Q") else datetime(2026, 3, row)
