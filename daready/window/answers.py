"""What a room is asked, and what it answers with: a page, another address, a file, or a refusal in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody dropped: the name it was sent under, which is never a path, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says. ``part``: the page's script asks for a part of a page, not for all of it."""

    path: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    form: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    files: Sequence[Sent] = ()
    part: bool = False

    def said(self, name: str) -> str:
        """What stands in a field of the form, without the space around it; nothing where it has no such field."""
        return next(iter(self.form.get(name, ())), "").strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A template and the one view that it draws."""

    template: str
    view: object
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """Another page of the window, as an address that begins with a stroke."""

    to: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was made, with its name and kind."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The last page: the window stops once it is sent."""


Answer = Page | Go | Download | Closing


class Refused(Exception):
    """Something that is not done; the text says what, and what to do."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status
