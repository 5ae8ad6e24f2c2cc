"""Returns with a month a column: rows of counts, or cells such as 34/40, become figures; percentages do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from daready.evidence.cells.dates import bare_month, read_period, year_of
from daready.evidence.cells.known_forms import ESSENTIAL, KnownForm
from daready.evidence.cells.single_cells import read_count
from daready.evidence.grid.cell_text import Value, is_blank, letter, text_of
from daready.evidence.records.columns import Sheet
from daready.evidence.records.labels import districts, label_keys
from daready.evidence.rows import FigureRow
from daready.rubric.words import clean, fold_heading

_PAIR = re.compile(r"(\d{1,9}) ?(?:/|of|out of) ?(\d{1,9})(?: ?\(.{1,8}%\))?")
_PERCENT = re.compile(r"\s*[(\-:]?\s*(?:%|per ?cent(?:age)?|rate)\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one row of the return is about: its item, which of the two counts (or both), its district."""

    row: int
    item: str
    part: str | None
    percent: bool
    district: str | None
    district_key: str | None


def names_percentage(form: KnownForm, text: str) -> bool:
    """Whether a code cell names an item's percentage, which is worked out from its counts."""
    bare = _PERCENT.sub("", clean(text))
    return bare != clean(text) and form.names_item(bare)


Doubts = tuple[tuple[str, int | None], ...]
"""Items about which a row could not be used, with the month where it is known."""


def read_monthly(
    sheet: Sheet, tab: str, file: str
) -> tuple[tuple[FigureRow, ...], Doubts, dict[str, list[int]]]:
    """The figures of one return with a month a column, what is in doubt, and the rows set aside by reason.

    A row that gives a figure in any month is used. Refused: a month without its year, one count without
    the other, a percentage or a number that stands alone.
    """
    reading = _Reading(sheet, _months(sheet, tab, file))
    lines = _lines(sheet, reading.aside)
    waiting: dict[tuple[str, str | None, str], list[_Line]] = {}
    upper, lower = ESSENTIAL[sheet.table.form.row][1:]
    for line in lines:
        if line.part:
            waiting.setdefault((line.item, line.district_key, line.part), []).append(line)
        elif not line.percent or reading.holds_pairs(line):
            reading.pairs(line)
    for (item, district, part), above in waiting.items():
        if part == upper:
            for one, other in zip(above, waiting.get((item, district, lower), ()), strict=False):
                reading.counts(one, other)
    reading.settle(lines)
    return tuple(reading.records), tuple(reading.doubts), reading.aside


class _Reading:
    """Figures as they are found, with the faulty cells by code and the rows that gave something."""

    def __init__(self, sheet: Sheet, months: dict[int, int]) -> None:
        self.sheet = sheet
        self.months = months
        self.records: list[FigureRow] = []
        self.aside: dict[str, list[int]] = {}
        self.faults: dict[str, list[str]] = {}
        self.doubts: list[tuple[str, int]] = []
        self.gave: set[int] = set()
        self.selection = sheet.fact("selection")
        if self.selection is None and "selection" in sheet.table.facts:
            self.selection = "not_stated"

    def holds_pairs(self, line: _Line) -> bool:
        """Whether a row called a percentage gives both counts in its cells after all."""
        cells = [clean(text_of(self._at(line.row, at))).casefold() for at in self.months]
        return any(map(_PAIR.fullmatch, cells))

    def pairs(self, line: _Line) -> None:
        """Cells that hold both counts: 34/40."""
        for at, month in self.months.items():
            value = self._at(line.row, at)
            match = _PAIR.fullmatch(clean(text_of(value)).casefold()) if isinstance(value, str) else None
            if match:
                self._figure(line, (line.row,), at, month, (float(match[1]), float(match[2])))
            elif not is_blank(value):
                code = "count_became_a_date" if isinstance(value, date) else "count_alone"
                self._fault(code, line, line.row, at)

    def counts(self, above: _Line, below: _Line) -> None:
        """Two rows that hold a count each."""
        for at, month in self.months.items():
            values = self._at(above.row, at), self._at(below.row, at)
            numbers = [read_count(value) for value in values]
            if all(map(is_blank, values)):
                continue
            if numbers[0] is None or numbers[1] is None:
                for row, value, number in zip((above.row, below.row), values, numbers, strict=True):
                    if number is None:
                        code = "count_alone" if is_blank(value) else "count_not_understood"
                        self._fault(code, above, row, at)
            else:
                self._figure(above, (above.row, below.row), at, month, (numbers[0], numbers[1]))

    def settle(self, lines: list[_Line]) -> None:
        """Tell the faulty cells, and give each row that gave nothing its reason."""
        given = {(record.item, record.district_key) for record in self.records}
        for line in lines:
            if line.row in self.gave:
                continue
            derived = line.percent and (line.item, line.district_key) in given
            reason = "total_row" if derived else "bare_percentage" if not line.part else "essentials_missing"
            if not self.months:
                reason = "undated"
            if reason == "bare_percentage":
                faulty = [
                    cell for cells in self.faults.values() for cell in cells if _row_of(cell) == line.row
                ]
                if faulty:
                    self.sheet.seen_at[reason, line.row] = faulty[0]
            self.aside.setdefault(reason, []).append(line.row)
        alone = {row for rows in self.aside.values() for row in rows}
        for code, cells in self.faults.items():
            # A row that is set aside whole is told once, not once more for each of its cells.
            if code == "count_became_a_date":
                alone = set[int]()
            told = [cell for cell in cells if _row_of(cell) not in alone]
            if told:
                self.sheet.remarks.say(code, cells=told, count=len(told))

    def _at(self, row: int, column: int) -> Value:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _figure(
        self, line: _Line, rows: tuple[int, ...], at: int, month: int, counts: tuple[float, float]
    ) -> None:
        if not (0 <= counts[0] <= counts[1]) or not all(count.is_integer() for count in counts):
            self._fault("counts_do_not_fit", line, rows[0], at)
            return
        self.gave.update(rows)
        self.records.append(
            FigureRow(
                row=rows[0] + 1,
                rows=tuple([row + 1 for row in rows]),
                item=line.item,
                month=month,
                numerator=int(counts[0]),
                denominator=int(counts[1]),
                district=line.district if line.district_key else None,
                district_key=line.district_key,
                selection=self.selection,
            )
        )

    def _fault(self, code: str, line: _Line, row: int, at: int) -> None:
        self.doubts.append((line.item, self.months[at]))
        self.faults.setdefault(code, []).append(f"{letter(at)}{row + 1}")


