"""Which rows of a table are rows of evidence, and what the others are: totals, legends, crew names, notes."""

from __future__ import annotations

import re

from daready.evidence.forms import KnownForms
from daready.evidence.grids import Row
from daready.evidence.layout import Table, headings_of
from daready.evidence.monthly import names_percentage
from daready.evidence.single import read_number, reference_of
from daready.evidence.words import Odd, Value, is_blank, text_of
from daready.rubric.words import fold, fold_heading

_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall )?totals?(?: .{0,40})?|%.{0,40}|.{0,40}%"
    r"|(?:overall )?percent(?:age)?s?(?: .{0,40})?"
    r"|per cent(?: .{0,40})?|(?:averages?|means?|sum|count|number|no\.?)(?: of .{0,40})?|(?:score|out of).{0,40}"
)
_NOTE = re.compile(
    r"(?:notes?|sources?|key|legend|caveats?|official[- ]?sensitive|official)(?:\s*[:\-\d.].*)?|\*.*"
)
_REFERENCE = re.compile(r"[A-Z]{0,5}[/\-]?\d[\dA-Z/\-]*")
_PLACEHOLDERS = frozenset({"please select", "please choose", "select", "choose", "answer"})
_LONG = 60
_TELLING = ("audited_on", "month", "risk", "made_safe")


