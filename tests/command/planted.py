"""Workbooks of every form with a person's marks planted wherever people write: no output may repeat one."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from daready.rubric.library import load_rubric
from daready.rubric.model import Form
from tests.evidence import xlsb

NAME = "Zelphira Quandle"
MARKS = (NAME, "ZQX/48151/62", "07700 900416", "zelphira.quandle@example.org", f"Yes but {NAME} says no")
TRACE = re.compile(r"zelphira|quandle|zqx|48151/62|0?7700\s?900\s?416", re.IGNORECASE)


def traces(data: bytes) -> list[str]:
    """Every mark found in some bytes: as text of either kind; of a workbook, within its names and parts.

    Packed bytes themselves are not searched: three letters stand in any large file by chance.
    """
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return [
                hit for name in parts.namelist() for hit in TRACE.findall(name) + traces(parts.read(name))
            ]
    return [hit for text in ("utf-8", "utf-16-le") for hit in TRACE.findall(data.decode(text, "ignore"))]


def plant(folder: Path) -> None:
    """A folder of evidence in which marks stand in every cell, heading, fact, comment, tab and file name."""
    forms = {form.id: form for form in load_rubric().forms}
    books = [(form, tables(form, forms)) for form in forms.values()]
    for form, sheets in books:
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets):
            sheet = book.create_sheet((f"{NAME} {number}", f"June {NAME}", "Plain", "Q June 2026")[number])
            for row in rows:
                sheet.append(row)
            _comment(sheet)
        book.properties.creator = NAME
        book.save(folder / f"{NAME} {form.id} June 2026.xlsx")
        with (folder / f"{form.id} {MARKS[3]} June 2026.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(sheets[0])
        drawing = "\n".join(" | ".join(str(cell).replace("\n", " ") for cell in row) for row in sheets[0])
        xlsb.book(folder / f"{form.id} {NAME} June 2026.xlsb", **{NAME: drawing})
    whole = next(folder.glob("*.xlsx")).read_bytes()
    (folder / f"copy {NAME}.xlsx").write_bytes(whole)
    (folder / f"another {NAME}.xlsx").write_bytes(whole)
    (folder / f"cut {NAME}.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / f"{MARKS[2]}.xlsx").write_bytes(b"\xff\xd8\xff" + NAME.encode())
    (folder / f"photo of {NAME}.jpg").write_bytes(NAME.encode())
    (folder / f"empty {NAME}.csv").write_bytes(b"")
    (folder / f"~${NAME} case-audit June 2026.xlsx").write_bytes(NAME.encode())
    (folder / f"notes {NAME}.csv").write_text(f"{NAME},{MARKS[2]}\n{MARKS[1]},x\n", encoding="utf-8")
    (folder / NAME).mkdir()
    (folder / NAME / "June 2026.csv").write_text(f"{NAME}\n", encoding="utf-8")


def tables(form: Form, forms: dict[str, Form]) -> list[list[list[object]]]:
    """Four sheets of a form: marks in facts and cells, in headings too, in few cells, and beside the table."""
    columns = sound_row(form, forms)
    clean = list(columns.values())
    facts = [[fact.headings[0], mark] for fact in form.facts if fact.headings for mark in MARKS[:1]]
    headings: list[object] = list(columns)
    rows = [[_row_of(clean, n)] for n in range(8)]
    planted: list[list[object]] = [row[0] for row in rows]
    for at in range(len(clean)):
        for number, mark in enumerate(MARKS):
            row = _row_of(clean, 100 + at * len(MARKS) + number)
            row[at] = mark
            planted.append(row)
    title: list[object] = [f"Audit by {NAME}, {MARKS[2]}"]
    marked = [f"{heading} ({NAME})" if at % 5 == 4 else heading for at, heading in enumerate(headings)]
    tail: list[object] = [MARKS[1], NAME]
    return [
        [title, *facts, headings, *planted, tail, [NAME], [f"Total {NAME}", 3], [f"Note: {NAME}"]],
        [title, *facts, [*marked, NAME, MARKS[3]], *[[*_again(row, "B"), *MARKS] for row in planted]],
        [headings, *[_again(row, "C") for row in planted[:9]]],
        [[NAME], [MARKS[1], MARKS[2]], *planted[:3]],
    ]


def sound_row(form: Form, forms: dict[str, Form]) -> dict[str, object]:
    """Each heading of a form with a value that it reads."""
    values: dict[str, object] = {}
    for column in form.columns:
        numbers = {"met": 3, "numerator": 3, "looked_at": 5, "denominator": 5}
        choice = next((spellings[0] for spellings in column.values.values() if spellings), "")
        values[column.headings[0]] = {
            "reference": "A1",
            "date": datetime(2026, 6, 3),
            "period": "June 2026",
            "label": "Northern",
            "choice": choice,
            "code": _item(form, forms),
            "number": numbers.get(column.id, 4),
        }.get(column.reads, NAME)
    if form.row == "case":
        values |= {question.title: "Yes" for question in form.questions[:12]}
    return values


def _item(form: Form, forms: dict[str, Form]) -> str:
    owner = forms[form.items_from] if form.items_from else form
    items = [*owner.questions, *owner.measures, *owner.documents]
    return items[0].id if items else next(iter(load_rubric().criteria))


def _row_of(clean: list[object], n: int) -> list[object]:
    return [f"A{n}" if value == "A1" else value for value in clean]


def _again(row: list[object], letter: str) -> list[object]:
    """The row with a case of its own, since the same case twice would be set aside."""
    return [re.sub(r"^A(?=\d)", letter, cell) if isinstance(cell, str) else cell for cell in row]


def _comment(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=1, max_row=6):
        for cell in row[:3]:
            cell.comment = Comment(f"{NAME}: {MARKS[2]}", NAME)


def kept(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under a workspace that is not somebody's own evidence."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and (root / "evidence") not in path.parents:
            yield path.name, path.read_bytes()
