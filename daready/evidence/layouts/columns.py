"""What each column of a table of cases is: a question, or what is said about the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daready.evidence.cells.choice_words import ChoiceWords
from daready.evidence.cells.dates import read_date
from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.cells.personal_details import titles_in
from daready.evidence.grid.cell_text import Odd, Value, is_blank, text_of
from daready.evidence.layouts.case_table import CaseTable
from daready.evidence.layouts.cases import is_running, known_column
from daready.evidence.layouts.kinds import is_number, is_scale, is_stamp
from daready.evidence.layouts.sheet_view import ANSWER_LETTERS, ANSWERS, wordiness
from daready.evidence.layouts.worked_out import worked_out
from daready.rubric.words import fold, fold_heading


class Role(StrEnum):
    """What a column says of a case."""

    REFERENCE = "reference"
    MONTH = "month"
    DATE = "date"
    DISTRICT = "district"
    RISK = "risk"
    SAFETY = "safety"
    PERSON = "person"
    TEXT = "text"
    COUNTED = "counted"
    WORKED_OUT = "worked_out"
    STAMP = "stamp"
    KNOWN = "known"
    WORDS = "words"
    SCORES = "scores"
    NUMBERS = "numbers"
    EMPTY = "empty"

    @property
    def asks(self) -> bool:
        """Whether it is a question of the force's."""
        return self in (Role.WORDS, Role.SCORES, Role.NUMBERS, Role.EMPTY)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its number and its role; ``name`` is the column of ours that its heading is known to be."""

    at: int
    role: Role
    name: str | None = None


_OURS = {"month": Role.MONTH, "audited_on": Role.MONTH, "district": Role.DISTRICT, "risk": Role.RISK}
_OURS |= {"made_safe": Role.SAFETY}
_NEVER = ("never", "person")
_SENTENCE = 3
"""So many words to a text make remarks of a column's texts."""
_HEADING_WORDS = 6


def columns_of(table: CaseTable, forms: KnownForms) -> tuple[Column, ...]:
    """Every column of a table, in order; of district, risk and month the first that may be it."""
    computed = worked_out(table)
    found = [_column(table, at, computed, forms) for at in range(len(table.headings))]
    found = [Column(one.at, Role.TEXT) if _is_prose(table, one, found) else one for one in found]
    for role in (Role.RISK, Role.DISTRICT):
        if not any(column.role is role for column in found):
            at = next((c.at for c in found if _may_be(role, table, c, found, forms)), None)
            found = [Column(at, role) if column.at == at else column for column in found]
    return tuple(found)


def filled(table: CaseTable, at: int) -> list[Value]:
    """What stands in a column, blanks left out."""
    return [value for value in table.column(at) if not is_blank(value)]


def _column(table: CaseTable, at: int, computed: frozenset[int], forms: KnownForms) -> Column:
    heading = table.headings[at].text
    values = filled(table, at)
    known = known_column(heading, forms)
    name = known[1] if known else None
    if at == table.reference:
        return Column(at, Role.REFERENCE, name)
    if known and name in _OURS:
        return Column(at, _OURS[name], name)
    if known and known[0].reads(known[1]) in _NEVER:
        return Column(at, Role.PERSON, name)
    if known:
        return Column(at, Role.KNOWN, name)
    if is_stamp(heading):
        return Column(at, Role.STAMP)
    return Column(at, Role.WORKED_OUT if at in computed else _by_values(heading, values))


def _by_values(heading: str, values: Sequence[Value]) -> Role:
    if not values:
        return Role.EMPTY if wordiness(heading) > 0.5 else Role.TEXT
    if sum(isinstance(value, Odd) for value in values) * 2 > len(values):
        return Role.WORKED_OUT  # formulas whose results were not kept
    if all(isinstance(value, date | str) and read_date(value) for value in values):
        return Role.DATE
    if len(values) > 2 and is_running(values):
        return Role.COUNTED
    if is_scale(values):
        return Role.SCORES
    numbers = sum(map(is_number, values))
    if numbers * 10 >= len(values) * 9:
        return Role.NUMBERS
    texts = {text_of(value) for value in values}
    if (
        max(map(len, texts)) > ANSWER_LETTERS
        or len(set(map(fold, texts))) > ANSWERS
        or not wordiness(heading)
    ):
        return Role.TEXT
    named = sum(bool(titles_in(text_of(value))) for value in values)
    return Role.PERSON if named * 2 > len(values) else Role.WORDS


def _is_prose(table: CaseTable, column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column holds remarks: sentences, none of which stands in any other column."""
    if not _stands_alone(table, column, columns):
        return False
    texts = {fold(text_of(value)) for value in filled(table, column.at)}
    return sum(len(text.split()) for text in texts) >= _SENTENCE * len(texts)


def _stands_alone(table: CaseTable, column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column of words has none in common with any other such column: the answers of a form are alike."""
    if column.role is not Role.WORDS:
        return False
    texts = {fold(text_of(value)) for value in filled(table, column.at)}
    others = (other for other in columns if other.role is Role.WORDS and other.at != column.at)
    return all(
        texts.isdisjoint(fold(text_of(value)) for value in filled(table, other.at)) for other in others
    )


def _may_be(
    role: Role, table: CaseTable, column: Column, columns: Sequence[Column], forms: KnownForms
) -> bool:
    """Whether a column of words is a risk grade by all its words, or a district by a word of its heading."""
    if not _stands_alone(table, column, columns):
        return False
    if role is Role.RISK:
        words = {fold(text_of(value)) for value in filled(table, column.at)}
        return len(words) > 1 and words <= _risk_words(forms)
    said = fold_heading(table.headings[column.at].text).split()
    labels = {
        heading for form in forms.forms.values() for heading, name in form.headings.items() if name == role
    }
    return len(said) <= _HEADING_WORDS and any(word in labels for word in said)


def _risk_words(forms: KnownForms) -> set[str]:
    words: set[str] = set()
    for form in forms.forms.values():
        if form.row == "case" and "risk" in form.columns:
            words |= set(ChoiceWords(form.columns["risk"]).words)
    return words
