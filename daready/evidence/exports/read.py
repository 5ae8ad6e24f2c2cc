"""The tables of an export found and read: columns that no extract names are passed over, unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.plain_forms import PlainFact
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.safe_names import Namer
from daready.evidence.cells.single_cells import NO_ONE, read_label, reference_of
from daready.evidence.exports.moments import read_moment
from daready.evidence.exports.reply import ExportReply, ExportSheet, PlainExtract
from daready.evidence.grid.cell_text import Odd, Value, is_blank, text_of
from daready.evidence.grid.grid import Book, Grid
from daready.evidence.limits import HEADER_ROWS, HEADING_LETTERS
from daready.rubric.words import fold, fold_heading

_FEWEST = 3
"""So many columns of an extract under their headings make a table one of it; fewer are anything."""
UNKNOWN = "?"


class _Found(NamedTuple):
    """Where the headings of an extract stand in a sheet: the row counted from 0, and each column by its name."""

    extract: PlainExtract
    row: int
    at: dict[str, int]


class ExportReader:
    """Reads exports by the extracts it is given."""

    def __init__(self, extracts: Sequence[PlainExtract], memory: Memory, namer: Namer) -> None:
        self._extracts = [
            (
                extract,
                {
                    fold_heading(word): column["id"]
                    for column in extract["columns"]
                    for word in _names(column)
                },
            )
            for extract in extracts
        ]
        self._memory = memory
        self._namer = namer

    def is_heading(self, text: str) -> bool:
        """Whether a text is a heading of any extract; so a csv's delimiter is found."""
        return any(fold_heading(text) in known for _, known in self._extracts)

    def read(self, book: Book) -> ExportReply:
        """Every table of the book."""
        if book.refused:
            return ExportReply(book.refused)
        sheets: list[ExportSheet] = []
        left: list[str] = []
        for number, grid in enumerate(book.grids, 1):
            name = self._namer.tab(grid.name, number)
            found = self._find(grid)
            if isinstance(found, str):
                return ExportReply(found)
            if found is None:
                left.append(name)
            else:
                sheets.append(self._table(grid, name, found))
        return ExportReply(None, tuple(sheets), tuple(left))

    def _find(self, grid: Grid) -> _Found | str | None:
        """The best row of headings; the code of a fault where two extracts, or two columns, would do as well."""
        best: list[_Found] = []
        twice = False
        for row, cells in enumerate(grid.rows[:HEADER_ROWS]):
            for extract, known in self._extracts:
                at: dict[str, int] = {}
                again = False
                for column, cell in enumerate(cells):
                    name = known.get(fold_heading(text_of(cell))) if _may_head(cell) else None
                    again = again or (name is not None and name in at)
                    if name is not None:
                        at.setdefault(name, column)
                if "reference" not in at or len(at) < _FEWEST or (best and len(at) < len(best[0].at)):
                    continue
                if best and len(at) > len(best[0].at):
                    best = []
                best.append(_Found(extract, row, at))
                twice = again
        if len(best) > 1:
            return "export_ambiguous"
        return "export_column_twice" if best and twice else (best[0] if best else None)

    def _table(self, grid: Grid, name: str, found: _Found) -> ExportSheet:
        body = grid.rows[found.row + 1 :]
        used = [
            n for n, cells in enumerate(body) if any(not is_blank(cells[at]) for at in _inside(found, cells))
        ]
        rows = tuple([found.row + 2 + n for n in used])
        columns: dict[str, list[str | None]] = {}
        unread: dict[str, tuple[int, ...]] = {}
        unknown: dict[str, tuple[int, ...]] = {}
        for column in found.extract["columns"]:
            at = found.at.get(column["id"])
            if at is None:
                continue
            values: list[Value] = [body[n][at] if at < len(body[n]) else "" for n in used]
            read = self._reader(column)
            means = {value: read(value) for value in {*values}}
            columns[column["id"]] = [means[value] for value in values]
            odd = tuple(row for row, value in zip(rows, values, strict=True) if means[value] == UNKNOWN)
            if column["reads"] == "moment":
                columns[column["id"]] = [None if said == UNKNOWN else said for said in columns[column["id"]]]
                unread |= {column["id"]: odd} if odd else {}
            elif odd:
                unknown[column["id"]] = odd
        return ExportSheet(
            found.extract["id"],
            name,
            found.row + 1,
            rows,
            columns,
            unread,
            unknown,
        )

    def _reader(self, column: PlainFact) -> Callable[[Value], str | None]:
        """What makes of a cell what may leave the child: blank is None, and what is not understood ``?``."""
        if column["reads"] == "reference":
            return self._reference
        if column["reads"] == "moment":
            return _moment
        if column["reads"] == "label":
            return self._label
        words = ChoiceWords(column)

        def choice(value: Value) -> str | None:
            text = "" if isinstance(value, Odd) else fold(text_of(value))
            if isinstance(value, Odd):
                return UNKNOWN
            return (words.value(text) or UNKNOWN) if text else None

        return choice

    def _reference(self, value: Value) -> str | None:
        text = reference_of(value)
        return self._memory.hashed(b"reference", text) if text else None

    def _label(self, value: Value) -> str | None:
        """A label that surely names no person, or a neutral name for it."""
        text = fold(text_of(value))
        if isinstance(value, Odd) or not text or text in NO_ONE:
            return None
        label = read_label(value)
        return label if label and self._namer.names_place(label) else self._memory.neutral(text)


def _names(column: PlainFact) -> tuple[str, ...]:
    return (*column["headings"], column["id"], column["id"].replace("_", " "))


def _may_head(cell: Value) -> bool:
    return isinstance(cell, str) and bool(cell) and len(cell) <= HEADING_LETTERS


def _inside(found: _Found, cells: Sequence[Value]) -> list[int]:
    return [at for at in found.at.values() if at < len(cells)]


def _moment(value: Value) -> str | None:
    if not isinstance(value, Odd) and is_blank(value):
        return None
    moment = read_moment(value)
    return UNKNOWN if moment is None else moment.isoformat()
