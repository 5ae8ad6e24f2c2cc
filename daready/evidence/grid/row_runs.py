"""Row numbers as runs, so that a hundred thousand rows set aside together are one pair of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def spans(numbers: Iterable[int]) -> list[list[int]]:
    """The runs of the numbers, each as its first and last."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def numbers_of(runs: Iterable[Sequence[int]]) -> set[int]:
    """The numbers that the runs hold."""
    return {number for first, last in runs for number in range(first, last + 1)}
