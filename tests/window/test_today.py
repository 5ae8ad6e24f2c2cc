"""Today: the pattern of a room's test. It says what the commands say, and where nothing is known it says that."""

from __future__ import annotations

from tests.window.conftest import Window


def test_nothing_loaded_is_nothing_known(empty: Window) -> None:
    browser = empty.browser()
    assert "Five questions" in browser.see("/")
    page = browser.send(
        "/first", force="Northmarsh", districts="North\nSouth", inspection="28 September 2026"
    )
    assert "Nothing has come in yet" in page
    workspace = empty.desk.founded
    assert workspace.settings.force == "Northmarsh"
    assert workspace.settings.districts == ("North", "South")


def test_a_first_run_says_every_fault_and_keeps_what_was_typed(empty: Window) -> None:
    page = empty.browser().send("/first", 422, districts="North", inspection="1 May 2020", selection="luck")
    assert "Name the force" in page
    assert "has passed" in page
    assert "take one of the answers" in page
    assert ">North</textarea>" in page
    assert empty.desk.workspace is None


def test_today_says_who_waits_what_has_come_in_and_where_we_stand(sample: Window) -> None:
    page = sample.browser().see("/")
    assert "Act today: two cases not recorded as made safe" in page
    assert page.count("Record as safe") == 2
    assert "Audit June 2026.xlsx, Audit, row 23" in page
    assert "As at</dt><dd>30 June 2026" in page
    assert page.count('class="c ') == len(sample.desk.stands.rated.rubric.criteria)
    assert "rows read" in page