def _row_of(cell: str) -> int:
    """The row, from 0, of a cell by its name."""
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def _months(sheet: Sheet, tab: str, file: str) -> dict[int, int]:
    """The month of each column. Bare names take the one year around them, if then they run forwards.

    The second of two columns for one month is not read, and that is told.
    """
    table = sheet.table
    around = [tab, PurePath(file).stem, *table.titles, *(text_of(value) for value, _ in table.facts.values())]
    found: dict[int, int] = {}
    bare: list[int | None] = []
    for at, value in sorted(table.months.items()):
        name = bare_month(value) if isinstance(value, str) else None
        month = year_of(name, around) if name is not None else read_period(value)
        if name is not None:
            bare.append(month)
        cell = f"{letter(at)}{table.header + 1}"
        if month is None:
            sheet.remarks.say("month_without_year", cell=cell)
        elif month in found.values():
            first = next(letter(column) for column, other in found.items() if other == month)
            sheet.remarks.say("heading_twice", cell=cell, expected=text_of(value)[:20], first=first)
        else:
            found[at] = month
    known = [month for month in bare if month is not None]
    if known != sorted(known):
        cells = [f"{letter(at)}{table.header + 1}" for at in sorted(table.months)]
        sheet.remarks.say("month_without_year", cells=cells)
        return {}
    return found


def _lines(sheet: Sheet, aside: dict[str, list[int]]) -> list[_Line]:
    """What each row is about; a row that names no item takes the one above only if it names a count."""
    form, table = sheet.table.form, sheet.table
    parts = {heading: part for part in ESSENTIAL[form.row][1:] for heading in form.parts(part)}
    named_districts, keys = districts(sheet), label_keys(sheet, "district")
    lines: list[_Line] = []
    for n, (row, value) in enumerate(
        zip(sheet.used, sheet.values(form.code_column or "") or [], strict=True)
    ):
        full = clean(text_of(value))
        text = full if form.names_item(full) else _PERCENT.sub("", full)
        named = form.item_part(text)
        beside = {
            parts.get(fold_heading(text_of(cell)))
            for at, cell in enumerate(sheet.rows[row])
            if at not in table.months and at not in table.columns and not is_blank(cell)
        } - {None}
        if named is None and is_blank(value) and beside and lines and lines[-1].row == row - 1:
            named = lines[-1].item, None
        if named is None:
            aside.setdefault("item_not_known", []).append(row)
            cell = table.cell(form.code_column or "", row)
            sheet.remarks.say(
                "item_not_known", cell=cell, quoted=f"a text of {len(text_of(value))} letters", hint=""
            )
            continue
        part = named[1] or (beside.pop() if len(beside) == 1 else None)
        percent = text != clean(text_of(value))
        lines.append(_Line(row, named[0], part, percent, named_districts[n], keys[n]))
    return lines
