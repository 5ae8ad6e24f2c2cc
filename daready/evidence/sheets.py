"""Any file becomes grids of cells, each cell where Excel shows it, or the code of one notice why not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from daready.evidence.books import ZIP
from daready.evidence.books import begin as begin_book
from daready.evidence.grids import Book, Grid, Row
from daready.evidence.limits import FILE_BYTES, HEADER_ROWS, STREAMED_CELLS
from daready.evidence.locks import COMPOUND
from daready.evidence.paths import TEXTS

_WINDOWS = "cp1252"
_HEAD = 1_000
_NOT_TEXT = (ZIP, COMPOUND, b"\x89PNG", b"\xff\xd8\xff", b"%PDF")


def read(path: Path, known: Callable[[str], bool], *, passwords: Sequence[str] = ()) -> Book:
    """Read one file at leisure, all of it weighed first; see ``begin``."""
    return begin(path, known, passwords=passwords)()


def begin(
    path: Path,
    known: Callable[[str], bool],
    *,
    bold: bool = False,
    again: bool = False,
    passwords: Sequence[str] = (),
) -> Callable[[], Book]:
    """Begin to read one file; calling what is returned waits for the end.

    ``known`` tells a heading from other text, to find a csv's delimiter; ``bold`` and ``again`` as in
    ``books.begin``; ``passwords`` are tried on a locked file.

    Refused, each with its own code: an empty file, one too large, one that is not what its name says,
    one that is broken, one with a password.
    """
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
    return begin_book(data, bold=bold, again=again, passwords=passwords)


def _read_text(data: bytes, path: Path, known: Callable[[str], bool]) -> Book:
    if data.startswith(_NOT_TEXT):
        return Book(refused="not_what_it_says")
    text, windows = text_in(data)
    if not text.strip():
        return Book(refused="file_empty")
    rows = _rows(data, encoding_of(data), text[:_HEAD], known)
    if rows is None:
        return Book(refused="too_many_cells")
    return Book((Grid(path.stem, rows),), remarks=("read_as_windows",) if windows else ())


def text_in(data: bytes) -> tuple[str, bool]:
    """The text of a file's bytes, and whether it had to be taken for Windows text."""
    encoding = encoding_of(data)
    return data.decode(encoding, errors="replace"), encoding == _WINDOWS


def encoding_of(data: bytes) -> str:
    """How a file's bytes are to be read as text; never guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Of twenty real files that were not UTF-8, all were Windows-1252 by eye; guessers said otherwise.
        return _WINDOWS
    return "utf-8-sig"


def _rows(data: bytes, encoding: str, head: str, known: Callable[[str], bool]) -> list[Row] | None:
    """All rows, or None where there are more cells than ``STREAMED_CELLS``. Like texts are kept once."""
    csv.field_size_limit(2**31 - 1)
    declared = re.match(r'"?sep=(.)"?[ \t]*(?=[\r\n])', head)
    delimiter = declared[1] if declared else _delimiter(data, encoding, known)
    rows: list[Row] = []
    seen: dict[str, str] = {}
    cells = 0
    for row in _lines(data, encoding, delimiter):
        rows.append([*map(seen.setdefault, row, row)])
        cells += len(row)
        if cells > STREAMED_CELLS:
            return None
    if declared:
        rows[0] = []
    return rows


def _lines(data: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """The rows one by one: a long file is never whole in memory both as text and as cells."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")
    return csv.reader(text, delimiter=delimiter)


def _delimiter(data: bytes, encoding: str, known: Callable[[str], bool]) -> str:
    """The delimiter under which one line shows most known headings; then the one that cuts most."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = [*islice(_lines(data, encoding, delimiter), HEADER_ROWS)]
        best = max((sum(map(known, row)) for row in rows), default=0)
        return best, sum(len(row) - 1 for row in rows if row)

    return max((",", ";", "\t"), key=worth)
