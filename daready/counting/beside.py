"""Figures typed by hand beside the same figures counted from rows: where they agree and where they do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from daready.counting.model import Computed
from daready.evidence.model import UNDATED, Figure, Month
from daready.rubric.extract_checks import RETURN

Numbers = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of one month of the whole force, both ways: numerator and denominator, None where one is missing."""

    measure: str
    month: Month
    typed: Numbers | None
    counted: Numbers | None

    @property
    def agrees(self) -> bool:
        """Whether both are there and are the same to the last count."""
        return self.typed == self.counted


def side_by_side(typed: Iterable[Figure], counted: Iterable[Computed]) -> tuple[Beside, ...]:
    """Every measure and month that both speak of, or only one of them within the months of the other."""
    by_hand = _summed(
        (one.item.partition("/")[2], one.month, one.numerator, one.denominator)
        for one in typed
        if one.form == RETURN
    )
    from_rows = _summed(
        (one.measure, one.month, one.numerator, one.denominator) for one in counted if one.month != UNDATED
    )
    measures = {measure for measure, _ in by_hand} & {measure for measure, _ in from_rows}
    months = {month for _, month in by_hand} & {month for _, month in from_rows}
    return tuple(
        Beside(measure, month, by_hand.get((measure, month)), from_rows.get((measure, month)))
        for measure, month in sorted({*by_hand, *from_rows})
        if measure in measures and month in months
    )


def _summed(figures: Iterable[tuple[str, Month, int, int]]) -> dict[tuple[str, Month], Numbers]:
    found: dict[tuple[str, Month], Numbers] = {}
    for measure, month, numerator, denominator in figures:
        met, of = found.get((measure, month), (0, 0))
        found[measure, month] = (met + numerator, of + denominator)
    return found
