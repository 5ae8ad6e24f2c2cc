"""What looks like a person's details in a column of answers, so that its writer can be warned; never quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from daready.evidence.limits import LABEL_WORDS, TEXT_LETTERS
from daready.evidence.words import Value, is_blank, text_of
from daready.rubric.words import clean, fold

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?44|0)(?:[\s().\-]*\d){9,10}(?!\d)")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:d\.?o\.?b|born|date of birth)\b", re.IGNORECASE)
_BIRTHDAY = re.compile(r"\b\d{1,2}([./\- ])\d{1,2}\1(19\d\d|20[01]\d)\b|\b(?:19\d\d|20[01]\d)-\d\d-\d\d\b")
_LAST_BIRTH_YEAR = 2019
"""A date before 2020 where an answer belongs is likelier a birthday than a date of the work audited."""

_LABEL = re.compile(r"[^\W\d_]+(?:[ &'’\-.]+[^\W\d_]+)*\.?")


def looks_personal(value: Value) -> bool:
    """Whether a cell that should hold an answer, a number or a code holds what may be a person's details.

    A telephone number, an e-mail address, a postcode, a date of birth, or a text too long for an answer.
    """
    if isinstance(value, date):
        return value.year <= _LAST_BIRTH_YEAR
    text = clean(text_of(value))
    return len(text) > TEXT_LETTERS or any(
        shape.search(text) for shape in (_MAIL, _PHONE, _POSTCODE, _BORN, _BIRTHDAY)
    )


def kept_labels(values: Sequence[Value]) -> frozenset[str]:
    """The folded labels of a column that are surely no person's: plain words that label more than one row."""
    count: Counter[str] = Counter()
    for value, rows in Counter(map(text_of, values)).items():  # each spelling is folded once
        if not is_blank(value):
            count[fold(value)] += rows
    return frozenset(
        label
        for label, rows in count.items()
        if rows > 1 and _LABEL.fullmatch(label) and len(re.split(r"[ \-]+", label)) <= LABEL_WORDS
    )
