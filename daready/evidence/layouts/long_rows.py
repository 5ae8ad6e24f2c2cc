"""A sheet with a row for each question of each case, proved by the pairs: each reference meets each question once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from daready.evidence.cells.known_forms import KnownForms
from daready.evidence.grid.cell_text import Value, is_blank, text_of
from daready.evidence.layouts.case_table import Heading, Line, Place
from daready.evidence.layouts.cases import known_column
from daready.evidence.layouts.one_table import SheetTable
from daready.evidence.layouts.sheet_view import View, wordiness
from daready.rubric.words import clean, fold

_QUESTIONS = 4
_REPEATED = 2
_COVERED = 0.5
"""At least this share of all pairs of a case and a question has a row."""
_ANSWER = ("answer", "response", "result", "finding", "score", "rating", "compliant", "y/n")
_SECTION = ("section", "theme", "part", "topic", "area", "category", "heading")


@dataclass(frozen=True, slots=True)
class _Long:
    """Which columns hold what; ``top`` is the row of the headings."""

    top: int
    reference: int
    question: int
    answer: int
    of_case: tuple[int, ...]
    section: int | None


def unrolled(view: View, forms: KnownForms) -> SheetTable | None:
    """The sheet with a line a case; None where it is no such sheet."""
    view = _filled_down(view)
    found = _find(view, forms)
    return _unroll(view, found) if found else None


def _key(value: Value) -> str:
    return fold(text_of(value))


def _body(view: View) -> tuple[int, list[int]]:
    """The row of the headings and the rows below it, by the widest filled rows of the sheet."""
    filled = [len(view.filled(row)) for row in range(len(view.rows))]
    widest = sorted(filled, reverse=True)[: max(1, len(filled) // 2)]
    usual = widest[len(widest) // 2] if widest else 0
    top = next((row for row, count in enumerate(filled) if count * 3 >= usual * 2 and count > 2), None)
    if top is None:
        return 0, []
    return top, [row for row in range(top + 1, len(view.rows)) if filled[row]]


def _filled_down(view: View) -> View:
    """The view in which a blank first cell has what stands above it, as somebody reads who wrote it once a case."""
    top, body = _body(view)
    if not body:
        return view
    columns = [at for at in view.filled(top) if sum(not is_blank(view.rows[row][at]) for row in body) > 0]
    blanks = {at: sum(is_blank(view.rows[row][at]) for row in body) for at in columns}
    sparse = [at for at in columns if blanks[at] * 2 > len(body) and not is_blank(view.rows[body[0]][at])]
    if not sparse:
        return view
    rows = [list(row) for row in view.rows]
    for at in sparse:
        last: Value = ""
        for row in body:
            last = rows[row][at] if is_blank(last) or not is_blank(rows[row][at]) else last
            rows[row][at] = last
    return replace(view, rows=rows)


def _find(view: View, forms: KnownForms) -> _Long | None:
    top, body = _body(view)
    if len(body) < _QUESTIONS * _REPEATED:
        return None
    columns = view.filled(top)
    cells = {at: [_key(view.rows[row][at]) for row in body] for at in columns}
    asking = [at for at in columns if _asks(view, body, at, cells[at])]
    for question in sorted(asking, key=lambda at: -len(set(cells[at]))):
        for reference in _in_order(view, top, columns, cells, forms):
            if reference == question or not _pairs(cells[reference], cells[question]):
                continue
            rest = [at for at in columns if at not in (question, reference)]
            of_question = [at for at in rest if _settled(cells[question], cells[at])]
            of_case = [at for at in rest if _settled(cells[reference], cells[at]) and at not in of_question]
            free = [at for at in rest if at not in of_question and at not in of_case]
            answer = _answer_column(view, top, question, free, cells)
            if answer is not None:
                section = next((at for at in of_question if _key(view.rows[top][at]) in _SECTION), None)
                return _Long(top, reference, question, answer, tuple(of_case), section)
    return None


def _asks(view: View, body: list[int], at: int, keys: Sequence[str]) -> bool:
    """Whether a column holds questions: wordy, several, and each many times."""
    texts = {key for key in keys if key}
    if len(texts) < _QUESTIONS or len(keys) < _REPEATED * len(texts):
        return False
    wordy = {_key(view.rows[row][at]): wordiness(view.rows[row][at]) for row in body}
    return sum(wordy[key] for key in texts) >= 0.6 * len(texts)


def _in_order(
    view: View, top: int, columns: list[int], cells: dict[int, list[str]], forms: KnownForms
) -> list[int]:
    """The columns as they may be the reference's: by a known heading first, then those of most different cells."""

    def known(at: int) -> bool:
        found = known_column(text_of(view.rows[top][at]), forms)
        return found is not None and found[0].lead == found[1]

    return sorted(columns, key=lambda at: (not known(at), -len(set(cells[at])), at))


