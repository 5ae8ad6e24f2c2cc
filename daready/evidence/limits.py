"""Every limit that guards the reading of untrusted workbooks stands here, to be changed in one place."""

from __future__ import annotations

MEMORY_BYTES = 1 << 30
"""Address space of the child (POSIX only); a workbook that needs more is refused, not the laptop."""

SECONDS_A_FILE = 60.0
"""After this the child is stopped and the file gets a notice."""

FILE_BYTES = 256 << 20
"""A larger file is not opened."""

HEADER_ROWS = 60
"""The heading row is looked for within the first rows of a sheet only."""

HEADING_LETTERS = 300
"""A longer cell is text, not a heading."""

LABEL_LETTERS = 40
"""A longer text in a label column (a district) is not a label and is not kept."""

LABEL_WORDS = 3
"""A label of more words is not kept."""

TEXT_LETTERS = 60
"""A longer text where an answer belongs may tell of a person, which is said."""

WORDS_ASKED = 50
"""So many different unknown words of one column are put into a mapping workbook; more are not answers."""

EDITS = 2
"""How far a word may be from a known one to be suggested."""

HEADING_RATIO = 80
"""How alike (of 100) a heading must be to a known one to be suggested. Never to be accepted."""
