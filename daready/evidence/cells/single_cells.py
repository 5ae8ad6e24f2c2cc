"""What one cell alone says: a number, a label, a case reference, a person."""

from __future__ import annotations

import re

from daready.evidence.grid.cell_text import Odd, Value, text_of
from daready.evidence.limits import LABEL_LETTERS, LARGEST_COUNT
from daready.rubric.words import clean, fold

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"(?!0)[A-Za-z/\-]*\d[A-Za-z\d/\-]*", re.ASCII)
"""As most references are written: folding would only make their letters small."""
_POINT_NOUGHT = re.compile(r"\d+\.0")
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+\d+")
NO_ONE = frozenset(
    {"-", "?", "n/a", "na", "none", "nil", "unknown", "tbc", "not known", "x", "not applicable"}
) | frozenset({"n/k", "nk", "restricted", "sensitive", "withheld", "redacted", "pending", "not recorded"})
"""Folded words that stand where a reference, a person or a district should, and name none."""
_FOOTNOTED = re.compile(r"(.*[^\W\d_]{3,})(?:\d{1,2}|[*†‡]+|[\[(]\d{1,2}[\])])|(.+?) ?\[notes? [\d, ]+\]")
_UNITS = re.compile(
    r".*\b(?:team|area|unit|group|district|division|sector|region|zone|shift|bcu|lpa|lpt|csu|npt|snt)"
)
"""Words with a number of their own: Team2 is no footnote."""


def read_number(value: Value) -> float | None:
    """A number, also one typed as text with thousands commas. Percentages and words are refused."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str):
        return None
    text = clean(value)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return float(text) if re.fullmatch(r"-?\d{1,15}(?:\.\d+)?", text) else None


def read_count(value: Value) -> float | None:
    """A number that may count cases, crimes or people. A larger one is something else, as a telephone's."""
    number = read_number(value)
    return number if number is not None and abs(number) <= LARGEST_COUNT else None


def is_figure(value: Value) -> bool:
    """What may stand in a row of totals: a number, a text with one in it, a dash, an error."""
    text = text_of(value)
    return not isinstance(value, str) or any(map(str.isdigit, text)) or fold(text) in NO_ONE


def read_label(value: Value) -> str | None:
    """A short label such as a district; a long text is not a label and may hold anything, so is not kept."""
    text = clean(text_of(value))
    return text if len(text) <= LABEL_LETTERS else None


def without_footnote(folded: str) -> str | None:
    """A folded label without the footnote's mark glued to its last word (Northmoor4); None where none is."""
    match = _FOOTNOTED.fullmatch(folded)
    bare = (match[1] or match[2]) if match else None
    return bare if bare and not _UNITS.fullmatch(bare) else None


def reference_of(value: Value) -> str | None:
    """A case reference folded; a dash, n/a or XXXX is none, nor is a long number of which Excel has kept the first
    digits only. 1077428.0, " 1077428" and 01077428 are one: a sheet that holds it as a number only shows its noughts.
    """
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value.lower()
    if isinstance(value, Odd):
        return None
    text = fold(text_of(value)).replace(" ", "")
    if _POINT_NOUGHT.fullmatch(text):
        text = text[:-2]
    if text.isdecimal():
        text = text.lstrip("0") or "0"
    if not text.strip("x-?.*") or text in NO_ONE or _SHORTENED.fullmatch(text):
        return None
    return text


def is_shortened(value: Value) -> bool:
    """Whether a cell holds a long number as Excel shortens it (3.526E+13), which stands for many."""
    return not isinstance(value, Odd) and bool(_SHORTENED.fullmatch(fold(text_of(value)).replace(" ", "")))


def person_of(value: Value) -> str | None:
    """A person's name folded; a dash or n/a is nobody."""
    if isinstance(value, Odd):
        return None
    text = fold(text_of(value))
    return None if not text or text in NO_ONE else text
