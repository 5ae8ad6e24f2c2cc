"""Figures of areas that are not this force: the nation, other forces, a target, or what is far too large."""

from __future__ import annotations

from collections.abc import Sequence

from daready.evidence.cells.label_words import LabelWords
from daready.evidence.grid.cell_text import text_of
from daready.evidence.records.columns import Sheet
from daready.evidence.rows import FigureRow
from daready.rubric.words import fold

_TIMES = 10
_AREAS = 3


def set_apart(sheet: Sheet, labels: LabelWords) -> list[int]:
    """Take the rows of areas by a name of others out of those in use; which they are."""
    values = sheet.values("district")
    if values is None:
        values = [sheet.table.facts.get("district", ("", ""))[0]] * len(sheet.used)
    named = zip(sheet.used, values, strict=True)
    apart = [row for row, value in named if labels.is_other_area(fold(text_of(value)))]
    if apart:
        sheet.keep([row for row in sheet.used if row not in {*apart}])
    return apart


def far_larger(figures: Sequence[FigureRow]) -> list[FigureRow]:
    """Figures of one area ten times as large as those of all others of the same item and month together."""
    areas: dict[tuple[str, int], list[FigureRow]] = {}
    for one in figures:
        if one.district_key is not None:
            areas.setdefault((one.item, one.month), []).append(one)
    return [
        one
        for group in areas.values()
        if len({one.district_key for one in group}) >= _AREAS
        for one in group
        if _size(one) >= _TIMES * max(1, sum(map(_size, group)) - _size(one))
    ]


def _size(figure: FigureRow) -> int:
    return figure.denominator or figure.numerator
