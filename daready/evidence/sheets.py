"""Any file becomes grids of cells, each cell where Excel shows it, or the code of one notice why not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from daready.evidence.books import ZIP
from daready.evidence.books import begin as begin_book
from daready.evidence.grids import Book, Grid, Row
from daready.evidence.limits import FILE_BYTES, HEADER_ROWS
from daready.evidence.locks import COMPOUND
from daready.evidence.paths import TEXTS

_NOT_TEXT = (ZIP, COMPOUND, b"\x89PNG", b"\xff\xd8\xff", b"%PDF")


def read(
    path: Path, known: Callable[[str], bool], *, second: bool = False, passwords: Sequence[str] = ()
) -> Book:
    """Read one file. ``known`` tells a heading from other text, to find a csv's delimiter.

    ``second``: the first reader has died of this file; ``passwords`` are tried on a locked one.

    Refused, each with its own code: an empty file, one too large, one that is not what its name says,
    one that is broken, one with a password.
    """
    return begin(path, known, second=second, passwords=passwords)()


def begin(
    path: Path, known: Callable[[str], bool], *, second: bool = False, passwords: Sequence[str] = ()
) -> Callable[[], Book]:
    """The same begun: calling what is returned waits for the end."""
    try:
        size = path.stat().st_size
        if size == 0:
            return partial(Book, refused="file_empty")
        if size > FILE_BYTES:
            return partial(Book, refused="file_too_large")
        data = path.read_bytes()
    except OSError:
        return partial(Book, refused="file_not_readable")
    if path.suffix.lower() in TEXTS:
        return partial(_read_text, data, path, known)
    return begin_book(data, second=second, passwords=passwords)


def _read_text(data: bytes, path: Path, known: Callable[[str], bool]) -> Book:
    if data.startswith(_NOT_TEXT):
        return Book(refused="not_what_it_says")
    text, windows = text_in(data)
    if not text.strip():
        return Book(refused="file_empty")
    return Book((Grid(path.stem, _rows(text, known)),), remarks=("read_as_windows",) if windows else ())


def text_in(data: bytes) -> tuple[str, bool]:
    """The text of a file's bytes, and whether it had to be taken for Windows text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        # Of twenty real files that were not UTF-8, all were Windows-1252 by eye; guessers said otherwise.
        return data.decode("cp1252", errors="replace"), True


def _rows(text: str, known: Callable[[str], bool]) -> list[Row]:
    csv.field_size_limit(2**31 - 1)
    declared = re.match(r'"?sep=(.)"?[ \t]*(?=[\r\n])', text)
    if declared:
        rows = _parse(text, declared[1], None)
        rows[0] = []
        return rows
    return _parse(text, _delimiter(text, known), None)


def _parse(text: str, delimiter: str, most: int | None) -> list[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    if most is None:
        return cast("list[Row]", list(lines))
    return [cast("Row", row) for row, _ in zip(lines, range(most), strict=False)]


def _delimiter(text: str, known: Callable[[str], bool]) -> str:
    """The delimiter under which one line shows most known headings; then the one that cuts most."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = _parse(text, delimiter, HEADER_ROWS)
        best = max((sum(known(str(cell)) for cell in row) for row in rows), default=0)
        return best, sum(len(row) - 1 for row in rows if row)

    return max((",", ";", "\t"), key=worth)
