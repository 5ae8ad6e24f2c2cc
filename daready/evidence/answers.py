"""Words in cells become outcomes, choices, dates, numbers and keys; what is not is told by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, TypeVar, cast

from daready.evidence.dates import read_date, read_period, read_span
from daready.evidence.forms import Plain, choice_words
from daready.evidence.grids import Row
from daready.evidence.layout import Table
from daready.evidence.limits import LABEL_LETTERS, WORDS_ASKED
from daready.evidence.memory import Memory
from daready.evidence.naming import Namer
from daready.evidence.personal import kept_labels, looks_personal
from daready.evidence.remarks import Remarks
from daready.evidence.words import Odd, Value, is_blank, letter, near_word, text_of
from daready.rubric.terms import Outcome
from daready.rubric.words import clean, fold

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT_NOUGHT = re.compile(r"\d+\.0")
_NO_ONE = frozenset(
    {"-", "?", "n/a", "na", "none", "nil", "unknown", "tbc", "not known", "x", "not applicable"}
) | frozenset({"n/k", "nk", "restricted", "sensitive", "withheld", "redacted", "pending", "not recorded"})
_WHOLE = frozenset(
    {"force", "total", "all", "force total", "whole force", "all districts", "force wide", "forcewide", "-"}
)
_READ = TypeVar("_READ")

BLANK = Outcome.BLANK.value


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
    ) -> None:
        self.rows = rows
        self.namer = namer
        self.keep(used)
        self.table = table
        self.remarks = remarks
        self.memory = memory
        self._aloud = {"risk", "selection"}  # choices that are read aloud for their own sake
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
        seen = _Outcomes(self.table.form.read_words(question))
        values = self.values(question) or []
        read = "".join(map(seen.__getitem__, cast("Sequence[str]", values)))
        if not seen.texts_only:  # text first, since 1 and True are one key and two words
            read = "".join([seen[text_of(value)] for value in values])
        if Outcome.NOT_UNDERSTOOD.value in read:
            faulty = [
                n
                for n, byte in enumerate(read)
                if byte == Outcome.NOT_UNDERSTOOD.value and not isinstance(values[n], Odd)
            ]
        else:
            faulty = []
        if faulty:
            self._not_understood("answer_not_understood", question, values, faulty, words)
            self._ask(question, values, faulty, words)
        return read

    def _ask(
        self, question: str, values: Sequence[Value], faulty: list[int], words: dict[str, Outcome]
    ) -> None:
        """Note each unknown word once, so that a person may say what it means; details of persons are not words."""
        asked: set[str] = set()
        for number in faulty:
            text = text_of(values[number])
            folded = fold(text)
            if folded in asked or len(asked) >= WORDS_ASKED or looks_personal(values[number]):
                continue
            asked.add(folded)
            self.remarks.ask(
                "word",
                self.table.form.id,
                self.memory.token("word", self.table.form.id, folded),
                cell=self.table.cell(question, self.used[number]),
                found=near_word(text, words)[1],
                letters=len(clean(text)),
            )

    def choices(self, name: str) -> list[str | None] | None:
        """The declared value of each row; a text that is none of them is None, and told."""
        column = self.table.form.columns.get(name)
        values = self.values(name)
        if column is None or values is None:
            return None
        words = choice_words(column)
        return self._each(name, values, lambda v: words.get(fold(text_of(v))), "answer_not_understood", words)

    def dates(self, name: str) -> list[date | None] | None:
        """Days; one that lies ahead or before the form came into use is kept, and told."""
        values = self.values(name)
        if values is None:
            return None
        days = self._each(name, values, read_date, "date_not_understood")
        if not self.table.form.columns[name]["future"]:
            self.tell_odd(name, [None if day is None else day.toordinal() for day in days])
        return days

    def periods(self, name: str) -> list[int | None] | None:
        """Months; a quarter or a year, where the form allows them, stands for its last month."""
        values = self.values(name)
        if values is None:
            return None
        read = self._each(name, values, lambda value: self._period(name, value), "period_not_understood")
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
        told = [(row, day) for row, day in zip(self.used, days, strict=True) if day is not None]
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
        return self._each(name, quiet, read_number, "number_not_understood")

    def labels(self, name: str) -> list[str | None] | None:
        """The label of each row that surely names no person; any other is not kept, and that is told."""
        values = self.values(name)
        if values is None:
            return None
        several = kept_labels(values)

        def read(value: Value) -> str | None:
            label = read_label(value)
            plain = label is not None and (fold(label) in several or self.namer.safe(label))
            return label if plain else None

        return self._each(name, values, read, "label_not_kept")

    def districts(self) -> list[str | None]:
        """The district of each row, from its column or from above the table."""
        return self.labels("district") or [fact(self.table, "district", self.remarks, self.namer)] * len(
            self.used
        )

    def label_keys(self, name: str) -> list[str | None]:
        """Keyed hashes of labels, so that rows of two districts stay two where neither label is kept.

        None for the whole force, by whatever name.
        """
        values = self.values(name)
        if values is None:
            values = [self.table.facts.get(name, ("", ""))[0]] * len(self.used)
        folded = [fold(text_of(value)) for value in values]
        return [None if not text or text in _WHOLE else self._hash(b"label", text) for text in folded]

    def keys(self, name: str) -> list[str | None]:
        """Keyed hashes of references or people; the text itself goes no further than this line."""
        kind = b"person" if self.table.form.columns[name]["reads"] == "person" else b"reference"
        read = reference_of if kind == b"reference" else person_of
        return [self._hash(kind, folded) if folded else None for folded in map(read, self.values(name) or [])]

    def _hash(self, kind: bytes, folded: str) -> str:
        return self.memory.hashed(kind, folded)

    def applies(self, question: Plain) -> list[bool | None]:
        """Whether the question applied to each row; None where the sheet does not say."""
        if question["every_case"]:
            return [True] * len(self.used)
        verdicts: list[list[bool | None]] = []
        for name, wanted in question["applies_if"].items():
            column = self.table.form.columns.get(name)
            read = self._quietly(name, column) if column and column["reads"] == "choice" else None
            if column is None or read is None:
                verdicts.append([None] * len(self.used))
                continue
            words = choice_words(column)
            allowed = {words.get(fold(word), word) for word in wanted}
            verdicts.append([None if value is None else value in allowed for value in read])
        return [
            False if False in row else None if None in row else True for row in zip(*verdicts, strict=True)
        ]

    def unread_conditions(self, question: Plain) -> frozenset[int]:
        """The rows on which a condition of the question says something that nobody can read; told by cell."""
        found: set[int] = set()
        for name in question["applies_if"]:
            column = self.table.form.columns.get(name)
            values = self.values(name)
            if column is None or values is None or column["reads"] != "choice":
                continue
            words = choice_words(column)
            faulty = {v for v in set(values) if not is_blank(v) and fold(text_of(v)) not in words}
            rows = [n for n, value in enumerate(values) if value in faulty]
            if rows and name not in self._aloud:
                self._aloud.add(name)
                self.choices(name)
            found.update(rows)
        return frozenset(found)

    def _quietly(self, name: str, column: Plain) -> list[str | None] | None:
        """A choice column read without telling its faults a second time; a fact above may stand for it."""
        values = self.values(name)
        if values is None and name in self.table.facts:
            values = [self.table.facts[name][0]] * len(self.used)
        words = choice_words(column)
        return None if values is None else [words.get(fold(text_of(value))) for value in values]

    def _each(
        self,
        name: str,
        values: Sequence[Value],
        read: Callable[[Value], _READ | None],
        code: str,
        words: Iterable[str] = (),
    ) -> list[_READ | None]:
        seen: dict[tuple[type, Value], _READ | None] = {}
        result: list[_READ | None] = []
        faulty: list[int] = []
        for number, value in enumerate(values):
            typed = (type(value), value)
            if typed not in seen:
                seen[typed] = None if is_blank(value) or isinstance(value, Odd) else read(value)
            found = seen[typed]
            if found is None and not is_blank(value) and not isinstance(value, Odd):
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
            what=f'"{found}"'
            if found
            else f"a text of {length} letters"
            if len(texts) == 1
            else "what is written",
            hint=f" Did you mean {hint.capitalize()}?" if hint else "",
        )

    def warn_of_persons(self, name: str, numbers: list[int]) -> None:
        """Say which cells look as if they held a person's details."""
        if numbers:
            self.remarks.say(
                "looks_personal",
                cells=[self.table.cell(name, self.used[number]) for number in numbers],
                column=self.table.form.shown[name],
                count=len(numbers),
            )


