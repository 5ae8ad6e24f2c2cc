"""The seven invented forces' workbooks, drawn with openpyxl in every layout, and the answers that stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from tests.evidence.layouts import own_words
from tests.evidence.layouts.own_words import OwnQuestion, questions

Cell = Any


@dataclass
class OwnForm:
    """One force's files, its layout, its questions, and for each question how often each word was written."""

    name: str
    layout: str
    files: list[Path]
    cases: int
    asked: tuple[OwnQuestion, ...]
    words: dict[str, Counter[str]] = field(default_factory=dict[str, "Counter[str]"])


def draw_answers(r: Random, palette: Sequence[tuple[Cell, int]], cases: int) -> list[Cell]:
    return r.choices([word for word, _ in palette], [weight for _, weight in palette], k=cases)


def _answers(form: OwnForm, seed: int, palette: Sequence[tuple[Cell, int]]) -> list[list[Cell]]:
    """A list of answers for each question; None is blank."""
    r = Random(seed)
    drawn = [draw_answers(r, palette, form.cases) for _ in form.asked]
    for question, answers in zip(form.asked, drawn, strict=True):
        form.words[question.text] = Counter(str(word) for word in answers if word is not None)
    return drawn


def saltmarsh(folder: Path) -> OwnForm:
    """A table with two rows of title, totals and a key beneath, and a sheet of lists that is no case."""
    path = folder / "Saltmarsh DA audit Sept 2026.xlsx"
    form = OwnForm("saltmarsh", "table", [path], 31, questions(own_words.SALTMARSH))
    answers = _answers(
        form, 1, [("Yes", 70), ("No", 14), ("Partial", 6), ("n/a", 6), ("Unknown", 2), (None, 2)]
    )
    r = Random(11)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sept 2026"
    sheet.append(["Saltmarsh Police: domestic abuse case file audit, September 2026"])
    sheet.append(["Sample: every 9th of the 288 DA crimes of the month"])
    sheet.append([])
    sheet.append(
        ["Investigation", "Sector", "Grading", "Reviewed", *(q.text for q in form.asked), "Narrative"]
    )
    for case in range(form.cases):
        ref = f"51{r.randrange(10**6):06d}/26"
        day = datetime(2026, 9, 1) + timedelta(days=case % 28)
        said = [
            "Good grip of the log and a clear plan.",
            "Late entry by the night shift, explained in the summary.",
            "Reviewer spoke to the team about the delay in the referral.",
            None,
        ]
        sheet.append(
            [
                *(ref, r.choice(["Estuary", "Marsh", "Town"]), r.choice(["High", "Medium", "Standard"]), day),
                *(column[case] for column in answers),
                r.choice(said),
            ]
        )
    sheet.append([])
    sheet.append(["Total yes", None, None, None, *(column.count("Yes") for column in answers)])
    sheet.append(
        ["% yes", None, None, None, *(round(column.count("Yes") / form.cases * 100, 1) for column in answers)]
    )
    sheet.append([])
    sheet.append(["Partial = some of it was done"])
    lists = book.create_sheet("Lists")
    for word in ("Yes", "No", "Partial", "n/a", "Unknown"):
        lists.append([word])
    book.save(path)
    return form


def harrowdale(folder: Path) -> OwnForm:
    """Questions down, numbered, with sections; a column a case; totals to the right."""
    path = folder / "Harrowdale August audit.xlsx"
    form = OwnForm("harrowdale", "case_columns", [path], 15, questions(own_words.HARROWDALE))
    answers = _answers(form, 2, [("Y", 66), ("N", 18), ("P", 8), ("N/A", 6), (None, 2)])
    r = Random(12)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "August"
    sheet.append(["Harrowdale DA audit", None, "August 2026"])
    refs = r.sample(range(10_000, 99_999), form.cases)
    sheet.append([None, "Crime number", *(f"HD/{ref}/26" for ref in refs), "Total Y"])
    sheet.append([None, "Sector", *(r.choice(["Dale", "Fell"]) for _ in refs)])
    sheet.append([None, "DASH grade", *(r.choice(["H", "M", "S"]) for _ in refs)])
    sheet.append(
        [None, "Date reviewed", *(datetime(2026, 8, 3) + timedelta(days=n) for n in range(form.cases))]
    )
    for number, (question, said) in enumerate(zip(form.asked, answers, strict=True), 1):
        if number % 10 == 1:
            sheet.append([None, f"SECTION {number // 10 + 1}"])
        sheet.append([number, question.text, *said, said.count("Y")])
    book.save(path)
    return form


