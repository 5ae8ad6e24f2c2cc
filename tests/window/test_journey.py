"""The sergeant's and the lead's day in a real browser, with no terminal after ``open``; and a window killed at work."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from openpyxl import load_workbook

from tests.report.test_page import CHROMIUM, FLAGS
from tests.window.test_bring_in import JUNE, changed, workbook
from tests.window.test_in_browser import opened, playwright

AS_AT = ("--as-at", "2026-06-30")


@contextmanager
def page_at(home: Path, *, script: bool = True) -> Iterator[object]:
    """A page of a browser that was let in to a window opened in a folder."""
    with opened(home, *AS_AT) as address, playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_context(java_script_enabled=script, accept_downloads=True).new_page()
        page.goto(address)
        yield page
        browser.close()


def bring(page: object, name: str, content: bytes) -> None:
    page.goto(f"{top(page)}/bring-in")
    page.set_input_files("#files", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.click("button:has-text('Read them')")
    page.wait_for_selector("text=What we read", timeout=60_000)


def top(page: object) -> str:
    return "/".join(page.url.split("/")[:3])


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
@pytest.mark.parametrize("script", [True, False])
def test_from_the_first_run_to_an_action_and_all_of_it_there_again(tmp_path: Path, script: bool) -> None:
    home = tmp_path / "home"
    book = load_workbook(BytesIO(workbook()))
    sheet = book.worksheets[0]
    cell = next(one.coordinate for row in sheet.iter_rows() for one in row if one.value == "Yes")
    with page_at(home, script=script) as page:
        page.fill("#force", "Northmarsh")
        page.fill("#districts", "Central\nNorth\nSouth")
        page.click("button:has-text('Begin')")
        bring(page, JUNE, changed(workbook(), (cell, "yess")))
        assert cell in page.locator("main").inner_text()
        with page.expect_download() as download:
            page.click("text=Download the marked copy")
        assert (
            load_workbook(BytesIO(Path(download.value.path()).read_bytes()))[sheet.title][cell].comment
            is not None
        )
        page.click("button:has-text('Load ')")
        page.wait_for_selector("text=Loaded, as load")
        bring(page, JUNE, workbook())
        page.check("input[value=replaces]")
        page.click("button:has-text('Load ')")
        page.wait_for_selector("text=It replaces load")
        page.goto(f"{top(page)}/")
        page.click("text=Record as safe >> nth=0")
        page.fill("#on", "29 June 2026")
        page.fill("#role", "head of public protection")
        page.click("button:has-text('Record as safe')")
        assert "recorded as made safe" in page.locator("main").inner_text()
        page.click(".map a.c.red >> nth=0")
        assert "The rows that did not meet it" in page.locator("main").inner_text()
        page.click("text=Set an owner and a day")
        name = page.url.rpartition("#")[2]
        row = page.locator(f"tr[id='{name}']")
        row.locator("input[name=owner]").fill("Jane Doe")
        if script:
            row.locator("input[name=due]").click()  # the owner is being kept meanwhile
            page.wait_for_selector(f"tr[id='{name}'] >> text=Kept")
            page.keyboard.type("26 June 2026")
            page.keyboard.press("Tab")
            page.wait_for_selector(f"tr[id='{name}'] >> text=4 days overdue")
        else:
            row.locator("input[name=due]").fill("26 June 2026")
            row.locator("button").click()
        assert "4 days overdue" in page.locator(f"tr[id='{name}']").inner_text()
        page.goto(f"{top(page)}/close")
        page.click("button:has-text('Close daready')")
        assert "You may close this tab" in page.locator("main").inner_text()
    with page_at(home, script=script) as page:
        assert "recorded as made safe" in page.locator("main").inner_text()
        page.goto(f"{top(page)}/actions")
        row = page.locator(f"tr[id='{name}']")
        assert row.locator("input[name=owner]").input_value() == "Jane Doe"
        assert "overdue" in row.inner_text()


@pytest.mark.slow
def test_a_window_killed_at_work_loses_nothing_that_was_confirmed(loaded: Path, tmp_path: Path) -> None:
    """kill -9 in the middle of writes: what was answered is there, the ledger is whole, the turn is free."""
    import httpx2

    from daready.window.desk import Desk
    from daready.window.sample import DAY

    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    for turn in range(5):
        confirmed: list[str] = []
        with opened(home, *AS_AT) as address:
            host = address.split("/")[2]
            client = httpx2.Client(base_url=f"http://{host}", timeout=60)
            client.get(address, follow_redirects=True)
            token = client.get("/actions").text.split('name="form_token" value="')[1].split('"')[0]

            def work(letter: str, client: object, token: str, host: str, confirmed: list[str]) -> None:
                for number in range(1000):
                    owner = f"Owner {letter} {number}"
                    try:
                        done = client.post(
                            "/actions/U09",
                            data={"form_token": token, "owner": owner},
                            headers={"origin": f"http://{host}"},
                        )
                    except httpx2.HTTPError:
                        return
                    if done.status_code == 303:
                        confirmed.append(owner)

            working = Thread(target=work, args=(chr(65 + turn), client, token, host, confirmed))
            working.start()
            while not confirmed and working.is_alive():
                time.sleep(0.01)
            time.sleep(0.05 + 0.13 * turn)
        working.join()
        assert confirmed
        desk = Desk(home, lambda: DAY, "tester")
        desk.begin()
        assert desk.reader == "", "the turn is free"
        with desk.reading() as ledger:
            ledger.prove()
        (action,) = desk.stands.plan.actions
        said = action.action.value("owner")
        assert said is not None
        assert int(said.rpartition(" ")[2]) >= int(confirmed[-1].rpartition(" ")[2])
        assert said.split()[1] == chr(65 + turn)
        desk.cleared()
