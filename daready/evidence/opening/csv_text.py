"""Delimited text becomes rows; a quote out of place never swallows the rows after it."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from daready.evidence.grid.cell_text import is_blank
from daready.evidence.grid.grid import Row
from daready.evidence.limits import HEADER_ROWS, STREAMED_CELLS

_HEAD = 1_000
_LINE_END = re.compile(rb"[\r\n]")
_DELIMITERS = (",", ";", "\t", "|")


class Text(NamedTuple):
    """The rows of a text, and those in doubt for a quote that is not closed, each with the column to look at.

    ``cut``: the last row where the text ends within it, short of the table's width and without the end of its line.
    """

    rows: list[Row]
    unclosed: dict[int, int]
    cut: int | None = None


def read_text(data: bytes, encoding: str, known: Callable[[str], bool]) -> Text | None:
    """All rows, or None where there are more cells than ``STREAMED_CELLS``. Like texts are kept once.

    ``known`` tells a heading from other text, to find the delimiter and how wide the table is.
    """
    csv.field_size_limit(2**31 - 1)
    declared = re.match(r'"?sep=(.)"?[ \t]*(?=[\r\n])', _lines(data, encoding).read(_HEAD))
    delimiter, width = _shape(data, encoding, known, (declared[1],) if declared else _DELIMITERS)
    rows: list[Row] = []
    unclosed: dict[int, int] = {}
    seen: dict[str, str] = {}
    cells = 0
    whole = True
    for row, doubted in read_rows(_lines(data, encoding), delimiter, width):
        if doubted and not all(map(is_blank, row)):
            unclosed[len(rows)] = len(row) - 1 if whole else 0
        whole = not doubted
        rows.append([*map(seen.setdefault, row, row)])
        cells += len(row)
        if cells > STREAMED_CELLS:
            return None
    if declared:
        rows[0] = []
    last = len(rows) - 1
    cut = last > 0 and not _LINE_END.search(data[-2:]) and 0 < len(rows[last]) < width
    return Text(rows, unclosed, last if cut and last not in unclosed else None)


def read_rows(lines: Iterator[str], delimiter: str, width: int) -> Iterator[tuple[list[str], bool]]:
    """Each row, and whether it is in doubt.

    A quoted cell of several lines is one cell, unless it is never closed, is closed where another one opens, or
    holds what looks like rows of a table of ``width`` columns: then each of its lines is read as it would be
    by itself, in doubt.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter)
    doubted = 0
    while (row := next(reader, None)) is not None:
        taken = source.taken
        if source.ended or (len(taken) > 1 and _swallows(taken, delimiter, width)):
            doubted = max(doubted, len(taken))
            row = next(csv.reader(taken[:1], delimiter=delimiter))
            source.again(taken[1:])
            taken = taken[:1]
        yield row, doubted > 0
        doubted = max(0, doubted - len(taken))
        source.taken = []


_TELLS = re.compile(r"\d|^(?:yes|no|y|n|n/?a)$", re.IGNORECASE)
"""What a cell of a case has, and a word of a list has not."""


class _Lines:
    """The lines of a text: those of the row being read are kept, to be read again; ``ended`` within a row."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.before: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.before.popleft() if self.before else next(self.lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def again(self, lines: list[str]) -> None:
        self.before.extendleft(reversed(lines))
        self.ended = False


def _swallows(taken: list[str], delimiter: str, width: int) -> bool:
    """Whether the lines of one row are rows of their own. In prose a blank comes after a comma, in rows none does; and
    a row has a number in it or an answer, which a list of words has not.
    """
    try:
        next(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    *inner, last = taken[1:]
    cut = re.compile(re.escape(delimiter) + r"(?! )")
    rows = [line for line in (*inner, last.partition('"')[0]) if len(cut.findall(line)) >= width - 1]
    return width > 2 and any(_TELLS.search(cell.strip()) for line in rows for cell in line.split(delimiter))


def _lines(data: bytes, encoding: str) -> io.TextIOWrapper:
    """The lines one by one: a long file is never whole in memory both as text and as cells."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")


def _shape(
    data: bytes, encoding: str, known: Callable[[str], bool], delimiters: tuple[str, ...]
) -> tuple[str, int]:
    """The delimiter under which one line shows most known headings, then the one that cuts most; and how many
    columns that line has.
    """

    def worth(delimiter: str) -> tuple[int, int, int]:
        rows = [row for row, _ in islice(read_rows(_lines(data, encoding), delimiter, 0), HEADER_ROWS)]
        best = max(rows, key=lambda row: sum(map(known, row)), default=[])
        width = max((at for at, cell in enumerate(best, 1) if not is_blank(cell)), default=0)
        return sum(map(known, best)), sum(len(row) - 1 for row in rows if row), width

    found = {delimiter: worth(delimiter) for delimiter in delimiters}
    delimiter = max(delimiters, key=lambda one: found[one][:2])
    return delimiter, found[delimiter][2]