class _Outcomes(dict[str, str]):
    """Spelling to outcome byte; a spelling is folded the first time it is met. What is no text is only noted."""

    def __init__(self, words: dict[str, Outcome]) -> None:
        super().__init__({"": BLANK})
        self.words = words
        self.texts_only = True

    def __missing__(self, text: object) -> str:
        if not isinstance(text, str):
            self.texts_only = False
            return BLANK
        byte = BLANK if is_blank(text) else self.words.get(fold(text), Outcome.NOT_UNDERSTOOD).value
        self[text] = byte
        return byte


def read_number(value: Value) -> float | None:
    """A number, also one typed as text with thousands commas. Percentages and words are refused."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str):
        return None
    text = clean(value)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return float(text) if re.fullmatch(r"-?\d{1,15}(?:\.\d+)?", text) else None


def read_label(value: Value) -> str | None:
    """A short label such as a district; a long text is not a label and may hold anything, so is not kept."""
    text = clean(text_of(value))
    return text if len(text) <= LABEL_LETTERS else None


def reference_of(value: Value) -> str | None:
    """A case reference folded, so that 1077428.0 and " 1077428" are one; a dash or n/a is no reference."""
    if isinstance(value, Odd):
        return None
    text = fold(text_of(value)).replace(" ", "")
    if _POINT_NOUGHT.fullmatch(text):
        text = text[:-2]
    return None if not text or text in _NO_ONE else text


def person_of(value: Value) -> str | None:
    """A person's name folded; a dash or n/a is nobody."""
    if isinstance(value, Odd):
        return None
    text = fold(text_of(value))
    return None if not text or text in _NO_ONE else text


