"""Audits at random: the same cases drawn in any layout, with the disorder that people put around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from daready.evidence.grid.grid import Book, Grid
from daready.evidence.layouts.case_table import Layout
from tests.evidence.layouts import own_words
from tests.evidence.layouts.own_words import questions

Cell = Any
TEXTS = [
    question.text
    for drawn in (
        own_words.SALTMARSH,
        own_words.HARROWDALE,
        own_words.OAKHAMPTON,
        own_words.RAVENSMOOR,
        own_words.LATER,
    )
    for question in questions(drawn)
]
PALETTES: list[list[Cell]] = [
    ["Yes", "Yes", "Yes", "No", "Partial", "N/A", ""],
    ["Y", "Y", "y", "N", "P", "NA", "NR"],
    ["Met", "Met", "Not met", "Partly met", "Not seen"],
    ["Compliant", "Non-compliant", "Not applicable"],
]
SCORES: list[list[Cell]] = [[2, 2, 1, 0, "X"], [3, 3, 2, 1, 0, "N/A"], [1, 1, 0, ""], [5, 4, 3, 2, 1, "NK"]]
REMARKS = [
    "Good early grip of the log and a clear plan.",
    "Late entry for the sign off, explained by the night shift.",
    "Two tasks still open at the time of the review.",
    "",
    "",
]


@dataclass(frozen=True)
class Drawn:
    """A workbook with what was drawn into it: of each question, by its text, what each case says, by its reference."""

    layout: Layout
    books: tuple[Book, ...]
    refs: tuple[str, ...]
    asked: dict[str, dict[str, Cell]]


@dataclass(frozen=True)
class _Audit:
    refs: list[str]
    about: list[tuple[str, list[Cell]]]
    asked: list[tuple[str, list[Cell]]]


def _audit(r: Random, palette: list[Cell], cases: int) -> _Audit:
    start, step = r.randrange(10_000, 90_000), r.randrange(1, 19)
    shape = r.choice(["{n}/26", "NM/{n}/26", "26{n}", "OCC-{n}", "DA{n:08d}"])
    refs = [shape.format(n=start + step * case) for case in range(cases)]
    first = datetime(2026, r.randrange(1, 12), 1)
    about: list[tuple[str, list[Cell]]] = [
        (r.choice(["District", "LPA", "Area", "Sector"]), r.choices(["North", "South", "Coast"], k=cases)),
        (
            r.choice(["Date audited", "Review date", "When looked at"]),
            [first + timedelta(days=n) for n in range(cases)],
        ),
        (r.choice(["Risk", "Risk level", "Grading"]), r.choices(["High", "Medium", "Standard"], k=cases)),
        (r.choice(["Auditor", "Reviewing officer"]), r.choices(["PS 12", "DI 40"], k=cases)),
    ]
    texts = r.sample(TEXTS, r.randrange(8, 26))
    asked = [(text, _answered(r, palette, cases)) for text in texts]
    return _Audit(refs, r.sample(about, r.randrange(1, 5)), asked)


def _answered(r: Random, palette: list[Cell], cases: int) -> list[Cell]:
    answers = r.choices(palette, k=cases)
    return answers if any(answer != "" for answer in answers) else [palette[0], *answers[1:]]


def _drawn(layout: Layout, books: list[Book], audit: _Audit) -> Drawn:
    asked = {text: dict(zip(audit.refs, answers, strict=True)) for text, answers in audit.asked}
    return Drawn(layout, tuple(books), tuple(audit.refs), asked)


def _titles(r: Random) -> list[list[Cell]]:
    lines: list[list[Cell]] = [
        ["Northmoor Police: domestic abuse audit"],
        ["OFFICIAL-SENSITIVE. Cases drawn at random from the 412 of the month."],
        [],
    ]
    return lines[: r.randrange(0, 4)]


def _notes(r: Random) -> list[Grid]:
    rows: list[list[Cell]] = [
        ["How to use this workbook"],
        ["One line for each case. Ask the audit team if unsure."],
    ]
    return [Grid("Guidance", rows)] if r.random() < 0.5 else []


REFERENCE = ("Crime ref", "Occurrence number", "Crime No", "URN", "Investigation")


def draw_table(r: Random, *, scores: bool = False) -> Drawn:
    audit = _audit(r, r.choice(SCORES if scores else PALETTES), r.randrange(6, 45))
    columns: list[tuple[str, list[Cell]]] = [
        (r.choice(REFERENCE), list(audit.refs)),
        *audit.about,
        *audit.asked,
    ]
    if r.random() < 0.5:
        columns.insert(0, ("No.", list(range(1, len(audit.refs) + 1))))
    if r.random() < 0.6:
        columns.append((r.choice(["Comments", "Reviewer remarks"]), r.choices(REMARKS, k=len(audit.refs))))
    rows = _titles(r)
    if r.random() < 0.4:
        at = len(columns) - len(audit.asked)
        rows.append(
            [*[""] * (at // 2), "About the case", *[""] * (at - at // 2), "Response", "", "", "", "Filing"]
        )
    rows.append([heading for heading, _ in columns])
    rows += [list(line) for line in zip(*(cells for _, cells in columns), strict=True)]
    if r.random() < 0.5:
        rows += [[], _total(r, columns, audit)]
    grids = [Grid("Audit", rows), *_notes(r)]
    return _drawn(Layout.SCORES if scores else Layout.TABLE, [Book(tuple(grids))], audit)


def _total(r: Random, columns: list[tuple[str, list[Cell]]], audit: _Audit) -> list[Cell]:
    asked = {text for text, _ in audit.asked}
    counted: list[Cell] = [
        len([c for c in cells if c != ""]) + 20 if text in asked else "" for text, cells in columns
    ]
    first = next(at for at, (text, _) in enumerate(columns) if text in REFERENCE)
    counted[first] = r.choice(["Total", "TOTAL Y", "% compliant"])
    return counted


def draw_case_columns(r: Random) -> Drawn:
    audit = _audit(r, r.choice(PALETTES + SCORES), r.randrange(3, 25))
    numbered = r.random() < 0.5
    lead: list[Cell] = [""] if numbered else []
    rows = _titles(r)
    rows.append([*lead, r.choice(REFERENCE), *audit.refs])
    rows += [[*lead, heading, *cells] for heading, cells in audit.about]
    for number, (text, answers) in enumerate(audit.asked, 1):
        if number % 7 == 1 and r.random() < 0.6:
            rows.append([*lead, f"Section {number // 7 + 1}"])
        rows.append([*([number] if numbered else []), text, *answers])
    return _drawn(Layout.CASE_COLUMNS, [Book((Grid("August", rows), *_notes(r)))], audit)


def draw_tabs(r: Random) -> Drawn:
    audit = _audit(r, r.choice(PALETTES + SCORES), r.randrange(3, 15))
    reference, numbered, headed = r.choice(REFERENCE), r.random() < 0.5, r.random() < 0.7
    pages = [
        _page(r, audit, reference, case, numbered=numbered, headed=headed) for case in range(len(audit.refs))
    ]
    if r.random() < 0.4:
        books = [Book((Grid("Sheet1", page),)) for page in pages]
    else:
        blank = [Grid("TEMPLATE", _page(r, audit, reference, None, numbered=numbered, headed=headed))]
        grids = [Grid(f"Case {number}", page) for number, page in enumerate(pages, 1)]
        books = [Book((*(blank if r.random() < 0.5 else []), *grids, *_notes(r)))]
    return _drawn(Layout.TAB_PER_CASE, books, audit)


def _page(
    r: Random, audit: _Audit, reference: str, case: int | None, *, numbered: bool, headed: bool
) -> list[list[Cell]]:
    lead: list[Cell] = [""] if numbered else []
    rows: list[list[Cell]] = [["Domestic abuse case review"], []]
    rows.append([*lead, reference, "" if case is None else audit.refs[case]])
    rows += [[*lead, heading, "" if case is None else cells[case]] for heading, cells in audit.about]
    rows.append([])
    if headed:
        rows.append([*(["No."] if numbered else []), "Standard", "Answer", "What was seen"])
    for number, (text, answers) in enumerate(audit.asked, 1):
        answer = "" if case is None else answers[case]
        remark = "" if case is None else r.choice(REMARKS)
        rows.append([*([number] if numbered else []), text, answer, remark])
    return rows


def draw_export(r: Random) -> Drawn:
    audit = _audit(r, r.choice(PALETTES), r.randrange(6, 45))
    begun = [datetime(2026, 7, 1, 9, 5, 3) + timedelta(hours=7 * n) for n in range(len(audit.refs))]
    ended = [moment + timedelta(minutes=9, seconds=n) for n, moment in enumerate(begun)]
    stamps: list[tuple[str, list[Cell]]] = r.choice(
        [
            [
                ("ID", list(range(1, len(begun) + 1))),
                ("Start time", list(begun)),
                ("Completion time", list(ended)),
            ],
            [("Timestamp", list(ended))],
            [
                ("Response ID", list(range(7, len(begun) + 7))),
                ("Started", list(begun)),
                ("Ended", list(ended)),
            ],
        ]
    )
    columns = [*stamps, ("What is the crime reference?", list(audit.refs)), *audit.about, *audit.asked]
    rows: list[list[Cell]] = [[heading for heading, _ in columns]]
    rows += [list(line) for line in zip(*(cells for _, cells in columns), strict=True)]
    return _drawn(Layout.FORMS_EXPORT, [Book((Grid("Sheet1", rows),))], audit)


def draw_long(r: Random) -> Drawn:
    audit = _audit(r, r.choice(PALETTES + SCORES), r.randrange(4, 25))
    once, numbered = r.random() < 0.3, r.random() < 0.5
    heads: list[Cell] = [
        r.choice(REFERENCE),
        *(heading for heading, _ in audit.about),
        *(["Q"] if numbered else []),
    ]
    rows = [*_titles(r), [*heads, "Question", r.choice(["Answer", "Response", "Result"]), "Comment"]]
    for case, ref in enumerate(audit.refs):
        for number, (text, answers) in enumerate(audit.asked, 1):
            said: list[Cell] = [ref, *(cells[case] for _, cells in audit.about)]
            if once and number > 1:
                said = [""] * len(said)
            rows.append([*said, *([number] if numbered else []), text, answers[case], r.choice(REMARKS)])
    return _drawn(Layout.LONG, [Book((Grid("Export", rows),))], audit)


def draw_scores(r: Random) -> Drawn:
    return draw_table(r, scores=True)


DRAWERS = (draw_table, draw_case_columns, draw_tabs, draw_export, draw_long, draw_scores)
