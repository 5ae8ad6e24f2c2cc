"""One row as the rules look at it: what its first cell is, how it is answered, and what else it says."""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property

from daready.evidence.cells.single_cells import NO_ONE, is_figure, read_number
from daready.evidence.grid.cell_text import Odd, Value, text_of
from daready.evidence.grid.grid import Row
from daready.evidence.records.month_columns import names_percentage
from daready.evidence.sorting.table_view import REFERENCE, Filled, TableView
from daready.evidence.tables.heading_rows import names_month
from daready.rubric.words import fold, fold_heading

SHARE = re.compile(r"-?\d{1,4}(?:\.\d+)? ?%")
"""A percentage as a text."""
_LABEL = 200
"""More letters than this are a text, whatever its first words."""


class Lead(Enum):
    """What the first cell of a row may be; one cell may be several ("Met" an answer and a line of a summary)."""

    BLANK, EXAMPLE, TOTAL, NOTE, LABEL, QUESTION, SUMMARY, MONTH, ANSWER, REFERENCE, WORD = range(11)


class Answers(Enum):
    """How a row is answered, its first cell apart; mixed: in words that are no answers, or in words and figures."""

    WORDS, FIGURES, MIXED, NONE = range(4)


class RowView:
    """A row of a table, made once for each row that is not plainly a case; what is dear is found when it is asked for.

    ``filled`` are its cells with something in them, ``at`` the column of its first cell (that of the references where
    it is filled), ``first`` what stands there, and ``shown`` what stands under questions but for that.
    """

    def __init__(self, table: TableView, row: Row) -> None:
        self.table = table
        self.row = row
        self.filled: Filled = table.filled(row)
        self.at = table.lead if table.lead is not None and table.lead in self.filled else min(self.filled)
        self.first = self.filled[self.at]
        self.leads = self.at == table.lead
        self.shown = [v for at, v in self.filled.items() if at in table.answered and at != self.at]
        self.answered = any(map(table.answers, self.shown))
        self.alone = len(self.filled) == 1

    @cached_property
    def scored(self) -> list[Value]:
        """What stands under the questions that are not numbers."""
        return [value for at, value in self.filled.items() if at in self.table.scored]

    @cached_property
    def tells(self) -> bool:
        """Whether it says when the case was audited, its risk or when it was made safe."""
        return not self.table.telling.isdisjoint(self.filled)

    @cached_property
    def answers(self) -> Answers:
        if not self.shown:
            return Answers.NONE
        if all(map(is_figure, self.shown)) and not self.answered:
            return Answers.FIGURES
        return Answers.WORDS if all(map(self.table.answers, self.shown)) else Answers.MIXED

    @cached_property
    def could_answer(self) -> bool:
        """Whether all that stands under questions is an answer, in words or as a number that stands for one."""
        return bool(self.scored) and all(map(self.table.stands_for_answer, self.scored))

    @cached_property
    def reference(self) -> str:
        """What stands where references do; nothing where the table has none."""
        return text_of(self.filled.get(self.table.lead, "")) if self.table.lead is not None else ""

    @cached_property
    def has_digits(self) -> bool:
        """Whether what stands where references do has a number in it."""
        return any(map(str.isdigit, self.reference))

    @cached_property
    def is_example(self) -> bool:
        return self._names() and self.leads and self.table.forms.labels.is_example(self.folded)

    @cached_property
    def lead(self) -> frozenset[Lead]:
        """All that its first cell may be."""
        found = {kind for kind, test in _LEADS.items() if self._names() and test(self)}
        if self.is_example:
            found.add(Lead.EXAMPLE)
        if not found:
            found.add(Lead.BLANK if not self.reference else Lead.REFERENCE if self.has_digits else Lead.WORD)
        return frozenset(found)

    def _names(self) -> bool:
        """Whether the first cell is short enough to be a name for the row."""
        return isinstance(self.first, str) and len(self.first) < _LABEL

    @cached_property
    def folded(self) -> str:
        return fold(text_of(self.first))

    @property
    def is_struck(self) -> bool:
        return {v for at, v in self.filled.items() if at in self.table.table.columns} == {Odd.STRUCK}

    @property
    def _may_head(self) -> bool:
        """Headings begin with one; most rows of numbers are ruled out by this."""
        return isinstance(self.filled[min(self.filled)], str) or self.alone

    @cached_property
    def _headed(self) -> set[tuple[int, str]]:
        return self.table.headed(self.row) if self._may_head else set()

    @property
    def repeats_headings(self) -> bool:
        """Whether it holds the headings of its own table again."""
        months, columns = self.table.table.months, self.table.table.columns
        if not self._may_head:
            return False
        same = {at for at in months if self.row[at : at + 1] == [months[at]]}
        same |= {at for at, name in self._headed if columns.get(at) == name}
        return len(same) >= 2 and len(same) * 2 >= len(self.filled)

    @property
    def heads_other_table(self) -> bool:
        """Whether it holds headings of other questions of the form."""
        questions, columns = self.table.table.form.questions, self.table.table.columns
        asked = {
            (at, name)
            for at, name in self._headed
            if name in questions and not self.table.answers(self.row[at])
        }
        return len(asked) >= 2 and len(asked) * 2 >= len(self.filled) and not asked <= columns.items()

    @property
    def names_figure(self) -> bool:
        """In a return with a month a column, an item with its count or its percentage."""
        form = self.table.table.form
        return bool(self.table.table.months) and (
            form.names_item(self.reference) or names_percentage(form, self.reference)
        )

    @property
    def names_item(self) -> bool:
        """In a return or a register, one of its form's items."""
        return fold_heading(self.reference) in self.table.table.form.items

    @property
    def is_amounts(self) -> bool:
        """Whether two or more questions hold numbers or percentages, and the others nothing."""
        return len(self.scored) > 1 and all(map(_is_amount, self.scored))


