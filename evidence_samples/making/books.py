"""Writes audit workbooks in realistic disorder, the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from making import words

MADE = datetime(2026, 7, 1, 9, 0)
STRATA = ["district", "risk", "children", "suspect_present", "victim_support", "repeat_victim", "outcome"]
MARKING = "OFFICIAL-SENSITIVE (invented sample)"
BARS = [
    ("First contact", 9),
    ("Initial response", 24),
    ("Risk and safety", 37),
    ("Investigation", 52),
    ("Victim and outcome", 99),
]


@dataclass
class Look:
    """How one workbook is laid out."""

    tab: str
    title: str
    turn: int
    dated: bool = True
    made_safe: bool = True
    hidden_names: bool = True
    cover: bool = False
    one_cell_facts: bool = False
    bars: bool = True
    totals: bool = True
    blank_rows: tuple[int, ...] = ()
    duplicate: int | None = None
    strata: list[str] = field(default_factory=lambda: list(STRATA))


def workbook(path: Path) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE, "title": "Invented sample", "author": "daready samples"})
    return book


def facts_of(sheet: dict[str, Any]) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = []
    if sheet["selection"]:
        said = {"random": "Random", "systematic": "Every 5th", "all": "All", "judgement": "Judgement"}
        facts.append(("How cases were chosen", said[sheet["selection"]]))
    if sheet["population"]:
        facts.append(("Population", sheet["population"]))
    year, month = sheet["month"]
    following = date(year + month // 12, month % 12 + 1, 2)
    return [*facts, ("Drawn by", "Audit desk"), ("Drawn on", f"{following:%d/%m/%Y}")]


def write_audit(path: Path, sheet: dict[str, Any], look: Look) -> None:
    """One workbook; what a reader should account for is added to ``sheet``."""
    random = Random(f"{path.name}")
    book = workbook(path)
    if look.cover:
        cover = book.add_worksheet("Cover")
        words = [MARKING, look.title, "Audit desk, Northmarsh Constabulary", "Cases are on the next tab"]
        cover.write_column(0, 0, words)
        sheet["other_sheets"] = {"Cover": len(words)}
    page = book.add_worksheet(look.tab)
    at = 0
    for text in (MARKING, look.title):
        page.write(at, 0, text)
        at += 1
    for label, value in facts_of(sheet):
        if look.one_cell_facts:
            page.write(at, 0, f"{label}: {value}")
        else:
            page.write_row(at, 0, [label, value])
        at += 1
    at += 1
    columns = column_plan(sheet, look)
    if look.bars:
        section_bars(book, page, at, columns)
        at += 1
    bold = book.add_format({"bold": True, "text_wrap": True})
    page.write_row(at, 0, [heading for _, _, heading in columns], bold)
    sheet["header_row"], sheet["columns"] = at + 1, {name for part, name, _ in columns if part == "columns"}
    for position, (_, name, _) in enumerate(columns):
        if name == "names":
            page.set_column(position, position, 18, None, {"hidden": True})
    write_rows(book, page, at + 1, sheet, look, columns, random)
    book.close()


def column_plan(sheet: dict[str, Any], look: Look) -> list[tuple[str, str, str]]:
    """(part of the form, id, heading) from left to right."""
    names = ["reference", *(["audited_on"] if look.dated else []), *(["names"] if look.hidden_names else [])]
    names += [name for name in STRATA if name in look.strata]
    plan = [("columns", name, words.heading("columns", name, look.turn)) for name in names]
    plan += [("questions", item, words.heading("questions", item, look.turn)) for item in sheet["questions"]]
    last = [*(["made_safe"] if look.made_safe else []), "free_text", "auditor"]
    return plan + [("columns", name, words.heading("columns", name, look.turn)) for name in last]


def section_bars(book: Any, page: Any, at: int, columns: list[tuple[str, str, str]]) -> None:
    bar = book.add_format({"bold": True, "align": "center", "bg_color": "#D9E1F2"})
    where: dict[str, list[int]] = {}
    for position, (part, item, _) in enumerate(columns):
        if part == "questions":
            number = int("".join(mark for mark in item[1:] if mark.isdigit()))
            where.setdefault(next(name for name, upto in BARS if number <= upto), []).append(position)
    for name, positions in where.items():
        if len(positions) > 1:
            page.merge_range(at, positions[0], at, positions[-1], name, bar)
        else:
            page.write(at, positions[0], name, bar)


def cell(part: str, name: str, case: dict[str, Any], number: int, random: Random) -> Any:
    if part == "questions":
        spoiled = case.get("spoiled", {}).get(name)
        return spoiled or words.answer(name, case["answers"][name], random)
    if name in words.STRATA:
        return words.stratum(name, case[name], random)
    return {
        "reference": case.get("written_as", case["reference"]),
        "audited_on": lambda: words.day(case["day"], random),
        "names": f"INVENTED NAME {number}",
        "district": case["district"],
        "made_safe": lambda: words.day(case["made_safe"], random),
        "free_text": "Invented remark." if random.random() < 0.2 else "",
        "auditor": case.get("auditor") or random.choice(["AA", "BB", "AA/BB"]),
    }[name]


def write_rows(
    book: Any,
    page: Any,
    at: int,
    sheet: dict[str, Any],
    look: Look,
    columns: list[tuple[str, str, str]],
    random: Random,
) -> None:
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    written = 0
    for number, case in enumerate(sheet["cases"], 1):
        values = [cell(part, name, case, number, random) for part, name, _ in columns]
        values = [value() if callable(value) else value for value in values]
        for _ in range(2 if look.duplicate == number else 1):
            for position, value in enumerate(values):
                if isinstance(value, date):
                    page.write_datetime(at, position, datetime(value.year, value.month, value.day), dates)
                elif value != "":
                    page.write(at, position, value)
            at += 1
            written += 1
        at += number in look.blank_rows
    aside = {"duplicate_case": written - len(sheet["cases"])}
    if look.totals:
        at += 1
        page.write(at, 0, "Total")
        page.write(at + 1, 0, "% yes")
        for position, (part, name, _) in enumerate(columns):
            if part == "questions":
                met = sum(case["answers"][name] == "Y" for case in sheet["cases"])
                page.write(at, position, met)
                page.write(at + 1, position, round(100 * met / len(sheet["cases"]), 1))
        aside["total_row"] = 2
    sheet["set_aside"] = {reason: count for reason, count in sorted(aside.items()) if count}
    sheet["rows_read"] = len(sheet["cases"]) + sum(sheet["set_aside"].values())