def _pairs(cases: Sequence[str], asked: Sequence[str]) -> bool:
    pairs = [(case, question) for case, question in zip(cases, asked, strict=True) if case and question]
    of_cases, of_questions = {case for case, _ in pairs}, {question for _, question in pairs}
    whole = len(of_cases) * len(of_questions)
    return (
        len(of_cases) > 1
        and len(set(pairs)) * 50 >= len(pairs) * 49
        and len(pairs) >= _COVERED * whole
        and len(pairs) >= _REPEATED * len(of_cases)
    )


def _settled(by: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether one column's cell settles the other's, blanks apart."""
    said: dict[str, str] = {}
    return all(
        said.setdefault(one, other) == other for one, other in zip(by, cells, strict=True) if one and other
    )


def _answer_column(
    view: View, top: int, question: int, free: list[int], cells: dict[int, list[str]]
) -> int | None:
    """The column of the answers: by its heading, else the first to the right of the question with few words."""
    filled = [at for at in free if sum(map(bool, cells[at])) * 2 > len(cells[at])]
    named = [at for at in filled if any(word in _key(view.rows[top][at]) for word in _ANSWER)]
    right = [at for at in filled if at > question]
    few: Callable[[int], int] = lambda at: len(set(cells[at]))  # noqa: E731
    return next(iter(named or sorted(right or filled, key=few)), None)


def _unroll(view: View, found: _Long) -> SheetTable:
    head = view.rows[found.top]
    heading_of: dict[str, Heading] = {}
    answers: dict[str, dict[str, tuple[Value, Place]]] = {}
    about: dict[str, dict[int, tuple[Value, Place]]] = {}
    for row in range(found.top + 1, len(view.rows)):
        case, asked = view.rows[row][found.reference], view.rows[row][found.question]
        if is_blank(case) or is_blank(asked):
            continue
        section = "" if found.section is None else clean(text_of(view.rows[row][found.section]))
        heading_of.setdefault(_key(asked), Heading(text_of(asked), view.place(row, found.question), section))
        cell = (view.rows[row][found.answer], view.place(row, found.answer))
        answers.setdefault(_key(case), {}).setdefault(_key(asked), cell)
        said = about.setdefault(_key(case), {})
        for at in (found.reference, *found.of_case):
            if not is_blank(view.rows[row][at]):
                said.setdefault(at, (view.rows[row][at], view.place(row, at)))
    columns = (found.reference, *found.of_case)
    headings = (
        *(Heading(text_of(head[at]), view.place(found.top, at)) for at in columns),
        *heading_of.values(),
    )
    lines: list[Line] = []
    for case, asked_of in answers.items():
        cells = [about[case].get(at) for at in columns] + [asked_of.get(key) for key in heading_of]
        lines.append(
            Line(
                tuple(cell[0] if cell else "" for cell in cells),
                tuple(cell[1] if cell else None for cell in cells),
            )
        )
    return SheetTable(view, headings, tuple(lines), found.top)
