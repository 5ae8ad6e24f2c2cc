"""What a table of cases is besides: exported from an online form, or filled with scores."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.layouts.case_table import CaseTable
from daready.evidence.layouts.cases import known_column
from daready.evidence.layouts.sheet_view import like_answers, wordiness
from daready.rubric.words import fold

SCALE = 11
"""No scale has more steps than from 0 to ten."""
_UNSCORED = 3
"""So many words for not applicable or not known stand beside the points of a scale."""
_STAMPS = frozenset(
    {
        *("start time", "completion time", "timestamp", "submission date", "submission time", "submitted"),
        *("started", "ended", "end time", "start date", "end date", "date submitted", "time submitted"),
        *("last modified time", "response id", "respondent id", "collector id", "submission id"),
    }
)
"""What makers of online forms put before the questions, folded."""


def is_stamp(text: str) -> bool:
    """Whether a heading is one that an online form writes by itself."""
    return fold(text) in _STAMPS


def is_export(table: CaseTable) -> bool:
    """Whether an online form wrote the sheet: its own headings, or two moments in each row of which one is later."""
    if sum(is_stamp(heading.text) for heading in table.headings) >= 1 and _moments(table):
        return True
    return sum(is_stamp(heading.text) for heading in table.headings) >= 2 or _spans(table)


def _moments(table: CaseTable) -> list[int]:
    """The columns of moments: a day with a time of day."""
    return [at for at in range(len(table.headings)) if _all_moments(table.column(at))]


def _all_moments(values: Sequence[Value]) -> bool:
    moments = [value for value in values if not is_blank(value)]
    timed = [v for v in moments if isinstance(v, datetime) and (v.hour or v.minute or v.second)]
    return bool(moments) and all(isinstance(v, datetime) for v in moments) and len(timed) * 2 > len(moments)


def _spans(table: CaseTable) -> bool:
    """Two neighbouring columns of moments, the second never before the first and within hours of it."""
    moments = _moments(table)
    for first, second in itertools.pairwise(moments):
        pairs = zip(table.column(first), table.column(second), strict=True)
        spans = [b - a for a, b in pairs if isinstance(a, datetime) and isinstance(b, datetime)]
        if second == first + 1 and spans and all(0 <= span.total_seconds() < 86_400 for span in spans):
            return True
    return False


def is_number(value: Value) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    text = text_of(value).strip()
    return text.isdigit()


def is_scale(values: Sequence[Value]) -> bool:
    """Whether answers are points of a scale: whole numbers, few of them different, none far from 0.

    Beside them there may be a word or two for what has no score.
    """
    filled = [value for value in values if not is_blank(value)]
    numbers = [value for value in filled if is_number(value)]
    words = {fold(text_of(value)) for value in filled if not is_number(value)}
    if len(numbers) < min(2, len(filled)) or not numbers or len(words) > _UNSCORED:
        return False
    points = {float(text_of(value)) for value in numbers}
    return len(points) <= SCALE and all(point.is_integer() and 0 <= point < SCALE for point in points)


def is_scored(table: CaseTable, forms: KnownForms) -> bool:
    """Whether most questions are answered by points of a scale."""
    asked = [
        at
        for at, heading in enumerate(table.headings)
        if at != table.reference and wordiness(heading.text) and not known_column(heading.text, forms)
    ]
    answers = [
        values
        for at in asked
        if (values := [v for v in table.column(at) if not is_blank(v)]) and like_answers(values)
    ]
    return sum(map(is_scale, answers)) * 2 > len(answers)
