"""Close daready: by a button, asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daready.window.answers import Answer, Asked, Closing, Page
from daready.window.ways import Room, Way

if TYPE_CHECKING:
    from daready.window.desk import Desk


def ask(desk: Desk, asked: Asked) -> Answer:
    return Page("leave.html", None)


def leave(desk: Desk, asked: Asked) -> Answer:
    return Closing()


ROOM = Room(
    "/close",
    "",
    (Way("GET", "/close", ask, unfounded=True), Way("POST", "/close", leave, unfounded=True)),
)
