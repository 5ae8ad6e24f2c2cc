"""The window in the machine's own Chromium: opened by the command, seen at three widths, with script and without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.report.test_page import CHROMIUM, FLAGS

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")

PAGES = (
    *("/", "/bring-in", "/fill-in", "/fill-in/2026-06", "/fill-in/2026-06/1", "/adopt", "/position"),
    *("/position/U09", "/position/U33", "/actions", "/safe/0", "/compare", "/next-sample", "/register"),
    *("/papers", "/settings", "/close"),
)
WIDTHS = (390, 1280, 1920)


@contextmanager
def opened(home: Path, *options: str) -> Iterator[str]:
    """The address that ``daready open`` prints; the window is killed at the end."""
    command = [sys.executable, "-m", "daready", "open", str(home), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(loaded: Path) -> Iterator[str]:
    with opened(loaded, "--as-at", "2026-06-30") as found:
        yield found


def faults(page: object) -> list[str]:
    """What axe finds on a page, whatever its weight."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    return [one["id"] for one in axe.Axe().run(page).response["violations"]]


@pytest.mark.parametrize("script", [True, False])
def test_every_page_is_read_at_every_width(chromium: object, address: str, script: bool) -> None:
    top = "/".join(address.split("/")[:3])
    context = chromium.new_context(java_script_enabled=script)  # type: ignore[attr-defined]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith(top) else None)
    page.goto(address)
    assert page.url == f"{top}/"
    assert page.locator("h1").inner_text() == "Not ready"
    for path in PAGES:
        page.goto(f"{top}{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if script:
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
    assert said == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: object, address: str, scheme: str) -> None:
    top = "/".join(address.split("/")[:3])
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(address)
    for path in PAGES:
        page.goto(f"{top}{path}")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == [], (path, width)
    context.close()
