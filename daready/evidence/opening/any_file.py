"""Any file becomes grids of cells, each cell where Excel shows it, or the code of one notice why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from daready.evidence.grid.cell_text import is_blank
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.limits import FAR_COLUMN, SHEETS, UNHELD_BYTES, UNHELD_UNPACKED
from daready.evidence.opening.csv_text import read_text
from daready.evidence.opening.passwords import COMPOUND
from daready.evidence.opening.paths import TEXTS
from daready.evidence.opening.preflight import unpacks_to
from daready.evidence.opening.workbooks import ZIP
from daready.evidence.opening.workbooks import begin as begin_book
from daready.foreign.files import NotTaken, take

_WINDOWS = "cp1252"
_HEAD = 1_000
_NOT_TEXT = (ZIP, COMPOUND, b"\x89PNG", b"\xff\xd8\xff", b"%PDF")


def read(path: Path, known: Callable[[str], bool], *, small: bool = False) -> Book:
    """Read one file at leisure, all of it weighed first; see ``begin``."""
    return begin(path, known, small=small)()


def begin(
    path: Path,
    known: Callable[[str], bool],
    *,
    bold: bool = False,
    again: bool = False,
    small: bool = False,
    passwords: Sequence[str] = (),
) -> Callable[[], Book]:
    """Begin to read one file; calling what is returned waits for the end.

    ``known`` tells a heading from other text, to find a csv's delimiter; ``bold`` and ``again`` as in
    ``workbooks.begin``; ``small`` where no limit holds this process, so that only a small file is read; ``passwords``
    are tried on a locked file.

    Refused, each with its own code: what the door does not let in, an empty file, one that is not what its name
    says, one that is broken, one with a password.
    """
    try:
        data = take(path)
    except NotTaken as refused:
        return partial(Book, refused=refused.code)
    if not data:
        return partial(Book, refused="file_empty")
    if small and (len(data) > UNHELD_BYTES or unpacks_to(data) > UNHELD_UNPACKED):
        return partial(Book, refused="too_large_unheld")
    if path.suffix.lower() in TEXTS:
        return partial(_capped, partial(_read_text, data, path, known))
    return partial(_capped, begin_book(data, bold=bold, again=again, passwords=passwords))


def _capped(finish: Callable[[], Book]) -> Book:
    """No more sheets than anybody has, and no more columns: what lies beyond is left out and told, by any reader."""
    book = finish()
    if len(book.grids) > SHEETS:
        return Book(refused="too_many_sheets")
    return replace(book, grids=tuple(map(_near, book.grids)))


def _near(grid: Grid) -> Grid:
    if not any(len(row) > FAR_COLUMN for row in grid.rows):
        return grid
    far = [
        (number, column)
        for number, row in enumerate(grid.rows)
        for column in range(FAR_COLUMN, len(row))
        if not is_blank(row[column])
    ]
    return replace(grid, rows=[row[:FAR_COLUMN] for row in grid.rows], far=(*grid.far, *far))


def _read_text(data: bytes, path: Path, known: Callable[[str], bool]) -> Book:
    if data.startswith(_NOT_TEXT):
        return Book(refused="not_what_it_says")
    text, windows = text_in(data)
    if not text.strip():
        return Book(refused="file_empty")
    found = read_text(data, encoding_of(data), known)
    if found is None:
        return Book(refused="too_many_cells")
    grid = Grid(path.stem, found.rows, delimited=True, unclosed=found.unclosed, cut=found.cut)
    return Book((grid,), remarks=("read_as_windows",) if windows else ())


def text_in(data: bytes) -> tuple[str, bool]:
    """The text of a file's bytes, and whether it had to be taken for Windows text."""
    encoding = encoding_of(data)
    return data.decode(encoding, errors="replace"), encoding == _WINDOWS


def encoding_of(data: bytes) -> str:
    """How a file's bytes are to be read as text; never guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # In Latin letters every second byte is then nought, which no other text has.
    head = data[:_HEAD]
    for encoding, nought in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if nought.count(0) * 4 > len(nought) * 3:
            return encoding
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Of twenty real files that were not UTF-8, all were Windows-1252 by eye; guessers said otherwise.
        return _WINDOWS
    return "utf-8-sig"
