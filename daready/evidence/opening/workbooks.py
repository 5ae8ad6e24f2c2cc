"""Any workbook becomes grids: weighed, swept, read by the fast reader, or by a second when the first gives up."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from daready.evidence.grid.cell_text import Odd, Value, is_blank
from daready.evidence.grid.grid import Book, Cell, Findings, Grid, Range, Row
from daready.evidence.limits import (
    BESIDE_BYTES,
    CELLS_A_SHEET,
    FAR_COLUMN,
    LARGE_CELLS,
    SHEETS,
    STREAMED_BYTES,
)
from daready.evidence.opening.background import Beside
from daready.evidence.opening.compound_file import has_circle
from daready.evidence.opening.excel_parts import LAST_ROW, Looks, SheetPart, looks_of, sheet_parts
from daready.evidence.opening.excel_sweep import plain, sweep
from daready.evidence.opening.old_excel_sweep import old_shares
from daready.evidence.opening.passwords import COMPOUND, is_locked, unlocked
from daready.evidence.opening.preflight import Package, Refused, key_of
from daready.evidence.opening.stamp import originals
from daready.evidence.opening.symbol_fonts import drawn

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\t\x08"
_OURS = (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)


class Unfit(Exception):
    """The fast reader is at work on what it must not be given, or what is of no use: its process is to be ended, or
    else it might die of it when another file has its turn."""


def begin(
    data: bytes, *, bold: bool = False, again: bool = False, passwords: Sequence[str] = ()
) -> Callable[[], Book]:
    """Weigh a workbook's bytes and begin to read them; calling what is returned waits for the grids.

    ``bold`` lets the fast reader begin while the sheets are still weighed, in a process that may die of it;
    ``again`` says that this has happened: where the weights do not tell why, the second reader is asked at once.
    ``passwords`` are tried on a locked workbook, after the one for which Excel asks nobody.
    Refused, each with its own code: what is no workbook, is damaged, locked, unsafe, or too large.
    Raises ``Unfit`` to the bold.
    """
    if data.startswith(COMPOUND) and has_circle(data):
        return partial(Book, refused="workbook_broken")
    try:
        if is_locked(data):
            data = unlocked(data, passwords)
        if data.startswith(ZIP):
            return partial(_or_refused, _begin_zip(data, bold=bold, again=again).finish)
    except Refused as refused:
        return partial(Book, refused=refused.code)
    return partial(_or_refused, partial(_old, data, passwords))


def _or_refused(finish: Callable[[], Book]) -> Book:
    try:
        return finish()
    except Refused as refused:
        return Book(refused=refused.code)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A zipped workbook that is being read; ``first`` is the fast reader at work, where it may be used.

    ``findings`` are of the sheets it reads; ``long`` are those it does not, because they are too large.
    """

    package: Package
    excel: bool
    looks: Looks
    findings: dict[str, Findings]
    first: Beside[list[Grid]] | None
    long: list[SheetPart]

    def finish(self) -> Book:
        remarks: tuple[str, ...] = () if self.excel or self.findings else ("format_not_swept",)
        if any("externallinks/" in part for part in self.package.parts):
            remarks = ("links_outside",)
        grids, second = self._short()
        if second:
            remarks = (*remarks, "second_reader_used")
        grids = _with(grids, self.findings)
        if self.long:
            grids = self._among(grids)
        return Book(tuple(grids), remarks=remarks, originals=tuple(originals(io.BytesIO(self.package.data))))

    def _short(self) -> tuple[list[Grid], bool]:
        """The sheets by the fast reader, or by the second where that gives up, and whether it did."""
        grids: list[Grid] = []
        if self.first is not None:
            try:
                grids = self.first()
                if not self.excel or self.long or not any(grid.broken for grid in grids):
                    return grids, False
            except Refused as refused:
                if not self.excel or self.long or refused.code == "lock_not_known":
                    raise
        try:
            again = {grid.name: grid for grid in _second(self.package.data)}
        except Refused:
            if grids:
                return grids, False
            raise
        return [again.get(grid.name, grid) if grid.broken else grid for grid in grids] or [
            *again.values()
        ], True

    def _among(self, grids: list[Grid]) -> list[Grid]:
        """The grids with the long sheets, in the workbook's order."""
        from daready.evidence.opening.excel_long_sheets import read_long

        long = read_long(self.package, self.long, self.looks)
        for grid in long:
            _put_odd(grid.rows, grid.findings)
        found = {grid.name: grid for grid in [*grids, *long]}
        order = (sheet.name for sheet in sheet_parts(self.package))
        return [found[name] for name in order if name in found]


