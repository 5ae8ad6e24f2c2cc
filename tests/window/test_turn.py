"""One window writes in a workspace at a time; a second one reads, and says who has it."""

from __future__ import annotations

import shutil
from pathlib import Path

from daready.window.desk import Desk
from daready.window.sample import DAY
from daready.window.turn import Turn
from tests.window.conftest import Window


def test_a_second_window_reads_and_says_who_has_it(loaded: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    first, second = (Window(Desk(home, lambda: DAY, who)) for who in ("first", "second"))
    first.desk.begin()
    second.desk.begin()
    browser = second.browser()
    assert "Open for writing elsewhere: first, since" in browser.see("/")
    page = browser.see("/safe/0")
    spot = page.split('name="spot" value="')[1].split('"')[0]
    refused = browser.send("/safe", 409, spot=spot, on="28 June 2026", role="DA lead")
    assert "close the other window" in refused
    browser.send("/bring-in", 409, files=[("files", ("a.xlsx", b"x"))])
    first.desk.cleared()
    third = Window(Desk(home, lambda: DAY, "third"))
    third.desk.begin()
    assert third.desk.reader == ""


def test_the_turn_is_let_go_with_its_holder(tmp_path: Path) -> None:
    one, other = Turn(), Turn()
    assert one.take(tmp_path, "one", "now") == ""
    assert one.take(tmp_path, "one", "now") == ""
    assert other.take(tmp_path, "other", "now") == "one, since now"
    one.let_go()
    assert other.take(tmp_path, "other", "now") == ""
