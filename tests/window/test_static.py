"""What pages load is here, is what it says it is, and is all of it in the package."""

from __future__ import annotations

from hashlib import sha256

from daready.window.drawing import HERE, STATIC
from tests.window.conftest import Window

HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
"""Of htmx 2.0.11, as its authors publish it."""


def test_the_one_library_is_as_it_was_published() -> None:
    assert sha256((HERE / "static" / "htmx.min.js").read_bytes()).hexdigest() == HTMX


def test_every_file_is_given_with_its_kind(empty: Window) -> None:
    browser = empty.browser()
    for name, kind in STATIC.items():
        answer = browser.client.get(f"/static/{name}")
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)


def test_no_page_has_a_style_or_script_within() -> None:
    """The policy would stop it, and a page would be broken in silence."""
    for path in (HERE / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "style=" not in text, path
        assert " on" + "click" not in text, path
        assert "<style" not in text, path
