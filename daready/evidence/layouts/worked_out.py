"""Columns that a sheet works out of the others, proved by arithmetic: totals of scores, shares, and bands of those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.layouts.case_table import CaseTable
from daready.evidence.layouts.kinds import is_scale
from daready.rubric.words import fold

_SHARE = re.compile(r"(-?\d+(?:\.\d+)?) ?%")
_NEARLY = 0.9
"""So many of the cases must agree: somebody may have typed over a formula."""
_CASES = 4
_BANDS = 6
Numbers = Sequence[float | None]


def worked_out(table: CaseTable) -> frozenset[int]:
    """The numbers of the columns that only repeat what others say."""
    columns = range(len(table.headings))
    numbers = {at: _numbers(table.column(at)) for at in columns}
    scales = [at for at in columns if at != table.reference and is_scale(table.column(at))]
    scored = [[numbers[at][row] for at in scales] for row in range(len(table.lines))]
    if len(scored) < _CASES or len(scales) < 2:
        return frozenset()
    sums = [float(sum(value for value in row if value is not None)) for row in scored]
    counts = [float(sum(value is not None for value in row)) for row in scored]
    rest = [at for at in columns if at not in scales and any(value is not None for value in numbers[at])]
    found = [at for at in rest if _same(numbers[at], sums) or _multiple(numbers[at], counts)]
    found += [at for at in rest if at not in found and _ratio(numbers[at], [numbers[each] for each in found])]
    words = [at for at in columns if at not in scales and at not in rest and at != table.reference]
    return frozenset(
        [*found, *(at for at in words if any(_bands(table.column(at), numbers[by]) for by in found))]
    )


def _numbers(values: Sequence[Value]) -> list[float | None]:
    return [_number(value) for value in values]


def _number(value: Value) -> float | None:
    """A number, or a share as the reader tells it; a number typed as text is none, for no formula counts it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    share = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(share[1]) / 100 if share else None


def _same(one: Numbers, other: Numbers) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    agreed = sum(abs(a - b) < 0.01 for a, b in pairs)
    return len(pairs) >= _CASES and agreed >= _NEARLY * len(pairs) and len({b for _, b in pairs}) > 1


def _multiple(one: Numbers, counts: Numbers) -> bool:
    steps = [a / b for a, b in zip(one, counts, strict=True) if a is not None and b]
    usual = max(set(steps), key=steps.count, default=0.0)
    return len(steps) >= _CASES and usual >= 1 and steps.count(usual) >= _NEARLY * len(steps)


def _ratio(one: Numbers, worked: Sequence[Numbers]) -> bool:
    """Whether it is one worked-out column over another, as a share or a percentage."""
    for above in worked:
        for below in worked:
            share = [a / b if a is not None and b else None for a, b in zip(above, below, strict=True)]
            if above is not below and (_same(one, share) or _same(one, [s and s * 100 for s in share])):
                return True
    return False


def _bands(words: Sequence[Value], by: Numbers) -> bool:
    """Whether the words are bands of a number: in its order each word comes in one run."""
    pairs = sorted(
        (number, fold(text_of(word)))
        for word, number in zip(words, by, strict=True)
        if number is not None and not is_blank(word)
    )
    runs = [word for word, _ in groupby(word for _, word in pairs)]
    return len(pairs) >= _CASES and 1 < len(runs) == len(set(runs)) <= _BANDS