def fact(table: Table, name: str, remarks: Remarks, namer: Namer | None = None) -> Any:
    """One fact from above the table, read as its form declares; None when silent or not understood (told).

    A label stands there but once, so it is kept only where ``namer`` knows all its words.
    """
    if name not in table.facts or name not in table.form.facts:
        return None
    value, cell = table.facts[name]
    declared = table.form.facts[name]
    readers: dict[str, Callable[[Value], Any]] = {
        "date": read_date,
        "period": read_period,
        "number": read_number,
        "label": read_label,
    }
    if declared["reads"] == "choice":
        words = choice_words(declared)
        read: Any = words.get(fold(text_of(value)))
        hint, found = (None, None) if read else near_word(text_of(value), words)
    else:
        reader = readers.get(declared["reads"])
        read = reader(value) if reader and not isinstance(value, Odd) else None
        hint = found = None
    if declared["reads"] == "label" and not (namer and read and namer.safe(read)):
        remarks.say("label_not_kept", cell=cell, column=_heading(declared, name), count=1)
        return None
    if read is None:
        if looks_personal(value):
            remarks.say("looks_personal", cell=cell, column=_heading(declared, name), count=1)
        remarks.say(
            "fact_not_understood",
            cell=cell,
            found=found,
            fact=_heading(declared, name),
            hint=f" Did you mean {hint.capitalize()}?" if hint else "",
            how=_how_to_type(declared),
        )
    return read


def _how_to_type(declared: Plain) -> str:
    if declared["reads"] != "choice":
        return "Type it as the template shows."
    words = ", ".join(str(words[0]) for words in declared["values"].values())
    return f"Type one of: {words}."


def _heading(declared: Plain, name: str) -> str:
    """A fact as its form writes it."""
    return str(declared["headings"][0]) if declared["headings"] else name.replace("_", " ")
