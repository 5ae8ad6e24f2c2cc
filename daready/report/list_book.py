"""The blank workbook of a framework's list: what is known stands there, and yellow cells are to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from daready.report.whole import SIGNED
from daready.rubric.filling import BY, COLUMNS, ON
from daready.rubric.model import Framework

_HOW_WORDS = (
    "With the published page before you, paste each text into the yellow column; leave a row empty to leave it as "
    "it is. A characteristic that is not listed goes at the end, with a new Ref and the Heading it stands under."
)
_HOW_LIST = (
    "Fill in every row from the force's own copy. Criteria are numbers such as U05; U06, with what each is of the "
    "row in brackets where you know: equal, subset, superset or intersects."
)
_WIDTHS = {"ref": 16, "text": 70, "area": 30, "colour": 14, "owner": 26, "criteria": 30}
_FIRST = 6
"""The row of the headings, from nought."""


def list_workbook(framework: Framework, refs: dict[str, str], roles: Sequence[str]) -> bytes:
    """The bytes of the workbook. ``refs`` are the numbers of the criteria; ``roles`` who may have checked it."""
    from xlsxwriter.workbook import Workbook

    stream = BytesIO()
    with Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"comments": f"{SIGNED}.", "created": datetime(2026, 1, 1)})
        sheet = book.add_worksheet("List")
        fill = book.add_format({"bg_color": "#FFF2CC", "border": 1, "text_wrap": True, "valign": "top"})
        _above(book, sheet, framework, fill, roles)
        columns = _columns(framework)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet.write_row(_FIRST, 0, [*(COLUMNS[name][0] for name in columns), "In our words"], head)
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for at, known in enumerate(_rows(framework, refs), _FIRST + 1):
            for column, name in enumerate((*columns, "ours")):
                text = known.get(name, "")
                sheet.write_string(at, column, text, fill if name in columns and not text else plain)
            _choices(sheet, at, columns, framework)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS[name])
        sheet.set_column(len(columns), len(columns), 60)
        sheet.freeze_panes(_FIRST + 1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()


def _columns(framework: Framework) -> tuple[str, ...]:
    blank = framework.blank
    if blank is None:
        return "ref", "text", "area", "criteria"
    return ("ref", "text", "area", *(("colour",) if blank.colour_then else ()), "owner", "criteria")


def _rows(framework: Framework, refs: dict[str, str]) -> list[dict[str, str]]:
    blank = framework.blank
    if blank is not None:
        return [{"ref": str(number)} for number in range(1, (blank.rows or 20) + 1)]
    return [
        {
            "ref": requirement.id,
            "text": requirement.text if requirement.checked else "",
            "area": group.title,
            "criteria": "; ".join(f"{refs[link.criterion]} ({link.relation})" for link in requirement.met_by),
            "ours": "" if requirement.checked else requirement.text,
        }
        for group in framework.groups
        for requirement in group.requirements
    ]


def _above(book: Any, sheet: Any, framework: Framework, fill: Any, roles: Sequence[str]) -> None:
    bold = book.add_format({"bold": True})
    day = book.add_format({"bg_color": "#FFF2CC", "border": 1, "num_format": "yyyy-mm-dd", "align": "left"})
    sheet.write_string(0, 0, f"{framework.title}: {framework.edition}", bold)
    sheet.write_string(1, 0, _HOW_LIST if framework.blank else _HOW_WORDS)
    sheet.write_string(2, 0, f"Then run: daready rubric fill {framework.id} THIS FILE")
    sheet.write_string(3, 0, BY, bold)
    sheet.write_blank(3, 1, None, fill)
    sheet.data_validation(3, 1, 3, 1, {"validate": "list", "source": [*roles]})
    sheet.write_string(4, 0, ON, bold)
    sheet.write_blank(4, 1, None, day)


def _choices(sheet: Any, at: int, columns: tuple[str, ...], framework: Framework) -> None:
    blank = framework.blank
    if blank is None:
        return
    offered = {"colour": ["Red", "Amber", "Green"], "area": [*blank.areas]}
    for name, words in offered.items():
        if name in columns and words:
            column = columns.index(name)
            sheet.data_validation(at, column, at, column, {"validate": "list", "source": words})
