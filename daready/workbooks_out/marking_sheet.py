"""The sheet of a template that says how each question is marked, and the note on each heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from daready.evidence.tables.own_sheets import NOT_READ
from daready.rubric.guide import MARKED, SHOWN, examples_of
from daready.rubric.model import Marking
from daready.workbooks_out.template import Marked

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MARKING_GUIDE = "Marking guide"
_ADVICE = (
    "Partial counts as not met, unless the force's own form says otherwise: keep it for what its column says.",
    "Mark Not recorded where the record does not let you tell. A silent record is not a reason for Not applicable.",
    "Judge on what was known or could have been found out at the time, not on how the case turned out.",
    "Where two auditors would differ and the guide does not settle it, give the lower answer. Examples are invented.",
)
_COUNTED_ADVICE = (
    "Count from the record itself. Leave a cell empty rather than guess.",
    "Examples are invented.",
)
_ANSWERS = tuple(SHOWN[name] for name in MARKED)
_HEADED = ("No.", "Question", *_ANSWERS, "Where to look", "Example", "Commonest mistake")
_WIDTHS = (7, 20, 25, 22, 22, 18, 20, 36, 22)
_COUNTED_HEADED = (
    "No.",
    "What is marked",
    "How it is counted",
    "Where to look",
    "Example",
    "Commonest mistake",
)
_COUNTED_WIDTHS = (14, 28, 50, 30, 44, 30)
_POINTS = 10.5
"""The height of a line of small print."""


def note_of(marking: Marking) -> str:
    """The guide in a cell's note: what is enough for each answer, without examples."""
    if marking.counted:
        return marking.counted
    return "\n".join(f"{SHOWN[name]}: {text}" for name, text in marking.answers.items())


def marking_sheet(sheet: Worksheet, marked: Sequence[Marked], style: Callable[..., Format]) -> None:
    """Draw the guide: a row for each question, its headings frozen and repeated on every printed page."""
    by_answer = any(one.marking.answers for one in marked)
    headings, widths = (_HEADED, _WIDTHS) if by_answer else (_COUNTED_HEADED, _COUNTED_WIDTHS)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, MARKING_GUIDE, style(bold=True, font_size=16, font_color="#1F3A5F"))
    sheet.write_string(1, 0, NOT_READ, style(font_color="#5A6470"))
    advice = _ADVICE if by_answer else _COUNTED_ADVICE
    for at, line in enumerate(advice, start=2):
        sheet.write_string(at, 0, line, style())
    top = 3 + len(advice)
    heading = style(bold=True, font_color="#FFFFFF", bg_color="#1F3A5F", text_wrap=True, valign="vcenter")
    for at, (text, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.write_string(top, at, text, heading)
        sheet.set_column(at, at, width)
    for row, one in enumerate(marked, start=top + 1):
        _row(sheet, row, one, widths, style, by_answer=by_answer)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _row(
    sheet: Worksheet,
    row: int,
    one: Marked,
    widths: Sequence[int],
    style: Callable[..., Format],
    *,
    by_answer: bool,
) -> None:
    plain = style(font_size=8, text_wrap=True, bottom=1, bottom_color="#BFC5CC", left=1, left_color="#E3E7EB")
    strong = style(font_size=8, text_wrap=True, bottom=1, bottom_color="#BFC5CC", bold=True)
    marking = one.marking
    examples = "\n".join(f"{answer}: {text}" if answer else text for answer, text in examples_of(marking))
    after = (marking.look, examples, marking.mistake)
    sheet.write_string(row, 0, one.code, strong)
    sheet.write_string(row, 1, one.title, strong)
    if not by_answer:
        cells = [(2, widths[2], marking.counted or "")]
    elif marking.counted:
        # How a number or a choice is counted is said once, across the columns of the answers.
        cells = [(2, sum(widths[2:6]), marking.counted)]
        sheet.merge_range(row, 2, row, 5, "", plain)
    else:
        said = marking.answers
        cells = [
            (at, widths[at], said.get(name, "Never: it applies to every case"))
            for at, name in enumerate(MARKED, start=2)
        ]
    first = len(widths) - len(after)
    cells += [(at, widths[at], text) for at, text in enumerate(after, start=first)]
    for at, _, text in cells:
        sheet.write_string(row, at, text, plain)
    tall = max(_lines(text, width) for _, width, text in (*cells, (1, widths[1], one.title)))
    sheet.set_row(row, min(400.0, tall * _POINTS + 4))


def _lines(text: str, width: int) -> int:
    return sum(len(wrap(part, max(4, int(width * 1.3)))) or 1 for part in text.split("\n"))
