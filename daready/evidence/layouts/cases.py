"""Which lines of a table are cases, and which column names them, by what the lines share."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from daready.evidence.cells.known_forms import KnownForm, KnownForms
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.layouts.case_table import Heading, Line
from daready.evidence.layouts.sheet_view import FEW, is_code, like_answers, wordiness
from daready.rubric.words import fold

_ANSWERED = 0.3
"""A line without a reference is a case only if it answers so much of the form."""
_ENOUGH = 5
"""So many lines with a reference show which words their columns hold."""
_COUNTED_FROM = 1_000
"""Lines are counted from a small number; what begins with a larger one names something."""
_STRANGE = 0.8


@dataclass(frozen=True, slots=True)
class SortedLines:
    """The cases, what else stands among them by what shows it, and the column of the reference."""

    cases: tuple[Line, ...]
    others: tuple[tuple[str, Line], ...]
    reference: int | None


def sort_lines(headings: Sequence[Heading], lines: Sequence[Line], forms: KnownForms) -> SortedLines:
    """Part the lines of one table; lines in which nothing stands are left out."""
    lines = [line for line in lines if not all(map(is_blank, line.values))]
    reference = reference_of(headings, lines, forms)
    asked = _answer_columns(headings, lines, reference, forms)
    words = _words_of(lines, asked, reference)
    cases: list[Line] = []
    others: list[tuple[str, Line]] = []
    for line in lines:
        why = _no_case(line, headings, reference, asked, words, forms)
        if why is None:
            cases.append(line)
        else:
            others.append((why, line))
    return SortedLines(tuple(cases), tuple(others), reference)


def known_column(text: str, forms: KnownForms) -> tuple[KnownForm, str] | None:
    """The column of a form of cases that a heading is known to name; None where it is a question or unknown."""
    for form, name in forms.heads(text):
        if name in forms.forms[form].columns and forms.forms[form].row == "case":
            return forms.forms[form], name
    return None


def reference_of(headings: Sequence[Heading], lines: Sequence[Line], forms: KnownForms) -> int | None:
    """The column that names the case: by its known heading, else the first whose cells are codes, each once."""
    full = [line for line in lines if sum(not is_blank(v) for v in line.values) * 3 >= len(headings)] or lines
    for at, heading in enumerate(headings):
        known = known_column(heading.text, forms)
        if known and known[0].lead == known[1] and any(not is_blank(line.values[at]) for line in full):
            return at
    for at in range(len(headings)):
        values = [line.values[at] for line in full if not is_blank(line.values[at])]
        if len(values) > 1 and len(values) * 5 >= len(full) * 4 and _names_each(values):
            return at
    return None


def known_reference(headings: Sequence[Heading], forms: KnownForms) -> int | None:
    """The first column whose heading is known to be a reference's, whether or not anything stands in it."""
    known = (known_column(heading.text, forms) for heading in headings)
    return next((at for at, one in enumerate(known) if one and one[0].lead == one[1]), None)


def _names_each(values: list[Value]) -> bool:
    """Whether the cells are codes, hardly one twice, and not merely counted 1, 2, 3."""
    if sum(map(is_code, values)) * 5 < len(values) * 4:
        return False
    if any(isinstance(value, date | time) for value in values):
        return False
    texts = [fold(text_of(value)) for value in values]
    return len(set(texts)) * 20 >= len(texts) * 19 and not is_running(values)


def is_running(values: Iterable[Value]) -> bool:
    """Whether numbers only count the lines: each one more than the one before."""
    texts = [text_of(value).strip().rstrip(".") for value in values]
    if not all(text.isdigit() and len(text) < 6 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    if not numbers or numbers[0] > _COUNTED_FROM:
        return False
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return sum(step == 1 for step in steps) * 10 >= len(steps) * 9


def _answer_columns(
    headings: Sequence[Heading], lines: Sequence[Line], reference: int | None, forms: KnownForms
) -> list[int]:
    asked: list[int] = []
    for at, heading in enumerate(headings):
        if at == reference or not wordiness(heading.text) or known_column(heading.text, forms):
            continue
        named = [line for line in lines if reference is None or not is_blank(line.values[reference])]
        values = [line.values[at] for line in named if not is_blank(line.values[at])]
        if values and _mostly_answers(values):
            asked.append(at)
    return asked


def _mostly_answers(values: list[Value]) -> bool:
    """A total or two beneath the answers does not make them anything else."""
    if len(values) < FEW:
        return like_answers(values)
    counted = Counter(fold(text_of(value)) for value in values)
    repeated = [value for value in values if counted[fold(text_of(value))] > 1]
    return len(repeated) * 4 >= len(values) * 3 and like_answers(repeated)


def _words_of(lines: Sequence[Line], asked: list[int], reference: int | None) -> dict[int, Counter[str]]:
    """How often each word stands in each column of answers, in lines that name a case."""
    named = [line for line in lines if reference is None or not is_blank(line.values[reference])]
    return {
        at: Counter(fold(text_of(line.values[at])) for line in named if not is_blank(line.values[at]))
        for at in asked
    }


def _no_case(
    line: Line,
    headings: Sequence[Heading],
    reference: int | None,
    asked: list[int],
    words: dict[int, Counter[str]],
    forms: KnownForms,
) -> str | None:
    """What shows that a line is no case; None where nothing does."""
    filled = [at for at in asked if not is_blank(line.values[at])]
    texts = [
        heading.text for heading, value in zip(headings, line.values, strict=True) if value == heading.text
    ]
    if len(texts) > 1:
        return "headings_again"
    label = _label(line, asked, reference)
    if forms.labels.is_total(label) or forms.labels.is_summary(label):
        return "summary"
    if forms.labels.is_example(label):
        return "example"
    if not filled:
        return "no_answers"
    if reference is not None and not is_blank(line.values[reference]):
        return "summary" if _strange(line, filled, words, once=1) else None
    if len(filled) < _ANSWERED * len(asked):
        return "no_reference" if reference is not None else "no_answers"
    return "summary" if _strange(line, filled, words, once=int(reference is None)) else None


def _label(line: Line, asked: list[int], reference: int | None) -> str:
    """What the line is called: its reference, else the first text that is no answer."""
    if reference is not None and not is_blank(line.values[reference]):
        return fold(text_of(line.values[reference]))
    beside = (
        v for at, v in enumerate(line.values) if at not in asked and isinstance(v, str) and not is_blank(v)
    )
    return fold(next(beside, ""))


def _strange(line: Line, filled: list[int], words: dict[int, Counter[str]], *, once: int) -> bool:
    """Whether hardly a word of it stands in any other line that names a case: counts and shares under the answers."""
    seen = [words[at][fold(text_of(line.values[at]))] > once for at in filled if words[at].total() >= _ENOUGH]
    return len(seen) > 2 and seen.count(False) >= _STRANGE * len(seen)