def tynebrook(folder: Path) -> OwnForm:
    """What an online form writes: stamps, then the questions as they were asked."""
    path = folder / "Tynebrook DA case review(1-28).xlsx"
    form = OwnForm("tynebrook", "forms_export", [path], 28, questions(own_words.TYNEBROOK))
    answers = _answers(
        form,
        3,
        [
            ("Yes", 64),
            ("No", 18),
            ("In part", 8),
            ("Not applicable", 6),
            ("Unable to tell from the record", 4),
        ],
    )
    r = Random(13)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    stamps = ["ID", "Start time", "Completion time", "Email", "Name"]
    about = ["Crime reference number", "Which district?", "What was the risk level?", "Date of the crime"]
    sheet.append([*stamps, *about, *(q.text for q in form.asked), "Anything else you want to tell us?"])
    for case in range(form.cases):
        begun = datetime(2026, 7, 1, 9, 12, 7) + timedelta(days=case, minutes=case * 7)
        sheet.append(
            [
                *(case + 1, begun, begun + timedelta(minutes=11, seconds=case)),
                *("anonymous", None, f"TB{r.randrange(10**7):07d}", r.choice(["North", "South"])),
                *(r.choice(["High", "Medium", "Standard"]), datetime(2026, 6, 1) + timedelta(days=case)),
                *(column[case] for column in answers),
                r.choice([None, "The OIC had left the force and nobody picked this up for three weeks."]),
            ]
        )
    book.save(path)
    return form


def oakhampton(folder: Path) -> OwnForm:
    """A row for each question of each case, exported from an audit system."""
    path = folder / "oakhampton_export.xlsx"
    form = OwnForm("oakhampton", "long", [path], 22, questions(own_words.OAKHAMPTON))
    answers = _answers(form, 4, [("Yes", 64), ("No", 20), ("Partially", 8), ("N/A", 6), ("Not seen", 2)])
    r = Random(14)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Export"
    sheet.append(
        ["Audit date", "Occurrence No", "BCU", "Risk", "Q no", "Question", "Response", "Reviewer note"]
    )
    for case in range(form.cases):
        ref, area = f"OK-{26000 + case * 13}", r.choice(["Moor", "Coast"])
        risk, day = r.choice(["High", "Medium", "Standard"]), datetime(2026, 5, 1) + timedelta(days=case)
        for number, (question, said) in enumerate(zip(form.asked, answers, strict=True), 1):
            note = r.choice([None, None, "See log", f"Entry {number} not timed"])
            sheet.append([day, ref, area, risk, number, question.text, said[case], note])
    book.save(path)
    return form


