"""A workbook and its marked copy are one piece of evidence: which of the files sent stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """One file: its fingerprint, those of the workbooks it was marked from, and whether it gave any row."""

    file: str
    sha256: str
    replaces: tuple[str, ...]
    gave: bool


def set_aside(files: Sequence[Sent]) -> dict[int, tuple[str, str]]:
    """By place in ``files``: the reason to set one aside whole, and the name of the other file.

    A marked copy that gave nothing replaces nothing. Of two copies of one workbook the one made from the
    other is the later; where neither was, neither is used, for counting both would count cases twice.
    """
    aside: dict[int, tuple[str, str]] = {}
    copies = {at: file for at, file in enumerate(files) if file.replaces and file.gave}
    for at, file in enumerate(files):
        for copy in copies.values():
            if file.sha256 in copy.replaces and file.sha256 != copy.sha256:
                aside[at] = ("replaced_by_marked", copy.file)
    latest = {at: copy for at, copy in copies.items() if at not in aside}
    for at, copy in latest.items():
        for beside, other in latest.items():
            if at != beside and _rivals(copy, other):
                aside.setdefault(at, ("marked_twice", other.file))
    return aside


def _rivals(one: Sent, other: Sent) -> bool:
    return one.sha256 != other.sha256 and not set(one.replaces).isdisjoint(other.replaces)
