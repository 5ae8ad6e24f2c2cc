"""Bring in: what is dropped is told as check tells it, loaded as load loads it, and gone from the disk once read."""

from __future__ import annotations

import re
import time
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from daready.window.sample import sample_folder
from daready.window.tray import PREFIX, swept
from tests.window.conftest import Browser, Window

JUNE = "Audit June 2026.xlsx"


def workbook(name: str = JUNE) -> bytes:
    return (sample_folder() / name).read_bytes()


def changed(content: bytes, *cells: tuple[str, str]) -> bytes:
    """A workbook with some cells of its first sheet written anew."""
    book = load_workbook(BytesIO(content))
    for cell, text in cells:
        book.worksheets[0][cell] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def begun(window: Window) -> Browser:
    """A browser in a workspace that holds nothing yet."""
    browser = window.browser()
    browser.send("/first", force="Northmarsh", districts="Central\nNorth\nSouth")
    return browser


def dropped(browser: Browser, *files: tuple[str, bytes]) -> tuple[str, str]:
    """The address of dropped files once they are read, and its page."""
    answer = browser.client.post(
        "/bring-in",
        data={"form_token": browser.token},
        files=[("files", file) for file in files],
        headers={"origin": "http://127.0.0.1:4321"},
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    for _ in range(600):
        page = browser.client.get(where).text
        if "goes on by itself" not in page:
            return where, page
        time.sleep(0.1)
    raise AssertionError("it is being read still")


def left(window: Window) -> list[Path]:
    return [*window.desk.home.glob(f"{PREFIX}*")]


def test_a_month_is_told_loaded_and_told_again_as_loaded(empty: Window) -> None:
    browser = begun(empty)
    where, page = dropped(browser, (JUNE, workbook()))
    assert "can be used" in page
    assert "Domestic abuse case audit" in page
    assert left(empty) == []
    assert empty.desk.standing is None, "looking keeps nothing"
    assert "Loaded, as load" in browser.send(f"{where}/load")
    assert len(empty.desk.stands.rated.evidence.cases) == 1
    assert left(empty) == []
    assert "Act today" in browser.see("/")
    _, page = dropped(browser, ("another name.xlsx", workbook()))
    assert re.search(r"This is load \d+ already", page)


def test_a_faulty_cell_is_named_and_the_marked_copy_marks_it(empty: Window) -> None:
    browser = begun(empty)
    book = load_workbook(BytesIO(workbook()))
    sheet = book.worksheets[0]
    cell = next(one for row in sheet.iter_rows() for one in row if one.value == "Yes")
    where, page = dropped(browser, (JUNE, changed(workbook(), (cell.coordinate, "yess"))))
    assert cell.coordinate in page
    answer = browser.client.get(f"{where}/marked/0")
    assert answer.headers["content-disposition"].startswith("attachment")
    marked = load_workbook(BytesIO(answer.content))[sheet.title][cell.coordinate]
    assert marked.comment is not None
    assert left(empty) == []


def test_a_correction_is_recognised_and_replaces_only_when_said(sample: Window) -> None:
    browser = sample.browser()
    book = load_workbook(BytesIO(workbook()))
    sheet = book.worksheets[0]
    cells = [one for row in sheet.iter_rows() for one in row if one.value == "No"][:3]
    fixed = changed(workbook(), *((one.coordinate, "Yes") for one in cells))
    where, page = dropped(browser, (JUNE, fixed))
    assert "looks like a correction of load" in page
    before = len(sample.desk.stands.rated.evidence.files)
    page = browser.send(f"{where}/load")
    assert "Not loaded" in page
    assert "Please say" in page
    page = browser.send(f"{where}/load", **{"corrects-0": "replaces"})
    assert "It replaces load" in page
    assert "What failed before and is gone or corrected" in page
    assert len(sample.desk.stands.rated.evidence.files) == before
    assert any(one.reason is None for one in sample.desk.stands.rated.assessment.removed)
    browser.send(f"{where}/gone", 422, reason="answer_corrected", role="Jane Doe")
    browser.send(f"{where}/gone", 422, reason="because", role="DA lead")
    browser.send(f"{where}/gone", reason="answer_corrected", role="head of public protection")
    removed = sample.desk.stands.rated.assessment.removed
    assert {one.reason.role if one.reason else "" for one in removed} == {"head of public protection"}


def test_a_word_is_given_its_meaning_once(empty: Window) -> None:
    browser = begun(empty)
    book = load_workbook(BytesIO(workbook()))
    sheet = book.worksheets[0]
    cells = [one.coordinate for row in sheet.iter_rows() for one in row if one.value == "Yes"][:5]
    odd = changed(workbook(), *((one, "Satisfied") for one in cells))
    where, page = dropped(browser, (JUNE, odd))
    names = re.findall(r'name="(means-[^"]+)"', page)
    assert names
    word = next(name for name in names if name.startswith("means-word"))
    browser.send(f"{where}/mean", 400, **{word: "yes"})
    browser.send(f"{where}/mean", **{word: "yes", "role": "Supervisor"})
    _, page = dropped(browser, (JUNE, odd))
    assert word not in page


def test_what_is_no_workbook_is_told_and_what_is_forgotten_is_gone(empty: Window) -> None:
    browser = begun(empty)
    where, page = dropped(browser, ("notes.docx", b"PK not a workbook"), ("../../evil.xlsx", b"rubbish"))
    assert "0 can be used" in page
    assert "../" not in page
    assert {path.name for path in empty.desk.home.parent.iterdir()} == {"home"}
    browser.send(f"{where}/forget")
    browser.see(where, 404)
    assert empty.desk.tray == {}


def test_what_a_killed_window_left_is_swept(empty: Window) -> None:
    begun(empty)
    (empty.desk.home / f"{PREFIX}x").mkdir()
    swept(empty.desk.home)
    assert left(empty) == []


def test_a_case_is_made_safe_from_the_list(sample: Window) -> None:
    browser = sample.browser()
    page = browser.see("/safe/0")
    spot = re.search(r'name="spot" value="([^"]+)"', page)
    assert spot is not None
    assert "in the future" in browser.send("/safe", 422, spot=spot[1], on="1 July 2026", role="DA lead")
    assert "may hold no name" in browser.send("/safe", 422, spot=spot[1], on="28 June 2026", role="Jane Doe")
    page = browser.send("/safe", spot=spot[1], on="28 June 2026", role="head of public protection")
    assert "Act today: one case not recorded as made safe" in page
    assert "recorded as made safe after the audit" in page
    browser.send("/safe", 409, spot=spot[1], on="28 June 2026", role="head of public protection")
