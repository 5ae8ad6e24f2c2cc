"""A workbook and its marked copy are one piece of evidence: which of the files sent stands for it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Said = tuple[int | None, Hashable]
"""What one row is about: its month, and its case or item; None where it does not say."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file: its fingerprint, those of the workbooks it was marked from, whether it gave any row, and what
    its rows are about.
    """

    file: str
    sha256: str
    replaces: tuple[str, ...]
    gave: bool
    rows: tuple[Said, ...] = ()


def set_aside(files: Sequence[Sent]) -> dict[int, tuple[str, str]]:
    """By place in ``files``: the reason to set one aside whole, and the name of the other file.

    A marked copy replaces what it was made from only where it says the same cases or items of the same months
    again: one that gave nothing, or was used as the form for another month, replaces nothing. Of two copies of
    one workbook the one made from the other is the later; where neither was, neither is used, for counting both
    would count cases twice.
    """
    aside: dict[int, tuple[str, str]] = {}
    copies = {at: file for at, file in enumerate(files) if file.replaces and file.gave}
    for at, file in enumerate(files):
        for copy in copies.values():
            if _made_from(copy, file) and _says_again(copy, file):
                aside[at] = ("replaced_by_marked", copy.file)
    latest = {at: copy for at, copy in copies.items() if at not in aside}
    for at, copy in latest.items():
        for there, other in latest.items():
            if at != there and _rivals(copy, other):
                aside.setdefault(at, ("marked_twice", other.file))
    return aside


def lacking(files: Sequence[Sent]) -> dict[int, tuple[str, int]]:
    """By place in ``files``: a marked copy that stands for its original, the original's name, and how many of the
    original's cases or items are not in the copy.
    """
    aside = set_aside(files)
    found: dict[int, tuple[str, int]] = {}
    for number in (number for number, (reason, _) in aside.items() if reason == "replaced_by_marked"):
        original = files[number]
        for at, copy in enumerate(files):
            if copy.gave and at not in aside and _made_from(copy, original):
                nameless = sum(name is None for _, name in original.rows) - sum(
                    name is None for _, name in copy.rows
                )
                missing = len(_names(original) - _names(copy)) + max(0, nameless)
                if missing:
                    found[at] = (original.file, missing)
    return found


def beside(files: Sequence[Sent]) -> dict[int, tuple[str, bool]]:
    """By place in ``files``: a marked copy that counts beside its original, the original's name, and whether
    they have neither a month nor a case or item in common.
    """
    aside = set_aside(files)
    return {
        at: (file.file, _strangers(copy, file))
        for at, copy in enumerate(files)
        for number, file in enumerate(files)
        if copy.gave and at not in aside and number not in aside and _made_from(copy, file)
    }


def _made_from(copy: Sent, file: Sent) -> bool:
    return file.sha256 in copy.replaces and file.sha256 != copy.sha256


def _says_again(copy: Sent, original: Sent) -> bool:
    """Whether half of the original's rows at least lie in the copy's months, and half of each month's cases or
    items are in the copy, whatever their months: a date may have been what was corrected.
    """
    months, names = _months(copy), _names(copy)
    dated = [month for month, _ in original.rows if month is not None]
    if 2 * sum(month in months for month in dated) < len(dated):
        return False
    by_month: dict[int | None, set[Hashable]] = {}
    for month, name in original.rows:
        named = by_month.setdefault(month, set())
        if name is not None:
            named.add(name)
    return all(
        2 * len(named & names) >= len(named) if named else month is None or month in months
        for month, named in by_month.items()
    )


def _strangers(one: Sent, other: Sent) -> bool:
    return _months(one).isdisjoint(_months(other)) and _names(one).isdisjoint(_names(other))


def _months(file: Sent) -> set[int]:
    return {month for month, _ in file.rows if month is not None}


def _names(file: Sent) -> set[Hashable]:
    return {name for _, name in file.rows if name is not None}


def _rivals(one: Sent, other: Sent) -> bool:
    if one.sha256 == other.sha256 or set(one.replaces).isdisjoint(other.replaces):
        return False
    return _says_again(one, other) or _says_again(other, one)