def _begin_zip(data: bytes, *, bold: bool, again: bool) -> _Begun:
    """The fast reader begins once all it will read is weighed and swept; for the bold, beside that."""
    package = Package(data)
    named = sheet_parts(package)
    if len(named) > SHEETS:
        raise Refused("too_many_sheets")
    sheets = [sheet for sheet in named if key_of(sheet.part) in package.parts]
    looks = looks_of(package) if sheets else Looks()
    large = [sheet for sheet in sheets if package.size(sheet.part) > STREAMED_BYTES]
    short = [sheet for sheet in sheets if sheet not in large]
    fits = sum(package.size(sheet.part) for sheet in short) <= BESIDE_BYTES
    bold = bold and bool(short) and fits and not package.second
    first = _beside(data, large) if bold else None
    try:
        findings, wide = _swept(package, short, looks) if named else (_swept_open(package), [])
    except Refused:
        if bold:
            raise Unfit from None
        raise
    told = bool(wide) or package.second  # why the fast reader must be kept from it, or has died of it
    if bold and told:
        raise Unfit
    second = package.second or (again and bool(named) and not told)
    long = [*large, *wide]
    if long and second:
        raise Refused("too_many_cells")  # the second reader would need all of it at once
    if first is None and not second:
        first = _beside(data, long)
    return _Begun(package, bool(named), looks, findings, first, long)


def _swept(
    package: Package, sheets: list[SheetPart], looks: Looks
) -> tuple[dict[str, Findings], list[SheetPart]]:
    """What is odd about each sheet that the fast reader may have, and those too wide for it."""
    findings: dict[str, Findings] = {}
    wide: list[SheetPart] = []
    for sheet in sheets:
        xml = plain(package.read(sheet.part))
        if package.weigh_sheet(xml):
            findings[sheet.name] = sweep(package, sheet, xml, looks)
        else:
            wide.append(sheet)
    return findings, wide


def _beside(data: bytes, skip: list[SheetPart]) -> Beside[list[Grid]]:
    return Beside(partial(_first, data, frozenset(sheet.name for sheet in skip)))


def _swept_open(package: Package) -> dict[str, Findings]:
    from daready.evidence.opening.ods_sweep import CONTENT, sweep_open

    return sweep_open(package) if CONTENT in package.parts else {}


def _with(grids: list[Grid], findings: dict[str, Findings]) -> list[Grid]:
    """The grids with what the sweep found of each."""
    told: list[Grid] = []
    for grid in grids:
        found = findings.get(grid.name, Findings())
        if not grid.broken:
            _put_odd(grid.rows, found)
        told.append(replace(grid, merged=grid.merged or found.merged, findings=found))
    return told


def _old(data: bytes, passwords: Sequence[str]) -> Book:
    """The sheets of an .xls, which carries its lock inside itself."""
    if not data.startswith((COMPOUND, _OLD_EXCEL)):
        raise Refused("not_what_it_says")
    try:
        grids = _first(data)
    except Refused as refused:
        if refused.code != "lock_not_known" or not data.startswith(COMPOUND):
            raise
        data = unlocked(data, passwords)
        grids = _first(data)
    findings = {name: Findings(shares=shares) for name, shares in old_shares(data).items()}
    return Book(tuple(_with(grids, findings)), remarks=("format_not_swept",))


