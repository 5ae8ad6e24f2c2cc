"""Figures of areas that are no districts of this force: the nation, targets, forces by name, sums, the far larger."""

from __future__ import annotations

from collections.abc import Sequence

from daready.evidence.cells.dates import without_period
from daready.evidence.cells.label_words import LabelWords
from daready.evidence.cells.single_cells import without_footnote
from daready.evidence.grid.cell_text import text_of
from daready.evidence.records.columns import Sheet
from daready.evidence.records.labels import label_keys
from daready.evidence.rows import FigureRow
from daready.rubric.words import fold

_TIMES = 10
_AREAS = 3
_PARTS = 2
"""So many areas, or more, are added up."""
_MONTHS = 2
"""Counts without a whole are small: they add up by chance, unless they do so in as many months or items."""

Areas = dict[tuple[str, int, int], list[FigureRow]]
"""The figures of each item and period that are about an area."""


def set_apart(sheet: Sheet, labels: LabelWords, tab: str) -> list[int]:
    """Take the rows of areas by a name of others out of those in use; which they are.

    Where no area is given, the tab or a title that is nothing else but such a name gives it.
    """
    values = sheet.values("district")
    if values is not None:
        named = zip(sheet.used, values, strict=True)
        apart = [row for row, value in named if _is_apart(fold(text_of(value)), labels)]
    else:
        told = sheet.table.facts.get("district")
        names = [text_of(told[0])] if told else [tab, *sheet.table.titles]
        other = any(labels.is_other_area(fold(without_period(name))) for name in names)
        apart = [*sheet.used] if other else []
    if apart:
        sheet.keep([row for row in sheet.used if row not in {*apart}])
    return apart


def _is_apart(folded: str, labels: LabelWords) -> bool:
    bare = without_footnote(folded) or folded
    return any(labels.is_other_area(name) or labels.is_comparison(name) for name in (folded, bare))


def strange(sheet: Sheet, figures: Sequence[FigureRow], labels: LabelWords) -> dict[str, list[FigureRow]]:
    """The figures of areas that are no districts beside the others, by the reason to set them aside."""
    areas: Areas = {}
    for one in figures:
        if one.district_key is not None:
            areas.setdefault((one.item, one.month, one.length), []).append(one)
    sums = _sums(areas)
    forces = _forces(sheet, labels) - sums
    large = {(one.item, one.district_key) for one in _far_larger(areas)}
    found: dict[str, list[FigureRow]] = {}
    for one in figures:
        if one.district_key in sums:
            found.setdefault("sum_of_districts", []).append(one)
        elif one.district_key in forces:
            found.setdefault("force_among_districts", []).append(one)
        elif (one.item, one.district_key) in large:
            found.setdefault("area_far_larger", []).append(one)
    return found


def _far_larger(areas: Areas) -> list[FigureRow]:
    """Figures of one area ten times as large as those of all others of the same item and month together."""
    return [
        one
        for group in areas.values()
        if len({one.district_key for one in group}) >= _AREAS
        for one in group
        if _size(one) >= _TIMES * max(1, sum(map(_size, group)) - _size(one))
    ]


def _sums(areas: Areas) -> set[str | None]:
    """The one area, by whatever name, whose every figure is the sum of those of all others, if there is one."""
    proved: dict[str | None, int] = {}
    refuted: set[str | None] = set()
    for group in areas.values():
        met, of = sum(one.numerator for one in group), sum(one.denominator for one in group)
        for one in group:
            if len(group) > _PARTS and (2 * one.numerator, 2 * one.denominator) == (met, of) and met:
                proved[one.district_key] = proved.get(one.district_key, 0) + (_MONTHS if of else 1)
            else:
                refuted.add(one.district_key)
    found = {key for key, times in proved.items() if times >= _MONTHS} - refuted
    return found if len(found) == 1 else set()


def _forces(sheet: Sheet, labels: LabelWords) -> set[str | None]:
    """The areas that are police forces by their names, where other areas stand beside them; never one that the
    workspace names.
    """
    written = [text_of(value) for value in sheet.values("district") or []]
    keys = dict(zip(written, label_keys(sheet, "district"), strict=False))
    named = {
        text
        for text in keys
        if labels.is_force(without_footnote(fold(text)) or fold(text)) and not sheet.namer.names_place(text)
    }
    areas = {key for key in keys.values() if key is not None}
    return {keys[text] for text in named} if len(areas) > 1 else set()


def _size(figure: FigureRow) -> int:
    return figure.denominator or figure.numerator
