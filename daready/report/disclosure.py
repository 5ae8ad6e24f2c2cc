"""The arithmetic that keeps small counts from partners: rounding, bands, differences (R7.1, R7.2, R7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

HIDDEN = "*"
Rule = Literal["hes", "10-5"]


def published_count(count: int, rule: Rule = "hes") -> int | str:
    """R7.1: a count of people or cases as it may be shown.

    ``hes``: 0 stays, 1 to 7 are hidden, 8 and more go to the nearest 5 (NHS Digital, 2018). ``10-5``:
    below 10 hidden, nought too, the rest to the nearest 5 (ONS). Totals are made from true counts first.
    """
    if count < 0:
        raise ValueError("a count is 0 or more")
    if rule == "hes" and count == 0:
        return 0
    least = 8 if rule == "hes" else 10
    return HIDDEN if count < least else (count + 2) // 5 * 5


def percent_band(met: int, of: int, *, width: int = 10, least: int = 8) -> str:
    """R7.2: a percentage as a band such as 80-89%, the top one closed at 100%; hidden on a base below ``least``.

    Whole numbers throughout, since an exact percentage gives back the counts.
    """
    if not 0 <= met <= of:
        raise ValueError(f"{met} of {of} cannot be")
    if of < least:
        return HIDDEN
    low = min(met * 100 // of // width * width, (100 - 1) // width * width)
    high = 100 if low + width >= 100 else low + width - 1
    return f"{low}-{high}%"


def disclosed_by_difference(previous: Sequence[int], now: Sequence[int], least: int = 8) -> list[int]:
    """R7.5: which cells, by place, changed by so little since the last release that the change shows a few people."""
    return [
        at
        for at, (before, after) in enumerate(zip(previous, now, strict=True))
        if 0 < abs(after - before) < least
    ]
