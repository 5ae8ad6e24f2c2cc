"""Papers: every one is made, opens, says what the command's says, and leaves nothing behind."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest

from daready.report.whole import SIGNED
from daready.window.rooms.papers import OURS, OUT
from tests.window.conftest import HOST, Browser, Window


def download(browser: Browser, path: str, status: int = 200, **fields: str) -> bytes:
    answer = browser.client.post(
        path, data={"form_token": browser.token, **fields}, headers={"origin": f"http://{HOST}"}
    )
    assert answer.status_code == status, answer.text
    if status == 200:
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["cache-control"] == "no-store"
    return answer.content


def ours(content: bytes) -> bool:
    """Whether a file has the signature of daready, wherever its kind keeps it."""
    if not content.startswith(b"PK"):
        return SIGNED.encode() in content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        return SIGNED.encode() in book.read("docProps/core.xml")


def test_every_paper_is_made_and_nothing_is_left(
    sample: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    browser = sample.browser()
    page = browser.see("/papers")
    for one in (*OURS, *OUT):
        assert f'action="/papers/{one.id}"' in page
        assert ours(download(browser, f"/papers/{one.id}")), one.id
    assert not [*aside.iterdir()]


def test_the_board_paper_is_as_it_was_asked_for(sample: Window) -> None:
    browser = sample.browser()
    plain = download(browser, "/papers/board")
    under = download(
        browser, "/papers/board", headings="national-plan-2014", board="Vulnerability Board", to="The board"
    )
    words = [zipfile.ZipFile(io.BytesIO(one)).read("word/document.xml").decode() for one in (plain, under)]
    assert "Business Coordination Board" in words[0]
    assert "Vulnerability Board" in words[1]
    assert "The board" in words[1]
    assert words[0] != words[1]
    assert b"does not have this framework" in download(browser, "/papers/board", 404, headings="planted")


def test_an_answer_is_drafted_for_each_report_that_waits_for_one(sample: Window) -> None:
    browser = sample.browser()
    page = browser.see("/papers")
    assert "no answer is recorded as published" in page
    assert ours(download(browser, "/papers/answer/evidence-led-2020"))
    assert b"asks for no answer" in download(browser, "/papers/answer/paf-2025-27", 404)


def test_the_release_of_a_partner_copy_is_remembered_and_a_reader_makes_none(sample: Window) -> None:
    browser = sample.browser()
    assert sample.desk.founded.release() is None
    download(browser, "/papers/partner")
    assert sample.desk.founded.release()
    sample.desk.reader = "sergeant"
    assert b"open for writing" in download(browser, "/papers/partner", 409)
    assert ours(download(browser, "/papers/gap-report"))


def test_there_is_no_other_paper(sample: Window) -> None:
    download(sample.browser(), "/papers/planted", 404)


def test_there_is_none_of_nothing(empty: Window) -> None:
    browser = empty.browser()
    browser.send("/first", force="Northmarsh")
    assert "Nothing has been loaded yet" in browser.see("/papers", 409)
