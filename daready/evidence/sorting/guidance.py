"""Which rows say how to fill the table in: the answers to choose from, and sentences right under the headings."""

from __future__ import annotations

from daready.evidence.grid.grid import Row
from daready.evidence.sorting.table_view import TableView
from daready.rubric.words import fold

_PLACEHOLDERS = frozenset({"please select", "please choose", "select", "choose", "answer"})
_WORDS_OF_GUIDANCE = 3
_NEGATIONS = frozenset({"no", "not", "none", "never", "nothing", "nobody"})


def is_guidance(row: Row, table: TableView) -> bool:
    """Whether a row right under the headings says how to fill them in: sentences only, and no answer."""
    filled = {at: value for at, value in table.filled(row).items() if at in table.mapped}
    asked = [value for at, value in filled.items() if at in table.answered]
    if len(asked) < 2 or table.lead in filled or any(map(table.answers, asked)):
        return False
    others = [value for at, value in filled.items() if at not in table.answered]
    return all(isinstance(value, str) and _guides(value, table) for value in asked) and not any(
        not isinstance(value, str) or any(c.isdigit() for c in value) for value in others
    )


def _guides(text: str, table: TableView) -> bool:
    first = fold(text).split()[:1]
    if first and (first[0] in table.words or first[0] in _NEGATIONS):
        return False
    long = len(text.split()) >= _WORDS_OF_GUIDANCE
    return text.rstrip().endswith("?") or long or lists_answers(fold(text), table)


def lists_answers(text: str, table: TableView) -> bool:
    """Whether a folded text lists answers to choose from (Yes / No / N/A), or asks to choose."""
    if text.rstrip(". …") in _PLACEHOLDERS:
        return True
    if text in table.words:
        return False
    text = text.replace("n/a", "na")
    for mark in ("/", ",", "|", " or "):
        parts = [part.strip(" ()") for part in text.split(mark)]
        if len(parts) > 1 and all(part in table.words or part in ("na", "nr") for part in parts):
            return True
    return False
