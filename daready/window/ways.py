"""What a room is made of: its place in the bar, and the ways in, each an address with whoever answers there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from daready.window.answers import Answer, Asked
from daready.window.desk import Desk
from daready.window.standing import Standing

Handler = Callable[[Desk, Asked], Answer]


@dataclass(frozen=True, slots=True)
class Way:
    """One address of a room. What changes anything is a POST, and nothing that is a GET changes anything.

    ``files``: so many files may be sent with it. ``unfounded``: it is there before there is a workspace.
    """

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    files: int = 0
    unfounded: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A room by its name: its first address, what the bar calls it, and its ways.

    ``note``: what the bar says beside its name, by how things stand. ``below``: it stands below the bar's line. A room
    without a title is not in the bar.
    """

    home: str
    title: str
    ways: Sequence[Way]
    note: Callable[[Standing], str] | None = None
    below: bool = False
