"""The ordered rules that say of a row by itself whether it is evidence or why it is not: the first that applies wins.

Where it is doubtful whether a row of a case audit is a case, the rule's reason is one that leaves it contested
(``contested_rows``), so that a failure hides behind no doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from daready.evidence.cells.single_cells import is_figure
from daready.evidence.grid.cell_text import text_of
from daready.evidence.sorting.guidance import lists_answers
from daready.evidence.sorting.row_view import Answers, Lead, RowView
from daready.evidence.sorting.table_view import LONG, shape_of
from daready.rubric.words import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of a row, and its reason to be set aside if that applies; None for a row of evidence.

    ``unless_answered``: the rule goes by what a row is called, and a row that has an answer in words, which may be a
    failure, is a case whatever it is called.
    """

    name: str
    reason: str | None
    applies: Callable[[RowView], bool]
    unless_answered: bool = False

    def decides(self, view: RowView) -> bool:
        return not (self.unless_answered and view.answered) and self.applies(view)


def _is_total(view: RowView) -> bool:
    return Lead.TOTAL in view.lead and view.answers in (Answers.FIGURES, Answers.NONE)


def _is_called_a_note(view: RowView) -> bool:
    return not view.lead.isdisjoint({Lead.NOTE, Lead.LABEL})


def _is_called(view: RowView, *kinds: Lead) -> bool:
    """Whether the cell for the reference of an audited case is of one of these kinds, and something is answered."""
    leads = view.table.cases and view.leads and bool(view.shown)
    return leads and not view.lead.isdisjoint(kinds)


def _is_line_of_question(view: RowView) -> bool:
    return _is_called(view, Lead.QUESTION)


def _is_doubtful_line(view: RowView) -> bool:
    """A line of a summary by its name, whose figures could all be a case's answers."""
    doubtful = view.table.numbered or view.table.in_words
    return _is_line(view) and doubtful and all(map(view.table.stands_for_answer, view.shown))


def _is_line_of_summary(view: RowView) -> bool:
    if not _is_line(view) or all(map(view.table.stands_for_answer, view.shown)):
        return False
    return Lead.SUMMARY in view.lead or all(map(is_figure, view.shown))


def _is_line(view: RowView) -> bool:
    return not view.tells and _is_called(view, Lead.SUMMARY, Lead.MONTH, Lead.ANSWER)


def _is_legend(view: RowView) -> bool:
    """Nothing under questions but the answers to choose from, and no reference."""
    table = view.table
    shown = {at: value for at, value in view.filled.items() if at in table.answered}
    if not shown or (view.reference and not _is_unit(view.reference)):
        return False
    units = {at for at in shown.keys() & table.counted if not any(map(str.isdigit, text_of(shown[at])))}
    listed = [value for at, value in shown.items() if at not in units]
    return bool(listed) and all(isinstance(v, str) and lists_answers(fold(v), table) for v in listed)


_UNITS = frozenset(
    {"text", "free text", "reference", "ref", "number", "key", "options", "answers", "choose from"}
)


def _is_unit(text: str) -> bool:
    """What may stand over references in a row that says how to fill in the columns."""
    return text.strip().startswith("(") or fold(text).rstrip(": ") in _UNITS


def _is_answer_alone(view: RowView) -> bool:
    return view.alone and view.at in view.table.answered and view.table.answers(view.first)


def _is_unreadable_alone(view: RowView) -> bool:
    return view.alone and view.at in view.table.answered


def _is_item_alone(view: RowView) -> bool:
    return view.alone and view.leads and not view.table.cases and view.names_item


def _is_heading_of_items(view: RowView) -> bool:
    return view.alone and view.leads and not view.table.cases


def _is_reference_alone(view: RowView) -> bool:
    short = view.alone and view.leads and view.has_digits and len(view.reference) <= LONG
    return short and not view.table.forms.labels.is_heading(fold(view.reference))


def _is_text_alone(view: RowView) -> bool:
    return view.alone and isinstance(view.first, str) and len(view.first) > LONG


def _is_word_alone(view: RowView) -> bool:
    return view.alone and isinstance(view.first, str)


def _is_value_alone(view: RowView) -> bool:
    return view.alone and view.at in view.table.mapped


def _is_beside_the_table(view: RowView) -> bool:
    return view.table.mapped.isdisjoint(view.filled)


def _is_figures_under_odd_reference(view: RowView) -> bool:
    """Numbers alone in a table answered in words, beside a reference unlike those of the rows that are."""
    table = view.table
    if not (table.cases and view.has_digits and view.is_amounts):
        return False
    return table.in_words and not view.tells and shape_of(view.reference) not in table.shapes


def _is_figures_without_reference(view: RowView) -> bool:
    """Numbers alone beside no reference, unless they could be answers and nothing else speaks against a case."""
    table = view.table
    if not table.cases or table.lead is None or view.has_digits or not view.is_amounts:
        return False
    return not view.could_answer or not (view.tells or not (table.numbered or table.in_words))


def _is_unlike_a_case(view: RowView) -> bool:
    """A word where the references have numbers, and nothing that a case would say."""
    table = view.table
    if not table.cases or not view.reference or view.has_digits or not table.numbered or view.tells:
        return False
    return not any(table.answers(value) or table.stands_for_answer(value) for value in view.scored)


PLAIN = Rule("plain_case", None, lambda view: view.table.is_plainly_a_case(view.row))
"""Most rows are plainly cases: ``sort_rows`` asks this of the row itself, and makes no view of one that is."""

RULES = (
    PLAIN,
    Rule("struck_out", "struck_row", lambda view: view.is_struck),
    Rule("headings_again", "repeated_header", lambda view: view.repeats_headings),
    Rule("headings_of_another_table", "other_table", lambda view: view.heads_other_table),
    Rule("figure_of_a_return", None, lambda view: view.names_figure),
    Rule("called_an_example", "example_row", lambda view: view.is_example),
    Rule("called_a_total", "total_row", _is_total, unless_answered=True),
    Rule("called_a_note", "note_row", _is_called_a_note, unless_answered=True),
    Rule("called_a_question", "summary_row", _is_line_of_question, unless_answered=True),
    Rule("summary_that_could_answer", "total_unnamed", _is_doubtful_line, unless_answered=True),
    Rule("line_of_a_summary", "summary_row", _is_line_of_summary, unless_answered=True),
    Rule("answers_to_choose_from", "legend_row", _is_legend),
    Rule("answer_alone", None, _is_answer_alone),
    Rule("unreadable_alone", "nothing_readable", _is_unreadable_alone),
    Rule("item_alone", None, _is_item_alone),
    Rule("heading_of_items", "section_row", _is_heading_of_items),
    Rule("reference_alone", "reference_only", _is_reference_alone),
    Rule("text_alone", "note_row", _is_text_alone),
    Rule("word_alone", "section_row", _is_word_alone),
    Rule("value_alone", "nothing_readable", _is_value_alone),
    Rule("beside_the_table", "outside_table", _is_beside_the_table),
    Rule("figures_under_odd_reference", "total_unnamed", _is_figures_under_odd_reference),
    Rule("figures_without_reference", "total_unnamed", _is_figures_without_reference),
    Rule("unlike_a_case", "unlike_a_case", _is_unlike_a_case),
    Rule("row_of_the_table", None, lambda _: True),
)


def decide(view: RowView) -> Rule:
    """The first rule that applies; the last applies to every row."""
    return next(rule for rule in RULES[1:] if rule.decides(view))