def dunmere(folder: Path) -> OwnForm:
    """Scores from 0 to 3, a total and a grade of the case at the right, averages beneath."""
    path = folder / "Dunmere QA tool Oct.xlsx"
    form = OwnForm("dunmere", "scores", [path], 26, questions(own_words.DUNMERE))
    answers = _answers(form, 5, [(3, 55), (2, 18), (1, 10), (0, 9), ("N/A", 8)])
    r = Random(15)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Oct 26"
    sheet.append(["Dunmere Constabulary QA tool"])
    sheet.append(["3 = outstanding", "2 = good", "1 = requires improvement", "0 = inadequate"])
    sheet.append(["URN", "Team", "Month", *(q.text for q in form.asked), "Total", "Overall"])
    for case in range(form.cases):
        row = [column[case] for column in answers]
        score = sum(value for value in row if isinstance(value, int))
        grade = "Good" if score > 55 else "RI"
        sheet.append(
            [f"DM{r.randrange(10**6):06d}", r.choice(["Red", "Blue"]), "Oct 2026", *row, score, grade]
        )
    means = [sum(n := [v for v in column if isinstance(v, int)]) / len(n) for column in answers]
    sheet.append(["Mean", None, None, *(round(mean, 2) for mean in means)])
    book.save(path)
    return form


def _review_page(sheet: Any, form: OwnForm, answers: list[list[Cell]], case: int | None, r: Random) -> None:
    sheet.append(["Ravensmoor Police", None, None, "OFFICIAL SENSITIVE"])
    ref = f"RM26{case * 137 + 4001:06d}" if case is not None else None
    area = r.choice(["Valley", "Moor"]) if case is not None else None
    sheet.append(["Crime No:", ref, "Area:", area])
    day = datetime(2026, 4, 2) + timedelta(days=case) if case is not None else None
    sheet.append(
        ["Date of review:", day, "Risk level:", r.choice(["High", "Medium", "Standard"]) if ref else None]
    )
    sheet.append([])
    sheet.append(["No.", "Standard", "Met?", "What the reviewer saw"])
    for number, question in enumerate(form.asked, 1):
        if number in (1, 9, 18):
            sheet.append([f"SECTION {'ABC'[number // 9]}"])
        said = answers[number - 1][case] if case is not None else None
        note = r.choice([None, None, "Seen on the log at 03:10, timed and dated."]) if said else None
        sheet.append([number, question.text, said, note])
    sheet.append([])
    sheet.append(["Signed:", None, None, None])


def ravensmoor(folder: Path) -> OwnForm:
    """A tab a case, numbered questions in the second column, pairs of labels above, a blank form and an index."""
    path = folder / "Ravensmoor reviews.xlsx"
    form = OwnForm("ravensmoor", "tab_per_case", [path], 9, questions(own_words.RAVENSMOOR))
    answers = _answers(form, 6, [("Met", 62), ("Not met", 18), ("Partly met", 10), ("N/A", 8), (None, 2)])
    r = Random(16)
    book = Workbook()
    index = book.worksheets[0]
    index.title = "Index"
    index.append(["Reviews of April 2026", "Cases chosen by the DCI as of interest"])
    _review_page(book.create_sheet("Blank"), form, answers, None, r)
    for case in range(form.cases):
        _review_page(book.create_sheet(f"R{case + 1}"), form, answers, case, r)
    book.save(path)
    return form


def penwithen(folder: Path) -> OwnForm:
    """A file a case."""
    form = OwnForm("penwithen", "tab_per_case", [], 7, questions(own_words.PENWITHEN))
    answers = _answers(form, 7, [("Yes", 62), ("No", 22), ("Part", 8), ("NA", 8)])
    r = Random(17)
    for case in range(form.cases):
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(["Crime reference", f"PW/{4410 + case * 3}/26"])
        sheet.append(["Area", r.choice(["Cape", "Bay"])])
        sheet.append(["Audit date", datetime(2026, 3, 2) + timedelta(days=case)])
        sheet.append(["Standard", "Found", "Remarks"])
        for question, said in zip(form.asked, answers, strict=True):
            sheet.append(
                [question.text, said[case], r.choice([None, "Seen on the record, second entry of the day."])]
            )
        path = folder / f"Review {case + 1}.xlsx"
        book.save(path)
        form.files.append(path)
    return form


FORMS: tuple[Callable[[Path], OwnForm], ...] = (
    *(saltmarsh, harrowdale, tynebrook, oakhampton, dunmere, ravensmoor),
    penwithen,
)
