"""Position: every criterion can be walked from its colour to the rows behind it."""

from __future__ import annotations

import re

from tests.window.conftest import Window


def test_every_criterion_has_a_page_with_its_colour_parts_lines_and_reason(sample: Window) -> None:
    browser = sample.browser()
    for c in sample.desk.stands.rated.assessment.criteria:
        page = browser.see(f"/position/{c.ref}")
        assert page.count('aria-current="true"') == 1
        body = re.sub(r"\s+", " ", page).casefold()
        for said in (
            c.title,
            c.reason,
            *(part.says for part in c.clauses),
            *(line.title for line in c.lines),
        ):
            assert re.sub(r"\s+", " ", said).replace("&", "&amp;").replace("'", "&#39;").casefold() in body


def test_a_red_criterion_is_walked_to_the_rows_that_did_not_meet_it(sample: Window) -> None:
    page = sample.browser().see("/position/U09")
    assert "Risk is reviewed in time" in page
    assert "The rows that did not meet it" in page
    (line,) = [
        line
        for c in sample.desk.stands.rated.assessment.criteria
        if c.ref == "U09"
        for line in c.lines
        if line.id == c.deciding
    ]
    for support in line.failures:
        assert support.file in page


def test_the_map_is_narrowed_by_theme_owner_framework_and_words(sample: Window) -> None:
    browser = sample.browser()
    every = len(sample.desk.stands.rated.assessment.criteria)
    assert browser.see("/position").count('class="c ') == every
    assert 0 < browser.see("/position?theme=risk").count('class="c ') < every
    assert browser.see("/position?find=risk+reviewed").count('class="c ') == 1
    framework = sample.desk.stands.rated.assessment.frameworks[0].id
    assert 0 < browser.see(f"/position?framework={framework}").count('class="c ') <= every
    assert browser.see("/position?theme=nonsense").count('class="c ') == every


def test_what_is_not_there_is_said(empty: Window, sample: Window) -> None:
    assert "not among those that are looked at" in sample.browser().see("/position/U99", 404)
    browser = empty.browser()
    browser.send("/first", force="Northmarsh")
    assert "Nothing has been loaded yet" in browser.see("/position", 409)
