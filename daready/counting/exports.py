"""Exports as files: read in the guarded child, or left to the engine where they are Parquet, and made into frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daready.counting import frames
from daready.counting.frames import PARQUET, Engine, Sheet
from daready.counting.model import ExportFault
from daready.counting.words import plain_column
from daready.evidence.brief import Brief
from daready.evidence.cells.plain_rubric import plain_rubric
from daready.evidence.exports.reply import PlainExtract
from daready.evidence.loader import namer
from daready.evidence.model import Notice
from daready.evidence.notices import notice_of
from daready.evidence.opening import paths
from daready.evidence.worker import Worker
from daready.foreign.files import NotTaken
from daready.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class Exports:
    """The frames of what was sent, by extract, and what is to be said of the files.

    ``unread``: by extract and column, how many cells held a moment nobody could read. ``odd``: where the rows stand
    whose moment or code was not understood, by file and sheet, extract and column.
    """

    frames: dict[str, Any]
    notices: tuple[Notice, ...]
    unread: dict[tuple[str, str], int]
    odd: tuple[tuple[str, str, str, tuple[int, ...]], ...]


def read_exports(
    worker: Worker, named: Sequence[Path], rubric: Rubric, brief: Brief, engine: Engine
) -> Exports:
    """Read files and folders as exports. Raises ExportFault for what cannot be counted; the rest becomes notices.

    Workbooks and text are read in the guarded child. Parquet is read by the engine, in this process or on its cluster:
    it is the way for exports too large for a workbook, from a store that the force itself keeps.
    """
    worker.brief(lambda: plain_rubric(rubric), brief)
    found = paths.find(named)
    files = namer(rubric, brief.names)
    plain = [_plain(one, rubric) for one in rubric.extract]
    notices = [notice_of(code, name) for name, code in found.refused]
    sheets: list[Sheet] = []
    for number, (name, path) in enumerate(found.workbooks, 1):
        shown = files.file(name, lambda number=number: f"file {number}")  # type: ignore[misc]
        reply = worker.export(path, plain)
        if reply.refused:
            notices.append(notice_of(reply.refused, shown))
        elif not reply.sheets:
            notices.append(notice_of("no_export_fits", shown))
        sheets += [Sheet(shown, one) for one in reply.sheets]
    parquet = [path for _, path in found.others if path.suffix.lower() == PARQUET]
    notices += [notice_of("not_a_workbook", name) for name, path in found.others if path not in parquet]
    made = frames.of_sheets(sheets, rubric.extract, engine)
    if parquet:
        try:
            scanned = frames.of_parquet(parquet, rubric.extract, engine)
        except NotTaken as refused:
            raise ExportFault(f"A Parquet file could not be read: {refused.strerror}.") from None
        if both := sorted({*scanned} & {*made}):
            raise ExportFault(
                f"The export of {both[0]} was given as Parquet and as a sheet. Give it in one way."
            )
        made |= scanned
    return Exports(made, tuple(notices), _unread(sheets), tuple(_odd(sheets)))


def _plain(name: str, rubric: Rubric) -> PlainExtract:
    return {"id": name, "columns": [plain_column(one, rubric.form) for one in rubric.extract[name].columns]}


def _unread(sheets: Sequence[Sheet]) -> dict[tuple[str, str], int]:
    unread: dict[tuple[str, str], int] = {}
    for sheet in sheets:
        for column, rows in sheet.read.unread.items():
            unread[sheet.read.extract, column] = unread.get((sheet.read.extract, column), 0) + len(rows)
    return unread


def _odd(sheets: Sequence[Sheet]) -> list[tuple[str, str, str, tuple[int, ...]]]:
    def of(kind: Mapping[str, tuple[int, ...]], sheet: Sheet) -> list[tuple[str, str, str, tuple[int, ...]]]:
        return [
            (f"{sheet.file} > {sheet.read.sheet}", sheet.read.extract, name, rows)
            for name, rows in kind.items()
        ]

    return [
        one for sheet in sheets for one in (*of(sheet.read.unread, sheet), *of(sheet.read.unknown, sheet))
    ]
