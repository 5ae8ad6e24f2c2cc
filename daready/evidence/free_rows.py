"""The one list of rows that are set aside and count for nothing (A17); every other is contested."""

from __future__ import annotations

FREE: dict[str, str] = {
    # what is not a case by what stands in it
    "total_row": "a total, proved by the rows that it adds up, or of figures that are not answers",
    "summary_row": "a line of a summary, proved in the same way",
    "legend_row": "the answers to choose from",
    "repeated_header": "a heading",
    "section_row": "a heading",
    "note_row": "a note",
    "not_this_force": "an area named as not this force",
    "row_at_default": "below the last reference, with every box at its default",
    # a copy of a counted row
    "duplicate_case": "the same case with the same answers, counted once",
    "duplicate_block": "a row that passes, in a run of rows pasted again, counted once",
    "double_mark": "another auditor's marks of a case that counts once, at the lower answer",
    "duplicate_file": "a whole file sent again",
    "replaced_by_marked": "an original whose marked copy came too",
}
"""Reasons to set a row of cases aside that make it free. Free as well, and set aside nowhere: a row dated after the day
assessed as at (within a date's reach), and one too old to count where its sheet's months run in order or blocks."""


def is_free(reason: str) -> bool:
    """Whether a row set aside for a reason is free whatever it says; otherwise what it says is weighed."""
    return reason in FREE
