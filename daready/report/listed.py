"""Row numbers and cells as people write them, in pieces that a cell of a sheet can hold and show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MOST = 1200
"""Letters of one piece: what a row of the greatest height shows. Excel itself ends a cell at 32,767."""

Run = tuple[int, int]


def runs_of(rows: Iterable[int]) -> Iterator[Run]:
    """The runs of ascending row numbers, each as its first and last."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = last = row
        elif row == last + 1:
            last = row
        else:
            yield first, last
            first = last = row
    if first is not None and last is not None:
        yield first, last


def told_runs(runs: Iterable[Run]) -> Iterator[tuple[str, int]]:
    """5-9, 12, in pieces, each with how many rows it names."""
    for piece in _pieces((str(a) if a == b else f"{a}-{b}", b - a + 1) for a, b in runs):
        yield ", ".join(text for text, _ in piece), sum(number for _, number in piece)


def told_cells(cells: Iterable[str], most: int = MOST) -> Iterator[str]:
    """A12, B7, in pieces."""
    for piece in _pieces(((cell, 1) for cell in cells), most):
        yield ", ".join(text for text, _ in piece)


def _pieces(parts: Iterable[tuple[str, int]], most: int = MOST) -> Iterator[list[tuple[str, int]]]:
    piece: list[tuple[str, int]] = []
    used = 0
    for text, number in parts:
        if piece and used + len(text) + 2 > most:
            yield piece
            piece, used = [], 0
        piece.append((text, number))
        used += len(text) + 2
    if piece:
        yield piece
