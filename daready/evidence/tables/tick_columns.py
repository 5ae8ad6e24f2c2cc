"""A question with a column for each answer, one of them ticked: the tick becomes the answer that it stands under."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import Odd, Value, is_blank, text_of
from daready.evidence.grid.grid import Cell, Grid, Range, Row
from daready.evidence.limits import HEADER_ROWS
from daready.rubric.words import fold

_TICKS = frozenset({"x", "✓", "✔", "☑", "☒", "√", "1", "true", "tick", "ticked", "•", "*"})
_NOT_TICKED = frozenset({"0", "☐", "false"})


@dataclass(frozen=True, slots=True)
class _Question:
    """The answers that stand side by side under one question, by column, and what each of them means."""

    answers: dict[int, str]
    means: Mapping[str, object]

    @property
    def first(self) -> int:
        return min(self.answers)

    def answer(self, row: Row, number: int, struck: Collection[Cell]) -> Value:
        """What a row says to the question: the answer ticked, or what nobody will take for one."""
        filled = {at: row[at] for at in self.answers if at < len(row) and not is_blank(row[at])}
        ticked = {at: value for at, value in filled.items() if fold(text_of(value)) not in _NOT_TICKED}
        strange = next((value for value in ticked.values() if isinstance(value, Odd)), None)
        if strange or any((number, at) in struck for at in ticked):
            return strange or Odd.STRUCK
        if not ticked:
            return ""
        if len(ticked) == 1:
            ((at, value),) = ticked.items()
            said = fold(text_of(value))
            if said in _TICKS or self.means.get(said) == self.means[fold(self.answers[at])]:
                return self.answers[at]
        return "; ".join(f"{self.answers[at]}: {text_of(value)}" for at, value in ticked.items())


def join_ticks(grid: Grid, forms: KnownForms) -> Grid:
    """The sheet with each such question as one column, its first; as it is where there are none.

    The answers stand in a row of their own right under the questions, each question over the first of its columns.
    Two ticks, or a word that is not the answer it stands under, are no answer that anybody knows.
    """
    for number in range(1, min(len(grid.rows), HEADER_ROWS)):
        questions = _questions(grid.rows[number - 1], grid.rows[number], forms)
        if questions:
            rows = [*grid.rows[:number], *_joined(grid, number, questions, forms)]
            return replace(grid, rows=rows, merged=tuple(_merged(grid, number, questions)))
        if sum(bool(_words(head, forms)) for head in grid.rows[number - 1]) > 1:
            break  # a table without ticks begins here, and a nameless case of it may stand under such a word
    return grid


def _merged(grid: Grid, number: int, questions: list[_Question]) -> Iterator[Range]:
    """The merged ranges, those over ticks at the column of their question; blank ones hold no tick."""
    first = {at: question.first for question in questions for at in question.answers}
    for (top, left), (bottom, right) in grid.merged:
        row = grid.rows[top] if top < len(grid.rows) else []
        if top <= number or left not in first:
            yield (top, left), (bottom, right)
        elif left < len(row) and not is_blank(row[left]):
            yield (top, first[left]), (bottom, first.get(right, right))


def _joined(grid: Grid, number: int, questions: list[_Question], forms: KnownForms) -> list[Row]:
    struck = {place for place, kind in grid.findings.odd.items() if kind is Odd.STRUCK}
    columns = [at for question in questions for at in question.answers]
    rows: list[Row] = []
    for at, row in enumerate(grid.rows[number:], number):
        said: dict[int, Value] = {one.first: one.answer(row, at, struck) for one in questions}
        joined = [*row, *[""] * (max(columns) + 1 - len(row))]
        if _is_total(row, columns, forms):
            said = {one.first: joined[one.first] for one in questions}  # how many ticks, and no tick
        if all(joined[c] == text for one in questions for c, text in one.answers.items()):
            said = {}  # the answers themselves, perhaps repeated on a new page
        for column in columns:
            joined[column] = said.get(column, "")
        rows.append(joined)
    return rows


def _is_total(row: Row, ticked: Collection[int], forms: KnownForms) -> bool:
    lead = next((value for at, value in enumerate(row) if at not in ticked and not is_blank(value)), "")
    return forms.labels.is_total(fold(text_of(lead)))


def _questions(heads: Row, under: Row, forms: KnownForms) -> list[_Question]:
    """The questions of a row of headings that have their answers under them; none where anything else is there."""
    found: list[_Question] = []
    taken: set[int] = set()
    for column, head in enumerate(heads):
        words = _words(head, forms)
        if not words:
            continue
        answers: dict[int, str] = {}
        for at in range(column, len(under)):
            if (at > column and at < len(heads) and not is_blank(heads[at])) or fold(
                text_of(under[at])
            ) not in words:
                break
            answers[at] = text_of(under[at])
        if len(answers) > 1 and len({words[fold(text)] for text in answers.values()}) == len(answers):
            found.append(_Question(answers, words))
            taken.update(answers)
    others = {at: value for at, value in enumerate(under) if at not in taken and not is_blank(value)}
    spoken = all(isinstance(value, str) and not any(map(str.isdigit, value)) for value in others.values())
    named = any(at < len(heads) and _names_a_case(heads[at], forms) for at in others)
    return found if spoken and not named else []


def _names_a_case(head: Value, forms: KnownForms) -> bool:
    """Whether case references stand under a heading, so that a word there is one of them."""
    return any(
        forms.forms[form].row == "case" and forms.forms[form].lead == name for form, name in forms.heads(head)
    )


def _words(head: Value, forms: KnownForms) -> Mapping[str, object]:
    """The answer words of the question that a heading names, in the form of cases that knows it; else none."""
    for form, name in forms.heads(head):
        known = forms.forms[form]
        if known.row == "case" and name in known.questions:
            return known.read_words(name)
    return {}
