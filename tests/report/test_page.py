"""The page: escaped, self-contained, the same bytes; in a real browser without errors, requests or serious faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from daready.planning.gaps import gaps
from daready.report.page import page, write_page
from daready.report.tables import report
from daready.scoring.assess import assess
from tests.report.test_workbook import evidence
from tests.scoring.made import AS_AT
from tests.scoring.small import RUBRIC

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def drawn(file: str = "June.xlsx") -> str:
    given = evidence(file=file)
    made = assess(RUBRIC, given, as_at=AS_AT)
    found = gaps(made, RUBRIC)
    whole = report(made, found, given, RUBRIC, version="test")
    return page(whole, made, found, RUBRIC, marking="OFFICIAL & MORE")


def test_who_needs_someone_today_comes_first_and_every_criterion_is_there() -> None:
    text = drawn()
    assert text.index("Act today: one case not recorded as made safe") < text.index('id="h-map"')
    assert text.count('<details class="criterion"') == len(RUBRIC.criteria)
    assert text.count("OFFICIAL &amp; MORE") == 2


def test_names_are_escaped_and_nothing_is_loaded() -> None:
    text = drawn("<script>alert(1)</script> & June.xlsx")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert not re.findall(r'(?:src|href)="(?!#)|url\(|@import|style="', text)
    assert "default-src &#39;none&#39;" in text


def test_the_same_report_gives_the_same_page() -> None:
    assert drawn() == drawn()


def test_every_colour_is_said_in_words() -> None:
    shades = re.findall(r'class="(?:tag|c) [a-z -]+"[^>]*>(.*?)</(?:span|a)>', drawn(), re.DOTALL | re.ASCII)
    tiles = re.findall(r'<a class="c [a-z -]+".*?</a>', drawn(), re.DOTALL)
    assert shades
    assert tiles
    assert all(re.search("GREEN|AMBER|RED|GREY|Green|Amber|Red|Grey", tile) for tile in tiles)
    assert all(re.search("GREEN|AMBER|RED|GREY|svg", shade) for shade in shades)


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_real_browser(tmp_path: Path, width: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    where = tmp_path / "page.html"
    write_page(drawn(), where)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        seen = browser.new_page(viewport={"width": width, "height": 900})
        said: list[str] = []
        asked: list[str] = []
        seen.on("console", lambda message: said.append(message.text))
        seen.on("pageerror", lambda fault: said.append(str(fault)))
        seen.on("request", lambda request: asked.append(request.url))
        seen.goto(where.as_uri())
        assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
        seen.select_option("#colour", "green")
        hidden = seen.locator("details.criterion:visible").count()
        assert hidden == text_count(seen, "green")
        seen.goto(f"{where.as_uri()}#U01")
        assert seen.locator("details.criterion:has(#U01)").get_attribute("open") is not None
        assert (said, {url.split("#")[0] for url in asked}) == ([], {where.as_uri()})
        assert not serious(seen)
        browser.close()


def text_count(seen: object, colour: str) -> int:
    return seen.locator(f'details.criterion[data-colour="{colour}"]').count()  # type: ignore[attr-defined]


def serious(seen: object) -> list[str]:
    """What axe-core finds serious or critical, everything opened; nothing where axe is not installed."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    seen.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")  # type: ignore[attr-defined]
    found = axe.Axe().run(seen).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
def test_without_script_the_filter_works_and_what_is_closed_is_not_printed(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    where = tmp_path / "page.html"
    write_page(drawn(), where)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        seen = browser.new_context(java_script_enabled=False).new_page()
        seen.goto(where.as_uri())
        seen.select_option("#colour", "red")
        assert seen.locator("details.criterion:visible").count() == text_count(seen, "red")
        seen.emulate_media(media="print")
        inside = seen.locator("details.criterion .inside")
        assert not any(inside.nth(at).is_visible() for at in range(inside.count()))
        assert seen.locator(".first h1").is_visible()
        browser.close()
