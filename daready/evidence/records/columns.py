"""Words in cells become outcomes, choices, dates, numbers and keys; what is not is told by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar

from daready.evidence.cells.dates import is_numeric, read_date, read_period, read_span
from daready.evidence.cells.personal_details import looks_personal
from daready.evidence.cells.plain_forms import PlainQuestion
from daready.evidence.cells.remarks import Remarks
from daready.evidence.cells.remembered_words import Memory
from daready.evidence.cells.safe_names import Namer
from daready.evidence.cells.single_cells import (
    person_of,
    read_number,
    reference_of,
)
from daready.evidence.grid.cell_text import Odd, Value, is_blank, letter, near_word, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.limits import LARGEST_COUNT, LARGEST_NUMBER
from daready.evidence.records.answer_bytes import read_by
from daready.evidence.records.choices import Choices, ask_words
from daready.evidence.records.column_sense import sense_of
from daready.evidence.records.date_order import Order, in_order, may_be_swapped, order_of
from daready.evidence.records.facts import fact
from daready.evidence.tables.keys import Keys
from daready.evidence.tables.table import Table
from daready.rubric.terms import Outcome
from daready.rubric.words import clean, fold

_READ = TypeVar("_READ")
_DAYS_A_YEAR = 366


class Sheet:
    """The rows in use of one table, read a column at a time: each distinct spelling is understood once."""

    def __init__(
        self,
        rows: list[Row],
        used: list[int],
        table: Table,
        remarks: Remarks,
        memory: Memory,
        namer: Namer,
        known: int | None = None,
        keys: Keys | None = None,
    ) -> None:
        self.rows = rows
        self.namer = namer
        self.filled: dict[str, frozenset[int]] = {}  # rows a column was filled down to, blank as sent
        self.seen_at: dict[
            tuple[str, int], str
        ] = {}  # by reason and row: the cell that shows why it is not used
        self.keep(used)
        self.table = table
        self.remarks = remarks
        self.memory = memory
        self._aloud = {"risk", "selection"}  # choices that are read aloud for their own sake
        self.legend = keys
        self.out_of_reach: dict[str, list[int]] = {}  # by column: the rows whose day cannot be meant
        self.known = known  # the last day evidence can be about, as an ordinal

    def keep(self, used: list[int]) -> None:
        """Make these the rows in use."""
        self.used = used
        self._columns = list(zip_longest(*[self.rows[number] for number in used], fillvalue=""))

    def values(self, name: str) -> Sequence[Value] | None:
        """What the used rows hold in a column, or None where the sheet has no such column."""
        at = self.table.at.get(name)
        if at is None:
            return None
        return self._columns[at] if at < len(self._columns) else [""] * len(self.used)

    def shows(self, reason: str, row: int, name: str) -> None:
        """Note that a column's cell shows why a row is not used."""
        self.seen_at[reason, row] = self.table.cell(name, row)

    @staticmethod
    def blank(value: Value) -> bool:
        return is_blank(value)

    @staticmethod
    def understood(value: Value, words: dict[str, Outcome]) -> bool:
        """Whether a cell holds an answer word of the question."""
        return not is_blank(value) and fold(text_of(value)) in words

    def outcomes(self, question: str) -> str:
        """One byte a row for an audit question; the whole cell is the word, never its first part."""
        words = self.table.form.question_words(question)
        values = self.values(question) or []
        seen, read = read_by(self.table.form.read_words(question), values)
        refused = frozenset[str]()
        if self.legend is not None and (self.legend.given or any(map(_may_be_a_number, seen))):
            known = self.table.form.read_words(question)
            used = [*zip(self.used, values, strict=True)]
            sense = sense_of(self.table, question, used, known, self.legend, self.remarks)
            refused = sense.refused
            if refused or sense.words is not known:
                by = {word: outcome for word, outcome in sense.words.items() if word not in refused}
                seen, read = read_by(by, values)
        if Outcome.NOT_UNDERSTOOD.value in read:
            faulty = [
                n
                for n, byte in enumerate(read)
                if byte == Outcome.NOT_UNDERSTOOD.value
                and not isinstance(values[n], Odd)
                and not (refused and fold(text_of(values[n])) in refused)
            ]
        else:
            faulty = []
        if faulty:
            self._not_understood("answer_not_understood", question, values, faulty, words)
            asked = self._cells(question, values, faulty)
            if not self.table.form.adopted:  # the notice asks, and adopting it again answers
                ask_words(self.remarks, self.memory, "word", self.table.form.id, asked, words)
        return read

    def _cells(self, name: str, values: Sequence[Value], places: Iterable[int]) -> list[tuple[Value, str]]:
        """Some of a column's values with their cells."""
        return [(values[n], self.table.cell(name, self.used[n])) for n in places]

    def choices(self, name: str) -> list[str | None] | None:
        """The declared value of each row; a text that is none of them is None, and told."""
        column = self.table.form.columns.get(name)
        values = self.values(name)
        if column is None or values is None:
            return None
        choices = self.choices_of(name)
        read = self.each(name, values, choices.value, "answer_not_understood", choices.words)
        unknown = [n for n, found in enumerate(read) if found is None and not self.silent(values[n])]
        choices.ask(self.remarks, self._cells(name, values, unknown))
        return read

    def choices_of(self, name: str) -> Choices:
        """What the words of a choice column, or of a fact that stands for it, mean."""
        form = self.table.form
        return Choices(form.of, form.columns.get(name) or form.facts[name], self.memory)

    @staticmethod
    def silent(value: Value) -> bool:
        """Whether a cell says nothing, or nothing that is to be read."""
        return is_blank(value) or isinstance(value, Odd)

    def fact(self, name: str) -> Any:
        """A fact from above the table; None when silent or not understood (told)."""
        return fact(self.table, name, self.remarks, self.memory, self.namer)

    def dates(self, name: str, month: int | None = None) -> list[date | None] | None:
        """Days; one that lies ahead or before the form came into use is kept, and told; one out of reach is not kept.

        ``month``: what the tab, a title or the file says the rows are of, which may settle whether day or month is
        first. Where nothing settles it, no date of three numbers is used.
        """
        values = self.values(name)
        if values is None:
            return None
        order = order_of(values, month)
        if order is Order.DAY_FIRST:
            days = self.each(name, values, read_date, "date_not_understood")
        else:
            days = self._in_order(name, values, order)
        days = self._within_reach(name, days)
        if not self.table.form.columns[name]["future"]:
            self.tell_odd(name, [None if day is None else day.toordinal() for day in days])
        return days

    def _within_reach(self, name: str, days: list[date | None]) -> list[date | None]:
        """The days that can be meant. Any other may be somebody's birthday: told by its cell, and not kept."""
        if self.known is None:
            return days
        years = self.table.form.columns[name]["reach"]
        first, last = self.known - years * _DAYS_A_YEAR, self.known + years * _DAYS_A_YEAR
        outside = {
            n for n, day in enumerate(days) if day is not None and not first <= day.toordinal() <= last
        }
        if not outside:
            return days
        self.out_of_reach[name] = [self.used[n] for n in sorted(outside)]
        cells = [self.table.cell(name, row) for row in self.out_of_reach[name]]
        column = self.table.form.shown[name]
        self.remarks.say("date_out_of_reach", cells=cells, column=column, count=len(cells), years=years)
        return [None if n in outside else day for n, day in enumerate(days)]

    def _in_order(self, name: str, values: Sequence[Value], order: Order) -> list[date | None]:
        """The days of a column whose month stands first, or may do so; told by cell."""
        swapped = may_be_swapped(values)
        days = [None if self.silent(v) else in_order(v, order, swapped=swapped) for v in values]
        told = [n for n, v in enumerate(values) if is_numeric(v) or (swapped and isinstance(v, date))]
        code = "dates_month_first" if order is Order.MONTH_FIRST else "dates_month_first_doubt"
        cells = [self.table.cell(name, self.used[n]) for n in told]
        self.remarks.say(code, cells=cells, column=self.table.form.shown[name], count=len(cells))
        faulty = [
            n for n, v in enumerate(values) if days[n] is None and not self.silent(v) and n not in {*told}
        ]
        if faulty:
            self._not_understood("date_not_understood", name, values, faulty, ())
        return days

    def periods(self, name: str) -> list[int | None] | None:
        """Months; a quarter or a year, where the form allows them, stands for its last month."""
        values = self.values(name)
        if values is None:
            return None
        read = self.each(name, values, lambda value: self._period(name, value), "period_not_understood")
        months = [None if one is None else one[0] for one in read]
        self.tell_odd(name, [None if m is None else date(m // 12, m % 12 + 1, 1).toordinal() for m in months])
        return months

    def lengths(self, name: str) -> list[int]:
        """How many months the period of each row has; one where it does not say."""
        values = self.values(name)
        if values is None:
            return [1] * len(self.used)
        seen = {value: self._period(name, value) or (0, 1) for value in set(values)}
        return [seen[value][1] for value in values]

    def _period(self, name: str, value: Value) -> tuple[int, int] | None:
        form = self.table.form
        allowed = set(form.columns[name]["spans"]) - (set() if form.row == "case" else {"week"})
        month = read_period(value)
        return (month, 1) if month is not None else read_span(value, allowed)

    def tell_odd(self, name: str, days: list[int | None]) -> None:
        """Tell days that lie ahead and days before the form came into use, by cell."""
        known, since = self.known, self.table.form.since
        filled = self.filled.get(name, ())
        dated = zip(self.used, days, strict=True)
        told = [(row, day) for row, day in dated if day is not None and row not in filled]
        odd = {
            "date_in_future": [row for row, day in told if known is not None and day > known],
            "date_before_form": [row for row, day in told if since is not None and day < since],
        }
        for code, rows in odd.items():
            if rows:
                cells = [self.table.cell(name, row) for row in rows]
                self.remarks.say(code, cells=cells, column=self.table.form.shown[name], count=len(rows))

    def numbers(self, name: str, words: Iterable[str] = ()) -> list[float | None] | None:
        """Numbers; a word the form knows, such as N/A, says that there is none and is no fault."""
        values = self.values(name)
        if values is None:
            return None
        known = frozenset(words)
        quiet: list[Value] = [
            "" if isinstance(v, str) and fold(v) in known and not v[:1].isdigit() else v for v in values
        ]
        found = self.each(name, quiet, read_number, "number_not_understood")
        question = self.table.form.questions.get(name)
        least, most = (question["least"] or 0, question["most"]) if question else (0, LARGEST_COUNT)
        return self._within(name, found, least, LARGEST_NUMBER if most is None else most)

    def _within(
        self, name: str, numbers: list[float | None], least: float, most: float
    ) -> list[float | None]:
        """The numbers that can be meant. Any other may be a telephone number: told by its cell, and not kept."""
        outside = [
            n for n, number in enumerate(numbers) if number is not None and not least <= number <= most
        ]
        if outside:
            self.remarks.say(
                "number_out_of_bounds",
                cells=[self.table.cell(name, self.used[n]) for n in outside],
                column=self.table.form.shown[name],
                count=len(outside),
                least=f"{least:,g}",
                most=f"{most:,.10g}",
            )
        return [number if number is not None and least <= number <= most else None for number in numbers]

    def tell_no_numbers(self, name: str, places: list[int]) -> None:
        """Say which cells of a column of numbers hold none: a day, which 3/4 becomes in Excel, or anything else."""
        values = self.values(name) or []
        days = [n for n in places if isinstance(values[n], date)]
        if days:
            cells = [self.table.cell(name, self.used[n]) for n in days]
            self.remarks.say("count_became_a_date", cells=cells, count=len(cells))
        others = [n for n in places if n not in days and not self.silent(values[n])]
        if others:
            self._not_understood("number_not_understood", name, values, others, ())

    def keys(self, name: str) -> list[str | None]:
        """Keyed hashes of references or people; the text itself goes no further than this line."""
        kind = b"person" if self.table.form.columns[name]["reads"] == "person" else b"reference"
        read = reference_of if kind == b"reference" else person_of
        return [
            self.memory.hashed(kind, folded) if folded else None
            for folded in map(read, self.values(name) or [])
        ]

    def applies(self, question: PlainQuestion) -> list[bool | None]:
        """Whether the question applied to each row; None where the sheet does not say."""
        if question["every_case"]:
            return [True] * len(self.used)
        verdicts: list[list[bool | None]] = []
        for name, wanted in question["applies_if"].items():
            column = self.table.form.columns.get(name)
            read = self._quietly(name) if column and column["reads"] == "choice" else None
            if column is None or read is None:
                verdicts.append([None] * len(self.used))
                continue
            words = self.choices_of(name).words
            allowed = {words.get(fold(word), word) for word in wanted}
            verdicts.append([None if value is None else value in allowed for value in read])
        return [
            False if False in row else None if None in row else True for row in zip(*verdicts, strict=True)
        ]

    def unread_conditions(self, question: PlainQuestion) -> frozenset[int]:
        """The rows on which a condition of the question says something that nobody can read; told by cell."""
        found: set[int] = set()
        for name in question["applies_if"]:
            column = self.table.form.columns.get(name)
            values = self.values(name)
            if column is None or values is None or column["reads"] != "choice":
                continue
            choices = self.choices_of(name)
            faulty = {v for v in set(values) if not is_blank(v) and choices.value(v) is None}
            rows = [n for n, value in enumerate(values) if value in faulty]
            if rows and name not in self._aloud:
                self._aloud.add(name)
                self.choices(name)
            found.update(rows)
        return frozenset(found)

    def _quietly(self, name: str) -> list[str | None] | None:
        """A choice column read without telling its faults a second time; a fact above may stand for it."""
        values = self.values(name)
        if values is None and name in self.table.facts:
            values = [self.table.facts[name][0]] * len(self.used)
        if values is None:
            return None
        choices = self.choices_of(name)
        seen = {key: choices.value(key[1]) for key in {(type(value), value) for value in values}}
        return [seen[type(value), value] for value in values]

    def each(
        self,
        name: str,
        values: Sequence[Value],
        read: Callable[[Value], _READ | None],
        code: str,
        words: Iterable[str] = (),
    ) -> list[_READ | None]:
        """What each value is read as, understood once a spelling; what is not understood is told by cell."""
        filled = self.filled.get(name, ())
        seen: dict[tuple[type, Value], _READ | None] = {}
        result: list[_READ | None] = []
        faulty: list[int] = []
        for number, value in enumerate(values):
            typed = (type(value), value)
            if typed not in seen:
                seen[typed] = None if self.silent(value) else read(value)
            found = seen[typed]
            if found is None and not self.silent(value) and self.used[number] not in filled:
                faulty.append(number)
            result.append(found)
        if faulty:
            self._not_understood(code, name, values, faulty, words)
        return result

    def _not_understood(
        self, code: str, name: str, values: Sequence[Value], faulty: list[int], words: Iterable[str]
    ) -> None:
        """All faults of one column as one notice; quoted only where one and the same safe slip is in all."""
        column = letter(self.table.at[name])
        shared = self._numbers_shared(name, {values[number] for number in faulty})
        if not shared:  # what a published list says is nobody's detail, however long
            self.warn_of_persons(name, [number for number in faulty if looks_personal(values[number])])
        texts = {text_of(values[number]) for number in faulty}
        near = {near_word(text, words) for text in texts} if len(texts) <= 20 else set[tuple[None, None]]()
        found = hint = None
        if len(near) == 1:
            hint, found = next(iter(near))
        length = max(len(clean(text)) for text in texts)
        self.remarks.say(
            code,
            cells=[f"{column}{self.used[number] + 1}" for number in faulty],
            found=found,
            column=self.table.form.shown[name],
            count=len(faulty),
            offered=self.table.form.offered(name) if words else "",
            what=f'"{found}"' if found else _of_letters(length) if len(texts) == 1 else "what is written",
            hint=f" Did you mean {hint.capitalize()}?" if hint else shared,
        )

    def _numbers_shared(self, name: str, values: set[Value]) -> str:
        """Advice where each text is the name of several numbers of a published list: which these are."""
        column = self.table.form.columns.get(name)
        if column is None or column["reads"] != "choice" or not column["numbering"]:
            return ""
        choices = self.choices_of(name)
        numbers = [choices.numbers(value) for value in values]
        if not all(numbers):
            return ""
        named = sorted({one for found in numbers for one in found}, key=lambda one: (len(one), one))
        return f" If {' or '.join(named)} is meant, type the number."

    def warn_of_persons(self, name: str, numbers: list[int]) -> None:
        """Say which cells look as if they held a person's details."""
        numbers = [number for number in numbers if self.used[number] not in self.filled.get(name, ())]
        if numbers:
            self.remarks.say(
                "looks_personal",
                cells=[self.table.cell(name, self.used[number]) for number in numbers],
                column=self.table.form.shown[name],
                count=len(numbers),
            )


def _of_letters(length: int) -> str:
    return "a single sign" if length == 1 else f"a text of {length} letters"


def _may_be_a_number(spelling: str) -> bool:
    return spelling[:1].isdigit() or spelling[:1] == "-" or spelling[:1] == "."
