"""Draws sheets as text in the test and puts them on disk as real workbooks, so tests show what they read."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path

import xlsxwriter


class Share(float):
    """A number that its cell shows as a percentage."""


def cells(drawing: str) -> list[list[object]]:
    """A pipe-drawn table as rows: ``#`` before a number, ``@`` before an ISO date, ``!`` before a boolean.

    ``%`` is before a number that is shown as a percentage. In a workbook ``~`` strikes the text out, ``^`` is an
    Excel error and ``&`` a comment on a blank cell.
    """
    lines = drawing.strip("\n").split("\n")
    return [[_cell(part.strip()) for part in line.split("|")] for line in lines]


def _cell(text: str) -> object:
    if text.startswith("#"):
        return float(text[1:])
    if re.fullmatch(r"%[\d.]+", text):
        return Share(text[1:])
    if text.startswith("@"):
        return date.fromisoformat(text[1:])
    if text in ("!true", "!false"):
        return text == "!true"
    return text.replace("\\n", "\n")


def book(path: Path, *, merge: tuple[tuple[str, str], ...] = (), **sheets: str | list[list[object]]) -> Path:
    """A workbook with a sheet for each keyword (underscores are blanks); ``merge`` is on the first sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": False})
    workbook.set_properties({"created": datetime(2026, 1, 1)})
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    share = workbook.add_format({"num_format": "0%"})
    struck = workbook.add_format({"font_strikeout": True})
    for number, (name, drawing) in enumerate(sheets.items()):
        sheet = workbook.add_worksheet(name.replace("_", " "))
        if number == 0:
            for area, text in merge:
                sheet.merge_range(area, text)
        rows = cells(drawing) if isinstance(drawing, str) else drawing
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(r, c, value)
                elif isinstance(value, Share):
                    sheet.write_number(r, c, value, share)
                elif isinstance(value, float):
                    sheet.write_number(r, c, value)
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, datetime(value.year, value.month, value.day), day)
                elif str(value).startswith("~"):
                    sheet.write_string(r, c, str(value)[1:], struck)
                elif str(value).startswith("^"):
                    sheet.write_formula(r, c, "=A1", None, str(value)[1:])
                elif str(value).startswith("&"):
                    sheet.write_comment(r, c, str(value)[1:])
                elif value:
                    sheet.write_string(r, c, str(value))
    workbook.close()
    return path


def text(path: Path, drawing: str, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The same drawing as a csv file."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(cells(drawing))
    return path
