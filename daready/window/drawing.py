"""Fills in the window's templates, with the signs and the map of the report's page; what people wrote is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from daready.report.page import TEMPLATES, base_style, environment
from daready.report.shapes import day
from daready.report.words import count
from daready.window.answers import Page
from daready.window.desk import Desk
from daready.window.rooms import ROOMS
from daready.workspace.papers import MARKING

if TYPE_CHECKING:
    from jinja2 import Environment

SAMPLE = "This is the sample: invented figures. What you change here is gone when daready closes."

HERE = Path(__file__).parent
STYLE = "window.css"
STATIC = {
    STYLE: "text/css",
    "htmx.min.js": "text/javascript",
    "window.js": "text/javascript",
    "sign.svg": "image/svg+xml",
}
"""What pages load, all of it from here, with its kind."""


@dataclass(frozen=True, slots=True)
class Place:
    """A room in the bar."""

    path: str
    title: str
    note: str
    current: bool
    below: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page. ``told``: sentences that hold for all of them, such as that it is the sample."""

    force: str
    marking: str
    places: tuple[Place, ...]
    form_token: str
    told: tuple[str, ...] = ()


def framed(desk: Desk, form_token: str, here: str, *, bare: bool = False) -> Frame:
    """The frame around a page at an address. ``bare``: without notes in the bar, which something has to be read for."""
    workspace = None if bare else desk.workspace
    stands = desk.standing if workspace else None
    current = max(
        (room for room in ROOMS if room.title and here.startswith(room.home)),
        key=lambda room: len(room.home),
        default=None,
    )
    told = [SAMPLE] if desk.sample else []
    told += [f"Open for writing elsewhere: {desk.reader}. Here it can be read."] if desk.reader else []
    return Frame(
        force=(workspace.settings.force or "") if workspace else "",
        marking=MARKING,
        places=tuple(
            Place(
                room.home,
                room.title,
                room.note(stands) if stands and room.note else "",
                room is current,
                room.below,
            )
            for room in ROOMS
            if room.title
        ),
        form_token=form_token,
        told=tuple(told),
    )


@cache
def _templates() -> Environment:
    from jinja2 import FileSystemLoader

    made = environment().overlay(loader=FileSystemLoader([HERE / "templates", TEMPLATES]))
    made.filters["day"] = day
    made.filters["count"] = count
    return made


def draw(page: Page, frame: Frame) -> str:
    """A page, or a part of one, as HTML."""
    return _templates().get_template(page.template).render(frame=frame, view=page.view)


@cache
def static(name: str) -> str:
    """A file that pages load; the style is the report's own and what the window adds."""
    text = (HERE / "static" / name).read_text(encoding="utf-8")
    return f"{base_style()}\n{text}" if name == STYLE else text
