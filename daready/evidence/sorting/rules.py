"""Which rows of a table are rows of evidence, and what the others are: totals, legends, crew names, notes."""

from __future__ import annotations

import re
from functools import cached_property

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.label_words import (
    is_example,
    is_heading,
    is_note,
    is_signing,
    is_sum,
    is_summary,
    is_total,
)
from daready.evidence.cells.single_cells import NO_ONE, is_figure, read_number
from daready.evidence.grid.cell_text import Odd, Value, is_blank, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.records.month_columns import names_percentage
from daready.evidence.tables.heading_rows import names_month
from daready.evidence.tables.table import Table, headings_of
from daready.rubric.words import fold, fold_heading

_REFERENCE = re.compile(r"(?!TEST)[A-Z]{0,5}[/\-]?\d[\dA-Z/\-]*")
_DIGITS = re.compile(r"\d+")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)? ?%")
_PLACEHOLDERS = frozenset({"please select", "please choose", "select", "choose", "answer"})
_LONG = 60
_WORDS_OF_GUIDANCE = 3
_NEGATIONS = frozenset({"no", "not", "none", "never", "nothing", "nobody"})
_UNITS = frozenset(
    {"text", "free text", "reference", "ref", "number", "key", "options", "answers", "choose from"}
)
_TELLING = ("audited_on", "month", "risk", "made_safe")

Filled = dict[int, Value]
"""The cells of a row in which a person can see something, by column."""


