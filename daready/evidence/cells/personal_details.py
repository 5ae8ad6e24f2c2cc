"""What looks like a person's details in a column of answers, so that its writer can be warned; never quoted."""

from __future__ import annotations

import re
from datetime import date

from daready.evidence.grid.cell_text import Value, text_of
from daready.evidence.limits import TEXT_LETTERS
from daready.rubric.words import clean

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?44|0)(?:[\s().\-]*\d){9,10}(?!\d)")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
BORN = re.compile(r"\b(?:d\.?o\.?b|born|date of birth)\b", re.IGNORECASE)
_BIRTHDAY = re.compile(r"\b\d{1,2}([./\- ])\d{1,2}\1(19\d\d|20[01]\d)\b|\b(?:19\d\d|20[01]\d)-\d\d-\d\d\b")
LAST_BIRTH_YEAR = 2019
"""A date before 2020 where an answer belongs is likelier a birthday than a date of the work audited."""

_TITLE_TEXT = """
    pc ps dc ds di dci dsi dsu dcs sgt sergeant insp inspector ch supt superintendent chief constable con cst
    det detective officer pcso wpc wdc wps dsgt tdc tds tdi csupt
    mr mrs ms miss mx dr prof professor sir dame lord lady rev cllr councillor
"""
TITLES = frozenset(_TITLE_TEXT.split())
ROLES = frozenset(
    {
        "officer",
        "chief",
        "constable",
        "detective",
        "sergeant",
        "inspector",
        "superintendent",
        "professor",
        "councillor",
    }
)
"""Those that are words of ordinary sentences too."""
_WORD = re.compile(r"[^\W\d_]+")


def titles_in(label: str) -> frozenset[str]:
    """The ranks and titles in a label, folded, also with full stops (P.C., Sgt.): a name follows them."""
    folded = clean(label).casefold()
    return TITLES.intersection([*_WORD.findall(folded), *_WORD.findall(folded.replace(".", ""))])


def looks_personal(value: Value) -> bool:
    """Whether a cell that should hold an answer, a number or a code holds what may be a person's details.

    A telephone number, an e-mail address, a postcode, a date of birth, or a text too long for an answer.
    """
    if isinstance(value, date):
        return value.year <= LAST_BIRTH_YEAR
    text = clean(text_of(value))
    return len(text) > TEXT_LETTERS or holds_details(text)


def holds_details(text: str) -> bool:
    """Whether a telephone number, an e-mail address, a postcode or a date of birth seems to stand in a text."""
    return any(shape.search(text) for shape in (_MAIL, _PHONE, _POSTCODE, BORN, _BIRTHDAY))
