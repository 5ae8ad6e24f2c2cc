"""Which rows of a sheet could be headings, of one row or up to three, and how well each form fits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from daready.evidence.cells.dates import bare_month, read_period
from daready.evidence.cells.dressed_headings import grouped
from daready.evidence.cells.known_forms import ESSENTIAL, KnownForm, KnownForms
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.grid.grid import Range, Row
from daready.evidence.limits import HEADER_LEVELS, HEADER_ROWS, HEADING_LETTERS
from daready.rubric.words import fold

_PLAIN_REFERENCE = re.compile(r"[A-Z]{0,5}[/\-]?\d[\dA-Z/\-]{4,}")
_BENEATH = frozenset(
    {
        *("answer", "answers", "response", "result", "mark", "y/n", "yes/no", "y/n/na", "yes/no/na"),
        *("yes/no/n/a", "y/n/n/a", "number", "no", "n", "count", "date", "dd/mm/yyyy", "dd/mm/yy", "grade"),
    }
)
"""What stands under a heading and adds nothing to its meaning."""

Levels = list[tuple[int, str, bool]]
"""The texts over a column, from the top: row, text, and whether it is spread from a merged cell beside."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One form read into one block of heading rows, ``top`` to ``header``.

    ``matched`` leads from column to id, ``twice`` from a column to an id that another column has already.
    ``shown`` is the cell (row, text) that names each column. ``months`` are the columns of a return that
    has a month a column; there ``matched`` holds only what stands beside them.
    """

    form: KnownForm
    top: int
    header: int
    matched: dict[int, str]
    complete: bool
    shown: dict[int, tuple[int, str]] = field(default_factory=dict[int, tuple[int, str]])
    twice: dict[int, str] = field(default_factory=dict[int, str])
    months: dict[int, Value] = field(default_factory=dict[int, Value])

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """More headings understood is better, then nothing missing, then not a month a column."""
        return len(self.matched) + len(self.months), self.complete, not self.months

    def within(self, columns: range) -> bool:
        return all(column in columns for column in (*self.matched, *self.months))


class Scan:
    """The known headings of one sheet; most rows are ruled out by one look at a set."""

    def __init__(self, rows: list[Row], merged: Iterable[Range], forms: KnownForms) -> None:
        self.rows = rows
        self.forms = forms
        self.spans = {
            (top, column): left
            for (top, left), (_, right) in merged
            for column in range(left + 1, right + 1)
            if right - left < 200
        }
        texts = [
            value
            for value in set().union(*rows)
            if isinstance(value, str)
            and 0 < len(value) <= HEADING_LETTERS
            and not _PLAIN_REFERENCE.fullmatch(value)
        ]
        top = {value for row in rows[:HEADER_ROWS] for value in row}
        for text, heading in grouped(
            [text for text in texts if text in top], forms.is_heading, forms.labels.is_fault
        ):
            if not forms.is_heading(text):
                forms.alias(text, heading)
        self.known = {text: found for text in texts if (found := forms.heads(text))}
        self._codes = {(form.id, form.code_column) for form in forms.forms.values() if form.counts}
        self.strong = self._strong_rows()

    def _strong_rows(self) -> list[int]:
        """Rows with two headings of one form, or the heading of a code column that months may follow."""
        keys, verdicts, strong = set(self.known), dict[frozenset[str], bool](), list[int]()
        # Answers stand in every row, and some are headings too: alone they make no row of headings.
        answers = {
            text for text in keys if any(fold(text) in form.words for form in self.forms.forms.values())
        }
        telling = keys if self._head(answers) else keys - answers
        for number, row in enumerate(self.rows):
            if telling.isdisjoint(row):
                continue
            hit = frozenset(map(str, keys.intersection(row)))
            if hit not in verdicts:
                verdicts[hit] = self._head(hit)
            if verdicts[hit]:
                strong.append(number)
        return strong

    def _head(self, texts: Iterable[str]) -> bool:
        """Whether these texts, all in one row, would make it a row of headings."""
        owners = [owner for text in texts for owner in set(self.known[text])]
        ids = {form: {name for owner, name in owners if owner == form} for form, _ in owners}
        return any(len(names) > 1 for names in ids.values()) or not self._codes.isdisjoint(owners)

    def blocks(self, row: int) -> Iterator[range]:
        """The runs of up to three filled rows that hold a row, the row alone first."""
        yield range(row, row + 1)
        for height in range(2, HEADER_LEVELS + 1):
            for top in range(row - height + 1, row + 1):
                block = range(top, top + height)
                if top >= 0 and block.stop <= len(self.rows) and all(map(self._texts_only, block)):
                    yield block

    def _texts_only(self, row: int) -> bool:
        filled = [value for value in self.rows[row] if value != "" and not is_blank(value)]
        return bool(filled) and all(isinstance(v, str) and len(v) <= HEADING_LETTERS for v in filled)

    def fits(self, row: int, columns: range) -> list[Fit]:
        """Every form's best fit around a row, best first. A taller block must understand more."""
        best: dict[str, Fit] = {}
        for block in self.blocks(row):
            levels = self._levels(block, columns)
            for form in self._named(levels):
                fit = self._fit(form, block, levels)
                if fit and (form.id not in best or len(fit.matched) > len(best[form.id].matched)):
                    best[form.id] = fit
        for fit in self._monthly(row, columns):
            if fit.form.id not in best or not set(ESSENTIAL[fit.form.row]) <= {
                *best[fit.form.id].matched.values()
            }:
                best[fit.form.id] = fit
        return sorted(_unless_adopted(best), key=lambda fit: fit.rank, reverse=True)

    def _levels(self, block: range, columns: range) -> dict[int, Levels]:
        found: dict[int, Levels] = {}
        for number in block:
            row = self.rows[number]
            for column in range(columns.start, min(columns.stop, len(row))):
                spread = is_blank(row[column]) and (number, column) in self.spans
                value = row[self.spans[number, column]] if spread else row[column]
                if is_blank(value) or (number < block[-1] and not self._joins(block, number, column)):
                    continue
                levels = found.setdefault(column, [])
                if not levels or levels[-1][1] != text_of(value):  # merged downwards it is one text
                    levels.append((number, text_of(value), spread))
        return found

    def _joins(self, block: range, number: int, column: int) -> bool:
        """Whether a text above may belong to the headings: not when it labels a value beside it."""
        row, lower = self.rows[number], self.rows[block[-1]]
        if text_of(row[column]).rstrip().endswith(":"):
            return False
        under = column < len(lower) and not is_blank(lower[column])
        beside = column + 1 < len(row) and not is_blank(row[column + 1])
        if under or not beside or row[column + 1] in self.known:
            return True
        return column + 1 < len(lower) and not is_blank(lower[column + 1])

    def _named(self, levels: dict[int, Levels]) -> list[KnownForm]:
        texts = {text for level in levels.values() for _, text, _ in level}
        ids = {form for text in texts for form, _ in self.known.get(text, ())}
        return [self.forms.forms[form] for form in sorted(ids)]

    def _meaning(self, form: KnownForm, level: Levels) -> str | None:
        """The id a column's texts stand for: the lowest, the texts joined, or one with nothing beneath it.

        A text spread over several columns names none of them by itself, unless it is a question and
        what stands beneath says no more than "answer".
        """
        if len(level) == 1:
            _, text, spread = level[0]
            return None if spread else self.forms.means(form, text)
        texts = [text for _, text, _ in level]
        for text in (texts[-1], " ".join(texts), " ".join(texts[-2:])):
            spread = level[-1][2] and text == texts[-1]
            name = self.forms.means(form, text)
            if name and not spread:
                return name
        while len(level) > 1 and fold(level[-1][1]).strip(" ()") in _BENEATH:
            level = level[:-1]
            name = self.forms.means(form, level[-1][1])
            if name and (not level[-1][2] or name in form.questions):
                return name
        return None

    def _fit(self, form: KnownForm, block: range, levels: dict[int, Levels]) -> Fit | None:
        matched: dict[int, str] = {}
        twice: dict[int, str] = {}
        for column in sorted(levels):
            name = self._meaning(form, levels[column])
            if name is None:
                continue
            (twice if name in matched.values() else matched)[column] = name
        present = set(matched.values())
        missing = [name for name in form.required if name not in present and name not in form.facts]
        if form.row == "case" and not present & form.questions.keys():
            return None
        half = len(missing) <= max(1, len(form.required) // 2)
        if not (len(matched) >= 2 and not missing) and not (len(matched) >= 3 and half):
            return None
        if len(block) > 1 and not self._all_head(form, block, levels):
            return None
        shown = {
            column: level[-1][:2] for column, level in levels.items() if len(level) > 1 or not level[0][2]
        }
        return Fit(form, block[0], block[-1], matched, not missing, shown, twice)

    def _all_head(self, form: KnownForm, block: range, levels: dict[int, Levels]) -> bool:
        """Whether each row of a block says something as a heading, and the lowest is not the first case."""
        own = [level for level in levels.values() if level[-1][0] == block[-1]]
        if sum(self._meaning(form, level) is not None for level in own) * 2 < len(own):
            return False
        speaking: set[int] = set()
        for level in levels.values():
            if name := self._meaning(form, level):
                by_itself = [row for row, text, _ in level if self.forms.means(form, text) == name]
                speaking.update(by_itself or (row for row, _, _ in level))
        return speaking >= set(block)

    def _monthly(self, row: int, columns: range) -> Iterator[Fit]:
        """Forms of counts whose code column is followed by a month a column."""
        cells = {at: value for at, value in enumerate(self.rows[row]) if at in columns and value != ""}
        months = {at: value for at, value in cells.items() if names_month(value)}
        if not months:
            return
        for form in self.forms.forms.values():
            owned = {
                at: name
                for at, value in cells.items()
                for owner, name in self.known.get(text_of(value), ())
                if owner == form.id and at not in months
            }
            if form.counts and form.code_column in owned.values():
                matched = {at: name for at, name in owned.items() if name in (form.code_column, "district")}
                shown = {at: (row, text_of(value)) for at, value in cells.items()}
                yield Fit(form, row, row, matched, True, shown, {}, months)


def _unless_adopted(best: Mapping[str, Fit]) -> list[Fit]:
    """The fits without those of a form that a force's own form stands for: it knows as many of the questions."""
    own = [fit for fit in best.values() if fit.form.adopted]
    return [
        fit
        for fit in best.values()
        if not any(
            one.form.of == fit.form.id and one is not fit and _asked(one) >= _asked(fit) for one in own
        )
    ]


def _asked(fit: Fit) -> int:
    return sum(name in fit.form.questions for name in fit.matched.values())


def names_month(value: Value) -> bool:
    """Whether a cell names a month, be it without its year."""
    if is_blank(value) or isinstance(value, (bool, int, float)):
        return False
    return read_period(value) is not None or (isinstance(value, str) and bare_month(value) is not None)
