"""Fill in: the core form case by case; what is kept is the month's workbook, and it loads as any other."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook

from daready.evidence.model import Month
from daready.workspace.month_book import path_of, read_book
from tests.window.conftest import Browser, Window
from tests.window.test_bring_in import begun

JULY = Month(2026, 7)


def fields(window: Window, reference: str, answer: str = "Yes") -> dict[str, str]:
    """A case: its reference, and one answer to every question that offers it."""
    book = read_book(window.desk.founded, window.desk.rubric, JULY)
    said = {f"c-{f.id}": answer for f in book.planned.columns if f.question and answer in f.choices}
    said |= {f"c-{f.id}": f.choices[0] for f in book.planned.columns if f.choices and not f.question}
    (named,) = (f.id for f in book.planned.columns if f.reads == "reference")
    said |= {f"c-{f.id}": "3 July 2026" for f in book.planned.columns if f.reads == "date"}
    return said | {f"c-{named}": reference}


def keep(window: Window, browser: Browser, number: int, reference: str, **more: str) -> str:
    return browser.send(f"/fill-in/2026-07/{number}", **fields(window, reference), **more)


def test_cases_are_filled_in_kept_as_the_workbook_and_loaded(empty: Window) -> None:
    browser = begun(empty)
    assert "July 2026" in browser.see("/fill-in")
    page = browser.send("/fill-in", month="2026-07")
    assert "None yet" in page
    page = browser.see("/fill-in/2026-07/1")
    guides = empty.desk.rubric.guide
    core = [f for f in read_book(empty.desk.founded, empty.desk.rubric, JULY).planned.columns if f.question]
    assert all(f"case-audit/{field.id}" in guides for field in core)
    assert page.count("Look at</dt>") >= len(core)
    assert "case 2" in keep(empty, browser, 1, "42/001/26", next="yes")
    page = keep(empty, browser, 2, "42/002/26")
    assert "2 cases filled in" in page
    assert "42/001/26" in page
    path = path_of(empty.desk.founded, JULY)
    assert path.stat().st_mode & 0o077 == 0
    text = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert "42/002/26" in text
    browser.send("/fill-in/2026-07/bring-in")
    (parcel,) = empty.desk.tray.values()
    page = loaded(browser, f"/bring-in/{parcel.id}")
    assert "Load 2 cases" in page
    browser.send(f"/bring-in/{parcel.id}/load")
    assert sum(len(sheet.cases) for sheet in empty.desk.stands.rated.evidence.cases) == 2


def loaded(browser: Browser, where: str) -> str:
    import time

    for _ in range(600):
        page = browser.see(where)
        if "goes on by itself" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("it is being read still")


def test_a_case_without_a_reference_is_asked_again_and_a_case_is_mended(empty: Window) -> None:
    browser = begun(empty)
    page = browser.send("/fill-in/2026-07/1", 422, **fields(empty, ""))
    assert "A case needs its" in page
    assert "selected" in page, "what was chosen stands there still"
    assert not path_of(empty.desk.founded, JULY).exists()
    keep(empty, browser, 1, "42/001/26")
    keep(empty, browser, 1, "42/009/26")
    page = browser.see("/fill-in/2026-07")
    assert "1 case filled in" in page
    assert "42/009/26" in page
    browser.see("/fill-in/2026-07/5", 404)
    browser.see("/fill-in/never/1", 404)


def test_what_was_typed_in_excel_goes_on_and_other_columns_are_refused(empty: Window) -> None:
    browser = begun(empty)
    keep(empty, browser, 1, "42/001/26")
    path = path_of(empty.desk.founded, JULY)
    write(path, "42/001/26", "42/007/26")
    assert "42/007/26" in browser.see("/fill-in/2026-07")
    book = load_workbook(path)
    book.worksheets[0].cell(3, 60).value = "A column of ours"
    book.save(path)
    assert "Go on in Excel" in browser.see("/fill-in/2026-07", 409)


def write(path: Path, before: str, after: str) -> None:
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == before:
                cell.value = after
    book.save(path)


def test_an_answer_that_is_not_offered_is_not_kept(empty: Window) -> None:
    browser = begun(empty)
    said = {name: "Perhaps" if text == "Yes" else text for name, text in fields(empty, "42/001/26").items()}
    page = browser.send("/fill-in/2026-07/1", **said)
    assert re.search(r"0 of \d+", page)
