"""Row numbers as runs, so that a hundred thousand rows set aside together are one pair of numbers."""

from __future__ import annotations

from collections.abc import Iterable

Runs = tuple[tuple[int, int], ...]
"""Each run as its first and last number."""


def spans(numbers: Iterable[int]) -> Runs:
    """The runs of the numbers."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)


def numbers_of(runs: Iterable[tuple[int, int]]) -> set[int]:
    """The numbers that the runs hold."""
    return {number for first, last in runs for number in range(first, last + 1)}
