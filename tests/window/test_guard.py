"""The hostile page, the name that leads here, the other user, the stolen address: each is played, and turned away."""

from __future__ import annotations

import logging
import re

import pytest

from daready.window.doors import IDLE, UNSEEN
from daready.window.guard import MOST_BYTES
from daready.window.rooms import ROOMS
from tests.window.conftest import HOST, Window

OURS = {"origin": f"http://{HOST}"}
WAYS = [way for room in ROOMS for way in room.ways]
CHANGES = [re.sub(r"\{[\w:]+\}", "0", way.path) for way in WAYS if way.method == "POST"]
LOOKS = [re.sub(r"\{[\w:]+\}", "0", way.path) for way in WAYS if way.method == "GET"]


@pytest.mark.parametrize("path", [*LOOKS, "/static/window.css", "/here", "/nowhere"])
def test_another_user_of_the_machine_sees_nothing(sample: Window, path: str) -> None:
    answer = sample.stranger().get(path, follow_redirects=False)
    assert answer.status_code == 403
    assert "Northmarsh" not in answer.text
    assert not answer.cookies


@pytest.mark.parametrize("guess", ["", "x" * 43, "..%2f", "%00", "é"])
def test_a_guessed_address_lets_nobody_in(sample: Window, guess: str) -> None:
    answer = sample.stranger().get(f"/enter/{guess}", follow_redirects=False)
    assert (answer.status_code, len(answer.cookies)) == (403, 0)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:4321", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:4321.x"]
)
def test_a_name_that_leads_to_this_machine_is_not_its_address(sample: Window, host: str) -> None:
    """DNS rebinding: the browser believes that it speaks to evil.example, and sends what it has for that name."""
    browser = sample.browser()
    answer = browser.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Northmarsh" not in answer.text
    assert sample.stranger().get(sample.doors.address, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9", None])
def test_a_hostile_page_changes_nothing(sample: Window, path: str, origin: str | None) -> None:
    """Even were the cookie sent along, and the form token known."""
    browser = sample.browser()
    headers = {"origin": origin} if origin else {}
    answer = browser.client.post(path, data={"form_token": browser.token}, headers=headers)
    assert answer.status_code == 403
    assert sample.closed == 0


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("token", [None, "", "x" * 43])
def test_no_change_without_the_form_token(sample: Window, path: str, token: str | None) -> None:
    browser = sample.browser()
    data = {} if token is None else {"form_token": token}
    answer = browser.client.post(path, data=data, headers=OURS)
    assert answer.status_code == 403
    assert "nothing was changed" in answer.text
    assert sample.closed == 0


def test_the_form_token_of_one_browser_serves_no_other(sample: Window) -> None:
    one, other = sample.browser(), sample.browser()
    answer = other.client.post("/close", data={"form_token": one.token}, headers=OURS)
    assert (answer.status_code, sample.closed) == (403, 0)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_hostile_page_cannot_frame_or_fetch(sample: Window, site: str) -> None:
    browser = sample.browser()
    answer = browser.client.get("/", headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "Northmarsh" not in answer.text


def test_what_changes_is_never_asked_for_by_an_address(sample: Window) -> None:
    browser = sample.browser()
    for path in CHANGES:
        assert browser.client.get(path).status_code in (200, 404, 405, 409), path
    assert sample.closed == 0


def test_the_cookie_is_this_window_s_alone(sample: Window) -> None:
    answer = sample.stranger().get(sample.doors.address, follow_redirects=False)
    said = answer.headers["set-cookie"]
    assert said.startswith("daready-4321=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*said.split("; ")}
    assert answer.headers["location"] == "/"


def test_a_stolen_address_of_the_list_of_processes(sample: Window) -> None:
    """What a browser is started with is seen by every user: it lets in once, and used again shuts out whoever came."""
    owner, thief = sample.stranger(), sample.stranger()
    assert owner.get(sample.doors.address_once).status_code == 200
    assert owner.get("/").status_code == 200
    stolen = thief.get(sample.doors.address_once)
    assert stolen.status_code == 403
    assert "shut out" in stolen.text
    assert thief.get("/").status_code == 403
    assert owner.get("/").status_code == 403, "one of the two is a stranger"
    assert owner.get(sample.doors.address).status_code == 200, (
        "who started daready comes in by what it printed"
    )


def test_every_answer_is_kept_nowhere_and_loads_nothing_from_elsewhere(sample: Window) -> None:
    browser = sample.browser()
    for client, path in ((browser.client, "/"), (browser.client, "/nowhere"), (sample.stranger(), "/")):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"


def test_too_much_is_turned_away_before_and_while_it_is_read(
    sample: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sample.browser()
    long = {**OURS, "content-length": str(MOST_BYTES + 1)}
    assert browser.client.post("/close", content=b"", headers=long).status_code == 413
    monkeypatch.setattr("daready.window.guard.MOST_BYTES", 1000)
    pieces = (b"x" * 600 for _ in range(3))  # of no stated length
    kind = {**OURS, "content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/close", content=pieces, headers=kind).status_code == 413
    assert sample.closed == 0


def test_a_crash_says_where_and_never_what(sample: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(stands: object) -> object:
        raise ValueError("Jane Doe, 12 High Street")

    monkeypatch.setattr("daready.window.rooms.today.today", broken)
    page = sample.browser().see("/", 500)
    assert "ValueError at test_guard.py" in page
    assert "Jane" not in page


def test_nothing_is_logged(sample: Window, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sample.browser().see("/")
    said = [one.getMessage() for one in caplog.records if not one.name.startswith(("http", "asyncio"))]
    assert said == [], "what the playing browser logs is its own"


def test_it_stops_when_nobody_is_there_any_more(sample: Window) -> None:
    browser = sample.browser()
    browser.see("/")
    browser.client.get("/here")
    sample.time += IDLE - 1
    assert not sample.doors.deserted
    sample.time += 2
    assert sample.doors.deserted
    browser.see("/")  # a page of which no script says that it is there still
    sample.time += UNSEEN - 1
    assert not sample.doors.deserted
    sample.time += 2
    assert sample.doors.deserted


def test_it_is_closed_by_a_button_that_asks_once(sample: Window) -> None:
    browser = sample.browser()
    assert "Close daready?" in browser.see("/close")
    assert sample.closed == 0
    assert "You may close this tab" in browser.send("/close")
    assert sample.closed == 1
