"""The same figure sent more than once: again, over a longer period, or for the force beside its districts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from daready.evidence.reply import SheetReply
from daready.evidence.rows import FigureRow
from daready.evidence.settling.double_marking import Spot

About = tuple[str, str]
"""The form, and the item of it."""

_ABOUT = attrgetter("item", "district_key", "month", "length")

CONTRADICTED = frozenset({"duplicate_figure_conflict", "period_differs"})
"""Reasons that leave the figure itself in doubt, not only its repetition."""


class _Sent(NamedTuple):
    """One figure as sent: whose it is, its last month and how many it covers, its counts and how cases were chosen."""

    spot: Spot
    district: str | None
    month: int
    length: int
    met: int
    of: int
    selection: str | None

    @property
    def months(self) -> range:
        return range(self.month - self.length + 1, self.month + 1)


def repeated_figures(sheets: Sequence[SheetReply]) -> dict[Spot, str]:
    """The rows to set aside, by spot, with the reason.

    Alike the later goes; otherwise all. A quarter or a year goes where months of it were given by themselves,
    and so does the force's own figure beside those of its districts, if it is their sum; districts that are less
    than the force's figure are a part of it. Whatever does not add up leaves a doubt.
    """
    aside: dict[Spot, str] = {}
    for sent in _by_item(sheets).values():
        for one in sent:
            shorter = [other for other in sent if _within(other, one)] if one.length > 1 else ()
            if shorter:
                whole = _covers(shorter, one) and _sum(shorter) == (one.met, one.of)
                aside[one.spot] = "period_overlaps" if whole else "period_differs"
        left = [one for one in sent if one.spot not in aside]
        aside |= _again(left)
        aside |= _beside_districts([one for one in left if one.spot not in aside])
    return aside


def _by_item(sheets: Sequence[SheetReply]) -> dict[About, list[_Sent]]:
    """The figures of each item of which one may say again what others say; most items have none."""
    counts = [
        (number, sheet.form or "", sheet.figures) for number, sheet in enumerate(sheets) if sheet.figures
    ]
    near = _near([(form, figures) for _, form, figures in counts])
    found: dict[About, list[_Sent]] = {}
    for number, form, figures in counts if near else ():
        for at, figure in enumerate(figures):
            if (about := (form, figure.item)) in near:
                found.setdefault(about, []).append(_sent((number, at), figure))
    return found


def _near(sheets: Iterable[tuple[str, Sequence[FigureRow]]]) -> set[About]:
    """The items with two figures of one month and district, one of more months, or the force's beside districts'."""
    told: dict[str, list[tuple[str, str | None, int, int]]] = {}
    for form, figures in sheets:
        told.setdefault(form, []).extend(map(_ABOUT, figures))
    near: set[About] = set()
    for form, keys in told.items():
        again = Counter(keys) if len(set(keys)) < len(keys) else Counter[tuple[str, str | None, int, int]]()
        items = {key[0] for key, times in again.items() if times > 1}
        items |= {item for item, _, _, length in keys if length > 1}
        items |= {key[0] for key in keys if key[1] is None} & {key[0] for key in keys if key[1] is not None}
        near |= {(form, item) for item in items}
    return near


def _sent(spot: Spot, one: FigureRow) -> _Sent:
    return _Sent(spot, one.district_key, one.month, one.length, one.numerator, one.denominator, one.selection)


def _within(other: _Sent, one: _Sent) -> bool:
    """Whether another figure of the same district is about a shorter time that touches this one's."""
    return other.district == one.district and other.length < one.length and other.month in one.months


def _covers(shorter: Iterable[_Sent], one: _Sent) -> bool:
    """Whether the shorter times are all of the longer one, none of them twice."""
    return sorted(month for other in shorter for month in other.months) == list(one.months)


def _sum(sent: Iterable[_Sent]) -> tuple[int, int]:
    found = list(sent)
    return sum(one.met for one in found), sum(one.of for one in found)


def _again(sent: list[_Sent]) -> dict[Spot, str]:
    groups: dict[tuple[object, ...], list[_Sent]] = {}
    for one in sent:
        groups.setdefault((one.district, one.length, one.month), []).append(one)
    aside: dict[Spot, str] = {}
    for group in (each for each in groups.values() if len(each) > 1):
        alike = len({(one.met, one.of, one.selection) for one in group}) == 1
        if not alike:
            aside |= {one.spot: "duplicate_figure_conflict" for one in group}
        else:
            aside |= {one.spot: "duplicate_figure" for one in group[1:]}
    return aside


def _beside_districts(sent: list[_Sent]) -> dict[Spot, str]:
    periods: dict[tuple[int, int], list[_Sent]] = {}
    for one in sent:
        periods.setdefault((one.length, one.month), []).append(one)
    aside: dict[Spot, str] = {}
    for group in periods.values():
        whole = [one for one in group if one.district is None]
        parts = [one for one in group if one.district is not None]
        if not whole or not parts:
            continue
        (force,), (met, of) = whole, _sum(parts)
        if (met, of) == (force.met, force.of):
            aside[force.spot] = "sum_of_districts"
        elif met <= force.met and of - met <= force.of - force.met:
            aside |= {one.spot: "part_of_force" for one in parts}
        else:
            aside |= {one.spot: "duplicate_figure_conflict" for one in group}
    return aside