class Sorter:
    """Gives each row of one table its reason to be set aside, or None for a row of evidence.

    Where it is doubtful whether a row of a case audit is a case, it is set aside with a warning and is contested
    (``contested_rows``), so that a failure in it hides behind no doubt.
    """

    def __init__(self, table: Table, forms: KnownForms, present: list[int]) -> None:
        self.table = table
        self.forms = forms
        self.present = present
        # Lines between the rows may have parted the table; what is usual in it is told by all of it.
        self.kin = table.kin[table.header + 1 :] or table.rows[table.header + 1 :]
        form = table.form
        self.cases = form.row == "case"
        self.lead = table.at.get(form.lead or "")
        unread = {at for at, name in table.columns.items() if form.reads(name) == "never"}
        self.mapped = (frozenset(table.columns) | table.months.keys()) - unread
        self.answered = {at for at, name in table.columns.items() if name in form.questions}
        self.counted = {at for at in self.answered if form.questions[table.columns[at]]["type"] == "number"}
        self.scored = self.answered - self.counted
        self.telling = {at for name, at in table.at.items() if name in _TELLING}
        self.questions = frozenset({*form.questions, *map(str.lower, form.questions)})
        self.words = frozenset(
            word for at in self.answered for word in form.read_words(table.columns[at])
        ) | frozenset(form.words)

    @cached_property
    def numbered(self) -> bool:
        """Whether references of this table have numbers in them, so that a word in their place is doubtful."""
        at = self.lead
        return at is not None and any(self.is_numbered(row[at]) for row in self.kin if at < len(row))

    @cached_property
    def in_words(self) -> bool:
        """Whether this table is answered in words, so that numbers alone are doubtful."""
        return any(map(self.answers, {row[at] for row in self.kin for at in self.scored if at < len(row)}))

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The shapes of the references of those rows that are answered in words."""
        at = self.lead or 0
        rows = (row for row in self.kin if at < len(row) and self._answered_in_words(row))
        return frozenset(_shape(text_of(row[at])) for row in rows)

    def _answered_in_words(self, row: Row) -> bool:
        return any(self.answers(row[at]) for at in self.answered if at < len(row))

    def sort(self) -> tuple[list[int], dict[str, list[int]]]:
        """The rows of evidence among those present, and the others by reason, each looked at by itself."""
        used: list[int] = []
        aside: dict[str, list[int]] = {}
        beneath = self.table.header + 1
        ended = False
        for number in self.present:
            reason = self.reason(self.table.rows[number])
            if number == beneath and self._is_guidance(self.table.rows[number]):
                reason, beneath = "legend_row", number + 1
            ended = reason == "other_table" or (ended and reason != "repeated_header")
            if ended:
                reason = "other_table"
            if reason is None:
                used.append(number)
            else:
                aside.setdefault(reason, []).append(number)
        return used, aside

    def stray(self) -> list[int]:
        """Rows above the headings that belong under them, as when a sheet was sorted with its headings."""
        above = enumerate(self.table.rows[: self.table.header])
        return [number for number, row in above if row and self._is_of_the_table(row)]

    def _is_of_the_table(self, row: Row) -> bool:
        filled = {at: value for at, value in self.filled(row).items() if at in self.mapped}
        if self.lead not in filled or self._is_heading(row, filled):
            return False
        lead = text_of(row[self.lead])
        if not self.cases:
            return fold_heading(lead) in self.table.form.items and len(filled) > 1
        answered = filled.keys() & self.answered
        known = sum(self.answers(row[at]) or read_number(row[at]) is not None for at in answered)
        return any(c.isdigit() for c in lead) and len(lead) <= _LONG and known * 2 >= len(self.answered)

    def items_of(self, numbers: list[int]) -> list[tuple[str, None]]:
        """The items that rows of a return or register are about, of a month that is not known."""
        items, rows = self.table.form.items, self.table.rows
        return [(items[fold_heading(text_of(rows[n][self.lead or 0]))][0], None) for n in numbers]

    def reason(self, row: Row) -> str | None:
        """Why a row is set aside, or None. Most rows are plainly cases, and those are asked nothing more."""
        return None if self._plainly_a_case(row) else self._weigh(row)

    def _plainly_a_case(self, row: Row) -> bool:
        """A reference with a number in it and no blank, that is no question's, and words under a question."""
        if not self.cases or self.lead is None or self.lead >= len(row):
            return False
        reference = row[self.lead]
        if (
            not isinstance(reference, str)
            or not _REFERENCE.fullmatch(reference)
            or reference in self.questions
        ):
            return False
        width = len(row)
        for at in self.scored:
            if at < width and not is_blank(row[at]):
                answer = row[at]
                return (isinstance(answer, str) and not answer[0].isdigit()) or not self.in_words
        return False

    def filled(self, row: Row) -> Filled:
        """What a person can see of a row."""
        return {at: value for at, value in enumerate(row) if value != "" and not is_blank(value)}

    def _weigh(self, row: Row) -> str | None:
        filled = self.filled(row)
        if {value for at, value in filled.items() if at in self.table.columns} == {Odd.STRUCK}:
            return "struck_row"
        if self._is_heading(row, filled):
            return "repeated_header"
        if self._is_heading(row, filled, other=True):
            return "other_table"
        at = self.lead if self.lead in filled else min(filled)
        if self.table.months and self._names_figure(filled.get(self.lead) if self.lead is not None else None):
            return None
        if reason := self._by_its_lead(filled, at):
            return reason
        if self._is_legend(filled):
            return "legend_row"
        if len(filled) == 1:
            return self._alone(*next(iter(filled.items())))
        if self.mapped.isdisjoint(filled):
            return "outside_table"
        return self._doubtful(filled)

    def _names_figure(self, lead: Value | None) -> bool:
        """In a return with a month a column, an item with its count or its percentage."""
        form, text = self.table.form, text_of("" if lead is None else lead)
        return form.names_item(text) or names_percentage(form, text)

    def _by_its_lead(self, filled: Filled, at: int) -> str | None:
        """What the first word of a row says it is, as far as its answers do not contradict."""
        lead = filled[at]
        shown = [value for column, value in filled.items() if column in self.answered and column != at]
        if not isinstance(lead, str) or len(lead) >= 200:
            return None
        folded = fold(lead)
        if at == self.lead and is_example(folded):
            return "example_row"
        if any(map(self.answers, shown)):
            return None
        if self._sums_up(lead, folded) and all(map(is_figure, shown)):
            return "total_row"
        if is_note(folded) and not self._is_case_with_star(lead, shown):
            return "note_row"
        if self.cases and self._is_label(lead, shown, filled):
            return "note_row"
        if not (self.cases and at == self.lead and shown):
            return None
        return self._line_of_summary(lead, filled, shown)

    def _sums_up(self, lead: str, folded: str) -> bool:
        """Whether a row is called a total; in a return or a register only by a plain word for it, and by no item."""
        if self.cases:
            return is_total(folded)
        return is_sum(folded) and not self.table.form.names_item(lead)

    def _is_label(self, lead: str, shown: list[Value], filled: Filled) -> bool:
        """Audited by, "Checked:", Population: a label and its value under the table, and nothing answered."""
        if len(filled) == 2 and fold_heading(lead) in self.table.form.fact_headings:
            return True
        ends = lead.rstrip().endswith(":") and not any(map(str.isdigit, lead))
        if not shown:
            return ends or is_signing(fold(lead))
        return ends and len(filled) == 2 and read_number(shown[0]) is None

    def _is_case_with_star(self, lead: str, shown: list[Value]) -> bool:
        """A reference that only begins like a note, or a row that says something under questions; "Y = Yes" is none."""
        if _REFERENCE.fullmatch(lead.strip("* ").upper()):
            return True
        if len(shown) > 1 and not any("=" in text_of(value) for value in shown):
            return True
        numbered = any(map(str.isdigit, lead))
        return any(numbered or read_number(value) is not None for value in shown)

    def _line_of_summary(self, lead: str, filled: Filled, shown: list[Value]) -> str | None:
        """A row called by a question; or by a month, an answer or the like, where nothing says when or how grave.

        What could be a failing case's answers is doubtful for all its name.
        """
        form, folded = self.table.form, fold(lead)
        if any(owner == form.id and name in form.questions for owner, name in self.forms.heads(lead)):
            return "summary_row"
        if not self.telling.isdisjoint(filled):
            return None
        month = any(map(str.isalpha, lead)) and names_month(lead)
        answer = self.answers(lead) and folded not in NO_ONE
        if not (is_summary(folded) or month or answer):
            return None
        if all(map(self.stands_for_answer, shown)):
            return "total_unnamed" if self.numbered or self.in_words else None
        return "summary_row" if is_summary(folded) or all(map(is_figure, shown)) else None

    def is_numbered(self, lead: Value) -> bool:
        """Whether a cell may be a reference with a number in it, and is no other word for a row."""
        text = text_of(lead)
        month = any(map(str.isalpha, text)) and names_month(lead)
        if month or not any(map(str.isdigit, text)) or text in self.questions:
            return False
        return not any(about(fold(text)) for about in (is_total, is_note, is_summary, is_example))

    def _is_heading(self, row: Row, filled: Filled, *, other: bool = False) -> bool:
        """Whether a row holds the headings again; or, with ``other``, headings of other questions of the form."""
        first = filled[min(filled)]
        if not isinstance(first, str) and len(filled) > 1:
            return False
        form, columns = self.table.form, self.table.columns
        headed = {(at, name) for at, owner, name in headings_of(row, self.forms) if owner == form.id}
        if other:
            asked = {
                (at, name) for at, name in headed if name in form.questions and not self.answers(row[at])
            }
            return len(asked) >= 2 and len(asked) * 2 >= len(filled) and not asked <= columns.items()
        months = self.table.months
        same = {at for at in months if row[at : at + 1] == [months[at]]}
        same |= {at for at, name in headed if columns.get(at) == name}
        return len(same) >= 2 and len(same) * 2 >= len(filled)

    def answers(self, value: Value) -> bool:
        """An answer in words, which a row of totals never has."""
        if not isinstance(value, str) or not value:
            return False
        word = fold(value)
        return word in self.words and not word[:1].isdigit()

    def stands_for_answer(self, value: Value) -> bool:
        number = read_number(value)
        text = text_of(value) if number is None else f"{number:g}"
        return fold(text) in self.words

    def _is_legend(self, filled: Filled) -> bool:
        shown = {at: value for at, value in filled.items() if at in self.answered}
        reference = filled.get(self.lead) if self.lead is not None else None
        if not shown or (reference is not None and not _is_unit(text_of(reference))):
            return False
        units = {at for at in shown.keys() & self.counted if not any(map(str.isdigit, text_of(shown[at])))}
        listed = [value for at, value in shown.items() if at not in units]
        return bool(listed) and all(isinstance(v, str) and self._lists_words(fold(v)) for v in listed)

    def _is_guidance(self, row: Row) -> bool:
        """Whether a row right under the headings says how to fill them in: sentences only, and no answer."""
        filled = {at: value for at, value in self.filled(row).items() if at in self.mapped}
        asked = [value for at, value in filled.items() if at in self.answered]
        if len(asked) < 2 or self.lead in filled or any(map(self.answers, asked)):
            return False
        others = [value for at, value in filled.items() if at not in self.answered]
        return all(isinstance(value, str) and self._guides(value) for value in asked) and not any(
            not isinstance(value, str) or any(c.isdigit() for c in value) for value in others
        )

    def _guides(self, text: str) -> bool:
        first = fold(text).split()[:1]
        if first and (first[0] in self.words or first[0] in _NEGATIONS):
            return False
        return (
            text.rstrip().endswith("?")
            or len(text.split()) >= _WORDS_OF_GUIDANCE
            or self._lists_words(fold(text))
        )

    def _lists_words(self, text: str) -> bool:
        if text.rstrip(". …") in _PLACEHOLDERS:
            return True
        if text in self.words:
            return False
        text = text.replace("n/a", "na")
        for mark in ("/", ",", "|", " or "):
            parts = [part.strip(" ()") for part in text.split(mark)]
            if len(parts) > 1 and all(part in self.words or part in ("na", "nr") for part in parts):
                return True
        return False

    def _alone(self, at: int, value: Value) -> str | None:
        """A row with one thing in it: a crew's name, a note, an empty form's number, or nothing."""
        if at in self.answered:
            return None if self.answers(value) else "nothing_readable"
        if at == self.lead:
            if not self.cases:
                return None if fold_heading(text_of(value)) in self.table.form.items else "section_row"
            text = text_of(value)
            if any(c.isdigit() for c in text) and len(text) <= _LONG and not is_heading(fold(text)):
                return "reference_only"
        if isinstance(value, str):
            return "note_row" if len(value) > _LONG else "section_row"
        return "nothing_readable" if at in self.mapped else "outside_table"

    def _doubtful(self, filled: Filled) -> str | None:
        """Figures that may be sums, or words of another table, beside what is unlike the references of this one."""
        if not self.cases or self.lead is None:
            return None
        lead = text_of(filled.get(self.lead, ""))
        digits = any(c.isdigit() for c in lead)
        shown = [value for at, value in filled.items() if at in self.scored]
        telling = not self.telling.isdisjoint(filled)
        if len(shown) > 1 and all(map(_is_amount, shown)):
            could = all(map(self.stands_for_answer, shown))
            if digits:
                usual = not self.in_words or telling or _shape(lead) in self.shapes
                return None if usual else "total_unnamed"
            return None if could and (telling or not (self.numbered or self.in_words)) else "total_unnamed"
        if digits or not lead or not self.numbered:
            return None
        understood = any(self.answers(value) or self.stands_for_answer(value) for value in shown)
        return None if understood or telling else "unlike_a_case"


def _is_amount(value: Value) -> bool:
    return read_number(value) is not None or bool(_PERCENT.fullmatch(text_of(value)))


def _is_unit(text: str) -> bool:
    """What may stand over references in a row that says how to fill in the columns."""
    return text.strip().startswith("(") or fold(text).rstrip(": ") in _UNITS


def _shape(reference: str) -> str:
    """A reference without its numbers' values; of one that is all number, how long it is."""
    folded = fold(reference)
    return str(len(folded) // 2) if folded.isdecimal() else _DIGITS.sub("9", folded)


def present_rows(rows: list[Row], start: int) -> list[int]:
    """The rows from ``start`` on in which a person can see something. Blank rows are not rows."""
    return [number for number in range(start, len(rows)) if _shows(rows[number])]


def _shows(row: Row) -> bool:
    for value in row:  # noqa: SIM110 - as above; mostly the first cell ends it
        if value != "" and not is_blank(value):
            return True
    return False