def _is_amount(value: Value) -> bool:
    return read_number(value) is not None or bool(SHARE.fullmatch(text_of(value)))


def _is_total(view: RowView) -> bool:
    """Called a total; in a return or a register only by a plain word for it, and by no item."""
    if view.table.cases:
        return view.table.forms.labels.is_total(view.folded)
    return view.table.forms.labels.is_sum(view.folded) and not view.table.table.form.names_item(
        text_of(view.first)
    )


def _is_note(view: RowView) -> bool:
    """Called a note; not a reference with a star, nor a row that says something under questions."""
    if not view.table.forms.labels.is_note(view.folded) or REFERENCE.fullmatch(
        text_of(view.first).strip("* ").upper()
    ):
        return False
    # "Y = Yes" explains an answer and gives none.
    if len(view.shown) > 1 and not any("=" in text_of(value) for value in view.shown):
        return False
    numbered = any(map(str.isdigit, text_of(view.first)))
    return not any(numbered or read_number(value) is not None for value in view.shown)


def _is_label(view: RowView) -> bool:
    """Audited by, "Checked:", Population: a label and its value under the table, and nothing answered."""
    text, form = text_of(view.first), view.table.table.form
    if not view.table.cases:
        return False
    if len(view.filled) == 2 and fold_heading(text) in form.fact_headings:
        return True
    ends = text.rstrip().endswith(":") and not any(map(str.isdigit, text))
    if not view.shown:
        return ends or view.table.forms.labels.is_signing(view.folded)
    return ends and len(view.filled) == 2 and read_number(view.shown[0]) is None


def _is_question(view: RowView) -> bool:
    form = view.table.table.form
    return any(
        owner == form.id and name in form.questions for owner, name in view.table.forms.heads(view.first)
    )


def _is_month(view: RowView) -> bool:
    return any(map(str.isalpha, text_of(view.first))) and names_month(view.first)


def _is_answer(view: RowView) -> bool:
    return view.table.answers(view.first) and view.folded not in NO_ONE


_LEADS = {
    Lead.TOTAL: _is_total,
    Lead.NOTE: _is_note,
    Lead.LABEL: _is_label,
    Lead.QUESTION: _is_question,
    Lead.SUMMARY: lambda view: view.table.forms.labels.is_summary(view.folded),
    Lead.MONTH: _is_month,
    Lead.ANSWER: _is_answer,
}