def _first(data: bytes, skip: frozenset[str] = frozenset()) -> list[Grid]:
    """The sheets by the fast reader; a sheet that it cannot read is ``broken`` and costs only itself."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        # The bytes say what the file is, not its suffix: an old .xls is often renamed .xlsx.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused("lock_not_known") from None
    except _OURS:
        raise
    except BaseException:  # the parser's panics are not Exceptions, and have no class to name here
        raise Refused("workbook_broken") from None
    return _sheets(book, skip)


def _sheets(book: CalamineWorkbook, skip: frozenset[str]) -> list[Grid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.name in skip:
            continue
        hidden = sheet.visible != SheetVisibleEnum.Visible
        try:
            opened = book.get_sheet_by_name(sheet.name)
            rows = _rows_of_large(opened) if _is_large(opened) else _rows_of_small(opened)
            merged = tuple(opened.merged_cell_ranges or ())
        except _OURS:
            raise
        except BaseException:
            grids.append(Grid(sheet.name, [], broken=True))
            continue
        grids.append(Grid(sheet.name, rows, merged, hidden=hidden))
    return grids


def _is_large(sheet: CalamineSheet) -> bool:
    return sheet.total_height * sheet.total_width > LARGE_CELLS


def _rows_of_small(sheet: CalamineSheet) -> list[Row]:
    return cast("list[Row]", sheet.to_python(skip_empty_area=False))


def _rows_of_large(sheet: CalamineSheet) -> list[Row]:
    """The rows with like texts kept once: a large sheet says the same few words a million times."""
    seen: dict[Value, Value] = {}
    blank: Row = [""] * (sheet.start or (0, 0))[1]  # rows come from the first on, but columns do not
    return [
        blank + [seen.setdefault(value, value) if type(value) is str else value for value in row]
        for row in sheet.iter_rows()
    ]


def _second(data: bytes) -> list[Grid]:
    """All sheets by openpyxl, in its normal mode: its read-only mode trusts a stale size and loses rows."""
    from warnings import catch_warnings, simplefilter

    from openpyxl import load_workbook

    try:
        with catch_warnings():
            simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception:  # it raises whatever its XML or the zip made it raise
        raise Refused("workbook_broken") from None
    if not book.worksheets:
        raise Refused("workbook_broken")
    grids: list[Grid] = []
    for sheet in book.worksheets:
        rows, far = _rows_of(sheet)
        hidden = sheet.sheet_state != "visible"
        grids.append(Grid(sheet.title, rows, tuple(_merged(sheet)), hidden=hidden, far=far))
    return grids


def _rows_of(sheet: Any) -> tuple[list[Row], tuple[Cell, ...]]:
    """The cells of a sheet as rows, only as long as they need be; far ones are left out and returned."""
    cells: dict[tuple[int, int], Any] = {
        place: cell.value for place, cell in sheet._cells.items() if cell.value is not None
    }
    near = {place: value for place, value in cells.items() if place[1] <= FAR_COLUMN and place[0] <= LAST_ROW}
    far = tuple(sorted((row - 1, column - 1) for row, column in cells.keys() - near.keys()))
    height = max((row for row, _ in near), default=0)
    widths: dict[int, int] = {}
    for row, column in near:
        widths[row] = max(column, widths.get(row, 0))
    if sum(widths.values()) > CELLS_A_SHEET:
        raise Refused("too_many_cells")
    rows: list[Row] = [[""] * widths.get(number, 0) for number in range(1, height + 1)]
    for (row, column), value in near.items():
        error = sheet._cells[row, column].data_type == "e"
        rows[row - 1][column - 1] = "" if error else str(value) if isinstance(value, timedelta) else value
    return rows, far


def _merged(sheet: Any) -> list[Range]:
    return [
        ((area.min_row - 1, area.min_col - 1), (area.max_row - 1, area.max_col - 1))
        for area in sheet.merged_cells.ranges
    ]


def _put_odd(rows: list[Row], findings: Findings) -> None:
    """Errors and formulas without a result, which the readers show as blank, become what they are; and the letter
    that a font of symbols draws as a tick becomes a tick. A percentage becomes what is shown: 1 is not 100%.
    """
    for (row, column), kind in findings.odd.items():
        if kind is Odd.STRUCK or column >= FAR_COLUMN:
            continue  # struck titles and headings are still read; the table's cells are dealt with later
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        cells += [""] * (column + 1 - len(cells))
        if is_blank(cells[column]):
            cells[column] = kind
    for (row, column), font in findings.symbols.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = drawn(rows[row][column], font)
    for (row, column), factor in findings.shares.items():
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            rows[row][column] = f"{value * factor:.6g}%"
