"""Register: an item is added, taken forward and closed in the browser; out as a workbook and back; every fault said."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from tests.window.conftest import Browser, Window

SAMPLES = Path(__file__).resolve().parents[2] / "evidence_samples"
ITEM = {
    "number": "REC-3/2019",
    "kind": "recommendation",
    "what": "Review how risk is assessed.",
    "publisher": "HMICFRS",
    "published": "26 February 2019",
    "role": "head of public protection",
    "due": "31 March 2026",
    "links": "U08",
}


def added(browser: Browser, status: int = 200, **changed: str) -> str:
    return browser.send("/register/add", status, **{**ITEM, **changed})


def test_an_item_is_added_stands_and_is_closed(sample: Window) -> None:
    browser = sample.browser()
    assert "The register is empty" in browser.see("/register")
    page = added(browser)
    assert 'href="/register/item?number=REC-3/2019"' in page
    assert "91 days overdue" in page
    whole = browser.see("/register/item?number=rec-3/2019")
    for said in (
        "Review how risk is assessed.",
        "26 February 2019",
        "counts as awaiting review",
        'value="31 March 2026"',
    ):
        assert said in whole
    stands = {"number": "REC-3/2019", "role": ITEM["role"], "due": ITEM["due"], "links": "U08"}
    page = browser.send(
        "/register/item", **stands, state="complete", on="1 May 2026", said="Closed after review."
    )
    assert (
        "complete, and not tested again" in page or "complete, and tested since" in page or "passed" in page
    )
    assert "Closed after review." in browser.see("/register/item?number=REC-3/2019")
    (one,) = sample.desk.stands.rated.register
    assert (one.item.state, len(one.item.trail)) == ("complete", 1)


def test_what_is_unchanged_is_not_said_again(sample: Window) -> None:
    browser = sample.browser()
    added(browser)
    entry = sample.desk.stands.entry
    stands = {"number": "REC-3/2019", "role": ITEM["role"], "due": ITEM["due"], "links": "U08"}
    browser.send("/register/item", **stands)
    assert sample.desk.stands.entry == entry
    assert "Complete" in browser.send("/register/item", **{**stands, "owner": "A. Lead", "state": "complete"})
    assert sample.desk.stands.entry == entry + 1


def test_every_fault_is_said_and_nothing_is_kept(sample: Window) -> None:
    browser = sample.browser()
    page = added(browser, 422, number="no digits", due="31 June", links="U99", kind="")
    assert "Choose what it is" in page
    page = added(browser, 422, due="31 June", links="U99", what="Sgt Jane Marsh to review it.")
    for said in ("Due: ", "Criteria: ", "What it asks: "):
        assert said in page
    assert "The register is empty" in browser.see("/register")
    added(browser)
    assert "in the register already" in added(browser, 422, number="rec-3 / 2019")
    page = browser.send("/register/item", 422, number="REC-3/2019", on="1 May 2026", said="It was said.")
    assert "Status: " in page
    browser.see("/register/item?number=planted", 404)
    sample.desk.reader = "sergeant"
    assert "open for writing" in added(browser, 409, number="REC-4/2019")


def test_it_goes_out_as_a_workbook_and_comes_back(sample: Window) -> None:
    browser = sample.browser()
    added(browser)
    answer = browser.client.get("/register/register.xlsx")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Register"]
    heads = {cell.value: cell for row in sheet.iter_rows(max_row=6) for cell in row}
    owner, number = heads["Named owner"], heads["Number"]
    row = next(cell.row for cell in sheet[number.column_letter] if cell.value == "REC-3/2019")
    sheet.cell(row, owner.column, "A. Lead")
    back = io.BytesIO()
    book.save(back)
    page = browser.send("/register", files={"files": ("Register.xlsx", back.getvalue())})
    assert "1 item taken." in page
    assert "A. Lead" in page
    assert "not a workbook" in browser.send("/register", 400, files={"files": ("a.txt", b"x")})


def test_the_force_s_own_tracker_is_taken_in_before_anything_is_loaded(empty: Window) -> None:
    browser = empty.browser()
    browser.send("/first", force="Northmarsh")
    sent = (SAMPLES / "cambridgeshire-register.csv").read_bytes()
    page = browser.send("/register", files={"files": ("tracker.csv", sent)})
    assert "taken." in page
    assert page.count("/register/item?number=") > 2
    assert not [*empty.desk.home.glob(".daready-tray-*")]
