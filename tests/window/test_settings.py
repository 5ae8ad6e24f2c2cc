"""Settings: changed in their file alone, every fault at once; scope is signed; thresholds say whose they are."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from daready.report.reference import policy_rows
from tests.window.conftest import Browser, Window

WHY = "Training is reviewed nationally this year."
ROLE = "head of public protection"


def fields(window: Window, **changed: str) -> dict[str, str]:
    said = {
        "force": "Northmarsh",
        "districts": "Central\nNorth\nSouth",
        "inspection": "28 September 2026",
    }
    return {**said, **changed}


def stored(window: Window) -> dict[str, Any]:
    return tomllib.loads(window.desk.founded.file.read_text())


def left_out(browser: Browser, criterion: str, status: int = 200, why: str = WHY, role: str = ROLE) -> str:
    return browser.send("/settings/scope", status, criterion=criterion, why=why, role=role)


def test_what_stands_is_shown_and_saved_unchanged(sample: Window) -> None:
    browser, before = sample.browser(), sample.desk.founded.file.read_bytes()
    page = browser.see("/settings")
    assert 'value="28 September 2026"' in page
    assert ">Central\nNorth\nSouth</textarea>" in page
    browser.send("/settings", **fields(sample))
    assert sample.desk.founded.file.read_bytes() == before


def test_settings_are_changed_and_taken_away_and_all_else_stays(sample: Window) -> None:
    browser = sample.browser()
    changed = fields(
        sample, districts="West", names_allowed="Panel\n\nPanel", inspection="", selection="random"
    )
    page = browser.send("/settings", **changed)
    assert ">West</textarea>" in page
    assert stored(sample) == {
        "force": "Northmarsh",
        "districts": ["West"],
        "names_allowed": ["Panel"],
        "selection": "random",
    }
    text = sample.desk.founded.file.read_text()
    assert "# daready's settings for this workspace" in text
    browser.send("/settings", **fields(sample))
    assert stored(sample)["inspection"] == "2026-09-28"
    assert "names_allowed" not in stored(sample)


def test_every_fault_is_said_at_once_and_nothing_is_changed(sample: Window) -> None:
    browser, before = sample.browser(), sample.desk.founded.file.read_bytes()
    page = browser.send("/settings", 422, force="", inspection="31 June", selection="luck", districts="Typed")
    for said in (
        "Name the force",
        "write it as 28 September 2026",
        "take one of the answers",
        ">Typed</textarea>",
    ):
        assert said in page
    sample.desk.reader = "sergeant"
    browser.send("/settings", 409, **fields(sample, force="Other"))
    assert sample.desk.founded.file.read_bytes() == before


def test_a_criterion_is_left_out_and_looked_at_again(sample: Window) -> None:
    sample.desk.today = date.today  # what is kept now counts from now
    browser, rubric = sample.browser(), sample.desk.rubric
    one = next(one for one in rubric.criteria.values() if not one.critical)
    page = left_out(browser, one.id)
    assert WHY in page
    assert ROLE in page
    assert one.id in {each.criterion for each in sample.desk.stands.rated.assessment.left_out}
    (entry,) = {each.entry for each in sample.desk.stands.rated.assessment.left_out}
    assert "Every criterion is looked at" in browser.send("/settings/scope/back", entry=str(entry))
    assert not sample.desk.stands.rated.assessment.left_out
    browser.send("/settings/scope/back", 409, entry=str(entry))


def test_what_cannot_be_left_out_is_refused_without_a_word_of_it(sample: Window) -> None:
    browser, criteria = sample.browser(), sample.desk.rubric.criteria.values()
    critical = next(one.id for one in criteria if one.critical)
    other = next(one.id for one in criteria if not one.critical)
    assert "looked at every year" in left_out(browser, critical, 422)
    assert "Choose a criterion" in left_out(browser, "planted", 422)
    for why, role in (("short", ROLE), ("Sgt Marsh of Fellmoor said so.", ROLE), (WHY, "Jane Doe")):
        page = left_out(browser, other, 422, why=why, role=role)
        assert "Marsh of Fellmoor" not in page
        assert "Jane Doe" not in page
    assert not sample.desk.stands.rated.assessment.left_out


def test_each_threshold_says_whose_it_is(sample: Window) -> None:
    page = sample.browser().see("/settings")
    rows = policy_rows(sample.desk.rubric)
    assert page.count("local, daready&#39;s own default") == len(rows)


def test_settings_are_there_before_anything_is_loaded(empty: Window) -> None:
    browser = empty.browser()
    browser.send("/first", force="Northmarsh")
    assert "Every criterion is looked at" in browser.see("/settings")
