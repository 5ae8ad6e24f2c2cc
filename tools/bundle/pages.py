"""The pages that go with a bundle: how to install it, and what IT wants to know. Facts are computed, never typed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from tools.bundle.targets import System
from tools.bundle.wheels import Wheel

PAGES = {"Read me first.html": "guide.html", "Information security.html": "security.html"}
_HERE = Path(__file__).parent


def pages(
    system: System, version: str, wheels: Mapping[str, list[Wheel]], *, brings_python: bool
) -> dict[str, bytes]:
    """Both pages by the name they have in the zip. They load nothing and hold no script."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    shelf = Environment(
        loader=FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shelf.filters["picture"] = _picture
    said = {
        "windows": system.name == "windows",
        "version": version,
        "pythons": sorted(wheels),
        "brings_python": brings_python,
        "glibc": system.glibc,
        "parts": _parts(wheels),
    }
    return {
        name: (shelf.get_template(template).render(said) + "\n").encode() for name, template in PAGES.items()
    }


def _parts(wheels: Mapping[str, list[Wheel]]) -> list[tuple[str, str, str, str]]:
    """Name, version, licence and for which Pythons, a row for each version of a part."""
    for_which: dict[tuple[str, str, str], list[str]] = {}
    for python, each in sorted(wheels.items()):
        for wheel in each:
            for_which.setdefault((wheel.name, wheel.version, wheel.licence), []).append(python)
    every = sorted(wheels)
    return [
        (*part, "all" if pythons == every else ", ".join(pythons))
        for part, pythons in sorted(for_which.items())
    ]


def _picture(name: str) -> str:
    """A picture as an address that holds it, so that the page needs no other file."""
    return "data:image/png;base64," + base64.b64encode((_HERE / "pictures" / name).read_bytes()).decode()
