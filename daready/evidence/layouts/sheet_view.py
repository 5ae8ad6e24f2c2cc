"""A sheet seen with its cases across or down, so that what finds a table in rows finds it in columns as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.grid.grid import Grid
from daready.evidence.layouts.case_table import Place
from daready.evidence.limits import HEADER_ROWS, HEADING_LETTERS
from daready.rubric.words import fold

ANSWERS = 12
"""A line of more different answers holds texts, numbers or references: no words of it are ever shown."""
ANSWER_LETTERS = 40
"""A longer text is no answer word."""
QUESTIONS_DOWN = 400
"""No form has more questions down a page than this."""
LOOKED_AT = 300
"""So many rows under a heading tell what kind of answers stand there."""
_WORD = re.compile(r"[^\W\d_]{2,}")
FEW = 12
"""So many cases have to be there before their answers must repeat: a few may all have scored otherwise."""


def wordiness(value: Value) -> float:
    """How much a cell reads like a question or a label, from 0 (a code, a number, a date) to 1 (three words)."""
    if not isinstance(value, str) or len(value) > HEADING_LETTERS:
        return 0.0
    words = len(_WORD.findall(value))
    if words < 2 and sum(letter.isdigit() for letter in value) > 2:
        return 0.0
    return min(words, 3) / 3


def is_code(value: Value) -> bool:
    """Whether a cell may be somebody's reference: short, with a digit in it, and neither a date nor an address."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return False
    text = text_of(value).strip()
    return len(text) <= ANSWER_LETTERS and any(letter.isdigit() for letter in text) and "@" not in text


def like_answers(values: list[Value]) -> bool:
    """Whether filled cells of one line are answers: short, and few of them different."""
    texts = [text_of(value) for value in values]
    if any(len(text) > ANSWER_LETTERS for text in texts):
        return False
    different = len({fold(text) for text in texts})
    return different <= ANSWERS and (len(texts) < FEW or different <= max(2, len(texts) / 2))


@dataclass(frozen=True)
class View:
    """A sheet's cells as ``rows``; in one that is ``turned`` they are its columns."""

    grid: Grid
    file: int
    tab: int
    rows: list[list[Value]]
    turned: bool = False

    @classmethod
    def of(cls, grid: Grid, file: int, tab: int) -> View:
        width = max(map(len, grid.rows), default=0)
        return cls(grid, file, tab, [[*row, *[""] * (width - len(row))] for row in grid.rows])

    def across(self) -> View | None:
        """The same sheet with its columns as rows; None where it is too long to be read so."""
        if len(self.rows) > QUESTIONS_DOWN:
            return None
        turned = [list(column) for column in zip_longest(*self.rows, fillvalue="")]
        return View(self.grid, self.file, self.tab, turned, not self.turned)

    def place(self, row: int, column: int) -> Place:
        if self.turned:
            row, column = column, row
        return Place(self.file, self.tab, self.grid.name, row, column)

    def filled(self, row: int) -> list[int]:
        """The columns of a row in which something stands."""
        return [at for at, value in enumerate(self.rows[row]) if not is_blank(value)]

    @cached_property
    def heading_row(self) -> tuple[int, float]:
        """The row that most reads like headings of answers, and how much it does: 0 where nothing is answered."""
        best, most = 0, (0.0, 0.0)
        for row in range(min(len(self.rows), HEADER_ROWS)):
            said = self._said_by(row)
            if said > most:
                best, most = row, said
        return best, most[0]

    def _said_by(self, row: int) -> tuple[float, float]:
        """How wordy a row is over answers, and altogether; of cells that say the same one counts."""
        seen: set[str] = set()
        over_answers, whole = 0.0, 0.0
        for column, value in enumerate(self.rows[row]):
            weight = wordiness(value)
            folded = fold(value) if weight and isinstance(value, str) else ""
            if not weight or folded in seen:
                continue
            seen.add(folded)
            whole += weight
            under = self.rows[row + 1 : row + 1 + LOOKED_AT]
            below = [each[column] for each in under if not is_blank(each[column])]
            if below and like_answers(below):
                over_answers += weight
        return round(over_answers, 6), round(whole, 6)
