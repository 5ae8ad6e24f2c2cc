"""The pages of a bundle: they load nothing, name every part and can be read; the guide prints on one side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bundle.drawn import house
from tests.report.test_page import CHROMIUM, FLAGS, serious
from tools.bundle.pages import PAGES, pages
from tools.bundle.targets import LINUX, SYSTEMS, WINDOWS
from tools.bundle.wheels import needed, wheel_at


def drawn(folder: Path, system: object = WINDOWS, brings_python: bool = False) -> dict[str, str]:
    own, *rest = map(wheel_at, house(folder))
    wheels = {"3.12": needed(own, rest, LINUX, "3.12")}
    made = pages(system, "1.0", wheels, brings_python=brings_python)  # type: ignore[arg-type]
    return {name: text.decode() for name, text in made.items()}


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=str)
def test_they_load_nothing_and_name_every_part(tmp_path: Path, system: object) -> None:
    made = drawn(tmp_path, system)
    for page in made.values():
        assert not re.search(r"https?://|<script|<link|@import", page)
        assert "default-src 'none'" in page
    for part in ("daready", "leaf", "pane"):
        assert f'<th scope="row">{part}</th>' in made["Information security.html"]


def test_each_says_what_is_so_on_its_system(tmp_path: Path) -> None:
    windows, linux = drawn(tmp_path / "1"), drawn(tmp_path / "2", LINUX)
    assert "not run on Windows" in windows["Information security.html"]
    assert not re.search(r"Windows|\.cmd|%LOCALAPPDATA%", " ".join(linux.values()))
    supplied = drawn(tmp_path / "3", brings_python=True)["Read me first.html"]
    assert r"python\python.exe -I -S install.py" in supplied
    assert "py -3.12" not in supplied


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
def test_in_a_real_browser(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    for name, text in drawn(tmp_path / "made").items():
        (tmp_path / name).write_text(text)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name in PAGES:
            for width, scheme in ((390, "light"), (1280, "dark")):
                seen = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                seen.goto((tmp_path / name).as_uri())
                assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
                assert serious(seen) == [], (name, width)
        seen.goto((tmp_path / "Read me first.html").as_uri())
        assert len(re.findall(rb"/Type\s*/Page\b", seen.pdf(prefer_css_page_size=True))) == 1
        browser.close()
