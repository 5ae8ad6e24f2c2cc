"""Writes the return, the register, the judgements and the totals, and says what a reader should find."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from making import rubric
from making.books import MARKING, workbook

Rows = list[list[Any]]


def write_book(path: Path, tab: str, above: Rows, header: list[str], rows: Rows) -> int:
    """A plain workbook with lines above its table; gives the header's row."""
    book = workbook(path)
    page, dates = book.add_worksheet(tab), book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate([*above, header, *rows]):
        for position, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(at, position, datetime(value.year, value.month, value.day), dates)
            elif value not in ("", None):
                page.write(at, position, value)
    book.close()
    return len(above) + 1


def write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\r\n").writerows(rows)


def sheet_of(file: str, tab: str | None, form: str, header: int, read: int) -> dict[str, Any]:
    """A csv has no tabs: its one sheet goes by the file's name, as a spreadsheet program shows it."""
    return {
        "file": file,
        "sheet": tab or Path(file).stem,
        "form": form,
        "header_row": header,
        "rows_read": read,
    }


def month_text(month: tuple[int, int], random: Random) -> Any:
    first = date(*month, 1)
    return random.choice([first, f"{first:%B %Y}", f"{first:%b-%y}"])


def performance(folder: Path, figures: list[dict[str, Any]], force: str) -> dict[str, Any]:
    random, file = Random("return"), "Performance return 2025-26.xlsx"
    rows: Rows = []
    for figure in figures:
        names = rubric.headings("performance-return", "measures", figure["item"])
        share = round(100 * figure["met"] / figure["of"], 1)
        rows.append(
            [
                random.choice(names),
                month_text(figure["month"], random),
                figure["district"],
                figure["met"],
                figure["of"],
                share,
                "",
            ]
        )
    above = [[MARKING], [f"{force}: domestic abuse performance return"], []]
    header = ["Performance indicator", "Month", "District", "Numerator", "Denominator", "%", "Commentary"]
    at = write_book(folder / file, "Return", above, header, rows)
    return sheet_of(file, "Return", "performance-return", at, len(rows))


def register(folder: Path, file: str, documents: list[dict[str, Any]], cites: bool = False) -> dict[str, Any]:
    """The register as a workbook, or as a csv with the paragraph each row stands on."""
    said = {
        "approved": ["Approved", "In force", "Signed off"],
        "draft": ["In draft"],
        "absent": ["Not in place"],
    }
    random, rows = Random(file), []
    for row in documents:
        names = rubric.headings("document-register", "documents", row["item"])
        name = names[0] if cites else random.choice(names)
        rows.append(
            [
                name,
                random.choice(said[row["status"]]),
                row["dated"],
                row["review"],
                row["owner"],
                row["checked_by"],
                row.get("note", ""),
            ]
        )
    header = ["Document", "Status", "Dated", "Next review", "Owner", "Checked by", "Note"]
    if file.endswith(".csv"):
        plain = [[cell.isoformat() if isinstance(cell, date) else cell or "" for cell in row] for row in rows]
        write_csv(folder / file, [header, *plain])
        return sheet_of(file, None, "document-register", 1, len(rows))
    at = write_book(folder / file, "Register", [[MARKING], ["Register of documents"], []], header, rows)
    return sheet_of(file, "Register", "document-register", at, len(rows))


def judgements(folder: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    table: Rows = [["Criterion", "Colour", "Kind", "Made on", "Judged by", "Reason", "Cites"]]
    for row in rows:
        table.append(
            [
                row["criterion"],
                row["colour"].title(),
                row["kind"].title(),
                row["made"].isoformat(),
                row["by"],
                row["reason"],
                row.get("cites", ""),
            ]
        )
    write_csv(folder / "Judgements.csv", table)
    return sheet_of("Judgements.csv", None, "judgements", 1, len(rows))


def totals(folder: Path, rows: list[tuple[str, tuple[int, int], int, int]]) -> dict[str, Any]:
    """Audit totals: as many cases as were looked at, met or not."""
    file = "Audit totals data quality.csv"
    table: Rows = [["Question", "Month", "Number correct", "Cases looked at", "How chosen", "%"]]
    cases: list[dict[str, Any]] = []
    for item, month, met, of in rows:
        table.append([item, f"{date(*month, 1):%B %Y}", met, of, "Random", round(100 * met / of, 1)])
        cases += [
            {"question": item, "month": month, "answer": "Y", "count": met},
            {"question": item, "month": month, "answer": "N", "count": of - met},
        ]
    write_csv(folder / file, table)
    items = list(dict.fromkeys(item for item, *_ in rows))
    return sheet_of(file, None, "audit-totals", 1, len(rows)) | {
        "selection": "random",
        "population": None,
        "questions": items,
        "cases": cases,
        "columns": set(),
    }
