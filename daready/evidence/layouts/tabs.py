"""A tab (or a file) for each case: questions down the page and answers beside them, the same on every tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.layouts.case_table import Heading, Line, Place
from daready.evidence.layouts.cases import known_column
from daready.evidence.layouts.sheet_view import View, like_answers, wordiness
from daready.rubric.words import clean, fold_heading

Label = tuple[str, int]
"""A label's folded text, and which of several alike it is on its page."""
Beside = tuple[Value, Place]
_SEVERAL = 3
"""So many pages that say the same show that it is the form that says it."""


@dataclass(frozen=True, slots=True)
class _Page:
    view: View
    headings: dict[Label, Heading]
    beside: dict[Label, Beside]


def labels_of(page: View) -> tuple[int, dict[Label, int]]:
    """The column of a page's questions, and the row of each label in it."""
    turned = page.across()
    if turned is None:
        return 0, {}
    column = turned.heading_row[0]
    seen: Counter[str] = Counter()
    labels: dict[Label, int] = {}
    for row, cells in enumerate(page.rows):
        value = cells[column]
        if is_blank(value) or not wordiness(value):
            continue
        folded = fold_heading(text_of(value))
        labels[folded, seen[folded]] = row
        seen[folded] += 1
    return column, labels


def pages_alike(pages: Sequence[View]) -> list[list[View]]:
    """The pages in groups that share most of their labels, the largest first."""
    groups: list[tuple[set[Label], list[View]]] = []
    for page in pages:
        labels = set(labels_of(page)[1])
        home = next(
            (g for g in groups if len(g[0] & labels) * 10 >= 7 * max(len(g[0]), len(labels)) > 0), None
        )
        if home:
            home[1].append(page)
        else:
            groups.append((labels, [page]))
    return sorted((pages for _, pages in groups), key=len, reverse=True)


def answer_column(pages: Sequence[View]) -> int | None:
    """The column that the pages' answers stand in: right of the questions, filled, and short."""
    best: tuple[float, int] | None = None
    width = max((len(page.rows[0]) for page in pages if page.rows), default=0)
    for at in range(width):
        filled, short = 0, 0
        for page in pages:
            column, labels = labels_of(page)
            if at <= column:
                continue
            values = [page.rows[row][at] for row in labels.values() if not is_blank(page.rows[row][at])]
            filled += len(values)
            short += len(values) if like_answers(values) else 0
        if filled and (best is None or short - 0.1 * at > best[0]):
            best = (short - 0.1 * at, at)
    return best[1] if best else None


def pages_as_lines(
    pages: Sequence[View], forms: KnownForms
) -> tuple[tuple[Heading, ...], tuple[Line, ...], tuple[View, ...]]:
    """One line a page, under the labels that any page answers; and the pages that nobody filled in."""
    answers_at = answer_column(pages)
    if answers_at is None:
        return (), (), tuple(pages)
    read = [_page(page, answers_at, forms) for page in pages]
    varied = _of_a_case(read)
    filled = [page for page in read if set(page.beside) & varied]
    blank = tuple(page.view for page in read if not set(page.beside) & varied)
    order: dict[Label, Heading] = {}
    for page in filled:
        for label, heading in page.headings.items():
            order.setdefault(label, heading)
    said = {label for page in filled for label in page.beside} - _of_the_form(filled, forms)
    order = {
        label: heading for label, heading in order.items() if label in said or not _answered(label, filled)
    }
    sections: dict[Label, str] = {}
    section = ""
    for label, heading in order.items():
        if label not in said and not _asks(heading):
            section = clean(heading.text)
        sections[label] = section
    kept = [label for label, heading in order.items() if label in said or _asks(heading)]
    headings = tuple(Heading(order[label].text, order[label].place, sections[label]) for label in kept)
    lines = tuple(
        Line(
            tuple(page.beside[label][0] if label in page.beside else "" for label in kept),
            tuple(page.beside[label][1] if label in page.beside else None for label in kept),
        )
        for page in filled
    )
    return headings, lines, blank


def _answered(label: Label, pages: Sequence[_Page]) -> bool:
    return any(label in page.beside for page in pages)


def _of_the_form(pages: Sequence[_Page], forms: KnownForms) -> set[Label]:
    """Labels beside which every page has the same text, which answers nothing else: Question, and beside it Answer."""
    if len(pages) < _SEVERAL:
        return set()
    said: dict[Label, Counter[str]] = {}
    for page in pages:
        for label, (value, _) in page.beside.items():
            said.setdefault(label, Counter())[text_of(value)] += 1
    answers = Counter(text for texts in said.values() for text in texts)
    return {
        label
        for label, texts in said.items()
        if len(texts) == 1
        and texts.total() == len(pages)
        and answers[next(iter(texts))] == 1
        and not any(known_column(page.headings[label].text, forms) for page in pages[:1])
    }


def _asks(heading: Heading) -> bool:
    return heading.text.rstrip().endswith("?")


def _page(page: View, answers_at: int, forms: KnownForms) -> _Page:
    """What one page says beside its labels, and beside labels that a form knows elsewhere on it."""
    column, labels = labels_of(page)
    headings = {
        label: Heading(text_of(page.rows[row][column]), page.place(row, column))
        for label, row in labels.items()
    }
    beside = {
        label: (page.rows[row][answers_at], page.place(row, answers_at))
        for label, row in labels.items()
        if not is_blank(page.rows[row][answers_at])
    }
    for label, (heading, cell) in _facts(page, column, labels, forms).items():
        if label not in beside:
            headings[label], beside[label] = heading, cell
    return _Page(page, headings, beside)


def _of_a_case(read: Sequence[_Page]) -> set[Label]:
    """The labels beside which not every page says the same: a template's own words fill nothing in."""
    if len(read) == 1:
        return set(read[0].beside)
    said: dict[Label, set[str]] = {}
    times: Counter[Label] = Counter()
    for page in read:
        for label, (value, _) in page.beside.items():
            said.setdefault(label, set()).add(text_of(value))
            times[label] += 1
    return {label for label, texts in said.items() if len(texts) > 1 or times[label] < len(read)}


def _facts(
    page: View, column: int, labels: dict[Label, int], forms: KnownForms
) -> dict[Label, tuple[Heading, Beside]]:
    """What stands beside known labels elsewhere on the page: Ref: … District: … in one row."""
    found: dict[Label, tuple[Heading, Beside]] = {}
    taken = set(labels.values())
    for row, cells in enumerate(page.rows):
        for at in page.filled(row):
            text = text_of(cells[at])
            if (
                (at == column and row in taken)
                or not isinstance(cells[at], str)
                or not known_column(text, forms)
            ):
                continue
            right = next((after for after in page.filled(row) if after > at), None)
            if right is None or (
                isinstance(cells[right], str) and known_column(text_of(cells[right]), forms)
            ):
                continue
            label = (fold_heading(text), 0)
            cell = (cells[right], page.place(row, right))
            found.setdefault(label, (Heading(text, page.place(row, at)), cell))
    return found