class Sorter:
    """Gives each row of one table its reason to be set aside, or None for a row of evidence."""

    def __init__(self, table: Table, forms: KnownForms) -> None:
        self.table = table
        self.forms = forms
        form = table.form
        self.lead = table.at.get(form.lead or "")
        self.unread = {
            at for at, name in table.columns.items() if form.columns.get(name, {}).get("reads") == "never"
        }
        self.mapped = (frozenset(table.columns) | table.months.keys()) - self.unread
        self.answered = {at for at, name in table.columns.items() if name in form.questions}
        self.values = self.answered or {
            at for at, name in table.columns.items() if form.columns[name]["reads"] in ("number", "choice")
        }
        self.words = frozenset(
            word for at in self.answered for word in form.read_words(table.columns[at])
        ) | frozenset(form.words)

    def sort(self, rows: list[Row], present: list[int]) -> tuple[list[int], dict[str, list[int]]]:
        """The rows of evidence among those present, and the others by reason."""
        used: list[int] = []
        aside: dict[str, list[int]] = {}
        beneath = self.table.header + 1
        for number in present:
            reason = self.reason(rows[number])
            if number == beneath and self._is_guidance(rows[number]):
                reason, beneath = "legend_row", number + 1
            if reason is None:
                used.append(number)
            else:
                aside.setdefault(reason, []).append(number)
        last = used[-1] if used else -1
        trailing = [number for number in aside.get("section_row", []) if number > last]
        if trailing:
            aside["note_row"] = sorted([*aside.get("note_row", []), *trailing])
            aside["section_row"] = [number for number in aside["section_row"] if number <= last]
        return used, {reason: numbers for reason, numbers in aside.items() if numbers}

    def stray(self, rows: list[Row]) -> list[int]:
        """Rows above the headings that belong under them, as when a sheet was sorted with its headings."""
        return [
            number
            for number, row in enumerate(rows[: self.table.header])
            if row and self._is_of_the_table(row)
        ]

    def _is_of_the_table(self, row: Row) -> bool:
        filled = {at for at, value in enumerate(row) if at in self.mapped and not is_blank(value)}
        if self.lead not in filled or self._is_heading(row, {at: row[at] for at in filled}):
            return False
        lead = text_of(row[self.lead])
        if self.table.form.row != "case":
            return fold_heading(lead) in self.table.form.items and len(filled) > 1
        answered = filled & self.answered
        known = sum(self._answers(row[at]) or read_number(row[at]) is not None for at in answered)
        return any(c.isdigit() for c in lead) and len(lead) <= _LONG and known * 2 >= len(self.answered)

    def items_of(self, rows: list[Row], numbers: list[int]) -> list[tuple[str, None]]:
        """The items that rows of a return or register are about, of a month that is not known."""
        items = self.table.form.items
        return [(items[fold_heading(text_of(rows[n][self.lead or 0]))][0], None) for n in numbers]

    def lost_cases(self, rows: list[Row], aside: dict[str, list[int]]) -> list[int]:
        """Rows set aside that say when a case was audited, its risk or when it was made safe: cases all the same."""
        if self.table.form.row != "case":
            return []
        telling = {at for name, at in self.table.at.items() if name in _TELLING}
        doubtful = [row for reason in ("struck_row", "total_unnamed") for row in aside.get(reason, ())]
        return sorted(
            number
            for number in doubtful
            if any(at < len(rows[number]) and not is_blank(rows[number][at]) for at in telling)
        )

    def reason(self, row: Row) -> str | None:
        """Why a row is set aside, or None. Most rows are plainly cases, and those are asked nothing more."""
        return None if self._plainly_a_case(row) else self._weigh(row)

    def _plainly_a_case(self, row: Row) -> bool:
        """A reference with a number in it and no blank, and something under a question."""
        if self.table.form.row != "case" or self.lead is None or self.lead >= len(row):
            return False
        reference = row[self.lead]
        if not isinstance(reference, str) or not _REFERENCE.fullmatch(reference):
            return False
        width = len(row)
        for at in self.answered:  # noqa: SIM110 - a generator for every row of a large sheet takes twice as long
            if at < width and not is_blank(row[at]):
                return True
        return False

    def _weigh(self, row: Row) -> str | None:
        filled = {at: value for at, value in enumerate(row) if value != "" and not is_blank(value)}
        if {value for at, value in filled.items() if at in self.table.columns} == {Odd.STRUCK}:
            return "struck_row"
        names = [at for at in filled if at in self.mapped]
        if self._is_heading(row, filled):
            return "repeated_header"
        lead = filled.get(self.lead) if self.lead is not None else None
        if self.table.months and self._names_figure(lead):
            return None
        lead = filled[min(filled)] if lead is None else lead
        if isinstance(lead, str) and len(lead) < 200:
            folded = fold(lead)
            worded = any(self._answers(filled.get(at)) for at in self.answered)
            if not worded and _TOTAL.fullmatch(folded):
                return "total_row"
            if not worded and _NOTE.fullmatch(folded) and not _REFERENCE.fullmatch(lead.strip("* ").upper()):
                return "note_row"
        if self._is_legend(filled):
            return "legend_row"
        if len(filled) == 1:
            return self._alone(*next(iter(filled.items())))
        if not names:
            return "outside_table"
        return self._unreadable(filled)

    def _names_figure(self, lead: Value) -> bool:
        """In a return with a month a column, an item with its count or its percentage."""
        form, text = self.table.form, text_of("" if lead is None else lead)
        return form.names_item(text) or names_percentage(form, text)

    def _is_heading(self, row: Row, filled: dict[int, Value]) -> bool:
        first = filled[min(filled)]
        if not isinstance(first, str) and len(filled) > 1:
            return False
        form = self.table.form
        months = self.table.months
        same = {at for at in months if row[at : at + 1] == [months[at]]} | {
            at
            for at, owner, name in headings_of(row, self.forms)
            if owner == form.id and self.table.columns.get(at) == name
        }
        return len(same) >= 2 and len(same) * 2 >= len(filled)

    def _answers(self, value: Value) -> bool:
        """An answer in words, which a row of totals never has."""
        if not isinstance(value, str) or not value:
            return False
        word = fold(value)
        return word in self.words and not word[:1].isdigit()

    def _is_legend(self, filled: dict[int, Value]) -> bool:
        shown = [value for at, value in filled.items() if at in self.answered]
        reference = filled.get(self.lead) if self.lead is not None else None
        if not shown or (reference is not None and any(c.isdigit() for c in text_of(reference))):
            return False
        return all(isinstance(value, str) and self._lists_words(fold(value)) for value in shown)

    def _is_guidance(self, row: Row) -> bool:
        """Whether a row right under the headings says how to fill them in: words only, and no answer."""
        filled = {at: value for at, value in enumerate(row) if at in self.mapped and not is_blank(value)}
        asked = [value for at, value in filled.items() if at in self.answered]
        if len(asked) < 2 or self.lead in filled or any(map(self._answers, asked)):
            return False
        others = [value for at, value in filled.items() if at not in self.answered]
        return all(isinstance(value, str) for value in asked) and not any(
            not isinstance(value, str) or any(c.isdigit() for c in value) for value in others
        )

    def _lists_words(self, text: str) -> bool:
        if text.rstrip(". …") in _PLACEHOLDERS:
            return True
        if text in self.words:
            return False
        for mark in ("/", ",", "|", " or "):
            parts = [part.strip(" ()") for part in text.split(mark)]
            if len(parts) > 1 and all(part in self.words or part in ("na", "nr") for part in parts):
                return True
        return False

    def _alone(self, at: int, value: Value) -> str | None:
        """A row with one thing in it: a crew's name, a note, an empty form's number, or nothing."""
        if at in self.answered:
            return None if self._answers(value) else "nothing_readable"
        if at == self.lead:
            if self.table.form.row != "case":
                return None if fold_heading(text_of(value)) in self.table.form.items else "section_row"
            if any(c.isdigit() for c in text_of(value)) and len(text_of(value)) <= _LONG:
                return "reference_only"
        if isinstance(value, str):
            return "note_row" if len(value) > _LONG else "section_row"
        return "nothing_readable" if at in self.mapped else "outside_table"

    def _unreadable(self, filled: dict[int, Value]) -> str | None:
        """Figures under the answers and no reference: a row of sums somebody did not name."""
        if self.table.form.row != "case" or self.lead is None:
            return None
        lead = text_of(filled.get(self.lead, ""))
        if any(c.isdigit() for c in lead):
            return None
        shown = [value for at, value in filled.items() if at in self.answered]
        if len(shown) < 2 or any(read_number(value) is None for value in shown):
            return None
        telling = any(self.table.at.get(name) in filled for name in _TELLING)
        if reference_of(lead) and not telling:
            return "total_row"
        return "total_unnamed" if any(text_of(value) not in self.words for value in shown) else None


def present_rows(rows: list[Row], start: int) -> list[int]:
    """The rows from ``start`` on in which a person can see something. Blank rows are not rows."""
    return [number for number in range(start, len(rows)) if _shows(rows[number])]


def _shows(row: Row) -> bool:
    for value in row:  # noqa: SIM110 - as above; mostly the first cell ends it
        if value != "" and not is_blank(value):
            return True
    return False
